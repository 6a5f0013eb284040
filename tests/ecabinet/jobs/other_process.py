"""A second process that does jobs: `python -m tests.ecabinet.jobs.other_process`, configured by its
environment. Says `ready`, works until its input ends; with `once`, does what waits and ends."""

from __future__ import annotations

import sys

import tests.ecabinet.jobs.work  # noqa: F401 - registers the kinds
from ecabinet.app import create_app
from ecabinet.config import Config
from ecabinet.jobs import engine

if __name__ == "__main__":
    app = create_app(Config.from_env())
    if sys.argv[1:] == ["once"]:
        engine.run_queued(app)
    else:
        engine.start(app)
        print("ready", flush=True)
        sys.stdin.read()
