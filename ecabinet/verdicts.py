"""May this person do this now? A Verdict answers, and a refusal carries its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ecabinet.errors import Conflict, Denied, DomainError, Invalid, NotVisible
from ecabinet.sentences import Param, Sentence


class Kind(Enum):
    """What a Verdict says."""

    ALLOW = "allow"
    HIDDEN = "hidden"
    DENIED = "denied"
    CONFLICT = "conflict"
    INVALID = "invalid"


@dataclass(frozen=True)
class Verdict:
    """True when allowed. `enforce` raises the matching DomainError otherwise."""

    kind: Kind
    sentence: Sentence | None = None
    field: str | None = None

    def __bool__(self) -> bool:
        return self.kind is Kind.ALLOW

    @property
    def is_hidden(self) -> bool:
        """The person is not to know that the act exists: show nothing."""
        return self.kind is Kind.HIDDEN

    def error(self) -> DomainError:
        """Return the error that this refusal is; an allowed act has none (AssertionError)."""
        assert self.kind is not Kind.ALLOW
        if self.kind is Kind.HIDDEN or self.sentence is None:
            return NotVisible()
        if self.kind is Kind.DENIED:
            return Denied(self.sentence)
        if self.kind is Kind.CONFLICT:
            return Conflict(self.sentence)
        return Invalid(self.sentence, {self.field: self.sentence} if self.field else None)

    def enforce(self) -> None:
        """Raise unless allowed."""
        if self.kind is not Kind.ALLOW:
            raise self.error()

    def and_then(self, other: Verdict) -> Verdict:
        """Return the first refusal of the two."""
        return other if self else self


ALLOW = Verdict(Kind.ALLOW)


def _sentence(key: str | Sentence, params: dict[str, Param]) -> Sentence:
    return key if isinstance(key, Sentence) else Sentence(key, params)


def hidden() -> Verdict:
    """Refuse without telling that there is anything to refuse."""
    return Verdict(Kind.HIDDEN)


def denied(key: str | Sentence, **params: Param) -> Verdict:
    """Refuse: this person may never do it here."""
    return Verdict(Kind.DENIED, _sentence(key, params))


def conflict(key: str | Sentence, **params: Param) -> Verdict:
    """Refuse: not in this state, or not any more."""
    return Verdict(Kind.CONFLICT, _sentence(key, params))


def invalid(key: str | Sentence, field: str | None = None, **params: Param) -> Verdict:
    """Refuse: what was given cannot be used."""
    return Verdict(Kind.INVALID, _sentence(key, params), field)
