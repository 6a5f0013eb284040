"""Items and people side by side: what of which item each still owes, with sums. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from meetings.invited.rules import read_for, speaks_for
from meetings.models import Invitation, InvitationKind
from meetings.readiness.models import Missing
from meetings.readiness.queries import ItemGaps, Sheet


@dataclass(frozen=True)
class Cell:
    """What one person owes of one item: a position, papers not opened."""

    position: bool = False
    papers: int = 0

    @property
    def count(self) -> int:
        """How many things are owed."""
        return self.position + self.papers


@dataclass(frozen=True)
class Row:
    """A person with a cell for each shown item. `sits_in_for`: the name of the member in whose
    place they come, "" when they come in their own."""

    name: str
    sits_in_for: str
    is_guest: bool
    cells: list[Cell]

    @property
    def total(self) -> int:
        """How many things they owe."""
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """The shown items and people, members first; `totals` by shown item, `total` of all;
    `hidden_items`, `hidden_people`: how many are left out because nothing is missing there."""

    items: list[ItemGaps]
    rows: list[Row]
    totals: list[int]
    total: int
    hidden_items: int = 0
    hidden_people: int = 0


def matrix(sheet: Sheet, *, only_missing: bool) -> Matrix:
    """Lay out what is missing; `only_missing`: without items and people to which nothing is."""
    cells = {key: _cell(found) for key, found in sheet.cells.items()}
    people = list(_people(sheet.places))
    items: Sequence[ItemGaps] = sheet.items
    if only_missing:
        asked = {(person_id, _for(place, person_id)) for place, person_id in people}
        owed = [key for key, cell in cells.items() if cell.count and key[1:] in asked]
        items = [one for one in items if one.item.id in {key[0] for key in owed}]
        owing = {key[1:] for key in owed}
        people = [one for one in people if (one[1], _for(*one)) in owing]
    rows = [_row(sheet, place, person_id, items, cells) for place, person_id in people]
    totals = [sum(row.cells[column].count for row in rows) for column in range(len(items))]
    return Matrix(
        items=list(items),
        rows=rows,
        totals=totals,
        total=sum(totals),
        hidden_items=len(sheet.items) - len(items),
        hidden_people=sum(1 for _ in _people(sheet.places)) - len(people),
    )


def _people(places: Iterable[Invitation]) -> Iterable[tuple[Invitation, int]]:
    """(place, person): who speaks from each place, and who else comes by it to read its papers."""
    for place in sorted(places, key=lambda one: one.kind is InvitationKind.GUEST):
        for person_id in dict.fromkeys((speaks_for(place), *read_for(place))):
            yield place, person_id


def _for(place: Invitation, person_id: int) -> int | None:
    return None if person_id == place.person_id else place.person_id


def _cell(found: Mapping[Missing, int]) -> Cell:
    return Cell(Missing.POSITION in found, found.get(Missing.PAPERS, 0))


def _row(
    sheet: Sheet,
    place: Invitation,
    person_id: int,
    items: Sequence[ItemGaps],
    cells: Mapping[tuple[int, int, int | None], Cell],
) -> Row:
    sits_in_for = _for(place, person_id)
    return Row(
        name=place.name if sits_in_for is None else place.substitute_name,
        sits_in_for="" if sits_in_for is None else place.name,
        is_guest=place.kind is InvitationKind.GUEST,
        cells=[cells.get((one.item.id, person_id, sits_in_for), Cell()) for one in items],
    )
