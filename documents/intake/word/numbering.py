"""The numbers that Word gives to paragraphs by itself: they stand in no text, and a law without
them says something else."""

from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

from documents.rendering.text import VIETNAMESE_LETTERS

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LEVELS = 9
_HIGHEST = 32_000


class Numbering:
    """Counts the numbered paragraphs of one document, in their order."""

    def __init__(self, root: Any | None) -> None:
        self._abstract_of: dict[str, str] = {}
        self._levels: dict[str, dict[int, Any]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        for abstract in root.iter(qn("w:abstractNum")):
            levels = {
                _whole(level.get(qn("w:ilvl"))): level for level in abstract.iter(qn("w:lvl"))
            }
            self._levels[abstract.get(qn("w:abstractNumId"), "")] = levels
        for number in root.iter(qn("w:num")):
            id_ = number.get(qn("w:numId"), "")
            self._abstract_of[id_] = _value(number, "w:abstractNumId")
            for override in number.iter(qn("w:lvlOverride")):
                start = _value(override, "w:startOverride")
                if start:
                    self._starts[id_, _whole(override.get(qn("w:ilvl")))] = _whole(start)

    def next_mark(self, number_id: str, level: int) -> str:
        """The number of the next paragraph of this list and level: "2.", "b)", "-"; "" for none."""
        levels = self._levels.get(self._abstract_of.get(number_id, ""), {})
        definition = levels.get(level)
        if definition is None or not 0 <= level < _LEVELS:
            return ""
        # Lists of one abstract definition go on counting together, unless told to start anew.
        own_start = (number_id, level) in self._starts
        counts = self._counts[number_id if own_start else self._abstract_of[number_id]]
        counts[level] = self._after(counts[level], number_id, level, definition)
        for deeper in range(level + 1, _LEVELS):
            counts[deeper] = None
        if _value(definition, "w:numFmt") == "bullet":
            return "-"
        text = _value(definition, "w:lvlText")
        for place in range(_LEVELS):
            if f"%{place + 1}" in text:
                count = counts[place]
                if count is None:
                    counts[place] = count = self._start(number_id, place, levels.get(place))
                kind = _value(levels[place], "w:numFmt") if place in levels else "decimal"
                text = text.replace(f"%{place + 1}", _written(count, kind))
        return text

    def _after(self, count: int | None, number_id: str, level: int, definition: Any) -> int:
        return count + 1 if count is not None else self._start(number_id, level, definition)

    def _start(self, number_id: str, level: int, definition: Any | None) -> int:
        given = _value(definition, "w:start") if definition is not None else ""
        return self._starts.get((number_id, level), _whole(given) if given else 1)


def _written(count: int, kind: str) -> str:
    if kind in ("none",):
        return ""
    if kind in ("lowerLetter", "upperLetter") and 0 < count <= _HIGHEST:
        # As Word writes them, in the Latin alphabet: … z, aa, bb.
        rounds, place = divmod(count - 1, 26)
        letters = chr(ord("a") + place) * (rounds + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman") and 0 < count <= _HIGHEST:
        roman = _roman(count)
        return roman.upper() if kind == "upperRoman" else roman
    if kind == "vietnameseCounting" and 0 < count <= len(VIETNAMESE_LETTERS):
        return VIETNAMESE_LETTERS[count - 1]
    if kind == "decimalZero":
        return f"{count:02}"
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written


def _value(parent: Any, name: str) -> str:
    node = parent.find(qn(name))
    return "" if node is None else str(node.get(qn("w:val"), ""))


def _whole(given: Any) -> int:
    try:
        return max(0, min(int(given), _HIGHEST))
    except (TypeError, ValueError):
        return 0
