"""How papers are numbered, over the JSON API."""

from __future__ import annotations

from flask import Blueprint
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from documents.naming import queries, rules, services
from documents.naming.forms import PatternsIn
from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor

bp = Blueprint("naming_api", __name__)


class NumberingOut(BaseModel):
    """The two patterns in use, and what they make of three papers of a sitting or ballot today."""

    sitting: str
    ballot: str
    sitting_examples: list[str] = Field(description="first paper, second paper, twelfth line")
    ballot_examples: list[str]


@api_route(
    bp, "GET", "/documents/numbering", tag="documents", answer=NumberingOut, errors=(403,)
)  # fmt: skip
def show_numbering(db: Session, actor: Actor) -> NumberingOut:
    """Show how papers get their numbers when they are handed out with a sitting or a ballot."""
    rules.may_number(actor).enforce()
    return _numbering(db)


@api_route(
    bp, "PUT", "/documents/numbering", tag="documents", body=PatternsIn, answer=NumberingOut,
    errors=(403, 422),
)  # fmt: skip
def change_numbering(db: Session, actor: Actor, body: PatternsIn) -> NumberingOut:
    """Choose how papers are numbered from now on; what has a number keeps it.

    A pattern that does not work is 422 at its field."""
    services.change_scheme(
        db, actor=actor, sitting=body.sitting, ballot=body.ballot, at=clock.now()
    )
    return _numbering(db)


def _numbering(db: Session) -> NumberingOut:
    sitting, ballot = queries.scheme(db)
    today = clock.day_of(clock.now())
    return NumberingOut(
        sitting=sitting,
        ballot=ballot,
        sitting_examples=rules.examples_of(sitting, today),
        ballot_examples=rules.examples_of(ballot, today),
    )
