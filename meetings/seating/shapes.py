"""Plans to start from: a long table, a U, a theatre. Pure; lengths in centimetres."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

SPACE = 80
"""Between the middles of two seats at a table."""
FEWEST, MOST = 2, 300
_DEPTH = 150
_EDGE = 110
_REACH = 45
_ROW = 12
UP, RIGHT, DOWN, LEFT = 0, 90, 180, 270


class Shape(enum.Enum):
    """What a plan begins as."""

    LONG_TABLE = "long_table"
    U = "u"
    THEATRE = "theatre"


@dataclass(frozen=True)
class Plan:
    """A room's measures, its seats with the head first, and its tables; as `Room` keeps them."""

    width: int
    height: int
    seats: list[dict[str, Any]]
    tables: list[dict[str, Any]]


def plan_of(shape: Shape, seats: int) -> Plan:
    """Return a plan with exactly `seats` seats (FEWEST to MOST)."""
    return {
        Shape.LONG_TABLE: _long_table, Shape.U: _u, Shape.THEATRE: _theatre,
    }[shape](seats)  # fmt: skip


def _numbered(places: list[tuple[int, int, int]]) -> list[dict[str, Any]]:
    return [
        {"key": f"s{number}", "label": str(number), "x": x, "y": y, "angle": angle}
        for number, (x, y, angle) in enumerate(places, start=1)
    ]


def _long_table(count: int) -> Plan:
    """The head at the left end; on its right hand the lower side, on its left the upper one."""
    side, foot = divmod(count - 1, 2)
    length = max(1, side) * SPACE + 40
    left, top = _EDGE, _EDGE
    middle = top + _DEPTH // 2
    places = [(left - _REACH, middle, RIGHT)]
    for place in range(side):
        x = left + 20 + SPACE // 2 + place * SPACE
        places += [(x, top + _DEPTH + _REACH, UP), (x, top - _REACH, DOWN)]
    if foot:
        places.append((left + length + _REACH, middle, LEFT))
    table = {"x": left, "y": top, "width": length, "height": _DEPTH}
    return Plan(max(200, length + 2 * _EDGE), _DEPTH + 2 * _EDGE, _numbered(places), [table])


def _u(count: int) -> Plan:
    """The head in the middle of the upper side; the arms come down on both its hands."""
    across = min(count, 7 if count >= 16 else 5 if count >= 9 else 3)
    across -= 1 - across % 2
    arm = (count - across + 1) // 2
    depth = 70
    width = across * SPACE + 2 * depth
    left, top = _EDGE, _EDGE
    middle = left + width // 2
    places = [(middle, top - _REACH, DOWN)]
    for step in range(1, across // 2 + 1):
        places += [(middle - step * SPACE, top - _REACH, DOWN),
                   (middle + step * SPACE, top - _REACH, DOWN)]  # fmt: skip
    for step in range(arm):
        y = top + depth + SPACE // 2 + step * SPACE
        places += [(left - _REACH, y, RIGHT), (left + width + _REACH, y, LEFT)]
    tables = [{"x": left, "y": top, "width": width, "height": depth}]
    if arm:
        down = {"y": top + depth, "width": depth, "height": arm * SPACE}
        tables += [{"x": left, **down}, {"x": left + width - depth, **down}]
    height = top + depth + arm * SPACE + _EDGE
    return Plan(width + 2 * _EDGE, max(300, height), _numbered(places[:count]), tables)


def _theatre(count: int) -> Plan:
    """The head at a table in front, alone; the others in rows that look at it."""
    row = min(_ROW, max(1, count - 1))
    rows = -(-(count - 1) // row)
    width = max(400, row * SPACE + 2 * _EDGE)
    middle = width // 2
    places = [(middle, 65, DOWN)]
    for number in range(count - 1):
        at, place = divmod(number, row)
        here = min(row, count - 1 - at * row)
        x = middle + round((place - (here - 1) / 2) * SPACE)
        places.append((x, 330 + at * 100, UP))
    table = {"x": middle - 90, "y": _EDGE, "width": 180, "height": 60}
    return Plan(width, 330 + rows * 100, _numbered(places), [table])
