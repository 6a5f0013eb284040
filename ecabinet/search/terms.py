"""What stands in the index for a text, and how a query asks for it. Pure.

The index answers only whether a term is there. So that phrases need no places in the text, each
pair of neighbouring words is a term of its own; words whose marks count have a term with them
("=ngân"), words of the title one behind "^". All terms are ASCII, so that no engine folds or parts
them in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ecabinet.search.folding import Word
from ecabinet.search.language import Query, Term

TITLE, EXACT = "^", "="


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


def ways_of(query: Query) -> list[tuple[int, list[str]]]:
    """Return the ways in which the words may stand in a part, (tier, what must be there) each: in
    the title (3), one after the other (2), anyhow (1); the best way first."""
    ways = [(3, title_of(query)), (2, close_of(query)), (1, all_of(query.wanted))]
    return [(tier, wanted) for tier, wanted in ways if wanted]


def barred_of(query: Query) -> list[list[str]]:
    """Return, for each term that must not be there, what is there where it is."""
    return [asked(term) for term in query.excluded]


def as_tsquery(terms: Iterable[str], barred: Iterable[Sequence[str]] = ()) -> str:
    """Return the tsquery that wants all of `terms`, and all together of none in `barred`. They hold
    no quote and no backslash."""
    wanted = [f"'{term}'" for term in terms]
    return " & ".join(wanted + [f"!({as_tsquery(each)})" for each in barred])


def as_fts5(terms: Iterable[str], barred: Iterable[Sequence[str]] = ()) -> str:
    """Return the FTS5 expression that wants the same."""
    wanted = " AND ".join(f'"{term}"' for term in terms)
    return " NOT ".join([f"({wanted})", *(f"({as_fts5(each)})" for each in barred)])
