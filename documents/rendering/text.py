"""Text as data: what every string goes through before it is laid out, and how wide it will be."""

import unicodedata
from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import stringWidth

# The alphabet in which the points of a clause are lettered (Decree 30/2020, annex I).
VIETNAMESE_LETTERS = "abcdđeghiklmnopqrstuvxy"

_DROPPED_CATEGORIES = frozenset({"Cc", "Cs", "Cn"})
# Marks that turn the direction of writing could make an official text read as something else.
_DIRECTION_MARKS = frozenset(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


def clean(text: str) -> str:
    """The text in NFC, without control characters; tabs become spaces, line ends become "\\n".

    Decomposed Vietnamese is drawn with misplaced marks and cannot be searched, hence NFC.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (
        char
        for char in text
        if char == "\n"
        or (unicodedata.category(char) not in _DROPPED_CATEGORIES and char not in _DIRECTION_MARKS)
    )
    return unicodedata.normalize("NFC", "".join(kept))


@lru_cache(maxsize=2048)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points of one line of Times New Roman, needing no font file.

    Vietnamese marks stand above or below their letter and add no width, so the letters alone are
    measured with the metrics of Times that reportlab carries.
    """
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return float(stringWidth(letters, "Times-Bold" if bold else "Times-Roman", size))


def set_into_lines(text: str, size: float, available: float, *, bold: bool = False) -> list[float]:
    """Widths in points of the lines when the words are set into the available width."""
    widths: list[float] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size, bold=bold) > available:
            widths.append(width_of(line, size, bold=bold))
            line = word
        else:
            line = longer
    widths.append(width_of(line, size, bold=bold))
    return [min(width, available) for width in widths]


def last_line_width(text: str, size: float, available: float, *, bold: bool = False) -> float:
    """Width in points of the last line when set into the available width."""
    return set_into_lines(text, size, available, bold=bold)[-1]


def balanced_width(text: str, size: float, available: float, *, bold: bool = False) -> float:
    """The width in points that needs no more lines than the available one and fills them evenly."""
    count = len(set_into_lines(text, size, available, bold=bold))
    if count == 1:
        return available
    width = available
    while width > available / 2:
        narrower = width - available / 40
        if len(set_into_lines(text, size, narrower, bold=bold)) > count:
            break
        width = narrower
    return width
