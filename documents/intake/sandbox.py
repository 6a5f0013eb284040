"""The check of an uploaded file, as the rest of the program asks for it."""

import json
import logging
import shutil
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from documents.intake import office
from documents.intake.limited import environment_of_child
from documents.intake.limits import Limits
from documents.intake.processes import Ended, run_watched
from documents.intake.recognise import Content, recognise
from documents.intake.results import Accepted, Refused, RefusedFile
from documents.intake.signed import read_signatures
from documents.intake.tools import Tools
from documents.kinds import ReadingCopy
from ecabinet.errors import NoRoom
from ecabinet.sentences import S, Sentence

logger = logging.getLogger(__name__)

# -P: nothing is imported from the working folder, where files of strangers lie.
CHECKER = (sys.executable, "-P", "-m", "documents.intake.child")
_WORD_CHECKER = (sys.executable, "-P", "-m", "documents.intake.word.child")
READING_COPY = "reading.pdf"
TEXT = "text.json"
PACKAGE = "package.docx"
PICTURES = "pictures"
CHILDREN_AT_ONCE = 2

_places = threading.BoundedSemaphore(CHILDREN_AT_ONCE)
Answers = dict[str, Any]


def inspect(
    path: Path,
    limits: Limits,
    out_folder: Path,
    command: Sequence[str] = CHECKER,
    tools: Tools | None = None,
) -> Accepted | Refused:
    """Check the file at `path`; leave its reading copy, text and first pictures in `out_folder`.

    Never raises for what the file holds: a crash, a lack of memory or time of the checking
    process is a refusal too, and then nothing is left in `out_folder` (which exists and is for
    this check alone). `command` is the checking program, given the file, the folder and the limits
    as JSON. Blocks; two checks run at once. Raises NoRoom when the disk is full.
    """
    try:
        content = recognise(path, limits)
    except RefusedFile as error:
        return error.refused
    check = _Check(limits, out_folder.resolve(), command, tools or Tools())
    if not _places.acquire(timeout=limits.queue_seconds):
        return Refused("document-refused-busy")
    try:
        if content is Content.WORD:
            result = check.word(path.resolve())
        else:
            result = check.pdf(path.resolve())
    finally:
        _places.release()
    accepted = result if isinstance(result, Accepted) else None
    kept = (accepted.reading_copy_path, accepted.text_path, accepted.pictures) if accepted else ()
    check.sweep(*kept)
    return result


