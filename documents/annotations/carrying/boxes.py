"""Letters and boxes of a stored reading copy: read once in the limited process, then kept beside
the store (they are derived: deleted, they are made again)."""

from __future__ import annotations

import logging
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from documents.annotations.carrying.keeping import from_bytes
from documents.annotations.carrying.paper import Paper
from documents.intake.limited import environment_of_child
from documents.intake.limits import MIB, Limits
from documents.intake.processes import run_watched
from ecabinet.storage import Store

log = logging.getLogger(__name__)

READER = (sys.executable, "-P", "-m", "documents.annotations.carrying.child")
LARGEST = 256 * MIB
PATIENCE = 5
"""Times the limits of the check: nobody waits for this, and a page left out loses its marks."""


class Unreadable(Exception):
    """The letters of a reading copy could not be had; the log says why."""


def boxes_path(store: Store, sha256: str) -> Path:
    """Where the letters of the reading copy of this name are kept, there or not."""
    return store.derived / "letters" / store.path(sha256).name[:2] / f"{sha256}.z"


def letters_of(store: Store, sha256: str, limits: Limits) -> Paper:
    """Return the letters of a reading copy, laid out. Slow the first time: not in a transaction,
    not while a page is waited for. Raises Unreadable."""
    path = boxes_path(store, sha256)
    kept = _kept(path)
    if kept is not None:
        return kept
    path.parent.mkdir(parents=True, exist_ok=True)
    limits = replace(
        limits,
        text_seconds=limits.text_seconds * PATIENCE,
        cpu_seconds=limits.cpu_seconds * PATIENCE,
        wall_seconds=limits.wall_seconds * PATIENCE,
    )
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        made = Path(folder) / "letters"
        ended = run_watched(
            [*READER, str(store.path(sha256).resolve()), str(made.resolve()), limits.to_json()],
            folder=Path(folder),
            environment=environment_of_child(),
            wall_seconds=limits.wall_seconds,
        )
        if ended.status != 0 or ended.timed_out or not made.is_file():
            noise = ended.noise.decode(errors="replace")[-2000:]
            log.warning("letters of %s: status %s, said %r", sha256, ended.status, noise)
            raise Unreadable(sha256)
        found = _kept(made)
        if found is None:
            raise Unreadable(sha256)
        if found.complete:
            # Two at once write the same; the later name wins and nobody reads half a file.
            made.replace(path)
    return found


def _kept(path: Path) -> Paper | None:
    try:
        if path.stat().st_size > LARGEST:
            return None
        return from_bytes(path.read_bytes())
    except (OSError, ValueError):
        return None
