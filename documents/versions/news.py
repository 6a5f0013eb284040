"""What the reader of a version is told beside the paper itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from documents.distribution import rules
from documents.distribution.queries import holds, receipt_of
from documents.models import DocumentVersion
from documents.versions.queries import newer_than
from ecabinet.auth.actor import Actor


@dataclass(frozen=True)
class ReaderNews:
    """Whether a newer version is out, and whether it is to be acknowledged or was."""

    newer: DocumentVersion | None
    asked: bool
    acknowledged: bool


def reader_news(db: Session, actor: Actor, version: DocumentVersion) -> ReaderNews:
    """Return whether a newer version is out for this reader, and whether to acknowledge this."""
    asked = bool(rules.sees_button(version.document, holds=holds(db, actor, version)))
    receipt = receipt_of(db, actor, version) if asked else None
    return ReaderNews(
        newer_than(db, actor, version),
        asked,
        receipt is not None and receipt.acknowledged_at is not None,
    )
