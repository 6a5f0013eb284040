"""One's own notices for programs."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet.api.cursors import paginate
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.i18n import say
from ecabinet.notices import queries, services
from ecabinet.notices.forms import NoticeQuery
from ecabinet.notices.models import Notice
from ecabinet.sentences import Sentence

bp = Blueprint("notices_api", __name__)


class NoticeOut(BaseModel):
    """What the person was told. `url` leads to what it is about, within the cabinet."""

    id: int
    kind: str
    sentence: str
    url: str
    at: datetime
    is_read: bool


class NoticePage(BaseModel):
    """Notices, newest first; `unread` counts all of the person."""

    items: list[NoticeOut]
    unread: int
    next: str | None


class UnreadOut(BaseModel):
    """How many notices are unread now."""

    unread: int


@api_route(bp, "GET", "/notices", tag="notices", query=NoticeQuery, answer=NoticePage,
           errors=(422,))  # fmt: skip
def list_notices(db: Session, actor: Actor, query: NoticeQuery) -> NoticePage:
    """List one's own notices."""
    statement = queries.visible_notices(actor)
    if query.show == "unread":
        statement = statement.where(Notice.read_at.is_(None))
    page = paginate(
        db, statement, order=[Notice.shown_at, Notice.id],
        key=lambda notice: [notice.shown_at, notice.id],
        cursor=query.cursor or None, limit=query.limit, descending=True,
    )  # fmt: skip
    items = [
        NoticeOut(
            id=notice.id,
            kind=notice.kind,
            sentence=say(Sentence.from_json(notice.sentence)),
            url=notice.url,
            at=notice.shown_at or notice.created_at,
            is_read=notice.read_at is not None,
        )
        for notice in page.items
    ]
    unread = queries.unread_count(db, actor.person_id)
    return NoticePage(items=items, unread=unread, next=page.next)


@api_route(bp, "POST", "/notices/read", tag="notices", answer=UnreadOut)
def mark_all_read(db: Session, actor: Actor) -> UnreadOut:
    """Mark all of one's notices read."""
    services.mark_read(db, person_id=actor.person_id)
    return UnreadOut(unread=0)


@api_route(
    bp, "POST", "/notices/<int:notice_id>/read", tag="notices", answer=UnreadOut, errors=(404,)
)
def mark_read(db: Session, actor: Actor, notice_id: int) -> UnreadOut:
    """Mark one notice read."""
    notice = queries.find_notice(db, actor, notice_id)
    services.mark_read(db, person_id=actor.person_id, notice_ids=[notice.id])
    return UnreadOut(unread=queries.unread_count(db, actor.person_id))
