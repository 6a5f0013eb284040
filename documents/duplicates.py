"""Files that are here twice. Stored is which version was here before; where it stands is said to
whoever looks, as far as they see it themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from documents import queries
from documents.models import DocumentVersion
from ecabinet.auth.actor import Actor
from ecabinet.sentences import S, Sentence
from ecabinet.slots import DOCUMENT_PLACES, DocumentPlace

SAME_FILE = "document-warning-duplicate"


def same_file(db: Session, actor: Actor, sha256: str) -> Sentence | None:
    """What is stored with a version whose bytes `actor` may read in another one already."""
    twin = (
        queries.visible_versions(actor)
        .where(DocumentVersion.sha256 == sha256)
        .with_only_columns(DocumentVersion.id)
        .order_by(DocumentVersion.id)
        .limit(1)
    )
    found = db.execute(twin).scalar_one_or_none()
    return None if found is None else S(SAME_FILE, version=found)


def warnings_for(
    db: Session, actor: Actor, versions: Iterable[DocumentVersion]
) -> dict[int, list[Sentence]]:
    """Return {version id: what the check found, as `actor` may be told it}; a fixed number of
    queries. What an older program stored tells no version, and is not told at all."""
    given = list(versions)
    stored = {
        version.id: [Sentence.from_json(one) for one in version.warnings] for version in given
    }
    named = {
        id_: twin
        for id_, sentences in stored.items()
        for one in sentences
        if one.key == SAME_FILE and isinstance(twin := one.params.get("version"), int)
    }
    twins = _readable(db, actor, [one for one in given if one.id in named], named) if named else {}
    told = _told(db, actor, set(twins.values())) if twins else {}
    return {
        id_: [
            said
            for one in sentences
            if (said := told.get(twins.get(id_, 0)) if one.key == SAME_FILE else one)
        ]
        for id_, sentences in stored.items()
    }


def _readable(
    db: Session, actor: Actor, versions: Iterable[DocumentVersion], named: Mapping[int, int]
) -> dict[int, int]:
    """{version id: the version with the same bytes that `actor` is told of}: the one that is
    `named`; in the place of one that they may not read, the first before it that they may. Who
    stored the name, an older program or another person, may have read others than they do."""
    readable = queries.readable_among(db, actor, set(named.values()))
    found = {id_: twin for id_, twin in named.items() if twin in readable}
    others = {one.id: one.sha256 for one in versions if one.id not in found}
    if not others:
        return found
    same = queries.visible_versions(actor).where(DocumentVersion.sha256.in_(set(others.values())))
    rows = db.execute(
        same.with_only_columns(DocumentVersion.id, DocumentVersion.sha256).order_by(
            DocumentVersion.id
        )
    ).all()
    for id_, sha256 in others.items():
        before = [row.id for row in rows if row.sha256 == sha256 and row.id < id_]
        if before:
            found[id_] = before[0]
    return found


def _told(db: Session, actor: Actor, ids: Iterable[int]) -> dict[int, Sentence]:
    """{version id: where its paper stands}, of versions that `actor` may read."""
    found = select(DocumentVersion).where(DocumentVersion.id.in_(ids))
    rows = db.execute(found.options(joinedload(DocumentVersion.document))).scalars()
    papers = {version.id: version.document for version in rows}
    numbers = sorted({paper.id for paper in papers.values()})
    places: dict[int, DocumentPlace] = {}
    for ask in DOCUMENT_PLACES if numbers else ():
        for place in ask(db, actor, numbers):
            # The latest sitting comes first, and before any ballot.
            places.setdefault(place.document_id, place)
    return {id_: _sentence(paper.title, places.get(paper.id)) for id_, paper in papers.items()}


def _sentence(title: str, place: DocumentPlace | None) -> Sentence:
    if place is None:
        return S(SAME_FILE, title=title)
    key = "document-warning-duplicate-item" if place.line else "document-warning-duplicate-ballot"
    return S(key, title=title, item=place.line, occasion=place.occasion_title)
