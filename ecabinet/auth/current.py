"""Who sends this request: a cookie's sign-in (Flask-Login) or a program's bearer token."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, g, request, session
from flask_login import LoginManager, login_user, logout_user
from flask_login import current_user as flask_login_user
from sqlalchemy import bindparam
from sqlalchemy.exc import OperationalError

from ecabinet import clock
from ecabinet.auth.actor import ACCOUNTS, Actor, actor_of
from ecabinet.auth.models import Account, ApiToken, SignIn
from ecabinet.auth.services import token_hash
from ecabinet.db import close_db, database, get_db
from ecabinet.errors import SignInNeeded
from ecabinet.i18n import local_day
from ecabinet.orm import table_of

LONGEST_SIGN_IN = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class SignedIn:
    """What Flask-Login holds: the sign-in and its account's Actor."""

    sign_in_id: int
    token: str
    actor: Actor
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Return what the cookie carries."""
        return self.token


_account, _sign_in, _token = (table_of(model) for model in (Account, SignIn, ApiToken))
_BY_SIGN_IN = (
    ACCOUNTS.add_columns(_sign_in.c.id.label("sign_in_id"), _sign_in.c.seen_at)
    .join(_sign_in, _sign_in.c.account_id == _account.c.id)
    .where(
        _sign_in.c.token_hash == bindparam("token_hash"),
        _sign_in.c.ended_at.is_(None),
        _sign_in.c.created_at >= bindparam("begun_after"),
    )
)
_BY_TOKEN = ACCOUNTS.join(_token, _token.c.account_id == _account.c.id).where(
    _token.c.token_hash == bindparam("token_hash"), _token.c.revoked_at.is_(None)
)


def _load_user(token: str) -> SignedIn | None:
    """Return the open sign-in of a cookie's token with its Actor, or None."""
    at = clock.now()
    named = {
        "token_hash": token_hash(token),
        "today": local_day(at),
        "begun_after": at - LONGEST_SIGN_IN,
    }
    rows = get_db().execute(_BY_SIGN_IN, named).all()
    actor = actor_of(rows)
    if actor is None:
        return None
    sign_in_id: int = rows[0].sign_in_id
    if at - rows[0].seen_at > SEEN_EVERY:
        # One connection at a time: when all tablets come back at once, nobody may hold one while
        # waiting for another.
        close_db()
        # Not an act of the cabinet: no journal, and a lost race does not matter.
        with suppress(OperationalError), database().engine.begin() as connection:
            connection.execute(
                _sign_in.update().where(_sign_in.c.id == sign_in_id).values(seen_at=at)
            )
    return SignedIn(sign_in_id, token, actor)


def _bearer_actor() -> Actor | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    named = {"token_hash": token_hash(token.strip()), "today": local_day(clock.now())}
    actor = actor_of(get_db().execute(_BY_TOKEN, named).all())
    if actor is None:
        raise SignInNeeded
    return actor


def came_with_token() -> bool:
    """Return whether this request was signed in by a bearer token (then no cookie counts)."""
    actor_or_none()
    return bool(g.get("came_with_token"))


def actor_or_none() -> Actor | None:
    """Return who sends this request, or None."""
    if "actor" not in g:
        actor = None
        if request.path.startswith("/api/"):
            actor = _bearer_actor()
            g.came_with_token = actor is not None
        if actor is None and flask_login_user.is_authenticated:
            actor = flask_login_user.actor
        g.actor = actor
    found: Actor | None = g.actor
    return found


def current_actor() -> Actor:
    """Return who sends this request. Raises SignInNeeded."""
    actor = actor_or_none()
    if actor is None:
        raise SignInNeeded
    return actor


def current_sign_in_id() -> int | None:
    """Return the id of the cookie's sign-in, if that is how this request came."""
    if flask_login_user.is_authenticated:
        return int(flask_login_user.sign_in_id)
    return None


def begin(sign_in: SignIn, token: str, actor: Actor) -> None:
    """Put a fresh sign-in into a fresh cookie: nothing of the old one survives."""
    chosen = session.get("language")
    session.clear()
    if actor.language or chosen:
        session["language"] = actor.language or chosen
    login_user(SignedIn(sign_in.id, token, actor))


def end() -> None:
    """Forget who this browser was, but its language."""
    chosen = session.get("language")
    logout_user()
    session.clear()
    if chosen:
        session["language"] = chosen


def init_app(app: Flask) -> None:
    """Connect Flask-Login."""
    # Templates ask for the Actor; `current_user` would ask the store on error pages, too.
    manager = LoginManager(app, add_context_processor=False)
    manager.session_protection = None  # the token is the proof; addresses change on Wi-Fi
    manager.user_loader(_load_user)
