"""The limited process: `python -m meetings.entering.child FILE FOLDER LIMITS`.

Writes `[[line, [cell, …]], …]` to rows.json in FOLDER, or says `{"refused": sentence}`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from documents.intake.child import Say, run
from documents.intake.limits import Limits
from documents.intake.results import RefusedFile
from meetings.entering.reading import rows_of_text, text_of
from meetings.entering.workbook import rows_of_workbook

ROWS = "rows.json"
_ZIP, _OLD_OFFICE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


def read(path: Path, folder: Path, say: Say) -> None:
    """Read the spreadsheet at `path`, whatever it is called."""
    with path.open("rb") as file:
        begins = file.read(4)
    if begins == _ZIP:
        rows = rows_of_workbook(path)
    elif begins == _OLD_OFFICE:
        raise RefusedFile("entering-refused-old-office")
    elif begins == _PDF:
        raise RefusedFile("entering-refused-kind")
    else:
        rows = rows_of_text(text_of(path.read_bytes()))
    (folder / ROWS).write_text(json.dumps(rows), "utf-8")
    say({"rows": len(rows)})


def main(path: Path, folder: Path, limits: Limits) -> int:
    """Read `path` under limits."""
    return run(limits, lambda say: read(path, folder, say))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), Limits.from_json(sys.argv[3])))
