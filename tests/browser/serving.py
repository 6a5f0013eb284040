"""gunicorn over a home, in a process of its own, without reading the program's code anew each time.

A browser test has a server of its own, and four fifths of each start went into reading code and
catalogues: here they are read once for all tests of a process (`loaded`), by the fork server of
`multiprocessing`.
"""

from __future__ import annotations

import http.client
import multiprocessing
import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from gunicorn.app import wsgiapp

ROOT = Path(__file__).resolve().parent.parent.parent
START_LIMIT = 120.0
_STOP_LIMIT = 20.0

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.browser.loaded"])


@contextmanager
def serve(environ: Mapping[str, str], log: Path) -> Iterator[str]:
    """Its address, while it runs as in production, with these settings; it writes into `log`."""
    port = _free_port()
    settings = {**environ, "PORT": str(port), "HOST": "127.0.0.1"}
    log.touch()
    server = _forks.Process(target=_run, args=(settings, log), daemon=False)
    server.start()
    try:
        end = time.monotonic() + START_LIMIT
        while not _answers(port):
            assert server.is_alive(), log.read_text("utf-8")
            assert time.monotonic() < end, "the server did not start in time"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.join(_STOP_LIMIT)
        if server.exitcode is None:
            # The end of the tests would wait for it.
            server.kill()
            server.join()
            raise AssertionError("the server did not stop in time")


def _run(environ: Mapping[str, str], log: Path) -> None:
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(ROOT)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = ["gunicorn", "-c", str(ROOT / "gunicorn.conf.py")]
    wsgiapp.run()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
