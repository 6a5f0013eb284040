"""Who sends this request: a cookie's sign-in (Flask-Login) or a program's bearer token."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, g, request, session
from flask_login import LoginManager, login_user, logout_user
from flask_login import current_user as flask_login_user
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, joinedload

from ecabinet import clock
from ecabinet.auth.actor import Actor, actor_of, holds_seat
from ecabinet.auth.models import Account, ApiToken, SignIn
from ecabinet.auth.services import token_hash
from ecabinet.db import close_db, database, get_db
from ecabinet.errors import SignInNeeded
from ecabinet.i18n import local_day
from ecabinet.people.models import Person

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


def load_sign_in(db: Session, token: str, at: datetime) -> tuple[SignIn, Actor] | None:
    """Return the open sign-in of a cookie's token with its Actor, or None."""
    loaded = joinedload(SignIn.account)
    sign_in = (
        db.execute(
            select(SignIn)
            .where(SignIn.token_hash == token_hash(token), SignIn.ended_at.is_(None))
            .options(
                loaded.joinedload(Account.role_rows),
                loaded.joinedload(Account.person).joinedload(Person.organisation),
            )
        )
        .unique()
        .scalar_one_or_none()
    )
    if sign_in is None or at - sign_in.created_at > LONGEST_SIGN_IN:
        return None
    if sign_in.account.deactivated_at is not None:
        return None
    today = local_day(at)
    has_seat = holds_seat(db, sign_in.account.person_id, today)
    return sign_in, actor_of(sign_in.account, today=today, has_seat=has_seat)


def _load_user(token: str) -> SignedIn | None:
    at = clock.now()
    found = load_sign_in(get_db(), token, at)
    if found is None:
        return None
    sign_in, actor = found
    sign_in_id = sign_in.id
    if at - sign_in.seen_at > SEEN_EVERY:
        # One connection at a time: when all tablets come back at once, nobody may hold one while
        # waiting for another.
        close_db()
        # Not an act of the cabinet: no journal, and a lost race does not matter.
        with suppress(OperationalError), database().engine.begin() as connection:
            table = SignIn.__table__
            connection.execute(
                table.update().where(table.c.id == sign_in_id).values(seen_at=at)  # type: ignore[attr-defined]  # Table, not FromClause
            )
    return SignedIn(sign_in_id, token, actor)


def _bearer_actor() -> Actor | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    db = get_db()
    at = clock.now()
    loaded = joinedload(ApiToken.account)
    row = (
        db.execute(
            select(ApiToken)
            .where(
                ApiToken.token_hash == token_hash(token.strip()),
                ApiToken.revoked_at.is_(None),
            )
            .options(
                loaded.joinedload(Account.role_rows),
                loaded.joinedload(Account.person).joinedload(Person.organisation),
            )
        )
        .unique()
        .scalar_one_or_none()
    )
    if row is None or row.account.deactivated_at is not None:
        raise SignInNeeded
    today = local_day(at)
    return actor_of(row.account, today=today, has_seat=holds_seat(db, row.account.person_id, today))


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
