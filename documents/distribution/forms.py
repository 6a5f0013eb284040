"""What a person or a program sends about handing out and reading."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from documents.distribution.audit import AuditFilter, Question
from ecabinet.forms import FieldRefused, Input, OptionalId, OptionalLine, none_if_blank


class HandOutIn(Input):
    """To whom a version is handed: groups and persons, each person once."""

    version_id: int
    members: bool = False
    """All members of the cabinet today."""
    named: bool = False
    """The named readers of the paper."""
    list_ids: list[int] = []
    """Named lists of readers: who stands on them now."""
    organisation_ids: list[int] = []
    person_ids: list[int] = []


class TakeBackIn(Input):
    """From whom what was handed out by hand is taken back: persons, or everybody."""

    person_ids: list[int] = []
    everybody: bool = False


class AskIn(Input):
    """Whether who holds the paper is asked to say that they have read it."""

    asks: bool


class PagesIn(Input):
    """Pages that were on the screen long enough to be seen."""

    pages: Annotated[list[int], Field(min_length=1, max_length=3000)]


OptionalDay = Annotated[date | None, BeforeValidator(none_if_blank)]


class AuditQuery(Input):
    """The query of the page that tells who had which version when. The days are those on which
    it was held, both included."""

    document_id: OptionalId = None
    person_id: OptionalId = None
    which: AuditFilter = AuditFilter.ALL
    search: OptionalLine = ""
    from_on: OptionalDay = None
    to_on: OptionalDay = None
    cursor: str | None = None

    @field_validator("to_on")
    @classmethod
    def _in_order(cls, value: date | None, info: ValidationInfo) -> date | None:
        from_on = info.data.get("from_on")
        if value is not None and from_on is not None and value < from_on:
            raise FieldRefused("audit-days-order")
        return value

    def question(self) -> Question:
        """Return what the record is narrowed to by it."""
        return Question(**self.model_dump(include=set(Question.__dataclass_fields__)))


class AuditListQuery(AuditQuery):
    """The same over the API, by pages."""

    limit: int = Field(default=50, ge=1, le=200)
