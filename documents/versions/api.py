"""Versions of papers over the JSON API."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from documents.api import DocumentOut, document_out
from documents.versions.forms import PlaceholderIn
from documents.versions.placing import enter_placeholder
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor

bp = Blueprint("versions_api", __name__)


@api_route(
    bp, "POST", "/documents/paper-only", tag="documents", body=PlaceholderIn, answer=DocumentOut,
    status=201, errors=(403, 404, 409, 422),
)  # fmt: skip
def create_placeholder(db: Session, actor: Actor, body: PlaceholderIn) -> DocumentOut:
    """Enter a paper that readers get on paper alone: a state secret, or what cannot be scanned.

    Nothing is stored but its number, title and place; it never takes a file."""
    return document_out(enter_placeholder(db, actor, body), [])
