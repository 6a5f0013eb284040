"""How acts on a page answer: a refusal stays beside the button that asked."""

from __future__ import annotations

from flask import Blueprint, Response, request

from ecabinet.api.problems import problem_of
from ecabinet.errors import Conflict, Denied, DomainError, Invalid, NotVisible, http_status
from ecabinet.web import error_page


def refuse_in_place(blueprint: Blueprint) -> None:
    """Answer refusals of the acts of `blueprint` as problem+json where the page's script asked:
    it shows the sentence beside the form and keeps what was typed."""
    for kind in (Invalid, Conflict, Denied, NotVisible):
        blueprint.register_error_handler(kind, _refusal)


def by_script() -> bool:
    """Return whether the page's script sends the act, and shows a refusal itself."""
    return "json" in request.headers.get("Accept", "") and request.method == "POST"


def _refusal(error: DomainError) -> Response:
    if by_script():
        return problem_of(error)
    return error_page(http_status(error), error.sentence)
