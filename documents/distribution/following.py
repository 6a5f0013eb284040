"""The stored fact from whom the level of a paper keeps what they were handed, and since when.

It is the one source of the record and of the page of the paper; it follows each change of the level
and of the named readers in the same act, and roles and posts of accounts in the rounds. Who may
read asks the level itself, and never this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from documents.distribution.holders import SECRETARIAT_ROLES, reading
from documents.models import AccessLevel, Distribution, Document, DocumentVersion
from ecabinet.auth.models import Role
from ecabinet.notices.audience import with_role
from ecabinet.people.models import Person


@dataclass(frozen=True)
class Followed:
    """Whom the level keeps out from now on, and whom it lets read again."""

    withheld: tuple[int, ...]
    back: tuple[int, ...]


def follow_level(db: Session, document: Document, at: datetime, *, by_id: int | None) -> Followed:
    """Note with what is handed out of the paper whom its level keeps out since `at`, and whom it
    lets read again. A part of changing the level or the named readers. `by_id`: the account that
    changes it; None: the program.

    Who had it open before it was kept from them holds it anew from `at` on: the handing out before
    stays in the record, with its end."""
    handed = db.execute(
        select(Distribution)
        .join(Distribution.version)
        .where(DocumentVersion.document_id == document.id, Distribution.recalled_at.is_(None))
        .order_by(Distribution.id)
    ).scalars().all()  # fmt: skip
    reads = reading(db, document, {row.person_id for row in handed})
    withheld: set[int] = set()
    let_in: set[int] = set()
    back: list[Distribution] = []
    for row in handed:
        if row.person_id not in reads:
            if row.withheld_at is None:
                row.withheld_at = at
                withheld.add(row.person_id)
        elif row.withheld_at is not None:
            let_in.add(row.person_id)
            if row.version.released_at is None:
                row.withheld_at = None
            else:
                row.recalled_at = row.withheld_at
                back.append(row)
    db.flush()
    db.add_all(
        Distribution(
            version_id=row.version_id, person_id=row.person_id, by_id=by_id, at=at,
            occasion=row.occasion,
        )
        for row in back
    )  # fmt: skip
    db.flush()
    return Followed(tuple(sorted(withheld)), tuple(sorted(let_in)))


def astray(db: Session) -> list[int]:
    """Return the papers of the secretariat of which the stored fact says otherwise of somebody than
    the account that they have now. No other level goes by roles and posts."""
    staff = Distribution.person_id.in_(with_role(*SECRETARIAT_ROLES))
    owner = and_(
        Distribution.person_id.in_(with_role(Role.OFFICER)),
        exists().where(
            Person.id == Distribution.person_id, Person.organisation_id == Document.organisation_id
        ),
    )
    reads = or_(staff, owner)
    said = Distribution.withheld_at.is_(None)
    rows = db.execute(
        select(DocumentVersion.document_id)
        .join(DocumentVersion.document)
        .join(Distribution, Distribution.version_id == DocumentVersion.id)
        .where(
            Document.access_level == AccessLevel.SECRETARIAT,
            Distribution.recalled_at.is_(None),
            or_(and_(said, ~reads), and_(~said, reads)),
        )
        .distinct()
        .order_by(DocumentVersion.document_id)
    )
    return list(rows.scalars())
