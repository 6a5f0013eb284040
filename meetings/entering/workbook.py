"""The first sheet of an XLSX file, read row by row. Runs only inside the limited process."""

from __future__ import annotations

import logging
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from documents.intake.limits import MIB
from documents.intake.results import RefusedFile
from meetings.entering.reading import MOST_COLUMNS, MOST_LOOKED_AT, Row, bounded

logger = logging.getLogger(__name__)

_MOST_PARTS = 2000
_MOST_UNPACKED = 100 * MIB
_RATIO = 200
_RATIO_FROM = 8 * MIB


def rows_of_workbook(path: Path) -> list[Row]:
    """Return the rows of the first sheet that is shown; of formulas, the values last computed.

    Raises RefusedFile.
    """
    try:
        _look_through(path)
        # Opened by us: openpyxl judges a path by its ending.
        with path.open("rb") as file:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if not sheets:
                raise RefusedFile("entering-refused-empty")
            return bounded(_cells(sheets[0]))
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        AttributeError,
        EOFError,
        IndexError,
        KeyError,
        NotImplementedError,
        OverflowError,
        SyntaxError,
        TypeError,
        ValueError,
    ) as error:
        # openpyxl trusts its input: a damaged part shows as whatever it stumbles over.
        logger.warning("damaged: %r", error)
        raise RefusedFile("entering-refused-damaged") from error


def _look_through(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise RefusedFile("entering-refused-encrypted")
        names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names:
            raise RefusedFile("entering-refused-kind")
        if any(name.endswith("vbaProject.bin") for name in names):
            raise RefusedFile("entering-refused-macros")
        unpacked = sum(part.file_size for part in parts)
        packed = path.stat().st_size
        if (
            len(parts) > _MOST_PARTS
            or unpacked > _MOST_UNPACKED
            or (unpacked > _RATIO_FROM and unpacked > packed * _RATIO)
        ):
            raise RefusedFile("entering-refused-bomb")


def _cells(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    # What a file says of its own size is not believed.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_LOOKED_AT + 1, values_only=True)
    for line, values in enumerate(rows, start=1):
        yield line, [_text(value) for value in values]


def _text(value: Any) -> str:
    """What a person sees in the cell, more or less. A time of day or a duration becomes minutes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, time):
        return str(value.hour * 60 + value.minute)
    if isinstance(value, timedelta):
        return str(round(value.total_seconds() / 60))
    return str(value)
