"""Reminds the secretariat of what it owes a dossier: on the last day, and once that is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dossiers.submissions.clocks import Due, due_of
from dossiers.submissions.models import Submission
from dossiers.submissions.queries import rules_of
from dossiers.submissions.rules import IN_CHECK
from ecabinet import clock
from ecabinet.auth.models import Role
from ecabinet.calendar import WorkingDays
from ecabinet.db import database, unit_of_work
from ecabinet.i18n import zone
from ecabinet.notices.audience import persons_with
from ecabinet.notices.models import Notice
from ecabinet.notices.services import notify
from ecabinet.people.queries import working_days


def owed(db: Session, days: WorkingDays, at: datetime) -> dict[str, tuple[int, Due]]:
    """Return {key of the reminder: (dossier, what is due)} of what is due today, or late, and was
    not reminded of yet."""
    in_check = select(Submission).where(Submission.state.in_(IN_CHECK)).order_by(Submission.id)
    waiting = list(db.execute(in_check).scalars())
    if not waiting:
        return {}
    body = rules_of(db, days, at).submissions
    found: dict[str, tuple[int, Due]] = {}
    for row in waiting:
        due = due_of(body, row, days, at)
        if due is None or row.lodged_at is None:
            continue
        if due.is_late or days.local_day(due.at) <= days.local_day(at):
            word = "late" if due.is_late else "today"
            key = f"submission:{row.id}:{row.lodged_at.isoformat()}:{due.key}:{word}"
            found[key] = (row.id, due)
    known = select(Notice.key).where(Notice.key.in_(found)).distinct()
    for key in db.execute(known).scalars():
        del found[key]
    return found


def remind(db: Session, key: str, submission_id: int, due: Due) -> int:
    """Remind of one dossier; whoever checks, and the head of what lies with the head."""
    submission = db.get_one(Submission, submission_id)
    roles = (Role.SECRETARIAT,) if due.key == "check" else (Role.SECRETARIAT, Role.HEAD)
    return notify(
        db,
        kind="submission-reminder",
        person_ids=persons_with(db, *roles),
        sentence=due.reminder(submission.subject),
        url=f"/submissions/{submission.id}",
        key=key,
        subject={"submission_id": submission.id, "due": due.key},
    )


def remind_all_due() -> int:
    """Write what is to be reminded of, each in a unit of work of its own; return how many."""
    at, days = clock.now(), working_days(zone())
    with database().reading() as db:
        waiting = owed(db, days, at)
    for key, (submission_id, due) in waiting.items():
        with unit_of_work() as db:
            remind(db, key, submission_id, due)
    return len(waiting)
