"""The limited process: `python -m documents.export.child SOURCE TARGET MARKS LIMITS`."""

import json
import sys
from pathlib import Path

from documents.export.marks import Mark
from documents.export.pdf_writer import write_marks
from documents.intake.limited import limit_this_process
from documents.intake.limits import Limits


def main(source: Path, target: Path, marks: Path, limits: Limits) -> int:
    """Write the marks listed in `marks` into a copy of `source`."""
    limit_this_process(limits)
    listed = [Mark(**fields) for fields in json.loads(marks.read_text("utf-8"))]
    write_marks(source, target, listed)
    return 0


if __name__ == "__main__":
    _source, _target, _marks = map(Path, sys.argv[1:4])
    sys.exit(main(_source, _target, _marks, Limits.from_json(sys.argv[4])))
