"""Items and members side by side: what of which item each member still owes, with sums. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meetings.models import Invitation, InvitationKind
from meetings.readiness.models import Missing
from meetings.readiness.queries import ItemGaps, Sheet


@dataclass(frozen=True)
class Cell:
    """What one member owes of one item: a position, papers not opened."""

    position: bool = False
    papers: int = 0

    @property
    def count(self) -> int:
        """How many things are owed."""
        return self.position + self.papers


@dataclass(frozen=True)
class Row:
    """A member with a cell for each shown item."""

    place: Invitation
    cells: list[Cell]
    total: int


@dataclass(frozen=True)
class Matrix:
    """The shown items and members; `totals` by shown item, `total` of all; `hidden_items`,
    `hidden_members`: how many are left out because nothing is missing there."""

    items: list[ItemGaps]
    rows: list[Row]
    totals: list[int]
    total: int
    hidden_items: int = 0
    hidden_members: int = 0


def matrix(sheet: Sheet, *, only_missing: bool) -> Matrix:
    """Lay out what is missing; `only_missing`: without items and members to which nothing is."""
    cells = {key: _cell(found) for key, found in sheet.cells.items()}
    members = [place for place in sheet.places if place.kind is InvitationKind.MEMBER]
    items: Sequence[ItemGaps] = sheet.items
    if only_missing:
        asked = {place.person_id for place in members}
        owed = [key for key, cell in cells.items() if cell.count and key[1] in asked]
        items = [one for one in items if one.item.id in {item for item, _ in owed}]
        members = [place for place in members if place.person_id in {p for _, p in owed}]
    rows = [_row(place, items, cells) for place in members]
    totals = [sum(row.cells[column].count for row in rows) for column in range(len(items))]
    return Matrix(
        items=list(items),
        rows=rows,
        totals=totals,
        total=sum(totals),
        hidden_items=len(sheet.items) - len(items),
        hidden_members=sum(p.kind is InvitationKind.MEMBER for p in sheet.places) - len(members),
    )


def _cell(found: Mapping[str, int]) -> Cell:
    return Cell(Missing.POSITION.value in found, found.get(Missing.PAPERS.value, 0))


def _row(
    place: Invitation, items: Sequence[ItemGaps], cells: Mapping[tuple[int, int], Cell]
) -> Row:
    own = [cells.get((one.item.id, place.person_id), Cell()) for one in items]
    return Row(place, own, sum(cell.count for cell in own))
