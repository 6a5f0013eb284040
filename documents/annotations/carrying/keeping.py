"""A laid out paper as a file: what the limited process writes and the program reads."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from typing import Any

from documents.annotations.carrying.paper import Line, Paper, Sheet

FORMAT = 2
_LINE_NUMBERS, _LINE_PLACES = 3, 4


def to_bytes(paper: Paper) -> bytes:
    """As `from_bytes` reads it back."""
    head: dict[str, Any] = {
        "format": FORMAT,
        "complete": paper.complete,
        "row": paper.row,
        "first": paper.first,
        "parts": len(paper.parts),
        "lines": len(paper.lines),
        "sheets": [[sheet.bounds, sheet.rotation] for sheet in paper.sheets],
    }
    numbers = array("I", paper.parts)
    places = array("f")
    for line in paper.lines:
        numbers.extend((line.page, line.start, line.end))
        places.extend(line.box)
    places.extend(paper.boxes)
    _fixed(numbers)
    _fixed(places)
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    body = paper.opens + numbers.tobytes() + places.tobytes()
    return zlib.compress(text + body, 3)


def from_bytes(content: bytes) -> Paper:
    """What `to_bytes` wrote. Raises ValueError for anything else."""
    try:
        text, _, body = zlib.decompress(content).partition(b"\n")
        head = json.loads(text)
        if head["format"] != FORMAT:
            raise ValueError("another format")
        row, parts, lines = head["row"], int(head["parts"]), int(head["lines"])
        opens, body = body[: len(row)], body[len(row) :]
        numbers, places = array("I"), array("f")
        end = numbers.itemsize * (parts + _LINE_NUMBERS * lines)
        numbers.frombytes(body[:end])
        places.frombytes(body[end:])
        _fixed(numbers)
        _fixed(places)
        if len(places) != _LINE_PLACES * (lines + len(row)) or len(opens) != len(row):
            raise ValueError("as many boxes as letters are needed")
        return Paper(
            row=row,
            opens=opens,
            parts=list(numbers[:parts]),
            first=list(head["first"]),
            lines=[_line(numbers, places, parts, at) for at in range(lines)],
            sheets=[Sheet((x0, y0, x1, y1), turn) for (x0, y0, x1, y1), turn in head["sheets"]],
            complete=bool(head["complete"]),
            boxes=places[_LINE_PLACES * lines :],
        )
    except (zlib.error, KeyError, TypeError) as error:
        raise ValueError("not a file of letters and boxes") from error


def _line(numbers: array[int], places: array[float], parts: int, at: int) -> Line:
    page, start, end = numbers[parts + 3 * at : parts + 3 * at + 3]
    x0, y0, x1, y1 = places[4 * at : 4 * at + 4]
    return Line(page, (x0, y0, x1, y1), start, end)


def _fixed(values: array[Any]) -> None:
    """Files are little-endian on every machine."""
    if sys.byteorder == "big":
        values.byteswap()
