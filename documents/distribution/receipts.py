"""What readers did with a paper: pages they have seen, and "I have read it" where that is asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from documents import rules
from documents.distribution import rules as distribution_rules
from documents.distribution.holders import reading
from documents.distribution.pages import as_text, pages_of
from documents.distribution.queries import holds, receipt_of
from documents.events import AcknowledgementAsked
from documents.models import Distribution, Document, DocumentVersion, ReadingReceipt
from ecabinet import clock, journal, outbox
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.sentences import S


def note_pages(
    db: Session, *, actor: Actor, version: DocumentVersion, pages: Collection[int]
) -> None:
    """Keep which pages the person has had before them. Asked of a reader who opened the version;
    without a receipt there is nothing to keep it with. Raises Invalid for a page it has not."""
    if any(not 1 <= page <= version.pages for page in pages):
        refused = S("pages-seen-no-such-page", pages=version.pages)
        raise Invalid(refused, {"pages": refused})
    receipt = db.execute(
        select(ReadingReceipt)
        .where(ReadingReceipt.version_id == version.id, ReadingReceipt.person_id == actor.person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if receipt is None:
        return
    seen = pages_of(receipt.pages_seen)
    if not seen.issuperset(pages):
        receipt.pages_seen = as_text(seen.union(pages))
        db.flush()


def ask_for_acknowledgement(db: Session, *, actor: Actor, document: Document, asks: bool) -> None:
    """Ask who holds the paper to say that they have read it, or ask no more. Who holds it already
    and has not said so is told. Raises Denied."""
    rules.may_distribute(actor).enforce()
    if document.asks_acknowledgement == asks:
        return
    # Past the paper's own revision: it spoils no form in which somebody just corrects its title.
    table = Document.__table__
    db.execute(
        update(table)  # type: ignore[arg-type]  # a mapped Table, typed as FromClause
        .where(table.c.id == document.id)
        .values(asks_acknowledgement=asks)
    )
    db.expire(document, ["asks_acknowledgement"])
    journal.record(db, actor, "document:ask-acknowledgement", document, details={"asks": asks})
    if asks:
        _tell_asked(db, actor, document)


def _tell_asked(db: Session, actor: Actor, document: Document) -> None:
    """Who may have read and closed the newest version that is out would never see it otherwise."""
    out = [version for version in document.versions if version.state in rules.OUT_STATES]
    if not out:
        return
    version = out[-1]
    said = select(ReadingReceipt.person_id).where(
        ReadingReceipt.version_id == version.id, ReadingReceipt.acknowledged_at.is_not(None)
    )
    holders = select(Distribution.person_id).where(
        Distribution.version_id == version.id,
        Distribution.recalled_at.is_(None),
        Distribution.person_id != actor.person_id,
        Distribution.person_id.not_in(said),
    )
    asked = tuple(sorted(reading(db, document, set(db.execute(holders).scalars()))))
    if asked:
        at = clock.now()
        outbox.publish(db, AcknowledgementAsked(document.id, version.id, asked, at))


def acknowledge(
    db: Session, *, actor: Actor, version: DocumentVersion, at: datetime
) -> ReadingReceipt:
    """Say "I have read it". Said again it stays as it was. Raises Denied, Conflict."""
    receipt = receipt_of(db, actor, version, lock=True)
    distribution_rules.may_acknowledge(
        version.document, receipt, holds=holds(db, actor, version)
    ).enforce()
    assert receipt is not None  # may_acknowledge refused otherwise
    if receipt.acknowledged_at is None:
        receipt.acknowledged_at = at
        db.flush()
        journal.record(
            db, actor, "document:acknowledge", version, details={"document": version.document_id}
        )
    return receipt
