"""Joins dossiers to the application: pages, API, rooms, what waits on the home page."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from documents.rules import is_owner
from dossiers.submissions import api, due, paper_views, places, queries, rules, search, views
from dossiers.submissions.events import DESK
from dossiers.submissions.models import Submission, SubmissionState
from ecabinet import clock, jobs, occasions
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.errors import NotVisible
from ecabinet.realtime import register_room
from ecabinet.sentences import S
from ecabinet.slots import HOME_WAITING, NAVIGATION, PAPERS_BESIDE, SEARCH_SOURCES, Waiting


def init_app(app: Flask) -> None:
    """Register everything that dossiers bring."""
    for part in (views, paper_views, api):
        app.register_blueprint(part.bp)
    register_room("submission", may_hear)
    register_room("submissions", may_hear)
    jobs.add("submissions-due", due.remind_all_due)
    PAPERS_BESIDE.add("submissions", places.papers_beside)
    SEARCH_SOURCES.add("submissions", search.SUBMISSIONS)
    NAVIGATION.add("submissions", navigation)
    HOME_WAITING.add("submissions", waiting)


def may_hear(db: Session, actor: Actor, room: str) -> bool:
    """Say whether `actor` may hear what is told of a dossier, or at the secretariat's list."""
    if room == DESK:
        return rules.sees_lodged(actor)
    number = occasions.number_in(occasions.SUBMISSION, room)
    if number is None:
        return False
    try:
        queries.find_submission(db, actor, number)
    except NotVisible:
        return False
    return True


def navigation(actor: Actor) -> Iterable[tuple[str, str, str]]:
    """Return the entry of the main navigation."""
    if rules.sees_lodged(actor) or is_owner(actor, actor.organisation_id):
        yield "submissions.list_submissions", "nav-submissions", "inbox"


def waiting(db: Session, actor: Actor) -> Iterable[Waiting]:
    """Return what waits: for an officer what came back; for the secretariat what is to be taken up
    or decided, and what is late, each as one line with its number."""
    if is_owner(actor, actor.organisation_id) and not actor.is_secretariat:
        mine = queries.visible_submissions(actor).where(
            Submission.organisation_id == actor.organisation_id,
            Submission.state == SubmissionState.RETURNED,
        )
        for row in db.execute(mine.order_by(Submission.returned_at).limit(20)).scalars():
            yield Waiting(
                S("submission-waits-returned", subject=row.subject),
                url_for("submissions.show_submission", submission_id=row.id),
                "submission",
            )
    if not rules.works_on(actor):
        return
    at = clock.now()
    body = queries.rules_of(db, views.days(), at).submissions
    late = _number(db, actor, queries.is_late(body, views.days(), at))
    if late:
        yield Waiting(
            S("submission-waits-late", count=late),
            url_for("submissions.list_submissions", tab="waiting", late="yes"),
            "submission",
            is_late=True,
        )
    lodged = _number(db, actor, Submission.state == SubmissionState.LODGED)
    if lodged:
        yield Waiting(
            S("submission-waits-lodged", count=lodged),
            url_for("submissions.list_submissions", tab="waiting"),
            "submission",
        )
    checked = _number(
        db,
        actor,
        (Submission.state == SubmissionState.CHECKING) & Submission.checked_at.is_not(None),
    )
    if checked and actor.has(Role.HEAD):
        yield Waiting(
            S("submission-waits-head", count=checked),
            url_for("submissions.list_submissions", tab="waiting"),
            "submission",
        )


def _number(db: Session, actor: Actor, condition: object) -> int:
    found = queries.visible_submissions(actor).where(condition)  # type: ignore[arg-type]  # a condition
    return db.scalar(select(func.count()).select_from(found.subquery())) or 0
