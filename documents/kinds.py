"""Kinds that the rows of papers and the checks of files both speak of. Imports nothing of ours."""

import enum


class ReadingCopy(enum.Enum):
    """How the copy for reading came to be."""

    CLEANED = "cleaned"
    """The PDF itself, made harmless."""
    OFFICE = "office"
    """A DOCX as LibreOffice sets it."""
    PLAIN = "plain"
    """A DOCX set by our own means: text and tables, not its whole form."""
