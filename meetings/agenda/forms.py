"""What people and programs send to work on an agenda."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ecabinet.forms import (
    Input,
    Instant,
    Line,
    OptionalId,
    OptionalLine,
    Prose,
    none_if_blank,
)
from ecabinet.people.rules.body import AgendaNumbering
from meetings.agenda.services import ItemContent
from meetings.models import AgendaItem, ItemType, StandingItem


class ItemInput(Input):
    """A line of the agenda. `lead_id`: the organisation that leads; `minutes`: how long it takes;
    `ordinal`: its place, at the end when left out."""

    title: Line
    type: ItemType = ItemType.DISCUSSION
    minutes: Annotated[int, Field(ge=1, le=600)] = 15
    lead_id: OptionalId = None
    presenter_id: OptionalId = None
    section_id: OptionalId = None
    chair_id: Annotated[OptionalId, Field(description="who presides over this item")] = None
    pause_after: Annotated[int, Field(ge=0, le=600, description="minutes of pause after it")] = 0
    late_reason: Annotated[Prose, Field(max_length=2000)] = ""
    ordinal: Annotated[OptionalId, Field(description="place on the agenda, from 1")] = None

    def content(self) -> ItemContent:
        """Return the values for the service."""
        return ItemContent(**self.model_dump(exclude={"ordinal"}))


_MAY_BE_NONE = {"lead_id", "presenter_id", "section_id", "chair_id"}


class ItemFields(Input):
    """Fields of a line; what is left out is not spoken of."""

    title: Line | None = None
    type: ItemType | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    lead_id: OptionalId = None
    presenter_id: OptionalId = None
    section_id: OptionalId = None
    chair_id: OptionalId = None
    pause_after: Annotated[int, Field(ge=0, le=600)] | None = None
    late_reason: Annotated[Prose, Field(max_length=2000)] | None = None


class ItemChange(ItemFields):
    """What is to change of a line; what is left out stays.

    `base`: what the fields said when they were read; or `revision`: all of what was read. With
    one of the two, what others wrote meanwhile into other fields stays.
    """

    revision: int | None = None
    base: ItemFields | None = None

    def seen(self) -> dict[str, Any]:
        """Return what the officer saw, as far as they said so field by field."""
        return self.base.model_dump(exclude_unset=True) if self.base else {}

    def content(self, item: AgendaItem) -> ItemContent:
        """Return the item's values with the given ones put in."""
        given = self.model_dump(exclude_unset=True, exclude={"revision", "base"})
        empty = {name for name, value in given.items() if value is None} - _MAY_BE_NONE
        present = {name: getattr(item, name) for name in ItemContent.__dataclass_fields__}
        return ItemContent(**{**present, **{n: v for n, v in given.items() if n not in empty}})


class Order(Input):
    """The items in their new order, all of them; `seen`: the order before they were moved.

    With `seen`, moves are made next to the neighbours they were given, whatever others moved,
    added or removed meanwhile. Without it, an older `revision` of the sitting is refused.
    `sections`: for items that go to another section, its id (null: before all sections).
    """

    items: list[int]
    sections: dict[int, int | None] = Field(default_factory=dict)
    seen: list[int] | None = None
    revision: int | None = None


class SectionInput(Input):
    """A section of the agenda, by its name."""

    name: Line


class SectionOrder(Input):
    """The sections in their new order, all of them."""

    sections: list[int]


class NumberingInput(Input):
    """How items are numbered; nothing: as the rules of the body say."""

    numbering: Annotated[AgendaNumbering | None, BeforeValidator(none_if_blank)] = None


class Place(Input):
    """Where an item, or a section, goes: a step up (-1) or down (1); for an item without one, to
    the end of `section_id` (nothing: before all sections)."""

    step: Annotated[int, Field(ge=-1, le=1)] = 0
    section_id: OptionalId = None


class Dossiers(Input):
    """Accepted dossiers to put on the agenda, in this order; `late_reason` where they come late."""

    submissions: list[int] = Field(default_factory=list)
    section_id: OptionalId = None
    late_reason: Annotated[Prose, Field(max_length=2000)] = ""


class Standing(Input):
    """An item that comes round; without `title`, what it is usually called."""

    standing: StandingItem
    title: OptionalLine = ""
    late_reason: Annotated[Prose, Field(max_length=2000)] = ""


class TakingUp(Input):
    """An item that was put off is taken up again here."""

    section_id: OptionalId = None
    late_reason: Annotated[Prose, Field(max_length=2000)] = ""


class PuttingOff(Input):
    """An item that was put off is left to the next sitting."""

    reason: Annotated[Prose, Field(max_length=2000)] = ""


class GuestInput(Input):
    """A guest asked to an item; without times, while it is planned to be taken up."""

    person_id: int
    from_at: Annotated[Instant | None, BeforeValidator(none_if_blank)] = None
    to_at: Annotated[Instant | None, BeforeValidator(none_if_blank)] = None


class PaperOrder(Input):
    """The papers of an item in the order in which they are read."""

    documents: list[int]


class Paper(Input):
    """A paper to lay to an item."""

    document_id: int
