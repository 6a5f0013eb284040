"""What a tablet or a program sends about marks, and what it gets back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import uuid4

from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema

from documents.annotations.geometry import JSON_SCHEMA
from documents.models import AnnotationKind, Audience
from ecabinet.forms import Input, Prose

Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$"), AfterValidator(str.lower)]
"""Six hex digits."""

Width = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
"""Of the line, in PDF points."""

ClientId = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._:-]+$")]
"""The tablet's own name for the mark."""

Geometry = Annotated[dict[str, Any], WithJsonSchema(JSON_SCHEMA)]
Written = Annotated[Prose, Field(max_length=4000)]


class AnnotationIn(Input):
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


class AnnotationChange(Input):
    """What changes; the rest stays."""

    body: Written | None = None
    audience: Audience | None = None
    geometry: Geometry | None = None
    color: Color | None = None
    width: Width | None = None


class Author(BaseModel):
    """Who wrote the mark."""

    id: int
    name: str


class AnnotationOut(BaseModel):
    """A mark as its reader sees it; `mine`: by the person who asks."""

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
    created_at: datetime
    updated_at: datetime


class AnnotationPage(BaseModel):
    """A page of marks, oldest first."""

    items: list[AnnotationOut]
    next: str | None


class MarksQuery(Input):
    """The query of the list of marks."""

    cursor: str | None = None
    limit: int = Field(default=200, ge=1, le=200)
