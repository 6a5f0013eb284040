"""Refusals as problem+json (RFC 9457) with a stable `code`."""

from __future__ import annotations

from flask import Response, json

from ecabinet.errors import Conflict, DomainError, Invalid, TooMany, http_status
from ecabinet.i18n import say


def problem(status: int, code: str, title: str, **more: object) -> Response:
    """Return a problem+json answer."""
    body = {
        "type": f"urn:ecabinet:{code}",
        "title": title,
        "status": status,
        "code": code,
    } | more
    return Response(json.dumps(body), status, mimetype="application/problem+json")


def problem_of(error: DomainError) -> Response:
    """Return the answer to a refusal of the domain."""
    more: dict[str, object] = {}
    if isinstance(error, Invalid) and error.fields:
        more["fields"] = {
            name: {"code": sentence.key, "message": say(sentence)}
            for name, sentence in error.fields.items()
        }
    if isinstance(error, Conflict) and error.differences:
        more["differences"] = error.differences
    answer = problem(http_status(error), error.code, say(error.sentence), **more)
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.retry_after)
    if answer.status_code == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
