"""The empty spreadsheet that people download, in XLSX and CSV, with what may stand in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ecabinet.i18n import translate
from ecabinet.people.models import Organisation
from meetings.entering.columns import FIELDS
from meetings.entering.reading import MOST_ROWS
from meetings.models import ItemType

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
_WIDTHS = {"title": 70, "lead": 34, "papers": 40, "presenter": 26, "section": 24, "late_reason": 32}
_NO_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def headings(language: str) -> list[str]:
    """Return the headings of the columns."""
    return [translate(language, f"entering-column-{name.replace('_', '-')}") for name in FIELDS]


def type_names(language: str) -> list[str]:
    """Return the words for what an item is."""
    return [translate(language, f"agenda-type-{one.value.replace('_', '-')}") for one in ItemType]


def as_csv(language: str) -> bytes:
    """Return the headings alone, as spreadsheets of this country open them: UTF-8 with its mark,
    semicolons."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow(headings(language))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(language: str, organisations: Sequence[Organisation]) -> bytes:
    """Return a workbook: the empty table first, then what its columns take, then the
    organisations."""
    book = Workbook()
    table = book.active
    table.title = translate(language, "entering-sheet-items")
    table.append(headings(language))
    _style_heading(table)
    for place, name in enumerate(FIELDS, start=1):
        table.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 16)
    table.freeze_panes = "A2"
    guide = book.create_sheet(translate(language, "entering-sheet-guide"))
    guide.append(
        [translate(language, key) for key in ("entering-guide-column", "entering-guide-what")]
    )
    for name, heading in zip(FIELDS, headings(language), strict=True):
        guide.append([heading, translate(language, f"entering-guide-{name.replace('_', '-')}")])
    _style_heading(guide)
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 28, 90
    listed = book.create_sheet(translate(language, "entering-sheet-organisations"))
    listed.append(
        [translate(language, key) for key in ("entering-list-code", "entering-list-name")]
    )
    for one in organisations:
        listed.append([_harmless(one.code), _harmless(one.name(language))])
    _style_heading(listed)
    listed.column_dimensions["B"].width = 70
    _choices(table, "type", '"' + ",".join(type_names(language)) + '"')
    last = max(2, len(organisations) + 1)
    _choices(table, "lead", f"'{listed.title}'!$B$2:$B${last}")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _style_heading(sheet: Any) -> None:
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E7ECF3")
        cell.alignment = Alignment(vertical="top", wrap_text=True)


def _choices(sheet: Any, name: str, formula: str) -> None:
    letter = get_column_letter(FIELDS.index(name) + 1)
    choice = DataValidation(type="list", formula1=formula, allow_blank=True)
    # A code may be typed as well; the import says what it does not know.
    choice.showErrorMessage = False
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{MOST_ROWS + 1}")


def _harmless(text: str) -> str:
    """A name that begins like a formula is text."""
    return f"'{text}" if text.startswith(_NO_FORMULA) else text
