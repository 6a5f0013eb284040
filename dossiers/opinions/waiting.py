"""What of opinions waits for a person: to answer, to chase, to reply."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from sqlalchemy.orm import Session

from documents.rules import is_owner
from dossiers.opinions import queries
from dossiers.opinions.panel import days
from dossiers.submissions.models import OpinionRequest
from dossiers.submissions.queries import rules_of
from dossiers.submissions.rules import sees_lodged
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.sentences import S
from ecabinet.slots import Waiting

AT_HOME = 20


def waiting(db: Session, actor: Actor) -> Iterable[Waiting]:
    """Return what waits for `actor`, for the home page."""
    owner = is_owner(actor, actor.organisation_id)
    if not owner and not sees_lodged(actor):
        return
    at = clock.now()
    if owner:
        body = rules_of(db, days(), at).submissions
        asked = queries.of_tab(actor, body, "waiting", at)
        for one in db.execute(asked.order_by(OpinionRequest.due_at).limit(AT_HOME)).scalars():
            yield Waiting(
                S(
                    "opinion-waits-answer",
                    lead=one.submission.organisation.notation,
                    subject=one.submission.subject,
                ),
                url_for("opinions.show_request", request_id=one.id),
                "opinion",
                due_at=one.due_at,
                is_late=at > one.due_at,
                button=S("opinion-answer-button"),
            )
    for submission, silent, since in queries.overdue_dossiers(db, actor, at, AT_HOME):
        yield Waiting(
            S("opinion-waits-silent", count=silent, subject=submission.subject),
            url_for("opinion_desk.show_overview", submission_id=submission.id),
            "opinion",
            due_at=since,
            is_late=True,
        )
    for submission, count in queries.unreplied_dossiers(db, actor, AT_HOME):
        yield Waiting(
            S("opinion-waits-reply", count=count, subject=submission.subject),
            url_for("opinion_desk.show_overview", submission_id=submission.id) + "#comments",
            "opinion",
        )
