"""What an uploaded file is by its content; looks at bytes only and parses nothing."""

import os
from enum import Enum
from pathlib import Path

from documents.intake.limits import MIB, Limits
from documents.intake.results import RefusedFile

_HEAD_BYTES = 1024
_TAIL_BYTES = 64 * 1024

_IMAGES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
)
# The folder that tells an Office package from another zip; its name stands in the zip's directory.
_PACKAGES = (
    (b"word/", "word"),
    (b"xl/", "spreadsheet"),
    (b"ppt/", "slides"),
    (b"opendocument.text", "word"),
    (b"opendocument.spreadsheet", "spreadsheet"),
    (b"opendocument.presentation", "slides"),
)
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Content(Enum):
    """What is taken in."""

    PDF = "application/pdf"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def recognise(path: Path, limits: Limits) -> Content:
    """Tell what a file is that is neither empty nor too large, by its bytes.

    Raises RefusedFile with a key of `document-refused-…`.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size == 0:
            raise RefusedFile("document-refused-empty")
        if size > limits.upload_bytes:
            raise RefusedFile(
                "document-refused-too-large",
                size=_mebibytes(size),
                limit=_mebibytes(limits.upload_bytes),
            )
        head = file.read(_HEAD_BYTES)
        # Readers accept bytes before the header, within the first kilobyte (ISO 32000-1 H.3.4.1).
        if b"%PDF-" in head:
            return Content.PDF
        file.seek(max(0, size - _TAIL_BYTES))
        tail = file.read(_TAIL_BYTES)
        if head.startswith(_ZIP) and b"word/" in head + tail:
            return Content.WORD
        raise RefusedFile("document-refused-not-pdf", kind=kind_of(head, tail))


def kind_of(head: bytes, tail: bytes) -> str:
    """One word for a file that is not a PDF, by its first and last bytes; a selector in Fluent."""
    if head.startswith(_ZIP):
        names = head + tail
        return next((kind for mark, kind in _PACKAGES if mark in names), "zip")
    if head.startswith((b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")):
        return "zip"
    if head.startswith(_OLD_OFFICE):
        return "office"
    if head.startswith(b"{\\rtf"):
        return "word"
    if head.startswith(_IMAGES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "image"
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return "image"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "web-page"
    if start.startswith(b"<?xml"):
        return "web-page" if b"<html" in start else "xml"
    return "unknown"


def _mebibytes(size: int) -> float:
    return round(size / MIB, 1)
