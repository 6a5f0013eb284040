"""The live rooms of papers: who may hear what is written on a version."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from documents.queries import may_read
from ecabinet.auth.actor import Actor

_VERSION_ROOM = re.compile(r"version:([0-9]{1,18}):meeting")


def may_join_version(db: Session, actor: Actor, room: str) -> bool:
    """Whoever may read the version hears what is written on it for the meeting."""
    match = _VERSION_ROOM.fullmatch(room)
    return match is not None and may_read(db, actor, int(match[1]))
