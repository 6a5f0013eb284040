"""What a person types into the search field, read forgivingly. Pure; never raises.

ngân sách "nhà nước" -dự phòng =mã title:"tờ trình" in:papers from:01/2026 organisation:BTC
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ecabinet.search.folding import fold, words_of
from ecabinet.sentences import S, Sentence

MOST_WORDS = 20
LONGEST_QUERY = 500
KINDS = ("papers", "agenda", "submissions", "decisions", "ballots")


@dataclass(frozen=True)
class Term:
    """One thing that must be there (or must not): a word, or words that follow each other."""

    words: tuple[str, ...]
    exact: tuple[str, ...] | None = None
    """The words with their marks, when these are to count."""
    in_title: bool = False
    is_excluded: bool = False


@dataclass(frozen=True)
class Query:
    """What is looked for. `notes`: what of the text could not be used, in words."""

    terms: tuple[Term, ...] = ()
    kinds: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    organisation: str = ""
    notes: tuple[Sentence, ...] = field(default=())

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that must be there."""
        return tuple(term for term in self.terms if not term.is_excluded)

    @property
    def excluded(self) -> tuple[Term, ...]:
        """The terms that must not be there."""
        return tuple(term for term in self.terms if term.is_excluded)

    def limited_to(self, kind: str) -> Query:
        """Return the query for one kind only, when `kind` is one."""
        return replace(self, kinds=(kind,)) if kind in KINDS else self


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"−": "-", "–": "-", "：": ":"})
_PIECE = re.compile(
    r"(?P<sign>[-+]*)(?:(?P<field>[^\W\d_][\w-]{0,20}):)?(?P<sign2>[-+]*)(?P<equal>=?)"
    r'(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))',
)
_FIELDS = {
    "in": "in", "trong": "in", "loai": "in",
    "title": "title", "tieude": "title", "ten": "title",
    "from": "from", "since": "from", "tu": "from", "tungay": "from",
    "to": "to", "until": "to", "den": "to", "denngay": "to",
    "organisation": "organisation", "organization": "organisation", "org": "organisation",
    "coquan": "organisation",
}  # fmt: skip
_KINDS = {
    "papers": "papers", "paper": "papers", "documents": "papers", "tailieu": "papers",
    "agenda": "agenda", "sittings": "agenda", "meetings": "agenda", "chuongtrinh": "agenda",
    "phienhop": "agenda",
    "submissions": "submissions", "submission": "submissions", "dossiers": "submissions",
    "hosotrinh": "submissions", "hoso": "submissions",
    "decisions": "decisions", "decision": "decisions", "ketluan": "decisions",
    "nghiquyet": "decisions", "quyetdinh": "decisions",
    "ballots": "ballots", "ballot": "ballots", "phieu": "ballots", "bieuquyet": "ballots",
    "phieulayykien": "ballots",
}  # fmt: skip


def parse(text: str, *, exact: bool = False) -> Query:
    """Read what was typed. `exact`: all marks count, as if each word stood behind "="."""
    text = text[:LONGEST_QUERY].translate(_QUOTES)
    found = Query()
    terms: list[Term] = []
    for piece in _PIECE.finditer(text):
        name = _FIELDS.get(_plain(piece["field"] or ""))
        value = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        if name not in (None, "title"):
            found = _filtered(found, str(name), value)
            continue
        if name is None and piece["field"]:
            value = f"{piece['field']}:{value}"
        words = words_of(value)
        if words:
            counts = exact or bool(piece["equal"])
            terms.append(
                Term(
                    tuple(word.folded for word in words),
                    tuple(word.exact for word in words) if counts else None,
                    in_title=name == "title",
                    is_excluded="-" in piece["sign"] + piece["sign2"],
                )
            )
    kept, count = [], 0
    for term in dict.fromkeys(terms):
        count += len(term.words)
        if count <= MOST_WORDS:
            kept.append(term)
    notes = found.notes
    if len(kept) < len(set(terms)):
        notes += (S("search-too-many-words", limit=MOST_WORDS),)
    if found.starts_on and found.ends_on and found.starts_on > found.ends_on:
        notes += (S("search-dates-crossed"),)
    return replace(found, terms=tuple(kept), notes=notes)


def _plain(text: str) -> str:
    return fold(text).replace("-", "").replace("_", "")


def _filtered(query: Query, name: str, value: str) -> Query:
    if name == "organisation":
        return replace(query, organisation=value.strip()[:100])
    if name == "in":
        kinds = [_KINDS.get(_plain(one)) for one in value.split(",") if one.strip()]
        known = tuple(kind for kind in kinds if kind)
        if not known or None in kinds:
            query = replace(query, notes=(*query.notes, S("search-unknown-kind", kind=value[:60])))
        return replace(query, kinds=tuple(dict.fromkeys((*query.kinds, *known))))
    period = read_period(value)
    if period is None:
        return replace(query, notes=(*query.notes, S("search-unknown-day", day=value[:60])))
    if name == "from":
        return replace(query, starts_on=period[0])
    return replace(query, ends_on=period[1])


_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"(\d{4})")


def read_period(text: str) -> tuple[date, date] | None:
    """Return the first and last day of "21/11/2026", "2026-11-21", "11/2026" or "2026"."""
    text = text.strip()
    try:
        if match := _DAY.fullmatch(text):
            d, m, y, year, month, day = match.groups()
            one = date(int(y or year), int(m or month), int(d or day))
            return one, one
        if match := _MONTH.fullmatch(text):
            m, y, year, month = match.groups()
            first = date(int(y or year), int(m or month), 1)
            return first, _before_next_month(first)
        if match := _YEAR.fullmatch(text):
            return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
    except (ValueError, OverflowError):
        return None
    return None


def _before_next_month(first: date) -> date:
    if (first.year, first.month) == (9999, 12):
        return date.max
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)
