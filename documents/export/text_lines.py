"""The lines of a text box, broken as the reader breaks them (text_lines.js)."""

from __future__ import annotations

from collections.abc import Callable


def wrapped(text: str, wide: float, measure: Callable[[str], float]) -> list[str]:
    """Return the lines of `text` in a box `wide` points wide; a word wider than the box is broken
    by letters. `measure` gives the width of a text, the sum of its letters'."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if measure(longer) <= wide:
                line = longer
                continue
            if line:
                lines.append(line)
            *pieces, line = _broken(word, wide, measure)
            lines += pieces
        lines.append(line)
    return lines


def _broken(word: str, wide: float, measure: Callable[[str], float]) -> list[str]:
    """The pieces of a word, each as long as goes into a line, at least a letter."""
    pieces, start, taken = [], 0, 0.0
    for at, letter in enumerate(word):
        width = measure(letter)
        if at > start and taken + width > wide:
            pieces.append(word[start:at])
            start, taken = at, 0.0
        taken += width
    return [*pieces, word[start:]]
