"""Word documents for tests, ordinary and hostile."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document

DATA = Path(__file__).parents[2] / "data" / "docx"
DECREE = DATA / "nghi-dinh-30-2020.docx"
MODELS = DATA / "nghi-dinh-30-2020-phu-luc-3.docx"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def letter(write: Callable[[Document], object] | None = None) -> bytes:
    """A short letter; `write` adds to it."""
    document = docx.Document()
    document.add_paragraph("Kính gửi: Thủ tướng Chính phủ")
    if write is not None:
        write(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """A package with its parts changed."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    """A letter with one part more."""
    return repacked(letter(), lambda parts: parts.__setitem__(name, part))


def with_link(kind: str, target: str, rels: str = "word/_rels/document.xml.rels") -> bytes:
    """A letter with a relationship to something outside."""
    link = f'<Relationship Id="rIdX" Type="{_LINK}{kind}" Target="{target}" TargetMode="External"/>'

    def change(parts: dict[str, bytes]) -> None:
        empty = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b"</Relationships>"
        )
        end = b"</Relationships>"
        parts[rels] = parts.get(rels, empty).replace(end, link.encode() + end)

    return repacked(letter(), change)


def with_body(xml: str) -> bytes:
    """A letter whose body goes on with `xml`."""

    def change(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"]
        parts["word/document.xml"] = body.replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)

    return repacked(letter(), change)


def field(instruction: str, shown: str) -> str:
    """A paragraph with a field, its instruction spread over two runs."""
    half = len(instruction) // 2
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction[:half]}</w:instrText></w:r>"
        f"<w:r><w:instrText>{instruction[half:]}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{shown}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
