"""Ephemeral messages gathered per room: the first goes out at once, then one frame per period.

While one person draws nothing waits; when several draw, everybody in the room gets one frame per
16 ms, encoded once, instead of one per stroke part.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

log = logging.getLogger(__name__)

PERIOD = 0.016
"""Seconds between two frames of one room and name."""

Emit = Callable[[str, dict[str, Any], str, str | None], object]
"""`emit(name, frame, room, skip)`: send to everybody in `room` but the socket `skip`."""


@dataclass
class _Batch:
    """What waits for the end of the present period. `due` is infinite while a frame is sent."""

    due: float = math.inf
    items: list[dict[str, Any]] = field(default_factory=list)


class Gatherer:
    """Sends frames `{room, items: [{from, data}, …]}`; `from` is the sender's socket id.

    A frame with the items of one sender alone is not sent back to that sender; a frame with
    several senders' items is the same for all, and each leaves out what is its own.
    """

    def __init__(self, emit: Emit, period: float = PERIOD) -> None:
        self._emit = emit
        self._period = period
        self._batches: dict[tuple[str, str], _Batch] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def add(self, room: str, name: str, data: dict[str, Any], sender: str) -> None:
        """Send `data` at once when the room was quiet for a period, else with the next frame."""
        item = {"from": sender, "data": data}
        key = (room, name)
        with self._changed:
            batch = self._batches.get(key)
            if batch is not None:
                batch.items.append(item)
                return
            self._batches[key] = batch = _Batch()
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, name="ecabinet-gathering", daemon=True
                )
                self._thread.start()
        self._send(key, batch, [item])

    def _send(self, key: tuple[str, str], batch: _Batch, items: list[dict[str, Any]]) -> None:
        room, name = key
        started = time.monotonic()
        senders = {item["from"] for item in items}
        skip = senders.pop() if len(senders) == 1 else None
        try:
            self._emit(name, {"room": room, "items": items}, room, skip)
        except Exception:
            log.exception("a frame for %s was not sent", room)
        finally:
            with self._changed:
                batch.due = started + self._period
                self._changed.notify()

    def _run(self) -> None:
        while True:
            for key, batch, items in self._ready():
                self._send(key, batch, items)

    def _ready(self) -> list[tuple[tuple[str, str], _Batch, list[dict[str, Any]]]]:
        """Wait until a period has ended; take what gathered in it, forget rooms gone quiet."""
        with self._changed:
            now = time.monotonic()
            due = min((batch.due for batch in self._batches.values()), default=math.inf)
            if due > now:
                self._changed.wait(None if due == math.inf else due - now)
                now = time.monotonic()
            taken = []
            for key, batch in list(self._batches.items()):
                if batch.due > now:
                    continue
                if batch.items:
                    taken.append((key, batch, batch.items))
                    batch.items, batch.due = [], math.inf
                else:
                    del self._batches[key]
            return taken
