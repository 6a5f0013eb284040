"""Who is told of papers: who was handed one by hand (what comes with a sitting or a ballot is told
with it), for whom one opens that lay closed, who is asked to say that they have read one, and who
held a version that was replaced or taken back. Outside not even the title is said, and of a paper
that was taken back not on the page either."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from documents.distribution.by_hand import occasion
from documents.distribution.holders import reading
from documents.events import AcknowledgementAsked, PaperHanded, PaperRecalled, VersionReplaced
from documents.models import Distribution, DocumentVersion, ReadingReceipt
from documents.rules import OUT_STATES
from ecabinet.notices import hearing
from ecabinet.notices.audience import person_of
from ecabinet.notices.kinds import Kind, register
from ecabinet.notices.services import notify
from ecabinet.sentences import S


def is_to_read(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the person still holds the version and has not opened it."""
    version_id = subject["version_id"]
    if db.get(ReadingReceipt, (version_id, person_id)) is not None:
        return False
    return _holds(db, person_id, version_id)


def is_to_acknowledge(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the person is still asked to say that they have read it, and has not."""
    version_id = subject["version_id"]
    if not db.get_one(DocumentVersion, version_id).document.asks_acknowledgement:
        return False
    receipt = db.get(ReadingReceipt, (version_id, person_id))
    if receipt is not None and receipt.acknowledged_at is not None:
        return False
    return _holds(db, person_id, version_id)


def is_gone(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the version is still taken back: it may have been handed out anew meanwhile, or
    be open again to the officers whose it is."""
    if subject.get("as_owner"):
        document = db.get_one(DocumentVersion, subject["version_id"]).document
        return not reading(db, document, [person_id])
    return not _holds(db, person_id, subject["version_id"])


def _holds(db: Session, person_id: int, version_id: int) -> bool:
    """Say whether the person was handed the version, and reads it still."""
    held = select(Distribution.id).where(
        Distribution.version_id == version_id,
        Distribution.person_id == person_id,
        Distribution.recalled_at.is_(None),
    )
    if db.execute(held.limit(1)).first() is None:
        return False
    document = db.get_one(DocumentVersion, version_id).document
    return bool(reading(db, document, [person_id]))


def _handed(db: Session, event: PaperHanded) -> None:
    """Tell those for whom it lay closed that it is open, each once whatever it came with; and those
    to whom it was handed by hand, once for each handing out, but not who made it."""
    version = db.get_one(DocumentVersion, event.version_id)
    allowed = reading(db, version.document, event.person_ids)
    waited = _waited(db, version, event) & allowed
    _tell_handed(db, version, sorted(waited), "opened")
    if event.occasion != occasion(version.document):
        return
    by_hand = select(Distribution.at, Distribution.by_id, Distribution.person_id).where(
        Distribution.version_id == event.version_id,
        Distribution.person_id.in_(allowed - waited),
        Distribution.occasion == event.occasion,
        Distribution.recalled_at.is_(None),
    )
    handings: dict[tuple[datetime, int | None], list[int]] = {}
    for at, by_id, person_id in db.execute(by_hand.order_by(Distribution.id)):
        handings.setdefault((at, by_id), []).append(person_id)
    for (at, by_id), persons in handings.items():
        who_made_it = person_of(db, by_id)
        others = [person for person in persons if person != who_made_it]
        _tell_handed(db, version, others, f"handed:{at.isoformat()}")


def _waited(db: Session, version: DocumentVersion, event: PaperHanded) -> set[int]:
    """For whom it, or an older one that never went out, was closed until it was released: what
    came with the occasion was told before they could open it."""
    rows = db.execute(
        select(Distribution.person_id)
        .join(Distribution.version)
        .where(
            DocumentVersion.document_id == version.document_id,
            or_(
                DocumentVersion.id == version.id,
                and_(
                    DocumentVersion.ordinal < version.ordinal,
                    DocumentVersion.state.not_in(OUT_STATES),
                ),
            ),
            Distribution.person_id.in_(event.person_ids),
            Distribution.occasion == event.occasion,
            Distribution.recalled_at.is_(None),
            Distribution.at < version.released_at,
        )
    )
    return set(rows.scalars())


def _tell_handed(
    db: Session, version: DocumentVersion, person_ids: Collection[int], what: str
) -> None:
    notify(
        db, kind="paper-handed", key=f"version:{version.id}:{what}", person_ids=person_ids,
        url=f"/documents/versions/{version.id}/read",
        sentence=S("document-notice-handed", title=version.document.title),
        outside=S("document-outside-handed"), subject={"version_id": version.id},
    )  # fmt: skip


def _replaced(db: Session, event: VersionReplaced) -> None:
    version = db.get_one(DocumentVersion, event.new_version_id)
    notify(
        db, kind="paper-replaced", key=f"version:{version.id}:replaces",
        person_ids=event.person_ids, url=f"/documents/versions/{version.id}/read",
        sentence=S("document-notice-replaced", title=version.document.title),
        outside=S("document-outside-replaced"), subject={"version_id": version.id},
    )  # fmt: skip


def _recalled(db: Session, event: PaperRecalled) -> None:
    # An attachment goes and comes with the words it belongs to; of these people hear otherwise.
    if db.get_one(DocumentVersion, event.version_id).document.said_by_id is not None:
        return
    if event.read_as:
        key = f"document-notice-closed-{event.read_as}"
        # It never was handed to them: no page of the version tells them anything.
        notify(
            db, kind="paper-recalled",
            key=f"document:{event.document_id}:closed:{event.at.isoformat()}",
            person_ids=event.person_ids, url="/documents",
            sentence=S(key), outside=S(key),
            subject={"version_id": event.version_id, "as_owner": True},
        )  # fmt: skip
        return
    notify(
        db, kind="paper-recalled",
        key=f"version:{event.version_id}:recalled:{event.at.isoformat()}",
        person_ids=event.person_ids, url=f"/documents/versions/{event.version_id}/read",
        sentence=S("document-notice-recalled"), outside=S("document-notice-recalled"),
        subject={"version_id": event.version_id},
    )  # fmt: skip


def _asked(db: Session, event: AcknowledgementAsked) -> None:
    version = db.get_one(DocumentVersion, event.version_id)
    notify(
        db, kind="paper-to-acknowledge", key=f"version:{version.id}:asked:{event.at.isoformat()}",
        person_ids=event.person_ids, url=f"/documents/versions/{version.id}/read",
        sentence=S("document-notice-acknowledge", title=version.document.title),
        outside=S("document-outside-acknowledge"), subject={"version_id": version.id},
    )  # fmt: skip


def init() -> None:
    """Make the kinds known and hear of the events."""
    register(Kind("paper-handed", "papers", still=is_to_read))
    register(Kind("paper-replaced", "papers", still=is_to_read))
    register(Kind("paper-to-acknowledge", "papers", still=is_to_acknowledge))
    register(Kind("paper-recalled", "papers", is_mandatory=True, still=is_gone))
    hearing.hear(PaperHanded, "documents", _handed)
    hearing.hear(VersionReplaced, "documents", _replaced)
    hearing.hear(AcknowledgementAsked, "documents", _asked)
    hearing.hear(PaperRecalled, "documents", _recalled)
