"""What stands in the index for a text, and how a query asks for it. Pure.

The index answers only whether a term is there. So that phrases need no places in the text, each
pair of neighbouring words is a term of its own; words whose marks count have a term with them
("=ngân"), words of the title one behind "^", year and month of its day one behind "_". All terms
are ASCII, so that no engine folds or parts them in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ecabinet.search.folding import Word
from ecabinet.search.language import Query, Term

TITLE, EXACT, DAY = "^", "=", "_"
WHOLE = "_"
"""Has the part that holds what all parts of a long text hold together."""
MOST_MONTHS = 60
"""Years and months by which some days are looked for; more of them are not worth it."""


def _ascii(word: str) -> str:
    if word.isascii():
        return word
    return "".join(char if char.isascii() else f"z{ord(char):x}z" for char in word)


def _with_marks(exact: str) -> str:
    return EXACT + _ascii(exact)


def terms_of(words: Sequence[Word], *, title: bool = False) -> set[str]:
    """Return the terms of a text (of a title: both as text and as title)."""
    plain = [_ascii(word.folded) for word in words]
    found = set(plain)
    found.update(map("_".join, pairwise(plain)))
    if title:
        found |= {TITLE + term for term in found}
    exact = {_with_marks(word.exact) for word in words}
    return found | exact | ({TITLE + term for term in exact} if title else set())


def is_pair(term: str) -> bool:
    """Return whether this is a term of two words."""
    return "_" in term and not term.startswith(DAY)


def day_terms(day: date) -> set[str]:
    """Return the terms of the day of a text: {"_2026", "_2026_11"}."""
    return {f"{DAY}{day.year:04}", f"{DAY}{day.year:04}_{day.month:02}"}


def period(first: date, last: date) -> list[str]:
    """Return terms of which every text of these days has one: years that lie in between as a whole,
    months else. What has one may be of another day of its month. [] where they would be too many.
    """
    found: list[str] = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month) and len(found) <= MOST_MONTHS:
        if month == 1 and (year, 12) <= (last.year, last.month):
            found.append(f"{DAY}{year:04}")
            year += 1
            continue
        found.append(f"{DAY}{year:04}_{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found if len(found) <= MOST_MONTHS else []


def asked(term: Term) -> list[str]:
    """Return the terms that must all be there where `term` is."""
    plain = [_ascii(word) for word in term.words]
    found = [*map("_".join, pairwise(plain))] or plain
    found += [_with_marks(word) for word in term.exact or ()]
    return [TITLE + one for one in found] if term.in_title else found


def all_of(terms: Iterable[Term]) -> list[str]:
    """Return what must be there for all of `terms`, each once."""
    return list(dict.fromkeys(one for term in terms for one in asked(term)))


def close_of(query: Query) -> list[str]:
    """Return what is there where the words also follow each other as they were typed; [] where
    that says no more than that they are there."""
    words = [_ascii(word) for term in query.wanted if not term.in_title for word in term.words]
    pairs = list(map("_".join, pairwise(words)))
    base = all_of(query.wanted)
    return [*base, *dict.fromkeys(pairs)] if set(pairs) - set(base) else []


def title_of(query: Query) -> list[str]:
    """Return what is there where all the words stand in the title; [] where they must anyway."""
    if all(term.in_title for term in query.wanted):
        return []
    named = [one if one.startswith(TITLE) else TITLE + one for one in all_of(query.wanted)]
    return list(dict.fromkeys(named))


@dataclass(frozen=True)
class Way:
    """A way in which the words may stand in a part: what must be there, all of it, and what must
    not, each of these together."""

    tier: int
    wanted: list[str]
    barred: list[list[str]]


def ways_of(query: Query) -> list[Way]:
    """Return the ways in which the words may stand in a part: in the title (tier 3), one after the
    other (2), anyhow (1); the best way first."""
    barred = [asked(term) for term in query.excluded if term.in_title or not is_unsure(term)]
    ways = [
        Way(3, title_of(query), barred),
        # In a whole that is long each pair of words stands somewhere.
        Way(2, close_of(query), [*barred, [WHOLE]]),
        Way(1, all_of(query.wanted), barred),
    ]
    return [way for way in ways if way.wanted]


def is_unsure(term: Term) -> bool:
    """Whether the index knows only that all pairs of its words stand in the part: whether they
    follow each other, with these marks, is seen in the pages."""
    return len(term.words) > 2 or (term.exact is not None and len(term.words) > 1)


def as_tsquery(
    terms: Iterable[str], barred: Iterable[Sequence[str]] = (), one_of: Sequence[str] = ()
) -> str:
    """Return the tsquery that wants all of `terms`, of `one_of` at least one where it names any,
    and all together of none in `barred`. They hold no quote and no backslash."""
    wanted = [f"'{term}'" for term in terms]
    if one_of:
        wanted.append("(" + " | ".join(f"'{term}'" for term in one_of) + ")")
    return " & ".join(wanted + [f"!({as_tsquery(each)})" for each in barred])


def as_fts5(
    terms: Iterable[str], barred: Iterable[Sequence[str]] = (), one_of: Sequence[str] = ()
) -> str:
    """Return the FTS5 expression that wants the same."""
    wanted = [f'"{term}"' for term in terms]
    if one_of:
        wanted.append("(" + " OR ".join(f'"{term}"' for term in one_of) + ")")
    whole = " AND ".join(wanted)
    return " NOT ".join([f"({whole})", *(f"({as_fts5(each)})" for each in barred)])
