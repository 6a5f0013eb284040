"""Which ballots a person sees, who has answered, and who answered what once that may be told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from ballots import rules
from ballots.models import Ballot, BallotState, Opinion, Procedure, Question, Voter
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.errors import NotVisible
from meetings.models import AgendaItem, Answer, Attendance, Invitation, Meeting

CLOSED_STATES = (*rules.AFTER_CLOSING, BallotState.WITHDRAWN)
DRAFT_STATES = (BallotState.DRAFT, BallotState.RETURNED, BallotState.SUBMITTED)
TABS = ("waiting", "open", "closed", "drafts")


def _takes_part(actor: Actor) -> ColumnElement[bool]:
    """The condition on AgendaItem.meeting_id that the person is called to that sitting or in it."""
    invited = exists().where(
        Invitation.meeting_id == AgendaItem.meeting_id,
        Invitation.sent_at.is_not(None),
        Invitation.withdrawn_at.is_(None),
        or_(
            Invitation.person_id == actor.person_id,
            and_(
                Invitation.answer == Answer.SUBSTITUTE,
                Invitation.substitute_id == actor.person_id,
            ),
        ),
    )
    came = exists().where(
        Attendance.meeting_id == AgendaItem.meeting_id, Attendance.person_id == actor.person_id
    )
    runs = exists().where(
        Meeting.id == AgendaItem.meeting_id,
        or_(Meeting.chair_id == actor.person_id, Meeting.clerk_id == actor.person_id),
    )
    return or_(invited, came, runs)


def is_voter(actor: Actor) -> ColumnElement[bool]:
    """The condition on Ballot that the person was asked."""
    return exists().where(Voter.ballot_id == Ballot.id, Voter.person_id == actor.person_id)


def visible_ballots(actor: Actor) -> Select[Ballot]:
    """The ballots that `actor` may know of.

    The secretariat all; the persons asked, from the opening on; a vote in the room whoever takes
    part in that sitting, who sees it happen. Administrators and auditors none.
    """
    if rules.sees_nothing(actor):
        return select(Ballot).where(false())
    if actor.is_secretariat:
        return select(Ballot)
    in_the_room = exists().where(AgendaItem.id == Ballot.agenda_item_id, _takes_part(actor))
    return select(Ballot).where(or_(is_voter(actor), in_the_room))


def find_ballot(db: Session, actor: Actor, ballot_id: int, *, lock: str = "") -> Ballot:
    """Return a ballot this person sees. Raises NotVisible.

    `lock`: "share" for an answer (many at once, none while it closes), "update" for a step.
    """
    statement = visible_ballots(actor).where(Ballot.id == ballot_id)
    if lock:
        statement = statement.with_for_update(read=lock == "share", of=Ballot)
    ballot = db.execute(statement).scalar_one_or_none()
    if ballot is None:
        raise NotVisible
    return ballot


_TO_ANSWER = (
    select(Ballot)
    .join(Voter, Voter.ballot_id == Ballot.id)
    .join(Ballot.questions)
    .where(Ballot.id == bindparam("ballot_id"), Voter.person_id == bindparam("person_id"))
    .order_by(Question.ordinal)
    .options(contains_eager(Ballot.questions))
    .with_for_update(read=True, of=Ballot)
)
"""Built once: hundreds answer within a second, and building a statement costs more than asking."""


def find_ballot_to_answer(db: Session, actor: Actor, ballot_id: int) -> Ballot:
    """Return a ballot, locked so that many answer at once and none while it closes.

    Whoever was asked sees it; all others are asked about as by `find_ballot`. Raises NotVisible.
    """
    if not rules.sees_nothing(actor):
        named = {"ballot_id": ballot_id, "person_id": actor.person_id}
        ballot = db.execute(_TO_ANSWER, named).unique().scalar_one_or_none()
        if ballot is not None:
            return ballot
    return find_ballot(db, actor, ballot_id, lock="share")


def find_item(db: Session, actor: Actor, item_id: int) -> AgendaItem:
    """Return an item of a sitting the person takes part in or prepares. Raises NotVisible."""
    statement = (
        select(AgendaItem)
        .where(AgendaItem.id == item_id, AgendaItem.removed_at.is_(None))
        .options(joinedload(AgendaItem.meeting))
    )
    if rules.sees_nothing(actor):
        raise NotVisible
    if not actor.is_secretariat:
        statement = statement.where(_takes_part(actor))
    item = db.execute(statement).scalar_one_or_none()
    if item is None:
        raise NotVisible
    return item


_VOTER = select(Voter).where(
    Voter.ballot_id == bindparam("ballot_id"), Voter.person_id == bindparam("person_id")
)
_LOCKED_VOTER = _VOTER.with_for_update()


def voter_of(db: Session, ballot: Ballot, person_id: int, *, lock: bool = False) -> Voter | None:
    """Return the person as they were asked; locked, two tablets of one member come in turn."""
    named = {"ballot_id": ballot.id, "person_id": person_id}
    return db.execute(_LOCKED_VOTER if lock else _VOTER, named).scalar_one_or_none()


_IN_FORCE = select(Opinion).where(
    Opinion.voter_id == bindparam("voter_id"), Opinion.superseded_at.is_(None)
)


def opinions_of(db: Session, voter: Voter) -> dict[int, Opinion]:
    """Return {question id: the opinion in force} of one voter."""
    rows = db.execute(_IN_FORCE, {"voter_id": voter.id}).scalars()
    return {row.question_id: row for row in rows}


def opinions_in_force(db: Session, ballot: Ballot) -> dict[int, dict[int, Opinion]]:
    """Return {question id: {voter id: opinion}}; one query."""
    found: dict[int, dict[int, Opinion]] = {question.id: {} for question in ballot.questions}
    rows = db.execute(
        select(Opinion).where(Opinion.question_id.in_(found), Opinion.superseded_at.is_(None))
    ).scalars()
    for row in rows:
        found[row.question_id][row.voter_id] = row
    return found


@dataclass(frozen=True)
class Turnout:
    """How many `answered` all questions of how many `asked`."""

    answered: int
    asked: int


def turnouts(db: Session, ballots: Collection[Ballot]) -> dict[int, Turnout]:
    """Return the turnout per ballot id, in a fixed number of queries."""
    ids = [ballot.id for ballot in ballots]
    asked_rows = db.execute(
        select(Voter.ballot_id, func.count())
        .where(Voter.ballot_id.in_(ids))
        .group_by(Voter.ballot_id)
    )
    asked = {row[0]: row[1] for row in asked_rows}
    complete = complete_answers().where(Voter.ballot_id.in_(ids)).subquery()
    answered_rows = db.execute(
        select(complete.c.ballot_id, func.count()).group_by(complete.c.ballot_id)
    )
    answered = {row[0]: row[1] for row in answered_rows}
    return {number: Turnout(answered.get(number, 0), asked.get(number, 0)) for number in ids}


def complete_answers() -> Select[int, int, datetime]:
    """Select (ballot id, voter id, last answer at) of those who answered every question."""
    questions = (
        select(func.count())
        .where(Question.ballot_id == Voter.ballot_id)
        .correlate(Voter)
        .scalar_subquery()
    )
    return (
        select(Voter.ballot_id, Voter.id.label("voter_id"), func.max(Opinion.cast_at).label("at"))
        .join(Opinion, and_(Opinion.voter_id == Voter.id, Opinion.superseded_at.is_(None)))
        .group_by(Voter.ballot_id, Voter.id)
        .having(func.count() == questions)
    )


_ASKED = select(func.count()).where(Voter.ballot_id == bindparam("ballot_id")).scalar_subquery()
_COMPLETE = complete_answers().where(Voter.ballot_id == bindparam("ballot_id")).subquery()
_TURNOUT = select(select(func.count()).select_from(_COMPLETE).scalar_subquery(), _ASKED)


def turnout(db: Session, ballot: Ballot) -> Turnout:
    """Return how many have answered, of how many."""
    answered, asked = db.execute(_TURNOUT, {"ballot_id": ballot.id}).one()
    return Turnout(answered, asked)


def answered_at(db: Session, ballot: Ballot) -> dict[int, datetime]:
    """Return {voter id: instant of the last answer} of those who have answered everything."""
    rows = db.execute(complete_answers().where(Voter.ballot_id == ballot.id))
    return {voter_id: at for _, voter_id, at in rows}


def unanswered(actor: Actor, at: datetime) -> Select[Ballot]:
    """The open ballots in which the person was asked and has not answered everything."""
    mine = complete_answers().where(Voter.person_id == actor.person_id).subquery()
    return visible_ballots(actor).where(
        Ballot.state == BallotState.OPEN,
        or_(Ballot.closes_at.is_(None), Ballot.closes_at >= at),
        is_voter(actor),
        Ballot.id.not_in(select(mine.c.ballot_id)),
    )


def of_tab(actor: Actor, tab: str, at: datetime) -> Select[Ballot]:
    """The ballots of a tab of the list; any other name: all that the person sees."""
    seen = visible_ballots(actor)
    if tab == "waiting":
        return _waiting(actor, at)
    if tab == "open":
        return seen.where(Ballot.state == BallotState.OPEN)
    if tab == "closed":
        return seen.where(Ballot.state.in_(CLOSED_STATES))
    if tab == "drafts":
        drafts = seen.where(Ballot.state.in_(DRAFT_STATES))
        return drafts if rules.works_on_ballots(actor) else drafts.where(false())
    return seen


def _waiting(actor: Actor, at: datetime) -> Select[Ballot]:
    written = visible_ballots(actor).where(Ballot.procedure == Procedure.WRITTEN)
    if not rules.works_on_ballots(actor):
        return unanswered(actor, at)
    states = [BallotState.RETURNED, BallotState.CLOSED, BallotState.CONSOLIDATED]
    if actor.has(Role.HEAD):
        states.append(BallotState.SUBMITTED)
    return written.where(Ballot.state.in_(states))


def count_tabs(db: Session, actor: Actor, at: datetime) -> dict[str, int]:
    """Return how many ballots stand under each tab."""
    return {
        tab: db.execute(
            select(func.count()).select_from(of_tab(actor, tab, at).subquery())
        ).scalar_one()
        for tab in TABS
    }


def due_ballots(db: Session, at: datetime) -> list[int]:
    """Return the ids of open ballots whose deadline has passed."""
    return list(
        db.execute(
            select(Ballot.id)
            .where(Ballot.state == BallotState.OPEN, Ballot.closes_at < at)
            .order_by(Ballot.closes_at, Ballot.id)
        ).scalars()
    )


def latest_of_item(db: Session, item: AgendaItem) -> Ballot | None:
    """Return the vote on an item that is on or was held last, withdrawn ones left out."""
    return db.execute(
        select(Ballot)
        .where(Ballot.agenda_item_id == item.id, Ballot.state != BallotState.WITHDRAWN)
        .order_by(Ballot.id.desc())
        .limit(1)
    ).scalar_one_or_none()


_IS_PRESENT = select(Attendance.id).where(
    Attendance.meeting_id == bindparam("meeting_id"),
    Attendance.person_id == bindparam("person_id"),
    Attendance.left_at.is_(None),
)


def is_present(db: Session, meeting_id: int, person_id: int) -> bool:
    """Return whether the person is in the sitting now."""
    named = {"meeting_id": meeting_id, "person_id": person_id}
    return db.execute(_IS_PRESENT, named).first() is not None


def present_in(db: Session, meeting_id: int) -> dict[int, Attendance]:
    """Return {person id: attendance} of those who are in the sitting now."""
    rows = db.execute(
        select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.left_at.is_(None))
    ).scalars()
    return {row.person_id: row for row in rows}


def attended(db: Session, meeting_id: int) -> dict[int, Attendance]:
    """Return {person id: the latest interval} of everybody who has been in the sitting."""
    rows = db.execute(
        select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(Attendance.id)
    ).scalars()
    return {row.person_id: row for row in rows}
