"""The table in which many papers are described: what was typed, read back row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from documents.forms import Level
from documents.models import AccessLevel, Document, DocumentKind
from ecabinet.forms import Input, Line, OptionalLine, field_sentences
from ecabinet.sentences import Sentence

FIELDS = ("title", "number_symbol", "kind", "access_level")
MOST = 200


class RowIn(Input):
    """What one row of the table says of a paper."""

    title: Line
    number_symbol: OptionalLine = ""
    kind: DocumentKind
    access_level: Level


@dataclass(frozen=True)
class Row:
    """One paper in the table: as typed, whatever of it is wrong."""

    id: int
    revision: int
    values: Mapping[str, str]
    ticked: bool = False
    errors: Mapping[str, Sentence] = field(default_factory=dict)

    def read(self) -> RowIn:
        """What was typed, checked. Raises ValidationError."""
        return RowIn.model_validate(dict(self.values))


def row_of(document: Document) -> Row:
    """A paper as it is stored."""
    return Row(
        id=document.id,
        revision=document.revision,
        values={
            "title": document.title,
            "number_symbol": document.number_symbol,
            "kind": document.kind.value,
            "access_level": document.access_level.value,
        },
    )


def rows_typed(form: MultiDict[str, str]) -> list[Row]:
    """The rows of a sent table, in its order; numbers that are none of ours are overlooked."""
    ids = [int(raw) for raw in form.getlist("id")[:MOST] if raw.isdecimal() and len(raw) < 18]
    ticked = set(form.getlist("ticked"))
    rows = []
    for id_ in dict.fromkeys(ids):
        revision = form.get(f"revision-{id_}", "")
        rows.append(
            Row(
                id=id_,
                revision=int(revision) if revision.isdecimal() and len(revision) < 18 else 0,
                values={name: form.get(f"{name}-{id_}", "") for name in FIELDS},
                ticked=str(id_) in ticked,
            )
        )
    return rows


def with_all(rows: Sequence[Row], kind: str, access_level: str) -> list[Row]:
    """The rows with kind and level set in those that are ticked; "" leaves them."""
    known = {
        "kind": kind if kind in {one.value for one in DocumentKind} else "",
        "access_level": access_level if access_level in {one.value for one in AccessLevel} else "",
    }
    chosen = {name: value for name, value in known.items() if value}
    return [replace(row, values={**row.values, **chosen}) if row.ticked else row for row in rows]


def checked(row: Row) -> tuple[Row, RowIn | None]:
    """The row with what is wrong in it, and what it says when nothing is."""
    try:
        return row, row.read()
    except ValidationError as error:
        return replace(row, errors=field_sentences(error)), None
