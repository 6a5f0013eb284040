"""What the domain refuses, and the one table that says how HTTP and the sockets answer it."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Any

from ecabinet.sentences import S, Sentence


class DomainError(Exception):
    """The cabinet's rules refuse something; `sentence` tells the person why. Knows no HTTP."""

    def __init__(self, sentence: Sentence, code: str | None = None) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence
        self.code = code or sentence.key


class NotVisible(DomainError):
    """There is no such thing for this person; says nothing about others."""

    def __init__(self, sentence: Sentence | None = None) -> None:
        super().__init__(sentence or S("not-visible"))


class Denied(DomainError):
    """The person sees it and may not do this."""


class Conflict(DomainError):
    """The act does not fit the present state, which somebody else may have changed.

    `differences`: JSON by field, where both wrote: what they saw, what each of them wrote.
    """

    def __init__(
        self,
        sentence: Sentence,
        code: str | None = None,
        *,
        differences: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        super().__init__(sentence, code)
        self.differences = differences or {}


class Invalid(DomainError):
    """What was typed or sent cannot be used; `fields` names the places."""

    def __init__(
        self,
        sentence: Sentence,
        fields: dict[str, Sentence] | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(sentence, code)
        self.fields = fields or {}


class TooMany(DomainError):
    """Too many attempts; `retry_after` is in seconds."""

    def __init__(self, sentence: Sentence, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class NoRoom(DomainError):
    """The disk is full: nothing was kept, and no other file would help."""

    def __init__(self) -> None:
        super().__init__(S("no-room"))


def is_full(error: OSError) -> bool:
    """Return whether the disk, or our part of it, is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


class SignInNeeded(DomainError):
    """Nobody is signed in."""

    def __init__(self) -> None:
        super().__init__(S("sign-in-needed"))


HTTP_STATUS: dict[type[DomainError], int] = {
    SignInNeeded: 401,
    NotVisible: 404,
    Denied: 403,
    Conflict: 409,
    Invalid: 422,
    TooMany: 429,
    NoRoom: 507,
}


def http_status(error: DomainError) -> int:
    """Return the HTTP status of `error`: that of the nearest class it comes from."""
    return next((HTTP_STATUS[kind] for kind in type(error).__mro__ if kind in HTTP_STATUS), 400)
