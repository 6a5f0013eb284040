"""The unalterable record of acts: append-only, each entry carrying the hash of the one before.

The hash is SHA-256 over the canonical JSON of the entry (sorted keys, UTF-8, no spaces) together
with the previous hash; whoever changes, removes or inserts an entry breaks the chain from there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import CheckConstraint, Index, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ecabinet import clock
from ecabinet.normal_text import normal_text
from ecabinet.orm import Base, Sha256, table_of

_KEY = "ecabinet.journal"
GENESIS = "0" * 64


class JournalHead(Base):
    """The last entry's number and hash; its row lock orders concurrent writers."""

    __tablename__ = "journal_head"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[Sha256]


class JournalEntry(Base):
    """One act: who, what, on which subject, when. Never updated, never deleted."""

    __tablename__ = "journal_entry"
    __table_args__ = (Index(None, "subject_type", "subject_id"), Index(None, "act"))

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    act: Mapped[str]
    account_id: Mapped[int | None]
    actor_name: Mapped[str]
    actor_roles: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[int | None]
    details: Mapped[dict[str, Any]]
    previous_hash: Mapped[Sha256]
    hash: Mapped[Sha256]


class Recorder(Protocol):
    """Who acts, as far as the journal needs to know; `auth.Actor` fits."""

    @property
    def account_id(self) -> int | None: ...
    @property
    def person_name(self) -> str: ...
    @property
    def role_names(self) -> str: ...


@dataclass(frozen=True)
class _System:
    account_id: None = None
    person_name: str = "system"
    role_names: str = "system"


SYSTEM: Recorder = _System()
"""The program itself, where nobody asked it to act (a deadline passed, a command was run)."""


@dataclass(frozen=True)
class _Pending:
    actor: Recorder
    act: str
    subject: Any
    details: dict[str, Any]


def record(
    db: Session,
    actor: Recorder,
    act: str,
    subject: Any = None,
    *,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Note `act` ("meeting:open") on `subject` (a row, or None); written when the work is sealed.

    `details` must be JSON: ids, numbers, codes, instants, names of accounts and keys. It never
    holds what somebody wrote (a title, a reason, a remark, a mark): auditors read here of matters
    that they may not see. The text stays in its row, here stands its `digest`.
    """
    db.info.setdefault(_KEY, []).append(_Pending(actor, act, subject, dict(details or {})))


def digest(text: str) -> str:
    """Return the SHA-256 (hex) of a text as it is kept (NFC, UTF-8): proves later which words
    were written, and tells nobody what they were. Its key in the details ends in `_sha256`."""
    return hashlib.sha256(normal_text(text).encode()).hexdigest()


def recorded(db: Session) -> list[str]:
    """Return the acts noted in this unit of work so far, in order."""
    return [pending.act for pending in db.info.get(_KEY, ())]


def seal(db: Session) -> None:
    """Write what was noted into the chain. Called last in a unit of work: the head is one row,
    and whoever holds its lock makes the others wait."""
    pending: list[_Pending] = db.info.pop(_KEY, [])
    if not pending:
        return
    db.flush()
    number, previous = db.execute(_HEAD).one()
    entries: list[dict[str, Any]] = []
    for noted in pending:
        subject = noted.subject
        number += 1
        entry = {
            "number": number,
            "at": clock.now(),
            "act": noted.act,
            "account_id": noted.actor.account_id,
            "actor_name": noted.actor.person_name,
            "actor_roles": noted.actor.role_names,
            "subject_type": "" if subject is None else subject.__tablename__,
            "subject_id": None if subject is None else getattr(subject, "id", None),
            "details": json.loads(json.dumps(noted.details)),
            "previous_hash": previous,
        }
        entry["hash"] = previous = _hash_of(entry)
        entries.append(entry)
    db.execute(_ENTRIES, entries)
    db.execute(_MOVE, {"last_number": number, "last_hash": previous})


_head = table_of(JournalHead)
_HEAD = select(_head.c.number, _head.c.hash).with_for_update()
_ENTRIES = table_of(JournalEntry).insert()
_MOVE = _head.update().values(number=bindparam("last_number"), hash=bindparam("last_hash"))
_HASHED = (
    "number", "at", "act", "account_id", "actor_name", "actor_roles", "subject_type",
    "subject_id", "details", "previous_hash",
)  # fmt: skip


def entry_hash(entry: JournalEntry) -> str:
    """Return the hash that `entry` must carry."""
    return _hash_of({name: getattr(entry, name) for name in _HASHED})


def _hash_of(content: Mapping[str, Any]) -> str:
    hashed = {**content, "at": content["at"].isoformat()}
    canonical = json.dumps(hashed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True)
class Verification:
    """The result of walking the chain; `broken_at` is the number of the first bad entry."""

    entries: int
    head: str
    broken_at: int | None = None


def verify(db: Session) -> Verification:
    """Walk the whole chain and compare it with the stored head.

    The last number is read first, the head after it: what others record meanwhile lies behind
    the head, and is no break.
    """
    last = db.execute(select(func.max(JournalEntry.number))).scalar_one() or 0
    head = db.execute(select(JournalHead).execution_options(populate_existing=True)).scalar_one()
    previous, number = GENESIS, 0
    wanted = select(JournalEntry).where(JournalEntry.number <= max(last, head.number))
    rows = db.execute(wanted.order_by(JournalEntry.number)).yield_per(1000).scalars()
    for entry in rows:
        number += 1
        sound = (
            entry.number == number
            and entry.previous_hash == previous
            and entry.hash == entry_hash(entry)
        )
        if not sound:
            return Verification(number, previous, broken_at=number)
        previous = entry.hash
        db.expunge(entry)
    if (head.number, head.hash) != (number, previous):
        return Verification(number, previous, broken_at=number + 1)
    return Verification(number, previous)
