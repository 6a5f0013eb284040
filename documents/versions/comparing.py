"""What changed between two texts, page by page and word by word. Pure; bounded in work.

Pages are aligned by their words, so that an inserted page does not make all after it differ.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

PAGES_MOST = 2000
"""Papers with more pages are set side by side by number, without a look at their words."""
WORDS_MOST = 4000
"""Longer pages are not compared word by word."""
PAIRS_MOST = 2500
"""How many pairs of pages are compared within one stretch of changed pages."""
CELLS_MOST = 250_000
"""Longer stretches where hardly a page is the same are set side by side in order."""
ALIKE = 0.35
"""From which share of common words on two pages are the same page, changed."""
SHORT = 2
"""Unchanged words between two changes that are shown as part of one change."""
AROUND = 12
"""Words shown of an unchanged stretch before and after a change."""

Words = Sequence[str]


class Kind(enum.Enum):
    """What happened to a page."""

    SAME = "same"
    CHANGED = "changed"
    INSERTED = "inserted"
    REMOVED = "removed"
    PICTURE = "picture"
    """Both pages hold no text: only the eye can compare them."""


@dataclass(frozen=True)
class Row:
    """One page of the older version beside one of the newer; None where there is none."""

    kind: Kind
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Part:
    """A run of words: "same", "removed", "inserted", or "skipped" (unchanged, `count` of them)."""

    kind: str
    text: str
    count: int = 0


def align(before: Sequence[Words], after: Sequence[Words]) -> list[Row]:
    """Return the pages of both side by side, in order."""
    if max(len(before), len(after)) > PAGES_MOST:
        return by_number(len(before), len(after))
    keys = [" ".join(page) for page in before], [" ".join(page) for page in after]
    rows: list[Row] = []
    gap_before: list[int] = []
    gap_after: list[int] = []
    for operation in Indel.opcodes(*keys):
        if operation.tag != "equal":
            gap_before += range(operation.src_start, operation.src_end)
            gap_after += range(operation.dest_start, operation.dest_end)
            continue
        rows += _aligned(before, after, gap_before, gap_after)
        gap_before, gap_after = [], []
        for i, j in zip(
            range(operation.src_start, operation.src_end),
            range(operation.dest_start, operation.dest_end),
            strict=True,
        ):
            rows.append(Row(Kind.SAME if before[i] else Kind.PICTURE, i + 1, j + 1))
    return rows + _aligned(before, after, gap_before, gap_after)


def by_number(before: int, after: int) -> list[Row]:
    """Set pages side by side by their number alone."""
    rows = [Row(Kind.PICTURE, n, n) for n in range(1, min(before, after) + 1)]
    rows += [Row(Kind.REMOVED, n, None) for n in range(after + 1, before + 1)]
    return rows + [Row(Kind.INSERTED, None, n) for n in range(before + 1, after + 1)]


def _aligned(
    before: Sequence[Words], after: Sequence[Words], left: list[int], right: list[int]
) -> list[Row]:
    """Align a stretch without equal pages: the pairs in order with the most words in common."""
    if not left or not right:
        return [Row(Kind.REMOVED, i + 1, None) for i in left] + [
            Row(Kind.INSERTED, None, j + 1) for j in right
        ]
    height, width = len(left), len(right)
    if height * width > CELLS_MOST:
        pairs = zip(left, right, strict=False)
        rows = [Row(Kind.CHANGED, i + 1, j + 1) for i, j in pairs]
        rows += [Row(Kind.REMOVED, i + 1, None) for i in left[width:]]
        return rows + [Row(Kind.INSERTED, None, j + 1) for j in right[height:]]
    gain = _gains(before, after, left, right)
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            paired = best[i + 1][j + 1] + gain[i, j] if (i, j) in gain else -1.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    aligned: list[Row] = []
    i = j = 0
    while i < height or j < width:
        if (i, j) in gain and best[i][j] == best[i + 1][j + 1] + gain[i, j]:
            aligned.append(Row(Kind.CHANGED, left[i] + 1, right[j] + 1))
            i, j = i + 1, j + 1
        elif j == width or (i < height and best[i][j] == best[i + 1][j]):
            aligned.append(Row(Kind.REMOVED, left[i] + 1, None))
            i += 1
        else:
            aligned.append(Row(Kind.INSERTED, None, right[j] + 1))
            j += 1
    return aligned


def _gains(
    before: Sequence[Words], after: Sequence[Words], left: list[int], right: list[int]
) -> dict[tuple[int, int], float]:
    """Return {(place left, place right): how alike}, for pairs near enough to be asked."""
    height, width = len(left), len(right)
    reach = max(2, PAIRS_MOST // (2 * max(height, width)))
    found: dict[tuple[int, int], float] = {}
    for i in range(height):
        middle = i * width // height
        for j in range(max(0, middle - reach), min(width, middle + reach + 1)):
            one, other = before[left[i]][:WORDS_MOST], after[right[j]][:WORDS_MOST]
            if not one or not other:
                continue
            alike = Indel.normalized_similarity(one, other, score_cutoff=ALIKE)
            if alike >= ALIKE:
                found[i, j] = alike
    return found


def differences(before: Words, after: Words) -> list[Part] | None:
    """Return the words of both pages in order, marked; None where they are too many."""
    if len(before) > WORDS_MOST or len(after) > WORDS_MOST:
        return None
    parts: list[Part] = []
    removed: list[str] = []
    inserted: list[str] = []

    def settle() -> None:
        if removed:
            parts.append(Part("removed", " ".join(removed)))
        if inserted:
            parts.append(Part("inserted", " ".join(inserted)))
        removed.clear()
        inserted.clear()

    operations = list(Indel.opcodes(before, after))
    for place, operation in enumerate(operations):
        old = before[operation.src_start : operation.src_end]
        inside = 0 < place < len(operations) - 1
        if operation.tag == "equal" and inside and len(old) <= SHORT:
            # One changed phrase reads better than two with a word of both between them.
            removed += old
            inserted += old
        elif operation.tag == "equal":
            settle()
            parts += _shortened(old, first=place == 0, last=place == len(operations) - 1)
        else:
            removed += old
            inserted += after[operation.dest_start : operation.dest_end]
    settle()
    return parts


def _shortened(words: Words, *, first: bool, last: bool) -> list[Part]:
    """Return an unchanged stretch with its middle left out; at the ends only what is near."""
    head = 0 if first else AROUND
    tail = 0 if last else AROUND
    skipped = len(words) - head - tail
    if skipped <= AROUND:
        return [Part("same", " ".join(words))]
    end = len(words) - tail
    parts = [
        Part("same", " ".join(words[:head])),
        Part("skipped", "", skipped),
        Part("same", " ".join(words[end:])),
    ]
    return [part for part in parts if part.text or part.count]
