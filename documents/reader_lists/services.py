"""Acts: make a named list of readers, change it, remove it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.queries import nameable_persons
from documents.reader_lists import rules
from documents.reader_lists.models import ReaderList
from ecabinet import journal
from ecabinet.auth.actor import Actor
from ecabinet.people.models import Person
from ecabinet.search.folding import fold
from ecabinet.verdicts import invalid


def make_list(
    db: Session, *, actor: Actor, name: str, person_ids: Collection[int], at: datetime
) -> ReaderList:
    """Make a list. Raises Denied, Invalid."""
    rules.may_keep_lists(actor).enforce()
    row = ReaderList(
        name=_free_name(db, name), persons=_readers(db, person_ids),
        changed_by_id=actor.account_id, changed_at=at,
    )  # fmt: skip
    db.add(row)
    db.flush()
    _record(db, actor, "reader-list:make", row)
    return row


def change_list(
    db: Session,
    *,
    actor: Actor,
    row: ReaderList,
    name: str,
    person_ids: Collection[int],
    revision: int,
    at: datetime,
) -> ReaderList:
    """Give a list another name or other readers; papers that are out stay with who holds them.
    `revision`: as it was seen. Raises Denied, Invalid, Conflict."""
    rules.may_change_list(actor, row, revision).enforce()
    name, readers = _free_name(db, name, row.id), _readers(db, person_ids, row.persons)
    are_same = {one.id for one in readers} == {one.id for one in row.persons}
    if name == row.name and are_same:
        return row
    row.name, row.persons = name, readers
    row.changed_by_id, row.changed_at = actor.account_id, at
    db.flush()
    _record(db, actor, "reader-list:change", row)
    return row


def remove_list(db: Session, *, actor: Actor, row: ReaderList, at: datetime) -> None:
    """Let a list be chosen no more; papers that are out stay with who holds them. Raises Denied."""
    rules.may_keep_lists(actor).enforce()
    row.removed_at, row.removed_by_id = at, actor.account_id
    db.flush()
    journal.record(db, actor, "reader-list:remove", row)


def _free_name(db: Session, name: str, list_id: int | None = None) -> str:
    name = " ".join(name.split())
    if not fold(name):
        invalid("named-list-needs-name", field="name").enforce()
    same = select(ReaderList.name).where(
        ReaderList.folded == fold(name),
        ReaderList.removed_at.is_(None),
        ReaderList.id != (list_id or 0),
    )
    taken = db.execute(same).scalar()
    if taken is not None:
        invalid("named-list-name-taken", field="name", name=taken).enforce()
    return name


def _readers(
    db: Session, person_ids: Collection[int], kept: Collection[Person] = ()
) -> list[Person]:
    """The persons meant; who stands on the list already may stay, though nothing goes to an account
    that was closed meanwhile."""
    able = {person.id: person for person in (*kept, *nameable_persons(db))}
    if not able.keys() >= set(person_ids):
        invalid("hand-out-unknown", field="person_ids").enforce()
    if not person_ids:
        invalid("named-list-needs-readers", field="person_ids").enforce()
    return [able[one] for one in sorted(set(person_ids))]


def _record(db: Session, actor: Actor, act: str, row: ReaderList) -> None:
    journal.record(
        db, actor, act, row,
        details={
            "name_sha256": journal.digest(row.name),
            "persons": sorted(one.id for one in row.persons),
        },
    )  # fmt: skip
