"""The limited process for a DOCX: `python -m documents.intake.word.child ORIGINAL FOLDER LIMITS
TASK LABEL`. Answers as `documents.intake.child`, and first with a line for the package.

A module of its own: what it imports would cost every PDF a tenth of a second.
"""

import enum
import sys
from dataclasses import asdict
from pathlib import Path

from documents.intake.child import Say, check, run
from documents.intake.limits import Limits
from documents.intake.word.drawing import draw_document
from documents.intake.word.package import clean_package

PACKAGE = "package.docx"
_SET = "set.pdf"


class Task(enum.Enum):
    """What is to be done with the file."""

    CLEAN = "clean"
    """Check it and write it anew, for a converter."""
    SET = "set"
    """Check it, set its pages, and check the PDF."""


def main(original: Path, folder: Path, limits: Limits, task: Task, label: str) -> int:
    """Check `original`; leave in `folder` what came of it."""

    def work(say: Say) -> None:
        package = clean_package(original, folder / PACKAGE, limits)
        say({"package": asdict(package)})
        if task is Task.SET:
            draw_document(folder / PACKAGE, folder / _SET, label)
            check(folder / _SET, folder, limits, say)

    return run(limits, work)


if __name__ == "__main__":
    _original, _folder, _limits, _task, _label = sys.argv[1:]
    sys.exit(main(Path(_original), Path(_folder), Limits.from_json(_limits), Task(_task), _label))
