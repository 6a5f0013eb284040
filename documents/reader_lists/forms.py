"""What a person or a program sends about named lists of readers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ecabinet.forms import Input, OptionalLine


class ListIn(Input):
    """A new list: its name, and the persons on it."""

    name: Annotated[OptionalLine, Field(max_length=120)] = ""
    person_ids: list[int] = []


class ListChangeIn(ListIn):
    """All of a list anew; `revision` is that of the list which was seen."""

    revision: int
