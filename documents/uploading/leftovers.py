"""What the doctor says of files that uploads left behind. The rounds of a running server delete
them, so it is no fault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from sqlalchemy.orm import Session

from documents.pictures.sweeping import LEFT_SECONDS, left_behind
from documents.uploading.services import KEPT, ownerless
from ecabinet.storage import Store


def notes(db: Session, store: Store, at: datetime) -> Iterator[str]:
    """Name each file and working folder that nobody owns any more, and say what to do."""
    left = list(left_behind(store, at.timestamp() - LEFT_SECONDS))
    for path in ownerless(db, store):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < (at - KEPT).timestamp():
                left.append(path)
    for path in left:
        yield (
            f"{path} was left behind by an upload that has ended; a running server deletes it "
            "within a day, and where none runs delete it by hand"
        )
