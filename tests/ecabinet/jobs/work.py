"""Kinds of work for the tests, registered as a feature would; they leave files in the home."""

from __future__ import annotations

import os
import time

from ecabinet.errors import Conflict
from ecabinet.jobs import registry
from ecabinet.jobs.registry import Run
from ecabinet.sentences import S


@registry.handles("test-note")
def note(run: Run) -> None:
    """Add a line to a file: shows how often the work was done, and by which process."""
    with (run.config.home / "notes").open("a") as file:
        file.write(f"{run.params['line']} {os.getpid()}\n")


@registry.handles("test-refused")
def refuse(run: Run) -> None:
    raise Conflict(S("changed-meanwhile"))


@registry.handles("test-broken")
def break_down(run: Run) -> None:
    raise ZeroDivisionError("a mistake of ours")


@registry.handles("test-long")
def go_on(run: Run) -> None:
    """Go on until somebody asks it to stop."""
    for page in range(100_000):
        run.progress(page, 100_000)
        (run.config.home / "begun").touch()
        time.sleep(0.002)


@registry.handles("test-exit")
def die(run: Run) -> None:
    """Take the process down, as the kernel would."""
    os._exit(9)


@registry.handles("test-pages")
def count(run: Run) -> None:
    for page in range(1, run.params["pages"] + 1):
        run.progress(page, run.params["pages"])
