"""A paper with marks in it, made in the limited process."""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from documents.export.marks import Mark
from documents.intake.limited import environment_of_child
from documents.intake.limits import Limits
from documents.intake.processes import run_watched
from ecabinet.errors import Conflict, TooMany
from ecabinet.sentences import S

log = logging.getLogger(__name__)

WRITER = (sys.executable, "-P", "-m", "documents.export.child")
TARGET = "annotated.pdf"
_CHILDREN_AT_ONCE = 2
_BUSY_SECONDS = 5
_places = threading.BoundedSemaphore(_CHILDREN_AT_ONCE)


def annotated_pdf(source: Path, marks: Sequence[Mark], folder: Path, limits: Limits) -> Path:
    """Write `marks` into a copy of the reading copy at `source`, in `folder`; return its path.

    Slow (up to seconds): call it outside any transaction. Raises Conflict when the paper cannot be
    written to within the limits, TooMany when too many are made at once.
    """
    folder = folder.resolve()
    listed = folder / "marks.json"
    listed.write_text(json.dumps([mark.to_json() for mark in marks]), "utf-8")
    target = folder / TARGET
    if not _places.acquire(timeout=limits.queue_seconds):
        raise TooMany(S("export-busy"), _BUSY_SECONDS)
    try:
        ended = run_watched(
            [*WRITER, str(source.resolve()), str(target), str(listed), limits.to_json()],
            folder=folder,
            environment=environment_of_child(),
            wall_seconds=limits.wall_seconds,
        )
    finally:
        _places.release()
    if ended.status != 0 or ended.timed_out or not target.is_file():
        log.warning("marks could not be written into a paper: %r", ended.noise[-2000:])
        raise Conflict(S("export-not-possible"))
    return target
