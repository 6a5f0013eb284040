"""What differs between two agendas, item by item and field by field. Pure, over frozen lines.

Lines of editions that were frozen before a key existed are read as if it had been empty: what a
newer edition says there is told, that an older one could not say it is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ecabinet.merging import moved
from ecabinet.sentences import S, Sentence

Line = Mapping[str, Any]
Value = str | int | Sentence | None


@dataclass(frozen=True)
class PaperFact:
    """A version as papers are compared: of which document, the how manieth, its title now."""

    document_id: int
    ordinal: int
    title: str


@dataclass(frozen=True)
class FieldDifference:
    """One field of an item: what it said, what it says. `field` ends its catalogue key."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True)
class PaperDifference:
    """`kind`: added, removed or replaced (by version `ordinal`), or reordered (no title)."""

    kind: str
    title: str
    ordinal: int | None = None


@dataclass(frozen=True)
class ItemDifference:
    """What differs about one item. `kind`: added, removed, changed, or time (nothing else).

    `before`, `after`: its number then and now; `from_before`, `from_after`: its planned time.
    """

    item_id: int
    kind: str
    title: str
    before: str = ""
    after: str = ""
    is_moved: bool = False
    fields: tuple[FieldDifference, ...] = ()
    papers: tuple[PaperDifference, ...] = ()
    from_before: datetime | None = None
    from_after: datetime | None = None


def difference(
    before: Sequence[Line],
    after: Sequence[Line],
    *,
    papers: Mapping[int, PaperFact],
    starts_at: datetime,
    language: str = "vi",
) -> list[ItemDifference]:
    """Say what turns `before` into `after`, in the order of `after`; what was removed comes last.

    `papers`: version id → what it is; a version that is not named there is not spoken of (the
    reader may not know of it). `language`: of the names of organisations.
    """
    old = {line["item_id"]: line for line in before}
    new = {line["item_id"]: line for line in after}
    old_times, new_times = _times(before, starts_at), _times(after, starts_at)
    elsewhere = moved(list(old), list(new)) | {
        key for key in old.keys() & new.keys() if _section(old[key]) != _section(new[key])
    }
    found: list[ItemDifference] = []
    for item_id, line in new.items():
        if item_id not in old:
            found.append(ItemDifference(
                item_id, "added", line["title"], after=_number(line),
                from_after=new_times[item_id],
            ))  # fmt: skip
            continue
        was = old[item_id]
        fields = tuple(_fields(was, line, language))
        changed_papers = tuple(_papers(was, line, papers))
        is_moved = item_id in elsewhere
        same_time = old_times[item_id] == new_times[item_id]
        if not (fields or changed_papers or is_moved) and same_time:
            continue
        found.append(ItemDifference(
            item_id,
            "changed" if fields or changed_papers or is_moved else "time",
            line["title"], _number(was), _number(line), is_moved, fields, changed_papers,
            None if same_time else old_times[item_id], None if same_time else new_times[item_id],
        ))  # fmt: skip
    found += [
        ItemDifference(item_id, "removed", line["title"], before=_number(line),
                       from_before=old_times[item_id])
        for item_id, line in old.items()
        if item_id not in new
    ]  # fmt: skip
    return found


def _number(line: Line) -> str:
    return str(line.get("label") or line["ordinal"])


def _section(line: Line) -> str:
    return str(line.get("section") or "")


def _times(lines: Sequence[Line], starts_at: datetime) -> dict[int, datetime]:
    found, at = {}, 0
    for line in lines:
        at = line.get("starts", at)
        found[line["item_id"]] = starts_at + timedelta(minutes=at)
        at += line["minutes"] + (line.get("pause_after") or 0)
    return found


def _fields(old: Line, new: Line, language: str) -> list[FieldDifference]:
    then, now = _values(old, language), _values(new, language)
    ids = {"lead": "lead_id", "presenter": "presenter_id", "chair": "chair_id"}
    found = []
    for field, value in now.items():
        # Somebody renamed is nobody else; where there is an id, it says who is meant.
        key = ids.get(field)
        differs = old.get(key) != new.get(key) if key else then[field] != value
        if differs:
            found.append(FieldDifference(field, then[field], value))
    return found


def _values(line: Line, language: str) -> dict[str, Value]:
    return {
        "title": line["title"],
        "type": S(f"agenda-type-{line['type'].replace('_', '-')}"),
        "lead": line.get("lead_en" if language == "en" else "lead_vi") or None,
        "presenter": line.get("presenter") or None,
        "chair": line.get("chair") or None,
        "minutes": line["minutes"],
        "pause-after": line.get("pause_after") or None,
        "section": line.get("section") or None,
        "late-reason": line.get("late_reason") or None,
        "guests": ", ".join(guest["name"] for guest in line.get("guests") or ()) or None,
    }


def _papers(old: Line, new: Line, papers: Mapping[int, PaperFact]) -> list[PaperDifference]:
    then, now = _laid(old, papers), _laid(new, papers)
    found = []
    for key, (title, ordinal) in now.items():
        if key not in then:
            found.append(PaperDifference("added", title))
        elif then[key][1] != ordinal:
            found.append(PaperDifference("replaced", title, ordinal))
    found += [
        PaperDifference("removed", title) for key, (title, _) in then.items() if key not in now
    ]
    if moved(list(then), list(now)):
        found.append(PaperDifference("reordered", ""))
    return found


def _laid(line: Line, papers: Mapping[int, PaperFact]) -> dict[int, tuple[str, int | None]]:
    """Return {document id: (title, version's ordinal; None: on paper alone)} as they are read."""
    known = [papers[one] for one in line["version_ids"] if one in papers]
    laid: list[tuple[int, tuple[str, int | None]]] = [
        (fact.document_id, (fact.title, fact.ordinal)) for fact in known
    ]
    on_paper = sorted(line.get("on_paper", ()), key=lambda paper: int(paper.get("place", 0)))
    return dict(laid) | {one["document_id"]: (one["title"], None) for one in on_paper}
