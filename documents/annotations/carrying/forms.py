"""What a tablet asks and hears about carried marks."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, Field, model_validator

from documents.annotations.forms import AnnotationOut, Author, Geometry
from documents.annotations.geometry import Coordinate
from documents.models import AnnotationKind, CarryReason, CarryState
from ecabinet.forms import FieldRefused, Input


class CarriedFrom(BaseModel):
    """Where a mark stood on an earlier version: `area` is left, top, right, bottom as parts of the
    page as shown; the addresses are there for whoever may still read that version."""

    version_id: int
    ordinal: int
    page: int
    geometry: dict[str, Any]
    area: list[float] | None
    picture_url: str | None
    read_url: str | None


class CarriedMark(BaseModel):
    """A mark whose place is in doubt; without a place (`unplaced`) it has no `page`. Not `mine`:
    its `author` prepared it for the person who asks, or wrote it for their office."""

    id: int
    client_id: str
    state: CarryState
    reason: CarryReason
    why: str
    author: Author
    mine: bool
    kind: AnnotationKind
    page: int | None
    color: str
    body: str
    quote: str
    before: str
    after: str
    origin: CarriedFrom


class CarriedOut(BaseModel):
    """How one's own marks came over: `carried` have a place, `look` of them need a look,
    `unplaced` have none, `waiting` are on their way. `items`: those in doubt."""

    carried: int
    look: int
    unplaced: int
    waiting: int
    items: list[CarriedMark]


class PlacingIn(Input):
    """Nothing: the mark stands right where it is. Else the page, and the point for its middle or
    its new shape."""

    page: int | None = Field(default=None, ge=1, le=100_000)
    at: tuple[Coordinate, Coordinate] | None = None
    geometry: Geometry | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.page is None) != (self.at is None and self.geometry is None):
            raise FieldRefused("carry-place-incomplete")
        return self


class Placed(BaseModel):
    """The mark as it stands now."""

    annotation: AnnotationOut
