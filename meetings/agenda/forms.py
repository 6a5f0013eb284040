"""What people and programs send to work on an agenda."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ecabinet.forms import Input, Line, OptionalId
from meetings.agenda.services import ItemContent
from meetings.models import AgendaItem, ItemType


class ItemInput(Input):
    """A line of the agenda. `lead_id`: the organisation that leads; `minutes`: how long it takes;
    `ordinal`: its place, at the end when left out."""

    title: Line
    type: ItemType = ItemType.DISCUSSION
    minutes: Annotated[int, Field(ge=1, le=600)] = 15
    lead_id: OptionalId = None
    presenter_id: OptionalId = None
    ordinal: Annotated[OptionalId, Field(description="place on the agenda, from 1")] = None

    def content(self) -> ItemContent:
        """Return the values for the service."""
        return ItemContent(self.title, self.type, self.minutes, self.lead_id, self.presenter_id)


class ItemChange(Input):
    """What is to change of a line; what is left out stays. `revision`: what was seen."""

    title: Line | None = None
    type: ItemType | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    lead_id: OptionalId = None
    presenter_id: OptionalId = None
    revision: int | None = None

    def content(self, item: AgendaItem) -> ItemContent:
        """Return the item's values with the given ones put in."""
        given = self.model_fields_set
        return ItemContent(
            title=self.title or item.title,
            type=self.type or item.type,
            minutes=self.minutes or item.minutes,
            lead_id=self.lead_id if "lead_id" in given else item.lead_id,
            presenter_id=self.presenter_id if "presenter_id" in given else item.presenter_id,
        )


class Order(Input):
    """The items in their new order, all of them; `revision` of the sitting as it was seen."""

    items: list[int]
    revision: int | None = None


class PaperOrder(Input):
    """The papers of an item in the order in which they are read."""

    documents: list[int]


class Paper(Input):
    """A paper to lay to an item."""

    document_id: int
