"""How a pattern makes a number, and who may choose the pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from documents.rules import has_office
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.sentences import S, Sentence
from ecabinet.verdicts import ALLOW, Verdict, denied

PLACES = ("date", "year", "month", "id", "item", "paper", "kind")
"""What a pattern may name: day, year and month of the sitting or ballot, its number in this
system, number of the line, number of the paper in the line, kind of the paper."""
LONGEST = 60
_PLACE = re.compile(r"\{([^{}]*)\}")
_LETTERS = re.compile(r"[\w .,:/()–-]*")


@dataclass(frozen=True)
class Standing:
    """Where a paper stands: day and number of the sitting or ballot, line, which paper of it."""

    on: date
    id: int
    item: int | str
    paper: int
    kind: str


def may_number(actor: Actor) -> Verdict:
    """The secretariat chooses how papers are numbered."""
    return ALLOW if actor.is_secretariat and has_office(actor) else denied("document-secretariat")


def check_pattern(pattern: str, needed: tuple[str, ...]) -> str:
    """Return the pattern without blanks around it. Raises Invalid: too long, an unknown place, a
    sign that no file name bears, or without the places that tell papers apart."""
    pattern = " ".join(pattern.split())
    named = _PLACE.findall(pattern)
    rest = _PLACE.sub("", pattern)
    if not 1 <= len(pattern) <= LONGEST:
        raise Invalid(S("naming-pattern-length", longest=LONGEST))
    unknown = [name for name in named if name not in PLACES]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in PLACES)
        raise Invalid(S("naming-pattern-unknown", name=unknown[0], known=known))
    if not _LETTERS.fullmatch(rest):
        raise Invalid(S("naming-pattern-sign"))
    missing = [name for name in needed if name not in named]
    if missing:
        raise Invalid(S("naming-pattern-missing", name=f"{{{missing[0]}}}"))
    return pattern


def check_patterns(sitting: str, ballot: str) -> dict[str, str]:
    """Return both patterns by their names. Raises Invalid (per field)."""
    given: dict[str, str] = {}
    refused: dict[str, Sentence] = {}
    wanted = {"sitting": (sitting, ("item", "paper")), "ballot": (ballot, ("paper",))}
    for name, (pattern, needed) in wanted.items():
        try:
            given[name] = check_pattern(pattern, needed)
        except Invalid as error:
            refused[name] = error.sentence
    if refused:
        raise Invalid(next(iter(refused.values())), refused)
    return given


def number_of(pattern: str, standing: Standing) -> str:
    """The number of the paper that stands there."""
    values = {
        "date": f"{standing.on:%d.%m.%Y}",
        "year": f"{standing.on:%Y}",
        "month": f"{standing.on:%m}",
        "id": str(standing.id),
        "item": str(standing.item),
        "paper": str(standing.paper),
        "kind": standing.kind,
    }
    return _PLACE.sub(lambda place: values[place[1]], pattern)


def examples_of(pattern: str, today: date) -> list[str]:
    """Return what a pattern makes of a first and a second paper, and of one far down."""
    places = ((1, 1), (1, 2), (12, 3))
    return [number_of(pattern, Standing(today, 11, i, p, "proposal")) for i, p in places]


def free_number(wanted: str, taken: set[str]) -> str:
    """`wanted`, or with a letter behind it when another paper had it before: 3.2a, 3.2b, …"""
    if wanted not in taken:
        return wanted
    count = 0
    while True:
        letters, rest = "", count
        while True:
            letters = chr(ord("a") + rest % 26) + letters
            rest = rest // 26 - 1
            if rest < 0:
                break
        if wanted + letters not in taken:
            return wanted + letters
        count += 1
