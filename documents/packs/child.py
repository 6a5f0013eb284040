"""The limited process: `python -m documents.packs.child SPEC`.

SPEC is a file of JSON: what to bind, and `limits`, `out`, `progress`. Answers with one line of JSON
on standard output.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from documents.intake.limited import limit_this_process
from documents.intake.limits import Limits
from documents.packs.binder import BrokenPaper, bind

OPEN_FILES = 1024


def main(spec: dict[str, Any]) -> int:
    """Do what `spec` says."""
    # Libraries may print; only what is said here shall reach the one who listens.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    limit_this_process(Limits.from_json(spec["limits"]), OPEN_FILES)
    out = Path(spec["out"])
    progress = Path(spec["progress"])
    try:
        answer = bind(spec, out, lambda pages: _tell(progress, pages))
    except BrokenPaper as error:
        answer = {"broken": error.label}
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
    # Nothing that is left to tidy up is worth the time: the file is written.
    os._exit(0)


def _tell(progress: Path, pages: int) -> None:
    progress.write_text(str(pages), "ascii")


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text("utf-8")))
