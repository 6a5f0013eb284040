"""Which marks wait to be carried, and which of one's own were carried and how."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from documents.annotations.carrying.rules import IN_DOUBT
from documents.annotations.holding import the_held
from documents.annotations.queries import WITH_NAMES, is_ones_to_place
from documents.models import Annotation, AnnotationKind, CarryState, DocumentVersion
from documents.queries import visible_versions
from documents.rules import OUT_STATES
from ecabinet.auth.actor import Actor

MOST_ITEMS = 500


def to_carry(version: DocumentVersion) -> Select[Annotation]:
    """The marks on earlier versions of the paper that were carried nowhere yet. For the program
    itself: nobody is shown what this finds."""
    earlier = select(DocumentVersion.id).where(
        DocumentVersion.document_id == version.document_id,
        DocumentVersion.ordinal < version.ordinal,
    )
    return select(Annotation).where(Annotation.version_id.in_(earlier), *_carried_nowhere())


def _carried_nowhere() -> tuple[ColumnElement[bool], ...]:
    child = aliased(Annotation)
    return (
        Annotation.removed_at.is_(None),
        ~exists().where(child.carried_from_id == Annotation.id),
    )


def to_carry_again(version_id: int) -> Select[Annotation]:
    """The copies on a version that wait to be carried again. For the program itself."""
    return (
        select(Annotation)
        .where(Annotation.version_id == version_id, *_to_carry_again())
        .order_by(Annotation.id)
    )


def _to_carry_again() -> tuple[ColumnElement[bool], ...]:
    return Annotation.carry_again_at.is_not(None), Annotation.removed_at.is_(None)


def untouched_ink(version_id: int, author_ids: Collection[int]) -> Select[Annotation]:
    """The carried strokes of some authors on a version that nobody has touched there. For the
    program itself."""
    origin = aliased(Annotation)
    return (
        select(Annotation)
        .join(origin, origin.id == Annotation.carried_from_id)
        .where(
            Annotation.version_id == version_id,
            Annotation.kind == AnnotationKind.INK,
            Annotation.author_id.in_(author_ids),
            Annotation.removed_at.is_(None),
            Annotation.carry_again_at.is_(None),
            Annotation.updated_at == origin.updated_at,
        )
        .order_by(Annotation.id)
    )


def to_place(ids: Collection[int]) -> Select[Annotation]:
    """Copies whose places were found, to be changed. For the program itself."""
    return (
        select(Annotation)
        .where(Annotation.id.in_(ids))
        .options(*WITH_NAMES)
        .order_by(Annotation.id)
        .with_for_update(of=Annotation)
    )


def versions_to_carry_to(
    db: Session, versions: Collection[DocumentVersion], actor: Actor | None = None
) -> list[int]:
    """Return the ids of those of these versions that marks wait to be carried to, or again, in
    order; of the marks that concern `actor`, if given."""
    ids = [version.id for version in versions if version.ordinal > 1]
    if not ids:
        return []
    older, newer = aliased(DocumentVersion), aliased(DocumentVersion)
    concern = () if actor is None else (is_ones_to_place(actor),)
    # The mark stands inside: a paper of ten thousand marks is asked for one of them.
    first = (
        select(newer.id)
        .where(newer.id.in_(ids))
        .where(
            exists()
            .where(
                Annotation.version_id == older.id,
                older.document_id == newer.document_id,
                older.ordinal < newer.ordinal,
                *_carried_nowhere(),
                *concern,
            )
            .correlate(newer)
        )
    )
    again = (
        select(Annotation.version_id)
        .where(Annotation.version_id.in_(ids), *_to_carry_again(), *concern)
        .distinct()
    )
    return sorted({*db.execute(first).scalars(), *db.execute(again).scalars()})


def newer_version(db: Session, version: DocumentVersion) -> DocumentVersion | None:
    """Return the newest version above this one that is out."""
    return db.execute(
        select(DocumentVersion)
        .where(
            DocumentVersion.document_id == version.document_id,
            DocumentVersion.ordinal > version.ordinal,
            DocumentVersion.state.in_(OUT_STATES),
        )
        .order_by(DocumentVersion.ordinal.desc())
        .limit(1)
    ).scalar_one_or_none()


def sources_of(db: Session, annotations: Collection[Annotation]) -> dict[int, Annotation]:
    """Return {id of a mark: the mark whose place is the last certain one, itself or the nearest it
    was carried from}. What stood in doubt once never becomes certain by being carried on, and what
    waits to be carried again stands nowhere until it was."""
    found: dict[int, Annotation] = {}
    asked = {mark.id: mark for mark in annotations}
    while asked:
        unsure: dict[int, int] = {}
        for number, mark in asked.items():
            is_sure = mark.carry_state not in IN_DOUBT and mark.carry_again_at is None
            if not is_sure and mark.carried_from_id is not None:
                unsure[number] = mark.carried_from_id
            else:
                found[number] = mark
        parents = _by_id(db, set(unsure.values()))
        asked = {number: parents[parent] for number, parent in unsure.items()}
    return found


def parents_of(db: Session, annotations: Collection[Annotation]) -> dict[int, Annotation]:
    """Return {id of a carried mark: where it is known to have stood}."""
    parents = _by_id(db, {mark.carried_from_id for mark in annotations if mark.carried_from_id})
    sources = sources_of(db, parents.values())
    return {
        mark.id: sources[mark.carried_from_id]
        for mark in annotations
        if mark.carried_from_id is not None
    }


def _by_id(db: Session, ids: Collection[int]) -> dict[int, Annotation]:
    if not ids:
        return {}
    rows = db.execute(
        select(Annotation)
        .where(Annotation.id.in_(ids))
        .options(joinedload(Annotation.version).joinedload(DocumentVersion.document))
    )
    return {mark.id: mark for mark in rows.scalars()}


@dataclass(frozen=True)
class Counts:
    """How one's own marks came over: `carried` have a place, `look` of them need a look,
    `unplaced` have none, `waiting` are still to be carried."""

    carried: int = 0
    look: int = 0
    unplaced: int = 0
    waiting: int = 0


def counts_of(db: Session, actor: Actor, version: DocumentVersion) -> Counts:
    """Return how the marks of the person who acts, and those meant for them, came over."""
    rows = db.execute(
        _own(actor, version)
        .with_only_columns(Annotation.carry_state, func.count())
        .group_by(Annotation.carry_state)
    )
    by_state = {state: int(count) for state, count in rows.all()}
    waiting = 0
    if version.ordinal > 1:
        own = to_carry(version).where(is_ones_to_place(actor))
        waiting = db.execute(select(func.count()).select_from(own.subquery())).scalar_one()
    look = by_state.get(CarryState.LOOK, 0)
    return Counts(
        carried=by_state.get(CarryState.PLACED, 0) + look,
        look=look,
        unplaced=by_state.get(CarryState.UNPLACED, 0),
        waiting=waiting,
    )


def in_doubt(db: Session, actor: Actor, version: DocumentVersion) -> list[Annotation]:
    """Return the marks of the person who acts, and those meant for them, that need a look on a
    version or have no place there, oldest first."""
    rows = db.execute(
        _own(actor, version)
        .where(Annotation.carry_state.in_(IN_DOUBT))
        .options(*WITH_NAMES)
        .order_by(Annotation.id)
        .limit(MOST_ITEMS)
    )
    return list(rows.scalars())


def _own(actor: Actor, version: DocumentVersion) -> Select[Annotation]:
    return select(Annotation).where(
        Annotation.version_id == version.id,
        is_ones_to_place(actor),
        Annotation.carried_from_id.is_not(None),
        Annotation.removed_at.is_(None),
    )


def find_carried(
    db: Session, actor: Actor, annotation_id: int, *, removed: bool = False
) -> Annotation:
    """Return a carried mark of the person who acts, on a version they may read, to be changed;
    `removed`: also one that was left on the old version. Raises NotVisible."""
    readable = visible_versions(actor).with_only_columns(DocumentVersion.id)
    statement = select(Annotation).where(
        Annotation.id == annotation_id,
        is_ones_to_place(actor),
        Annotation.carried_from_id.is_not(None),
        Annotation.version_id.in_(readable),
    )
    if not removed:
        statement = statement.where(Annotation.removed_at.is_(None))
    return the_held(db, statement, *WITH_NAMES)
