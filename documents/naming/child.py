"""The limited process: `python -m documents.naming.child SOURCE TARGET NUMBER LIMITS`."""

import sys
from pathlib import Path

from documents.intake.limited import limit_this_process
from documents.intake.limits import Limits
from documents.naming.stamping import stamp


def main(source: Path, target: Path, number: str, limits: Limits) -> int:
    """Stamp a copy of `source`."""
    limit_this_process(limits)
    stamp(source, target, number)
    return 0


if __name__ == "__main__":
    _, _source, _target, _number, _limits = sys.argv
    sys.exit(main(Path(_source), Path(_target), _number, Limits.from_json(_limits)))
