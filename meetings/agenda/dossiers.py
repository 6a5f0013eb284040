"""What becomes of a dossier when its item leaves an agenda or comes back onto it: parts of acts."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from dossiers.submissions import services as submissions
from dossiers.submissions.models import Submission, SubmissionState
from dossiers.submissions.rules import sees_lodged
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict
from ecabinet.sentences import S
from meetings.models import AgendaItem, ItemState, Meeting


def put_on(db: Session, actor: Actor, item: AgendaItem, dossier: Submission) -> None:
    """`dossier` stands on an agenda from now on, as `item`. Raises Denied, Conflict."""
    place = {"item": item.id, "meeting": item.meeting_id}
    submissions.schedule(db, actor=actor, submission=dossier, place=place)
    item.submission_id = dossier.id


def items_of(db: Session, actor: Actor, dossier: Submission) -> list[AgendaItem]:
    """Return the lines of agendas on which it stands, for those who prepare the sittings."""
    if not sees_lodged(actor):
        return []
    rows = db.execute(
        select(AgendaItem)
        .where(AgendaItem.submission_id == dossier.id, AgendaItem.removed_at.is_(None))
        .options(joinedload(AgendaItem.meeting))
        .order_by(AgendaItem.id)
    )
    return list(rows.scalars())


def left(db: Session, actor: Actor, item: AgendaItem, reason: str = "") -> None:
    """`item` leaves the agenda: its dossier waits for another one. What was put off before stays
    scheduled, as it comes back with the item it came from. The item keeps its `submission_id`: when
    it is restored, the dossier is scheduled anew."""
    if item.submission_id is None or item.came_from_id is not None:
        return
    dossier = db.get_one(Submission, item.submission_id)
    if dossier.state is SubmissionState.SCHEDULED:
        submissions.unschedule(db, actor=actor, submission=dossier, reason=reason)


def came_back(db: Session, actor: Actor, item: AgendaItem) -> None:
    """`item`, which was removed, is to stand on its agenda again. Raises Conflict when its dossier,
    or the item it came from, stands on another one meanwhile."""
    if item.submission_id is None and item.came_from_id is None:
        return
    same = [
        getattr(AgendaItem, name) == value
        for name in ("submission_id", "came_from_id")
        if (value := getattr(item, name)) is not None
    ]
    for condition in same:
        elsewhere = db.execute(
            select(AgendaItem).where(
                condition,
                AgendaItem.id != item.id,
                AgendaItem.removed_at.is_(None),
                AgendaItem.state.not_in((ItemState.DEFERRED, ItemState.WITHDRAWN)),
            )
        ).scalars()
        if other := next(iter(elsewhere), None):
            raise Conflict(
                S("agenda-matter-elsewhere", title=item.title, meeting=other.meeting.title)
            )
    if item.submission_id is not None:
        dossier = db.get_one(Submission, item.submission_id)
        if dossier.state is SubmissionState.ACCEPTED:
            put_on(db, actor, item, dossier)


def called_off(db: Session, actor: Actor, meeting: Meeting, reason: str) -> None:
    """The sitting is not held: its dossiers wait again, and what was put off is offered again."""
    for item in db.execute(
        select(AgendaItem).where(
            AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None)
        )
    ).scalars():
        if item.submission_id is None and item.came_from_id is None:
            continue
        left(db, actor, item, reason)
        item.state, item.set_aside_reason = ItemState.WITHDRAWN, reason
    db.flush()
