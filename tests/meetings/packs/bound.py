"""A sitting with real papers, as the tests of packs want it, and what its files say."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pypdf import PdfReader
from sqlalchemy.orm import Session

from documents.models import AccessLevel, Document, DocumentKind
from documents.versions.placeholders import add_placeholder
from ecabinet import clock
from ecabinet.storage import Store
from meetings.agenda import sections
from meetings.agenda import services as agenda
from meetings.models import AgendaItem, Meeting
from tests.cabinet import Cabinet
from tests.documents.papers import enter
from tests.meetings.sittings import Secretariat

OPEN, SECRET, SECOND = "Budget report", "Candidate list", "School fees"
ON_PAPER = "Hồ sơ giấy về biên giới"


@dataclass
class Laid:
    """The ids of what `lay` made."""

    meeting: int
    items: list[int] = field(default_factory=list)
    documents: dict[str, int] = field(default_factory=dict)


def lay(db: Session, cabinet: Cabinet, store: Store, *, send: bool = True) -> Laid:
    """Plan, approve and send a sitting of two items: an open paper, one for minister.g12 alone, one
    on paper; and in a section an open paper."""
    desk = Secretariat(db, cabinet)
    meeting = desk.plan()
    laid = Laid(meeting.id)
    section = sections.add_section(
        db, actor=desk.actor("secretary"), meeting=meeting, name="Giáo dục"
    )
    first = desk.add(meeting, "Ngân sách nhà nước")
    second = desk.add(meeting, "Học phí", section_id=section.id)
    laid.items = [first.id, second.id]
    put(desk, laid, first, enter(db, cabinet, store, OPEN))
    secret = enter(db, cabinet, store, SECRET, AccessLevel.CONFIDENTIAL, readers=["minister.g12"])
    put(desk, laid, first, secret)
    put(desk, laid, first, _on_paper(desk))
    put(desk, laid, second, enter(db, cabinet, store, SECOND))
    desk.approve(meeting)
    if send:
        desk.send(meeting)
    return laid


def put(desk: Secretariat, laid: Laid, item: AgendaItem, document: Document) -> None:
    """Lay a paper to an item."""
    agenda.attach_document(desk.db, actor=desk.actor("secretary"), item=item, document=document)
    laid.documents[document.title] = document.id


def _on_paper(desk: Secretariat) -> Document:
    return add_placeholder(
        desk.db, actor=desk.actor("secretary"), title=ON_PAPER, number_symbol="01/HS",
        kind=DocumentKind.REPORT, organisation_id=None, secrecy=None, at=clock.now(),
    )  # fmt: skip


def next_edition(db: Session, cabinet: Cabinet, store: Store, laid: Laid, title: str) -> None:
    """Add a paper to the second item, approve and send the next edition."""
    desk = Secretariat(db, cabinet)
    meeting = db.get_one(Meeting, laid.meeting)
    put(desk, laid, db.get_one(AgendaItem, laid.items[1]), enter(db, cabinet, store, title))
    desk.approve(meeting)
    desk.send(meeting)


def text_of(content: bytes) -> str:
    """All text of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def bookmarks_of(content: bytes) -> list[str]:
    """The titles of its bookmarks, in order."""

    def flat(entries: list[Any]) -> list[str]:
        return [t for e in entries for t in (flat(e) if isinstance(e, list) else [e.title])]

    return flat(PdfReader(BytesIO(content)).outline)


def faults_of(content: bytes) -> list[str]:
    """What qpdf finds wrong with it."""
    with pikepdf.open(BytesIO(content)) as book:
        return book.check_pdf_syntax()


def standing(pack: dict[str, Any]) -> dict[str, str]:
    """How each paper of a pack stands for the reader to whom the API showed it."""
    return {paper["label"]: paper["standing"] for line in pack["lines"] for paper in line["papers"]}


def file_of(api_of: Any, login: str, pack: dict[str, Any]) -> bytes:
    """The copy that a login gets."""
    answer = api_of(login)("GET", f"/packs/{pack['id']}/file")
    assert answer.status_code == 200, answer.get_json()
    return answer.data
