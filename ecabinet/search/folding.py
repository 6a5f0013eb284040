"""Words of a text, folded: without marks, đ as d, lower case. One rule for the index, the query
and the highlighting, on both engines. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

LONGEST = 40
"""Letters of a word that count; what follows is ignored, in the index and in the query."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_NO_WORD = re.compile(r"[\W_]+")
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l"})


class Word(NamedTuple):
    """A word of a text: folded, as it stands there (lower case), and where."""

    folded: str
    exact: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return `text` as it is compared: "Độc lập" and "doc lap" are the same."""
    plain = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not _is_mark(char))
    return unicodedata.normalize("NFC", plain.translate(_LETTERS))


def _is_mark(char: str) -> bool:
    return unicodedata.combining(char) != 0


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, str]:
    folded = _NO_WORD.sub("", fold(word))[:LONGEST]
    exact = _NO_WORD.sub("", unicodedata.normalize("NFC", word).lower())[:LONGEST]
    return folded, exact or folded


def words_of(text: str) -> list[Word]:
    """Return the words of `text` in order; what is no letter and no digit parts them."""
    found = []
    for match in _WORD.finditer(text):
        folded, exact = _forms(match.group())
        if folded:
            found.append(Word(folded, exact, match.start(), match.end()))
    return found


def joined(words: Iterable[str]) -> str:
    """Return folded words as pages keep them: parted and enclosed by one blank, so that
    " ngan sach " stands in it only where these two words follow each other."""
    return f" {' '.join(words)} "
