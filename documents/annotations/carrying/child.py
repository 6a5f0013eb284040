"""The limited process: `python -m documents.annotations.carrying.child READING_COPY OUT LIMITS`.

Writes the letters of all pages, laid out, with their boxes to OUT; says nothing.
"""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from documents.annotations.carrying.keeping import to_bytes
from documents.annotations.carrying.pages import SOFT_HYPHEN, Box, Page, Pages, around
from documents.annotations.carrying.paper import paper_of
from documents.intake.limited import limit_this_process
from documents.intake.limits import Limits

# What PDFium puts where a word was cut at the end of a line.
_HYPHENS = {0x02, 0xAD, 0xFFFE}
_DROPPED = {0xFEFF, 0xFFFF}
MOST_LETTERS = 6_000_000


def read(reading_copy: Path, limits: Limits) -> Pages:
    """Read the letters of every page, as far as the limits on time and size allow."""
    # The process's own time: on a busy machine a long paper is still read to its end.
    deadline = time.process_time() + limits.text_seconds
    room = min(MOST_LETTERS, limits.text_bytes // 8)
    document = pypdfium2.PdfDocument(reading_copy)
    pages: list[Page] = []
    complete = True
    try:
        for number in range(len(document)):
            complete = complete and time.process_time() < deadline and room > 0
            page = document[number]
            found = _page(page, room if complete else 0)
            room -= len(found.text)
            pages.append(found)
            page.close()
    finally:
        document.close()
    return Pages(tuple(pages), complete)


def _page(page: Any, room: int) -> Page:
    bounds = page.get_cropbox()
    rotation = page.get_rotation()
    if room <= 0:
        return Page("", (), bounds, rotation)
    text_page = page.get_textpage()
    letters: list[str] = []
    boxes: list[float] = []
    for text, box in _letters(text_page):
        letters.append(text)
        boxes.extend(box)
        if len(letters) >= room:
            break
    text_page.close()
    return Page("".join(letters), boxes, bounds, rotation)


def _letters(text_page: Any) -> Iterator[tuple[str, Box]]:
    """Letters with their boxes; what was written as letter and accents is one letter (NFC)."""
    base, area = "", (0.0, 0.0, 0.0, 0.0)
    for text, box in _raw(text_page):
        if base and unicodedata.combining(text):
            base, area = base + text, around(area, box)
            continue
        yield from _composed(base, area)
        base, area = text, box
    yield from _composed(base, area)


def _composed(base: str, area: Box) -> Iterator[tuple[str, Box]]:
    for letter in unicodedata.normalize("NFC", base):
        yield letter, area


def _raw(text_page: Any) -> Iterator[tuple[str, Box]]:
    rect = pdfium.FS_RECTF()
    high = 0
    for at in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            if not high:
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        text = _readable(code)
        if text and pdfium.FPDFText_GetLooseCharBox(text_page, at, rect):
            yield text, (rect.left, rect.bottom, rect.right, rect.top)


def _readable(code: int) -> str:
    if code in _HYPHENS:
        return SOFT_HYPHEN
    if code == 0x0A:
        return "\n"
    if code in _DROPPED or code > 0x10FFFF:
        return ""
    text = chr(code)
    if text.isspace() and code != 0x0D:
        return " "
    return "" if unicodedata.category(text) in ("Cc", "Cs") else text


def main(reading_copy: Path, out: Path, limits: Limits) -> int:
    """Read `reading_copy`, lay it out and write it down: the server's own time is for others."""
    limit_this_process(limits)
    out.write_bytes(to_bytes(paper_of(read(reading_copy, limits))))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), Limits.from_json(sys.argv[3])))
