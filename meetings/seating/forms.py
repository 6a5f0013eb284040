"""What people and programs send about rooms and seats, and what the API answers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from ecabinet.forms import Input, Line, OptionalId
from ecabinet.i18n import say
from ecabinet.sentences import S
from meetings.seating import queries
from meetings.seating.models import Room
from meetings.seating.queries import Arranged, sits
from meetings.seating.shapes import FEWEST, MOST, Plan, Shape

Length = Annotated[int, Field(ge=0, le=10_000, description="centimetres")]


class RoomIn(Input):
    """A new room, with a plan to start from."""

    name: Line
    shape: Shape = Shape.LONG_TABLE
    seats: Annotated[int, Field(ge=FEWEST, le=MOST)]


class SeatIn(Input):
    """A seat: its middle, and the degrees, clockwise, by which who sits there looks away from the
    upper edge."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9]{1,20}$")]
    label: Annotated[str, Field(min_length=1, max_length=12)]
    x: Length
    y: Length
    angle: Annotated[int, Field(ge=0, lt=360)]


class TableIn(Input):
    """A table, to draw."""

    x: Length
    y: Length
    width: Length
    height: Length


class RoomChange(Input):
    """A room's name and whole plan; the first seat is the head. `revision`: as it was seen."""

    name: Line
    width: Annotated[int, Field(ge=200, le=10_000)]
    height: Annotated[int, Field(ge=200, le=10_000)]
    seats: Annotated[list[SeatIn], Field(max_length=MOST)]
    tables: Annotated[list[TableIn], Field(max_length=40)] = Field(default_factory=list)
    revision: int | None = None

    def plan(self) -> Plan:
        """Return the plan for the service."""
        return Plan(
            self.width,
            self.height,
            [seat.model_dump() for seat in self.seats],
            [table.model_dump() for table in self.tables],
        )


class RoomChoice(Input):
    """The room of a sitting; nothing for none."""

    room_id: OptionalId = None


class GiveOut(Input):
    """`keep`: who keeps the seat they have: all, those put there by hand, or none."""

    keep: Literal["all", "hand", "none"] = "hand"
    revision: int | None = None


class Put(Input):
    """Put the person of an invitation on a seat; nothing for none."""

    invitation_id: int
    seat: str | None = None
    revision: int | None = None


class RoomOut(BaseModel):
    """A room and its plan; lengths in centimetres."""

    id: int
    name: str
    capacity: int
    width: int
    height: int
    seats: list[dict[str, Any]]
    tables: list[dict[str, Any]]
    revision: int

    @classmethod
    def of(cls, room: Room) -> RoomOut:
        """Build from a row."""
        return cls.model_validate(room, from_attributes=True)


class RoomsOut(BaseModel):
    """The rooms in use."""

    items: list[RoomOut]


class TurnOut(BaseModel):
    """Somebody who sits on a seat; `sits_in`: for a member."""

    name: str
    position: str
    sits_in: bool


class SatOut(BaseModel):
    """Who sits where: the substitute, where there is one. `turns`: where they sit in for a part,
    the member and they; `name`, `position`: the same on one line."""

    invitation_id: int
    name: str
    position: str
    turns: list[TurnOut]
    seat: str | None
    label: str
    by_hand: bool


class SeatsOut(BaseModel):
    """The seats of a sitting. `changes`: what following the answers given since would do."""

    room: RoomOut | None
    revision: int | None
    people: list[SatOut]
    changes: list[str]

    @classmethod
    def of(cls, arranged: Arranged | None, revision: int | None) -> SeatsOut:
        """Build from an arrangement."""
        if arranged is None:
            return cls(room=None, revision=None, people=[], changes=[])
        people = []
        for one in arranged.people:
            place = arranged.place_of(one.id)
            turns = queries.turns(one, "vi")
            people.append(
                SatOut(
                    invitation_id=one.id,
                    name=sits(one),
                    position=" · ".join(turn.position for turn in turns),
                    turns=[TurnOut(**vars(turn)) for turn in turns],
                    seat=place.seat["key"] if place else None,
                    label=place.seat["label"] if place else "",
                    by_hand=place.by_hand if place else False,
                )
            )
        changes = [say(sentence) for sentence in sentences_of(arranged)]
        return cls(
            room=RoomOut.of(arranged.room), revision=revision, people=people, changes=changes
        )


def sentences_of(arranged: Arranged) -> list[Any]:
    """Say in sentences what following the answers would change."""
    names = {one.id: sits(one) for one in arranged.people}
    found = []
    for move in arranged.moves:
        name = names.get(move.invitation_id)
        before, after = arranged.label(move.before), arranged.label(move.after)
        if name is None:
            key = "seating-change-freed" if before else "seating-change-gone"
            found.append(S(key, seat=before))
        elif move.after is None:
            found.append(S("seating-change-without", name=name))
        else:
            found.append(S("seating-change-seated", name=name, seat=after))
    return found
