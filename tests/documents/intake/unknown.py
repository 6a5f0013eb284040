"""Unknown papers, one after the other, through the front door of a running server.

    .venv/bin/python -m tests.documents.intake.unknown 1000

Each is a known paper changed by chance (seeded, so that a finding can be made again). Prints how
many were taken in and refused, how long it took, and whether the server kept what it should not.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import requests

from ecabinet import doctor, migrate
from ecabinet.auth.services import create_token, find_account
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.journal import SYSTEM
from ecabinet.storage import Store
from tests import cabinet as small
from tests.documents.intake import hostile, samples, wordfiles
from tests.scaled.processes import Server, end

DATA = Path(__file__).parents[2] / "data" / "pdf"
_NUMBER = re.compile(rb"\b\d{1,6}\b")
_WORDS = (
    b"/Length", b"/Kids", b"/Count", b"/Filter", b"/Parent", b"endobj", b"stream", b"/Contents",
    b"/Resources", b"/FlateDecode", b"/Width", b"/MediaBox", b"/Font", b"xref", b"trailer",
)  # fmt: skip
LARGE = 300_000
Change = Callable[[random.Random, bytearray], None]


@cache
def seeds() -> tuple[bytes, ...]:
    """What the unknown papers were before: real ones, made ones, hostile ones, Word ones."""
    return (
        *(path.read_bytes() for path in sorted(DATA.glob("*.pdf")) if path.stat().st_size < LARGE),
        *(samples.made(name) for name in samples.MADE),
        hostile.paper(), hostile.changed(hostile.armed), hostile.many_pages(200),
        wordfiles.letter(), wordfiles.with_body(wordfiles.field("PAGE", "7")),
    )  # fmt: skip


def _flip(chance: random.Random, content: bytearray) -> None:
    for _ in range(chance.choice((1, 3, 30, 300))):
        content[chance.randrange(len(content))] = chance.randrange(256)


def _cut(chance: random.Random, content: bytearray) -> None:
    del content[chance.randrange(1, len(content)) :]


def _drop(chance: random.Random, content: bytearray) -> None:
    at = chance.randrange(len(content))
    del content[at : at + chance.choice((1, 40, 4000))]


def _repeat(chance: random.Random, content: bytearray) -> None:
    at = chance.randrange(len(content))
    content[at:at] = content[at : at + chance.choice((20, 2000))] * chance.choice((1, 5, 50))


def _splice(chance: random.Random, content: bytearray) -> None:
    other = chance.choice(seeds())
    at = chance.randrange(len(other))
    content[chance.randrange(len(content)) :] = other[at:]


def _number(chance: random.Random, content: bytearray) -> None:
    for _ in range(chance.choice((1, 5, 20))):
        found = list(_NUMBER.finditer(content, 0, 200_000))
        if found:
            place = chance.choice(found)
            new = chance.choice((b"0", b"-1", b"7", b"65536", b"2147483647", b"99999999999"))
            content[place.start() : place.end()] = new


def _word(chance: random.Random, content: bytearray) -> None:
    for _ in range(chance.choice((1, 5))):
        old = chance.choice(_WORDS)
        at = content.find(old, chance.randrange(len(content)))
        if at >= 0:
            content[at : at + len(old)] = chance.choice(_WORDS)


_CHANGES: tuple[Change, ...] = (
    _flip,
    _flip,
    _cut,
    _drop,
    _repeat,
    _splice,
    _number,
    _number,
    _word,
)


def unknown(number: int) -> bytes:
    """The paper of this number; the same number gives the same paper."""
    chance = random.Random(number)
    content = bytearray(chance.choice(seeds()))
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        if content:
            chance.choice(_CHANGES)(chance, content)
    return bytes(content)


def _held(pid: int) -> tuple[int, int, int]:
    """Open files, children and memory (MiB) of a process."""
    children = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        children += len((task / "children").read_text().split())
    status = Path(f"/proc/{pid}/status").read_text()
    resident = int(status.partition("VmRSS:")[2].split()[0]) // 1024
    return len(list(Path(f"/proc/{pid}/fd").iterdir())), children, resident


def _worker_of(pid: int) -> int:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[0])


def run(count: int) -> None:
    """Send `count` papers, two at a time, as two officers would."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {"ECABINET_HOME": folder, "SECRET_KEY": "of-this-run", "REDIS_URL": ""}
        config = Config.from_env(environ)
        migrate.upgrade(config.database_url)
        database = Database(config.database_url)
        with database.unit_of_work() as db:
            small.build(db)
            account = find_account(db, "secretary")
            token = create_token(db, SYSTEM, account, at=datetime.now(UTC))
        server = Server(replace(config, redis_url="")).wait()
        try:
            _send_all(server, token, count)
        finally:
            end([server])
        store = Store(config.files_folder)
        with database.reading() as db:
            faults = doctor.find_faults(db, store, read_files=True)
        left = list(store.incoming.iterdir()) if store.incoming.exists() else []
        print(f"doctor: {faults or 'everything fits'}; left in incoming: {len(left)}")
        database.dispose()


def _send_all(server: Server, token: str, count: int) -> None:
    ended: Counter[str] = Counter()
    slowest, odd = 0.0, []

    def send(number: int) -> tuple[int, int, str, float]:
        started = time.monotonic()
        answer = requests.post(
            f"{server.address}/api/v1/documents",
            headers={"Authorization": f"Bearer {token}"},
            data={"access_level": "cabinet"},
            files={"file": (f"unknown-{number}.pdf", unknown(number))},
            timeout=120,
        )
        code = "" if answer.status_code == 201 else str(answer.json().get("code"))
        return number, answer.status_code, code, time.monotonic() - started

    send(0)
    worker = _worker_of(server.process.pid)
    before, started = _held(worker), time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        for number, status, code, seconds in pool.map(send, range(1, count + 1)):
            ended[f"{status} {code}"] += 1
            slowest = max(slowest, seconds)
            if status not in (201, 422) or "checker-" in code or "took-too" in code:
                odd.append((number, status, code))
    took = time.monotonic() - started
    print(
        f"{count} papers in {took:.0f} s ({1000 * took / count:.0f} ms each), "
        f"slowest {slowest:.1f} s"
    )
    for name, times in ended.most_common():
        print(f"  {times:5} {name}")
    print(f"to look at: {odd}")
    time.sleep(1)
    print(f"open files, children, MiB of the server: before {before}, after {_held(worker)}")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
