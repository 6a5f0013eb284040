"""What pages show of invitations: the answer sheet, who comes, whether the quorum is in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.people.models import Person
from ecabinet.verdicts import Verdict
from meetings.invitations import automatic, reminders
from meetings.invitations.forecast import forecast, worst
from meetings.invitations.letters import services as letters
from meetings.invited import queries, rules
from meetings.models import Invitation, Meeting, MeetingState
from meetings.queries import is_own_invitation

SHOWN_AT_HOME = 6
"""Sittings to come are few; more than these are found in the list."""


@dataclass(frozen=True)
class Sheet:
    """An invitation to be answered, or whose answer can still be changed."""

    invitation: Invitation
    meeting: Meeting
    may_answer: Verdict
    colleagues: list[Person]


def outlook(db: Session, actor: Actor, meeting: Meeting) -> dict[str, Any]:
    """Return who is to be expected when, for the secretariat and the chair before the opening."""
    silent = reminders.unanswered(db, meeting)
    shown = meeting.state is MeetingState.INVITED and rules.may_see_answers(actor, meeting)
    stretches = forecast(db, meeting) if shown else []
    return {
        "stretches": stretches,
        "outlook": worst(stretches),
        "silent": len(silent),
        "letter": letters.latest(db, meeting),
        "may_remind": rules.may_remind(actor, meeting) if shown else None,
        "automatic": automatic.plan_of(db, meeting) if shown else None,
    }


def at_home(db: Session, actor: Actor) -> str:
    """Return the panel of the home page: invitations to answer, absences to agree to."""
    if actor.has(Role.ADMIN, Role.AUDITOR):
        return ""
    sheets = _sheets(db, actor)
    absences = _absences(db, actor)
    return render_template(
        "meetings/invitations/_home.html", sheets=sheets, absences=absences, actor=actor
    )


def _sheets(db: Session, actor: Actor) -> list[Sheet]:
    represented = queries.prepares_for(db, actor, clock.now())
    rows = db.execute(
        select(Invitation)
        .join(Invitation.meeting)
        .where(is_own_invitation(actor), Meeting.state == MeetingState.INVITED)
        .options(joinedload(Invitation.meeting))
        .order_by(Meeting.starts_at, Meeting.id, Invitation.rank)
        .limit(SHOWN_AT_HOME)
    ).scalars()
    found = []
    for row in rows:
        may_answer = rules.may_answer(actor, row, row.meeting, represented)
        if may_answer:
            colleagues = queries.possible_substitutes(db, row)
            found.append(Sheet(row, row.meeting, may_answer, colleagues))
    return found


def _absences(db: Session, actor: Actor) -> list[tuple[Meeting, list[Invitation]]]:
    """The absences on which the chair has said nothing yet, by sitting."""
    chaired = db.execute(
        select(Meeting)
        .where(Meeting.chair_id == actor.person_id, Meeting.state.in_(rules.CONSENTED_IN))
        .order_by(Meeting.starts_at, Meeting.id)
    ).scalars()
    found = []
    for meeting in chaired:
        open_ones = [
            row
            for row in queries.announced_absences(db, actor, meeting)
            if row.consent is None and rules.may_consent(actor, row, meeting)
        ]
        if open_ones:
            found.append((meeting, open_ones))
    return found
