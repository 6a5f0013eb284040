"""What the warnings before sending are about, looked up; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import Document, DocumentVersion
from dossiers.submissions.models import Submission, SubmissionState
from ecabinet.calendar import WorkingDays
from ecabinet.people.models import Person
from ecabinet.people.queries import rules_on
from ecabinet.people.rules.body import RuleName
from meetings.editing.checks import checks_of, valid_checks
from meetings.editions import warnings
from meetings.editions.calls import other_sittings, this_sitting
from meetings.editions.queries import papers_lead_of
from meetings.editions.warnings import Line, SendingWarning
from meetings.invitations.forecast import forecast
from meetings.models import AgendaItem, AgendaVersion, Meeting

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
    this = this_sitting(db, meeting, lines)
    others = other_sittings(db, meeting)
    found = warnings.papers_late(papers_lead_of(db, meeting, at, calendar), citation)
    found += warnings.papers_missing(lines)
    found += warnings.papers_doubtful(_doubtful(db, lines))
    found += warnings.room_taken(this, others)
    names = _names(db, {call.person_id for call in this.calls})
    found += warnings.persons_taken(this, others, names)
    found += warnings.quorum_short(forecast(db, meeting))
    found += warnings.checks_open(lines, valid_checks(db, lines))
    return found + warnings.submissions_open(lines, _unaccepted(db, lines))


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
