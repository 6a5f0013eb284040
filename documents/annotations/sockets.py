"""Ink while it is drawn: passed on to the others in the version's room, and kept nowhere."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from documents.annotations import rules
from documents.annotations.forms import ClientId, Color, Width
from documents.annotations.geometry import MOST_POINTS, Point
from documents.models import Audience
from ecabinet.auth.actor import Actor
from ecabinet.realtime import on, relay

POINTS_A_MESSAGE = 200

VersionRoom = Annotated[str, Field(pattern=r"^version:[0-9]{1,18}:meeting$")]


class Ink(BaseModel):
    """A piece of a growing stroke: `points` that belong after the first `from` points."""

    model_config = ConfigDict(extra="forbid")

    room: VersionRoom
    stroke: ClientId
    page: int = Field(ge=1, le=100_000)
    kind: Literal["ink", "marker"]
    color: Color
    width: Width
    start: int = Field(alias="from", ge=0, le=MOST_POINTS)
    points: Annotated[list[Point], Field(max_length=POINTS_A_MESSAGE)]
    done: bool


class InkCancel(BaseModel):
    """A stroke that was dropped before it was finished."""

    model_config = ConfigDict(extra="forbid")

    room: VersionRoom
    stroke: ClientId


# The right to read the version is being in its room: joining asks `visible_versions`, and a lost
# right empties the room at once. What is left to ask is whether the person writes for the meeting,
# which the Actor knows (read anew at least once a second): ink costs no query.
@on("ink", Ink, ephemeral=True)
def draw(actor: Actor, message: Ink) -> None:
    """Pass a piece of a stroke on. Raises Denied."""
    rules.may_annotate(actor, Audience.MEETING).enforce()
    piece = message.model_dump(by_alias=True, exclude={"room"})
    relay(message.room, "ink", piece | {"author": _author(actor)})


@on("ink-cancel", InkCancel, ephemeral=True)
def drop(actor: Actor, message: InkCancel) -> None:
    """Tell the others that a stroke was dropped. Raises Denied."""
    rules.may_annotate(actor, Audience.MEETING).enforce()
    relay(message.room, "ink-cancel", {"stroke": message.stroke, "author": _author(actor)})


def _author(actor: Actor) -> dict[str, object]:
    return {"id": actor.person_id, "name": actor.person_name}
