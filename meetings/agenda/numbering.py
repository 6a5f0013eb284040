"""How the items of an agenda are numbered: one rule for every place that names an item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ecabinet.people.rules.body import AgendaNumbering
from meetings.models import letters_of


def section_label(place: int, numbering: AgendaNumbering) -> str:
    """Return what stands before the name of the `place`-th section (from 1)."""
    return str(place) if numbering is AgendaNumbering.DECIMAL else letters_of(place)


def item_labels(places: Sequence[int], numbering: AgendaNumbering) -> list[str]:
    """Return the number of each item, in order; no two are the same.

    `places`: for each item the place of its section, from 1; 0 for one before all sections.
    Items before all sections are numbered 1, 2, 3 by letters, and 0.1, 0.2 decimally, where 1
    would be the first section's.
    """
    labels: list[str] = []
    counted: dict[int, int] = {}
    has_sections = any(places)
    for ordinal, place in enumerate(places, start=1):
        if numbering is AgendaNumbering.THROUGH or not has_sections:
            labels.append(str(ordinal))
            continue
        counted[place] = counted.get(place, 0) + 1
        if place:
            labels.append(f"{section_label(place, numbering)}.{counted[place]}")
        else:
            before = "0." if numbering is AgendaNumbering.DECIMAL else ""
            labels.append(f"{before}{counted[place]}")
    return labels


def label_of(line: Mapping[str, Any]) -> str:
    """Return the number of a frozen line; those of editions made before there were sections have
    their place alone."""
    return str(line.get("label") or line["ordinal"])


def number_of(line: Mapping[str, Any]) -> int | str:
    """Return the number of a frozen line for lower floors: 3, or "A.1"."""
    label = label_of(line)
    return int(label) if label.isdecimal() else label
