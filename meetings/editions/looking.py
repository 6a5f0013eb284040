"""What the warnings before sending are about, looked up; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import Document, DocumentVersion
from dossiers.submissions.models import Submission, SubmissionState
from ecabinet import clock
from ecabinet.calendar import WorkingDays
from ecabinet.people.models import Person
from ecabinet.people.queries import rules_on
from ecabinet.people.rules.body import RuleName
from meetings.editing.checks import checks_of, valid_checks
from meetings.editions import warnings
from meetings.editions.queries import papers_lead_of
from meetings.editions.warnings import Held, Line, SendingWarning
from meetings.invitations.forecast import forecast
from meetings.invitations.queries import called
from meetings.models import AgendaItem, AgendaVersion, Invitation, Meeting, MeetingState
from meetings.queries import OVER

_CALLED = (MeetingState.INVITED, MeetingState.IN_SITTING, MeetingState.PAUSED)
_ACCEPTED = (SubmissionState.ACCEPTED, SubmissionState.SCHEDULED)


def warnings_of(
    db: Session, meeting: Meeting, edition: AgendaVersion, calendar: WorkingDays, at: datetime
) -> list[SendingWarning]:
    """Return what speaks against sending `edition` at `at`, the gravest first."""
    return warnings_of_lines(db, meeting, edition.lines, calendar, at)


@dataclass(frozen=True)
class BeforeApproval:
    """What who approves is told at the button: lines that nobody found formally in
    order yet (`unchecked`), lines that were changed since (`lapsed`), what speaks against sending.
    """

    unchecked: list[Line]
    lapsed: list[Line]
    warnings: list[SendingWarning]

    @property
    def open(self) -> int:
        """How many checks are open."""
        return len(self.unchecked) + len(self.lapsed)


def before_approval(
    db: Session, meeting: Meeting, lines: Sequence[Line], calendar: WorkingDays, at: datetime
) -> BeforeApproval:
    """Return what is to be known before the working copy (`lines`) is approved."""
    checks = checks_of(db, lines)
    found = warnings_of_lines(db, meeting, lines, calendar, at)
    return BeforeApproval(
        unchecked=[line for line in lines if line["item_id"] not in checks],
        lapsed=[line for line in lines if line["item_id"] in checks
                and not checks[line["item_id"]].holds],
        warnings=[warning for warning in found if warning.code != "checks-open"],
    )  # fmt: skip


def warnings_of_lines(
    db: Session, meeting: Meeting, lines: Sequence[Line], calendar: WorkingDays, at: datetime
) -> list[SendingWarning]:
    """Return what speaks against sending these lines at `at`, the gravest first."""
    day = calendar.local_day(meeting.starts_at)
    citation = "; ".join(rules_on(db, day).cite(RuleName.PAPERS))
    this = _this(db, meeting, lines)
    others = _others(db, meeting)
    found = warnings.papers_late(papers_lead_of(db, meeting, at, calendar), citation)
    found += warnings.papers_missing(lines)
    found += warnings.papers_doubtful(_doubtful(db, lines))
    found += warnings.room_taken(this, others)
    found += warnings.persons_taken(this, others, _names(db, this.person_ids))
    found += warnings.quorum_short(forecast(db, meeting))
    found += warnings.checks_open(lines, valid_checks(db, lines))
    return found + warnings.submissions_open(lines, _unaccepted(db, lines))


def _this(db: Session, meeting: Meeting, lines: Sequence[Line]) -> Held:
    """Who is called: the members of that day, chair and clerk, guests, who presents."""
    persons = called(db, meeting, clock.day_of(meeting.starts_at))
    persons |= {line["presenter_id"] for line in lines if line["presenter_id"]}
    persons |= {guest["person_id"] for line in lines for guest in line.get("guests") or ()}
    return _held(meeting, persons)


def _others(db: Session, meeting: Meeting) -> list[Held]:
    """Return the other sittings of that time, with those invited and those who present there. To
    one that was not sent nobody is called yet but its chair and clerk."""
    meetings = list(
        db.execute(
            select(Meeting)
            .where(
                Meeting.id != meeting.id,
                Meeting.state.not_in(OVER),
                Meeting.starts_at < meeting.planned_end_at,
                Meeting.planned_end_at > meeting.starts_at,
            )
            .order_by(Meeting.starts_at, Meeting.id)
        ).scalars()
    )
    persons: dict[int, set[int]] = {one.id: set() for one in meetings}
    sent = [one.id for one in meetings if one.state in _CALLED]
    presenters = select(AgendaItem.meeting_id, AgendaItem.presenter_id).where(
        AgendaItem.meeting_id.in_(sent),
        AgendaItem.removed_at.is_(None),
        AgendaItem.presenter_id.is_not(None),
    )
    rows = db.execute(
        select(Invitation.meeting_id, Invitation.person_id).where(
            Invitation.meeting_id.in_(persons),
            Invitation.sent_at.is_not(None),
            Invitation.withdrawn_at.is_(None),
        )
    )
    for meeting_id, person_id in (*rows, *db.execute(presenters)):
        persons[meeting_id].add(person_id)
    return [
        _held(one, persons[one.id] | {p for p in (one.chair_id, one.clerk_id) if p})
        for one in meetings
    ]


def _held(meeting: Meeting, person_ids: Collection[int]) -> Held:
    return Held(meeting.title, meeting.starts_at, meeting.planned_end_at, meeting.place, person_ids)


def _names(db: Session, person_ids: Collection[int]) -> dict[int, str]:
    rows = db.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return {row.id: row.name for row in rows}


def _doubtful(db: Session, lines: Sequence[Line]) -> list[str]:
    version_ids = {one for line in lines for one in line["version_ids"]}
    rows = db.execute(
        select(Document.title, DocumentVersion.warnings)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(DocumentVersion.id.in_(version_ids))
        .order_by(DocumentVersion.id)
    )
    return [title for title, doubts in rows if doubts]


def _unaccepted(db: Session, lines: Sequence[Line]) -> set[int]:
    rows = db.execute(
        select(AgendaItem.id)
        .join(Submission, Submission.id == AgendaItem.submission_id)
        .where(
            AgendaItem.id.in_([line["item_id"] for line in lines]),
            Submission.state.not_in(_ACCEPTED),
        )
    )
    return set(rows.scalars())
