"""Who writes on which item right now: passed on to the others at the desk, and kept nowhere."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.auth.actor import Actor
from ecabinet.realtime import on, relay
from meetings import rules

DeskRoom = Annotated[str, Field(pattern=r"^meeting:[0-9]{1,9}:desk$")]


class Editing(BaseModel):
    """Somebody's caret stands in `field` of an item (`item` None: of the sitting's own data);
    without `field` they have left it."""

    model_config = ConfigDict(extra="forbid")

    room: DeskRoom
    item: int | None = Field(default=None, ge=1)
    field: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")] | None = None


# The right to see the desk is being in its room; who writes there, the Actor knows.
@on("editing", Editing, ephemeral=True)
def tell_editing(actor: Actor, message: Editing) -> None:
    """Tell the others at the desk where somebody writes. Raises Denied."""
    rules.may_prepare(actor).enforce()
    data = message.model_dump(exclude={"room"})
    relay(message.room, "editing", data | {"name": actor.person_name})
