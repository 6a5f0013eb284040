"""What a tablet or a program sends about marks, and what it gets back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import uuid4

from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema, model_validator

from documents.annotations.geometry import JSON_SCHEMA
from documents.models import AnnotationKind, Audience, CarryState
from ecabinet.forms import FieldRefused, Input, Prose

Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$"), AfterValidator(str.lower)]
"""Six hex digits."""

Width = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
"""Of the line, in PDF points."""

ClientId = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._:-]+$")]
"""The tablet's own name for the mark."""

Geometry = Annotated[dict[str, Any], WithJsonSchema(JSON_SCHEMA)]
Written = Annotated[Prose, Field(max_length=4000)]
Rewritten = Annotated[Prose, Field(max_length=12_000)]
"""Longer than what is written at once: two texts written at the same time are kept in one."""


class _ForSomebody(Input):
    """`prepared_for`: the person for whom an assistant prepares the mark; then for the office."""

    audience: Audience | None = None
    prepared_for: int | None = Field(default=None, ge=1, le=2**31 - 1)

    @model_validator(mode="after")
    def _is_for_the_office(self) -> Self:
        if self.prepared_for is not None and self.audience is not Audience.OFFICE:
            raise FieldRefused("annotation-prepared-for-office")
        return self


class AnnotationIn(_ForSomebody):
    """A new mark."""

    client_id: ClientId = Field(default_factory=lambda: str(uuid4()))
    page: int
    kind: AnnotationKind
    audience: Audience = Audience.PRIVATE
    geometry: Geometry
    color: Color = "#1f4fd8"
    width: Width = 2.0
    body: Written = ""
    quote: Written = ""


class AnnotationChange(_ForSomebody):
    """What changes; the rest stays. An `audience` says again whether the mark is `prepared_for`
    somebody. `body_before`: the text that was changed; where another one was stored meanwhile,
    both are kept."""

    body: Rewritten | None = None
    body_before: Rewritten | None = None
    geometry: Geometry | None = None
    color: Color | None = None
    width: Width | None = None


class Author(BaseModel):
    """Who wrote the mark, for whom it was prepared, or by whom."""

    id: int
    name: str


class AnnotationOut(BaseModel):
    """A mark as its reader sees it; `mine`: by the person who asks. `prepared_for`: an assistant
    prepared it for this person, who has not kept it yet, or has `put_aside` what was offered;
    `prepared_by`: it was kept by its author, and this is who prepared it. `carried`: it comes from
    an earlier version; "look" means that its place is not certain."""

    id: int
    client_id: str
    version_id: int
    page: int
    kind: AnnotationKind
    audience: Audience
    geometry: Geometry
    color: str
    width: float
    body: str
    quote: str
    author: Author
    mine: bool
    prepared_for: Author | None
    prepared_by: Author | None
    put_aside: bool
    carried: CarryState | None
    created_at: datetime
    updated_at: datetime


class AnnotationPage(BaseModel):
    """A page of marks, oldest first."""

    items: list[AnnotationOut]
    next: str | None


class Kept(BaseModel):
    """The marks that are now the person's own."""

    items: list[AnnotationOut]


class MarksQuery(Input):
    """The query of the list of marks."""

    cursor: str | None = None
    limit: int = Field(default=200, ge=1, le=200)
