"""Handing out and reading over the JSON API."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from documents import queries, rules
from documents.distribution import by_hand, receipts
from documents.distribution.forms import AskIn, HandOutIn, PagesIn, TakeBackIn
from documents.distribution.handing import hand_out_as_asked
from documents.distribution.panel import panel_of
from documents.distribution.shown import DistributionOut, distribution_out
from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor

bp = Blueprint("distribution_api", __name__)


class HandedOut(BaseModel):
    """How many persons hold the version now who did not before, and from whom its level keeps
    it."""

    new: int
    withheld: list[int]


class AskedOut(BaseModel):
    """Whether who holds the paper is asked to say that they have read it."""

    document_id: int
    asks_acknowledgement: bool


class AcknowledgementOut(BaseModel):
    """When the person said that they have read the version."""

    version_id: int
    acknowledged_at: datetime | None


@api_route(
    bp, "POST", "/documents/<int:document_id>/distribution", tag="documents", body=HandOutIn,
    answer=HandedOut, errors=(403, 404, 409, 422),
)  # fmt: skip
def hand_out(db: Session, actor: Actor, document_id: int, body: HandOutIn) -> HandedOut:
    """Hand a version to persons and groups; one that is not out yet is released, or opens to them
    when its planned release comes."""
    document = queries.find_document(db, actor, document_id)
    handed = hand_out_as_asked(db, actor, document, body)
    return HandedOut(new=handed.new, withheld=list(handed.withheld.get(body.version_id, ())))


@api_route(
    bp, "GET", "/documents/<int:document_id>/distribution", tag="documents",
    answer=DistributionOut, errors=(403, 404),
)  # fmt: skip
def show_distribution(db: Session, actor: Actor, document_id: int) -> DistributionOut:
    """Tell who holds a paper, who opened it and who said that they have read it."""
    document = queries.find_document(db, actor, document_id)
    rules.may_distribute(actor).enforce()
    versions = queries.versions_of(db, actor, [document])[document.id]
    return distribution_out(document, panel_of(db, actor, document, versions))


@api_route(
    bp, "POST", "/documents/<int:document_id>/distribution/return", tag="documents",
    body=TakeBackIn, status=204, errors=(403, 404, 422),
)  # fmt: skip
def take_back(db: Session, actor: Actor, document_id: int, body: TakeBackIn) -> None:
    """Take back what was handed out by hand, from persons or from everybody."""
    document = queries.find_document(db, actor, document_id)
    by_hand.take_back_by_hand(db, actor=actor, document=document, at=clock.now(), **dict(body))


@api_route(
    bp, "POST", "/documents/<int:document_id>/acknowledgements", tag="documents", body=AskIn,
    answer=AskedOut, errors=(403, 404, 422),
)  # fmt: skip
def ask_for_acknowledgement(db: Session, actor: Actor, document_id: int, body: AskIn) -> AskedOut:
    """Ask who holds the paper to say that they have read it, or ask no more; who holds it already
    and has not said so is told."""
    document = queries.find_document(db, actor, document_id)
    receipts.ask_for_acknowledgement(db, actor=actor, document=document, asks=body.asks)
    return AskedOut(document_id=document.id, asks_acknowledgement=document.asks_acknowledgement)


@api_route(
    bp, "POST", "/versions/<int:version_id>/pages-seen", tag="documents", body=PagesIn,
    status=204, errors=(403, 404, 422),
)  # fmt: skip
def note_pages(db: Session, actor: Actor, version_id: int, body: PagesIn) -> None:
    """Note which pages the reader has had on the screen; only the secretariat sees how many."""
    version = queries.find_version(db, actor, version_id)
    receipts.note_pages(db, actor=actor, version=version, pages=body.pages)


@api_route(
    bp, "POST", "/versions/<int:version_id>/acknowledgement", tag="documents",
    answer=AcknowledgementOut, errors=(403, 404, 409),
)  # fmt: skip
def acknowledge(db: Session, actor: Actor, version_id: int) -> AcknowledgementOut:
    """Say "I have read it", where the secretariat asked for that; said again it stays."""
    version = queries.find_version(db, actor, version_id)
    receipt = receipts.acknowledge(db, actor=actor, version=version, at=clock.now())
    return AcknowledgementOut(version_id=version.id, acknowledged_at=receipt.acknowledged_at)
