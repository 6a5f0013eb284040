"""Two versions of a paper beside each other: the summary, and the changed pages with their words.

What is said of two texts depends on their bytes alone, and is kept for the next who asks.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlalchemy.orm import Session

from documents import queries
from documents.models import Document, DocumentVersion
from documents.versions.comparing import Kind, Part, Row, align, by_number, differences
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, NotVisible
from ecabinet.sentences import S, Sentence
from ecabinet.storage import Store

ROWS_AT_ONCE = 20
TEXT_MOST = 12 * 1024 * 1024
"""Bytes of text of one version; with more, pages are set side by side by number."""

Pages = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Comparison:
    """What is between two versions."""

    before: DocumentVersion
    after: DocumentVersion
    by_words: bool
    """Whether the words were compared; else the pages stand beside each other by number."""
    changes: tuple[Row, ...]
    """The rows that are not the same."""
    counts: Counter[Kind]

    @property
    def summary(self) -> Sentence:
        """Say how many pages changed, were inserted, were removed, and are left to the eye."""
        if not self.by_words:
            return S("compare-summary-pictures")
        if not self.changes:
            return S("compare-summary-same")
        return S(
            "compare-summary",
            changed=self.counts[Kind.CHANGED],
            inserted=self.counts[Kind.INSERTED],
            removed=self.counts[Kind.REMOVED],
            pictures=self.counts[Kind.PICTURE],
        )


@dataclass(frozen=True)
class Shown:
    """A changed row with its words; `parts` None: not compared word by word."""

    row: Row
    parts: list[Part] | None


def pair_of(
    db: Session, actor: Actor, document: Document, from_id: int | None, to_id: int | None
) -> tuple[DocumentVersion, DocumentVersion]:
    """Return the two versions to compare, older first; where none is named the newest two.

    Only what `actor` may read. Raises NotVisible; Conflict when there are no two.
    """
    versions = queries.versions_of(db, actor, [document])[document.id]
    by_id = {version.id: version for version in versions}
    if any(asked is not None and asked not in by_id for asked in (from_id, to_id)):
        raise NotVisible
    if len(versions) < 2:
        raise Conflict(S("compare-one-version"))
    after = by_id[to_id] if to_id else versions[-1]
    older = [version for version in versions if version.ordinal < after.ordinal]
    before = by_id[from_id] if from_id else (older[-1] if older else versions[0])
    if before.id == after.id:
        raise Conflict(S("compare-same-version"))
    return (before, after) if before.ordinal < after.ordinal else (after, before)


def compare(store: Store, before: DocumentVersion, after: DocumentVersion) -> Comparison:
    """Return what is between two versions; quick, and quicker the second time."""
    texts = _text_path(store, before), _text_path(store, after)
    if texts[0] is None or texts[1] is None:
        rows = tuple(by_number(before.pages, after.pages))
        return Comparison(before, after, False, rows, Counter(row.kind for row in rows))
    rows = _rows(texts[0], texts[1])
    changes = tuple(row for row in rows if row.kind is not Kind.SAME)
    return Comparison(before, after, True, changes, Counter(row.kind for row in rows))


def shown(store: Store, comparison: Comparison, start: int) -> tuple[list[Shown], int | None]:
    """Return some changed rows from `start` on with their words, and where to go on."""
    rows = comparison.changes[start : start + ROWS_AT_ONCE]
    end = start + len(rows)
    after = end if end < len(comparison.changes) else None
    paths = _text_path(store, comparison.before), _text_path(store, comparison.after)
    if not comparison.by_words or paths[0] is None or paths[1] is None:
        return [Shown(row, None) for row in rows], after
    pages = _pages(paths[0]), _pages(paths[1])
    found = []
    for row in rows:
        words = (
            _page(pages[0], row.before),
            _page(pages[1], row.after),
        )
        nothing = row.kind is Kind.PICTURE or not (words[0] or words[1])
        found.append(Shown(row, None if nothing else differences(*words)))
    return found, after


def _page(pages: Pages, number: int | None) -> tuple[str, ...]:
    return pages[number - 1] if number and number <= len(pages) else ()


def _text_path(store: Store, version: DocumentVersion) -> Path | None:
    if version.text_sha256 is None or not store.exists(version.text_sha256):
        return None
    path = store.path(version.text_sha256)
    return path if path.stat().st_size <= TEXT_MOST else None


@lru_cache(maxsize=8)
def _pages(path: Path) -> Pages:
    text = json.loads(path.read_text("utf-8"))
    return tuple(tuple(page.split()) for page in text["pages"])


@lru_cache(maxsize=64)
def _rows(before: Path, after: Path) -> tuple[Row, ...]:
    return tuple(align(_pages(before), _pages(after)))
