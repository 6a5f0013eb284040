"""Connects decisions and assignments to the application."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions import api, notices, queries, search, views
from decisions.models import Assignment, AssignmentState, Decision
from ecabinet import clock, realtime
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.errors import NotVisible
from ecabinet.i18n import local_day
from ecabinet.sentences import S
from ecabinet.slots import HOME_WAITING, NAVIGATION, SEARCH_SOURCES, Waiting


def _navigation(actor: Actor) -> Iterable[tuple[str, str, str]]:
    if actor.is_secretariat or actor.is_member or actor.has(Role.OFFICER):
        yield "decisions.list_decisions", "nav-decisions", "file-earmark-check"
        yield "assignments.list_assignments", "nav-assignments", "flag"


def _waiting(db: Session, actor: Actor) -> Iterable[Waiting]:
    if actor.has(Role.OFFICER):
        overdue = queries.count_classes(db, actor, local_day(clock.now()))["open_overdue"]
        if overdue:
            yield Waiting(
                S("assignment-waiting-overdue", count=overdue),
                url_for("assignments.list_assignments", report_class="open_overdue"),
                "assignment",
                is_late=True,
            )
    drafts = list(
        db.execute(queries.awaiting_issue(actor).order_by(Decision.id).limit(2)).scalars()
    )
    if len(drafts) == 1:
        yield Waiting(
            S("decision-waiting-one", subject=drafts[0].subject),
            url_for("decisions.show_decision", decision_id=drafts[0].id),
            "decision",
        )
    elif drafts:
        count = db.scalar(
            select(func.count()).select_from(queries.awaiting_issue(actor).subquery())
        )
        yield Waiting(
            S("decision-waiting", count=count or 0),
            url_for("decisions.list_decisions", waiting="issue"),
            "decision",
        )
    if actor.has(Role.SECRETARIAT, Role.HEAD):
        filed = db.scalar(select(func.count()).where(Assignment.state == AssignmentState.FILED))
        if filed:
            yield Waiting(
                S("assignment-waiting-filed", count=filed),
                url_for("assignments.list_assignments", report_class="filed"),
                "assignment",
            )


def _may_join_decision(db: Session, actor: Actor, room: str) -> bool:
    try:
        queries.find_decision(db, actor, int(room.split(":")[1]))
    except (NotVisible, ValueError):
        return False
    return True


def _may_join_assignment(db: Session, actor: Actor, room: str) -> bool:
    try:
        queries.find_assignment(db, actor, int(room.split(":")[1]))
    except (NotVisible, ValueError):
        return False
    return True


def _may_join_organisation(db: Session, actor: Actor, room: str) -> bool:
    return actor.has(Role.OFFICER) and room == f"organisation:{actor.organisation_id}"


def init_app(app: Flask) -> None:
    """Register pages, API, rooms and slots."""
    app.register_blueprint(views.decision_pages)
    app.register_blueprint(views.assignment_pages)
    app.register_blueprint(api.bp)
    notices.init()
    realtime.register_room("decision", _may_join_decision)
    realtime.register_room("assignment", _may_join_assignment)
    realtime.register_room("organisation", _may_join_organisation)
    NAVIGATION.add("decisions", _navigation)
    HOME_WAITING.add("decisions", _waiting)
    SEARCH_SOURCES.add("decisions", search.DECISIONS)
