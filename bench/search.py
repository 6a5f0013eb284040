"""The search on PostgreSQL: the page of results for three readers, over a small and a large index.

`SEARCH_PAGES` pages in the large one: 1,000,000 unless said, as promised, which takes a quarter of
an hour to write. PostgreSQL as the tests find it; without one nothing is measured. Both are asked
in turns, each question the one after the other. Beside the page, in the same rounds: the same words
in one plain statement, full-text match and newest first, that asks nobody's rights, ranks nothing
and cuts no passages. Beside the times: the processor time of the program and of the database's
processes, which other programs on the machine change little. `SEARCH_KEEP=1` keeps the databases,
and uses them again.
"""

from __future__ import annotations

import gc
import math
import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import mean, median
from typing import Any

import psycopg
from flask import Flask
from psycopg import sql
from sqlalchemy import event, select, text

from bench.run import Result
from bench.search_corpus import WORDS_OF_PAGE, Corpus, fill, make_pool, papers_of
from ecabinet import clock, migrate
from ecabinet.app import create_app
from ecabinet.auth.models import Account
from ecabinet.auth.services import open_sign_in
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.search.folding import fold
from ecabinet.search.queries import LIMIT
from tests import cabinet as small

SERVER = os.environ.get("ECABINET_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
SMALL = 10_000
LARGE = int(os.environ.get("SEARCH_PAGES", "1000000"))
KEEP = bool(os.environ.get("SEARCH_KEEP"))
ROUNDS = 16
WARM_UP = 2
"""Rounds that are not counted: each of the questions once."""
READERS = ("secretary", "pm", "minister.g12")
LIMIT_MS = 200
LOOKS = 4
"""Statements before the last: how far back to look; one for each way words may stand."""
FLAT = 1.25
"""A page costs the same in a large index when its processor time is at most so many times that in
the small one, over the questions that fill a page in both."""


@dataclass
class Found:
    """What was measured, by (size, kind of question, reader)."""

    times: dict[tuple[int, str, str], list[float]] = field(default_factory=dict)
    costs: dict[tuple[int, str, str], list[float]] = field(default_factory=dict)
    database: dict[tuple[int, str, str], list[float]] = field(default_factory=dict)
    """Of the costs those of the database's processes."""
    hits: dict[tuple[int, str, str], int] = field(default_factory=dict)
    """The fewest that a page had."""
    statements: dict[tuple[int, str], int] = field(default_factory=dict)

    def are_full(self, kind: str, sizes: list[int]) -> bool:
        """Whether every reader was shown a full page, whatever the size."""
        return all(self.hits[size, kind, who] >= LIMIT for size in sizes for who in READERS)


def measure() -> Result:
    """Fill two databases, then ask in turns."""
    corpus = make_pool()
    found = Found()
    sizes = sorted({SMALL, LARGE})
    with ExitStack() as open_:
        stands = [_stand(open_.enter_context(_store(corpus, size)), corpus, size) for size in sizes]
        _ask(stands, found)
    return _result(sizes, found)


def questions(corpus: Corpus, size: int) -> dict[str, list[str]]:
    """The kinds of queries, the worst among them, each with some different words."""
    plain = [fold(word) for word in corpus.vocabulary]
    papers = papers_of(size)
    body = corpus.pool[5].body.split()
    return {
        "the commonest word": plain[0:2],
        "two common words": [f"{plain[2]} {plain[5]}", f"{plain[3]} {plain[8]}"],
        "four common words": [" ".join(plain[10:14]), " ".join(plain[20:24])],
        "a phrase of two common words": [f'"{plain[1]} {plain[4]}"', f'"{plain[6]} {plain[2]}"'],
        "a phrase of three words": [f'"{" ".join(body[at : at + 3])}"' for at in (10, 40)],
        "three common words in a row": [f'"{" ".join(plain[0:3])}"', f'"{" ".join(plain[3:6])}"'],
        "a middling word": plain[1500:1502],
        "a rare word": [f"n{papers // 2 // 50 * 50}x3", f"n{papers // 50 * 50}x7"],
        "in the title, with dates": [f"title:{plain[30]} from:2018", f"title:{plain[31]} to:2022"],
        "common, without a common one": [f"{plain[0]} -{plain[40]}"],
        "common, without a middling one": [f"{plain[at]} -{plain[at + 700]}" for at in (0, 1)],
        "with its marks": [f"={corpus.vocabulary[12]}", f"={corpus.vocabulary[60]}"],
    }


@contextmanager
def _store(corpus: Corpus, size: int) -> Iterator[Flask]:
    name = f"ecabinet_bench_search_{size}" + ("" if KEEP else f"_{secrets.token_hex(4)}")
    url = SERVER.replace("postgresql://", "postgresql+psycopg://").rsplit("/", 1)[0] + f"/{name}"
    is_new = _administer("SELECT 1 FROM pg_database WHERE datname = {}", sql.Literal(name)) is None
    if is_new:
        _administer("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0", sql.Identifier(name))
    try:
        with tempfile.TemporaryDirectory() as folder:
            config = Config.from_env({"ECABINET_HOME": folder, "SECRET_KEY": "bench"})
            migrate.upgrade(url)
            app = create_app(replace(config, database_url=url))
            database: Database = app.extensions["ecabinet.database"]
            if is_new:
                with database.unit_of_work() as db:
                    cabinet = small.build(db)
                fill(database, cabinet, corpus, size)
            yield app
            database.dispose()
    finally:
        if not KEEP:
            _administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", sql.Identifier(name))


def _administer(statement: str, name: sql.Composable) -> Any:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        cursor = connection.execute(sql.SQL(statement).format(name))
        return cursor.fetchone() if cursor.description else None


@dataclass
class Stand:
    """One of the databases, with who asks there and what."""

    size: int
    database: Database
    clients: dict[str, Any]
    backends: list[int]
    asked: dict[str, list[str]]


def _stand(app: Flask, corpus: Corpus, size: int) -> Stand:
    database: Database = app.extensions["ecabinet.database"]
    clients = {login: _signed_in(app, database, login) for login in READERS}
    for client in clients.values():
        client.get("/search", query_string={"q": "ngan"})
    backends = _backends(str(database.engine.url.database))
    return Stand(size, database, clients, backends, questions(corpus, size))


def _ask(stands: list[Stand], found: Found) -> None:
    for round_ in range(-WARM_UP, ROUNDS):
        if round_ == 0:
            gc.collect()  # as a process of the server does (gunicorn.conf.py)
            gc.freeze()
        for kind in stands[0].asked:
            for who in (*READERS, "plain"):
                for stand in stands:
                    _ask_once(stand, kind, who, round_, found)
    for stand in stands:
        for kind, texts in stand.asked.items():
            found.statements[stand.size, kind] = _count(stand, texts[0])


def _ask_once(stand: Stand, kind: str, who: str, round_: int, found: Found) -> None:
    words = stand.asked[kind][round_ % len(stand.asked[kind])]
    key = (stand.size, kind, who)
    own, theirs, began = time.process_time(), _spent(stand.backends), time.perf_counter()
    if who == "plain":
        _plain(stand.database, words)
    else:
        answer = stand.clients[who].get("/search", query_string={"q": words})
        assert answer.status_code == 200, answer.status_code
        hits = answer.text.count(" data-search-hit>")
        found.hits[key] = min(hits, found.hits.get(key, hits))
    took = (time.perf_counter() - began) * 1000
    own, theirs = (time.process_time() - own) * 1000, _spent(stand.backends) - theirs
    if round_ >= 0:
        found.times.setdefault(key, []).append(took)
        found.costs.setdefault(key, []).append(own + theirs)
        found.database.setdefault(key, []).append(theirs)


def _backends(name: str) -> list[int]:
    """The processes of the database server that serve the database, where they run here."""
    with psycopg.connect(SERVER) as connection:
        found = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [name])
        return [pid for (pid,) in found if Path(f"/proc/{pid}/schedstat").exists()]


