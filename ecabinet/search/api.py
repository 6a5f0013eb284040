"""The search over the JSON API."""

from __future__ import annotations

from datetime import date

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.i18n import say
from ecabinet.search import queries
from ecabinet.search.forms import KindName, SearchQuery
from ecabinet.search.language import parse

bp = Blueprint("search_api", __name__)


class FoundPageOut(BaseModel):
    """A page on which something was found; `marks` are places (from, to) in `text`."""

    page: int
    place: str
    text: str
    marks: list[tuple[int, int]]
    url: str


class HitOut(BaseModel):
    """Something found. `subject`: its ids. `pages` is empty when only the title says it."""

    kind: KindName
    title: str
    day: date
    facts: str
    url: str
    subject: dict[str, int]
    pages: list[FoundPageOut]


class SearchPage(BaseModel):
    """A page of what was found, best first. `notes`: what of the query could not be used."""

    items: list[HitOut]
    notes: list[str]
    next: str | None


def _shown(hit: queries.Hit) -> HitOut:
    return HitOut(
        kind=hit.source.kind,
        title=hit.shown.title,
        day=hit.day,
        facts=say(hit.shown.facts),
        url=hit.shown.url(hit.pages[0].number if hit.pages else 0, hit.words),
        subject=hit.shown.subject,
        pages=[
            FoundPageOut(
                page=found.number,
                place=say(hit.shown.place(found.number)),
                text=found.snippet.text,
                marks=list(found.snippet.marks),
                url=hit.shown.url(found.number, found.snippet.phrase),
            )
            for found in hit.pages
        ],
    )


@api_route(bp, "GET", "/search", tag="search", query=SearchQuery, answer=SearchPage, errors=(422,))
def search(db: Session, actor: Actor, query: SearchQuery) -> SearchPage:
    """Search papers, agendas, dossiers, decisions and ballots.

    Only what this account may see is found. There is no total: ask for the next page."""
    parsed = parse(query.q, exact=query.exact)
    if query.kind:
        parsed = parsed.limited_to(query.kind)
    found = queries.search(
        db, actor, parsed, older=query.older, cursor=query.cursor, limit=query.limit
    )
    return SearchPage(
        items=[_shown(hit) for hit in found.hits],
        notes=[say(note) for note in parsed.notes],
        next=found.next,
    )
