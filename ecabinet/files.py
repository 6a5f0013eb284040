"""Which stored files the records name.

A column whose name ends in `sha256` names a stored file, in whatever feature it stands; and so does
a detail of the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from ecabinet.journal import JournalEntry
from ecabinet.orm import Base

FILE_COLUMN = "sha256"
NOT_FILES = frozenset({"content_sha256"})
"""Columns that hold the hash of a text in the record itself."""


def file_columns() -> Iterator[tuple[Table, Column[str]]]:
    """Every column that names a file, with its table."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if column.name.endswith(FILE_COLUMN) and column.name not in NOT_FILES:
                yield table, column


def in_journal(db: Session) -> Iterator[str]:
    """Files that only the journal names now, such as minutes as they were before the signature."""
    for details in db.execute(select(JournalEntry.details)).yield_per(1000).scalars():
        for key, value in details.items():
            if key.endswith(FILE_COLUMN) and isinstance(value, str):
                yield value


def unnamed(db: Session, names: Collection[str]) -> set[str]:
    """Return those of `names` that no record names (any more)."""
    left = set(names)
    for _, column in file_columns():
        if left:
            left -= set(db.execute(select(column).where(column.in_(left))).scalars())
    return left - set(in_journal(db)) if left else left
