"""What people and programs send about positions; pages and API read the same models."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from decisions.models import DecisionKind
from ecabinet.forms import Input, OptionalId, Prose
from meetings.positions.models import Stance

Ids = Annotated[list[int], Field(max_length=500)]
Remark = Annotated[Prose, Field(max_length=4000)]


class PositionInput(Input):
    """What is said of an item. `person_id`: the member for whom it is said or prepared; left out,
    who acts. `wishes_to_speak` goes with an objection; the wish alone is a stance of its own.
    `document_id`: what was shown as attached and stays; left out, what was attached to the answer
    that this one replaces. `detaches`: nothing stays attached."""

    stance: Stance
    wishes_to_speak: bool = False
    remark: Remark = ""
    person_id: OptionalId = None
    document_id: OptionalId = None
    detaches: bool = False


class Place(Input):
    """For whom (`person_id`; left out: who acts)."""

    person_id: OptionalId = None


class Confirmation(Input):
    """The prepared positions that were shown."""

    positions: Annotated[Ids, Field(min_length=1)]
    person_id: OptionalId = None


class TakingBack(Input):
    """The positions to undo."""

    positions: Annotated[Ids, Field(min_length=1)]


class EnBloc(Input):
    """The items that the chair saw in the list, and the conclusion of each."""

    items: Annotated[Ids, Field(min_length=1)]
    text: Annotated[Prose, Field(min_length=1)]
    kind: DecisionKind = DecisionKind.RESOLUTION
