"""The contents of a pack: what goes in, what changed, and what one reader is shown of it. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from documents.models import AccessLevel
from documents.packs.models import Pack, PackKind
from documents.packs.rules import NAMELESS_LEVELS, Line, Source

IN, WITHHELD, NAMELESS, ON_PAPER = "in", "withheld", "nameless", "on-paper"
"""What a reader gets of a paper: the paper, its title, that there is one, or where it is found."""
TAKEN_BACK = "taken-back"
"""Its title, and that it was taken back before the pack was put together."""


@dataclass(frozen=True)
class Entry:
    """A paper as one set of rights shows it; `title` is empty where it is not to be told."""

    label: str
    standing: str
    title: str
    symbol: str
    version_id: int | None
    pages: int
    change: str


@dataclass(frozen=True)
class Part:
    """A line with its papers as one set of rights shows them. `number` 0: a ballot."""

    number: int | str
    title: str
    entries: tuple[Entry, ...]
    section: str = ""


def lay_out(
    source: Source, kind: PackKind, before: Sequence[Pack]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return `Pack.contents` and `Pack.removed`; `before`: the packs that the readers have.

    A supplement keeps only papers that are new or changed since, under their labels.
    """
    had = _papers_of(before)
    documents = {paper["document_id"] for paper in had.values()}
    lines: list[dict[str, Any]] = []
    for line in source.lines:
        papers: list[dict[str, Any]] = []
        for ordinal, paper in enumerate(line.papers, start=1):
            same = (paper.document_id, paper.version_id) in had
            if kind is PackKind.SUPPLEMENT and same:
                continue
            change = "" if same or not before else "new"
            if change and paper.document_id in documents:
                change = "changed"
            told: dict[str, Any] = {}
            if paper.taken_back is not None:
                change, told = "", {"taken_back": paper.taken_back}
            papers.append(
                {
                    "label": label_of(line, ordinal),
                    "document_id": paper.document_id,
                    "version_id": paper.version_id,
                    "title": paper.title,
                    "symbol": paper.symbol,
                    "pages": paper.pages,
                    "change": change,
                    **told,
                }
            )
        if papers or kind is PackKind.FULL:
            shown = {"number": line.number, "title": line.title, "papers": papers}
            lines.append(shown | ({"section": line.section} if line.section else {}))
    now = {paper.document_id for line in source.lines for paper in line.papers}
    # A label belongs to the paper that came there last.
    standing = {paper["label"]: paper for paper in had.values()}
    return lines, [label for label, one in standing.items() if one["document_id"] not in now]


def label_of(line: Line, ordinal: int) -> str:
    """Return "3.2" for the second paper of item 3, "2" for the second of a ballot."""
    return f"{line.number}.{ordinal}" if line.number else str(ordinal)


def _papers_of(packs: Sequence[Pack]) -> dict[tuple[int, int | None], dict[str, Any]]:
    """What the readers have of these packs together: what one of them said has gone out is told
    once, and is new if it comes back."""
    had: dict[tuple[int, int | None], dict[str, Any]] = {}
    for pack in sorted(packs, key=lambda pack: pack.ordinal):
        had = {key: paper for key, paper in had.items() if paper["label"] not in pack.removed}
        for line in pack.contents:
            for paper in line["papers"]:
                key = paper["document_id"], paper["version_id"]
                had.pop(key, None)
                had[key] = paper
    return had


def parts_for(
    pack: Pack,
    readable: Collection[int],
    levels: Mapping[int, AccessLevel],
    lost: Collection[int] = (),
) -> list[Part]:
    """Return the pack as a reader of the versions `readable` is shown it; `levels` by document;
    `lost`: versions that were taken back from this reader."""

    def entries(papers: list[dict[str, Any]]) -> Iterator[Entry]:
        for paper in papers:
            standing = _standing(paper, readable, levels, lost)
            told = standing is not NAMELESS
            yield Entry(
                paper["label"],
                standing,
                paper["title"] if told else "",
                paper["symbol"] if told else "",
                paper["version_id"] if standing is IN else None,
                paper["pages"] if standing is IN else 0,
                paper["change"],
            )

    return [
        Part(line["number"], line["title"], tuple(entries(line["papers"])), line.get("section", ""))
        for line in pack.contents
    ]


def _standing(
    paper: Mapping[str, Any],
    readable: Collection[int],
    levels: Mapping[int, AccessLevel],
    lost: Collection[int],
) -> str:
    is_nameless = levels[paper["document_id"]] in NAMELESS_LEVELS
    taken_back = paper.get("taken_back")
    if taken_back is not None:
        return NAMELESS if is_nameless and taken_back not in lost else TAKEN_BACK
    if paper["version_id"] is None:
        return ON_PAPER
    if paper["version_id"] in readable:
        return IN
    return NAMELESS if is_nameless else WITHHELD


def key_of(parts: Sequence[Part]) -> str:
    """Return the name of a set of rights: equal for readers whose books would be equal."""
    shown = [[entry.label, entry.standing] for part in parts for entry in part.entries]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def versions_in(parts: Sequence[Part]) -> list[int]:
    """Return the versions that are in the book, in order."""
    entries = (entry for part in parts for entry in part.entries)
    return [entry.version_id for entry in entries if entry.version_id is not None]
