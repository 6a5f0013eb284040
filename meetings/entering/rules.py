"""What is wrong in a row of a spreadsheet, told in words with what may have been meant. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import fuzz, process

from ecabinet.auth.actor import Actor
from ecabinet.search.folding import words_of
from ecabinet.sentences import S, Sentence
from ecabinet.verdicts import ALLOW, Verdict, conflict
from meetings.agenda import rules as agenda_rules
from meetings.entering.columns import FIELDS
from meetings.models import ItemType, Meeting

LONGEST_TITLE = 500
LONGEST_REASON = 500
LONGEST_SECTION = 200
USUAL_MINUTES = 15
_SUGGESTIONS = 3
_NEAR = 60
_MINUTES = re.compile(r"(\d{1,4})(?:[.,]0+)?\s*(?:phút|phut|p|ph|min|minutes?|m|'|′)?\.?")
_HOURS = re.compile(r"(\d{1,2})\s*(?:[:hg]|giờ|gio)\s*(\d{1,2})?\s*(?:phút|phut|p|ph)?")

TYPES: dict[str, ItemType] = {
    "quyet dinh": ItemType.DECISION, "decision": ItemType.DECISION,
    "bieu quyet": ItemType.DECISION, "thong qua": ItemType.DECISION,
    "thao luan": ItemType.DISCUSSION, "cho y kien": ItemType.DISCUSSION,
    "discussion": ItemType.DISCUSSION,
    "thong tin": ItemType.INFORMATION, "bao cao": ItemType.INFORMATION,
    "information": ItemType.INFORMATION,
    "thong qua bien ban": ItemType.APPROVAL_OF_MINUTES,
    "approval of minutes": ItemType.APPROVAL_OF_MINUTES,
    "for decision": ItemType.DECISION, "for discussion": ItemType.DISCUSSION,
    "for information": ItemType.INFORMATION,
}  # fmt: skip


def plain(text: str) -> str:
    """Return the words of `text` as they are compared: without marks and case."""
    return " ".join(word.folded for word in words_of(text))


@dataclass(frozen=True)
class Known:
    """Something a cell may name: its id, the names it goes by, and how it is written back."""

    id: int
    names: tuple[str, ...]
    shown: str
    organisation_id: int | None = None


class Book:
    """Things by their names."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_name: dict[str, list[Known]] = {}
        self._near: dict[str, list[str]] = {}
        for one in known:
            for name in dict.fromkeys(plain(name) for name in one.names):
                if name:
                    self._by_name.setdefault(name, []).append(one)

    def find(self, text: str) -> list[Known]:
        """Return what goes by this name."""
        return self._by_name.get(plain(text), [])

    def near(self, text: str) -> list[str]:
        """Return how the nearest names are written, at most three."""
        asked = plain(text)
        if asked not in self._near:
            found = process.extract(
                asked, list(self._by_name), scorer=fuzz.WRatio, limit=12, score_cutoff=_NEAR
            )
            shown = [self._by_name[name][0].shown for name, *_ in found]
            self._near[asked] = list(dict.fromkeys(shown))[:_SUGGESTIONS]
        return self._near[asked]


@dataclass(frozen=True)
class Directory:
    """What rows may name. `titles`: folded title → place of the items that stand there;
    `dossiers` are the accepted submissions; `sections`: those of the agenda; `is_late`: what is
    added now comes late, and says why."""

    organisations: Book
    persons: Book
    papers: Book
    dossiers: Book
    sections: Book
    titles: Mapping[str, int] = field(default_factory=dict)
    is_late: bool = False


@dataclass(frozen=True)
class Row:
    """One row as typed, what is wrong in each cell, and what it means when nothing is.

    `suggestions`: {field: texts that may be taken instead}; `values`: {field: id, enum, number,
    text} of a sound row.
    """

    line: int
    cells: Mapping[str, str]
    errors: Mapping[str, Sentence] = field(default_factory=dict)
    suggestions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """It may become an item."""
        return not self.errors


def check_rows(rows: Iterable[Mapping[str, Any]], directory: Directory) -> list[Row]:
    """Check stored rows ({line, cells}); a title twice in one file is wrong the second time."""
    seen: dict[str, int] = {}
    dossiers: dict[int, int] = {}
    checked = []
    for stored in rows:
        row = _Check(stored["line"], stored["cells"], directory).result()
        row = _once(row, "title", plain(row.cells.get("title", "")), seen)
        row = _once(row, "submission", row.values.get("submission"), dossiers)
        checked.append(row)
    return checked


def _once(row: Row, name: str, value: Any, seen: dict[Any, int]) -> Row:
    if not value:
        return row
    before = seen.setdefault(value, row.line)
    if before == row.line or name in row.errors:
        return row
    return replace(row, errors={**row.errors, name: S("entering-twice", line=before)})


