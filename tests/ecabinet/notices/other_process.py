"""A second process: `python -m tests.ecabinet.notices.other_process tell|send`, configured by its
environment. `tell` notifies the person of PERSON and dies right after the commit; `send` does what
waits."""

from __future__ import annotations

import os
import sys

import tests.ecabinet.notices.kinds_of_tests  # noqa: F401 - registers the kinds
from ecabinet.app import create_app
from ecabinet.config import Config
from ecabinet.jobs import engine
from ecabinet.notices import services
from ecabinet.sentences import S

if __name__ == "__main__":
    app = create_app(Config.from_env())
    store = app.extensions["ecabinet.database"]
    if sys.argv[1] == "tell":
        store.after_commit.insert(0, lambda events: os._exit(9))
        with store.unit_of_work() as db:
            services.notify(
                db, kind="of-the-tests", person_ids=[int(os.environ["PERSON"])], key="thing:1",
                sentence=S("home-title"), url="/documents/7",
            )  # fmt: skip
    else:
        engine.run_queued(app)
