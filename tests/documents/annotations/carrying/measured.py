"""Carries the marks of generated papers and counts how; for the test and for the bench."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from documents.annotations.carrying.child import read
from documents.annotations.carrying.matching import Carried, Carrier, Mark
from documents.annotations.carrying.paper import Paper, paper_of
from documents.intake.limits import Limits
from tests.documents.annotations.carrying.corpus import Drawn, Maker, Style, Version, lay_out
from tests.documents.annotations.carrying.judge import Verdict, judge

T0 = datetime(2026, 12, 1, tzinfo=UTC)
EDITS: dict[str, list[str]] = {
    "pages inserted": ["insert_pages"],
    "words changed": ["change_words"],
    "other margins and letters": ["reflow"],
    "paragraphs deleted": ["delete_some"],
    "paragraphs moved": ["move_some"],
    "paragraphs rewritten": ["rewrite_some"],
    "paragraphs copied": ["insert_copies"],
    "inserted, changed, reflowed": ["insert_pages", "change_words", "reflow"],
    "all at once": [
        "change_words", "delete_some", "move_some", "rewrite_some", "reflow", "insert_copies",
    ],
}  # fmt: skip


@dataclass
class Case:
    """One paper in two versions with marks on the first."""

    edit: str
    old: Version
    new: Version
    drawn: list[Drawn]

    @property
    def marks(self) -> list[Mark]:
        return [
            # An hour between two strokes: each is a piece of writing of its own.
            Mark(one.kind, one.page, one.geometry, 1, T0 + timedelta(hours=n))
            for n, one in enumerate(self.drawn)
        ]


@dataclass
class Tally:
    """How the marks of some cases came over."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    marks: int = 0
    seconds: float = 0.0

    @property
    def certain(self) -> float:
        """Of the marks whose text is there unchanged, in one piece: placed, and right."""
        of = sum(self.verdicts[one] for one in (Verdict.PLACED, Verdict.DOUBTED, Verdict.MISSED))
        return self.verdicts[Verdict.PLACED] / max(of, 1)

    def add(self, case: Case, carried: Sequence[Carried]) -> None:
        """Judge what was done in a case."""
        assert len(carried) == len(case.drawn)
        self.marks += len(carried)
        for drawn, one in zip(case.drawn, carried, strict=True):
            self.verdicts[judge(drawn, one, case.old, case.new)] += 1


def case(edit: str, seed: int, paragraphs: int, marks: int) -> Case:
    """Make a paper, edit it and mark it."""
    maker = Maker(seed * 1000 + list(EDITS).index(edit))
    old = lay_out(Version(maker.paper(paragraphs), Style()))
    new = lay_out(maker.edited(old, EDITS[edit]))
    return Case(edit, old, new, maker.marks(old, marks))


def letters(version: Version) -> Paper:
    """Read the PDF of a version."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(version.pdf)
        file.flush()
        return paper_of(read(Path(file.name), Limits()))


def carry(cases: Iterable[Case]) -> dict[str, Tally]:
    """Carry the marks of all cases; the time is that of matching, reading not counted."""
    found: dict[str, Tally] = {}
    for one in cases:
        old, new = letters(one.old), letters(one.new)
        tally = found.setdefault(one.edit, Tally())
        begun = time.perf_counter()
        carried = Carrier(old, new).carry(one.marks)
        tally.seconds += time.perf_counter() - begun
        tally.add(one, carried)
    return found