class _Check:
    """The check of one row, field by field."""

    def __init__(self, line: int, cells: Mapping[str, str], directory: Directory) -> None:
        self._line = line
        self._cells = {name: cells.get(name, "").strip() for name in FIELDS}
        self._directory = directory
        self._errors: dict[str, Sentence] = {}
        self._suggestions: dict[str, Sequence[str]] = {}
        self._values: dict[str, Any] = {}

    def result(self) -> Row:
        self._title()
        self._type()
        self._minutes()
        lead = self._named("lead", self._directory.organisations, "entering-unknown-organisation")
        self._values["lead"] = lead.id if lead else None
        self._presenter(lead)
        self._papers()
        dossier = self._named("submission", self._directory.dossiers, "entering-unknown-dossier")
        self._values["submission"] = dossier.id if dossier else None
        self._section()
        reason = self._text("late_reason", LONGEST_REASON)
        if self._directory.is_late and not reason:
            self._errors["late_reason"] = S("entering-needs-late-reason")
        if not self._directory.is_late:
            self._values["late_reason"] = ""
        return Row(self._line, self._cells, self._errors, self._suggestions, self._values)

    def _text(self, name: str, longest: int) -> str:
        text = self._cells[name]
        if len(text) > longest:
            self._errors[name] = S("entering-too-long", letters=len(text), most=longest)
        self._values[name] = text
        return text

    def _title(self) -> None:
        text = self._text("title", LONGEST_TITLE)
        if not text:
            self._errors["title"] = S("entering-needs-title")
            return
        standing = self._directory.titles.get(plain(text))
        if standing is not None and "title" not in self._errors:
            self._errors["title"] = S("entering-stands-there", ordinal=standing)

    def _type(self) -> None:
        text = self._cells["type"]
        asked = plain(text)
        known = TYPES.get(asked) or next(
            (one for one in ItemType if plain(one.value) == asked), None
        )
        if text and known is None:
            self._errors["type"] = S("entering-unknown-type", text=text[:80])
        self._values["type"] = known or ItemType.DISCUSSION

    def _minutes(self) -> None:
        text = self._cells["minutes"].lower()
        minutes: int | None = USUAL_MINUTES
        if text:
            whole, hours = _MINUTES.fullmatch(text), _HOURS.fullmatch(text)
            if whole:
                minutes = int(whole[1])
            else:
                minutes = int(hours[1]) * 60 + int(hours[2] or 0) if hours else None
        if minutes is None:
            self._errors["minutes"] = S("entering-bad-minutes", text=text[:40])
        elif not 1 <= minutes <= 600:
            self._errors["minutes"] = S("agenda-item-minutes", least=1, most=600)
        self._values["minutes"] = minutes

    def _named(self, name: str, book: Book, unknown: str) -> Known | None:
        text = self._cells[name]
        if not text:
            return None
        found = book.find(text)
        if len(found) == 1:
            return found[0]
        if found:
            self._errors[name] = S("entering-ambiguous", text=text[:80], count=len(found))
            self._suggestions[name] = [one.shown for one in found[:_SUGGESTIONS]]
        else:
            self._errors[name] = S(unknown, text=text[:80])
            self._suggestions[name] = book.near(text)
        return None

    def _presenter(self, lead: Known | None) -> None:
        found = self._directory.persons.find(self._cells["presenter"])
        own = [one for one in found if lead and one.organisation_id == lead.id]
        person = own[0] if len(own) == 1 and len(found) > 1 else None
        if person is None:
            book = self._directory.persons
            person = self._named("presenter", book, "entering-unknown-person")
        self._values["presenter"] = person.id if person else None

    def _papers(self) -> None:
        ids = []
        for text in paper_names(self._cells["papers"]):
            found = self._directory.papers.find(text)
            if len(found) == 1:
                ids.append(found[0].id)
                continue
            key = "entering-ambiguous-paper" if found else "entering-unknown-paper"
            self._errors.setdefault("papers", S(key, text=text[:80], count=len(found)))
        if len(ids) > agenda_rules.MAX_PAPERS_PER_ITEM:
            most = agenda_rules.MAX_PAPERS_PER_ITEM
            self._errors["papers"] = S("agenda-too-many-papers", most=most)
        self._values["papers"] = list(dict.fromkeys(ids))

    def _section(self) -> None:
        """A section that is not there yet is made."""
        text = self._text("section", LONGEST_SECTION)
        found = self._directory.sections.find(text)
        self._values["section"] = found[0].shown if found else text


def paper_names(cell: str) -> list[str]:
    """Return the numbers or titles of papers in a cell: parted by semicolons."""
    return [name for part in cell.split(";") if (name := part.strip())]


def may_import(actor: Actor, meeting: Meeting, *, present: int, new: int) -> Verdict:
    """Say whether `actor` may add `new` items where `present` stand."""
    verdict = agenda_rules.may_edit_agenda(actor, meeting)
    if verdict and not new:
        return conflict("entering-nothing-to-import")
    if verdict and present + new > agenda_rules.MAX_ITEMS:
        return conflict("agenda-too-many-items", most=agenda_rules.MAX_ITEMS)
    return verdict


def untouched(
    made: Sequence[Mapping[str, Any]], now: Mapping[int, Mapping[str, Any]], frozen: Collection[int]
) -> Verdict:
    """Say whether items are still as an import made them.

    `made`: [{id, revision, papers}] as imported; `now`: {id: the same} of those that stand;
    `frozen`: ids that stand in an edition by now.
    """
    changed = sum(now.get(one["id"]) != one for one in made)
    if changed:
        return conflict("entering-undo-changed", count=changed)
    held = sum(one["id"] in frozen for one in made)
    return conflict("entering-undo-in-edition", count=held) if held else ALLOW
