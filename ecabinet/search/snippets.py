"""The passage of a page that shows why it was found: as it is written there, what was found marked.
Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ecabinet.search.folding import Word, words_of
from ecabinet.search.language import Term

WORDS = 34
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Snippet:
    """A passage in one line; `marks` are the places (from, to) in `text` that were found.

    `phrase`: the longest run of found words, as it stands in the page; a reader's find bar finds
    it there. `is_begun`, `is_cut`: there is more before, after.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    phrase: str
    is_begun: bool
    is_cut: bool

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Give (text, whether it is marked) from the beginning to the end."""
        last = 0
        for start, end in self.marks:
            if start > last:
                yield self.text[last:start], False
            yield self.text[start:end], True
            last = end
        if last < len(self.text):
            yield self.text[last:], False


def places(words: Sequence[Word], term: Term) -> Iterator[range]:
    """Give the runs of `words` that are what `term` asks for."""
    length = len(term.words)
    for at in range(len(words) - length + 1):
        if words[at].folded != term.words[0]:
            continue
        run = words[at : at + length]
        if tuple(word.folded for word in run) != term.words:
            continue
        if term.exact is None or tuple(word.exact for word in run) == term.exact:
            yield range(at, at + length)


def holds(text: str, term: Term) -> bool:
    """Return whether `term` stands in `text`."""
    return next(places(words_of(text), term), None) is not None


def snippet_of(text: str, terms: Sequence[Term]) -> Snippet | None:
    """Return the passage of `text` that holds most of `terms`; None where there is none of them."""
    words = words_of(text)
    found: dict[int, set[int]] = {}
    for number, term in enumerate(terms):
        for there in places(words, term):
            for place in there:
                found.setdefault(place, set()).add(number)
    if not found:
        return None
    start = max(0, min(_best_start(found), len(words) - WORDS))
    end = min(len(words), start + WORDS)
    shown = [at for at in sorted(found) if start <= at < end]
    runs = list(_runs(shown))
    first = 0 if start == 0 else words[start].start
    last = len(text) if end == len(words) else words[end - 1].end
    out, marks, at = [], [], first
    length = 0
    for run in runs:
        for piece, is_marked in (
            (text[at : words[run[0]].start], False),
            (text[words[run[0]].start : words[run[-1]].end], True),
        ):
            one_line = _BLANK.sub(" ", piece)
            if not length:
                one_line = one_line.lstrip()
            if is_marked:
                marks.append((length, length + len(one_line)))
            out.append(one_line)
            length += len(one_line)
        at = words[run[-1]].end
    out.append(_BLANK.sub(" ", text[at:last]).rstrip())
    longest = max(runs, key=len)
    phrase = _BLANK.sub(" ", text[words[longest[0]].start : words[longest[-1]].end])
    return Snippet("".join(out), tuple(marks), phrase, first > 0, last < len(text.rstrip()))


def _best_start(found: dict[int, set[int]]) -> int:
    """The window with most different terms, then most neighbours, then the earliest."""
    spots = sorted(found)
    best, best_worth = spots[0], (-1, -1)
    for place, first in enumerate(spots[:400]):
        inside = []
        for spot in spots[place:]:
            if spot >= first + WORDS * 2 // 3:
                break
            inside.append(spot)
        different = len(set().union(*(found[spot] for spot in inside)))
        neighbours = sum(b - a == 1 for a, b in pairwise(inside))
        if (different, neighbours) > best_worth:
            best, best_worth = first, (different, neighbours)
    return best - WORDS // 4


def _runs(spots: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for spot in spots:
        if run and spot != run[-1] + 1:
            yield run
            run = []
        run.append(spot)
    if run:
        yield run
