"""The query of the search, as the page and programs send it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ecabinet.forms import Input, none_if_blank

KindName = Literal["papers", "agenda", "submissions", "decisions", "ballots"]


class SearchQuery(Input):
    """`q`: words (all must be there), "words in a row", -not, =exact marks, title:…, in:papers,
    from:01/2026, to:2026-12-31, organisation:BTC. `exact`: all marks count. `older`: older
    versions of papers as well."""

    q: Annotated[str, Field(max_length=500)] = ""
    kind: Annotated[KindName | None, BeforeValidator(none_if_blank)] = None
    exact: bool = False
    older: bool = False
    cursor: Annotated[str | None, BeforeValidator(none_if_blank)] = None
    limit: int = Field(default=20, ge=1, le=50)
