"""What every limited process has in common: what it may see, and what it gives up for good."""

import os
import resource
import signal
from pathlib import Path

from documents.intake.limits import Limits

_HOUSE = Path(__file__).resolve().parents[2]
_OPEN_FILES = 64
# Should the watching process die, the child ends itself this long after its time.
_GRACE_SECONDS = 2.0


def environment_of_child() -> dict[str, str]:
    """The environment of a limited process: none of the server's secrets."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(_HOUSE),
        "LANG": "C.UTF-8",
    }


def limit_this_process(limits: Limits, open_files: int = _OPEN_FILES) -> None:
    """Give up what the limits deny, for good; called before the first untrusted byte is read."""
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds + _GRACE_SECONDS)
    for what, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, open_files, open_files),
        (resource.RLIMIT_FSIZE, limits.written_bytes, limits.written_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1),
        (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
    ):
        resource.setrlimit(what, (soft, hard))
