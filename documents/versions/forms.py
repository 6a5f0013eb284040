"""What a person or a program sends about the versions of a paper."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from documents.models import DocumentKind, Secrecy
from documents.release_plans.models import ReleaseRule
from ecabinet.forms import Input, Instant, Line, OptionalId, OptionalLine, none_if_blank


class PlaceholderIn(Input):
    """A paper that is there on paper alone; `item_id`: the agenda item that it goes with."""

    title: Line
    number_symbol: OptionalLine = ""
    kind: DocumentKind = DocumentKind.OTHER
    organisation_id: OptionalId = None
    secrecy: Annotated[Secrecy | None, BeforeValidator(none_if_blank)] = None
    item_id: OptionalId = None


class PlaceholderQuery(Input):
    """The agenda item for which the form is opened."""

    item_id: OptionalId = None


class CompareQuery(Input):
    """Two versions of a paper; none named: the newest two. `start`: from which change on."""

    from_: Annotated[OptionalId, Field(alias="from")] = None
    to: OptionalId = None
    start: Annotated[int, Field(ge=0, le=100_000)] = 0


class PlanIn(Input):
    """When a version goes out; `release_at` for the rule "at"."""

    rule: ReleaseRule
    release_at: Annotated[Instant | None, BeforeValidator(none_if_blank)] = None
