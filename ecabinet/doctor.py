"""What does not fit in the store: rows without their file, files without a row, references that
lead nowhere. It looks and says; it changes nothing. Which columns name files: `ecabinet.files`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Column, ForeignKey, Table, select
from sqlalchemy.orm import Session, aliased

from ecabinet.files import file_columns, in_journal
from ecabinet.orm import Base
from ecabinet.storage import Store

_CHUNK = 1024 * 1024


def find_faults(db: Session, store: Store, *, read_files: bool = False) -> list[str]:
    """Return one line for each thing that does not fit; none for a sound store.

    `read_files`: read every stored file and compare its bytes with its name (slow).
    """
    named = dict.fromkeys(_named_files(db))
    faults = [
        f"{where}: its file {sha256} ({column}) is missing"
        for where, column, sha256 in named
        if not store.exists(sha256)
    ]
    stored = list(store.walk())
    known = {sha256 for _, _, sha256 in named}
    if not known.issuperset(stored):
        known.update(in_journal(db))
    faults += [f"file {sha256}: no record names it" for sha256 in stored if sha256 not in known]
    if read_files:
        faults += [
            f"file {sha256}: its bytes are not those it is named by"
            for sha256 in stored
            if not _is_whole(store, sha256)
        ]
    return [*faults, *_broken_references(db)]


def _named_files(db: Session) -> Iterator[tuple[str, str, str]]:
    """(table and row, column, SHA-256) of every file that a row names."""
    for table, column in file_columns():
        key = list(table.primary_key.columns)
        rows = db.execute(select(column, *key).where(column.is_not(None)).order_by(*key))
        for sha256, *row_key in rows:
            yield _where(table, row_key), column.name, sha256


def _is_whole(store: Store, sha256: str) -> bool:
    digest = hashlib.sha256()
    with store.open(sha256) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest() == sha256


def _broken_references(db: Session) -> Iterator[str]:
    """Foreign keys without their row: a store restored in part, or changed past the program."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for reference in column.foreign_keys:
                yield from _dangling(db, table, column, reference)


def _dangling(
    db: Session, table: Table, column: Column[object], reference: ForeignKey
) -> Iterator[str]:
    target = reference.column
    parent = aliased(target.table)
    key = list(table.primary_key.columns)
    missing = (
        select(column, *key)
        .select_from(table.outerjoin(parent, column == parent.c[target.name]))
        .where(column.is_not(None), parent.c[target.name].is_(None))
        .order_by(*key)
    )
    for value, *row_key in db.execute(missing):
        yield f"{_where(table, row_key)}: {column.name} leads to no {target.table.name} {value}"


def _where(table: Table, row_key: list[object]) -> str:
    return f"{table.name} {'/'.join(map(str, row_key))}"
