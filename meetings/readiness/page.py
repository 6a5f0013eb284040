"""What a person has to do before the sittings that come, and how long it takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.people.queries import rules_on
from ecabinet.people.rules import ReadingRules
from ecabinet.slots import Waiting
from meetings.agenda.queries import standing_lines
from meetings.invited.rules import read_for
from meetings.models import AgendaVersion, Answer, Invitation, Meeting
from meetings.positions.rules import TAKEN_IN
from meetings.positions.summaries import waiting_for
from meetings.queries import own_invitations, visible_meetings
from meetings.readiness import queries
from meetings.readiness.rules import minutes_needed, pages_left

BESIDES = ("ballot", "minutes", "decision")


@dataclass(frozen=True)
class Unread:
    """A paper with pages left, which take so many minutes; `is_opened`: begun."""

    version: DocumentVersion
    pages: int
    minutes: int
    is_opened: bool


@dataclass(frozen=True)
class Task:
    """What one sitting still asks of a person."""

    meeting: Meeting
    invitation: Invitation
    unread: list[Unread]
    unsaid: int
    prepared: int
    pace: ReadingRules

    @property
    def is_unanswered(self) -> bool:
        """The invitation waits for an answer."""
        return self.invitation.answer is Answer.NONE

    @property
    def pages(self) -> int:
        """How many pages are left."""
        return sum(paper.pages for paper in self.unread)

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        answers = self.unsaid + self.is_unanswered + bool(self.prepared)
        return minutes_needed(self.pace, self.pages, answers)

    @property
    def is_ready(self) -> bool:
        """Nothing is left."""
        return not (self.unread or self.unsaid or self.prepared or self.is_unanswered)


@dataclass(frozen=True)
class Preparation:
    """The sittings that come, soonest first; ballots, minutes and decisions that wait besides."""

    tasks: list[Task]
    besides: list[Waiting]
    pace: ReadingRules

    @property
    def minutes(self) -> int:
        """How long everything takes."""
        besides = minutes_needed(self.pace, 0, len(self.besides))
        return sum(task.minutes for task in self.tasks) + besides


def preparation(db: Session, actor: Actor, besides: Iterable[Waiting] = ()) -> Preparation:
    """Read what waits for `actor`, in a fixed number of queries.

    `besides`: what upper features say that waits (the home page's slot); of it ballots, minutes
    and decisions are told.
    """
    meetings = list(
        db.execute(
            visible_meetings(actor)
            .where(Meeting.state.in_(TAKEN_IN))
            .order_by(Meeting.starts_at, Meeting.id)
        ).scalars()
    )
    own: dict[int, Invitation] = {}
    for invitation in own_invitations(db, actor, meetings):
        if actor.person_id in (invitation.person_id, invitation.substitute_id):
            own.setdefault(invitation.meeting_id, invitation)
    said: dict[int, tuple[int, int]] = {}
    for meeting, unsaid, prepared in waiting_for(db, actor):
        before = said.get(meeting.id, (0, 0))
        said[meeting.id] = before[0] + unsaid, before[1] + prepared
    reads = {id_ for id_, place in own.items() if actor.person_id in read_for(place)}
    lines = _lines(db, reads)
    wanted = {number for of in lines.values() for number in of}
    readings = queries.readings_of(db, actor.person_id, wanted)
    pace = _pace(db)
    tasks = [
        Task(
            meeting,
            own[meeting.id],
            [
                paper
                for number in lines.get(meeting.id, [])
                if number in readings and (paper := _unread(readings[number], pace)) is not None
            ],
            *said.get(meeting.id, (0, 0)),
            pace,
        )
        for meeting in meetings
        if meeting.id in own
    ]
    return Preparation(tasks, [entry for entry in besides if entry.kind in BESIDES], pace)


def _pace(db: Session) -> ReadingRules:
    try:
        return rules_on(db, clock.day_of(clock.now())).reading
    except NotVisible:
        return ReadingRules()


def _unread(reading: queries.Reading, pace: ReadingRules) -> Unread | None:
    left = pages_left(reading.version.pages, reading.seen or ())
    if reading.seen is not None and (left == 0 or not reading.seen):
        return None
    minutes = minutes_needed(pace, left)
    return Unread(reading.version, left, minutes, reading.seen is not None)


def _lines(db: Session, meetings: Collection[int]) -> dict[int, list[int]]:
    """{meeting id: the versions of the edition sent last, as they stand, in order}."""
    last: dict[int, AgendaVersion] = {}
    for edition in db.execute(
        select(AgendaVersion)
        .where(AgendaVersion.meeting_id.in_(meetings), AgendaVersion.sent_at.is_not(None))
        .order_by(AgendaVersion.ordinal)
    ).scalars():
        last[edition.meeting_id] = edition
    lines = standing_lines(db, last.values())
    return {
        number: [version for line in lines[edition.id] for version in line["version_ids"]]
        for number, edition in last.items()
    }
