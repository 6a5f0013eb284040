"""What a person or a program sends about the versions of a paper."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from documents.models import DocumentKind, Secrecy
from ecabinet.forms import Input, Line, OptionalId, OptionalLine, none_if_blank


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
