"""How acts on a page answer: a refusal stays beside the button that asked, an act leads back."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from ecabinet.api.problems import problem_of
from ecabinet.errors import Conflict, Denied, DomainError, Invalid, NotVisible, http_status
from ecabinet.web import error_page


def refuse_in_place(blueprint: Blueprint) -> None:
    """Answer refusals of the acts of `blueprint` as problem+json where the page's script asked:
    it shows the sentence beside the form and keeps what was typed."""
    for kind in (Invalid, Conflict, Denied, NotVisible):
        blueprint.register_error_handler(kind, _refusal)


def _refusal(error: DomainError) -> Response:
    by_script = "json" in request.headers.get("Accept", "") and request.method == "POST"
    if by_script:
        return problem_of(error)
    return error_page(http_status(error), error.sentence)


def back_to(meeting_id: int) -> WerkzeugResponse:
    """Lead back to the sitting."""
    return redirect(url_for("meetings.show_meeting", meeting_id=meeting_id))
