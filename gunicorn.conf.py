"""How the server runs: one process, a thread per tablet. Why: docs/adr/0002."""

import gc
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from ecabinet import realtime  # noqa: E402 - the folder of the program must be known first
from ecabinet.config import Config  # noqa: E402 - the folder of the program must be known first
from ecabinet.jobs import engine  # noqa: E402 - the folder of the program must be known first

_config = Config.from_env()
_host = f"[{_config.host}]" if ":" in _config.host else _config.host

wsgi_app = "wsgi:app"
chdir = str(ROOT)
bind = f"{_host}:{_config.port}"

worker_class = "gthread"
workers = 1
threads = _config.threads  # every open WebSocket holds one: tablets + 50
worker_connections = max(1000, 2 * _config.threads)  # below `threads` no connection is kept alive
keepalive = 5
graceful_timeout = 5  # sockets never end by themselves
timeout = 120

control_socket_disable = True  # it would write into the user's home
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else str(_config.home)  # noqa: S108
loglevel = "warning"


def post_worker_init(worker: Any) -> None:
    """Hear the other processes and start the background work; take what was loaded out of the
    garbage collector, because full collections stop every thread."""
    realtime.listen()
    engine.start(worker.wsgi)
    gc.collect()
    gc.freeze()
