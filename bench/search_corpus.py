"""A million pages for the search: written straight into the tables, as the indexing would.

Syllables as Vietnamese makes them (onset, rime, tone), used as often as Zipf says. A pool of
distinct pages is drawn; each paper takes twenty of them at random, one in a hundred two hundred,
and each page has a number of its own besides. The terms of the papers are made by the product's own
functions.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.engine import Engine

from documents.models import (
    AccessLevel,
    Distribution,
    Document,
    DocumentVersion,
    NamedReader,
    VersionState,
    folded_name,
)
from ecabinet.db import Database
from ecabinet.orm import table_of
from ecabinet.search.folding import Word, fold, joined
from ecabinet.search.services import PART_PAGES
from ecabinet.search.terms import WHOLE, day_terms, terms_of
from tests.cabinet import T0, Cabinet

PAGES_OF_PAPER = PART_PAGES
LONG, PAGES_OF_LONG = 100, 10 * PART_PAGES
"""Every so many papers one is so long, and has several parts."""
WORDS_OF_PAGE = 100
POOL = 20_000
ONSETS = "b c ch d đ g gi h k kh l m n ng nh ph qu r s t th tr v x"
RIMES = (
    "a ai am an ang anh ao at au ay âm ân âng ât âu ây e em en ét ê êm ênh êt i iên iêt inh in o "
    "oa oan ong on ô ôi ôn ông ơ ơi ơn u ua uân ui un ung uy ư ưa ương ươi ước ưng yên"
)
TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]


@dataclass
class Page:
    """A page of the pool: as written, folded, and its terms."""

    body: str
    folded: str
    terms: frozenset[str]


@dataclass
class Corpus:
    """What was made: the syllables by how often they are used, and some pages."""

    vocabulary: list[str]
    pool: list[Page] = field(default_factory=list)


def make_pool(seed: int = 7) -> Corpus:
    """Draw the pages."""
    chance = random.Random(seed)
    syllables = [f"{o}{r}{t}" for o in ONSETS.split() for r in RIMES.split() for t in TONES]
    chance.shuffle(syllables)
    vocabulary = [_composed(one) for one in syllables[:6000]]
    weights = list(accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    made = [Word(fold(one), one, 0, 0) for one in vocabulary]
    corpus = Corpus(vocabulary)
    for _ in range(POOL):
        words = chance.choices(made, cum_weights=weights, k=WORDS_OF_PAGE)
        corpus.pool.append(
            Page(
                " ".join(word.exact for word in words),
                joined(word.folded for word in words),
                frozenset(terms_of(words)),
            )
        )
    return corpus


def _composed(syllable: str) -> str:
    """The tone stands on the vowel; enough like writing for a search."""
    letters = [char for char in syllable if not "\u0300" <= char <= "\u0323"]
    tone = syllable[len(letters) :]
    at = next(i for i, char in enumerate(letters) if fold(char) in "aeiouy")
    letters.insert(at + 1, tone)
    return unicodedata.normalize("NFC", "".join(letters))


def papers_of(pages: int) -> int:
    """How many papers so many pages are."""
    return pages * LONG // ((LONG - 1) * PAGES_OF_PAPER + PAGES_OF_LONG)


def pages_of(number: int) -> int:
    """How many pages the paper of this number has."""
    return PAGES_OF_LONG if number % LONG == 0 else PAGES_OF_PAPER


def fill(database: Database, cabinet: Cabinet, corpus: Corpus, pages: int) -> None:
    """Write papers of `pages` pages in all, with who was handed which."""
    papers = papers_of(pages)
    chance = random.Random(11)
    levels = [_level(chance.random()) for _ in range(papers)]
    titles = [
        " ".join(chance.choices(corpus.vocabulary[:800], k=8)).capitalize() for _ in range(papers)
    ]
    with database.unit_of_work() as db:
        for rows in _batches(_documents(cabinet, levels, titles)):
            db.execute(insert(table_of(Document)), rows)
        for rows in _batches(_versions(cabinet, papers)):
            db.execute(insert(table_of(DocumentVersion)), rows)
        for rows in _batches(_handed(cabinet, papers)):
            db.execute(insert(table_of(Distribution)), rows)
        for rows in _batches(_readers(cabinet, levels)):
            db.execute(insert(table_of(NamedReader)), rows)
    _copy(database.engine, corpus, titles, cabinet)


def _level(dice: float) -> AccessLevel:
    if dice < 0.85:
        return AccessLevel.CABINET
    if dice < 0.95:
        return AccessLevel.CONFIDENTIAL
    return AccessLevel.ADMINISTRATION


def _documents(
    cabinet: Cabinet, levels: list[AccessLevel], titles: list[str]
) -> Iterator[dict[str, Any]]:
    organisations = [cabinet.organisations[code] for code in ("G12", "G15", "G03")]
    for number, (level, title) in enumerate(zip(levels, titles, strict=True), start=1):
        yield {
            "id": number, "title": title, "folded": folded_name(title, ""), "access_level": level,
            "organisation_id": organisations[number % 3],
            "created_by_id": cabinet.accounts["secretary"], "created_at": T0,
        }  # fmt: skip


def _versions(cabinet: Cabinet, papers: int) -> Iterator[dict[str, Any]]:
    for number in range(1, papers + 1):
        yield {
            "id": number, "document_id": number, "ordinal": 1, "state": VersionState.RELEASED,
            "file_name": "paper.pdf", "sha256": f"{number:064x}",
            "reading_sha256": f"{number:064x}", "media_type": "application/pdf", "size": 1,
            "pages": pages_of(number), "page_sizes": [], "warnings": [],
            "uploaded_by_id": cabinet.accounts["secretary"], "uploaded_at": T0,
            "released_at": T0,
        }  # fmt: skip


def _handed(cabinet: Cabinet, papers: int) -> Iterator[dict[str, Any]]:
    """The chair was handed four papers in five, the minister one in fifty."""
    for number in range(1, papers + 1):
        for login, every in (("pm", 5), ("minister.g12", 50)):
            if (number % every == 0) == (login == "minister.g12"):
                yield {
                    "version_id": number, "person_id": cabinet.persons[login],
                    "by_id": cabinet.accounts["head"], "at": T0, "occasion": "bench",
                }  # fmt: skip


def _readers(cabinet: Cabinet, levels: list[AccessLevel]) -> Iterator[dict[str, Any]]:
    for number, level in enumerate(levels, start=1):
        if level is AccessLevel.CONFIDENTIAL and number % 3:
            yield {"document_id": number, "person_id": cabinet.persons["pm"]}


def _batches(rows: Iterator[dict[str, Any]], size: int = 5000) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _copy(engine: Engine, corpus: Corpus, titles: list[str], cabinet: Cabinet) -> None:
    """COPY the index; the GIN index is made when all is there."""
    chance = random.Random(13)
    organisations = [cabinet.organisations[code] for code in ("G12", "G15", "G03")]
    drawn = [chance.sample(range(POOL), pages_of(at)) for at in range(1, len(titles) + 1)]
    first = date(2016, 1, 1)
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_search_part_terms"))
        cursor = connection.connection.cursor()
        with cursor.copy(
            "COPY search_part (id, source, subject_id, ordinal, day, organisation_id, terms)"
            " FROM STDIN"
        ) as out:
            for part, (number, ordinal, terms) in enumerate(_parts(corpus, titles, drawn), start=1):
                day = first + timedelta(days=number * 3900 // len(titles))
                found = " ".join(terms | day_terms(day))
                organisation = organisations[number % 3]
                out.write_row((part, "papers", number, ordinal, day, organisation, found))
        with cursor.copy("COPY search_page (part_id, number, body, folded) FROM STDIN") as out:
            part = 0
            for number, pages in enumerate(drawn, start=1):
                for page, place in enumerate(pages, start=1):
                    part += page % PART_PAGES == 1
                    its = corpus.pool[place]
                    own = f"n{number}x{page}"
                    out.write_row((part, page, f"{its.body} {own}", f"{its.folded}{own} "))
                part += len(pages) > PART_PAGES
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
        connection.execute(
            text(
                "CREATE INDEX ix_search_part_terms ON search_part USING gin (terms)"
                " WITH (fastupdate = off)"
            )
        )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("CHECKPOINT"))


def _parts(
    corpus: Corpus, titles: list[str], drawn: list[list[int]]
) -> Iterator[tuple[int, int, set[str]]]:
    """The parts as the indexing cuts them, (number of the paper, ordinal, terms) each; of a long
    paper last what all of it holds."""
    for number, (title, pages) in enumerate(zip(titles, drawn, strict=True), start=1):
        words = [Word(fold(one.lower()), one.lower(), 0, 0) for one in title.split()]
        named = terms_of(words, title=True)
        whole: set[str] = set()
        for start in range(0, len(pages), PART_PAGES):
            ordinal = start // PART_PAGES + 1
            found = named.union(
                *(corpus.pool[at].terms for at in pages[start : start + PART_PAGES])
            )
            found |= {f"n{number}x{start + page}" for page in range(1, PART_PAGES + 1)}
            whole |= found
            yield number, ordinal, found
        if len(pages) > PART_PAGES:
            yield number, ordinal + 1, whole | {WHOLE}
