"""The lines of an agenda as plain values: frozen, fingerprinted, timed and compared.

A line as an edition keeps it: {item_id, ordinal, label (its number), type, title, lead_id, lead_vi,
lead_en, presenter_id, presenter, minutes, starts (minutes after the sitting's start), pause_after,
section_id, section, section_label, chair_id, chair, late_reason, came_from_id, submission_id,
proposal (its number), minutes_of_id, guests: [{person_id, name, from_at, to_at (ISO, or null:
while the item is taken up)}], note (Sentence as JSON, or null), version_ids, on_paper}. Editions
frozen before there were sections have neither `label` nor what came with it: read those with `get`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ecabinet.people.rules.body import AgendaNumbering
from ecabinet.sentences import S, Sentence
from meetings.agenda.models import AgendaSection, ItemGuest
from meetings.agenda.numbering import item_labels, label_of, section_label
from meetings.models import AgendaItem, Meeting

Line = Mapping[str, Any]

_COMPARED = ("type", "title", "lead_id", "presenter_id", "minutes")
_COMPARED_SINCE = ("section", "chair_id", "pause_after", "late_reason", "guests")
"""What lines are compared by since there are sections; absent, it was nothing."""


@dataclass(frozen=True)
class Outline:
    """What belongs to an agenda besides its items: sections in order, how it is numbered, who is
    asked to which item, what the system says of one itself, and whose minutes are approved."""

    sections: Sequence[AgendaSection] = ()
    numbering: AgendaNumbering = AgendaNumbering.THROUGH
    guests: Mapping[int, Sequence[ItemGuest]] = field(default_factory=dict)
    notes: Mapping[int, Sentence] = field(default_factory=dict)
    proposals: Mapping[int, str] = field(default_factory=dict)
    minutes_of: Mapping[int, Meeting] = field(default_factory=dict)

    def place_of(self, item: AgendaItem) -> int:
        """Return the place of the item's section, from 1; 0 before all sections."""
        for place, section in enumerate(self.sections, start=1):
            if section.id == item.section_id:
                return place
        return 0

    def labels(self, items: Sequence[AgendaItem]) -> dict[int, str]:
        """Return {item id: its number} for the standing items of an agenda, in order."""
        labels = item_labels([self.place_of(item) for item in items], self.numbering)
        return {item.id: label for item, label in zip(items, labels, strict=True)}


