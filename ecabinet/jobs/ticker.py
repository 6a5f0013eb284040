"""The rounds of a running server: small acts that are due, done by a daemon thread.

What is added here must be safe when two processes do it at once: it looks for what is due, and
does each piece in a unit of work of its own that asks the state again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ecabinet import clock

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)

EVERY = 20.0
"""Seconds between two rounds."""

_acts: dict[str, Callable[[], object]] = {}


@dataclass(frozen=True)
class Round:
    """What a round of this process came to. `failed`: the names of acts that did not succeed."""

    at: datetime
    failed: tuple[str, ...]


_last: Round | None = None


def last_round() -> Round | None:
    """Return the last round of this process, None before the first."""
    return _last


def add(name: str, act: Callable[[], object]) -> None:
    """Have `act` called in every round, inside the application's context; `name` again replaces."""
    _acts[name] = act


def run_round(app: Flask) -> None:
    """Do every act once. One that fails is logged and tried again in the next round."""
    global _last
    at, failed = clock.now(), []
    for name, act in list(_acts.items()):
        try:
            with app.app_context():
                act()
        except Exception:
            log.exception("%s failed; it is tried again", name)
            failed.append(name)
    _last = Round(at, tuple(failed))


def start(one_round: Callable[[], object], *, every: float = EVERY) -> threading.Event:
    """Call `one_round` now and then every so often, in a thread. Set the event to end it."""
    stop = threading.Event()

    def rounds() -> None:
        while True:
            one_round()
            if stop.wait(every):
                return

    threading.Thread(target=rounds, name="ecabinet-rounds", daemon=True).start()
    return stop
