"""The page of the search."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request, url_for

from ecabinet.auth.current import current_actor
from ecabinet.db import get_db
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.search import queries
from ecabinet.search.forms import SearchQuery
from ecabinet.search.language import KINDS, parse
from ecabinet.search.queries import Results
from ecabinet.sentences import Sentence

bp = Blueprint("search", __name__)


@bp.get("/search")
def show_search() -> Response:
    actor = current_actor()
    refused: Sentence | None = None
    results: Results | None = None
    query = SearchQuery()
    notes: tuple[Sentence, ...] = ()
    typed = request.args.get("q", "")[:500]
    try:
        query = parse_form(SearchQuery, request.args)
        if query.q.strip():
            parsed = parse(query.q, exact=query.exact)
            notes = parsed.notes
            if query.kind:
                parsed = parsed.limited_to(query.kind)
            results = queries.search(
                get_db(),
                actor,
                parsed,
                older=query.older,
                cursor=query.cursor,
                limit=query.limit,
            )
    except Invalid as error:
        refused = next(iter(error.fields.values()), error.sentence)
    page = render_template(
        "search.html",
        typed=typed,
        query=query,
        kinds=KINDS,
        results=results,
        notes=notes,
        refused=refused,
        again=_address,
        with_back=_with_back,
    )
    return make_response(page, 422 if refused else 200)


def _with_back(url: str) -> str:
    """Return the address of a hit; the reader finds its way back to what was found."""
    path, parted, behind = url.partition("#")
    if path.startswith("/documents/versions/"):
        path += "?" + urlencode({"back": request.full_path})
    return path + parted + behind


def _address(**changes: Any) -> str:
    """Return the address of this search with `changes`; another kind begins at its first page."""
    kept = {
        name: value
        for name, value in request.args.items()
        if name in ("q", "kind", "exact", "older")
    }
    return url_for("search.show_search", **(kept | changes))
