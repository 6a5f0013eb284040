"""Idempotency-Key on writes: the same key and the same request give the same answer, once done."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.api.models import IdempotentAnswer
from ecabinet.auth.actor import Actor
from ecabinet.db import close_db, get_db, unit_of_work
from ecabinet.errors import Conflict, Invalid, NotVisible
from ecabinet.sentences import S

LONGEST_KEY = 200
KEPT_FOR = timedelta(hours=24)
P = TypeVar("P")


def write_once(
    actor: Actor, prepare: Callable[[], P], act: Callable[[Session, P], ResponseReturnValue]
) -> Response:
    """Do `act` in one unit of work; the same request with the same Idempotency-Key is answered as
    it was and does nothing.

    `prepare` is called first, outside the transaction (guards, and slow work on files); what it
    returns comes to `act`, which raises its refusals: only what was done is kept.
    """
    key = key_of_request()
    fingerprint = request_hash() if key else ""
    if key:
        earlier = earlier_answer(get_db(), actor, key, fingerprint)
        if earlier is not None:
            return earlier
    try:
        prepared = prepare()
        with unit_of_work() as db:
            kept = claim(db, actor, key, fingerprint) if key else None
            answer = make_response(act(db, prepared))
            if answer.status_code >= 400:
                # Returned, it would be committed and kept; raised, it is neither.
                raise RuntimeError("an act must raise its refusals")
            if kept is not None:
                kept.status, kept.body = answer.status_code, answer.get_data(as_text=True)
            return answer
    except (Conflict, NotVisible):
        # The twin of this request may have won, and taken what this one named: then its answer
        # is the answer. What was read before it won is old.
        close_db()
        twin = earlier_answer(get_db(), actor, key, fingerprint) if key else None
        if twin is None:
            raise
        return twin


def key_of_request() -> str | None:
    """Return the request's Idempotency-Key. Raises Invalid for one that is too long."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY:
        raise Invalid(S("idempotency-key-too-long", limit=LONGEST_KEY))
    return key or None


def request_hash() -> str:
    """Return what must be equal for a repetition: method, path and body (files by their form)."""
    digest = hashlib.sha256(f"{request.method} {request.full_path}\n".encode())
    if request.mimetype == "multipart/form-data":
        for name in sorted(request.form):
            digest.update(f"{name}={request.form.getlist(name)}\n".encode())
        for name in sorted(request.files):
            for file in request.files.getlist(name):
                digest.update(f"{name}:{file.filename}:".encode())
                while block := file.stream.read(1 << 20):
                    digest.update(block)
                file.stream.seek(0)
    else:
        digest.update(request.get_data(cache=True))
    return digest.hexdigest()


def earlier_answer(db: Session, actor: Actor, key: str, fingerprint: str) -> Response | None:
    """Return the answer given to this key before, or None. Raises Conflict for another request."""
    row = db.execute(
        select(IdempotentAnswer).where(
            IdempotentAnswer.account_id == actor.account_id, IdempotentAnswer.key == key
        )
    ).scalar_one_or_none()
    if row is None:
        return None
    if row.request_hash != fingerprint:
        raise Conflict(S("idempotency-key-reused"))
    answer = Response(row.body, row.status, mimetype="application/json")
    answer.headers["Idempotent-Replayed"] = "true"
    return answer


def claim(db: Session, actor: Actor, key: str, fingerprint: str) -> IdempotentAnswer:
    """Take the key before the act, in the same transaction; the caller adds the answer to it.

    A twin that is being answered is waited for and then hits the primary key: an IntegrityError
    here, before anything was done twice. Answers of this account older than a day are dropped.
    """
    at = clock.now()
    db.execute(
        delete(IdempotentAnswer).where(
            IdempotentAnswer.account_id == actor.account_id, IdempotentAnswer.at < at - KEPT_FOR
        )
    )
    row = IdempotentAnswer(
        account_id=actor.account_id, key=key, request_hash=fingerprint, status=0, body="", at=at
    )
    db.add(row)
    db.flush()
    return row
