"""The text of a paper, page by page, for screen readers and for large letters."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import Blueprint, current_app, render_template, request, url_for

from documents.copies.keeping import is_to_be_kept
from documents.distribution import services as distribution
from documents.queries import find_version
from documents.reading import queries, services
from documents.reading.forms import TextQuery
from documents.reading.page import way_back
from documents.reading.rules import blocks_of, language_of
from ecabinet import clock
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.forms import own_address, parse_form
from ecabinet.running import store

bp = Blueprint("reading", __name__)


@bp.get("/documents/versions/<int:version_id>/text")
def read_text(version_id: int) -> str:
    """One page as headings and paragraphs; reading it so is reading the paper."""
    actor = current_actor()
    query = parse_form(TextQuery, request.args)
    page = min(query.page, find_version(get_db(), actor, version_id).pages)
    if not is_to_be_kept(get_db(), actor, version_id):
        with unit_of_work() as db:
            opened = find_version(db, actor, version_id)
            at = clock.now()
            distribution.note_opened(db, actor=actor, version=opened, at=at)
            services.keep_place(db, actor=actor, version=opened, page=page, top=None, at=at)
    db = get_db()
    version = find_version(db, actor, version_id)
    pages = queries.text_of_pages(store(), version)
    text = pages[page - 1] if pages else ""
    beside = queries.beside(db, actor, version, query.occasion)
    asked = {"occasion": query.occasion, "back": own_address(query.back)}
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return render_template(
        "documents/reading/text.html",
        version=version,
        document=version.document,
        page=page,
        runs=[(kind, list(run)) for kind, run in groupby(blocks_of(text), lambda b: b.kind)],
        has_text=pages is not None,
        text_language=language_of(text, current_app.config["DEFAULT_LANGUAGE"]),
        kept=kept,
        page_url=lambda number: url_for(
            "reading.read_text", version_id=version.id, page=number, **kept
        ),
        kept_text_url=url_for("offline_api.show_text", version_id=version.id),
        place_url=url_for("reading_api.keep_place", version_id=version.id),
        reader_url=url_for("documents.read_version", version_id=version.id, **kept)
        + f"#page={page}",
        back_url=way_back(version, beside, query.occasion, query.back),
    )
