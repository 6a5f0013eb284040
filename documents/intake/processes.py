"""One program run under watch: a wall clock, bounded output, and nothing left running after it."""

import os
import select
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ANSWER_BYTES = 1024 * 1024
NOISE_BYTES = 8 * 1024
_READ = 64 * 1024
_LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class Ended:
    """How a program ended. `status` as in Popen.returncode: minus the signal that ended it.

    `output` is cut at ANSWER_BYTES, `noise` (standard error) at NOISE_BYTES.
    """

    status: int
    timed_out: bool
    overflowed: bool
    output: bytes
    noise: bytes

    @property
    def account(self) -> str:
        """For the log."""
        noise = self.noise.decode(errors="replace")[-2000:]
        return f"status {self.status}, timed out: {self.timed_out}, said: {noise!r}"


def run_watched(
    command: Sequence[str],
    *,
    folder: Path,
    environment: dict[str, str],
    wall_seconds: float,
    watch: Callable[[], None] | None = None,
) -> Ended:
    """Run `command` in `folder` and a process group of its own; kill the group when time is up.

    `watch` is called several times a second meanwhile; what it raises ends the program too.
    Safe in a threaded server: no code of ours runs between fork and exec. Raises OSError when the
    program cannot be started.
    """
    deadline = time.monotonic() + wall_seconds
    process = subprocess.Popen(  # noqa: S603 - a fixed program with paths of ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
        close_fds=True,
        start_new_session=True,
    )
    assert process.stdout is not None and process.stderr is not None
    try:
        with process.stdout, process.stderr:
            output, noise, finished = _read_both(process.stdout, process.stderr, deadline, watch)
        overflowed = len(output) > ANSWER_BYTES
        timed_out = not overflowed and not (finished and _has_ended(process.pid, deadline))
    finally:
        # Not yet reaped, so the number is still its own: what it started goes with it.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return Ended(process.returncode, timed_out, overflowed, output[:ANSWER_BYTES], noise)


def _has_ended(pid: int, deadline: float) -> bool:
    """Wait for the end of a child without reaping it."""
    handle = os.pidfd_open(pid)
    try:
        ready, _, _ = select.select([handle], [], [], max(0.0, deadline - time.monotonic()))
        return bool(ready)
    finally:
        os.close(handle)


def _read_both(
    stdout: IO[bytes], stderr: IO[bytes], deadline: float, watch: Callable[[], None] | None
) -> tuple[bytes, bytes, bool]:
    """Read both pipes to their end; the last value tells whether the end was reached in time."""
    output = bytearray()
    noise = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(stdout, selectors.EVENT_READ, output)
        waiting.register(stderr, selectors.EVENT_READ, noise)
        while waiting.get_map():
            left = deadline - time.monotonic()
            if left <= 0 or len(output) > ANSWER_BYTES:
                return bytes(output), bytes(noise), False
            if watch is not None:
                watch()
            for key, _ in waiting.select(left if watch is None else min(left, _LOOK_SECONDS)):
                data = os.read(key.fd, _READ)
                if not data:
                    waiting.unregister(key.fileobj)
                elif key.data is output:
                    output += data
                else:
                    noise += data[: NOISE_BYTES - len(noise)]
    return bytes(output), bytes(noise), True
