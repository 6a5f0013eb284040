"""A book of a pack: what the limited process is told to bind, and where the result is kept."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.intake.limited import environment_of_child
from documents.intake.limits import MIB, Limits
from documents.intake.processes import Ended, run_watched
from documents.models import DocumentVersion
from documents.packs.contents import IN, NAMELESS, ON_PAPER, TAKEN_BACK, WITHHELD, Entry, Part
from documents.packs.models import Pack, PackKind
from ecabinet.errors import Conflict
from ecabinet.i18n import translate
from ecabinet.sentences import S
from ecabinet.storage import Store

log = logging.getLogger(__name__)

LIMITS = Limits(
    memory_bytes=4096 * MIB, cpu_seconds=240, wall_seconds=300.0, written_bytes=2048 * MIB
)
_CHILDREN_AT_ONCE = 2
_places = threading.BoundedSemaphore(_CHILDREN_AT_ONCE)


@dataclass(frozen=True)
class Book:
    """A book that was bound and lies in the store."""

    sha256: str
    size: int
    pages: int
    pages_at: dict[str, int]


def files_of(db: Session, parts: Sequence[Part]) -> dict[int, tuple[str, int]]:
    """Return {version id: (its reading copy in the store, pages)} of what is in the book."""
    wanted = [e.version_id for part in parts for e in part.entries if e.version_id is not None]
    rows = db.execute(
        select(DocumentVersion.id, DocumentVersion.reading_sha256, DocumentVersion.pages).where(
            DocumentVersion.id.in_(wanted)
        )
    )
    return {number: (sha256, pages) for number, sha256, pages in rows}


def bind_book(
    store: Store,
    pack: Pack,
    parts: Sequence[Part],
    files: Mapping[int, tuple[str, int]],
    language: str,
    tell: Callable[[int], None],
) -> Book:
    """Bind the book for one set of rights and keep it in the store.

    Slow (seconds): call it outside any transaction. `tell(pages done)` is called several times a
    second; what it raises ends the work. Raises Conflict with the reason when it fails.
    """
    store.incoming.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store.incoming) as made:
        folder = Path(made)
        progress = folder / "progress"
        spec = {
            **_spec(store, pack, parts, files, language),
            "out": str(folder / "book.pdf"),
            "progress": str(progress),
        }

        def watch() -> None:
            said = progress.read_text("ascii") if progress.exists() else ""
            tell(int(said) if said.isdecimal() else 0)

        with _places:
            answer = run_child("documents.packs.child", folder, spec, watch)
        if "broken" in answer:
            raise Conflict(S("pack-paper-broken", label=str(answer["broken"])))
        stored = store.adopt(folder / "book.pdf")
    return Book(stored.sha256, stored.size, int(answer["pages"]), dict(answer["pages_at"]))


def run_child(
    program: str, folder: Path, spec: dict[str, Any], watch: Callable[[], None] | None = None
) -> dict[str, Any]:
    """Have a limited process do what `spec` says; how many there are at once is the caller's care.
    Raises Conflict when it does not end well."""
    path = folder / "spec.json"
    path.write_text(json.dumps({**spec, "limits": LIMITS.to_json()}), "utf-8")
    ended = run_watched(
        [sys.executable, "-P", "-m", program, str(path)],
        folder=folder,
        environment=environment_of_child(),
        wall_seconds=LIMITS.wall_seconds,
        watch=watch,
    )
    try:
        answer: dict[str, Any] = json.loads(ended.output)
    except ValueError:
        raise Conflict(S(_reason(ended))) from None
    return answer


def _reason(ended: Ended) -> str:
    noise = ended.noise.decode(errors="replace")[-2000:]
    log.error("a pack was not bound: status %s, %s", ended.status, noise)
    if ended.timed_out:
        return "pack-took-too-long"
    return "pack-too-large" if b"MemoryError" in ended.noise else "pack-binder-failed"


def _spec(
    store: Store,
    pack: Pack,
    parts: Sequence[Part],
    files: Mapping[int, tuple[str, int]],
    language: str,
) -> dict[str, Any]:
    def say(key: str, **params: Any) -> str:
        return translate(language, key, params)

    def entry_of(part: Part, entry: Entry) -> dict[str, Any]:
        sha256, pages = files[entry.version_id] if entry.version_id is not None else ("", 0)
        item = say("pack-item", number=part.number) if part.number else ""
        paper = entry.label if part.number else say("pack-paper", label=entry.label)
        return {
            "label": entry.label,
            "text": words_of(entry, language),
            "path": str(store.path(sha256).resolve()) if sha256 else "",
            "pages": pages,
            "stamp": " · ".join(filter(None, [item, paper])),
        }

    def heading(part: Part) -> str:
        return say("pack-item-title", number=part.number, title=part.title) if part.number else ""

    missing = [sha256 for sha256, _ in files.values() if not store.exists(sha256)]
    if missing:
        log.error("pack %s: files are gone: %s", pack.id, missing)
        raise Conflict(S("pack-file-missing"))
    cover = pack.cover
    if pack.kind is PackKind.SUPPLEMENT:
        title = say("pack-heading-supplement")
    else:
        title = say("pack-heading")
    edition = [say("pack-number", number=pack.ordinal), *cover["edition"]]
    return {
        "language": language,
        "title": f"{title}: {pack.title}",
        "words": {
            "contents": say("pack-contents-heading"),
            "cover": say("pack-cover"),
            "page": say("pack-page"),
            "no_papers": say("pack-no-papers"),
        },
        "cover": {
            "body": cover["body"],
            "motto": cover["motto"],
            "heading": title.upper(),
            "edition": ", ".join(edition),
            "title": pack.title,
            "facts": cover["facts"],
            "remarks": _remarks(pack, language),
        },
        "parts": [
            {
                "section": part.section,
                "heading": heading(part),
                "entries": [entry_of(part, e) for e in part.entries],
            }
            for part in parts
        ],
        "notes": _notes(pack, parts, language),
    }


def _remarks(pack: Pack, language: str) -> list[str]:
    if pack.replaces is None or pack.replaces.released_at is None:
        return []
    key = "pack-supplements" if pack.kind is PackKind.SUPPLEMENT else "pack-replaces"
    params = {"number": pack.replaces.ordinal, "at": pack.replaces.released_at}
    return [translate(language, key, params)]


def _notes(pack: Pack, parts: Sequence[Part], language: str) -> list[str]:
    notes = []
    absent = [e for part in parts for e in part.entries if e.standing in (WITHHELD, NAMELESS)]
    if absent:
        notes.append(translate(language, "pack-note-withheld", {"count": len(absent)}))
    if pack.removed:
        labels = ", ".join(pack.removed)
        notes.append(translate(language, "pack-note-removed", {"labels": labels}))
    return notes


def words_of(entry: Entry, language: str) -> str:
    """Return how a paper is named in contents and bookmarks: its title, or why it is not there."""
    named = f"{entry.title} ({entry.symbol})" if entry.symbol else entry.title
    if entry.standing == IN:
        if not entry.change:
            return named
        key = "pack-entry-new" if entry.change == "new" else "pack-entry-changed"
        return translate(language, key, {"title": named})
    if entry.standing == ON_PAPER:
        return translate(language, "pack-entry-on-paper", {"title": named})
    if entry.standing == TAKEN_BACK:
        return translate(language, "pack-entry-taken-back", {"title": named})
    if entry.standing == WITHHELD:
        return translate(language, "pack-entry-withheld", {"title": named})
    return translate(language, "pack-entry-nameless")
