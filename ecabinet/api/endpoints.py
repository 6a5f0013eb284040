"""Routes of the API that belong to no feature: health, me, the journal, the OpenAPI document."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Flask, Response, json
from pydantic import BaseModel, Field
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ecabinet.api import openapi
from ecabinet.api.cursors import paginate
from ecabinet.api.routes import api_route
from ecabinet.auth.access import public
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.db import get_db
from ecabinet.journal import JournalEntry
from ecabinet.verdicts import ALLOW, Verdict, denied

bp = Blueprint("api", __name__)
VERSION = "0.1.0"


class Paged(BaseModel):
    """The query of a list."""

    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=200)


class Me(BaseModel):
    """Who the token or cookie stands for."""

    account_id: int
    login: str
    name: str
    person_id: int
    organisation_id: int | None
    organisation_code: str
    roles: list[str]
    is_member: bool


class EntryOut(BaseModel):
    """One act in the journal."""

    number: int
    at: datetime
    act: str
    account_id: int | None
    actor_name: str
    actor_roles: str
    subject_type: str
    subject_id: int | None
    details: dict[str, Any]
    hash: str


class EntryPage(BaseModel):
    """A page of the journal, newest first."""

    items: list[EntryOut]
    next: str | None


def may_read_journal(actor: Actor) -> Verdict:
    """Only auditors read the journal."""
    return ALLOW if actor.has(Role.AUDITOR) else denied("journal-auditors-only")


@bp.get("/healthz")
@public
def show_health() -> tuple[Response, int]:
    """Say whether the store answers."""
    try:
        get_db().execute(text("SELECT 1"))
    except SQLAlchemyError:
        return Response(
            json.dumps({"status": "store unreachable"}), mimetype="application/json"
        ), 503
    return Response(json.dumps({"status": "ok"}), mimetype="application/json"), 200


@bp.get("/api/v1/openapi.json")
@public
def show_openapi() -> Response:
    """The contract. It holds no data, so it needs no sign-in."""
    return Response(json.dumps(openapi.document(VERSION)), mimetype="application/json")


@api_route(bp, "GET", "/me", tag="me", answer=Me)
def show_me(db: Session, actor: Actor) -> Me:
    """Who am I?"""
    return Me(
        account_id=actor.account_id,
        login=actor.login,
        name=actor.person_name,
        person_id=actor.person_id,
        organisation_id=actor.organisation_id,
        organisation_code=actor.organisation_code,
        roles=sorted(role.value for role in actor.roles),
        is_member=actor.is_member,
    )


@api_route(bp, "GET", "/journal", tag="journal", query=Paged, answer=EntryPage, errors=(403,))
def list_journal(db: Session, actor: Actor, query: Paged) -> EntryPage:
    """Read the journal, newest first (auditor)."""
    may_read_journal(actor).enforce()
    page = paginate(
        db,
        select(JournalEntry),
        order=[JournalEntry.number],
        key=lambda entry: [entry.number],
        cursor=query.cursor,
        limit=query.limit,
        descending=True,
    )
    items = [EntryOut.model_validate(entry, from_attributes=True) for entry in page.items]
    return EntryPage(items=items, next=page.next)


def init_app(app: Flask) -> None:
    """Register these routes."""
    app.register_blueprint(bp)
