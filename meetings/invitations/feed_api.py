"""The JSON API of the personal calendar feed: is there one, a new address, none any more."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, request, url_for
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet.api.idempotency import key_of_request
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.sentences import S
from meetings.invitations import calendars, feeds

bp = Blueprint("feeds_api", __name__)


class FeedOut(BaseModel):
    """The feed of the account. `address` is told when it is made, this one time: keep it."""

    created_at: datetime | None
    read_at: datetime | None
    address: str | None = None


def address_of(token: str) -> str:
    """Return the whole address under which calendar programs read."""
    base = calendars.outside.base_url or request.url_root.rstrip("/")
    return base + url_for("feeds.read_feed", token=token)


def _out(db: Session, actor: Actor, address: str | None = None) -> FeedOut:
    feed = feeds.feed_in_use(db, actor.account_id)
    if feed is None:
        return FeedOut(created_at=None, read_at=None)
    return FeedOut(created_at=feed.created_at, read_at=feed.read_at, address=address)


@api_route(bp, "GET", "/calendar-feed", tag="invitations", answer=FeedOut)
def show_feed(db: Session, actor: Actor) -> FeedOut:
    """Show whether the account has a calendar feed, and when it was read last."""
    return _out(db, actor)


@api_route(bp, "POST", "/calendar-feed", tag="invitations", answer=FeedOut, status=201,
           errors=(422,))  # fmt: skip
def renew_feed(db: Session, actor: Actor) -> FeedOut:
    """Make a new address and tell it, this one time; the old one is dead.

    Not with an Idempotency-Key: the answer would have to be kept, and the address is not.
    """
    if key_of_request() is not None:
        raise Invalid(S("feed-not-repeated"))
    return _out(db, actor, address_of(feeds.renew_feed(db, actor=actor)))


@api_route(bp, "DELETE", "/calendar-feed", tag="invitations", status=204)
def revoke_feed(db: Session, actor: Actor) -> None:
    """End the address. Nothing happens where there is none."""
    feeds.revoke_feed(db, actor=actor)
