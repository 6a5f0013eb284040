"""Which dossiers there are for whom, and the lists of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from documents.models import Document
from documents.recognition.rules import lacks_text
from documents.rules import is_owner
from dossiers.submissions import clocks
from dossiers.submissions.models import (
    OpinionRequest,
    Submission,
    SubmissionPaper,
    SubmissionSigner,
    SubmissionState,
    SubmissionStep,
    Urgency,
)
from dossiers.submissions.rules import IN_CHECK, sees_lodged
from dossiers.submissions.rules_complete import Dossier, Finding, Paper, examine
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.errors import NotVisible
from ecabinet.people.queries import rules_on
from ecabinet.people.rules import BodyRules, SubmissionRules
from ecabinet.search.folding import fold


def visible_submissions(actor: Actor) -> Select[Submission]:
    """The dossiers that `actor` sees.

    The secretariat: whatever was ever lodged. Officers of an organisation: its own from the first
    word on; once lodged, those that it signs too, and those on which its opinion is asked.
    Others, administrators and auditors: none. Their papers are another question, which
    `documents.queries` answers.
    """
    ways: list[ColumnElement[bool]] = []
    was_lodged = Submission.lodged_at.is_not(None)
    if sees_lodged(actor):
        ways.append(was_lodged)
    if is_owner(actor, actor.organisation_id):
        signs = exists().where(
            SubmissionSigner.submission_id == Submission.id,
            SubmissionSigner.organisation_id == actor.organisation_id,
        )
        ways.append(Submission.organisation_id == actor.organisation_id)
        ways.append(and_(was_lodged, or_(signs, is_asked(actor.organisation_id))))
    return select(Submission).where(or_(*ways) if ways else false())


def is_asked(organisation_id: int | None) -> ColumnElement[bool]:
    """The condition on `Submission` that the organisation's opinion on it is asked."""
    return exists().where(
        OpinionRequest.submission_id == Submission.id,
        OpinionRequest.organisation_id == organisation_id,
        OpinionRequest.withdrawn_at.is_(None),
    )


def find_submission(
    db: Session, actor: Actor, submission_id: int, *, lock: bool = False
) -> Submission:
    """Return a dossier that `actor` sees; `lock`: for an act on it. Raises NotVisible."""
    if lock:
        # First the row, so that what is then read stands: a lock on a join would lock its sides.
        ids = select(Submission.id).where(Submission.id == submission_id).with_for_update()
        db.execute(ids)
    statement = visible_submissions(actor).where(Submission.id == submission_id)
    found = db.execute(
        statement.options(joinedload(Submission.organisation)).execution_options(
            populate_existing=lock
        )
    ).scalar_one_or_none()
    if found is None:
        raise NotVisible
    return found


def accepted(db: Session, actor: Actor) -> list[Submission]:
    """Return the dossiers that wait for a place on an agenda, the first lodged first."""
    waiting = visible_submissions(actor).where(Submission.state == SubmissionState.ACCEPTED)
    waiting = waiting.options(*_FOR_LISTS).order_by(Submission.lodged_at, Submission.id)
    return list(db.execute(waiting).scalars())


_FOR_LISTS = (
    joinedload(Submission.organisation),
    selectinload(Submission.papers),
    selectinload(Submission.signers),
)


def matching(
    actor: Actor,
    *,
    states: Sequence[SubmissionState] = (),
    search: str = "",
    organisation_id: int | None = None,
    urgency: Urgency | None = None,
) -> Select[Submission]:
    """The dossiers that `actor` sees and asks for, ready for a list; `search` folded."""
    statement = visible_submissions(actor).options(*_FOR_LISTS)
    if states:
        statement = statement.where(Submission.state.in_(states))
    if search.strip():
        statement = statement.where(Submission.folded.contains(fold(search), autoescape=True))
    if organisation_id is not None:
        statement = statement.where(Submission.organisation_id == organisation_id)
    if urgency is not None:
        statement = statement.where(Submission.urgency == urgency)
    return statement


def is_late(rules: SubmissionRules, days: WorkingDays, at: datetime) -> ColumnElement[bool]:
    """The condition on `Submission` that a clock of the secretariat ran out: `clocks.due_of`."""
    check = clocks.late_before(rules.check_working_days, days, at)
    chair = clocks.late_before(rules.to_chair_working_days, days, at)
    return and_(
        Submission.state.in_(IN_CHECK),
        or_(
            and_(Submission.checked_at.is_(None), Submission.lodged_at < check),
            and_(Submission.checked_at.is_not(None), Submission.lodged_at < chair),
        ),
    )


def counts(
    db: Session, actor: Actor, late: ColumnElement[bool] | None = None
) -> tuple[dict[SubmissionState, int], int]:
    """Return how many `actor` sees in each state, and how many of them are late; one query."""
    seen = visible_submissions(actor).subquery()
    is_counted = Submission.id.in_(select(seen.c.id))
    number = func.sum(case((late, 1), else_=0)) if late is not None else func.sum(0)
    rows = db.execute(
        select(Submission.state, func.count(), number).where(is_counted).group_by(Submission.state)
    ).all()
    return {row[0]: row[1] for row in rows}, sum(int(row[2] or 0) for row in rows)


def rules_of(db: Session, days: WorkingDays, at: datetime) -> BodyRules:
    """Return the body's rules in force at `at`."""
    return rules_on(db, days.local_day(at))


def dossier_of(db: Session, submission: Submission) -> Dossier:
    """Return what the checks ask of a dossier; the newest version of each paper counts."""
    rows = db.execute(
        select(SubmissionPaper)
        .where(SubmissionPaper.submission_id == submission.id)
        .options(joinedload(SubmissionPaper.document).selectinload(Document.versions))
        .order_by(SubmissionPaper.ordinal)
    ).scalars()
    asked_here = exists().where(OpinionRequest.submission_id == submission.id)
    return Dossier(
        subject=submission.subject,
        proposal_number=submission.proposal_number,
        proposal_on=submission.proposal_on,
        asked=submission.asked,
        level=submission.access_level,
        is_legal_draft=submission.is_legal_draft,
        opinions_asked=submission.opinions_asked or bool(db.scalar(select(asked_here))),
        papers=tuple(_paper(row) for row in rows),
    )


def _paper(row: SubmissionPaper) -> Paper:
    document = row.document
    if document.is_paper_only or not document.versions:
        return Paper(row.role, document.title, None, document.access_level)
    version = document.current
    # What was recognised since has text, whatever the intake had to warn of.
    scan = lacks_text(version) and version.recognised_at is None
    return Paper(row.role, document.title, version.pages, document.access_level, scan)


def findings(db: Session, submission: Submission, days: WorkingDays, at: datetime) -> list[Finding]:
    """Return what the body's checks say of a dossier now."""
    return examine(rules_of(db, days, at), dossier_of(db, submission))


def steps_of(db: Session, submission: Submission) -> list[SubmissionStep]:
    """Return the steps of a dossier, the first one first, with who made them."""
    rows = db.execute(
        select(SubmissionStep)
        .where(SubmissionStep.submission_id == submission.id)
        .options(joinedload(SubmissionStep.account), joinedload(SubmissionStep.holder))
        .order_by(SubmissionStep.id)
    )
    return list(rows.scalars())


def organisations_among(db: Session, actor: Actor) -> Sequence[Any]:
    """Return the ids of the organisations whose dossiers `actor` sees."""
    seen = visible_submissions(actor).with_only_columns(Submission.organisation_id).distinct()
    return db.execute(seen).scalars().all()
