"""Papers that are there on paper alone: number, title and place, and nothing of their content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from documents import rules
from documents.models import AccessLevel, Document, DocumentKind, Secrecy
from ecabinet import journal
from ecabinet.auth.actor import Actor


def add_placeholder(
    db: Session,
    *,
    actor: Actor,
    title: str,
    number_symbol: str,
    kind: DocumentKind,
    organisation_id: int | None,
    secrecy: Secrecy | None,
    at: datetime,
) -> Document:
    """Enter a paper that readers get on paper. It never takes a file. Raises Denied."""
    rules.may_upload(actor, organisation_id).enforce()
    document = Document(
        title=title,
        kind=kind,
        number_symbol=number_symbol,
        access_level=AccessLevel.SECRETARIAT,
        organisation_id=organisation_id,
        created_by_id=actor.account_id,
        created_at=at,
        is_paper_only=True,
        secrecy=secrecy,
    )
    db.add(document)
    db.flush()
    journal.record(
        db, actor, "document:paper-only", document,
        details={"secrecy": secrecy.value if secrecy else None},
    )  # fmt: skip
    return document
