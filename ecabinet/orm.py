"""The base of all tables: column types, constraint names, enums as text. Knows no Flask."""

from __future__ import annotations

import enum
import unicodedata
from datetime import UTC, date, datetime
from typing import Annotated, Any, cast

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    DateTime,
    Enum,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. Refuses naive values; SQLite gives them back aware too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class NormalText(TypeDecorator[str]):
    """Text in NFC, so that the same Vietnamese word is the same bytes everywhere."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        # PostgreSQL cannot keep NUL in text; nobody can type it on purpose.
        return None if value is None else unicodedata.normalize("NFC", value).replace("\x00", "")


_AS_TEXT = Enum(
    enum.Enum,
    native_enum=False,
    create_constraint=True,
    length=40,
    values_callable=lambda members: [member.value for member in members],
    validate_strings=True,
)
"""Every enum column: the values as text, held to them by a CHECK."""


def enum_as_text(kind: type[enum.Enum], name: str) -> Enum:
    """Return the type of a second column of one enum in a table: its CHECK needs its own `name`."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
    )


class Base(DeclarativeBase):
    """Declarative base; enums in `Mapped[...]` become text columns with a CHECK."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        datetime: UTCDateTime,
        date: Date,
        enum.Enum: _AS_TEXT,
        str: NormalText,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        list[dict[str, Any]]: JSON,
        list[int]: JSON,
        list[float]: JSON(none_as_null=True),
        list[str]: JSON,
    }


def table_of(model: type[Base]) -> Table:
    """Return the table of a model, for the few statements that run in every request or act:
    on tables they cost about half of what they cost on models."""
    return cast(Table, model.__table__)


Sha256 = Annotated[str, mapped_column(String(64))]
"""A file's name in the store: 64 lower-case hex digits."""

Ordinal = Annotated[int, mapped_column()]
"""A place in a row of things, from 1."""


def state_with_evidence(column: str, states: tuple[str, ...], evidence: str) -> CheckConstraint:
    """Return a CHECK: `column` is in one of `states` if and only if `evidence` is there."""
    listed = ", ".join(f"'{state}'" for state in states)
    return CheckConstraint(
        f"({column} IN ({listed})) = ({evidence} IS NOT NULL)",
        name=f"{column}_has_{evidence}",
    )


def insert_into(db: Session, target: type[Base] | Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT of the engine at hand, which can say what to do on a conflict."""
    if db.get_bind().dialect.name == "sqlite":
        return sqlite.insert(target)
    return postgresql.insert(target)