def _spent(backends: list[int]) -> float:
    """Processor time of these processes so far, in ms."""
    return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6 for pid in backends)


def _plain(database: Database, words: str) -> None:
    """What a program would do that minds nothing but the words."""
    kept = [w for w in words.replace('"', "").split() if ":" not in w and w[0] not in "-="]
    kept = kept or [fold(words.split()[0].rpartition(":")[2].lstrip("="))]
    with database.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT subject_id FROM search_part WHERE terms @@ CAST(:q AS tsquery)"
                " ORDER BY day DESC LIMIT 20"
            ),
            {"q": " & ".join(f"'{word}'" for word in kept)},
        ).all()


def _signed_in(app: Flask, database: Database, login: str) -> Any:
    client = app.test_client()
    with database.unit_of_work() as db:
        account = db.execute(select(Account).where(Account.login == login)).scalar_one()
        _, token = open_sign_in(db, account, user_agent="", address="", at=clock.now())
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def _count(stand: Stand, words: str) -> int:
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    event.listen(stand.database.engine, "before_cursor_execute", note)
    stand.clients["secretary"].get("/search", query_string={"q": words})
    event.remove(stand.database.engine, "before_cursor_execute", note)
    return len(seen)


def _p95(values: list[float]) -> float:
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def _result(sizes: list[int], found: Found) -> Result:
    few, many = sizes[0], sizes[-1]
    kinds = list(dict.fromkeys(kind for _, kind, _ in found.times))
    full = [kind for kind in kinds if found.are_full(kind, sizes)]
    rows = [["p95 ms", f"{few:,}: secretary", *(f"{many:,}: {who}" for who in READERS), "plain"]]
    rows[0] += [f"CPU ms, {few:,}", f"CPU ms, {many:,}", "of these PostgreSQL's", "a full page"]

    def costs(size: int, kind: str, of: dict[tuple[int, str, str], list[float]]) -> float:
        return mean(median(of[size, kind, who]) for who in READERS)

    def over(chosen: list[str], title: str) -> None:
        def p95(size: int, who: str) -> float:
            return _p95([value for kind in chosen for value in found.times[size, kind, who]])

        cells = [p95(few, "secretary"), *(p95(many, who) for who in (*READERS, "plain"))]
        spent, theirs = (
            [mean(costs(size, kind, of) for kind in chosen) for size in (few, many)]
            for of in (found.costs, found.database)
        )
        are_full = "yes" if set(chosen) <= set(full) else ""
        told = [f"{cell:.0f}" for cell in (*cells, *spent)]
        rows.append([title, *told, f"{theirs[0]:.0f} and {theirs[1]:.0f}", are_full])

    for kind in kinds:
        over([kind], kind)
    over(kinds, "all kinds")
    over(full, "those with a full page in both")
    worst = max(
        _p95([v for kind in kinds for v in found.times[many, kind, who]]) for who in READERS
    )
    most = {size: max(found.statements[size, kind] for kind in kinds) for size in (few, many)}
    cost = {size: mean(costs(size, kind, found.costs) for kind in full) for size in sizes}
    empty = [kind for kind in kinds if not found.hits[many, kind, "secretary"]]
    load = os.getloadavg()[0]
    return Result(
        f"Search over {many:,} pages, PostgreSQL",
        rows,
        kept={
            f"full-text search over {many:,} pages: p95 ≤ {LIMIT_MS} ms": worst <= LIMIT_MS,
            "every kind of question finds something": not empty,
            f"at most {LOOKS} statements more over {many:,} pages than over {few:,}": (
                most[many] <= most[few] + LOOKS
            ),
            f"server time flat: over {many:,} pages at most {FLAT} times the processor time": (
                cost[many] <= FLAT * cost[few]
            ),
        },
        notes=[
            "The page /search through the whole application in one process, without the network;"
            f" {ROUNDS} rounds, each question of the small and of the large one in turn.",
            f"Papers of 20 pages, one in a hundred of 200, {WORDS_OF_PAGE} words a page from 6,000"
            " syllables by Zipf's law; the secretariat sees 90 % of them, the chair 80 %, the"
            " minister 2 % and what is open.",
            "CPU: processor time of a page, of the program and the database's processes together,"
            " medians of each reader, then the mean. Flat is asked of the questions that fill a"
            " page in both: a page of more hits costs more, whatever there is.",
            f"Processor time over {many:,} pages is {cost[many] / cost[few]:.2f} times that over"
            f" {few:,}.",
            f"Load of the machine at the end: {load:.1f} on {os.cpu_count()} CPUs.",
        ],
        numbers={"worst_p95_ms": worst, "cpu_ms": {str(size): cost[size] for size in sizes}},
    )
