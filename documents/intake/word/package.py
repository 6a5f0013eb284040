"""A DOCX looked through, and written anew with nothing in it that reaches out or acts.

Runs only inside the limited process. What is written anew is what a converter gets to see: sizes
are true, names are plain, no name stands twice.
"""

import errno
import logging
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from documents.intake.limits import Limits
from documents.intake.results import RefusedFile
from documents.intake.word.fields import without_reaching_fields
from documents.intake.word.parts import (
    RELATIONSHIP,
    RELATIONSHIPS,
    Parts,
    Relationship,
    source_of,
)
from documents.intake.word.xml import read_xml, write_xml

logger = logging.getLogger(__name__)

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_WORD = ("wordprocessingml", "ms-word")
_SIGNATURE = "application/vnd.openxmlformats-package.digital-signature-"
SIGNED = _SIGNATURE + "xmlsignature+xml"
"""The media type of a part that is a signature."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMED_CHARACTERS = 120


@dataclass
class Package:
    """What a package carries besides its text."""

    attachments: int = 0
    signatures: int = 0


def clean_package(path: Path, target: Path, limits: Limits) -> Package:
    """Check the DOCX at `path` and write it anew to `target`. Raises RefusedFile."""
    try:
        with zipfile.ZipFile(path) as package:
            return _clean(Parts.of(package, path, limits), target)
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.XMLSyntaxError,
        NotImplementedError,
        EOFError,
        UnicodeError,
        ValueError,
        KeyError,
    ) as error:
        logger.warning("damaged: %r", error)
        raise RefusedFile("document-refused-word-damaged") from error
    except OSError as error:
        # A directory that says its parts lie before the file begins.
        if error.errno != errno.EINVAL:
            raise
        raise RefusedFile("document-refused-word-damaged") from error


def _clean(parts: Parts, target: Path) -> Package:
    _require_plain(parts)
    found = Package()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name in parts:
            if parts.kind(name).startswith(_SIGNATURE):
                # What is written anew proves nothing; the original does.
                found.signatures += parts.kind(name) == SIGNED
                continue
            found.attachments += name.lower().startswith("word/embeddings/")
            if name.lower().endswith(".rels"):
                source = source_of(name)
                if source is not None:
                    made.writestr(name, _harmless_relationships(parts, source))
            else:
                made.writestr(name, _harmless(name, parts.read(name)))
    if not any(name.startswith("word/") and name.endswith(".xml") for name in parts):
        raise RefusedFile("document-refused-word-damaged")
    return found


def _require_plain(parts: Parts) -> None:
    """Pass a document without macros. Raises RefusedFile, KeyError."""
    has_macros = any("macro" in kind or "vba" in kind for kind in parts.kinds)
    if has_macros or any("vba" in name.lower() and name.endswith(".bin") for name in parts):
        raise RefusedFile("document-refused-word-macros")
    if _DOCUMENT not in parts.kinds:
        is_word = any(word in kind for kind in parts.kinds for word in _OTHER_WORD)
        raise RefusedFile("document-refused-not-pdf", kind="word-other" if is_word else "zip")


def _harmless(name: str, content: bytes) -> bytes:
    lowered = name.lower()
    if lowered.endswith(".xml"):
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise RefusedFile("document-refused-word-damaged")
        if lowered == "word/settings.xml" and b"attachedTemplate" in content:
            return _changed(content, _without_template_link)
        changes = [change for marks, change in _CHANGES if any(mark in content for mark in marks)]
        for change in changes:
            content = _changed(content, change)
    return content


def _changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    root = read_xml(content)
    change(root)
    return write_xml(root)


def _harmless_relationships(parts: Parts, source: str) -> bytes:
    """Written anew: what is read of them here is what a converter reads, names spelt as they are.

    Refuses what lies outside the file; only links stay, and the template's name goes.
    """
    root = etree.Element(RELATIONSHIPS, nsmap={None: RELATIONSHIPS[1:].partition("}")[0]})
    for arrow in parts.relationships(source):
        kind = arrow.kind.rpartition("/")[2]
        if kind in ("attachedTemplate", "origin"):
            # The styles of a template were copied into the document when it was written; the
            # signatures (their origin) are left out.
            continue
        if kind == "aFChunk":
            raise RefusedFile("document-refused-word-outside", target=kind)
        if arrow.is_outside and kind != "hyperlink":
            target = arrow.given[:_NAMED_CHARACTERS]
            raise RefusedFile("document-refused-word-outside", target=target)
        node = etree.SubElement(root, RELATIONSHIP, Id=arrow.id, Type=arrow.kind)
        node.set("Target", _spelt(parts, arrow))
        if arrow.is_outside:
            node.set("TargetMode", "External")
    return write_xml(root)


def _spelt(parts: Parts, arrow: Relationship) -> str:
    if arrow.is_outside or arrow.target not in parts:
        return arrow.given
    name = parts.spelt(arrow.target)
    return arrow.given if name == arrow.target else f"/{name}"


def _without_bindings(root: Any) -> None:
    """What a content control showed when the file was saved stays; what it is bound to may have
    been changed since, for a signature leaves that out."""
    for node in [node for node in root.iter() if _is_binding(node)]:
        node.getparent().remove(node)


def _is_binding(node: Any) -> bool:
    return isinstance(node.tag, str) and etree.QName(node).localname == "dataBinding"


def _without_template_link(root: Any) -> None:
    for node in list(root.iter(_WORD + "attachedTemplate")):
        node.getparent().remove(node)


_CHANGES: tuple[tuple[tuple[bytes, ...], Callable[[Any], None]], ...] = (
    ((b"instrText", b"fldSimple"), without_reaching_fields),
    ((b"dataBinding",), _without_bindings),
)
