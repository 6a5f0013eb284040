"""The rooms of the demo, and the seats of its coming sitting."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from demo.sittings import meeting_of
from demo.stage import Stage
from ecabinet.auth.actor import Actor
from meetings.seating import services
from meetings.seating.shapes import Shape

ROOMS = (
    ("Phòng họp số 1", Shape.U, 34),
    ("Phòng họp số 2", Shape.LONG_TABLE, 16),
    ("Hội trường lớn", Shape.THEATRE, 60),
)


def plan_seats(stage: Stage, sitting: str, on: date) -> None:
    """On `on` the officer enters the rooms and gives out the seats of a sitting in the first."""

    def enter(db: Session, actor: Actor, at: datetime) -> None:
        first, *_ = [
            services.add_room(db, actor=actor, name=name, shape=shape, seats=seats)
            for name, shape, seats in ROOMS
        ]
        meeting = meeting_of(stage, db, sitting)
        services.choose_room(db, actor=actor, meeting=meeting, room=first)
        services.give_out(db, actor=actor, meeting=meeting)

    stage.plan("secretary", stage.instant(on, "17:10"), enter)
