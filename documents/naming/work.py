"""The job that stamps a version."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from documents.intake.limited import environment_of_child
from documents.intake.limits import Limits
from documents.intake.processes import run_watched
from documents.models import DocumentVersion
from documents.naming import queries
from documents.naming.models import StampedCopy
from documents.naming.services import STAMP, enter_stamped
from ecabinet.errors import Conflict
from ecabinet.jobs.registry import Run, handles
from ecabinet.sentences import S

WRITER = (sys.executable, "-P", "-m", "documents.naming.child")


@handles(STAMP, label="naming-job")
def stamp_version(run: Run) -> None:
    """Make the copy of `run.params["version"]` with the paper's latest number, unless it is
    there."""
    with run.database.reading() as db:
        version = db.get_one(DocumentVersion, int(run.params["version"]))
        number = queries.numbers_of(db, [version.document_id]).get(version.document_id)
        if number is None or db.get(StampedCopy, (version.id, number)) is not None:
            return
        version_id, ordinal, sha256 = version.id, version.ordinal, version.reading_sha256
    words = number if ordinal == 1 else f"{number} (v{ordinal})"
    limits = Limits.from_env(run.config.intake)
    run.store.incoming.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=run.store.incoming) as folder:
        target = Path(folder) / "stamped.pdf"
        ended = run_watched(
            [*WRITER, str(run.store.path(sha256).resolve()), str(target.resolve()), words,
             limits.to_json()],
            folder=Path(folder), environment=environment_of_child(),
            wall_seconds=limits.wall_seconds,
        )  # fmt: skip
        if ended.status != 0 or not target.is_file():
            raise Conflict(S("naming-not-stamped"))
        stored = run.store.adopt(target)
    with run.database.unit_of_work() as db:
        enter_stamped(db, version_id, number, made_of=sha256, sha256=stored.sha256)
