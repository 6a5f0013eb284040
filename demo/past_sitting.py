"""The sitting of about four weeks ago, from its papers to the signed minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from demo.archive import PlannedPaper
from demo.coming_sittings import next_sitting
from demo.follow_up import tasks_of
from demo.past_texts import CONCLUSIONS, DEFERRED, LINES, NOTES, Said
from demo.sittings import (
    Line,
    Reply,
    Sitting,
    item_of,
    meeting_of,
    plan_preparation,
    plan_replies,
    plan_sending,
    sitting_title,
)
from demo.stage import Act, Stage
from demo.votes import UNLIKE, plan_vote
from documents.distribution.services import note_opened
from documents.models import Document
from documents.services import Prepared
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.db import database
from meetings.live import attendance, conclusions, notes, services
from meetings.minutes import making
from meetings.minutes import queries as minutes_queries
from meetings.minutes import services as minutes_services
from meetings.models import Answer

KEY = "past"
AWAY = {
    "minister.g21": Reply("minister.g21", Answer.ABSENT, "Công tác tại các tỉnh miền núi phía Bắc"),
    "minister.g11": Reply("minister.g11", Answer.ABSENT, "Tham dự hội nghị quốc phòng khu vực"),
    "minister.g08": Reply(
        "minister.g08", Answer.SUBSTITUTE, "Tháp tùng đoàn cấp cao đi nước ngoài", "G08"
    ),
    "dpm6": Reply("dpm6", Answer.REMOTE),
}
ABSENT = frozenset(login for login, reply in AWAY.items() if reply.answer is not Answer.REMOTE)
LEAVES_EARLY = "minister.g19"
ITEM_MINUTES = 32


def past_sitting(stage: Stage, sat_on: date) -> Sitting:
    """The regular sitting that was held on `sat_on`."""
    return Sitting(KEY, sitting_title(sat_on), sat_on, LINES)


def _dated(stage: Stage, sat_on: date) -> date:
    return stage.calendar.latest_before(sat_on, 12)


def papers(stage: Stage, sat_on: date) -> list[PlannedPaper]:
    """The papers of the sitting."""
    return past_sitting(stage, sat_on).papers(_dated(stage, sat_on))


def plan_past_sitting(stage: Stage, sat_on: date, ready: dict[str, Prepared]) -> None:
    """Plan the sitting of `sat_on`; its decisions are kept as `decision:KEY`."""
    sitting = past_sitting(stage, sat_on)
    before = stage.calendar.latest_before
    plan_preparation(stage, sitting, ready, before(sat_on, 9), _dated(stage, sat_on))
    plan_sending(stage, sitting, before(sat_on, 7))
    replies = [AWAY.get(login, Reply(login, Answer.ATTENDING)) for login in stage.people.members]
    plan_replies(stage, sitting, replies, before(sat_on, 5))
    _plan_reading(stage, sitting, sat_on)
    stage.plan("pm", stage.instant(sat_on, "08:02"), _open(stage))
    for place, line in enumerate(LINES):
        begins = stage.instant(sat_on, "08:10") + timedelta(minutes=ITEM_MINUTES * place)
        _plan_item(stage, line, begins)
    stage.plan("clerk", left_at(stage, stage.instant(sat_on, "08:00")), _leave(stage))
    stage.plan("pm", stage.instant(sat_on, "11:32"), _end(stage))
    _plan_minutes(stage, sat_on)


def _plan_item(stage: Stage, line: Line, begins: datetime) -> None:
    def call(db: Session, actor: Actor, at: datetime) -> None:
        services.set_current_item(
            db, actor=actor, meeting=meeting_of(stage, db, KEY),
            item=item_of(stage, db, KEY, line.key),
        )  # fmt: skip

    def discuss(db: Session, actor: Actor, at: datetime) -> None:
        services.start_discussion(
            db, actor=actor, meeting=meeting_of(stage, db, KEY),
            item=item_of(stage, db, KEY, line.key),
        )  # fmt: skip

    stage.plan("pm", begins, call)
    stage.plan("pm", begins + timedelta(minutes=6), discuss)
    said = [note for note in NOTES if note.key == line.key]
    for place, note in enumerate(said, start=1):
        stage.plan("clerk", begins + timedelta(minutes=6 + 4 * place), _note(stage, note))
    if line.key in UNLIKE:
        gone = {*ABSENT, LEAVES_EARLY} if begins > left_at(stage, begins) else set(ABSENT)
        voters = [login for login in stage.people.members if login not in gone]
        plan_vote(stage, KEY, line.key, voters, begins + timedelta(minutes=ITEM_MINUTES - 10))
    last = begins + timedelta(minutes=ITEM_MINUTES - 3)
    stage.plan("pm", last, _defer(stage) if line.key == DEFERRED else _conclude(stage, line.key))


def left_at(stage: Stage, on: datetime) -> datetime:
    """When the member who leaves early left, on the day of `on`."""
    return stage.instant(stage.calendar.local_day(on), "10:05")


def _plan_reading(stage: Stage, sitting: Sitting, sat_on: date) -> None:
    """On the eve the members open what they were sent."""
    keys = [paper.key for paper in sitting.papers(sat_on)]

    def read(db: Session, actor: Actor, at: datetime) -> None:
        for key in keys:
            document = db.get_one(Document, stage.made[f"paper:{key}"])
            note_opened(db, actor=actor, version=document.current, at=at)

    eve = stage.instant(stage.calendar.latest_before(sat_on, 1), "18:30")
    for place, login in enumerate(stage.people.members):
        if login not in ABSENT:
            stage.plan(login, eve + timedelta(minutes=4 * place), read)


def _open(stage: Stage) -> Act:
    def open_sitting(db: Session, actor: Actor, at: datetime) -> None:
        meeting = meeting_of(stage, db, KEY)
        services.open_meeting(db, actor=actor, meeting=meeting, today=stage.calendar.local_day(at))

    return open_sitting


def _note(stage: Stage, said: Said) -> Act:
    def note(db: Session, actor: Actor, at: datetime) -> None:
        notes.add_note(
            db, actor=actor, meeting=meeting_of(stage, db, KEY),
            item=item_of(stage, db, KEY, said.key), text=said.text,
            speaker_id=stage.people.persons[said.login] if said.login else None,
        )  # fmt: skip

    return note


def _conclude(stage: Stage, key: str) -> Act:
    def conclude(db: Session, actor: Actor, at: datetime) -> None:
        tasks = tasks_of(stage, key)
        decision = conclusions.conclude_item(
            db, actor=actor, meeting=meeting_of(stage, db, KEY), item=item_of(stage, db, KEY, key),
            text=CONCLUSIONS[key].text, kind=CONCLUSIONS[key].kind,
            assignments=[given for _, given in tasks], today=stage.calendar.local_day(at),
        )  # fmt: skip
        stage.made[f"decision:{key}"] = decision.id
        for (name, _), assignment in zip(tasks, decision.assignments, strict=True):
            stage.made[f"assignment:{name}"] = assignment.id

    return conclude


def _defer(stage: Stage) -> Act:
    def defer(db: Session, actor: Actor, at: datetime) -> None:
        services.defer_item(
            db, actor=actor, meeting=meeting_of(stage, db, KEY),
            item=item_of(stage, db, KEY, DEFERRED), resubmit_on=next_sitting(stage).day,
            today=stage.calendar.local_day(at),
        )  # fmt: skip

    return defer


def _leave(stage: Stage) -> Act:
    def leave(db: Session, actor: Actor, at: datetime) -> None:
        attendance.mark_attendance(
            db, actor=actor, meeting=meeting_of(stage, db, KEY), mode=None,
            person_ids=[stage.people.persons[LEAVES_EARLY]], today=stage.calendar.local_day(at),
        )  # fmt: skip

    return leave


def _end(stage: Stage) -> Act:
    def end(db: Session, actor: Actor, at: datetime) -> None:
        services.end_meeting(db, actor=actor, meeting=meeting_of(stage, db, KEY))

    return end


def _plan_minutes(stage: Stage, sat_on: date) -> None:
    """Made when the sitting ended; submitted, approved and signed within two working days."""

    def make() -> None:
        making.ensure_minutes(stage.made[f"sitting:{KEY}"])

    def sign() -> None:
        with database().reading() as db:
            chair = stage.people.actor(db, "pm", stage.calendar.local_day(clock.now()))
        making.sign_minutes(chair, stage.made[f"sitting:{KEY}"])

    def step(service: str) -> Act:
        def take(db: Session, actor: Actor, at: datetime) -> None:
            meeting = meeting_of(stage, db, KEY)
            minutes = minutes_queries.find_minutes(db, actor, meeting.id)
            getattr(minutes_services, service)(db, actor=actor, meeting=meeting, minutes=minutes)

        return take

    stage.plan_outside(stage.instant(sat_on, "11:33"), make)
    next_day, day_after = stage.calendar.add(sat_on, 1), stage.calendar.add(sat_on, 2)
    stage.plan("clerk", stage.instant(next_day, "15:00"), step("submit"))
    stage.plan("head", stage.instant(next_day, "16:30"), step("approve"))
    stage.plan_outside(stage.instant(day_after, "08:45"), sign)
