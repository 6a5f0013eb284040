"""The named lists of readers, and who stands on them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, false, select
from sqlalchemy.orm import Session, selectinload

from documents.reader_lists import rules
from documents.reader_lists.models import ReaderList
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid, NotVisible
from ecabinet.sentences import S


def visible_lists(actor: Actor) -> Select[ReaderList]:
    """The lists that are in use, for those who keep them."""
    if not rules.may_keep_lists(actor):
        return select(ReaderList).where(false())
    return select(ReaderList).where(ReaderList.removed_at.is_(None))


def lists(db: Session, actor: Actor) -> list[ReaderList]:
    """Return the lists with who stands on them, by name."""
    wanted = visible_lists(actor).options(selectinload(ReaderList.persons))
    return list(db.execute(wanted.order_by(ReaderList.folded, ReaderList.id)).scalars())


def find_list(db: Session, actor: Actor, list_id: int, *, lock: bool = False) -> ReaderList:
    """Return a list that is in use; `lock`: to change it. Raises NotVisible."""
    wanted = visible_lists(actor).where(ReaderList.id == list_id)
    row = db.execute(wanted.with_for_update() if lock else wanted).scalar_one_or_none()
    if row is None:
        raise NotVisible
    return row


def persons_on(db: Session, actor: Actor, list_ids: Collection[int]) -> set[int]:
    """Return who stands on these lists now. Raises Invalid: one of them is not in use."""
    known = {row.id: row for row in lists(db, actor)} if list_ids else {}
    if not known.keys() >= set(list_ids):
        raise Invalid(S("named-list-unknown"), {"list_ids": S("named-list-unknown")})
    return {person.id for one in list_ids for person in known[one].persons}
