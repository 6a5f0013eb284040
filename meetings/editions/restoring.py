"""Back to the edition that was sent: what was changed since, and not sent, is undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from ecabinet import clock
from meetings.agenda.services import note_changed
from meetings.models import AgendaItem, AgendaItemDocument, ItemType, Meeting
from meetings.queries import last_edition, load_items


def restore_sent_edition(db: Session, meeting: Meeting) -> bool:
    """Make the working copy what the edition sent last says; return whether anything was undone.

    A part of discarding changes and of opening the sitting, so that the room never shows what
    nobody was sent. Lines added since are removed (and can be restored), lines taken off come
    back. Papers stay in the system, only their places change.
    """
    edition = last_edition(db, meeting, sent=True)
    if edition is None:
        return False
    lines = {line["item_id"]: line for line in edition.lines}
    documents = _documents(db, [v for line in edition.lines for v in line["version_ids"]])
    undone = False
    for item in load_items(db, meeting):
        line = lines.get(item.id)
        if line is not None:
            undone |= _restore_line(item, line)
            undone |= _restore_papers(db, item, _papers(line, documents))
        elif item.removed_at is None:
            item.removed_at, undone = clock.now(), True
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
    changed = [name for name, value in values.items() if getattr(item, name) != value]
    for name in changed:
        setattr(item, name, values[name])
    return bool(changed)


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
