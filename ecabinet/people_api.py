"""Whom a program needs to know to plan a sitting: organisations and members, with their ids."""

from __future__ import annotations

from flask import Blueprint, Flask
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.i18n import language, local_day
from ecabinet.people.queries import members_on, organisations_in_use

bp = Blueprint("people_api", __name__)


class OrganisationOut(BaseModel):
    """An organisation; its `id` is what `lead_id` and `organisation_id` mean elsewhere."""

    id: int
    code: str
    notation: str
    name: str


class OrganisationList(BaseModel):
    """The organisations that exist now, by rank."""

    items: list[OrganisationOut]
    next: str | None = None


class MemberOut(BaseModel):
    """A voting member; `person_id` is what `chair_id`, `presenter_id` and `present` mean."""

    person_id: int
    name: str
    title: str
    organisation_id: int | None
    is_chair: bool


class MemberList(BaseModel):
    """The voting members of the cabinet today, by rank."""

    items: list[MemberOut]
    next: str | None = None


@api_route(bp, "GET", "/organisations", tag="people", answer=OrganisationList)
def list_organisations(db: Session, actor: Actor) -> OrganisationList:
    """List the organisations, by rank, in one page."""
    return OrganisationList(
        items=[
            OrganisationOut(
                id=row.id, code=row.code, notation=row.notation, name=row.name(language())
            )
            for row in organisations_in_use(db)
        ]
    )


@api_route(bp, "GET", "/members", tag="people", answer=MemberList)
def list_members(db: Session, actor: Actor) -> MemberList:
    """List the voting members of the cabinet today, by rank, in one page."""
    return MemberList(
        items=[
            MemberOut(
                person_id=row.person_id,
                name=row.name,
                title=row.title(language()),
                organisation_id=row.organisation_id,
                is_chair=row.is_chair,
            )
            for row in members_on(db, local_day(clock.now()))
        ]
    )


def init_app(app: Flask) -> None:
    """Register these routes."""
    app.register_blueprint(bp)
