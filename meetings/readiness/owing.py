"""What people owe a sitting: of all of them for the secretariat, or of one alone, right before a
reminder goes out to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents.models import Distribution, ReadingReceipt
from dossiers.submissions.models import OpinionRequest
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.people.models import Person
from meetings.agenda.queries import standing_lines
from meetings.invited.rules import read_for, speaks_for
from meetings.models import AgendaItem, Answer, Invitation, InvitationKind, ItemState, Meeting
from meetings.positions.models import Position
from meetings.queries import last_edition
from meetings.readiness.models import Missing
from meetings.readiness.rules import Gap

Lines = Mapping[int, Sequence[int]]
"""{item: its versions} of the items that were sent and wait."""


def places_of(db: Session, meeting: Meeting, person_id: int | None = None) -> list[Invitation]:
    """Return the invitations in force that were sent, by rank; with `person_id` those by which
    this person comes, or sends somebody."""
    wanted = select(Invitation).where(
        Invitation.meeting_id == meeting.id,
        Invitation.sent_at.is_not(None),
        Invitation.withdrawn_at.is_(None),
    )
    if person_id is not None:
        wanted = wanted.where(
            or_(Invitation.person_id == person_id, Invitation.substitute_id == person_id)
        )
    return list(db.execute(wanted.order_by(Invitation.rank, Invitation.id)).scalars())


def of_person(
    db: Session, meeting: Meeting, person_id: int, kinds: Collection[Missing] = tuple(Missing)
) -> list[Gap]:
    """Return what one person owes of these kinds, without asking what all the others do."""
    places = places_of(db, meeting, person_id)
    found: list[Gap] = []
    if Missing.INVITATION in kinds:
        found += invitations(places)
    if {Missing.POSITION, Missing.PAPERS} & set(kinds):
        lines = _lines(db, meeting)
        if Missing.POSITION in kinds:
            found += positions(db, lines, places)
        if Missing.PAPERS in kinds:
            found += papers(db, lines, places)
    if Missing.OPINION in kinds:
        found += opinions(db, _asked(db, meeting, person_id))
    return [gap for gap in found if gap.person_id == person_id]


def _lines(db: Session, meeting: Meeting) -> Lines:
    edition = last_edition(db, meeting, sent=True)
    if edition is None:
        return {}
    waiting = set(
        db.execute(
            select(AgendaItem.id).where(
                AgendaItem.meeting_id == meeting.id,
                AgendaItem.removed_at.is_(None),
                AgendaItem.state == ItemState.WAITING,
            )
        ).scalars()
    )
    lines = standing_lines(db, [edition])[edition.id]
    return {line["item_id"]: line["version_ids"] for line in lines if line["item_id"] in waiting}


def _asked(db: Session, meeting: Meeting, person_id: int) -> list[tuple[int, int]]:
    """[(item, organisation)]: what the organisation of this person is asked and has not said."""
    own = select(Person.organisation_id).where(Person.id == person_id)
    rows = db.execute(
        select(AgendaItem.id, OpinionRequest.organisation_id)
        .join(OpinionRequest, OpinionRequest.submission_id == AgendaItem.submission_id)
        .where(
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.removed_at.is_(None),
            OpinionRequest.organisation_id.in_(own),
            OpinionRequest.view.is_(None),
            OpinionRequest.withdrawn_at.is_(None),
        )
    )
    return [(item_id, organisation_id) for item_id, organisation_id in rows]


def invitations(places: Iterable[Invitation]) -> list[Gap]:
    """Who has not answered the invitation."""
    return [Gap(Missing.INVITATION, one.person_id) for one in places if one.answer is Answer.NONE]


def positions(db: Session, lines: Lines, places: Iterable[Invitation]) -> list[Gap]:
    """From which members' places nothing was said, by whom it is expected: one who sits in
    throughout speaks for the member, who is not asked besides."""
    asked = [place for place in places if place.kind is InvitationKind.MEMBER]
    said = {
        (row.item_id, row.person_id)
        for row in db.execute(
            select(Position.item_id, Position.person_id).where(
                Position.item_id.in_(lines),
                Position.person_id.in_({place.person_id for place in asked}),
                Position.confirmed_at.is_not(None),
                Position.superseded_at.is_(None),
            )
        )
    }
    return [
        Gap(Missing.POSITION, speaks_for(place), item_id, sits_in_for=_for(place))
        for item_id in lines
        for place in asked
        if (item_id, place.person_id) not in said
    ]


def _for(place: Invitation) -> int | None:
    return None if speaks_for(place) == place.person_id else place.person_id


def papers(db: Session, lines: Lines, places: Sequence[Invitation]) -> list[Gap]:
    """Who holds papers of items not done and has not opened them: of those who come themselves."""
    readers: dict[int, int | None] = {}
    for place in places:
        if place.person_id in read_for(place):
            readers[place.person_id] = None
    for place in places:
        for person_id in read_for(place):
            readers.setdefault(person_id, place.person_id)
    versions = {number for of_item in lines.values() for number in of_item}
    owed = {
        (row.person_id, row.version_id)
        for row in db.execute(
            select(Distribution.person_id, Distribution.version_id)
            .outerjoin(
                ReadingReceipt,
                (ReadingReceipt.person_id == Distribution.person_id)
                & (ReadingReceipt.version_id == Distribution.version_id),
            )
            .where(
                Distribution.version_id.in_(versions),
                Distribution.person_id.in_(readers),
                Distribution.recalled_at.is_(None),
                ReadingReceipt.version_id.is_(None),
            )
        )
    }
    return [
        Gap(Missing.PAPERS, person_id, item_id, count, sits_in_for)
        for item_id, version_ids in lines.items()
        for person_id, sits_in_for in readers.items()
        if (count := sum((person_id, number) in owed for number in version_ids))
    ]


def opinions(db: Session, asked: Sequence[tuple[int, int]]) -> list[Gap]:
    """Officers of the organisations that are `asked` [(item, organisation)] for an opinion."""
    officers: dict[int, list[int]] = {}
    for row in db.execute(
        select(Person.organisation_id, Person.id)
        .join(Account, Account.person_id == Person.id)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(
            Person.organisation_id.in_({organisation_id for _, organisation_id in asked}),
            AccountRole.role == Role.OFFICER,
            Account.deactivated_at.is_(None),
            Person.deactivated_at.is_(None),
        )
        .order_by(Person.id)
    ):
        officers.setdefault(row.organisation_id, []).append(row.id)
    return [
        Gap(Missing.OPINION, person_id, item_id)
        for item_id, organisation_id in asked
        for person_id in officers.get(organisation_id, [])
    ]
