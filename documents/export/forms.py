"""What is asked of an export, and what an import answers."""

from __future__ import annotations

from pydantic import BaseModel

from documents.export.queries import Chosen
from ecabinet.forms import Input


class ExportQuery(Input):
    """Which of the marks one sees are wanted."""

    marks: Chosen = Chosen.ALL


class ImportIn(Input):
    """An XFDF file comes as `file`."""


class ImportedOut(BaseModel):
    """New marks, marks that were here before, and how many of which kind were left out; `page`
    counts those on pages that the version has not."""

    added: int
    known: int
    left_out: dict[str, int]
    message: str
