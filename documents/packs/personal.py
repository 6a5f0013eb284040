"""The personal copy of a book: bound once for a set of rights, stamped for each reader, kept until
nobody has asked for it for a while."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import threading
import time
from pathlib import Path

from documents.packs.building import run_child
from documents.packs.stamp import draw_stamp
from ecabinet.storage import Store

KEPT_SECONDS = 12 * 3600.0
"""A copy that nobody has asked for so long is drawn again when it is."""
# Several ranges of one file are asked for at once: one of them draws, the others wait.
_locks = [threading.Lock() for _ in range(32)]


def personal_copy(store: Store, base_sha256: str, name: str, foot: str, replaced: str) -> Path:
    """Return the PDF of a book with these words on every page; the same words, the same file.

    Takes a fraction of a second the first time: call it outside any transaction. Raises Conflict.
    """
    words = "\n".join([name, foot, replaced])
    key = hashlib.sha256(f"{base_sha256}\n{words}".encode()).hexdigest()
    path = folder(store) / key[:2] / f"{key}.pdf"
    with _locks[int(key[:8], 16) % len(_locks)]:
        with contextlib.suppress(FileNotFoundError):
            os.utime(path)  # never makes a file, as `touch` would of one that is just forgotten
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as made:
            drawn = Path(made) / "copy.pdf"
            stamp = Path(made) / "stamp.pdf"
            stamp.write_bytes(draw_stamp(name, foot, replaced))
            base = str(store.path(base_sha256).resolve())
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
    """Delete copies that nobody has asked for in a while."""
    before = time.time() - KEPT_SECONDS
    for path in folder(store).glob("*/*.pdf"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
