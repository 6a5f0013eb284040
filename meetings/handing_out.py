"""The papers of an edition on their way: handed to those who come, taken back from those who do
not come any more."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from documents.distribution import services as distribution
from documents.models import Distribution, Document, DocumentVersion, VersionState
from documents.naming import services as naming
from documents.naming.rules import Standing
from documents.packs import services as packs
from documents.rules import in_force
from ecabinet import clock, occasions
from ecabinet.auth.actor import Actor
from meetings.agenda import guests
from meetings.agenda.numbering import number_of
from meetings.agenda.queries import standing_lines
from meetings.invited.queries import taking_part
from meetings.models import AgendaVersion, Meeting
from meetings.queries import last_edition, told


def occasion(meeting: Meeting) -> str:
    """Return the words under which papers of the sitting are handed out and taken back."""
    return occasions.name(occasions.MEETING, meeting.id)


def hand_out(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    edition: AgendaVersion,
    person_ids: Collection[int],
) -> None:
    """Hand the versions of `edition` to `person_ids`; in the place of one that was replaced since
    it was approved, the one in force. Raises Conflict: one was taken back."""
    _hand(db, actor, meeting, _in_force(db, edition.lines), person_ids)


def _hand(
    db: Session,
    actor: Actor,
    meeting: Meeting,
    lines: Sequence[Mapping[str, Any]],
    person_ids: Collection[int],
) -> None:
    versions = _versions(db, {v for line in lines for v in line["version_ids"]})
    _number(db, actor, meeting, lines, {version.id: version for version in versions})
    _bring_up_to_date(db, actor, meeting, versions)
    bound = guests.only_items(db, meeting, person_ids)
    whole = [person_id for person_id in person_ids if person_id not in bound]
    distribution.distribute(
        db,
        actor=actor,
        versions=versions,
        person_ids=whole,
        occasion=occasion(meeting),
        at=clock.now(),
    )
    packs.add_readers(db, actor=actor, occasion=occasion(meeting), person_ids=whole, at=clock.now())
    for person_id in sorted(bound):
        _hand_items(db, actor, meeting, lines, versions, person_id)


def _in_force(
    db: Session, lines: Sequence[Mapping[str, Any]], *, joins_late: bool = False
) -> list[dict[str, Any]]:
    """The lines with the versions that are in force. `joins_late`: what was taken back meanwhile
    keeps nobody from being called, and is left out; when an edition is sent it is refused."""
    versions = {
        version.id: version
        for version in _versions(db, {v for line in lines for v in line["version_ids"]})
    }

    def stands(version: DocumentVersion) -> DocumentVersion | None:
        if version.state is VersionState.RECALLED and not joins_late:
            return version
        return in_force(version)

    return [
        line
        | {
            "version_ids": [
                s.id for v in line["version_ids"] if (s := stands(versions[v])) is not None
            ]
        }
        for line in map(dict, lines)
    ]


def _bring_up_to_date(
    db: Session, actor: Actor, meeting: Meeting, versions: Sequence[DocumentVersion]
) -> None:
    """Hand each version to those who hold an older one of its paper for this sitting, and for some
    reason not this one: the line names it from now on, and they could open nothing there."""
    replaced = [v for v in versions if v.state is VersionState.RELEASED and v.ordinal > 1]
    missing = _holders_of_older_alone(db, meeting, replaced)
    for version in replaced:
        if version.id in missing:
            distribution.distribute(
                db, actor=actor, versions=[version], person_ids=missing[version.id],
                occasion=occasion(meeting), at=clock.now(),
            )  # fmt: skip


def _holders_of_older_alone(
    db: Session, meeting: Meeting, versions: Sequence[DocumentVersion]
) -> dict[int, set[int]]:
    """{version id: who holds an older one of its paper for this sitting, and not this one}: almost
    always nobody, so it is asked of all of them at once."""
    newer, mine = aliased(DocumentVersion), aliased(Distribution)
    there = exists().where(
        mine.version_id == newer.id,
        mine.person_id == Distribution.person_id,
        mine.occasion == Distribution.occasion,
        mine.recalled_at.is_(None),
    )
    rows = db.execute(
        select(newer.id, Distribution.person_id)
        .join(DocumentVersion, DocumentVersion.document_id == newer.document_id)
        .join(Distribution, Distribution.version_id == DocumentVersion.id)
        .where(
            newer.id.in_([version.id for version in versions]),
            DocumentVersion.ordinal < newer.ordinal,
            Distribution.occasion == occasion(meeting),
            Distribution.recalled_at.is_(None),
            ~there,
        )
    )
    found: dict[int, set[int]] = {}
    for version_id, person_id in rows:
        found.setdefault(version_id, set()).add(person_id)
    return found


def _hand_items(
    db: Session,
    actor: Actor,
    meeting: Meeting,
    lines: Sequence[Mapping[str, Any]],
    versions: Sequence[DocumentVersion],
    person_id: int,
) -> None:
    """A guest of single items is handed the papers of these, and loses those of all others."""
    asked_to = told(lines, frozenset({person_id}))
    ids = {v for line in lines if line["item_id"] in asked_to for v in line["version_ids"]}
    mine = [version for version in versions if version.id in ids]
    distribution.take_back(
        db, actor=actor, occasion=occasion(meeting), at=clock.now(), person_ids=[person_id],
        kept={version.document_id for version in mine},
    )  # fmt: skip
    packs.end_readers(
        db, actor=actor, occasion=occasion(meeting), person_ids=[person_id], at=clock.now()
    )
    distribution.distribute(
        db, actor=actor, versions=mine, person_ids=[person_id], occasion=occasion(meeting),
        at=clock.now(),
    )  # fmt: skip


def _number(
    db: Session,
    actor: Actor,
    meeting: Meeting,
    lines: Sequence[Mapping[str, Any]],
    versions: Mapping[int, DocumentVersion],
) -> None:
    """Papers get their numbers as they stand in the edition that goes out."""
    on = clock.day_of(meeting.starts_at)
    standings = [
        (versions[id_].document_id, Standing(on, meeting.id, number_of(line), ordinal,
                                             versions[id_].document.kind.value))
        for line in lines
        for ordinal, id_ in enumerate(line["version_ids"], start=1)
    ]  # fmt: skip
    naming.number_papers(
        db, actor=actor, occasion=occasion(meeting), standings=standings, at=clock.now()
    )


def hand_out_last_edition(
    db: Session, *, actor: Actor, meeting: Meeting, person_ids: Collection[int]
) -> None:
    """Hand the papers of the edition sent last, as they stand now, to somebody who joins later."""
    edition = last_edition(db, meeting, sent=True)
    if edition is not None:
        lines = standing_lines(db, [edition])[edition.id]
        _hand(db, actor, meeting, _in_force(db, lines, joins_late=True), person_ids)


def _versions(db: Session, ids: Collection[int]) -> list[DocumentVersion]:
    if not ids:
        return []
    return list(
        db.execute(
            select(DocumentVersion)
            .where(DocumentVersion.id.in_(ids))
            .options(joinedload(DocumentVersion.document).selectinload(Document.versions))
            .order_by(DocumentVersion.id)
        ).scalars()
    )


def follow(db: Session, *, actor: Actor, meeting: Meeting, person_id: int) -> None:
    """Let somebody hold what they are called for now: the papers of the sitting or of their items,
    by their own invitation or for somebody they sit in for; nothing, when they are not called."""
    if person_id in taking_part(db, meeting):
        hand_out_last_edition(db, actor=actor, meeting=meeting, person_ids=[person_id])
    else:
        take_back(db, actor=actor, meeting=meeting, person_ids=[person_id])


def take_back(
    db: Session, *, actor: Actor, meeting: Meeting, person_ids: Collection[int] | None = None
) -> None:
    """End what this sitting handed to `person_ids` (None: to everybody); papers they hold for
    other reasons stay."""
    distribution.take_back(
        db, actor=actor, occasion=occasion(meeting), at=clock.now(), person_ids=person_ids
    )
    packs.end_readers(
        db, actor=actor, occasion=occasion(meeting), person_ids=person_ids, at=clock.now()
    )


def take_back_dropped(
    db: Session, *, actor: Actor, meeting: Meeting, edition: AgendaVersion
) -> None:
    """Take back from everybody the papers that earlier editions had and `edition` has not.

    Earlier versions of a paper that it has stay with their readers, whose marks are carried over
    from them.
    """
    versions = _versions(db, {v for line in edition.lines for v in line["version_ids"]})
    distribution.take_back(
        db, actor=actor, occasion=occasion(meeting), at=clock.now(),
        kept={version.document_id for version in versions},
    )  # fmt: skip
