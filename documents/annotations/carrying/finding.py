"""Finding the places of marks on a new version, from their files, and writing them down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from documents.annotations.carrying.boxes import Unreadable, letters_of
from documents.annotations.carrying.matching import Carried, Carrier, Mark, unmoved
from documents.intake.limits import Limits
from documents.models import Annotation, CarryReason, CarryState
from ecabinet.storage import Store

Progress = Callable[[int, int], None]
One = TypeVar("One", bound="Waiting")


@dataclass(frozen=True)
class Waiting:
    """A mark whose place is to be found: its id and state as it was read, and where it last stood
    for sure."""

    id: int
    updated_at: datetime
    source_sha256: str
    mark: Mark


def source_of(annotation: Annotation) -> tuple[str, Mark]:
    """The file in which the place of a mark is certain, and the mark as it stands there."""
    mark = Mark(
        kind=annotation.kind,
        page=annotation.page,
        geometry=annotation.geometry,
        author=annotation.author_id,
        at=annotation.created_at,
        quote=annotation.quote,
    )
    return annotation.version.reading_sha256, mark


def match(
    store: Store,
    sha256: str,
    waiting: Sequence[One],
    limits: Limits,
    progress: Progress | None,
) -> list[tuple[One, Carried]]:
    """Find the places; marks of one old version together. Slow: reads files."""
    groups: dict[str, list[One]] = {}
    for one in waiting:
        groups.setdefault(one.source_sha256, []).append(one)
    found: list[tuple[One, Carried]] = []
    for source, group in groups.items():
        marks = [one.mark for one in group]
        found += zip(group, _carried(store, source, sha256, marks, limits), strict=True)
        if progress is not None:
            progress(len(found), len(waiting))
    return found


def _carried(
    store: Store, source: str, target: str, marks: Sequence[Mark], limits: Limits
) -> list[Carried]:
    if source == target:
        return unmoved(marks)
    try:
        old, new = (letters_of(store, sha256, limits) for sha256 in (source, target))
    except Unreadable:
        return [
            Carried(CarryState.UNPLACED, CarryReason.NO_TEXT, mark.page, mark.geometry, mark.quote,
                    "", "")
            for mark in marks
        ]  # fmt: skip
    return Carrier(old, new).carry(marks)


def apply(row: Annotation, carried: Carried, pages: int) -> None:
    """Write down what became of a mark on a version of so many pages."""
    row.page, row.geometry, row.quote = carried.page, carried.geometry, carried.quote
    row.carry_state, row.carry_reason = carried.state, carried.reason
    row.context_before, row.context_after = carried.before, carried.after
    row.carried_area = carried.area
    if row.page > pages and row.carry_state is not CarryState.UNPLACED:
        row.carry_state, row.carry_reason = CarryState.UNPLACED, CarryReason.NO_TEXT
