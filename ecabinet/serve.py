"""Starts a cabinet: migrations, the demo where it is asked for, then the server, then its address.

`python -m ecabinet.serve [--demo]` from the project's folder; `make run` and `make serve` call it.
"""

from __future__ import annotations

import argparse
import http.client
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import FrameType

from ecabinet.config import Config, ConfigError

ROOT = Path(__file__).resolve().parent.parent
DEMO_MARK = "demo"  # file in the home of a cabinet whose passwords are public
DEMO_PASSWORD = "ecabinet-demo"  # noqa: S105 - public by intent, only looked for here
START_LIMIT = 60.0  # seconds until the server has to answer
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not listened on


class CannotStartError(Exception):
    """The cabinet does not start; the message says why and what to do."""


def is_loopback(host: str) -> bool:
    """True when only this machine can reach `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refuse_public_demo(config: Config, demo: bool, environ: Mapping[str, str]) -> None:
    """Raise CannotStartError for a demo that other machines could reach: its passwords are public.

    A store that once held the demo stays one, however it is started.
    """
    is_demo = demo or (config.home / DEMO_MARK).exists()
    if is_demo and not is_loopback(config.host) and environ.get("ECABINET_DEMO_PUBLIC") != "yes":
        raise CannotStartError(
            f"The demo's passwords are known to everybody, so it does not listen on {config.host}. "
            "Use HOST=127.0.0.1, or say ECABINET_DEMO_PUBLIC=yes if you mean it. For real use set "
            "ECABINET_HOME to a new folder and call `make serve`."
        )


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CannotStartError when the server could not listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except PermissionError:
            raise CannotStartError(
                f"Port {port} is reserved for the administrator. Take one from 1024 up: "
                "PORT=5001 make run"
            ) from None
        except (OSError, OverflowError) as error:
            raise CannotStartError(
                f"Port {port} on {host} cannot be had ({error}): another program, perhaps another "
                "cabinet, listens there. End it, or take another port: PORT=5001 make run"
            ) from None


def flask_command(*words: str) -> list[str]:
    """One of the project's own commands, in this Python."""
    return [sys.executable, "-m", "flask", "--app", "wsgi", *words]


def call(words: Sequence[str], environ: Mapping[str, str]) -> str:
    """Run one of our commands to its end, give back what it printed; progress goes to stderr."""
    done = subprocess.run(
        flask_command(*words), cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        raise CannotStartError(
            f"`flask --app wsgi {' '.join(words)}` failed; the lines above say why. "
            "Nothing was started."
        )
    return done.stdout.strip()


def prepare(config: Config, demo: bool, environ: Mapping[str, str]) -> str:
    """Bring the store up to date, fill it if asked; returns the demo's sign-ins or nothing."""
    print(f"  Preparing the store in {config.home} …", flush=True)
    call(["migrate"], environ)
    if not demo:
        return ""
    return keep_sign_ins(config.home, call(["demo", "--if-empty"], environ))


def keep_sign_ins(home: Path, printed: str) -> str:
    """Mark the home of a demo with its sign-ins, and return them at this and every later start.

    `printed` is what the demo's command said; in a store that is not the demo's it names no
    password, and nothing is marked.
    """
    mark = home / DEMO_MARK
    if DEMO_PASSWORD in printed:
        mark.write_text(printed, "utf-8")
    return mark.read_text("utf-8").strip() if mark.exists() else ""


def answers(host: str, port: int) -> bool:
    """True when a healthy server is there."""
    connection = http.client.HTTPConnection(EVERY_ADDRESS.get(host, host), port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until_it_answers(server: subprocess.Popen[bytes], config: Config, limit: float) -> None:
    """Return when the server answers; CannotStartError when it ended or took `limit` seconds."""
    end = time.monotonic() + limit
    while not answers(config.host, config.port):
        if server.poll() is not None:
            raise CannotStartError("The server ended while starting; the lines above say why.")
        if time.monotonic() > end:
            server.terminate()
            raise CannotStartError(f"The server gave no healthy answer for {limit:.0f} seconds.")
        time.sleep(0.1)


def banner(config: Config, sign_ins: str) -> str:
    """What the person who started it needs to know."""
    host = EVERY_ADDRESS.get(config.host, config.host)
    address = f"http://[{host}]:{config.port}/" if ":" in host else f"http://{host}:{config.port}/"
    lines = ["", f"  e-Cabinet is ready:  {address}", ""]
    if sign_ins:
        lines += [f"  {line}".rstrip() for line in sign_ins.splitlines()] + [""]
    return "\n".join([*lines, "  Ctrl-C ends it.", ""])


def start(environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start the server in a process group of its own: it hears signals from us, once."""
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py")]
    return subprocess.Popen(command, cwd=ROOT, env=environ, start_new_session=True)


def serve(config: Config, sign_ins: str, environ: Mapping[str, str]) -> int:
    """Serve until a signal or the server's end; returns the exit code."""
    told: list[int] = []
    servers: list[subprocess.Popen[bytes]] = []

    def pass_on(number: int, frame: FrameType | None) -> None:
        told.append(number)
        for server in servers:
            server.send_signal(signal.SIGTERM if number == signal.SIGHUP else number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    server = start(environ)
    servers.append(server)
    if told:  # between the two lines above
        server.terminate()
    try:
        wait_until_it_answers(server, config, START_LIMIT)
        print(banner(config, sign_ins), flush=True)
    except CannotStartError:
        if not told:
            raise
    code = server.wait()
    if told:
        print("  Ended.", flush=True)
        return 0
    return code


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry of the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ecabinet.serve", description=__doc__)
    parser.add_argument("--demo", action="store_true", help="fill an empty store with the demo")
    options = parser.parse_args(arguments)
    try:
        config = Config.from_env()
        environ = {**os.environ, "ECABINET_HOME": str(config.home)}
        refuse_public_demo(config, options.demo, environ)
        refuse_taken_port(config.host, config.port)
        return serve(config, prepare(config, options.demo, environ), environ)
    except (CannotStartError, ConfigError) as error:
        print(f"\ne-Cabinet did not start. {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted before the server was started.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
