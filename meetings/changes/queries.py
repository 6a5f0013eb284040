"""What somebody saw at a revision, and who has written what since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from ecabinet.auth.models import Account
from meetings.changes.models import FieldChange
from meetings.models import AgendaItem, Meeting

Edited = Meeting | AgendaItem


@dataclass(frozen=True)
class Written:
    """A field, who wrote it last, and when."""

    field: str
    account_id: int
    by: str
    at: datetime


def changes_of(subject: Edited) -> Select[FieldChange]:
    """Return the changes of an item, or of the sitting itself, in the order they were made."""
    if isinstance(subject, AgendaItem):
        of_subject = FieldChange.item_id == subject.id
        statement = select(FieldChange).where(of_subject)
    else:
        statement = select(FieldChange).where(
            FieldChange.meeting_id == subject.id, FieldChange.item_id.is_(None)
        )
    return statement.order_by(FieldChange.id)


def seen_at(db: Session, subject: Edited, revision: int | None) -> dict[str, Any]:
    """Return what stood at `revision` in those fields that were written since; {} where nothing
    was, or where the officer did not say what they saw."""
    if revision is None or revision >= subject.revision:
        return {}
    seen: dict[str, Any] = {}
    later = changes_of(subject).where(FieldChange.revision > revision)
    for change in db.execute(later).scalars():
        seen.setdefault(change.field, change.before)
    return seen


def written_since(db: Session, subject: Edited, revision: int) -> list[Written]:
    """Return which fields were written after `revision`, each with who wrote it last."""
    return list(_last(db, changes_of(subject).where(FieldChange.revision > revision)).values())


def last_written(db: Session, subject: Edited, fields: Iterable[str]) -> dict[str, Written]:
    """Return {field: who wrote it last}; a field that nobody changed yet is not there."""
    wanted = sorted(set(fields))
    return _last(db, changes_of(subject).where(FieldChange.field.in_(wanted)))


def _last(db: Session, statement: Select[FieldChange]) -> dict[str, Written]:
    found: dict[str, Written] = {}
    with_names = statement.options(joinedload(FieldChange.account).joinedload(Account.person))
    for change in db.execute(with_names).scalars():
        found[change.field] = Written(
            change.field, change.account_id, change.account.person.name, change.at
        )
    return found


def own_last_change(
    db: Session, subject: Edited, account_id: int, fields: Iterable[str] | None = None
) -> list[FieldChange]:
    """Return the fields that an account wrote last, all in one act; [] when it wrote none.

    `fields`: those that are asked about, all where left out.
    """
    own = changes_of(subject).where(FieldChange.account_id == account_id)
    if fields is not None:
        own = own.where(FieldChange.field.in_(sorted(fields)))
    newest = own.order_by(None).order_by(FieldChange.id.desc()).limit(1)
    last = db.execute(newest).scalar_one_or_none()
    if last is None:
        return []
    return list(db.execute(own.where(FieldChange.revision == last.revision)).scalars())


def history(db: Session, subject: Edited, most: int = 200) -> list[FieldChange]:
    """Return the newest changes, newest first, with their authors; one query."""
    statement = (
        changes_of(subject)
        .order_by(None)
        .order_by(FieldChange.id.desc())
        .limit(most)
        .options(joinedload(FieldChange.account).joinedload(Account.person))
    )
    return list(db.execute(statement).scalars())
