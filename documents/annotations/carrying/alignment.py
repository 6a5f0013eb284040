"""Which letters of an old version are which letters of a new one.

Both are rows of letters without spaces. Pieces of 16 letters that stand once in each row are seeds;
each grows to the longest common run around it. A range inside one run is unchanged. Whether it is
also the *same* place is asked apart: phrases recur, and paragraphs begin alike.
"""

from __future__ import annotations

import enum
from bisect import bisect_right
from dataclasses import dataclass

from documents.annotations.carrying.paper import Paper
from documents.annotations.carrying.runs import SEED, Run, alike_after, alike_before, common_runs
from documents.annotations.carrying.words import became, goes_on, whole_words, words_of

LONG_RUN = 120
"""A run of this length is no coincidence; a shorter one needs a neighbour that agrees."""
NEIGHBOURS = 300
DRIFT = 600
MOST_PART = 400
MOST_PLACES = 200
MARGIN = 8


class Certainty(enum.Enum):
    """How sure a place is, and if not, why."""

    SURE = "sure"
    CHANGED = "changed"
    SEVERAL = "several"
    FAR = "far"
    GONE = "gone"


@dataclass(frozen=True)
class Found:
    """The letters of the new row that a range of the old one became; GONE: start == end."""

    start: int
    end: int
    certainty: Certainty

    @property
    def is_sure(self) -> bool:
        """Unchanged and at the one place it can be."""
        return self.certainty is Certainty.SURE


GONE = Found(0, 0, Certainty.GONE)


