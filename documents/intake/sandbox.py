"""The check of an uploaded file, as the rest of the program asks for it."""

import json
import logging
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from documents.intake.limited import environment_of_child
from documents.intake.limits import Limits
from documents.intake.processes import Ended, run_watched
from documents.intake.recognise import require_pdf
from documents.intake.results import Accepted, Refused, RefusedFile
from ecabinet.sentences import S, Sentence

logger = logging.getLogger(__name__)

# -P: nothing is imported from the working folder, where files of strangers lie.
CHECKER = (sys.executable, "-P", "-m", "documents.intake.child")
READING_COPY = "reading.pdf"
TEXT = "text.json"
CHILDREN_AT_ONCE = 2

_places = threading.BoundedSemaphore(CHILDREN_AT_ONCE)


def inspect(
    path: Path, limits: Limits, out_folder: Path, command: Sequence[str] = CHECKER
) -> Accepted | Refused:
    """Check the file at `path` and leave its reading copy and text in `out_folder` (which exists).

    Never raises for what the file holds: a crash, a lack of memory or time of the checking
    process is a refusal too, and then nothing is left in `out_folder`. `command` is the checking
    program, given the file, the folder and the limits as JSON. Blocks; two checks run at once.
    """
    try:
        require_pdf(path, limits)
    except RefusedFile as error:
        return error.refused
    out_folder = out_folder.resolve()
    if not _places.acquire(timeout=limits.queue_seconds):
        return Refused("document-refused-busy")
    try:
        ended = run_watched(
            [*command, str(path.resolve()), str(out_folder), limits.to_json()],
            folder=out_folder,
            environment=environment_of_child(),
            wall_seconds=limits.wall_seconds,
        )
    finally:
        _places.release()
    result = _understand(ended, out_folder, limits)
    kept = () if isinstance(result, Refused) else (result.reading_copy_path, result.text_path)
    for leftover in (out_folder / READING_COPY, out_folder / TEXT, out_folder / "text.part"):
        if leftover not in kept:
            leftover.unlink(missing_ok=True)
    return result


def _understand(ended: Ended, folder: Path, limits: Limits) -> Accepted | Refused:
    answers = _answers(ended)
    if answers is None:
        return _failed("document-refused-checker-failed", ended)
    if "refused" in answers:
        sentence = Sentence.from_json(answers["refused"])
        logger.info("an upload was refused (%s): %s", sentence.key, _account(ended))
        return Refused(sentence.key, dict(sentence.params))
    if "checked" in answers:
        if "text" not in answers:
            logger.warning("the text of a paper could not be read: %s", _account(ended))
        try:
            return _accepted(answers["checked"], answers.get("text"), folder)
        except (KeyError, TypeError, ValueError):
            return _failed("document-refused-checker-failed", ended)
    if ended.timed_out or -ended.status in (signal.SIGXCPU, signal.SIGALRM):
        seconds = int(limits.wall_seconds)
        return _failed("document-refused-took-too-long", ended, seconds=seconds)
    # SIGKILL that is not ours comes from the kernel that ran out of memory.
    if (-ended.status == signal.SIGKILL and not ended.overflowed) or b"MemoryError" in ended.noise:
        return _failed("document-refused-too-much-memory", ended)
    if ended.status == 0 or ended.overflowed:
        return _failed("document-refused-checker-failed", ended)
    return _failed("document-refused-checker-crashed", ended)


def _answers(ended: Ended) -> dict[str, Any] | None:
    """The answers by their names; None when what was said is no answer of the checker's."""
    answers: dict[str, Any] = {}
    *lines, cut_short = ended.output.split(b"\n")
    if cut_short and ended.status == 0:
        return None
    for line in lines:
        try:
            answer = json.loads(line)
        except ValueError:
            return None
        if not isinstance(answer, dict):
            return None
        answers |= answer
    return answers


def _accepted(checked: dict[str, Any], text: dict[str, Any] | None, folder: Path) -> Accepted:
    reading_copy = folder / READING_COPY
    if reading_copy.is_symlink() or not reading_copy.is_file():
        raise ValueError("the checker left no reading copy")
    warnings = [Sentence.from_json(warning) for warning in checked["warnings"]]
    pages = int(checked["pages"])
    if text is None:
        warnings.append(S("document-warning-text-unreadable"))
    elif text["empty"] * 2 >= pages:
        warnings.append(S("document-warning-no-text", pages=int(text["empty"]), total=pages))
    elif not text["complete"]:
        warnings.append(S("document-warning-text-incomplete"))
    return Accepted(
        pages=pages,
        page_sizes=tuple((float(width), float(height)) for width, height in checked["page_sizes"]),
        reading_copy_path=reading_copy,
        text_path=folder / TEXT if text is not None else None,
        warnings=tuple(warnings),
        signed=bool(checked["signed"]),
        encrypted_owner_only=bool(checked["encrypted_owner_only"]),
        title=checked["title"],
    )


def _failed(key: str, ended: Ended, **params: int) -> Refused:
    logger.warning("a check of an upload did not end well (%s): %s", key, _account(ended))
    return Refused(key, dict(params))


def _account(ended: Ended) -> str:
    noise = ended.noise.decode(errors="replace")[-2000:]
    return f"status {ended.status}, timed out: {ended.timed_out}, said: {noise!r}"
