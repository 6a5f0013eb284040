"""The result of a closed ballot as a file."""

from __future__ import annotations

from flask import Response
from sqlalchemy.orm import Session

from ballots import queries, rules
from ballots.models import Ballot
from ballots.result_sheet import build_sheet
from documents.rendering.docx import render_docx
from documents.rendering.pdf import render_pdf
from ecabinet.auth.actor import Actor
from ecabinet.i18n import language, zone
from ecabinet.people.queries import working_days

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def result_file(db: Session, actor: Actor, ballot: Ballot, form: str) -> Response:
    """Return the sheet as `form` "pdf" or "docx". Raises Conflict before the closing."""
    rules.may_read_result(ballot).enforce()
    voter = queries.voter_of(db, ballot, actor.person_id)
    named = rules.sees_positions(actor, ballot, is_voter=voter is not None)
    sheet = build_sheet(db, ballot, language=language(), named=named, days=working_days(zone()))
    if form == "pdf":
        content, media_type = render_pdf(sheet, created_at=ballot.closed_at), PDF
    else:
        content, media_type = render_docx(sheet, created_at=ballot.closed_at), DOCX
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="ballot-{ballot.id}.{form}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
