"""A page that shows every part of the look at once, for builders of pages and browser tests.

Registered only when the configuration says testing; it reads nothing of a feature's.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template

from ecabinet.sentences import S
from ecabinet.verdicts import ALLOW, conflict, denied, hidden

blueprint = Blueprint("styleguide", __name__)

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


@blueprint.get("/styleguide")
def show_styleguide() -> str:
    """Every part, in every state it can be in."""
    return render_template(
        "styleguide.html",
        now=NOW,
        verdicts={
            "allowed": ALLOW,
            "denied": denied("error-403-text"),
            "conflict": conflict("error-409-text"),
            "hidden": hidden(),
        },
        errors={"title": S("error-422-text"), "answer": S("error-422-text")},
        values={"title": "Dự thảo Nghị quyết", "kind": "regular", "starts_on": "2026-11-26"},
    )


@blueprint.get("/styleguide/<code>")
def show_refusal(code: str) -> str:
    """The page of one refusal, `code` being 403, 404, … or offline."""
    return render_template(f"errors/{code}.html", reference="7F3A-21" if code == "500" else None)
