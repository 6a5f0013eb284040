"""What tests need besides Python: a browser, PostgreSQL, Redis.

Found where they are; where they are not, the tests that need them are skipped, and the end of
the run says so in capitals. `E2E=required` (browser) and `SERVICES=required` (servers) make it
a failure.
Loaded by `tests/conftest.py`: `pytest_plugins = ["tests.plugins.services"]`.
"""

from __future__ import annotations

import getpass
import os
import secrets
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import NoReturn

import psycopg
import pytest
import redis
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from ecabinet import vendor

BROWSERS = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable",
)  # fmt: skip
"""The first is the same engine without the window's own pages, and takes a third less time."""
BROWSER_SWITCHES = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
WAIT = 3  # seconds for a server to answer that may not be there
PATIENCE = 30_000  # milliseconds that a page has for what is expected of it


def _missing(switch: str, what: str, how: str) -> NoReturn:
    """Skip, or fail where the run was told that nothing may be missing."""
    sentence = f"{what} was not found. {how}"
    if os.environ.get(switch) == "required":
        pytest.fail(f"{sentence} ({switch}=required)", pytrace=False)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def browser_libraries() -> vendor.Libraries:
    """What pages load from node_modules."""
    libraries = vendor.Libraries(vendor.ROOT)
    if not libraries.installed:
        _missing("E2E", "node_modules, the browser libraries,", "make test fetches them.")
    return libraries


@pytest.fixture(scope="session")
def chromium_path(browser_libraries: vendor.Libraries) -> str:
    """Path of a Chromium: the one CHROMIUM names, else the first on PATH."""
    return _chromium(BROWSERS)


def _chromium(names: Sequence[str]) -> str:
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, names)), None)
    if not found:
        _missing("E2E", "Chromium", "Debian: apt install chromium. Elsewhere: CHROMIUM=/path/to/it")
    return found


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """Path of poppler's program that draws pages."""
    found = shutil.which("pdftoppm")
    if not found:
        _missing("E2E", "pdftoppm, of poppler,", "Debian: apt install poppler-utils.")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself, for devices and assertions.

    Assertions wait long: two slow, shared cores are no reason to fail.
    """
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(chromium_path: str, playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium for the whole run; tests open contexts of their own in it."""
    with _running(playwright, chromium_path) as running:
        yield running


@pytest.fixture
def whole_browser(browser_libraries: vendor.Libraries, playwright: Playwright) -> Iterator[Browser]:
    """A Chromium with the parts of a window: the headless shell shows no notifications."""
    with _running(playwright, _chromium(BROWSERS[1:])) as running:
        yield running


@contextmanager
def _running(playwright: Playwright, path: str) -> Iterator[Browser]:
    switches = [*BROWSER_SWITCHES, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    running = playwright.chromium.launch(executable_path=path, args=switches)
    yield running
    running.close()


@pytest.fixture(scope="session")
def postgres_server() -> URL:
    """Address of a PostgreSQL where databases may be made (ECABINET_TEST_POSTGRES, else local)."""
    named = os.environ.get("ECABINET_TEST_POSTGRES")
    local = [
        f"postgresql://{user}@{place}"
        for user in dict.fromkeys(["postgres", getpass.getuser()])
        for place in ("127.0.0.1:5432/postgres", "/postgres?host=/var/run/postgresql")
    ]
    for address in [named] if named else local:
        url = make_url(address).set(drivername="postgresql")
        try:
            with psycopg.connect(_plain(url), connect_timeout=WAIT) as connection:
                row = connection.execute(
                    "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"
                ).fetchone()
        except psycopg.Error:
            continue
        if row and row[0]:
            return url
    _missing(
        "SERVICES",
        "PostgreSQL (with the right to make databases)",
        "Debian: apt install postgresql, pg_ctlcluster VERSION main start. "
        "Elsewhere: ECABINET_TEST_POSTGRES=postgresql://user:password@host/postgres",
    )


@pytest.fixture(scope="session")
def new_postgres_database(postgres_server: URL) -> Iterator[Callable[[], str]]:
    """A function that makes an empty database and returns its address; all go at the end."""
    made: list[str] = []

    def make() -> str:
        made.append(_create(postgres_server, "template0"))
        return _address(postgres_server, made[-1])

    yield make
    for name in made:
        _drop(postgres_server, name)


@pytest.fixture(scope="session")
def copied_postgres_database(
    postgres_server: URL,
) -> Callable[[str], AbstractContextManager[str]]:
    """`with copied_postgres_database(address) as copy:` a copy of a database nobody is using."""

    @contextmanager
    def copied(address: str) -> Iterator[str]:
        name = _create(postgres_server, str(make_url(address).database))
        yield _address(postgres_server, name)
        _drop(postgres_server, name)

    return copied


@pytest.fixture(scope="session")
def postgres_url(new_postgres_database: Callable[[], str]) -> str:
    """SQLAlchemy address of one empty PostgreSQL database for the whole run."""
    return new_postgres_database()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Address of an empty numbered Redis database (server: ECABINET_TEST_REDIS, else local)."""
    named = os.environ.get("ECABINET_TEST_REDIS")
    server = (named or "redis://127.0.0.1:6379").rstrip("/")
    # Each process of a run that is spread has its own numbers, or two would take the same one.
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    place = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for number in range(15 - place, 0, -processes):
        url = f"{server}/{number}"
        try:
            client = redis.Redis.from_url(url, socket_timeout=WAIT, socket_connect_timeout=WAIT)
            with client:
                if client.dbsize():
                    continue  # somebody's data
                yield url
                client.flushdb()
                return
        except redis.RedisError:
            break
    _missing(
        "SERVICES",
        "Redis (with an empty numbered database)",
        "Debian: apt install redis-server, redis-server --daemonize yes. "
        "Elsewhere: ECABINET_TEST_REDIS=redis://host:6379",
    )


def _plain(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _address(server: URL, name: str) -> str:
    return _plain(server.set(drivername="postgresql+psycopg", database=name))


def _create(server: URL, template: str) -> str:
    name = f"ecabinet_test_{os.getpid()}_{secrets.token_hex(4)}"
    _administer(server, "CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE {}", name, template)
    return name


def _drop(server: URL, name: str) -> None:
    _administer(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _administer(server: URL, statement: str, *names: str) -> None:
    with psycopg.connect(_plain(server), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks set below."""
    config.addinivalue_line("markers", "browser: plays in a real browser (Chromium)")
    config.addinivalue_line("markers", "services: needs PostgreSQL or Redis")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they ask for, so that `-m "not browser"` and the like work; sort files."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if names & {"browser", "chromium_path"}:
            item.add_marker(pytest.mark.browser)
        if names & {"postgres_server", "redis_url"}:
            item.add_marker(pytest.mark.services)
    # Files that take minutes come first, those with a browser and then those with many tests: at
    # the end of a run that is spread, the short ones fill up whatever process is free.
    slow = {item.path for item in items if item.get_closest_marker("browser")}
    tests_in = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path not in slow, -tests_in[item.path], item.path))


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what this run did not test, and how to get it."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason.removeprefix("Skipped: ")] += 1
    if not reasons:
        return
    terminalreporter.section(f"NOT TESTED HERE: {reasons.total()}", sep="!", red=True, bold=True)
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count} SKIPPED: {reason}", red=True)
