"""A spreadsheet that somebody sends, opened in a process that can do no harm."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from documents.intake.limited import environment_of_child
from documents.intake.limits import MIB, Limits
from documents.intake.processes import run_watched
from documents.intake.results import RefusedFile
from ecabinet.errors import Invalid
from ecabinet.sentences import S, Sentence
from meetings.entering.child import ROWS
from meetings.entering.reading import MOST_BYTES, Row, rows_of_text

logger = logging.getLogger(__name__)

READER = (sys.executable, "-P", "-m", "meetings.entering.child")
_SECONDS = 15
_places = threading.BoundedSemaphore(2)


def open_spreadsheet(file: IO[bytes], limits: Limits, command: Sequence[str] = READER) -> list[Row]:
    """Return the rows of an uploaded file of at most MOST_BYTES. Raises Invalid, told in words."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _refused(S("entering-refused-bytes", most=MOST_BYTES // MIB))
    if not content:
        raise _refused(S("entering-refused-empty"))
    own = replace(limits, wall_seconds=_SECONDS, cpu_seconds=_SECONDS, written_bytes=64 * MIB)
    if not _places.acquire(timeout=limits.queue_seconds):
        raise _refused(S("entering-refused-busy"))
    try:
        with tempfile.TemporaryDirectory(prefix="ecabinet-") as name:
            return _read(content, Path(name), own, command)
    finally:
        _places.release()


def _read(content: bytes, folder: Path, limits: Limits, command: Sequence[str]) -> list[Row]:
    path = folder / "upload"
    path.write_bytes(content)
    ended = run_watched(
        [*command, str(path), str(folder), limits.to_json()],
        folder=folder,
        environment=environment_of_child(),
        wall_seconds=limits.wall_seconds,
    )
    try:
        said = json.loads(ended.output)
        if "refused" in said:
            raise _refused(Sentence.from_json(said["refused"]))
        rows = json.loads((folder / ROWS).read_text("utf-8"))
        return [(int(line), tuple(str(cell) for cell in cells)) for line, cells in rows]
    except (OSError, TypeError, ValueError) as error:
        logger.warning(
            "a spreadsheet could not be read: status %s, timed out: %s, said: %r",
            ended.status, ended.timed_out, ended.noise[-2000:],
        )  # fmt: skip
        key = "entering-refused-time" if ended.timed_out else "entering-refused-damaged"
        raise _refused(S(key)) from error


def read_pasted(text: str) -> list[Row]:
    """Return the rows of cells pasted from a spreadsheet. Raises Invalid."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise _refused(S("entering-refused-bytes", most=MOST_BYTES // MIB), "pasted")
    try:
        return rows_of_text(text)
    except RefusedFile as error:
        raise _refused(error.refused.sentence, "pasted") from error


def _refused(sentence: Sentence, field: str = "file") -> Invalid:
    return Invalid(sentence, {field: sentence})
