"""300 members answer a ballot within one second, over HTTP, on SQLite; beside bare inserts.

The product's server runs as configured; each member has an open connection and a token and sends
one answer at a random instant of the second; a ballot per round. Beside it, in the same run and on
the same disk: 300 inserts of one row, each committed alone, by a program that does nothing else.
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
from ballots.models import Opinion, Question
from bench.run import Result
from bench.servers import cpu_seconds, free_port, gunicorn, pin, running, two_cpus
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
ROUNDS = 5
WITHIN = 1.0
LATE_MS = 50
LIMIT = 30.0
PROMISE = f"{MEMBERS} members answer within one second: all recorded once, none refused"
IN_TIME = "answered within a second of being sent (p99)"


@dataclass
class Answered:
    """One member's answer: seconds from sending to the server's word, the status, and how many
    seconds later than meant it was sent."""

    seconds: float
    status: int
    late: float


@dataclass
class Round:
    """One ballot: its answers, the server's CPU seconds, and what is in the store afterwards."""

    answers: list[Answered]
    cpu: float
    rows: int
    voters: int

    def percentile(self, share: float) -> float:
        """Return the seconds within which `share` of the answers came."""
        times = sorted(one.seconds for one in self.answers)
        return times[min(int(len(times) * share), len(times) - 1)]

    @property
    def refused(self) -> int:
        """How many were not told that their answer is recorded."""
        return MEMBERS - sum(one.status == 201 for one in self.answers)

    @property
    def is_whole(self) -> bool:
        """Whether every member's answer is there, once."""
        return self.rows == self.voters == MEMBERS and self.refused == 0


def measure() -> Result:
    """Make a cabinet of 300, open ballots, let all answer; then the bare inserts."""
    server_cpu, load_cpu = two_cpus()
    load = os.getloadavg()[0]  # before our own threads count in it
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        config = Config.from_env({"ECABINET_HOME": folder})
        migrate.upgrade(config.database_url)
        database = Database(config.database_url)
        ballots, tokens = _open_ballots(database, config)
        port = free_port()
        environ = {"ECABINET_HOME": folder, "PORT": str(port)}
        with running(gunicorn("wsgi:app"), port, environ, server_cpu) as server:
            pin(0, load_cpu)
            rounds = [_round(database, server.pid, port, ballot, tokens) for ballot in ballots]
        database.dispose()
        bare = _bare(home / "bare.sqlite3")
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {cpu for cpu in (server_cpu, load_cpu) if cpu is not None})
    return _result(rounds, bare, load)


def _round(database: Database, pid: int, port: int, ballot: int, tokens: list[str]) -> Round:
    answers, used = _burst(pid, port, ballot, tokens)
    with database.reading() as db:
        rows, voters = db.execute(
            select(func.count(), func.count(func.distinct(Opinion.voter_id)))
            .select_from(Opinion)
            .join(Question)
            .where(Question.ballot_id == ballot)
        ).one()
    return Round(answers, used, rows, voters)