class _Check:
    """One check: its folder, and the processes that do it."""

    def __init__(self, limits: Limits, folder: Path, command: Sequence[str], tools: Tools) -> None:
        self._limits = limits
        self._folder = folder
        self._command = command
        self._tools = tools

    def pdf(self, path: Path) -> Accepted | Refused:
        """One process: check, text, first pictures; one more for what carries signatures."""
        answers, ended = self._ask(self._command, path)
        result = self._understand(answers, ended)
        if isinstance(result, Accepted) and result.signed:
            result = self._with_signatures(result, path)
        return result

    def word(self, path: Path) -> Accepted | Refused:
        """By LibreOffice when it is there and can; else set by our own means, in one process."""
        result: Accepted | Refused | None = None
        kind = ReadingCopy.OFFICE
        if self._tools.office is not None:
            answers, ended = self._ask(_WORD_CHECKER, path, "clean", "")
            if answers is None or "package" not in answers:
                return self._understand(answers, ended)
            pdf = office.convert(self._folder / PACKAGE, self._folder, self._limits, self._tools)
            if pdf is not None:
                result = self.pdf(pdf)
        if not isinstance(result, Accepted):
            self.sweep()
            kind = ReadingCopy.PLAIN
            answers, ended = self._ask(_WORD_CHECKER, path, "set", self._tools.copy_label)
            result = self._understand(answers, ended)
        if isinstance(result, Refused):
            return result
        carried = answers["package"] if answers else {}
        is_office = kind is ReadingCopy.OFFICE
        made = "document-warning-made-office" if is_office else "document-warning-made-plain"
        warnings = [S(made), *result.warnings]
        if carried.get("attachments"):
            warnings.append(S("document-warning-attachments-removed"))
        signed = int(carried.get("signatures", 0))
        if signed:
            warnings.append(S("document-warning-signed", signatures=signed))
        result = replace(
            result,
            media_type=Content.WORD.value,
            reading_copy=kind,
            warnings=tuple(warnings),
            signed=signed > 0,
        )
        return self._with_signatures(result, path) if signed else result

    def _with_signatures(self, result: Accepted, path: Path) -> Accepted:
        read = read_signatures(path, result.media_type, self._folder, self._limits, self._tools)
        return replace(result, signatures=read.found, warnings=result.warnings + read.warnings)

    def sweep(self, *kept: Path | None) -> None:
        """Remove what the processes left in the folder, but `kept`."""
        for entry in self._folder.iterdir():
            if entry in kept:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def _ask(self, command: Sequence[str], path: Path, *task: str) -> tuple[Answers | None, Ended]:
        ended = run_watched(
            [*command, str(path), str(self._folder), self._limits.to_json(), *task],
            folder=self._folder,
            environment=environment_of_child(),
            wall_seconds=self._limits.wall_seconds,
        )
        answers = _answers(ended)
        if answers is not None and "no_room" in answers:
            logger.error("no room on the disk for the check of an upload: %s", ended.account)
            raise NoRoom
        return answers, ended

    def _understand(self, answers: Answers | None, ended: Ended) -> Accepted | Refused:
        if answers is None:
            return _failed("document-refused-checker-failed", ended)
        if "refused" in answers:
            sentence = Sentence.from_json(answers["refused"])
            logger.info("an upload was refused (%s): %s", sentence.key, ended.account)
            return Refused(sentence.key, dict(sentence.params))
        if "checked" in answers:
            if "pictures" not in answers:
                logger.warning("text or pages of a paper could not be had: %s", ended.account)
            try:
                return _accepted(answers, self._folder)
            except (KeyError, TypeError, ValueError):
                return _failed("document-refused-checker-failed", ended)
        if ended.timed_out or -ended.status in (signal.SIGXCPU, signal.SIGALRM):
            seconds = int(self._limits.wall_seconds)
            return _failed("document-refused-took-too-long", ended, seconds=seconds)
        # SIGKILL that is not ours comes from the kernel that ran out of memory.
        if (-ended.status == signal.SIGKILL and not ended.overflowed) or (
            b"MemoryError" in ended.noise
        ):
            return _failed("document-refused-too-much-memory", ended)
        if ended.status == 0 or ended.overflowed:
            return _failed("document-refused-checker-failed", ended)
        return _failed("document-refused-checker-crashed", ended)


def _answers(ended: Ended) -> Answers | None:
    """The answers by their names; None when what was said is no answer of the checker's."""
    answers: Answers = {}
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


def _accepted(answers: Answers, folder: Path) -> Accepted:
    checked, text = answers["checked"], answers.get("text")
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
    drawn = "pictures" in answers
    if text is not None and not drawn:
        warnings.append(S("document-warning-not-drawn"))
    return Accepted(
        pages=pages,
        page_sizes=tuple((float(width), float(height)) for width, height in checked["page_sizes"]),
        reading_copy_path=reading_copy,
        text_path=folder / TEXT if text is not None else None,
        warnings=tuple(warnings),
        signed=bool(checked["signed"]),
        encrypted_owner_only=bool(checked["encrypted_owner_only"]),
        title=checked["title"],
        pictures=folder / PICTURES if drawn else None,
    )


def _failed(key: str, ended: Ended, **params: int) -> Refused:
    logger.warning("a check of an upload did not end well (%s): %s", key, ended.account)
    return Refused(key, dict(params))
