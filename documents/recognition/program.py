"""OCRmyPDF run over a reading copy, some pages at a time, in a process under limits."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from documents.intake import sandbox
from documents.intake.limited import environment_of_child
from documents.intake.limits import Limits
from documents.intake.processes import run_watched
from documents.intake.results import Accepted
from documents.intake.tools import Tools, recognised_languages
from ecabinet.errors import Conflict
from ecabinet.sentences import S

logger = logging.getLogger(__name__)

TOGETHER = 10
"""Pages of one run: between two runs the work can be given up."""
_PAGE_SECONDS = 120


def recognise(
    copy: Path, folder: Path, limits: Limits, tools: Tools, progress: Callable[[int, int], None]
) -> Accepted:
    """Make in `folder` a reading copy like `copy` with a text layer under its scanned pages.

    The pages look as they did. Raises Conflict when the program is not there, or cannot do it, or
    its result is not sound; what `progress` raises.
    """
    if tools.recogniser is None or not recognised_languages():
        raise Conflict(S("recognition-not-here"))
    before = _checked(copy, folder / "before", limits)
    source = copy
    with tempfile.TemporaryDirectory(dir=folder) as room:
        for first in range(1, before.pages + 1, TOGETHER):
            progress(first - 1, before.pages)
            last = min(first + TOGETHER - 1, before.pages)
            made = Path(room) / f"{first}.pdf"
            _run(source, made, f"{first}-{last}", Path(room), limits, tools.recogniser)
            source = made
        result = _checked(source, folder / "after", limits)
    if result.page_sizes != before.page_sizes:
        logger.warning("recognition changed the pages of %s", copy)
        raise Conflict(S("recognition-failed"))
    progress(before.pages, before.pages)
    return result


def _checked(path: Path, folder: Path, limits: Limits) -> Accepted:
    """The result goes through the same check as what strangers send."""
    folder.mkdir()
    checked = sandbox.inspect(path, limits, folder)
    if not isinstance(checked, Accepted):
        logger.warning("%s did not pass the check: %s", path, checked.key)
        raise Conflict(S("recognition-failed"))
    return checked


def _run(source: Path, target: Path, pages: str, room: Path, limits: Limits, program: Path) -> None:
    own = replace(
        limits,
        memory_bytes=limits.program_memory_bytes,
        wall_seconds=limits.recognition_seconds,
        cpu_seconds=int(limits.recognition_seconds),
    )
    # The first language alone where it is there: together they mistake Vietnamese for English.
    language = recognised_languages()[0]
    ended = run_watched(
        [
            *(sys.executable, "-P", "-m", "documents.intake.launcher", own.to_json()),
            *(str(program), "--quiet", "--output-type", "pdf", "--skip-text", "--jobs", "1"),
            *("--optimize", "0", "--language", language, "--pages", pages),
            *("--tesseract-timeout", str(_PAGE_SECONDS)),
            *("--max-image-mpixels", str(limits.image_pixels // 1_000_000)),
            *(str(source.resolve()), str(target)),
        ],
        folder=room,
        environment=environment_of_child()
        | {"HOME": str(room), "TMPDIR": str(room), "OMP_THREAD_LIMIT": "1"},
        wall_seconds=own.wall_seconds,
    )
    if ended.timed_out or ended.status != 0 or not target.is_file():
        logger.warning(
            "OCRmyPDF: status %s, timed out: %s: %r",
            ended.status, ended.timed_out, ended.noise[-1000:],
        )  # fmt: skip
        raise Conflict(S("recognition-failed"))
