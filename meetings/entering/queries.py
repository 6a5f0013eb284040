"""What rows of a spreadsheet may name, and the imports of a sitting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents import queries as document_queries
from documents.models import Document
from dossiers.submissions import queries as submission_queries
from dossiers.submissions.models import Submission
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.people.models import Person
from ecabinet.people.queries import organisations_in_use
from meetings import queries as meeting_queries
from meetings import rules as meeting_rules
from meetings.agenda import lateness
from meetings.agenda.placing import sections_of, standing_items
from meetings.entering.models import AgendaImport
from meetings.entering.rules import Book, Directory, Known, paper_names, plain
from meetings.models import AgendaItem, AgendaVersion, Meeting

_AT_ONCE = 500
_KEPT = 20


def find_import(db: Session, actor: Actor, import_id: int) -> AgendaImport:
    """Return an import of a sitting that `actor` prepares. Raises NotVisible, Denied."""
    found = db.get(AgendaImport, import_id)
    if found is None:
        raise NotVisible
    meeting_queries.find_meeting(db, actor, found.meeting_id)
    meeting_rules.may_see_desk(actor).and_then(meeting_rules.may_prepare(actor)).enforce()
    return found


def list_imports(db: Session, meeting: Meeting) -> list[AgendaImport]:
    """Return the last imports of a sitting, the newest first."""
    rows = db.execute(
        select(AgendaImport)
        .where(AgendaImport.meeting_id == meeting.id)
        .order_by(AgendaImport.id.desc())
        .limit(_KEPT)
    )
    return list(rows.scalars())


def directory(
    db: Session, actor: Actor, meeting: Meeting, rows: Iterable[Mapping[str, Any]]
) -> Directory:
    """Load what `rows` may name, in a few queries, however many rows there are."""
    cells = [row["cells"] for row in rows]
    return Directory(
        organisations=Book(
            Known(
                one.id,
                (one.code, one.old_code, one.notation, one.name_vi, one.name_en),
                one.name_vi,
            )
            for one in organisations_in_use(db)
        ),
        persons=Book(_persons(db)),
        papers=Book(
            Known(one.id, (one.number_symbol, one.title), one.number_symbol or one.title)
            for one in _papers(db, actor, cells)
        ),
        dossiers=Book(
            Known(one.id, (one.proposal_number, one.subject), one.proposal_number or one.subject)
            for one in _dossiers(db, actor, cells)
        ),
        sections=Book(Known(one.id, (one.name,), one.name) for one in sections_of(db, meeting)),
        titles={
            plain(item.title): place
            for place, item in enumerate(standing_items(db, meeting), start=1)
        },
        is_late=lateness.is_late(db, meeting),
    )


def _persons(db: Session) -> list[Known]:
    found = db.execute(
        select(Person.id, Person.name, Person.position_vi, Person.organisation_id)
        .where(Person.deactivated_at.is_(None))
        .order_by(Person.name, Person.id)
    )
    return [
        Known(id_, (name, f"{position} {name}", f"{name}, {position}"), name, organisation_id)
        for id_, name, position, organisation_id in found
    ]


def _papers(db: Session, actor: Actor, cells: Sequence[Mapping[str, str]]) -> list[Document]:
    named = list(dict.fromkeys(n for cell in cells for n in paper_names(cell.get("papers", ""))))
    found: dict[int, Document] = {}
    for start in range(0, len(named), _AT_ONCE):
        part = named[start : start + _AT_ONCE]
        asked = document_queries.visible_documents(actor).where(
            or_(Document.number_symbol.in_(part), Document.title.in_(part))
        )
        found |= {one.id: one for one in db.execute(asked.order_by(Document.id)).scalars()}
    return list(found.values())


def _dossiers(db: Session, actor: Actor, cells: Sequence[Mapping[str, str]]) -> list[Submission]:
    if not any(cell.get("submission", "").strip() for cell in cells):
        return []
    return submission_queries.accepted(db, actor)


def made_items(db: Session, made: Sequence[Mapping[str, Any]]) -> dict[int, AgendaItem]:
    """Return {id: item} of the items of an import that still stand."""
    ids = [one["id"] for one in made]
    rows = db.execute(
        select(AgendaItem).where(AgendaItem.id.in_(ids), AgendaItem.removed_at.is_(None))
    ).scalars()
    return {item.id: item for item in rows}


def state_of(item: AgendaItem) -> dict[str, Any]:
    """Return what an undoing compares of an item."""
    return {
        "id": item.id,
        "revision": item.revision,
        "papers": sorted(paper.document_id for paper in item.papers),
    }


def frozen_items(db: Session, meeting: Meeting) -> set[int]:
    """Return the ids of items that stand in an edition."""
    editions = db.execute(
        select(AgendaVersion.lines).where(AgendaVersion.meeting_id == meeting.id)
    ).scalars()
    return {line["item_id"] for lines in editions for line in lines}
