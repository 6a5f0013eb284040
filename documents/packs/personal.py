"""The personal copy of a book: bound once for a set of rights, stamped for each reader, kept until
nobody has asked for it for a while."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from documents.packs.building import run_child
from documents.packs.stamp import draw_stamp
from ecabinet.errors import Conflict, TooMany, is_full
from ecabinet.sentences import S
from ecabinet.storage import Store

log = logging.getLogger(__name__)

KEPT_SECONDS = 12 * 3600.0
"""A copy that nobody has asked for so long is drawn again when it is."""
KEPT_BYTES = 8 * 1024**3
"""Of more than this, those that nobody has asked for longest go: 300 readers of a large book must
not fill the disk on which the papers lie."""
# Several ranges of one file are asked for at once: one of them draws, the others wait.
_locks = [threading.Lock() for _ in range(32)]
# Its own places: a book that is being bound for minutes keeps no reader from one that is there.
_places = threading.BoundedSemaphore(2)
QUEUE_SECONDS = 30.0
"""Longer than this no request waits for its turn: hundreds of readers ask when a pack comes out,
and each that waits holds a thread of the server."""
_BUSY_SECONDS = 5


@contextlib.contextmanager
def _turn(lock: threading.Lock | threading.Semaphore, until: float) -> Iterator[None]:
    """Wait for a turn, but not past `until`. Raises TooMany."""
    if not lock.acquire(timeout=max(0.0, until - time.monotonic())):
        raise TooMany(S("pack-copies-busy"), _BUSY_SECONDS)
    try:
        yield
    finally:
        lock.release()


def personal_copy(
    store: Store,
    base_sha256: str,
    name: str,
    foot: str,
    replaced: str,
) -> Path:
    """Return the PDF of a book with these words on every page; the same words, the same file.

    Takes a fraction of a second the first time: call it outside any transaction. Raises Conflict;
    TooMany when too many are being drawn.
    """
    try:
        return _kept_or_drawn(store, base_sha256, name, foot, replaced)
    except OSError as error:
        log.exception("a personal copy could not be written")
        key = "pack-no-room" if is_full(error) else "pack-copy-not-written"
        raise Conflict(S(key)) from None


def _kept_or_drawn(store: Store, base_sha256: str, name: str, foot: str, replaced: str) -> Path:
    until = time.monotonic() + QUEUE_SECONDS
    words = "\n".join([name, foot, replaced])
    key = hashlib.sha256(f"{base_sha256}\n{words}".encode()).hexdigest()
    path = folder(store) / key[:2] / f"{key}.pdf"
    with _turn(_locks[int(key[:8], 16) % len(_locks)], until):
        with contextlib.suppress(FileNotFoundError):
            os.utime(path)  # never makes a file, as `touch` would of one that is just forgotten
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as made:
            drawn = Path(made) / "copy.pdf"
            stamp = Path(made) / "stamp.pdf"
            stamp.write_bytes(draw_stamp(name, foot, replaced))
            base = str(store.path(base_sha256).resolve())
            with _turn(_places, until):
                run_child(
                    "documents.packs.stamping",
                    Path(made),
                    {"base": base, "stamp": str(stamp), "out": str(drawn)},
                )
            drawn.replace(path)
    return path


def folder(store: Store) -> Path:
    """Return where personal copies lie."""
    return store.derived / "packs"


def forget_unused(store: Store) -> None:
    """Delete copies that nobody has asked for in a while, and the oldest of too many."""
    before = time.time() - KEPT_SECONDS
    found: list[tuple[float, int, Path]] = []
    for path in folder(store).glob("*/*.pdf"):
        with contextlib.suppress(FileNotFoundError):
            told = path.stat()
            found.append((told.st_mtime, told.st_size, path))
    room = KEPT_BYTES
    for asked_at, size, path in sorted(found, reverse=True):
        room -= size
        if asked_at < before or room < 0:
            path.unlink(missing_ok=True)
