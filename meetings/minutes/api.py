"""The minutes over the JSON API: as values, as PDF, as DOCX."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from flask import Blueprint, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.forms import Input
from meetings.minutes import queries
from meetings.minutes.files import MEDIA_TYPES, file_answer
from meetings.queries import find_meeting

bp = Blueprint("minutes_api", __name__)


class MinutesQuery(Input):
    """In which form."""

    format: Literal["json", "pdf", "docx"] = "json"


class MinutesOut(BaseModel):
    """A revision of the record of a sitting."""

    id: int
    meeting_id: int
    revision: int
    state: str
    number_symbol: str
    created_at: datetime
    approved_at: datetime | None
    signed_at: datetime | None
    pdf_sha256: str
    docx_sha256: str
    content_hash: str | None
    content: dict[str, Any]


@api_route(
    bp, "GET", "/meetings/<int:meeting_id>/minutes", tag="minutes", query=MinutesQuery,
    answer=MinutesOut, errors=(404, 422), media_types=tuple(MEDIA_TYPES.values()),
)  # fmt: skip
def show_minutes(
    db: Session, actor: Actor, meeting_id: int, query: MinutesQuery
) -> MinutesOut | Response:
    """Read the latest revision of the minutes (members from the submission on)."""
    find_meeting(db, actor, meeting_id)
    minutes = queries.find_minutes(db, actor, meeting_id)
    if query.format != "json":
        return file_answer(minutes, query.format)
    return MinutesOut(
        id=minutes.id,
        meeting_id=minutes.meeting_id,
        revision=minutes.ordinal,
        state=minutes.state.value,
        number_symbol=minutes.number_symbol,
        created_at=minutes.created_at,
        approved_at=minutes.approved_at,
        signed_at=minutes.signed_at,
        pdf_sha256=minutes.pdf_sha256,
        docx_sha256=minutes.docx_sha256,
        content_hash=minutes.content_hash,
        content=minutes.content,
    )
