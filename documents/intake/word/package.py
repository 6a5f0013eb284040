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

from documents.intake.limits import MIB, Limits
from documents.intake.results import RefusedFile
from documents.intake.word.fields import without_reaching_fields
from documents.intake.word.xml import read_xml, write_xml

logger = logging.getLogger(__name__)

_TYPES = "[Content_Types].xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_WORD = ("wordprocessingml", "ms-word")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHUNK = 256 * 1024
_NAMED_CHARACTERS = 120
# A file this small may hold what it likes; above it, a high ratio is a bomb.
_RATIO_FROM = 8 * MIB


@dataclass
class Package:
    """What a package carries besides its text."""

    attachments: int = 0


def clean_package(path: Path, target: Path, limits: Limits) -> Package:
    """Check the DOCX at `path` and write it anew to `target`. Raises RefusedFile."""
    try:
        with zipfile.ZipFile(path) as package:
            return _clean(package, path.stat().st_size, target, limits)
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


def _clean(package: zipfile.ZipFile, size: int, target: Path, limits: Limits) -> Package:
    entries = _entries(package, size, limits)
    found = Package()
    room = limits.word_bytes
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, entry in entries.items():
            content = _read(package, entry, min(room, limits.stream_bytes))
            room -= len(content)
            found.attachments += name.lower().startswith("word/embeddings/")
            made.writestr(name, _harmless(name, content))
    _require_text(package, entries)
    return found


def _entries(package: zipfile.ZipFile, size: int, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The parts by their names. Raises RefusedFile for what no program writes."""
    listed = [entry for entry in package.infolist() if not entry.is_dir()]
    if len(listed) > limits.word_parts:
        raise RefusedFile(
            "document-refused-too-many-objects", objects=len(listed), limit=limits.word_parts
        )
    total = sum(entry.file_size for entry in listed)
    if total > limits.word_bytes or (total > _RATIO_FROM and total > size * limits.word_ratio):
        raise RefusedFile("document-refused-word-bomb", limit=limits.word_bytes // MIB)
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in listed:
        name = entry.filename
        if entry.flag_bits & 1:
            raise RefusedFile("document-refused-encrypted")
        if name in entries or name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise RefusedFile("document-refused-word-damaged")
        entries[name] = entry
    _require_plain(package, entries, limits)
    return entries


def _require_plain(
    package: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], limits: Limits
) -> None:
    """Pass a document without macros. Raises RefusedFile, KeyError."""
    types = _read(package, entries[_TYPES], limits.stream_bytes)
    kinds = {str(node.get("ContentType", "")) for node in read_xml(types)}
    has_macros = any("macro" in kind.lower() or "vba" in kind.lower() for kind in kinds)
    if has_macros or any("vba" in name.lower() and name.endswith(".bin") for name in entries):
        raise RefusedFile("document-refused-word-macros")
    if _DOCUMENT not in kinds:
        is_word = any(word in kind for kind in kinds for word in _OTHER_WORD)
        raise RefusedFile("document-refused-not-pdf", kind="word-other" if is_word else "zip")


def _read(package: zipfile.ZipFile, entry: zipfile.ZipInfo, cap: int) -> bytes:
    """The bytes of a part, at most `cap`, whatever the package says of its size."""
    content = bytearray()
    with package.open(entry) as part:
        while chunk := part.read(_CHUNK):
            content += chunk
            if len(content) > cap:
                raise RefusedFile("document-refused-word-bomb", limit=cap // MIB)
    return bytes(content)


def _harmless(name: str, content: bytes) -> bytes:
    lowered = name.lower()
    if lowered.endswith(".rels"):
        return _changed(content, _without_template)
    if lowered.endswith(".xml"):
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise RefusedFile("document-refused-word-damaged")
        if lowered == "word/settings.xml" and b"attachedTemplate" in content:
            return _changed(content, _without_template_link)
        if b"instrText" in content or b"fldSimple" in content:
            return _changed(content, without_reaching_fields)
    return content


def _changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    root = read_xml(content)
    change(root)
    return write_xml(root)


def _without_template(root: Any) -> None:
    """Refuse what lies outside the file; only links stay, and the template's name goes."""
    for link in list(root.iter(_RELATIONSHIP)):
        kind = str(link.get("Type", "")).rpartition("/")[2]
        if kind == "attachedTemplate":
            # Its styles were copied into the document when it was written.
            root.remove(link)
        elif kind == "aFChunk":
            raise RefusedFile("document-refused-word-outside", target=kind)
        elif str(link.get("TargetMode", "")).lower() == "external" and kind != "hyperlink":
            target = str(link.get("Target", ""))[:_NAMED_CHARACTERS]
            raise RefusedFile("document-refused-word-outside", target=target)


def _without_template_link(root: Any) -> None:
    for node in list(root.iter(_WORD + "attachedTemplate")):
        node.getparent().remove(node)


def _require_text(package: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> None:
    if not any(name.startswith("word/") and name.endswith(".xml") for name in entries):
        raise RefusedFile("document-refused-word-damaged")
