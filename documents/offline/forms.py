"""What a tablet reports, and what it is told."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from documents.offline.rules import MOST_COPIES
from ecabinet.forms import Input, Instant

DeviceToken = Annotated[str, Field(min_length=16, max_length=64, pattern=r"^[0-9A-Za-z-]+$")]
"""Chosen by the tablet at random, once."""
VersionId = Annotated[int, Field(ge=1, le=2**31 - 1)]


class Opened(Input):
    """A kept paper or pack was opened without a network."""

    version_id: VersionId | None = None
    pack_id: VersionId | None = None
    at: Instant

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.version_id is None) == (self.pack_id is None):
            raise ValueError("version_id or pack_id")
        return self


class ContactIn(Input):
    """What this tablet keeps, or is about to keep."""

    device: DeviceToken
    kept: list[VersionId] = Field(default_factory=list, max_length=MOST_COPIES)
    opened: list[Opened] = Field(default_factory=list, max_length=MOST_COPIES)
    wants_key: bool = False


class LeaveIn(Input):
    """The person signs out on this tablet."""

    device: DeviceToken


class Choice(Input):
    """`keeps_coming`: the papers of the coming sitting are kept by themselves on the tablets on
    which the account is signed in."""

    keeps_coming: bool


class ChoiceOut(BaseModel):
    """What the account chose."""

    keeps_coming: bool


class NewerOut(BaseModel):
    """A newer version of a kept paper is out."""

    version_id: int
    newer_id: int


class MarksOut(BaseModel):
    """`stamp` changes whenever a mark on the version changes that this account sees."""

    version_id: int
    stamp: str


class FileNowOut(BaseModel):
    """`sha256`: of the file that a reader of the version is given now; another one once it was
    stamped with its number."""

    version_id: int
    sha256: str


class ComingOut(BaseModel):
    """The sitting that comes next."""

    occasion: str
    title: str
    url: str


class ContactOut(BaseModel):
    """What the tablet must know. `key` only when asked for; it lasts until `good_until`."""

    account_id: int
    key: str | None
    key_name: str
    good_until: datetime
    at: datetime
    build: str
    gone: list[int]
    newer: list[NewerOut]
    marks: list[MarksOut]
    files: list[FileNowOut]
    coming: ComingOut | None


class OccasionQuery(Input):
    """A sitting or ballot, as in the records of handing out: "meeting:7"."""

    name: Annotated[str, Field(pattern=r"^[a-z]{1,20}:[0-9]{1,9}$")]


class PaperOut(BaseModel):
    """A paper to keep: its file and all that is asked for when it is read."""

    version_id: int
    document_id: int
    title: str
    ordinal: int
    pages: int
    size: int
    place: str
    page_url: str
    file_url: str
    marks_url: str
    text_url: str
    """The page with the text for screen readers."""
    text_pages_url: str
    """The text of all pages, from which that page is drawn without a network."""
    picture_url: str
    """The small picture of page 0, which no paper has."""


class TextBlockOut(BaseModel):
    """A piece of a page: `kind` is "heading", "paragraph" or "point"."""

    kind: str
    text: str


class TextPageOut(BaseModel):
    """A page as it is read aloud, in `language`; a picture has no blocks."""

    page: int
    language: str
    blocks: list[TextBlockOut]


class TextOut(BaseModel):
    """The text of all pages in order; none where the paper holds no text at all."""

    version_id: int
    pages: list[TextPageOut]


class PackOut(BaseModel):
    """A released pack as this account gets it: another book has another `key`."""

    pack_id: int
    key: str
    title: str
    size: int
    version_ids: list[int]
    page_url: str
    file_url: str


class OccasionOut(BaseModel):
    """The papers of a sitting or ballot that this account may read, in order, and its packs.
    `pending`: so many more packs are being bound for this account; ask again."""

    name: str
    title: str
    url: str
    papers: list[PaperOut]
    packs: list[PackOut]
    pending: int


class ShellOut(BaseModel):
    """The addresses of all that the reader needs of this program, whatever it reads."""

    build: str
    urls: list[str]
