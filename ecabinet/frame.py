"""What every page's frame needs: navigation, the import map, who is signed in."""

from __future__ import annotations

import json

from flask import Flask, g, request, url_for

from ecabinet import assets, vendor
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import actor_or_none
from ecabinet.auth.models import Role
from ecabinet.db import get_db
from ecabinet.i18n import language, t
from ecabinet.people.models import Body
from ecabinet.slots import NAVIGATION
from ecabinet.verdicts import ALLOW

ORDER = (
    "submissions",
    "opinions",
    "meetings",
    "ballots",
    "documents",
    "audit",
    "decisions",
    "assignments",
)
"""The main navigation reads as the work runs, whichever feature was wired first."""

PART_OF = {"opinion_desk": "opinions", "submission_papers": "submissions"}
"""Blueprints whose pages belong to an entry of another name."""


def navigation() -> list[tuple[str, str, str, bool]]:
    """Return (address, catalogue key, icon, whether we are there) of the main navigation."""
    actor = actor_or_none()
    if actor is None:
        return []
    here = PART_OF.get(request.blueprint or "", request.blueprint or "")
    entries = [("home.show_home", "nav-home", "house")]
    found = [entry for filler in NAVIGATION for entry in filler(actor)]
    entries += sorted(found, key=lambda entry: ORDER.index(entry[0].partition(".")[0]))
    if actor.has(Role.AUDITOR):
        entries.append(("journal.list_entries", "nav-journal", "journal-text"))
    if actor.has(Role.ADMIN):
        entries.append(("admin.list_accounts", "nav-administration", "people"))
    return [
        (url_for(endpoint), key, icon, endpoint.partition(".")[0] == here)
        for endpoint, key, icon in entries
    ]


def body_name() -> str:
    """Return the name of the cabinet that uses this program."""
    body = None if g.get("store_failed") else get_db().get(Body, 1)
    return body.name(language()) if body else t("product-name")


def _context() -> dict[str, object]:
    actor: Actor | None = actor_or_none()
    return {
        "actor": actor,
        "body_name": body_name(),
        "navigation": navigation,
        "Role": Role,
        "allow": ALLOW,
    }


def init_app(app: Flask) -> None:
    """Give the templates their frame."""
    assets.init_app(app)
    modules = dict(assets.own_modules())

    def import_map_json() -> str:
        own = {name: url_for("static", filename=path) for name, path in modules.items()}
        return json.dumps(vendor.import_map(own)).replace("<", "\\u003c")

    app.context_processor(_context)
    # Lazily: only pages that print it pay for it, and error pages work without the libraries.
    app.jinja_env.globals["import_map_json"] = _Lazy(import_map_json)


class _Lazy:
    def __init__(self, make: object) -> None:
        self._make = make

    def __str__(self) -> str:
        return self._make()  # type: ignore[operator, no-any-return]  # a function without arguments

    def __html__(self) -> str:
        return str(self)
