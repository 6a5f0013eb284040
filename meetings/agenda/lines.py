"""The lines of an agenda as plain values: frozen, fingerprinted, timed and compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ecabinet.sentences import S, Sentence
from meetings.models import AgendaItem

Line = Mapping[str, Any]

_COMPARED = ("type", "title", "lead_id", "presenter_id", "minutes")


def standing(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Return the items that have not been removed, in order."""
    return sorted(
        (item for item in items if item.removed_at is None), key=lambda item: item.ordinal
    )


def lines_of(
    items: Iterable[AgendaItem], current_versions: Mapping[int, int]
) -> list[dict[str, Any]]:
    """Freeze the standing `items`; `current_versions`: document id → id of its current version."""
    return [
        {
            "item_id": item.id,
            "ordinal": ordinal,
            "type": item.type.value,
            "title": item.title,
            "lead_id": item.lead_id,
            "lead_vi": item.lead.name_vi if item.lead else "",
            "lead_en": item.lead.name_en if item.lead else "",
            "presenter_id": item.presenter_id,
            "presenter": item.presenter.name if item.presenter else "",
            "minutes": item.minutes,
            "version_ids": [
                current_versions[paper.document_id]
                for paper in item.papers
                if paper.document_id in current_versions
            ],
            "on_paper": [
                {
                    "document_id": paper.document_id,
                    "title": paper.document.title,
                    "number": paper.document.number_symbol,
                    "place": place,
                }
                for place, paper in enumerate(item.papers, start=1)
                if paper.document.is_paper_only
            ],
        }
        for ordinal, item in enumerate(standing(items), start=1)
    ]


def papers_of(line: Line) -> list[list[int]]:
    """Return what papers a line has: versions, and documents that are on paper alone. Editions
    frozen before there were such do not name them."""
    return [line["version_ids"], [paper["document_id"] for paper in line.get("on_paper", ())]]


def fingerprint(lines: Sequence[Line]) -> str:
    """Return 16 hex digits that change with anything a reader of the agenda would see."""
    seen = [
        [line["item_id"], *(line[key] for key in _COMPARED), *papers_of(line)] for line in lines
    ]
    canonical = json.dumps(seen, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class TimeSlot:
    """When a line is planned to be taken up."""

    from_at: datetime
    to_at: datetime


def timetable(starts_at: datetime, minutes: Iterable[int]) -> list[TimeSlot]:
    """Return the running clock times of lines that take `minutes` each, one after the other."""
    slots, at = [], starts_at
    for duration in minutes:
        end = at + timedelta(minutes=duration)
        slots.append(TimeSlot(at, end))
        at = end
    return slots


@dataclass(frozen=True)
class Change:
    """One difference between two agendas, about one item."""

    item_id: int
    sentence: Sentence


def changes_between(before: Sequence[Line], after: Sequence[Line]) -> list[Change]:
    """Say in sentences what turns `before` into `after`: added, taken off, moved, changed."""
    old = {line["item_id"]: line for line in before}
    new = {line["item_id"]: line for line in after}
    changes = [
        Change(item_id, S("agenda-change-added", ordinal=line["ordinal"], title=line["title"]))
        for item_id, line in new.items()
        if item_id not in old
    ]
    changes += [
        Change(item_id, S("agenda-change-removed", ordinal=line["ordinal"], title=line["title"]))
        for item_id, line in old.items()
        if item_id not in new
    ]
    moved = _moved([i for i in old if i in new], [i for i in new if i in old])
    for item_id, line in new.items():
        if item_id in old:
            changes += _changes_of_line(old[item_id], line, item_id in moved)
    return changes


def _moved(before: list[int], after: list[int]) -> set[int]:
    """Return which of the same items changed place among each other: the fewest that explain it."""
    place = {item_id: index for index, item_id in enumerate(before)}
    best: list[list[int]] = []
    for position, item_id in enumerate(after):
        longest: list[int] = []
        for earlier in range(position):
            if place[after[earlier]] < place[item_id] and len(best[earlier]) > len(longest):
                longest = best[earlier]
        best.append([*longest, item_id])
    kept: list[int] = max(best, key=lambda chain: len(chain)) if best else []
    return set(after) - set(kept)


def _changes_of_line(old: Line, new: Line, moved: bool) -> list[Change]:
    item_id, title = new["item_id"], new["title"]
    told: list[Sentence] = []
    if moved:
        told.append(
            S("agenda-change-moved", title=title, before=old["ordinal"], after=new["ordinal"])
        )
    if old["title"] != title:
        told.append(S("agenda-change-title", before=old["title"], after=title))
    if old["minutes"] != new["minutes"]:
        told.append(
            S("agenda-change-minutes", title=title, before=old["minutes"], after=new["minutes"])
        )
    for field, key in (
        ("type", "agenda-change-type"),
        ("lead_id", "agenda-change-lead"),
        ("presenter_id", "agenda-change-presenter"),
    ):
        if old[field] != new[field]:
            told.append(S(key, title=title))
    if papers_of(old) != papers_of(new):
        told.append(S("agenda-change-papers", title=title))
    return [Change(item_id, sentence) for sentence in told]
