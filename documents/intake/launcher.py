"""`python -m documents.intake.launcher LIMITS PROGRAM ARGUMENTS…`: becomes a program of the machine
under limits and, where the system allows it, without a network."""

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

from documents.intake.limited import limit_this_process
from documents.intake.limits import Limits

_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
_OPEN_FILES = 512


def leave_the_network() -> bool:
    """Move this process into a network of its own, where there is nobody else."""
    user, group = os.getuid(), os.getgid()
    kinds = _NEW_NETWORK if user == 0 else _NEW_NETWORK | _NEW_USERS
    if ctypes.CDLL(None, use_errno=True).unshare(kinds) != 0:
        return False
    if user != 0:
        own = Path("/proc/self")
        with suppress(OSError):
            (own / "setgroups").write_text("deny")
            (own / "uid_map").write_text(f"{user} {user} 1")
            (own / "gid_map").write_text(f"{group} {group} 1")
    return True


def main(limits: Limits, command: list[str]) -> None:
    """Become `command`."""
    if not leave_the_network():
        sys.stderr.write("the network could not be taken away\n")
    limit_this_process(limits, open_files=_OPEN_FILES)
    # Programs written in Python find their own modules, not ours.
    os.environ.pop("PYTHONPATH", None)
    os.execv(command[0], command)  # noqa: S606 - a program of this machine, no shell


if __name__ == "__main__":
    main(Limits.from_json(sys.argv[1]), sys.argv[2:])
