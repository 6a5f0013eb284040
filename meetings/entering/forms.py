"""What people and programs send to enter many items."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from werkzeug.datastructures import MultiDict

from ecabinet.forms import Input
from ecabinet.i18n import say
from ecabinet.sentences import Sentence
from meetings.entering.columns import FIELDS
from meetings.entering.reading import MOST_LETTERS, MOST_ROWS
from meetings.entering.rules import Row

Cell = Annotated[str, Field(max_length=MOST_LETTERS)]


class RowIn(Input):
    """A row as a spreadsheet has it, in words: `type` and `lead` by name or code, `papers` by
    number or title, parted by semicolons, `submission` by its proposal number."""

    title: Cell
    section: Cell = ""
    type: Cell = ""
    lead: Cell = ""
    presenter: Cell = ""
    minutes: Cell | int = ""
    papers: Cell = ""
    submission: Cell = ""
    late_reason: Cell = ""

    def cells(self) -> dict[str, str]:
        """Return the cells that say something."""
        values = {name: str(getattr(self, name)).strip() for name in FIELDS}
        return {name: text for name, text in values.items() if text}


class ImportIn(Input):
    """Rows to make items of. `mode`: `all` of them or none, only the `good` ones, or only a `check`
    that changes nothing."""

    rows: Annotated[list[RowIn], Field(min_length=1, max_length=MOST_ROWS)]
    mode: Literal["all", "good", "check"] = "all"


class RowOut(BaseModel):
    """What became of a row: its item, or what is wrong in which cell and what may be meant."""

    line: int = Field(description="the row's place in what was sent, from 1")
    item_id: int | None = None
    errors: dict[str, str] = Field(default_factory=dict)
    suggestions: dict[str, list[str]] = Field(default_factory=dict)

    @classmethod
    def of(cls, row: Row, item_id: int | None) -> RowOut:
        """Build from a checked row."""
        return cls(
            line=row.line,
            item_id=item_id,
            errors={name: say(sentence) for name, sentence in row.errors.items()},
            suggestions={name: list(texts) for name, texts in row.suggestions.items() if texts},
        )


class ImportOut(BaseModel):
    """What became of rows. `id` names the import, to undo it; null when nothing was changed."""

    id: int | None
    imported: int
    wrong: int
    rows: list[RowOut]


class UndoneOut(BaseModel):
    """How many items were taken off again."""

    id: int
    removed: int


def cells_typed(form: MultiDict[str, str]) -> dict[int, dict[str, str]]:
    """Return {line: {field: text}} of the fields `cell-LINE-FIELD` of a sent table."""
    found: dict[int, dict[str, str]] = {}
    for name, text in form.items():
        line, field = _place(name.removeprefix("cell-")) if name.startswith("cell-") else (0, "")
        if line and field in FIELDS:
            found.setdefault(line, {})[field] = text[:MOST_LETTERS]
    return found


def suggestion_taken(form: MultiDict[str, str]) -> dict[int, dict[str, str]]:
    """Return what the pressed button of a suggestion says: `take` = `LINE-FIELD-TEXT`."""
    place, _, rest = form.get("take", "").partition("-")
    field, _, text = rest.partition("-")
    if _is_number(place) and field in FIELDS and text:
        return {int(place): {field: text[:MOST_LETTERS]}}
    return {}


def line_dropped(form: MultiDict[str, str]) -> list[int]:
    """Return the line whose button said to leave it out."""
    text = form.get("drop", "")
    return [int(text)] if _is_number(text) else []


def revision_of(form: MultiDict[str, str]) -> int | None:
    """Return the revision that was seen."""
    text = form.get("revision", "")
    return int(text) if _is_number(text) else None


def _place(text: str) -> tuple[int, str]:
    line, _, field = text.partition("-")
    return (int(line), field) if _is_number(line) else (0, "")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def refusals(rows: list[Row]) -> dict[str, Any]:
    """Return {rows.N.field: Sentence} of everything wrong."""
    found: dict[str, Sentence] = {}
    for row in rows:
        for name, sentence in row.errors.items():
            found[f"rows.{row.line}.{name}"] = sentence
    return found
