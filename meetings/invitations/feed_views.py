"""The personal calendar: its page, and the address that calendar programs read."""

from __future__ import annotations

import hashlib

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from limits import parse
from limits.strategies import MovingWindowRateLimiter
from werkzeug.wrappers import Response as WerkzeugResponse

from ecabinet import clock
from ecabinet.auth.access import public
from ecabinet.auth.actor import load_actor
from ecabinet.auth.current import current_actor
from ecabinet.db import close_db, get_db, unit_of_work
from ecabinet.errors import NotVisible, TooMany
from ecabinet.i18n import local_day, t, translate
from ecabinet.sentences import S
from meetings.invitations import calendars, feeds
from meetings.invitations.feed_api import address_of

bp = Blueprint("feeds", __name__)

PER_FEED = parse("60 per 10 minutes")
"""A calendar program comes a few times an hour; a person has a handful of devices."""
WRONG_PER_ADDRESS = parse("30 per 10 minutes")


@bp.get("/calendar/<token>.ics")
@public
def read_feed(token: str) -> Response:
    """Give the calendar behind a secret address; unchanged ones are not sent again."""
    address = request.remote_addr or ""
    limiter: MovingWindowRateLimiter = current_app.extensions["ecabinet.throttle"]
    if not limiter.test(WRONG_PER_ADDRESS, f"feed-wrong:{address}"):
        raise TooMany(S("feed-too-often"), 600)
    db = get_db()
    try:
        feed = feeds.find_feed(db, token)
    except NotVisible:
        limiter.hit(WRONG_PER_ADDRESS, f"feed-wrong:{address}")
        raise
    if not limiter.hit(PER_FEED, f"feed:{feed.id}"):
        raise TooMany(S("feed-too-often"), 600)
    name = translate(calendars.outside.language, "feed-name")
    actor = load_actor(db, feed.account_id, today=local_day(clock.now()))
    if actor is None:
        raise NotVisible
    content = feeds.written(db, actor, name)
    feed_id, is_noted = feed.id, feeds.is_to_be_noted(feed)
    if is_noted:
        close_db()
        with unit_of_work() as store:
            feeds.note_reading(store, feed_id)
    answer = Response(content, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'inline; filename="e-cabinet.ics"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(hashlib.sha256(content).hexdigest()[:32])
    return answer.make_conditional(request)  # type: ignore[return-value]


@bp.get("/account/calendar")
def show_feed() -> str:
    """Show whether there is an address, and since when."""
    return _page("")


@bp.post("/account/calendar")
def renew_feed() -> Response:
    """Make a new address and show it, this one time; the old one is dead."""
    actor = current_actor()
    with unit_of_work() as db:
        token = feeds.renew_feed(db, actor=actor)
    answer = Response(_page(address_of(token)))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/account/calendar/revocation")
def revoke_feed() -> WerkzeugResponse:
    """End the address."""
    actor = current_actor()
    with unit_of_work() as db:
        feeds.revoke_feed(db, actor=actor)
    flash(t("feed-was-revoked"), "good")
    return redirect(url_for("feeds.show_feed"))


def _page(address: str) -> str:
    feed = feeds.feed_in_use(get_db(), current_actor().account_id)
    return render_template("meetings/invitations/feed.html", feed=feed, address=address)
