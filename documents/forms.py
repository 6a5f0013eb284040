"""What a person or a program sends about papers."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from documents.models import AccessLevel, DocumentKind, Secrecy
from ecabinet.forms import FieldRefused, Input, Line, OptionalId, OptionalLine

STATE_SECRETS = frozenset(degree.value for degree in Secrecy)


def _no_state_secret(value: object) -> object:
    if isinstance(value, str) and value in STATE_SECRETS:
        raise FieldRefused("document-state-secret")
    return value


Level = Annotated[AccessLevel, BeforeValidator(_no_state_secret)]
"""Who may ever have a paper. Whoever names a degree of state secrecy is told why it is refused."""


class UploadIn(Input):
    """A new paper; its `file` comes beside it. Without a title the file's own is taken."""

    title: OptionalLine = ""
    access_level: Level = AccessLevel.CABINET
    kind: DocumentKind = DocumentKind.OTHER
    number_symbol: OptionalLine = ""
    organisation_id: OptionalId = None
    item_id: OptionalId = None
    reader_ids: list[int] = []
    """Named readers (persons) of a confidential paper; whoever uploads it is one."""
    upload: list[str] = []
    """Instead of `file`: what was sent in pieces before, by its name."""


class VersionIn(Input):
    """A new version of a paper: its `file`, or what was sent in pieces before."""

    upload: list[str] = []


class ChangeIn(Input):
    """What a paper is called and who may ever have it."""

    title: Line
    access_level: Level
    kind: DocumentKind
    number_symbol: OptionalLine = ""
    reader_ids: list[int] = []
    takes_away: bool = False
    """Whoever loses the paper by it is meant to."""
    revision: int = 0
    """Of the paper as it was shown; 0: whoever does not say saw nothing of it."""


class DescriptionIn(Input):
    """What is to change of a paper; what is left out stays."""

    revision: int
    """Of the paper as it was read."""
    title: Line | None = None
    access_level: Level | None = None
    kind: DocumentKind | None = None
    number_symbol: OptionalLine | None = None
    reader_ids: list[int] | None = None
    """All named readers of a confidential paper; whoever acts is one."""


class PatchIn(DescriptionIn):
    """The same of one paper."""

    takes_away: bool = False
    """Whoever loses the paper by it is meant to."""


class RecallIn(Input):
    """Why a version is taken back."""

    reason: Line


class ListQuery(Input):
    """The query of the list of papers."""

    search: Annotated[str, Field(max_length=200)] = ""
    unopened: bool = False
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=200)


class FileQuery(Input):
    """`original`: the untouched file instead of the reading copy; `copy`: the reading copy of this
    SHA-256, where there are several (before and after it was stamped)."""

    original: bool = False
    copy_of: Annotated[str, Field(alias="copy", max_length=64)] = ""