def standing(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Return the items that have not been removed, in order."""
    return sorted(
        (item for item in items if item.removed_at is None), key=lambda item: item.ordinal
    )


def lines_of(
    items: Iterable[AgendaItem],
    current_versions: Mapping[int, int],
    outline: Outline | None = None,
) -> list[dict[str, Any]]:
    """Freeze the standing `items`; `current_versions`: document id → id of its current version."""
    outline = outline or Outline()
    present = standing(items)
    labels = outline.labels(present)
    lines, starts = [], 0
    for ordinal, item in enumerate(present, start=1):
        line = _line(item, current_versions)
        line |= {"ordinal": ordinal, "label": labels[item.id], "starts": starts}
        line |= _placed(item, outline)
        lines.append(line)
        starts += item.minutes + item.pause_after
    return lines


def _line(item: AgendaItem, current_versions: Mapping[int, int]) -> dict[str, Any]:
    return {
        "item_id": item.id,
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


def _placed(item: AgendaItem, outline: Outline) -> dict[str, Any]:
    place = outline.place_of(item)
    section = outline.sections[place - 1] if place else None
    note = outline.notes.get(item.id)
    return {
        "section_id": section.id if section else None,
        "section": section.name if section else "",
        "section_label": section_label(place, outline.numbering) if place else "",
        "chair_id": item.chair_id,
        "chair": item.chair.name if item.chair else "",
        "pause_after": item.pause_after,
        "late_reason": item.late_reason,
        "came_from_id": item.came_from_id,
        "submission_id": item.submission_id,
        "proposal": outline.proposals.get(item.submission_id or 0, ""),
        "minutes_of_id": of.id if (of := outline.minutes_of.get(item.id)) else None,
        "note": note.to_json() if note else None,
        "guests": [
            {
                "person_id": guest.person_id,
                "name": guest.person.name,
                "from_at": guest.from_at.isoformat() if guest.from_at else None,
                "to_at": guest.to_at.isoformat() if guest.to_at else None,
            }
            for guest in outline.guests.get(item.id, ())
        ],
    }


def papers_of(line: Line) -> list[list[int]]:
    """Return what papers a line has: versions, and documents that are on paper alone. Editions
    frozen before there were such do not name them."""
    return [line["version_ids"], [paper["document_id"] for paper in line.get("on_paper", ())]]


def _since(line: Line) -> list[Any]:
    return [line.get(key) or None for key in _COMPARED_SINCE]


def fingerprint(lines: Sequence[Line]) -> str:
    """Return 16 hex digits that change with anything a reader of the agenda would see."""
    seen = [
        [line["item_id"], *(line[key] for key in _COMPARED), *papers_of(line), *_since(line),
         line.get("label")]
        for line in lines
    ]  # fmt: skip
    canonical = json.dumps(seen, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class TimeSlot:
    """When a line is planned to be taken up."""

    from_at: datetime
    to_at: datetime


def timetable(
    starts_at: datetime, minutes: Iterable[int], pauses: Iterable[int] = ()
) -> list[TimeSlot]:
    """Return the running clock times of lines that take `minutes` each, one after the other;
    `pauses`: minutes of pause after each (none where there is no more of them)."""
    slots, at = [], starts_at
    rest = iter(pauses)
    for duration in minutes:
        end = at + timedelta(minutes=duration)
        slots.append(TimeSlot(at, end))
        at = end + timedelta(minutes=next(rest, 0))
    return slots


def timetable_of(starts_at: datetime, lines: Sequence[Line]) -> list[TimeSlot]:
    """Return the running clock times of frozen lines."""
    pauses = (line.get("pause_after") or 0 for line in lines)
    return timetable(starts_at, (line["minutes"] for line in lines), pauses)


def ends_at(starts_at: datetime, lines: Sequence[Line]) -> datetime:
    """Return when the last line is through."""
    slots = timetable_of(starts_at, lines)
    return slots[-1].to_at if slots else starts_at


def guest_slot(told: Mapping[str, Any], slot: TimeSlot) -> TimeSlot:
    """Return from when to when a guest of a line is asked: as set, else while it is taken up."""
    if told["from_at"] is None:
        return slot
    return TimeSlot(datetime.fromisoformat(told["from_at"]), datetime.fromisoformat(told["to_at"]))


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
        Change(item_id, S("agenda-change-added", ordinal=label_of(line), title=line["title"]))
        for item_id, line in new.items()
        if item_id not in old
    ]
    changes += [
        Change(item_id, S("agenda-change-removed", ordinal=label_of(line), title=line["title"]))
        for item_id, line in old.items()
        if item_id not in new
    ]
    moved = _moved([i for i in old if i in new], [i for i in new if i in old])
    for item_id, line in new.items():
        if item_id in old:
            changes += _changes_of_line(old[item_id], line, item_id in moved)
    renumbered = [i for i in new if i in old and label_of(old[i]) != label_of(new[i])]
    if renumbered and not changes:
        changes.append(Change(renumbered[0], S("agenda-change-numbering")))
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
            S("agenda-change-moved", title=title, before=label_of(old), after=label_of(new))
        )
    if old["title"] != title:
        told.append(S("agenda-change-title", before=old["title"], after=title))
    if old["minutes"] != new["minutes"]:
        told.append(
            S("agenda-change-minutes", title=title, before=old["minutes"], after=new["minutes"])
        )
    for name, key in (
        ("type", "agenda-change-type"),
        ("lead_id", "agenda-change-lead"),
        ("presenter_id", "agenda-change-presenter"),
    ):
        if old[name] != new[name]:
            told.append(S(key, title=title))
    told += _changes_since(old, new)
    if papers_of(old) != papers_of(new):
        told.append(S("agenda-change-papers", title=title))
    return [Change(item_id, sentence) for sentence in told]


def _changes_since(old: Line, new: Line) -> list[Sentence]:
    """What changed of the facts that lines have since there are sections."""
    title = new["title"]
    told: list[Sentence] = []
    if (old.get("section") or "") != (new.get("section") or ""):
        key = "agenda-change-section" if new.get("section") else "agenda-change-section-none"
        told.append(S(key, title=title, after=new.get("section") or ""))
    if (old.get("pause_after") or 0) != (new.get("pause_after") or 0):
        told.append(S("agenda-change-pause", title=title, after=new.get("pause_after") or 0))
    for key, sentence in (("chair_id", "agenda-change-chair"), ("guests", "agenda-change-guests"),
                          ("late_reason", "agenda-change-late")):  # fmt: skip
        if (old.get(key) or None) != (new.get(key) or None):
            told.append(S(sentence, title=title))
    return told
