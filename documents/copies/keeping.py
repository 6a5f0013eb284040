"""Whether an answer is fetched to be kept on a tablet: that is no reading."""

from __future__ import annotations

from collections.abc import Collection

from flask import request
from sqlalchemy.orm import Session

from documents.copies.queries import holds_copies
from ecabinet.auth.actor import Actor

HEADER = "X-Keep"
"""The name of the tablet that keeps the answer, as it told it at its contacts."""


def is_to_be_kept(db: Session, actor: Actor, version_id: int) -> bool:
    """Return whether the request comes from a tablet of `actor` that has told that it keeps this
    version. It tells later when the paper was opened there; whoever only sends the header reads."""
    return are_to_be_kept(db, actor, [version_id])


def are_to_be_kept(db: Session, actor: Actor, version_ids: Collection[int]) -> bool:
    """The same of several versions, which are bound in one file."""
    token = request.headers.get(HEADER, "")
    return bool(token) and holds_copies(db, actor, token, version_ids)
