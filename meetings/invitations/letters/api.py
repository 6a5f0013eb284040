"""The JSON API of letters of invitation: issued, read, drawn for all in one file."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from flask import Blueprint, Response, url_for
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.forms import Input
from ecabinet.i18n import language
from ecabinet.jobs.api import JobOut, job_out
from meetings import rules
from meetings.invitations.forms import LetterInput
from meetings.invitations.letters import bundles, content, files, making, services
from meetings.invitations.models import InvitationLetter
from meetings.models import Meeting
from meetings.queries import find_meeting

bp = Blueprint("letters_api", __name__)
MEETING = "/meetings/<int:meeting_id>"
FILES = (making.MEDIA_TYPES["pdf"], making.MEDIA_TYPES["docx"])


class FileKind(Input):
    """As what the letters of all are drawn: `pdf`, one file to print, or `zip`, a file each."""

    kind: Literal["pdf", "zip"]


class LetterKind(Input):
    """As what a letter is read."""

    kind: Literal["pdf", "docx"] = "pdf"


class LettersFileOut(BaseModel):
    """The letters of all as one file: `url` once it is drawn, `job` while it is."""

    kind: str
    url: str | None
    size: int | None
    job: JobOut | None


class LetterOut(BaseModel):
    """A letter of invitation; `is_outdated`: the sitting has changed since."""

    number: int
    symbol: str
    ordinal: int
    issued_at: datetime
    requirements: list[str]
    is_outdated: bool
    files: list[LettersFileOut]


def _file_out(actor: Actor, meeting_id: int, file: bundles.Bundled) -> LettersFileOut:
    drawn = file.bundle
    return LettersFileOut(
        kind=file.kind,
        url=url_for("letters_api.read_letters_of_all", meeting_id=meeting_id, kind=file.kind)
        if drawn
        else None,
        size=drawn.size if drawn else None,
        job=job_out(actor, file.job) if file.job else None,
    )


def _out(db: Session, actor: Actor, meeting: Meeting, letter: InvitationLetter) -> LetterOut:
    works = rules.sees_preparation(actor)
    return LetterOut(
        number=letter.number,
        symbol=letter.symbol,
        ordinal=letter.ordinal,
        issued_at=letter.issued_at,
        requirements=letter.content["requirements"],
        is_outdated=content.is_outdated(letter.content, meeting),
        files=[_file_out(actor, meeting.id, file) for file in bundles.standing(db, meeting)]
        if works
        else [],
    )


@api_route(bp, "GET", MEETING + "/letter", tag="invitations", answer=LetterOut, errors=(404,))
def show_letter(db: Session, actor: Actor, meeting_id: int) -> LetterOut:
    """Show the letter in force, to the secretariat and to whoever is asked to the whole sitting."""
    letter = services.find_letter(db, actor, meeting_id)
    return _out(db, actor, letter.meeting, letter)


@api_route(bp, "POST", MEETING + "/letters", tag="invitations", body=LetterInput, answer=LetterOut,
           status=201, errors=(403, 404, 409, 422))  # fmt: skip
def issue_letter(db: Session, actor: Actor, meeting_id: int, body: LetterInput) -> LetterOut:
    """Give the letter its number and freeze it; an earlier one is replaced (secretariat)."""
    meeting = find_meeting(db, actor, meeting_id)
    letter = services.issue_letter(
        db, actor=actor, meeting=meeting, requirements=body.lines(), language=language(),
        seen=body.seen,
    )  # fmt: skip
    return _out(db, actor, meeting, letter)


@api_route(bp, "GET", MEETING + "/letter/file", tag="invitations", query=LetterKind,
           media_types=FILES, errors=(404, 422))  # fmt: skip
def read_letter(db: Session, actor: Actor, meeting_id: int, query: LetterKind) -> Response:
    """Send the letter to all."""
    letter = services.find_letter(db, actor, meeting_id)
    return files.letter_file(letter, making.general(letter), query.kind, str(meeting_id))


@api_route(bp, "GET", MEETING + "/invitations/<int:invitation_id>/letter", tag="invitations",
           query=LetterKind, media_types=FILES, errors=(404, 422))  # fmt: skip
def read_own_letter(
    db: Session, actor: Actor, meeting_id: int, invitation_id: int, query: LetterKind
) -> Response:
    """Send the letter of one of the invited, to them and to the secretariat."""
    return files.personal_file(db, actor, meeting_id, invitation_id, query.kind)


@api_route(bp, "POST", MEETING + "/letters/files", tag="invitations", body=FileKind,
           answer=LettersFileOut, status=202, errors=(404, 422))  # fmt: skip
def draw_letters_of_all(
    db: Session, actor: Actor, meeting_id: int, body: FileKind
) -> LettersFileOut:
    """Have the letters of all drawn as one file; `job` tells how far that is (secretariat)."""
    meeting = find_meeting(db, actor, meeting_id)
    file = bundles.ask(db, actor=actor, meeting=meeting, kind=body.kind)
    return _file_out(actor, meeting_id, file)


@api_route(bp, "GET", MEETING + "/letters/files/<kind>", tag="invitations",
           media_types=(making.MEDIA_TYPES["pdf"], making.MEDIA_TYPES["zip"]),
           errors=(404, 409))  # fmt: skip
def read_letters_of_all(db: Session, actor: Actor, meeting_id: int, kind: str) -> Response:
    """Send the letters of all as one file, `pdf` or `zip` (secretariat).

    409 `letters-not-drawn` before it is drawn, and when others are invited since.
    """
    return files.send_all(db, actor, meeting_id, kind)
