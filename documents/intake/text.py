"""The text of a reading copy, page by page, for search and for quoting."""

import json
import time
import unicodedata
from pathlib import Path

import pypdfium2

from documents.intake.limits import Limits

# A page with fewer characters than this is a picture with a stamp or a number, not text.
FEW_CHARACTERS = 5
_DROPPED = {"\ufffe", "\uffff", "\ufeff", "\u00ad"}


def extract_text(reading_copy: Path, text_path: Path, limits: Limits) -> tuple[int, bool]:
    """Write `{"pages": ["…"]}` (NFC) to `text_path`.

    Returns how many pages hold hardly any text, and whether all pages were read before the limits
    on time and size were reached; pages that were not read stand as empty strings.
    """
    deadline = time.monotonic() + limits.text_seconds
    room = limits.text_bytes
    pages: list[str] = []
    complete = True
    document = pypdfium2.PdfDocument(reading_copy)
    try:
        for number in range(len(document)):
            if time.monotonic() > deadline or room <= 0:
                complete = False
                break
            page = document[number]
            text_page = page.get_textpage()
            pages.append(_readable(text_page.get_text_bounded())[:room])
            room -= len(pages[-1].encode())
            text_page.close()
            page.close()
        empty = sum(len("".join(text.split())) < FEW_CHARACTERS for text in pages)
        pages += [""] * (len(document) - len(pages))
    finally:
        document.close()
    unfinished = text_path.with_suffix(".part")
    unfinished.write_text(json.dumps({"pages": pages}, ensure_ascii=False), encoding="utf-8")
    unfinished.replace(text_path)
    return empty, complete


def _readable(text: str) -> str:
    """NFC, with newlines as newlines and without what no person typed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        char
        for char in text
        if char not in _DROPPED
        and (char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    )
    return unicodedata.normalize("NFC", "".join(kept))
