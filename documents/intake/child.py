"""The limited process: `python -m documents.intake.child ORIGINAL FOLDER LIMITS`.

Answers on standard output with one line of JSON for the check and one more for the text, so that
a paper whose text cannot be read is still a paper.
"""

import errno
import json
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from documents.intake.inspector import inspect_pdf
from documents.intake.limited import limit_this_process
from documents.intake.limits import Limits
from documents.intake.results import RefusedFile
from documents.intake.text import extract_text
from ecabinet.sentences import S

READING_COPY = "reading.pdf"
TEXT = "text.json"


def main(original: Path, folder: Path, limits: Limits) -> int:
    """Check `original` and leave the reading copy and the text in `folder`."""
    # Libraries may print; only what is said here shall reach the one who listens.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    limit_this_process(limits)
    try:
        checked = inspect_pdf(original, folder / READING_COPY, limits)
    except RefusedFile as error:
        sentence = error.refused.sentence
    except MemoryError:
        sentence = S("document-refused-too-much-memory")
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        sentence = S("document-refused-copy-too-large")
    else:
        _say(answers, {"checked": checked})
        empty, complete = extract_text(folder / READING_COPY, folder / TEXT, limits)
        _say(answers, {"text": {"empty": empty, "complete": complete}})
        return 0
    _say(answers, {"refused": sentence.to_json()})
    return 0


def _say(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), Limits.from_json(sys.argv[3])))
