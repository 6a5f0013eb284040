"""Back to the edition that was sent: what was changed since, and not sent, is undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from ecabinet import clock
from ecabinet.auth.actor import Actor
from meetings.agenda import dossiers
from meetings.agenda.models import AgendaSection, ItemGuest
from meetings.agenda.placing import note_changed
from meetings.agenda.services import content_of
from meetings.changes.services import remember
from meetings.models import AgendaItem, AgendaItemDocument, Invitation, ItemType, Meeting
from meetings.queries import last_edition, load_items


def restore_sent_edition(db: Session, meeting: Meeting, *, actor: Actor) -> bool:
    """Make the working copy what the edition sent last says; return whether anything was undone.

    A part of discarding changes and of opening the sitting, so that the room never shows what
    nobody was sent. Lines added since are removed (and can be restored), lines taken off come
    back. Papers stay in the system, only their places change. Guests whose invitation was taken
    back since are asked to nothing: they were told at once, and calling them again is its own act.
    """
    edition = last_edition(db, meeting, sent=True)
    if edition is None:
        return False
    lines = {line["item_id"]: line for line in edition.lines}
    documents = _documents(db, [v for line in edition.lines for v in line["version_ids"]])
    uninvited = _uninvited(db, meeting)
    undone = _restore_sections(db, meeting, edition.lines)
    for item in load_items(db, meeting):
        line = lines.get(item.id)
        if line is not None:
            before = content_of(item)
            if item.removed_at is not None:
                dossiers.came_back(db, actor, item)
            undone |= _restore_line(item, line)
            db.flush()
            remember(db, actor=actor, subject=item, before=before, after=content_of(item))
            undone |= _restore_guests(db, item, line, uninvited)
            undone |= _restore_papers(db, item, _papers(line, documents))
        elif item.removed_at is None:
            item.removed_at, undone = clock.now(), True
            dossiers.left(db, actor, item)
    if undone:
        note_changed(db, meeting)
    return undone


def _restore_line(item: AgendaItem, line: Mapping[str, Any]) -> bool:
    values: dict[str, Any] = {
        "ordinal": line["ordinal"],
        "type": ItemType(line["type"]),
        "title": line["title"],
        "lead_id": line["lead_id"],
        "presenter_id": line["presenter_id"],
        "minutes": line["minutes"],
        "removed_at": None,
    }
    if "label" in line:  # an edition made since there are sections
        for name in ("section_id", "chair_id", "pause_after", "late_reason"):
            values[name] = line[name]
    changed = [name for name, value in values.items() if getattr(item, name) != value]
    for name in changed:
        setattr(item, name, values[name])
    return bool(changed)


def _restore_sections(db: Session, meeting: Meeting, lines: Sequence[Mapping[str, Any]]) -> bool:
    """Bring back the sections that lines stand in, by the names they had, in their order."""
    named = {line["section_id"]: line["section"] for line in lines if line.get("section_id")}
    if not named:
        return False
    rows = select(AgendaSection).where(AgendaSection.meeting_id == meeting.id)
    sections = {section.id: section for section in db.execute(rows).scalars()}
    before = [(s.id, s.ordinal, s.name, s.removed_at) for s in sections.values()]
    for section_id, name in named.items():
        sections[section_id].name, sections[section_id].removed_at = name, None
    rest = sorted((s for s in sections.values() if s.id not in named), key=lambda s: s.ordinal)
    for place, section in enumerate([*(sections[i] for i in named), *rest], start=1):
        section.ordinal = place
    db.flush()
    return before != [(s.id, s.ordinal, s.name, s.removed_at) for s in sections.values()]


def _uninvited(db: Session, meeting: Meeting) -> set[int]:
    rows = select(Invitation.person_id).where(
        Invitation.meeting_id == meeting.id, Invitation.withdrawn_at.is_not(None)
    )
    return set(db.execute(rows).scalars())


def _restore_guests(
    db: Session, item: AgendaItem, line: Mapping[str, Any], uninvited: Collection[int]
) -> bool:
    if "guests" not in line:
        return False
    wanted = {
        guest["person_id"]: tuple(
            datetime.fromisoformat(guest[key]) if guest[key] else None
            for key in ("from_at", "to_at")
        )
        for guest in line["guests"]
        if guest["person_id"] not in uninvited
    }
    rows = db.execute(select(ItemGuest).where(ItemGuest.item_id == item.id)).scalars()
    present = {row.person_id: row for row in rows}
    if {key: (row.from_at, row.to_at) for key, row in present.items()} == wanted:
        return False
    for row in present.values():
        db.delete(row)
    db.flush()
    db.add_all(
        ItemGuest(item_id=item.id, person_id=person_id, from_at=from_at, to_at=to_at)
        for person_id, (from_at, to_at) in wanted.items()
    )
    db.flush()
    return True


def _restore_papers(db: Session, item: AgendaItem, document_ids: list[int]) -> bool:
    wanted = list(dict.fromkeys(document_ids))
    if [paper.document_id for paper in item.papers] == wanted:
        return False
    item.papers.clear()
    db.flush()
    item.papers = [
        AgendaItemDocument(document_id=document_id, ordinal=ordinal)
        for ordinal, document_id in enumerate(wanted, start=1)
    ]
    db.flush()
    return True


def _papers(line: Mapping[str, Any], documents: Mapping[int, int]) -> list[int]:
    """Return the documents of a line in the order they were read, those on paper alone too."""
    found = [documents[version_id] for version_id in line["version_ids"]]
    for paper in sorted(line.get("on_paper", ()), key=lambda paper: int(paper["place"])):
        found.insert(paper["place"] - 1, paper["document_id"])
    return found


def _documents(db: Session, version_ids: list[int]) -> dict[int, int]:
    if not version_ids:
        return {}
    rows = db.execute(
        select(DocumentVersion.id, DocumentVersion.document_id).where(
            DocumentVersion.id.in_(version_ids)
        )
    )
    return {row.id: row.document_id for row in rows}
