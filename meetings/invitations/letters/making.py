"""Draws letters: one as PDF or DOCX, all in one PDF to print, all as files in a ZIP."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence

import pikepdf
from sqlalchemy.orm import Session

from documents.rendering.docx import render_docx
from documents.rendering.pdf import render_pdf
from documents.rendering.structure import OfficialForm
from ecabinet import clock
from meetings.invitations.letters.official import Addressee, official_form
from meetings.invitations.letters.services import items_of
from meetings.invitations.models import InvitationLetter
from meetings.models import Invitation, Meeting

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}


def general(letter: InvitationLetter) -> OfficialForm:
    """Return the letter to all."""
    return official_form(letter.content, clock.zone(), number=letter.number, symbol=letter.symbol)


def personal(
    db: Session, meeting: Meeting, letter: InvitationLetter, invitations: Sequence[Invitation]
) -> list[OfficialForm]:
    """Return the letter of each of these invitations, in order."""
    language = letter.content["language"]
    asked = items_of(db, meeting) if any(row.only_items for row in invitations) else {}
    return [
        official_form(
            letter.content,
            clock.zone(),
            number=letter.number,
            symbol=letter.symbol,
            addressee=Addressee(
                row.name, row.title(language),
                asked.get(row.person_id, []) if row.only_items else None,
            ),
        )
        for row in invitations
    ]  # fmt: skip


def drawn(form: OfficialForm, letter: InvitationLetter, kind: str) -> bytes:
    """Return a letter as a file, "pdf" or "docx"; the same bytes each time."""
    render = render_docx if kind == "docx" else render_pdf
    return render(form, created_at=letter.issued_at)


Tell = Callable[[int], object]
"""f(how many letters are drawn): may raise to give the work up."""


def in_one(
    forms: Sequence[OfficialForm], letter: InvitationLetter, tell: Tell = lambda done: None
) -> bytes:
    """Return all letters behind each other in one PDF, to print."""
    whole = pikepdf.new()
    for done, form in enumerate(forms):
        tell(done)
        with pikepdf.open(io.BytesIO(drawn(form, letter, "pdf"))) as one:
            whole.pages.extend(one.pages)
    made = io.BytesIO()
    whole.save(made, deterministic_id=True)
    return made.getvalue()


def zipped(
    forms: Sequence[OfficialForm],
    names: Sequence[str],
    letter: InvitationLetter,
    tell: Tell = lambda done: None,
) -> bytes:
    """Return all letters as PDF and DOCX in a ZIP, numbered in their order."""
    made = io.BytesIO()
    stamp = clock.local(letter.issued_at).timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (form, name) in enumerate(zip(forms, names, strict=True), start=1):
            tell(place - 1)
            for kind in ("pdf", "docx"):
                entry = zipfile.ZipInfo(f"{place:03d}-{plain(name)}.{kind}", stamp)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, drawn(form, letter, kind))
    return made.getvalue()


def plain(name: str) -> str:
    """Return a name as a part of a file name."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "letter"
