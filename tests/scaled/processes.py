"""Two server processes over one PostgreSQL, one Redis and one folder, and people who use both."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import requests

from ecabinet import clock
from ecabinet.auth.services import create_token, find_account
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.journal import SYSTEM
from ecabinet.serve import answers
from tests.cabinet import PASSWORD, T0, Cabinet
from tests.live_server import Tablet

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 60.0
LIMIT = 20.0
T = TypeVar("T")
CSRF = re.compile(r'name="csrf-token" content="([^"]+)"')


def environment(config: Config, **own: str) -> dict[str, str]:
    """What every process is told; its clock starts at the tests' usual day."""
    shift = (T0 - datetime.now(UTC)).total_seconds()
    return {
        **os.environ,
        "ECABINET_HOME": str(config.home),
        "DATABASE_URL": config.database_url,
        "REDIS_URL": str(config.redis_url),
        "SECRET_KEY": config.secret_key,
        "ECABINET_CLOCK_SHIFT": str(shift),
        "ECABINET_THREADS": "120",
        **own,
    }


class Server:
    """One server process, started as an operator starts it."""

    def __init__(self, config: Config) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"],
            cwd=ROOT,
            env=environment(config, PORT=str(self.port)),
        )

    def wait(self) -> Server:
        """Return when it answers."""
        end = time.monotonic() + START_LIMIT
        while not answers("127.0.0.1", self.port):
            assert self.process.poll() is None, "the server ended while starting"
            assert time.monotonic() < end, "the server did not answer in time"
            time.sleep(0.05)
        return self


def end(servers: list[Server]) -> None:
    """End servers and wait until they have ended."""
    for server in servers:
        server.process.terminate()
    for server in servers:
        server.process.wait(LIMIT)


class Browser:
    """Somebody signed in by the form of one process; the cookie is good for all of them."""

    def __init__(self, address: str) -> None:
        self.http = requests.Session()
        self.csrf = ""
        self.read(address)

    def read(self, address: str, path: str = "/sign-in") -> None:
        """Take the CSRF token of a page."""
        found = CSRF.search(self.http.get(address + path, timeout=LIMIT).text)
        assert found, f"no CSRF token on {path}"
        self.csrf = found.group(1)

    def post(self, address: str, path: str, **form: str) -> requests.Response:
        """Send a form as the page does."""
        return self.http.post(
            address + path,
            data=form,
            headers={"X-CSRFToken": self.csrf},
            allow_redirects=False,
            timeout=LIMIT,
        )

    def sign_in(self, address: str, login: str, password: str = PASSWORD) -> requests.Response:
        """Sign in by the form."""
        answer = self.post(address, "/sign-in", login=login, password=password)
        if answer.status_code == 302:
            self.read(address, "/account")
        return answer


@dataclass
class Scaled:
    """The cabinet on two processes, `a` and `b`."""

    config: Config
    database: Database
    cabinet: Cabinet
    a: str
    b: str
    _tokens: dict[str, str] = field(default_factory=dict)
    _tablets: list[Tablet] = field(default_factory=list)

    def give_tokens(self, *logins: str) -> None:
        """Make the API tokens of those who have none yet."""
        new = [login for login in dict.fromkeys(logins) if login not in self._tokens]
        if not new:
            return
        with clock.at(T0), self.database.unit_of_work() as db:
            made = {
                login: create_token(db, SYSTEM, find_account(db, login), at=T0) for login in new
            }
        self._tokens |= made

    def credentials(self, login: str) -> dict[str, str]:
        """Return the header by which a program acts for a login."""
        self.give_tokens(login)
        return {"Authorization": f"Bearer {self._tokens[login]}"}

    def call(
        self, address: str, login: str, method: str, path: str, *, key: str = "", json: Any = None
    ) -> requests.Response:
        """Send one request of the API to one process; `key`: its Idempotency-Key."""
        headers = self.credentials(login) | ({"Idempotency-Key": key} if key else {})
        return requests.request(
            method, f"{address}/api/v1{path}", json=json, headers=headers, timeout=LIMIT
        )

    def made(self, login: str, method: str, path: str, json: Any = None) -> Any:
        """Do something that must succeed, on `a`; return what it answers."""
        answer = self.call(self.a, login, method, path, json=json)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    def on_both(
        self, logins: tuple[str, str], method: str, path: str, *, key: str = "", json: Any = None
    ) -> list[requests.Response]:
        """Send the same at the same moment, the first login to `a`, the second to `b`."""
        self.give_tokens(*logins)
        return at_once(
            *(
                lambda place=place, login=login: self.call(
                    place, login, method, path, key=key, json=json
                )
                for place, login in zip((self.a, self.b), logins, strict=True)
            )
        )

    def signed_in(self, address: str, login: str) -> Browser:
        """Return a browser in which `login` has signed in through one process."""
        browser = Browser(address)
        assert browser.sign_in(address, login).status_code == 302
        return browser

    def tablet(self, address: str, browser: Browser) -> Tablet:
        """Return a connected tablet on `address` with the cookie of `browser`."""
        tablet = Tablet(address, browser.http.cookies["ecabinet"] or "", browser.csrf)
        self._tablets.append(tablet)
        return tablet.connect()

    def close_tablets(self) -> None:
        """End the connections of one test."""
        while self._tablets:
            self._tablets.pop().close()

    def command(self, *words: str) -> subprocess.Popen[str]:
        """Start one of the program's commands beside the servers."""
        return subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words],
            cwd=ROOT,
            env=environment(self.config),
            stdout=subprocess.PIPE,
            text=True,
        )


def at_once(*acts: Callable[[], T]) -> list[T]:
    """Do all `acts` at the same moment, each in a thread; return what they return, in order."""
    gate = threading.Barrier(len(acts))

    def one(act: Callable[[], T]) -> T:
        gate.wait(LIMIT)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def codes(answered: list[requests.Response]) -> list[int]:
    """Return the status codes, lowest first."""
    return sorted(answer.status_code for answer in answered)
