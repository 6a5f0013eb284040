"""Pages of a paper as short text: "1-3,7"."""

from __future__ import annotations

from collections.abc import Iterable


def pages_of(text: str) -> set[int]:
    """Return the pages that `text` names."""
    found: set[int] = set()
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found


def as_text(pages: Iterable[int]) -> str:
    """Return `pages` in the shortest such text."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