def _result(rounds: list[Round], bare: list[float], load: float) -> Result:
    p50, p99 = (statistics.median(one.percentile(share) for one in rounds) for share in (0.5, 0.99))
    longest = statistics.median(one.percentile(1) for one in rounds)
    cpu = statistics.median(one.cpu for one in rounds) / MEMBERS * 1000
    late = max(answer.late for one in rounds for answer in one.answers) * 1000
    refused = sum(one.refused for one in rounds)
    bare_p99 = sorted(bare)[int(len(bare) * 0.99)]
    notes = [
        "An answer is signed in, checked, stored, journaled, counted and announced; a bare insert "
        "is one row committed alone. Connections are open before the second begins; no tablet "
        "follows the ballot.",
        f"Medians of {ROUNDS} ballots, one CPU for the server and another for the members. All "
        "answers of all ballots are counted in the store.",
    ]
    if late > LATE_MS or load > 0.5 * (os.cpu_count() or 1):
        notes.append(
            f"Other programs used the machine (load {load:.1f} on {os.cpu_count()} CPUs; an answer "
            f"was sent up to {late:.0f} ms late): the times are theirs, too."
        )
    return Result(
        title=f"Ballot burst: {MEMBERS} opinions within a second, SQLite",
        table=[
            ["", "p50 ms", "p99 ms", "slowest ms", "server CPU ms each", "recorded", "refused"],
            ["e-Cabinet, HTTP", f"{p50 * 1000:.0f}", f"{p99 * 1000:.0f}", f"{longest * 1000:.0f}",
             f"{cpu:.1f}", f"{min(one.voters for one in rounds)}", f"{refused}"],
            ["bare inserts", f"{statistics.median(bare) * 1000:.3f}", f"{bare_p99 * 1000:.3f}",
             f"{max(bare) * 1000:.3f}", "", f"{len(bare)}", "0"],
        ],
        kept={PROMISE: all(one.is_whole for one in rounds), IN_TIME: p99 <= 1.0},
        notes=notes,
        numbers={
            "p50_ms": p50 * 1000, "p99_ms": p99 * 1000, "cpu_ms": cpu, "refused": refused,
            "p99_ms_of_rounds": [one.percentile(0.99) * 1000 for one in rounds],
            "rows": [one.rows for one in rounds], "voters": [one.voters for one in rounds],
            "late_ms": late, "load": load, "bare_p99_ms": bare_p99 * 1000,
        },
    )  # fmt: skip


def _open_ballots(database: Database, config: Config) -> tuple[list[int], list[str]]:
    at = datetime.now(UTC)
    days = working_days(config.timezone)
    with database.unit_of_work() as db:
        cabinet = small.build(db)
        accounts = [_member(db, number, at) for number in range(MEMBERS)]
        db.flush()
        tokens = [create_token(db, SYSTEM, account, at=at) for account in accounts]
        today = days.local_day(at)
        deadline = days.end_of(days.add(today, 3))
        ballots = []
        for number in range(ROUNDS):
            ballot = services.draft_ballot(
                db, actor=cabinet.actor(db, "secretary", today), title=f"Ballot {number}",
                matter="", questions=["Agreed?"], closes_at=deadline, organisation_id=None,
                days=days, at=at,
            )  # fmt: skip
            secretary, head = (cabinet.actor(db, who, today) for who in ("secretary", "head"))
            services.submit(db, ballot, actor=secretary, days=days, at=at)
            services.approve(db, ballot, actor=head, days=days, at=at)
            ballots.append(ballot.id)
        return ballots, tokens


def _member(db: object, number: int, at: datetime) -> Account:
    person = Person(name=f"Member {number}")
    seat = Seat(title_vi=f"Seat {number}", title_en=f"Seat {number}", rank=1000 + number)
    since = date.today() - timedelta(days=30)  # noqa: DTZ011 - any day before today will do
    account = Account(login=f"m{number}", password_hash="", person=person, created_at=at)
    account.role_rows = [AccountRole(role=Role.MEMBER)]
    db.add_all([Mandate(person=person, seat=seat, starts_on=since), account])  # type: ignore[attr-defined]
    return account


def _burst(pid: int, port: int, ballot_id: int, tokens: list[str]) -> tuple[list[Answered], float]:
    """Every member on an open connection; returns when all have their answer, with the CPU
    seconds which the server used from the first answer sent to the last recorded."""
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
        body = json.dumps({"answer": "agree"})
        due = time.perf_counter() + after
        time.sleep(after)
        begun = time.perf_counter()
        try:
            status = post(line, body, headers)
        except (ConnectionError, http.client.HTTPException):
            # The server ended the connection because it lay idle: a browser opens another. The
            # same answer again changes nothing, so it may be sent twice.
            line.close()
            status = post(line, body, headers)
        answers.append(Answered(time.perf_counter() - begun, status, begun - due))
        line.close()

    threads = [
        threading.Thread(target=one, args=(token, moments.uniform(0, WITHIN))) for token in tokens
    ]
    for thread in threads:
        thread.start()
    ready.wait(LIMIT * 2)
    before = cpu_seconds(pid)
    for thread in threads:
        thread.join(LIMIT * 2)
    return answers, cpu_seconds(pid) - before


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
