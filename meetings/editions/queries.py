"""What is to be known of an edition: whether its papers go out in time, who does not get them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from documents.models import AccessLevel, Distribution, Document, DocumentVersion
from ecabinet.calendar import WorkingDays
from ecabinet.people.queries import rules_on
from ecabinet.people.rules import PapersLead, papers_lead
from meetings import rules as meeting_rules
from meetings.models import AgendaVersion, Invitation, Meeting


def papers_lead_of(
    db: Session, meeting: Meeting, sent_at: datetime, calendar: WorkingDays
) -> PapersLead:
    """Say whether papers sent at `sent_at` reach the members in time for the sitting."""
    day = calendar.local_day(meeting.starts_at)
    return papers_lead(
        rules_on(db, day),
        day,
        calendar.local_day(sent_at),
        calendar,
        smaller=meeting_rules.is_smaller(meeting.kind),
    )


def withheld_papers(
    db: Session, meeting: Meeting, edition: AgendaVersion
) -> list[tuple[str, list[str]]]:
    """Return [(title, [name, …])]: papers of a sent edition whose level keeps them from some of
    the invited, with those persons by rank."""
    version_ids = {number for line in edition.lines for number in line["version_ids"]}
    rows = db.execute(
        select(DocumentVersion.id, Document.title, Invitation.name)
        .join(Document, Document.id == DocumentVersion.document_id)
        .join(Invitation, Invitation.meeting_id == meeting.id)
        .outerjoin(
            Distribution,
            and_(
                Distribution.version_id == DocumentVersion.id,
                Distribution.person_id == Invitation.person_id,
                Distribution.recalled_at.is_(None),
            ),
        )
        .where(
            DocumentVersion.id.in_(version_ids),
            Document.access_level.in_((AccessLevel.CONFIDENTIAL, AccessLevel.SECRETARIAT)),
            Invitation.withdrawn_at.is_(None),
            Distribution.id.is_(None),
        )
        .order_by(DocumentVersion.id, Invitation.rank, Invitation.id)
    )
    found: dict[int, tuple[str, list[str]]] = {}
    for version_id, title, name in rows:
        found.setdefault(version_id, (title, []))[1].append(name)
    return list(found.values())
