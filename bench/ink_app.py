"""The application as it is served, with one more room that everybody signed in may enter.

The room stands for a paper open to the meeting; joining, rights, gathering and delivery are the
product's own.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from ecabinet import realtime
from ecabinet.app import create_app
from ecabinet.auth.actor import Actor
from ecabinet.config import Config

Point = tuple[float, float, float]


class Piece(BaseModel):
    """A few points of a stroke that is being drawn."""

    room: str
    seq: int
    stroke: Annotated[str, Field(max_length=40)]
    page: int
    kind: str
    color: str
    width: float
    from_: Annotated[int, Field(alias="from")]
    points: Annotated[list[Point], Field(max_length=200)]
    done: bool


def _draw(actor: Actor, piece: Piece) -> None:
    realtime.relay(piece.room, "ink", piece.model_dump(by_alias=True))


def _everybody(db: Session, actor: Actor, room: str) -> bool:
    return True


app = create_app(Config.from_env())
realtime.register_room("bench", _everybody)
if "ink" in realtime.HANDLERS:
    del realtime.HANDLERS["ink"]  # the papers' own handler knows only rooms of papers
realtime.on("ink", Piece, ephemeral=True)(_draw)
