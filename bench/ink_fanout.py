"""Ink seen by the tablets of a room while three draw, beside Node's Socket.IO server."""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bench.run import Result
from bench.servers import (
    NODE,
    ROOT,
    free_port,
    gunicorn,
    new_cabinet,
    pin,
    require_peers,
    running,
    two_cpus,
)

TABLETS = 100
DRAWING = 3
RATE = 60
SECONDS = 4
ROUNDS = 3
LIMIT_MS = 50.0
LOAD_LIMIT = 40
LATE_MS = 40.0
BUSY = (
    "The pens themselves were up to {late:.0f} ms late: other programs used the machine. "
    "Read the ratio, not the milliseconds, and measure again when it is quiet."
)

OURS, NODES = "e-Cabinet (gunicorn gthread)", "Node socket.io"


def measure() -> Result:
    """Run both servers in turn, fresh each time, with the same tablets; medians of the rounds."""
    require_peers()
    rounds: dict[str, list[dict[str, Any]]] = {OURS: [], NODES: []}
    for _ in range(ROUNDS):
        rounds[OURS].append(_ours())
        rounds[NODES].append(_nodes())
    found = {name: _median(cells) for name, cells in rounds.items()}
    ours, nodes = found[OURS], found[NODES]
    table = [
        ["server", "p50 ms", "p95 ms", "p99 ms", "max ms", "seen", "server CPU %", "pens late ms"]
    ]
    for name, cell in found.items():
        shown = [f"{cell[key]:.1f}" for key in ("p50", "p95", "p99", "max")]
        shown += [f"{cell['share']:.2%}", f"{cell['cpu']:.0f}", f"{cell['late']:.0f}"]
        table.append([name, *shown])
    ratios = [f"{ours[key] / nodes[key]:.2f}" for key in ("p50", "p95", "p99", "max")]
    table.append(["ratio to Node", *ratios, "", f"{ours['cpu'] / max(nodes['cpu'], 1):.2f}", ""])
    late = max(cell["late"] for cells in rounds.values() for cell in cells)
    return Result(
        title=f"Ink seen by {TABLETS} tablets while {DRAWING} draw at {RATE} Hz",
        table=table,
        kept={
            f"p99 ≤ {LIMIT_MS:.0f} ms": ours["p99"] <= LIMIT_MS,
            "everything drawn was seen, once": ours["share"] == 1 and ours["twice"] == 0,
        },
        notes=[
            "Time from sending a piece of a stroke to its arrival at each other tablet, painting "
            "not included; both servers gather per room with a leading edge and 16 ms.",
            f"Medians of {ROUNDS} rounds of {SECONDS} s, the servers in turn, one CPU for the "
            "server and one for the load, 127.0.0.1, stock WebSocket driver.",
            *([BUSY.format(late=late)] if late > LATE_MS else []),
        ],
        numbers={"rounds": rounds, "median": found},
    )


def _ours() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        page = new_cabinet(Path(home))
        port = free_port()
        environ = {"ECABINET_HOME": home, "PORT": str(port)}
        with running(gunicorn("bench.ink_app:app"), port, environ, two_cpus()[0]) as server:
            return _load(port, server.pid, {"cookie": page.cookie, "csrf": page.csrf})


def _nodes() -> dict[str, Any]:
    port = free_port()
    command = [NODE, str(ROOT / "bench" / "ink_node.mjs"), str(port)]
    with running(command, port, {}, two_cpus()[0]) as server:
        return _load(port, server.pid, {"cookie": "", "csrf": ""})


def _load(port: int, pid: int, page: dict[str, str]) -> dict[str, Any]:
    settings = {
        **page,
        "port": port,
        "pid": pid,
        "room": "bench:1",
        "tablets": TABLETS,
        "drawing": DRAWING,
        "rate": RATE,
        "warm": 1,
        "seconds": SECONDS,
    }
    command = [NODE, str(ROOT / "bench" / "ink_load.mjs"), json.dumps(settings)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as load:
        pin(load.pid, two_cpus()[1])
        try:
            said, wrong = load.communicate(timeout=LOAD_LIMIT)
        except subprocess.TimeoutExpired:
            load.kill()
            raise RuntimeError("the load generator did not end in time") from None
    if load.returncode:
        raise RuntimeError(f"the load generator failed: {wrong.decode()[-800:]}")
    cell: dict[str, Any] = json.loads(said.decode().splitlines()[-1])
    cell["share"] = cell["seen"] / max(cell["expected"], 1)
    return cell


def _median(cells: list[dict[str, Any]]) -> dict[str, Any]:
    return {key: statistics.median(cell[key] for cell in cells) for key in cells[0]}
