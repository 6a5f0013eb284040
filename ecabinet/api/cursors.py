"""Cursor pagination: (`items`, `next`), stable while rows are added, flat in the number of rows."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, tuple_
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.orm import Session

from ecabinet.errors import Invalid
from ecabinet.sentences import S

T = TypeVar("T")
LIMIT, MOST = 50, 200


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows of one page and the cursor of the next one (None at the end)."""

    items: list[T]
    next: str | None


def paginate(
    db: Session,
    statement: Select[T],
    *,
    order: Sequence[Any],
    key: Callable[[T], Sequence[Any]],
    cursor: str | None,
    limit: int = LIMIT,
    descending: bool = False,
) -> Page[T]:
    """Return a page of `statement` ordered by the columns `order` (the last one unique).

    `key` gives the values of those columns of a row. Raises Invalid for a cursor that is not ours.
    """
    limit = max(1, min(limit, MOST))
    columns = tuple_(*order)
    if cursor:
        values = tuple(decode(cursor, len(order)))
        after = columns < values if descending else columns > values
        statement = statement.where(after)
    ordered = [c.desc() for c in order] if descending else list(order)
    try:
        rows = list(db.execute(statement.order_by(*ordered).limit(limit + 1)).unique().scalars())
    except (StatementError, OverflowError) as error:
        if not cursor or isinstance(error, OperationalError):
            raise
        db.rollback()  # values of another kind than the columns
        raise _not_ours() from error
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(rows, encode(key(rows[-1])) if more else None)


def encode(values: Sequence[Any]) -> str:
    """Return the cursor that says `values`."""
    plain = [
        {"t": v.isoformat()} if isinstance(v, datetime)
        else {"d": v.isoformat()} if isinstance(v, date) else v
        for v in values
    ]  # fmt: skip
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def decode(cursor: str, length: int) -> list[Any]:
    """Return the values that `cursor` says. Raises Invalid for a cursor that is not ours."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded))
        if not isinstance(values, list) or len(values) != length:
            raise ValueError(cursor)
        return [_rich(value) for value in values]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _not_ours() from error


def _not_ours() -> Invalid:
    return Invalid(S("cursor-invalid"), {"cursor": S("cursor-invalid")})


def _rich(value: Any) -> Any:
    if isinstance(value, dict):
        if "t" in value:
            return datetime.fromisoformat(value["t"])
        return date.fromisoformat(value["d"])
    return value
