"""Where in a draft a comment stands, as text for people, and the order of such places.

Pure. "Chương II", "Điều 5 khoản 2", "trang 12", "Article 5(2)", "Annex I" are understood; what is
not stands after them, in the order of its letters; what is on the whole draft stands first.
"""

from __future__ import annotations

import re

from ecabinet.search.folding import fold

_KINDS = (
    ("chuong", "chapter"),
    ("muc", "section"),
    ("dieu", "article"),
    ("phu luc", "annex"),
    ("trang", "page"),
)
"""In the order in which they come in a table: folded words, Vietnamese and English."""
_AFTER_ALL = len(_KINDS) + 1
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_PART = re.compile(r"\d+|\b[ivxlc]+\b|\b[a-z]\b")

PlaceKey = tuple[int, tuple[int, ...], str]


def place_key(place: str) -> PlaceKey:
    """Return what places are sorted by: kind, numbers in it, folded text."""
    text = " ".join(fold(place).split())
    if not text:
        return (0, (), "")
    for rank, words in enumerate(_KINDS, start=1):
        for word in words:
            if text.startswith(word):
                return (rank, _numbers(text.removeprefix(word)), text)
    return (_AFTER_ALL, _numbers(text), text)


def _numbers(text: str) -> tuple[int, ...]:
    """ "5 khoan 2 diem b" → (5, 2, 2); "ii" → (2,)."""
    return tuple(_value(part) for part in _PART.findall(text))


def _value(part: str) -> int:
    if part.isdigit():
        return int(part[:9])
    if len(part) == 1 and part not in "ivx":
        return ord(part) - ord("a") + 1
    total = 0
    for here, after in zip(part, (*part[1:], ""), strict=True):
        value = _ROMAN[here]
        total += -value if after and _ROMAN[after] > value else value
    return total
