"""Two texts of one mark, written at the same time."""

from __future__ import annotations

BETWEEN = "— — —"
"""Stands between two texts of one mark that were written at the same time."""


def both(stored: str, before: str | None, new: str) -> str:
    """The text after a change. Where another tablet has changed it meanwhile, the last one stands
    first and the other below it: no text is lost because two tablets were open."""
    is_meanwhile = before is not None and stored not in (before, new, "")
    if not is_meanwhile or stored in new:
        return new
    if new in stored:
        return stored
    return f"{new}\n{BETWEEN}\n{stored}"
