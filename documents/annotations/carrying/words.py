"""Words of a row of letters: where they begin and end, and what a changed piece of them became."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from documents.annotations.carrying.paper import Paper

SIMILAR = 60
"""Of 100: pieces less alike are different text."""
_JOINTS = frozenset(".,/:")
_SIGNS = frozenset("-−–+±")


@dataclass(frozen=True)
class Word:
    """Letters of a row that stand together."""

    text: str
    start: int
    end: int


def goes_on(paper: Paper, at: int) -> bool:
    """Whether the letter at `at` belongs to the same word or number as the one before it."""
    if not 0 < at < len(paper.row) or paper.opens[at]:
        return False
    before, after = paper.row[at - 1], paper.row[at]
    if before.isalnum() and after.isalnum():
        return True
    if after.isdigit() and before in _SIGNS:
        return True
    if before.isdigit() and after in _JOINTS:
        return paper.row[at + 1 : at + 2].isdigit() and not paper.opens[at + 1]
    return after.isdigit() and before in _JOINTS and at > 1 and paper.row[at - 2].isdigit()


def whole_words(paper: Paper, start: int, end: int) -> tuple[int, int]:
    """Widen a range until no word or number is cut."""
    while goes_on(paper, start):
        start -= 1
    while goes_on(paper, end):
        end += 1
    return start, end


def words_of(paper: Paper, start: int, end: int) -> list[Word]:
    """The words from `start` to `end`; punctuation stands alone, so that it changes no word."""
    found = []
    at = start
    while at < end:
        begin = at
        at += 1
        while at < end and goes_on(paper, at):
            at += 1
        found.append(Word(paper.row[begin:at], begin, at))
    return found


def became(old: list[Word], new: list[Word], start: int, end: int) -> tuple[int, int] | None:
    """What the old letters from `start` to `end` became among the `new` words, or None when they
    are gone. `old` holds them with what stands around them."""
    first = next((n for n, word in enumerate(old) if word.end > start), len(old))
    last = next((n for n, word in enumerate(old) if word.start >= end), len(old))
    kept = _kept(old, new)
    here = [kept[n] for n in range(first, last) if n in kept]
    count = last - first
    before, after = kept.get(first - 1), kept.get(last)
    if here and 2 * len(here) >= count and here[-1] - here[0] < 2 * count + 3:
        low, high = here[0], here[-1] + 1
        if _alike(old[first:last], new[low:high]) >= SIMILAR:
            # With what replaced the first or the last of the words.
            if first not in kept and before is not None and low - before - 1 <= count:
                low = before + 1
            if last - 1 not in kept and after is not None and after - high <= count:
                high = after
            return new[low].start, new[high - 1].end
    # The words between two that stayed: what replaced a number or a name.
    if before is not None and after is not None and 0 < after - before - 1 <= 2 * count + 1:
        return new[before + 1].start, new[after - 1].end
    return None


def _kept(old: list[Word], new: list[Word]) -> dict[int, int]:
    """{number of an old word: number of the new word that it is}."""
    steps = Indel.opcodes([word.text for word in old], [word.text for word in new])
    return {
        step.src_start + n: step.dest_start + n
        for step in steps
        if step.tag == "equal"
        for n in range(step.src_end - step.src_start)
    }


def _alike(old: list[Word], new: list[Word]) -> float:
    return fuzz.ratio(" ".join(word.text for word in old), " ".join(word.text for word in new))
