"""What is handed to a channel, and what the channel says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ecabinet.notices.models import Trouble
from ecabinet.notices.services import Attachment


@dataclass(frozen=True)
class Line:
    """One notice in the words that may leave the house, and where it leads (whole address)."""

    text: str
    url: str


@dataclass(frozen=True)
class Message:
    """What goes to one person in one piece. `reference` is the same in every try."""

    reference: str
    to: str
    """An address, a number; for push nothing."""
    language: str
    title: str
    lines: Sequence[Line]
    files: Sequence[Attachment] = ()
    browsers: Sequence[Browser] = ()


@dataclass(frozen=True)
class Browser:
    """Where a browser listens for pushes, and its keys (RFC 8291), base64url."""

    id: int
    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True)
class Sent:
    """It was taken. `to`: where it went, for the record; `gone`: browsers that are no more."""

    to: str
    gone: Sequence[int] = ()


class NotSent(Exception):
    """It was not taken; the text says why, for the administrator; `trouble`, for everybody else,
    of which kind that is.

    `is_final`: another try would end the same. `is_down`: the channel itself does not work now,
    so that the rest need not be tried either. `gone`: browsers that are no more.
    """

    def __init__(
        self,
        why: str,
        trouble: Trouble,
        *,
        is_final: bool = False,
        is_down: bool = False,
        gone: Sequence[int] = (),
    ) -> None:
        super().__init__(why[:500])
        self.trouble = trouble
        self.is_final, self.is_down, self.gone = is_final, is_down, gone


class Transport(Protocol):
    """Opened for a run, closed after it."""

    def send(self, message: Message) -> Sent:
        """Hand `message` over. Raises NotSent."""
        ...

    def close(self) -> None:
        """End the connection, if there is one."""
        ...
