"""Joins ballots to the application: pages, API, rooms, the vote on an item, what is due."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, render_template, request, url_for
from sqlalchemy.orm import Session

from ballots import api, calendar, draft_views, due, notices, places, queries, rules, search, views
from ballots.models import BallotState, Procedure
from ballots.packs.source import pack_source
from ballots.show import face_of
from ecabinet import clock, jobs, occasions, realtime
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.sentences import S
from ecabinet.slots import (
    AGENDA_ITEM_PANEL,
    CALENDAR_DUE,
    DOCUMENT_PLACES,
    HOME_WAITING,
    NAVIGATION,
    PACK_SOURCES,
    PAPERS_BESIDE,
    SEARCH_SOURCES,
    Waiting,
)
from meetings.models import AgendaItem

AT_HOME = 20


def _navigation(actor: Actor) -> Iterable[tuple[str, str, str]]:
    if actor.is_member or rules.works_on_ballots(actor):
        yield "ballots.list_ballots", "nav-ballots", "check2-square"


def _waiting(db: Session, actor: Actor) -> Iterable[Waiting]:
    if not (actor.is_member or rules.works_on_ballots(actor)):
        return
    at = clock.now()
    waiting = queries.of_tab(actor, "waiting", at).limit(AT_HOME)
    for ballot in db.execute(waiting).scalars():
        if ballot.state is BallotState.OPEN:
            key = "ballot-waits-answer"
            if ballot.procedure is Procedure.IN_ROOM:
                key = "ballot-waits-vote"
        else:
            key = f"ballot-waits-{ballot.state.value}"
        is_open = ballot.state is BallotState.OPEN
        yield Waiting(
            S(key, title=ballot.title),
            url_for("ballots.show_ballot", ballot_id=ballot.id),
            "ballot",
            due_at=ballot.closes_at if is_open else None,
            button=S("ballot-answer-button") if is_open else None,
        )


def may_hear(db: Session, actor: Actor, room: str) -> bool:
    """Say whether `actor` may hear what is told of a ballot."""
    number = occasions.number_in(occasions.BALLOT, room)
    if number is None:
        return False
    try:
        queries.find_ballot(db, actor, number)
    except NotVisible:
        return False
    return True


def vote_panel(db: Session, actor: Actor, item: AgendaItem) -> str:
    """Return the vote on an item for one reader: to open, to answer, to close, or its result."""
    ballot = queries.latest_of_item(db, item)
    may_open = rules.may_open_vote(actor, item.meeting, item)
    face = face_of(db, actor, ballot, days=views.days(), at=clock.now()) if ballot else None
    return render_template(
        "ballots/_vote_panel.html",
        item=item,
        ballot=ballot,
        face=face,
        may_open=may_open,
        may_close=rules.may_close_vote(actor, item, ballot) if ballot else None,
        here=request.full_path.rstrip("?"),
    )


def init_app(app: Flask) -> None:
    """Register everything that ballots bring."""
    for part in (views, draft_views, api):
        app.register_blueprint(part.bp)
    app.cli.add_command(due.commands)
    notices.init()
    jobs.add("ballots-due", due.close_all_due)
    realtime.register_room("ballot", may_hear)
    PACK_SOURCES.add("ballots", pack_source)
    AGENDA_ITEM_PANEL.add("ballots", vote_panel)
    NAVIGATION.add("ballots", _navigation)
    HOME_WAITING.add("ballots", _waiting)
    CALENDAR_DUE.add("ballots", calendar.due_dates)
    DOCUMENT_PLACES.add("ballots", places.document_places)
    PAPERS_BESIDE.add("ballots", places.papers_beside)
    SEARCH_SOURCES.add("ballots", search.BALLOTS)
