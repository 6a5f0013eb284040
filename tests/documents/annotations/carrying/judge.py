"""Tells by the truth of the corpus whether a mark was carried right."""

from __future__ import annotations

import enum

from documents.annotations.carrying.matching import Carried
from documents.models import AnnotationKind, CarryState
from tests.documents.annotations.carrying.corpus import Drawn, Version, extent

CLOSE = 4.0
"""Points."""


class Verdict(enum.Enum):
    """`PLACED`: certain and right. `DOUBTED`: a look, at the right place. `LISTED`: its text
    changed or went, and its author is told. `MISSED`: its text is there unchanged, and it was put
    elsewhere for a look, or nowhere. `WRONG`: said to be certain, and it is not."""

    PLACED = "placed"
    DOUBTED = "doubted"
    LISTED = "listed"
    MISSED = "missed"
    WRONG = "wrong"


def stays(drawn: Drawn, old: Version, new: Version) -> bool:
    """Whether the words of the mark are all there, with nothing between them."""
    order = new.order
    if drawn.words[0] not in order:
        return False
    at = order.index(drawn.words[0])
    return tuple(order[at : at + len(drawn.words)]) == drawn.words


def is_apart(drawn: Drawn, old: Version, new: Version) -> bool:
    """Whether the words stand on several lines now, or on two pages, where one shape cannot go."""
    spots = [new.spots[name] for name in drawn.words]
    if len({spot.page for spot in spots}) > 1:
        return True
    on_words = drawn.shape in ("underline", "circle")
    return on_words and len({spot.line for spot in spots}) > 1


def judge(drawn: Drawn, carried: Carried, old: Version, new: Version) -> Verdict:
    """Compare what was done with the truth."""
    certain = carried.state is CarryState.PLACED
    if not stays(drawn, old, new):
        return Verdict.WRONG if certain else Verdict.LISTED
    right = carried.state is not CarryState.UNPLACED and _is_there(drawn, carried, old, new)
    if certain:
        return Verdict.PLACED if right else Verdict.WRONG
    if is_apart(drawn, old, new):
        return Verdict.LISTED
    return Verdict.DOUBTED if right else Verdict.MISSED


def _is_there(drawn: Drawn, carried: Carried, old: Version, new: Version) -> bool:
    spots = [new.spots[name] for name in drawn.words]
    if drawn.kind is AnnotationKind.HIGHLIGHT:
        return _covers(carried, new, set(drawn.words))
    if carried.page != spots[0].page:
        return False
    before = old.spots[drawn.words[0]]
    x0, y0, x1, y1 = extent(drawn.kind, carried.geometry)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    if abs(y - spots[0].y - (drawn.center[1] - before.y)) > CLOSE:
        return False
    if drawn.shape in ("margin", "note", "box"):
        return abs(x - drawn.center[0]) <= CLOSE
    middle = (spots[0].x0 + spots[-1].x1) / 2
    return abs(x - middle) <= CLOSE


def _covers(carried: Carried, new: Version, words: set[int]) -> bool:
    """Whether exactly these words lie under the highlight."""
    under = set()
    for name, spot in new.spots.items():
        if spot.page != carried.page:
            continue
        x, y = (spot.x0 + spot.x1) / 2, spot.y + 0.3 * spot.size
        for quad in carried.geometry["quads"]:
            if min(quad[::2]) <= x <= max(quad[::2]) and min(quad[1::2]) <= y <= max(quad[1::2]):
                under.add(name)
    return under == words
