"""Acts on positions in the small cabinet, on the sitting of the room's tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from decisions.models import DecisionKind
from ecabinet import clock
from ecabinet.people.models import BodyRulesVersion, Delegation, DelegationScope
from meetings.models import AgendaItem, Meeting
from meetings.positions import adoption, board, queries, services
from meetings.positions.models import Position, Stance
from meetings.positions.services import Said
from tests.cabinet import TODAY, Cabinet
from tests.meetings.live.room import Room

NO, SPEAK, OBJECT = Stance.NO_OBJECTION, Stance.WISHES_TO_SPEAK, Stance.OBJECTION
ALL = ("pm", "minister.g12", "minister.g15", "minister.g03")


def say(
    db: Session, cabinet: Cabinet, login: str, meeting: Meeting, item: AgendaItem, stance: Stance,
    *, place: str = "", **other: Any,
) -> list[Position]:  # fmt: skip
    """Let a login say something of an item, from its own place or that of `place`."""
    actor = cabinet.actor(db, login)
    person_id = cabinet.persons[place] if place else None
    found = queries.find_place(db, actor, meeting, person_id, lock=True)
    return services.state_positions(
        db, actor=actor, meeting=meeting, place=found, said=[Said(item, stance, **other)]
    )


def all_say(room: Room, item: AgendaItem, stance: Stance = NO, *but: str) -> None:
    """Let everybody say the same of an item, but for some."""
    for login in ALL:
        if login not in but:
            say(room.db, room.cabinet, login, room.meeting, item, stance)


def assist(room: Room, login: str, member: str, scope=DelegationScope.PREPARE) -> None:
    """Let an account prepare for a member."""
    now = clock.now()
    room.db.add(
        Delegation(
            person_id=room.cabinet.persons[member],
            account_id=room.cabinet.accounts[login],
            scope=scope,
            starts_at=now - timedelta(days=60),
            ends_at=now + timedelta(days=9),
        )
    )
    room.db.flush()


def seen(room: Room, login: str) -> list[tuple[str, int, str]]:
    """Return who said what of which item, as a login sees it."""
    rows = queries.positions_of(room.db, room.actor(login), room.meeting)
    number = {item.id: item.ordinal for item in room.items}
    return sorted((row.name, number[row.item_id], row.stance.value) for row in rows)


def board_of(room: Room, login: str) -> board.Board:
    """Return the board as a login sees it."""
    return board.board(room.db, room.actor(login), room.meeting)


def adopt(room: Room, *items: AgendaItem, by: str = "pm", text: str = "Thông qua.") -> None:
    """Adopt items en bloc."""
    adoption.adopt_en_bloc(
        room.db,
        actor=room.actor(by),
        meeting=room.meeting,
        item_ids=[item.id for item in items],
        text=text,
        kind=DecisionKind.RESOLUTION,
        today=TODAY,
    )


def rules(room: Room, **changed: object) -> None:
    """Change a rule of the body, as stored."""
    row = room.db.query(BodyRulesVersion).one()
    row.rules = {**row.rules, **changed}
    room.db.flush()
