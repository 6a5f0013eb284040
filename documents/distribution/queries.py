"""Who holds a version, who opened it, who said that they have read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from documents.distribution.pages import pages_of
from documents.models import Distribution, DocumentVersion, ReadingReceipt
from ecabinet.auth.actor import Actor
from ecabinet.auth.closing import closed_since
from ecabinet.people.models import Person


@dataclass(frozen=True)
class Holder:
    """A person who holds a version now, and what they did with it."""

    person_id: int
    name: str
    since: datetime
    opened_at: datetime | None
    last_opened_at: datetime | None
    pages_seen: int
    acknowledged_at: datetime | None
    withheld_at: datetime | None = None
    """Since when the level of the paper keeps it from them."""
    account_closed_at: datetime | None = None
    """Since when they have no open account."""

    @property
    def reads(self) -> bool:
        """Whether they can open it, once it is out."""
        return self.withheld_at is None and self.account_closed_at is None


def holders_of(db: Session, version: DocumentVersion) -> list[Holder]:
    """Return who holds the version now, by name. Ask `rules.may_distribute` first."""
    rows = db.execute(
        select(
            Person.id,
            Person.name,
            func.min(Distribution.at),
            ReadingReceipt,
            func.max(Distribution.withheld_at),
            closed_since(Person.id),
        )
        .join(Distribution, Distribution.person_id == Person.id)
        .outerjoin(
            ReadingReceipt,
            and_(
                ReadingReceipt.version_id == Distribution.version_id,
                ReadingReceipt.person_id == Person.id,
            ),
        )
        .where(Distribution.version_id == version.id, Distribution.recalled_at.is_(None))
        .group_by(Person.id, Person.name, ReadingReceipt.version_id, ReadingReceipt.person_id)
        .order_by(Person.name, Person.id)
    ).all()
    return [
        Holder(
            person_id,
            name,
            since,
            receipt.first_opened_at if receipt else None,
            receipt.last_opened_at if receipt else None,
            len(pages_of(receipt.pages_seen)) if receipt else 0,
            receipt.acknowledged_at if receipt else None,
            withheld_at,
            closed,
        )
        for person_id, name, since, receipt, withheld_at, closed in rows
    ]


def holds(db: Session, actor: Actor, version: DocumentVersion) -> bool:
    """Return whether the version was handed to the person who acts, and not taken back."""
    handed = exists().where(
        Distribution.version_id == version.id,
        Distribution.person_id == actor.person_id,
        Distribution.recalled_at.is_(None),
    )
    return bool(db.execute(select(handed)).scalar_one())


def receipt_of(
    db: Session, actor: Actor, version: DocumentVersion, *, lock: bool = False
) -> ReadingReceipt | None:
    """Return what is kept of the person's own reading of the version."""
    statement = select(ReadingReceipt).where(
        ReadingReceipt.version_id == version.id, ReadingReceipt.person_id == actor.person_id
    )
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return db.execute(statement).scalar_one_or_none()


def pages_read(
    db: Session, person_id: int, version_ids: Iterable[int]
) -> dict[int, frozenset[int]]:
    """Return {version id: the pages of it that the person has looked at} of what they opened."""
    rows = db.execute(
        select(ReadingReceipt.version_id, ReadingReceipt.pages_seen).where(
            ReadingReceipt.person_id == person_id,
            ReadingReceipt.version_id.in_(list(version_ids)),
        )
    )
    return {row.version_id: frozenset(pages_of(row.pages_seen)) for row in rows}
