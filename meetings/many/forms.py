"""What people and programs send to work on many items at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field
from werkzeug.datastructures import MultiDict

from ecabinet.forms import Input, OptionalId, Prose, parse_form
from ecabinet.i18n import say
from ecabinet.sentences import Sentence
from meetings.agenda.rules import MAX_ITEMS
from meetings.many.models import Act, BulkAct
from meetings.many.rules import FIELDS
from meetings.models import ItemType

NOTHING = "none"
"""What a field of the page says to empty it; left blank, it is not spoken of."""


class ManyFields(Input):
    """What all chosen items are given; what is left out stays as each item has it."""

    section_id: int | None = None
    presenter_id: int | None = None
    chair_id: int | None = None
    lead_id: int | None = None
    type: ItemType | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None

    def given(self) -> dict[str, Any]:
        """Return what is spoken of: {field: value}."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class ManyInput(Input):
    """One act on many items. `seen`: {item id: revision} as they were read; a field that somebody
    else wrote since is then left as it is. `fields` for `change`; `to_meeting_id`, and
    `late_reason` where the items come late there, for `postpone`."""

    act: Act
    items: Annotated[list[int], Field(min_length=1, max_length=MAX_ITEMS)]
    seen: dict[int, int] = Field(default_factory=dict)
    fields: ManyFields = Field(default_factory=ManyFields)
    to_meeting_id: OptionalId = None
    late_reason: Annotated[Prose, Field(max_length=2000)] = ""


class ManyForm(Input):
    """The same from a page: items, whole `sections` ("0": before all sections) or `all` that stood
    there as `seen` ("ITEM:REVISION") says."""

    act: Act
    items: list[int] = Field(default_factory=list)
    sections: list[int] = Field(default_factory=list)
    all: str = ""
    seen: list[str] = Field(default_factory=list)
    section_id: str = ""
    presenter_id: str = ""
    chair_id: str = ""
    lead_id: str = ""
    type: str = ""
    minutes: str = ""
    to_meeting_id: OptionalId = None
    late_reason: Annotated[Prose, Field(max_length=2000)] = ""

    def revisions(self) -> dict[int, int]:
        """Return {item id: revision} as the page showed them."""
        pairs = (one.partition(":") for one in self.seen)
        return {
            int(item): int(revision)
            for item, _, revision in pairs
            if item.isdecimal() and revision.isdecimal()
        }

    def chosen(self, section_of: Mapping[int, int | None]) -> list[int]:
        """Return the chosen items; `section_of`: {id of a standing item: its section}."""
        shown = self.revisions()
        whole = {one or None for one in self.sections}
        by_part = [
            item
            for item, section in section_of.items()
            if item in shown and (self.all or (section or None) in whole)
        ]
        return list(dict.fromkeys([*self.items, *by_part]))

    def values(self) -> dict[str, Any]:
        """Return {field: value} of the fields that were filled. Raises Invalid."""
        typed = {name: getattr(self, name) for name in FIELDS}
        fields = {name: None if text == NOTHING else text for name, text in typed.items() if text}
        return parse_form(ManyFields, MultiDict(fields)).given()


class RefusedOut(BaseModel):
    """An item that was left as it is, and why."""

    item_id: int
    title: str
    code: str
    reason: str

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> RefusedOut:
        """Build from what is stored."""
        why = Sentence.from_json(stored["why"])
        return cls(item_id=stored["item"], title=stored["title"], code=why.key, reason=say(why))


class ManyOut(BaseModel):
    """What became of the chosen items: `done` and `refused`; those in neither said so already.
    `made`: {item id: the item it became at the other sitting}."""

    id: int
    act: str
    done: list[int]
    refused: list[RefusedOut]
    made: dict[int, int] = Field(default_factory=dict)

    @classmethod
    def of(cls, entry: BulkAct) -> ManyOut:
        """Build from a row."""
        return cls(
            id=entry.id,
            act=entry.act.value,
            done=[one["item"] for one in entry.done],
            refused=[RefusedOut.of(one) for one in entry.refused],
            made={one["item"]: one["made"] for one in entry.done if "made" in one},
        )


class ManyUndoneOut(BaseModel):
    """Which items are as they were again, and which were worked on since and stay."""

    id: int
    done: list[int]
    refused: list[RefusedOut]
