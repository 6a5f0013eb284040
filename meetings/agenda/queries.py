"""What the working copy holds now, and what a reader of an edition may open of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from documents import queries as document_queries
from documents.models import DocumentVersion
from documents.versions.queries import replacements
from ecabinet.auth.actor import Actor
from meetings import queries as meeting_queries
from meetings.agenda.lines import (
    Change,
    TimeSlot,
    changes_between,
    fingerprint,
    lines_of,
    standing,
    timetable,
)
from meetings.models import AgendaItem, AgendaItemDocument, AgendaVersion, Meeting


def current_versions(db: Session, document_ids: Iterable[int]) -> dict[int, DocumentVersion]:
    """Return the latest version of each document, by document id."""
    ids = set(document_ids)
    if not ids:
        return {}
    latest = (
        select(DocumentVersion.document_id, func.max(DocumentVersion.ordinal).label("ordinal"))
        .where(DocumentVersion.document_id.in_(ids))
        .group_by(DocumentVersion.document_id)
        .subquery()
    )
    found = db.execute(
        select(DocumentVersion).join(
            latest,
            (DocumentVersion.document_id == latest.c.document_id)
            & (DocumentVersion.ordinal == latest.c.ordinal),
        )
    ).scalars()
    return {version.document_id: version for version in found}


@dataclass(frozen=True)
class Desk:
    """The secretariat's view of an agenda: what stands, what was removed, what has changed."""

    items: list[AgendaItem]
    removed: list[AgendaItem]
    lines: list[dict[str, Any]]
    slots: list[TimeSlot]
    minutes: int
    fingerprint: str
    edition: AgendaVersion | None
    changes: list[Change]
    versions: dict[int, DocumentVersion]

    @property
    def differs(self) -> bool:
        """The working copy is not what the last edition says."""
        return self.edition is None or bool(self.changes)

    def changes_of(self, item: AgendaItem) -> list[Change]:
        """Return what changed about one item since the last edition."""
        return [change for change in self.changes if change.item_id == item.id]


def desk(db: Session, meeting: Meeting) -> Desk:
    """Load the working copy in a fixed number of queries, whatever the number of items."""
    items = meeting_queries.load_items(db, meeting)
    present = standing(items)
    versions = current_versions(db, (p.document_id for item in items for p in item.papers))
    now = lines_of(present, {key: version.id for key, version in versions.items()})
    edition = meeting_queries.last_edition(db, meeting)
    before = standing_lines(db, [edition])[edition.id] if edition else []
    return Desk(
        items=present,
        removed=[item for item in items if item.removed_at is not None],
        lines=now,
        slots=timetable(meeting.starts_at, (item.minutes for item in present)),
        minutes=sum(item.minutes for item in present),
        fingerprint=fingerprint(now),
        edition=edition,
        changes=changes_between(before, now) if edition else [],
        versions=versions,
    )


def standing_lines(
    db: Session, editions: Iterable[AgendaVersion]
) -> dict[int, list[dict[str, Any]]]:
    """Return {edition id: its lines as they stand now}; one query.

    Where a paper was replaced after the sending, and the new version handed to those who were sent
    the old one, a line names the new one in its place, and once more in `replaced`.
    """
    found = list(editions)
    named = {one for edition in found for line in edition.lines for one in line["version_ids"]}
    newer = replacements(db, named, {f"meeting:{edition.meeting_id}" for edition in found})
    return {
        edition.id: [
            _standing_line(line, f"meeting:{edition.meeting_id}", newer) for line in edition.lines
        ]
        for edition in found
    }


def _standing_line(
    line: dict[str, Any], occasion: str, newer: dict[tuple[str, int], int]
) -> dict[str, Any]:
    stands = [newer.get((occasion, one), one) for one in line["version_ids"]]
    replaced = [one for one in stands if one not in line["version_ids"]]
    return {**line, "version_ids": stands, "replaced": replaced}


@dataclass(frozen=True)
class SentLine:
    """A line as it was sent, with the papers of it that this reader may open."""

    line: dict[str, Any]
    slot: TimeSlot
    papers: list[DocumentVersion]

    @property
    def on_paper(self) -> list[dict[str, Any]]:
        """The papers of the line that are on paper alone: number and title, as they were."""
        found: list[dict[str, Any]] = self.line.get("on_paper", [])
        return found


def sent_lines(
    db: Session, actor: Actor, meeting: Meeting, edition: AgendaVersion
) -> list[SentLine]:
    """Return the lines of a sent edition with the papers that `actor` may read; one query."""
    lines = standing_lines(db, [edition])[edition.id]
    wanted = {version_id for line in lines for version_id in line["version_ids"]}
    readable: dict[int, DocumentVersion] = {}
    if wanted:
        visible = (
            document_queries.visible_versions(actor)
            .where(DocumentVersion.id.in_(wanted))
            .options(joinedload(DocumentVersion.document))
        )
        readable = {version.id: version for version in db.execute(visible).scalars()}
    slots = timetable(meeting.starts_at, (line["minutes"] for line in lines))
    return [
        SentLine(line, slot, [readable[i] for i in line["version_ids"] if i in readable])
        for line, slot in zip(lines, slots, strict=True)
    ]


def paper_of(db: Session, item: AgendaItem, document_id: int) -> AgendaItemDocument | None:
    """Return the link between an item and a document, if there is one."""
    return db.get(AgendaItemDocument, (item.id, document_id))
