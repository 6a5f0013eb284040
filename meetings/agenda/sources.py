"""Where items come from besides an officer's head: accepted dossiers, what was put off, and what
comes round."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from documents import queries as document_queries
from documents.models import Document
from dossiers.submissions import queries as submission_queries
from dossiers.submissions.models import Asked, Submission
from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, NotVisible
from ecabinet.people.queries import members_on
from ecabinet.sentences import S
from meetings.agenda import rules, services
from meetings.agenda.dossiers import put_on
from meetings.agenda.models import PutOffAgain
from meetings.agenda.placing import note_changed, sections_of, standing_items
from meetings.agenda.returning import comes_back
from meetings.changes import services as changes
from meetings.models import AgendaItem, ItemType, Meeting, StandingItem

USUAL_MINUTES = 15
_TYPES = {
    Asked.DECISION: ItemType.DECISION,
    Asked.INFORMATION: ItemType.INFORMATION,
    Asked.WRITTEN_BALLOT: ItemType.DECISION,
}


def add_submissions(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    dossiers: Sequence[Submission],
    section_id: int | None = None,
    late_reason: str = "",
) -> list[AgendaItem]:
    """Put accepted dossiers on the agenda, in the order given: all of them or none.

    Each brings its subject, lead, papers, proposal and what is asked. A dossier stands on one
    agenda at a time. Raises Denied, Conflict (not accepted, or scheduled meanwhile), Invalid.
    """
    members = members_on(db, clock.day_of(meeting.starts_at))
    heads = {member.organisation_id: member.person_id for member in reversed(members)}
    added = []
    for dossier in dossiers:
        item = services.add_item(
            db,
            actor=actor,
            meeting=meeting,
            content=services.ItemContent(
                title=dossier.subject,
                type=_TYPES[dossier.asked],
                minutes=USUAL_MINUTES,
                lead_id=dossier.organisation_id,
                presenter_id=heads.get(dossier.organisation_id),
                section_id=section_id,
                late_reason=late_reason,
            ),
        )
        put_on(db, actor, item, dossier)
        db.flush()
        papers = [paper.document for paper in dossier.papers]
        lay_papers(db, actor, item, papers)
        added.append(item)
    return added


def take_up_again(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    section_id: int | None = None,
    late_reason: str = "",
) -> AgendaItem:
    """Put an item that was put off on this agenda, with its papers and its dossier.

    `item`: the one put off, as it stands on the agenda of its sitting. Raises Denied, Conflict
    (not offered here, or taken up meanwhile), Invalid.
    """
    changes.lock(db, meeting)
    rules.may_edit_agenda(actor, meeting).enforce()
    _offered(db, meeting, item)
    section_id = section_id or same_section(db, meeting, item)
    made = services.add_item(
        db,
        actor=actor,
        meeting=meeting,
        content=services.ItemContent(
            title=item.title,
            type=item.type,
            minutes=item.minutes,
            lead_id=item.lead_id,
            presenter_id=item.presenter_id,
            section_id=section_id,
            late_reason=late_reason,
        ),
        origin=services.Origin(submission_id=item.submission_id, came_from_id=item.id),
    )
    lay_papers(db, actor, made, [paper.document for paper in item.papers])
    journal.record(
        db, actor, "agenda:take-up-again", made, details={"meeting": meeting.id, "from": item.id}
    )
    return made


def put_off_again(
    db: Session, *, actor: Actor, meeting: Meeting, item: AgendaItem, reason: str = ""
) -> None:
    """Leave an item that was put off to the next sitting. Raises Denied, Conflict."""
    changes.lock(db, meeting)
    rules.may_edit_agenda(actor, meeting).enforce()
    _offered(db, meeting, item)
    db.add(
        PutOffAgain(
            item_id=item.id,
            meeting_id=meeting.id,
            reason=reason.strip(),
            at=clock.now(),
            account_id=actor.account_id,
        )
    )
    db.flush()
    note_changed(db, meeting)
    details = {"meeting": meeting.id, "reason_sha256": journal.digest(reason.strip())}
    journal.record(db, actor, "agenda:put-off-again", item, details=details)


def add_standing(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    standing: StandingItem,
    title: str,
    late_reason: str = "",
) -> AgendaItem:
    """Put an item on the agenda that comes round: the approval of the last minutes first of all,
    the report on assignments at the end. What it tells is kept up by the system.

    Raises Denied, Conflict (it stands there already), Invalid.
    """
    changes.lock(db, meeting)
    rules.may_edit_agenda(actor, meeting).enforce()
    rules.stands_once(standing, standing_items(db, meeting)).enforce()
    is_minutes = standing is StandingItem.LAST_MINUTES
    return services.add_item(
        db,
        actor=actor,
        meeting=meeting,
        content=services.ItemContent(
            title=title,
            type=ItemType.APPROVAL_OF_MINUTES if is_minutes else ItemType.INFORMATION,
            minutes=USUAL_MINUTES,
            late_reason=late_reason,
        ),
        ordinal=1 if is_minutes else None,
        origin=services.Origin(standing=standing),
    )


def find_offered(db: Session, meeting: Meeting, item_id: int) -> AgendaItem:
    """Return an item offered to `meeting`. Raises NotVisible for any other."""
    for one in comes_back(db, meeting):
        if one.item.id == item_id:
            return one.item
    raise NotVisible


def _offered(db: Session, meeting: Meeting, item: AgendaItem) -> None:
    if all(one.item.id != item.id for one in comes_back(db, meeting)):
        raise Conflict(S("agenda-not-offered", title=item.title))


def same_section(db: Session, meeting: Meeting, item: AgendaItem) -> int | None:
    """Return the section of the item's section's name in `meeting`, if there is one."""
    names = {section.name: section.id for section in sections_of(db, meeting)}
    of = {section.id: section.name for section in sections_of(db, item.meeting)}
    return names.get(of.get(item.section_id or 0, ""))


def lay_papers(db: Session, actor: Actor, item: AgendaItem, papers: Sequence[Document]) -> None:
    """Lay papers to an item in that order. Raises Denied, Conflict, NotVisible (a paper that
    `actor` does not see)."""
    for paper in papers:
        document = document_queries.find_document(db, actor, paper.id)
        services.attach_document(db, actor=actor, item=item, document=document)


def find_dossiers(db: Session, actor: Actor, ids: Sequence[int]) -> list[Submission]:
    """Return the dossiers of these ids, locked for the act, in that order. Raises NotVisible."""
    return [
        submission_queries.find_submission(db, actor, submission_id, lock=True)
        for submission_id in dict.fromkeys(ids)
    ]
