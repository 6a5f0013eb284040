"""What a check of an uploaded file ends in."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from documents.kinds import ReadingCopy
from ecabinet.sentences import Param, Sentence

PDF = "application/pdf"
SIGNATURES_END = "end"
"""What the reader of signatures says last: those it said before are all."""


@dataclass(frozen=True)
class Accepted:
    """The file may be read. `page_sizes`: width and height as shown, in PDF points.

    `text_path` holds `{"pages": ["…", …]}` in NFC, one string a page, or is None when the text
    could not be taken out. `pictures` is a folder with pictures of the first pages, named as in
    `picture_names`. `signatures` as in `signatures.found.Signature`, one after the
    other. The original file was not touched.
    """

    pages: int
    page_sizes: tuple[tuple[float, float], ...]
    reading_copy_path: Path
    text_path: Path | None
    warnings: tuple[Sentence, ...]
    signed: bool
    encrypted_owner_only: bool
    title: str | None
    media_type: str = PDF
    reading_copy: ReadingCopy = ReadingCopy.CLEANED
    pictures: Path | None = None
    signatures: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Refused:
    """The file may not be read; `sentence` tells an officer why, and what to do."""

    key: str
    params: dict[str, Param] = field(default_factory=dict)

    @property
    def sentence(self) -> Sentence:
        """The reason as a sentence of the catalogue."""
        return Sentence(self.key, dict(self.params))


class RefusedFile(Exception):
    """Raised while checking: the reason for which the file is refused."""

    def __init__(self, key: str, **params: Param) -> None:
        super().__init__(key)
        self.refused = Refused(key, params)
