"""Marks carried to a new version of generated papers: how many right, how many silently wrong, and
at what cost; beside three plainer ways over the same papers.

The truth comes from the making of the papers. The plainer ways: leaving a mark where it stood, as
a program does that keeps marks by page and position; searching its words and taking the first place
(pdf.js's find bar, by hand); and taking the place nearest to the old one.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bench.run import Result
from documents.annotations.carrying import anchors
from documents.annotations.carrying.matching import Carried, Carrier, Mark
from documents.annotations.carrying.paper import Paper
from documents.annotations.carrying.placing import Move, moved, quads_of
from documents.models import AnnotationKind, CarryReason, CarryState
from tests.documents.annotations.carrying.judge import Verdict
from tests.documents.annotations.carrying.measured import EDITS, Case, Tally, case, letters

SEEDS = range(100, 110)
PARAGRAPHS, MARKS = 45, 60
WAYS = ("e-Cabinet", "same page and position", "first place of the words", "nearest place")
RIGHT = "of marks whose text is unchanged, at least 95 % are placed right"
LISTED = "every mark is placed or listed"
NEVER = "no mark is silently wrong"


def measure() -> Result:
    """Make the papers and carry their marks in each way."""
    tallies = {way: {edit: Tally() for edit in EDITS} for way in WAYS}
    reading = 0.0
    for one in _cases():
        begun = time.perf_counter()
        old, new = letters(one.old), letters(one.new)
        reading += time.perf_counter() - begun
        for way in WAYS:
            _carry(tallies[way][one.edit], one, WORK[way], old, new)
    return _told(tallies, reading)


def _cases() -> Iterator[Case]:
    for edit in EDITS:
        for seed in SEEDS:
            yield case(edit, seed, PARAGRAPHS, MARKS)


Way = Callable[[Paper, Paper, list[Mark]], list[Carried]]


def _carry(tally: Tally, one: Case, work: Way, old: Paper, new: Paper) -> None:
    begun = time.perf_counter()
    carried = work(old, new, one.marks)
    tally.seconds += time.perf_counter() - begun
    tally.add(one, carried)


def _by_text(old: Paper, new: Paper, marks: list[Mark]) -> list[Carried]:
    return Carrier(old, new).carry(marks)


def _same_position(old: Paper, new: Paper, marks: list[Mark]) -> list[Carried]:
    return [_placed(mark, mark.page, mark.geometry) for mark in marks]


def _first(old: Paper, new: Paper, marks: list[Mark]) -> list[Carried]:
    return [_searched(old, new, mark, lambda places, was: places[0]) for mark in marks]


def _nearest(old: Paper, new: Paper, marks: list[Mark]) -> list[Carried]:
    return [
        _searched(old, new, mark, lambda places, was: min(places, key=lambda at: abs(at - was)))
        for mark in marks
    ]


def _searched(
    old: Paper, new: Paper, mark: Mark, choose: Callable[[list[int], int], int]
) -> Carried:
    page = mark.page - 1
    if mark.kind is AnnotationKind.HIGHLIGHT:
        anchor = anchors.anchor_of_highlight(old, page, mark.geometry)
    else:
        area = anchors.seen_box(old, page, mark.kind, mark.geometry)
        anchor = anchors.anchor_of_area(old, page, area)
    if anchor is None:
        return _none(mark)
    start, end = anchor.span
    words, places = old.row[start:end], []
    at = new.row.find(words)
    while at >= 0:
        places.append(at)
        at = new.row.find(words, at + 1)
    if not places:
        return _none(mark)
    place = choose(places, start)
    to = new.page_of(place)
    if mark.kind is AnnotationKind.HIGHLIGHT:
        stop = min(place + end - start, new.letters_of(to)[1])
        return _placed(mark, to + 1, {"quads": quads_of(new, [(place, stop)]) or []})
    before, after = old.box(start), new.box(place)
    dx = 0.0 if anchor.beside else after[0] - before[0]
    move = Move(dx, after[1] - before[1])
    return _placed(mark, to + 1, moved(mark.kind, mark.geometry, move, old, new, (page, to)))


def _placed(mark: Mark, page: int, geometry: dict[str, Any]) -> Carried:
    return Carried(CarryState.PLACED, None, page, geometry, "", "", "")


def _none(mark: Mark) -> Carried:
    reason = CarryReason.TEXT_GONE
    return Carried(CarryState.UNPLACED, reason, mark.page, mark.geometry, "", "", "")


WORK: dict[str, Way] = dict(zip(WAYS, (_by_text, _same_position, _first, _nearest), strict=True))


def _told(tallies: dict[str, dict[str, Tally]], reading: float) -> Result:
    rows = [["", "marks", "placed right %", "right, a look %", "missed %", "wrong %", "ms a mark"]]
    sums = {way: _sum(by_edit.values()) for way, by_edit in tallies.items()}
    rows += [[way, *_cells(total)] for way, total in sums.items()]
    rows += [[f"e-Cabinet: {edit}", *_cells(one)] for edit, one in tallies[WAYS[0]].items()]
    ours = sums[WAYS[0]]
    papers = 2 * len(SEEDS) * len(EDITS)
    return Result(
        "Marks carried to a new version",
        rows,
        kept={
            RIGHT: ours.certain >= 0.95,
            LISTED: sum(ours.verdicts.values()) == ours.marks,
            NEVER: ours.verdicts[Verdict.WRONG] == 0,
        },
        notes=[
            "Per cent of the marks whose text is there unchanged and in one piece; wrong: "
            "of all marks, said to be certain though the text changed or the place is another.",
            f"{ours.verdicts[Verdict.LISTED]} of the {ours.marks} marks lay on text that was "
            "changed, went, or stands on several lines or pages now: their authors are told.",
            f"Vietnamese papers of {PARAGRAPHS} paragraphs with phrases that recur, in two "
            "versions; highlights, underlining, circles, writing in the margin, notes, boxes.",
            f"Reading the letters with their boxes: {1000 * reading / papers:.0f} ms a version "
            "more, once, in a limited process.",
        ],
        numbers={
            way: {verdict.value: one.verdicts[verdict] for verdict in Verdict}
            for way, one in sums.items()
        },
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally(Counter())
    for one in tallies:
        total.verdicts += one.verdicts
        total.marks += one.marks
        total.seconds += one.seconds
    return total


def _cells(one: Tally) -> list[str]:
    verdicts = one.verdicts
    unchanged = one.marks - verdicts[Verdict.LISTED]

    def part(of: int, whole: int) -> str:
        return f"{100 * of / max(whole, 1):.1f}"

    return [
        str(one.marks),
        part(verdicts[Verdict.PLACED], unchanged),
        part(verdicts[Verdict.DOUBTED], unchanged),
        part(verdicts[Verdict.MISSED], unchanged),
        part(verdicts[Verdict.WRONG], one.marks),
        f"{1000 * one.seconds / max(one.marks, 1):.2f}",
    ]
