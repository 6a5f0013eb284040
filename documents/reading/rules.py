"""From the lines of a page as a PDF holds them to headings, paragraphs and points of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_HEADING = 160
_NUMBERED_HEADING = re.compile(
    r"(?:Phần|Chương|Mục|Tiểu mục|Điều|Phụ lục|Part|Chapter|Section|Article|Annex)\s+"
    r"(?:[0-9IVXLC]+|thứ\s+\w+)\b",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVXLC]{1,6}\.\s+\S")
_POINT = re.compile(r"(?:[-–•+*]|\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}[.)]|\(?[a-zđ]{1,2}\))\s+\S")
_ENDS = re.compile(r"[.!?:;…][\"”')\]]?$")
_VIETNAMESE = re.compile(
    r"[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE
)
SHORT = 0.72
"""A line shorter than this part of the longest ends its paragraph."""
FULL = 0.92
"""A line of this part of the longest was broken because it was full."""


@dataclass(frozen=True)
class Block:
    """A piece of a page: `kind` is "heading", "paragraph" or "point"."""

    kind: str
    text: str


def blocks_of(text: str) -> list[Block]:
    """Return the pieces of a page's text in order; every word of it is in one of them."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    longest = max((len(line) for line in lines), default=0)
    found: list[Block] = []
    open_kind, previous = "", ""
    for line in lines:
        if not line:
            open_kind = ""
            continue
        kind = _kind_of(line)
        goes_on = (
            open_kind == kind == "heading" and _is_capitals(line) and _is_capitals(previous)
        ) or (
            open_kind in ("paragraph", "point")
            and kind == "paragraph"
            and not (_ENDS.search(previous) and len(previous) < longest * FULL)
            and len(previous) >= longest * (SHORT if line[0].islower() else FULL)
        )
        if goes_on:
            found[-1] = Block(found[-1].kind, f"{found[-1].text} {line}")
        else:
            found.append(Block(kind, line))
            open_kind = kind
        previous = line
    return found


def _kind_of(line: str) -> str:
    if len(line) <= LONGEST_HEADING and not line.endswith((";", ",")):
        if _is_capitals(line) or _ROMAN.match(line):
            return "heading"
        if _NUMBERED_HEADING.match(line) and not _ENDS.search(line.removesuffix(".")):
            return "heading"
    return "point" if _POINT.match(line) else "paragraph"


def _is_capitals(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    return len(letters) >= 4 and all(char.isupper() for char in letters)


def language_of(text: str, otherwise: str) -> str:
    """Return in which language a page is to be spoken: "vi", "en", or `otherwise` if unclear."""
    letters = sum(char.isalpha() for char in text)
    if letters < 20:
        return otherwise
    return "vi" if len(_VIETNAMESE.findall(text)) > letters * 0.03 else "en"
