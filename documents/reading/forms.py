"""What a tablet sends about reading, and what a page of text is asked by."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from ecabinet.forms import Input

LONGEST_AWAY = 90 * 24 * 3600
"""Seconds: a tablet without network for longer does not know where its owner reads."""


class PlaceIn(Input):
    """Where the person is in a version; `seconds_ago` by the tablet's own clock, so that it does
    not matter whether that is right."""

    page: Annotated[int, Field(ge=1, le=100_000)]
    top: Annotated[float, Field(ge=-100_000, le=100_000, allow_inf_nan=False)] | None = None
    seconds_ago: Annotated[float, Field(ge=0, le=LONGEST_AWAY, allow_inf_nan=False)] = 0


class PlaceOut(BaseModel):
    """Where the person left the version last, on whichever tablet, and when; and the time now."""

    page: int
    top: float | None
    at: datetime
    now: datetime


class TextQuery(Input):
    """Which page of the text; the other two lead back to where the paper was opened."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    occasion: Annotated[str, Field(max_length=60)] = ""
    back: Annotated[str, Field(max_length=500)] = ""
