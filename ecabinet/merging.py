"""Two people wrote on the same thing: whose words stand in which field. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)


def plain(value: Any) -> Any:
    """Return a value as JSON keeps it: what is compared, kept and sent."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


def plain_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return all values of `fields` as JSON keeps them."""
    return {name: plain(value) for name, value in fields.items()}


@dataclass(frozen=True)
class Clash:
    """A field that both have written, differently. `base`: what stood there before either."""

    field: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """`take`: fields that get what I wrote; `kept`: fields that keep what the other wrote;
    `clashes`: fields about which somebody must choose."""

    take: tuple[str, ...]
    kept: tuple[str, ...]
    clashes: tuple[Clash, ...]


def merge(base: Mapping[str, Any], mine: Mapping[str, Any], present: Mapping[str, Any]) -> Merge:
    """Merge field by field what I saw, what I want, and what stands there now.

    Fields that `mine` does not name stay; a field that `base` does not name counts as unchanged
    by others. Values are compared as JSON.
    """
    take: list[str] = []
    kept: list[str] = []
    clashes: list[Clash] = []
    for field, wanted in mine.items():
        stands = present[field]
        seen = base.get(field, stands)
        if wanted == stands:
            continue
        if wanted == seen:
            kept.append(field)
        elif stands == seen:
            take.append(field)
        else:
            clashes.append(Clash(field, seen, wanted, stands))
    return Merge(tuple(take), tuple(kept), tuple(clashes))


def moved(before: Sequence[T], after: Sequence[T]) -> set[T]:
    """Return which of the things that stand in both changed place: the fewest that explain it."""
    common = set(before) & set(after)
    place = {one: index for index, one in enumerate(o for o in before if o in common)}
    order = [one for one in after if one in common]
    best: list[list[T]] = []
    for position, one in enumerate(order):
        longest: list[T] = []
        for earlier in range(position):
            if place[order[earlier]] < place[one] and len(best[earlier]) > len(longest):
                longest = best[earlier]
        best.append([*longest, one])
    kept: list[T] = max(best, key=len) if best else []
    return common - set(kept)


@dataclass(frozen=True)
class MergedOrder:
    """`order`: what stands there now with my moves made; `clashes`: things that both have moved."""

    order: list[Any]
    clashes: tuple[Any, ...]


def merge_order(seen: Sequence[T], mine: Sequence[T], present: Sequence[T]) -> MergedOrder:
    """Make the moves that turn `seen` into `mine` on `present`, each behind the neighbour it was
    given (the nearest that others left where it was), or at the front.

    What others added stays where they put it; what they removed is not moved. A thing that both
    moved clashes, unless both orders agree about what stands before it.
    """
    my_moves, their_moves = moved(seen, mine), moved(seen, present)
    here = set(present)
    wanted = [one for one in mine if one in here]
    clashes = tuple(
        one
        for one in wanted
        if one in my_moves and one in their_moves and _before(mine, one) != _before(present, one)
    )
    order = [one for one in present if one not in my_moves or one not in wanted]
    for position, one in enumerate(wanted):
        if one not in my_moves:
            continue
        neighbours = (o for o in reversed(wanted[:position]) if o not in their_moves)
        before = next(neighbours, None)
        order.insert(order.index(before) + 1 if before is not None else 0, one)
    return MergedOrder(order, clashes)


def _before(order: Sequence[T], one: T) -> T | None:
    place = list(order).index(one)
    return order[place - 1] if place else None
