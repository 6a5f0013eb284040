"""Text of a spreadsheet read into rows: which characters, which separator. Pure; bounded."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterable

from documents.intake.limits import MIB
from documents.intake.results import RefusedFile

MOST_BYTES = 5 * MIB
MOST_ROWS = 1000
MOST_COLUMNS = 40
MOST_LETTERS = 4000
"""Of one cell; the titles of papers are the longest."""
MOST_LOOKED_AT = 20_000
"""Rows looked at, the empty ones included."""

Row = tuple[int, tuple[str, ...]]
"""The row's number in the file, from 1, and its cells."""


def text_of(content: bytes) -> str:
    """Return the text of a CSV file: UTF-8 or UTF-16 by its mark, UTF-8, else Windows-1258.

    Raises RefusedFile for what is no text in any of them.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _decoded(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1258")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        raise RefusedFile("entering-refused-characters") from error
    return unicodedata.normalize("NFC", text)


def rows_of_text(text: str) -> list[Row]:
    """Return the rows of CSV or of cells pasted from a spreadsheet. Raises RefusedFile."""
    if "\x00" in text:
        raise RefusedFile("entering-refused-kind")
    if not text.strip():
        raise RefusedFile("entering-refused-empty")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return bounded((reader.line_num, cells) for cells in reader)
    except csv.Error as error:
        raise RefusedFile("entering-refused-damaged") from error


def _delimiter(text: str) -> str:
    """Return what parts the cells: what stands most often outside quotes in the first lines."""
    counts = dict.fromkeys("\t;,", 0)
    quoted = False
    for letter in text[:20_000]:
        quoted ^= letter == '"'
        if not quoted and letter in counts:
            counts[letter] += 1
    if counts["\t"]:
        return "\t"
    # Commas stand in sentences too; a file with semicolons as often as half of them is parted so.
    return ";" if counts[";"] * 2 >= max(1, counts[","]) else ","


def bounded(rows: Iterable[tuple[int, Iterable[str]]]) -> list[Row]:
    """Return the rows that are not empty, their cells in one line each and NFC.

    Raises RefusedFile for more than MOST_ROWS, or a cell longer than MOST_LETTERS.
    """
    found: list[Row] = []
    for looked_at, (line, cells) in enumerate(rows):
        if looked_at >= MOST_LOOKED_AT:
            raise RefusedFile("entering-refused-rows", most=MOST_ROWS)
        plain = [_plain(cell, line) for cell in cells][:MOST_COLUMNS]
        while plain and not plain[-1]:
            plain.pop()
        if not plain:
            continue
        # The heading may be one row more, and a title above it.
        if len(found) >= MOST_ROWS + 10:
            raise RefusedFile("entering-refused-rows", most=MOST_ROWS)
        found.append((line, tuple(plain)))
    if not found:
        raise RefusedFile("entering-refused-empty")
    return found


def _plain(cell: str, line: int) -> str:
    if len(cell) > MOST_LETTERS:
        raise RefusedFile("entering-refused-cell", line=line, most=MOST_LETTERS)
    printable = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in cell
    )
    return " ".join(unicodedata.normalize("NFC", printable).split())
