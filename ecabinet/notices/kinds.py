"""Which kinds of notices there are; each feature registers its own in its wiring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

GROUPS = ("sittings", "papers", "ballots", "submissions", "assignments", "delegations")
"""What preferences are set for, in the order of the page."""

Still = Callable[[Session, int, dict[str, Any]], bool]
"""f(db, person_id, subject) -> whether the notice still has a point for that person."""


@dataclass(frozen=True)
class Kind:
    """A kind of notice. The catalogue names it: `notice-kind-<name>`.

    `still` is asked again right before each sending: False drops the notice ("has answered
    already"). A mandatory kind cannot be switched off; one that breaks the quiet hours does not
    wait for their end either.
    """

    name: str
    group: str
    is_mandatory: bool = False
    still: Still | None = None
    breaks_quiet: bool = False

    @property
    def label(self) -> str:
        """Catalogue key of what the kind is called."""
        return f"notice-kind-{self.name}"


def group_label(group: str) -> str:
    """Return the catalogue key of what a group is called."""
    return f"notice-group-{group}"


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make `kind` known; the same name again replaces (an app may be created twice)."""
    if kind.group not in GROUPS:
        raise ValueError(f"{kind.group!r} is no group of notices")
    if kind.breaks_quiet and not kind.is_mandatory:
        raise ValueError(f"{kind.name}: only what is mandatory may break the quiet hours")
    _kinds[kind.name] = kind


def kind_of(name: str) -> Kind:
    """Return a kind. Raises KeyError for one that no feature registered."""
    return _kinds[name]


def find_kind(name: str) -> Kind | None:
    """Return a kind, or None in a program that does not know it (any more)."""
    return _kinds.get(name)


def label_of(name: str) -> str:
    """Return the catalogue key of what a kind is called, also of one that is no more."""
    return _kinds[name].label if name in _kinds else "notice-kind-unknown"


def all_kinds() -> list[Kind]:
    """Return all kinds by group and name."""
    return sorted(_kinds.values(), key=lambda kind: (GROUPS.index(kind.group), kind.name))
