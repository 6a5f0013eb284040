"""Browser and servers of the tests: found, or loudly missed, or required."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis
from sqlalchemy.engine import make_url

ROOT = Path(__file__).resolve().parents[2]
NEEDY = """
def test_pages(browser): ...
def test_more_pages(browser): ...
def test_rows(postgres_url): ...
def test_queues(redis_url): ...
def test_sums(): ...
"""
NOWHERE = {
    "CHROMIUM": "/nowhere/chromium",
    "ECABINET_TEST_POSTGRES": "postgresql://nobody@127.0.0.1:1/nothing",
    "ECABINET_TEST_REDIS": "redis://127.0.0.1:1",
}


def run(tmp_path: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the needy tests in a pytest of their own that has only the plugin."""
    file = tmp_path / "test_needy.py"
    file.write_text(NEEDY)
    own = {k: v for k, v in os.environ.items() if k not in {"E2E", "SERVICES"}}
    command = [sys.executable, "-m", "pytest", "-p", "tests.plugins.services", "-c", os.devnull]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", str(file)],
        cwd=ROOT,
        env={**own, **environ},
        capture_output=True,
        text=True,
    )


def test_what_is_missing_is_skipped_and_said_in_capitals(tmp_path):
    done = run(tmp_path, **NOWHERE)

    assert done.returncode == 0, done.stdout
    assert "NOT TESTED HERE: 4" in done.stdout
    assert "2 SKIPPED: Chromium was not found. Debian: apt install chromium" in done.stdout
    assert "1 SKIPPED: PostgreSQL" in done.stdout
    assert "1 SKIPPED: Redis" in done.stdout
    assert "1 passed, 4 skipped" in done.stdout


@pytest.mark.parametrize("switch", ["E2E", "SERVICES"])
def test_what_is_required_and_missing_fails(tmp_path, switch):
    done = run(tmp_path, **NOWHERE, **{switch: "required"})

    assert done.returncode == 1
    assert "1 passed, 2 skipped, 2 errors" in done.stdout
    assert f"({switch}=required)" in done.stdout


def test_the_postgres_database_is_ours_alone_and_gone_afterwards(new_postgres_database):
    first, second = new_postgres_database(), new_postgres_database()

    assert first != second
    address = make_url(first).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False)) as connection:
        tables = connection.execute(
            "select count(*) from information_schema.tables where table_schema = 'public'"
        ).fetchone()
    assert tables == (0,)


def test_the_redis_database_is_a_numbered_one_and_not_the_first(redis_url):
    # The first is where a server's own data lies. Other tests of this run may have used ours.
    with redis.Redis.from_url(redis_url) as client:
        assert client.ping()
        assert client.client_info()["db"] > 0


def test_the_browser_shows_a_page(browser):
    page = browser.new_page()
    page.set_content("<title>Phiên họp</title>")

    assert page.title() == "Phiên họp"
    page.close()
