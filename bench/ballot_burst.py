"""300 members answer a ballot within one second, over HTTP, on SQLite; beside bare inserts.

The product's server runs as configured; each member has an open connection and a token and sends
one answer at a random instant of the second. Beside it, in the same run and on the same disk: 300
inserts of one row, each committed alone, by a program that does nothing else.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import sqlite3
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from ballots import services
from ballots.models import Opinion
from bench.run import Result
from bench.servers import free_port, gunicorn, pin, running, two_cpus
from ecabinet import migrate
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.auth.services import create_token
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.journal import SYSTEM
from ecabinet.people.models import Mandate, Person, Seat
from ecabinet.people.queries import working_days
from tests import cabinet as small

MEMBERS = 300
WITHIN = 1.0
LIMIT = 30.0
PROMISE = f"{MEMBERS} members answer within one second: all recorded once, none refused"
IN_TIME = "answered within a second of being sent (p99)"


@dataclass
class Answered:
    """One member's answer: seconds from sending to the server's word, and the status."""

    seconds: float
    status: int


def measure() -> Result:
    """Make a cabinet of 300, open a ballot, let all answer; then the bare inserts."""
    server_cpu, load_cpu = two_cpus()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        config = Config.from_env({"ECABINET_HOME": folder})
        migrate.upgrade(config.database_url)
        database = Database(config.database_url)
        ballot_id, tokens = _open_ballot(database, config)
        port = free_port()
        environ = {"ECABINET_HOME": folder, "PORT": str(port)}
        with running(gunicorn("wsgi:app"), port, environ, server_cpu):
            pin(0, load_cpu)
            answers = _burst(port, ballot_id, tokens)
        with database.reading() as db:
            rows = db.scalar(select(func.count()).select_from(Opinion)) or 0
            voters = db.scalar(select(func.count(func.distinct(Opinion.voter_id)))) or 0
        database.dispose()
        bare = _bare(home / "bare.sqlite3")
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {cpu for cpu in (server_cpu, load_cpu) if cpu is not None})
    return _result(answers, rows, voters, bare)


def _result(answers: list[Answered], rows: int, voters: int, bare: list[float]) -> Result:
    times = sorted(one.seconds for one in answers)
    p50, p99 = statistics.median(times), times[int(len(times) * 0.99)]
    bare_p99 = sorted(bare)[int(len(bare) * 0.99)]
    once = rows == voters == len(answers) == MEMBERS and all(one.status == 201 for one in answers)
    numbers = {
        "p50_ms": p50 * 1000, "p99_ms": p99 * 1000, "rows": rows, "voters": voters,
        "refused": MEMBERS - sum(one.status == 201 for one in answers),
        "bare_p99_ms": bare_p99 * 1000, "bare_total_s": sum(bare),
    }  # fmt: skip
    return Result(
        title=f"Ballot burst: {MEMBERS} opinions within a second, SQLite",
        table=[
            ["", "p50 ms", "p99 ms", "all, s", "recorded", "refused"],
            ["e-Cabinet, HTTP", f"{p50 * 1000:.0f}", f"{p99 * 1000:.0f}", f"{max(times):.2f}",
             f"{voters}", f"{numbers['refused']}"],
            ["bare inserts", f"{statistics.median(bare) * 1000:.3f}", f"{bare_p99 * 1000:.3f}",
             f"{sum(bare):.3f}", f"{len(bare)}", "0"],
        ],
        kept={PROMISE: once, IN_TIME: p99 <= 1.0},
        notes=["An answer is signed in, checked, stored, journaled, counted and announced; a bare "
               "insert is one row committed alone. Connections are open before the second begins."],
        numbers=numbers,
    )  # fmt: skip


def _open_ballot(database: Database, config: Config) -> tuple[int, list[str]]:
    at = datetime.now(UTC)
    days = working_days(config.timezone)
    with database.unit_of_work() as db:
        cabinet = small.build(db)
        accounts = [_member(db, number, at) for number in range(MEMBERS)]
        db.flush()
        tokens = [create_token(db, SYSTEM, account, at=at) for account in accounts]
        today = days.local_day(at)
        deadline = days.end_of(days.add(today, 3))
        ballot = services.draft_ballot(
            db, actor=cabinet.actor(db, "secretary", today), title="Ballot of the bench",
            matter="", questions=["Agreed?"], closes_at=deadline, organisation_id=None, days=days,
            at=at,
        )  # fmt: skip
        services.submit(db, ballot, actor=cabinet.actor(db, "secretary", today), days=days, at=at)
        services.approve(db, ballot, actor=cabinet.actor(db, "head", today), days=days, at=at)
        return ballot.id, tokens


def _member(db: object, number: int, at: datetime) -> Account:
    person = Person(name=f"Member {number}")
    seat = Seat(title_vi=f"Seat {number}", title_en=f"Seat {number}", rank=1000 + number)
    since = date.today() - timedelta(days=30)  # noqa: DTZ011 - any day before today will do
    account = Account(login=f"m{number}", password_hash="", person=person, created_at=at)
    account.role_rows = [AccountRole(role=Role.MEMBER)]
    db.add_all([Mandate(person=person, seat=seat, starts_on=since), account])  # type: ignore[attr-defined]
    return account


def _burst(port: int, ballot_id: int, tokens: list[str]) -> list[Answered]:
    """Every member on an open connection; returns when all have their answer."""
    answers: list[Answered] = []
    ready = threading.Barrier(len(tokens) + 1)
    moments = random.Random(1)

    def post(line: http.client.HTTPConnection, body: str, headers: dict[str, str]) -> int:
        line.request("POST", f"/api/v1/ballots/{ballot_id}/opinions", body, headers)
        answer = line.getresponse()
        answer.read()
        return answer.status

    def one(token: str, after: float) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        line.request("GET", "/api/v1/me", headers=headers)
        line.getresponse().read()
        ready.wait(LIMIT * 2)
        time.sleep(after)
        begun = time.perf_counter()
        body = json.dumps({"answer": "agree"})
        try:
            status = post(line, body, headers)
        except (ConnectionError, http.client.HTTPException):
            # The server ended the connection because it lay idle: a browser opens another. The
            # same answer again changes nothing, so it may be sent twice.
            line.close()
            status = post(line, body, headers)
        answers.append(Answered(time.perf_counter() - begun, status))
        line.close()

    threads = [
        threading.Thread(target=one, args=(token, moments.uniform(0, WITHIN))) for token in tokens
    ]
    for thread in threads:
        thread.start()
    ready.wait(LIMIT * 2)
    for thread in threads:
        thread.join(LIMIT * 2)
    return answers


def _bare(path: Path) -> list[float]:
    """Insert a row and commit, once per member; return the seconds of each."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("CREATE TABLE opinion (id INTEGER PRIMARY KEY, voter INTEGER, answer TEXT)")
    times = []
    for number in range(MEMBERS):
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO opinion (voter, answer) VALUES (?, 'agree')", (number,))
        connection.execute("COMMIT")
        times.append(time.perf_counter() - begun)
    connection.close()
    return times
