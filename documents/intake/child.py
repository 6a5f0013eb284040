"""The limited process: `python -m documents.intake.child ORIGINAL FOLDER LIMITS`.

Answers on standard output with one line of JSON for the check, one more for the text and one for
the pictures, so that a paper whose text cannot be read or whose pages cannot be drawn is still a
paper.
"""

import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2

from documents.intake.drawing import draw_pages
from documents.intake.inspector import inspect_pdf
from documents.intake.limited import limit_this_process
from documents.intake.limits import Limits
from documents.intake.picture_names import THUMBNAIL
from documents.intake.results import RefusedFile
from documents.intake.text import extract_text
from ecabinet.errors import is_full
from ecabinet.sentences import S

READING_COPY = "reading.pdf"
TEXT = "text.json"
PICTURES = "pictures"
_FIRST_PAGES = 3

Say = Callable[[dict[str, Any]], None]


def check(pdf: Path, folder: Path, limits: Limits, say: Say) -> None:
    """Check a PDF and leave its reading copy, its text and its first pictures in `folder`."""
    checked = inspect_pdf(pdf, folder / READING_COPY, limits)
    say({"checked": checked})
    empty, complete = extract_text(folder / READING_COPY, folder / TEXT, limits)
    say({"text": {"empty": empty, "complete": complete}})
    say({"pictures": _draw_first(folder, checked["pages"], limits)})


def run(limits: Limits, task: Callable[[Say], None]) -> int:
    """Do `task` under limits; what it refuses becomes an answer, as long as it gave none."""
    # Libraries may print; only what is said here shall reach the one who listens.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    limit_this_process(limits)
    checked = False

    def say(answer: dict[str, Any]) -> None:
        nonlocal checked
        checked = checked or "checked" in answer
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    try:
        task(say)
    except RefusedFile as error:
        sentence = error.refused.sentence
    except MemoryError:
        sentence = S("document-refused-too-much-memory")
    except OSError as error:
        if is_full(error):
            # Not the fault of the file, and nothing of it could be kept.
            say({"no_room": True})
            return 1
        if error.errno != errno.EFBIG:
            raise
        sentence = S("document-refused-copy-too-large")
    else:
        return 0
    if checked:
        # The paper is sound; its text or its pictures broke off. That is said on standard error.
        sys.stderr.write(f"{sentence.key}\n")
        return 1
    say({"refused": sentence.to_json()})
    return 0


def _draw_first(folder: Path, pages: int, limits: Limits) -> int:
    """The thumbnails of the first pages: who uploaded the paper looks at them next."""
    (folder / PICTURES).mkdir()
    document = pypdfium2.PdfDocument(folder / READING_COPY)
    try:
        first = range(1, min(pages, _FIRST_PAGES) + 1)
        return draw_pages(document, first, THUMBNAIL, folder / PICTURES, limits.picture_seconds)
    finally:
        document.close()


def main(original: Path, folder: Path, limits: Limits) -> int:
    """Check `original`."""
    return run(limits, lambda say: check(original, folder, limits, say))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), Limits.from_json(sys.argv[3])))