class Alignment:
    """The common runs of two papers, and what became of a range of the old one."""

    def __init__(self, old: Paper, new: Paper) -> None:
        self.old, self.new = old, new
        self.runs = common_runs(old, new)
        self._starts = [run.old for run in self.runs]
        self._longest = max((run.length for run in self.runs), default=0)

    def locate(self, start: int, end: int) -> Found:
        """Return what became of the letters `start` to `end` (at least one) of the old row."""
        whole = whole_words(self.old, start, end)
        candidates = [run for run in self._over(*whole) if self._keeps_words(run, *whole)]
        if candidates:
            run, certainty = self._choose(candidates, *whole)
            if run is not None:
                return Found(start + run.shift, end + run.shift, certainty)
        return self._in_changed_text(*whole)

    def _over(self, start: int, end: int) -> list[Run]:
        """The runs that hold all letters from `start` to `end`."""
        return [run for run in self._near(start, start) if run.old_end >= end]

    def _near(self, start: int, end: int) -> list[Run]:
        """The runs that begin at `end` or before and do not end before `start`."""
        found = []
        for at in range(bisect_right(self._starts, end) - 1, -1, -1):
            run = self.runs[at]
            if run.old < start - self._longest:
                break
            if run.old_end >= start:
                found.append(run)
        return found[::-1]

    def _keeps_words(self, run: Run, start: int, end: int) -> bool:
        """Whether the words are whole in the new row too: 500 is not in 5000."""
        new = self.new
        return not goes_on(new, start + run.shift) and not goes_on(new, end + run.shift)

    def _choose(self, candidates: list[Run], start: int, end: int) -> tuple[Run | None, Certainty]:
        """Choose among the runs over a range, none when the text there became something else."""
        shifts = {run.shift: run for run in candidates}
        covered = {shift: self._covered(run, start, end) for shift, run in shifts.items()}
        best = max(shifts, key=lambda shift: (covered[shift], shifts[shift].length))
        run = shifts[best]
        if sum(cover >= 0.6 for cover in covered.values()) > 1:
            return run, Certainty.SEVERAL
        rival = self._rival(run, start, end)
        if rival is not None:
            there = self._covered(
                rival, start + run.shift - rival.shift, end + run.shift - rival.shift
            )
            if covered[best] < 0.6 <= there:
                return None, Certainty.GONE
            if there >= 0.6:
                return run, Certainty.SEVERAL
        if covered[best] < 0.6:
            # The words stand here, but what they belonged to is other text now.
            return (run, Certainty.CHANGED) if covered[best] >= 0.25 else (None, Certainty.GONE)
        if run.length < LONG_RUN and not self._has_neighbour(run):
            return run, Certainty.FAR
        if self._is_doubled(run, start, end):
            return run, Certainty.SEVERAL
        return run, Certainty.SURE

    def _covered(self, run: Run, start: int, end: int) -> float:
        """How much of the sentence around the range is unchanged there: in the run, or in runs
        that follow or precede it closely."""
        from_, to = self.old.part_of(start)
        to = max(to, self.old.part_of(end - 1)[1])
        from_, to = max(from_, start - MOST_PART // 2), min(to, end + MOST_PART // 2)
        total = 0
        last = from_
        for other in self._near(from_, to):
            if abs(other.shift - run.shift) > MOST_PART:
                continue
            low, high = max(other.old, last), min(other.old_end, to)
            if high > low:
                total += high - low
                last = high
        return total / max(to - from_, 1)

    def _rival(self, run: Run, start: int, end: int) -> Run | None:
        """Another range of the old row that became the same letters of the new one."""
        low, high = start + run.shift, end + run.shift
        rivals = [
            other
            for other in self.runs
            if other.new <= low and other.new_end >= high and other.shift != run.shift
        ]
        return max(rivals, key=lambda other: other.length, default=None)

    def _is_doubled(self, run: Run, start: int, end: int) -> bool:
        """Whether the new version has the sentence once more than the old one, and the run does
        not tell which of them is the old one: it must go on beyond the copy on both sides."""
        from_, to = self.old.part_of(start)
        from_ = max(run.old, from_, start - MOST_PART // 2)
        to = min(run.old_end, max(to, end), end + MOST_PART // 2)
        sentence, row = self.old.row[from_:to], self.new.row
        if row.count(sentence) <= self.old.row.count(sentence):
            return False
        here = from_ + run.shift
        at = row.find(sentence)
        while at >= 0:
            if at != here:
                before = alike_before(row, here, row, at)
                after = alike_after(row, here, row, at)
                if here - before - run.new < MARGIN or run.new_end - here - after < MARGIN:
                    return True
            at = row.find(sentence, at + 1)
        return False

    def _has_neighbour(self, run: Run) -> bool:
        """Whether what stands near in the old row stands near in the new one too."""
        if run.length >= min(len(self.old.row), len(self.new.row)) * 0.6:
            return True
        return any(
            other.shift != run.shift and abs(other.shift - run.shift) <= DRIFT
            for other in self._near(run.old - NEIGHBOURS, run.old_end + NEIGHBOURS)
        )

    def _in_changed_text(self, start: int, end: int) -> Found:
        """Look where the neighbours went, word by word."""
        window = self._window(start, end)
        if window is None:
            return self._elsewhere(start, end)
        low, high = max(0, start - NEIGHBOURS), min(len(self.old.row), end + NEIGHBOURS)
        found = became(words_of(self.old, low, high), words_of(self.new, *window), start, end)
        if found is None:
            return self._elsewhere(start, end)
        return Found(found[0], found[1], Certainty.CHANGED)

    def _window(self, start: int, end: int) -> tuple[int, int] | None:
        """The part of the new row in which a changed range can stand."""
        near = self._near(start - NEIGHBOURS, end + NEIGHBOURS)
        near = [run for run in near if run.length >= SEED]
        if not near:
            return None
        before = max(
            (run for run in near if run.old < start),
            key=lambda run: min(run.length, NEIGHBOURS) - 2 * max(0, start - run.old_end),
            default=None,
        )
        after = max(
            (run for run in near if run.old_end > end),
            key=lambda run: min(run.length, NEIGHBOURS) - 2 * max(0, run.old - end),
            default=None,
        )
        slack = NEIGHBOURS + 2 * (end - start)
        if before is not None and after is not None:
            low, high = min(before.old_end, start) + before.shift, max(after.old, end) + after.shift
            if 0 <= high - low <= 2 * (end - start) + 2 * NEIGHBOURS:
                return max(0, low - NEIGHBOURS), min(len(self.new.row), high + NEIGHBOURS)
            before, after = (before, None) if before.length >= after.length else (None, after)
        kept = before or after
        if kept is None:
            kept = max(near, key=lambda run: run.length)
        low, high = start + kept.shift - slack, end + kept.shift + slack
        return max(0, low), max(0, min(len(self.new.row), high))

    def _elsewhere(self, start: int, end: int) -> Found:
        """A phrase long enough to be known again: where it stands nearest to where it may be
        expected. Never sure: what stood around it is not there."""
        phrase = self.old.row[start:end]
        if len(phrase) < SEED:
            return GONE
        places: list[int] = []
        at = self.new.row.find(phrase)
        while at >= 0 and len(places) < MOST_PLACES:
            if not goes_on(self.new, at) and not goes_on(self.new, at + len(phrase)):
                places.append(at)
            at = self.new.row.find(phrase, at + 1)
        if not places:
            return GONE
        near = min(self.runs, key=lambda run: abs(run.old - start), default=None)
        wanted = start + (near.shift if near else 0)
        place = min(places, key=lambda at: abs(at - wanted))
        alone = len(places) == 1 and self.old.row.count(phrase) == 1
        certainty = Certainty.FAR if alone else Certainty.SEVERAL
        return Found(place, place + len(phrase), certainty)
