"""The parts of a package (ECMA-376 part 2), read within limits whatever it says of itself."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from documents.intake.limits import MIB, Limits
from documents.intake.results import RefusedFile
from documents.intake.word.xml import read_xml

TYPES = "[Content_Types].xml"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationships"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_KINDS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CHUNK = 256 * 1024
# A file this small may hold what it likes; above it, a high ratio is a bomb.
_RATIO_FROM = 8 * MIB


@dataclass(frozen=True)
class Relationship:
    """An arrow from a part (or the package) to what it needs.

    `kind` is its type, a URI; `given` the target as it is written, `target` the part that this
    names, "" when it lies outside.
    """

    id: str
    kind: str
    given: str
    target: str
    is_outside: bool


class Parts:
    """The parts of one package by their names, which are alike when they differ in case or in what
    is written with percent signs.

    Raises RefusedFile for what no program writes: programs would read it in different ways, and a
    signature would hold for one of them.
    """

    def __init__(self, package: zipfile.ZipFile, size: int, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._room = limits.word_bytes
        self._entries = {key_of(entry.filename): entry for entry in _listed(package, size, limits)}

    @classmethod
    def of(cls, package: zipfile.ZipFile, path: Path, limits: Limits) -> Self:
        """Those of the package opened from `path`."""
        return cls(package, path.stat().st_size, limits)

    def __iter__(self) -> Iterator[str]:
        return (entry.filename for entry in self._entries.values())

    def __contains__(self, name: str) -> bool:
        return key_of(name) in self._entries

    def spelt(self, name: str) -> str:
        """The name of that part as the package writes it. Raises KeyError."""
        return self._entries[key_of(name)].filename

    def read(self, name: str) -> bytes:
        """The bytes of a part; of all that are read, no more than the limits allow.

        Raises KeyError when there is no such part, RefusedFile when it is too large.
        """
        cap = min(self._room, self._limits.stream_bytes)
        content = bytearray()
        with self._package.open(self._entries[key_of(name)]) as part:
            while chunk := part.read(_CHUNK):
                content += chunk
                if len(content) > cap:
                    raise RefusedFile("document-refused-word-bomb", limit=cap // MIB)
        self._room -= len(content)
        return bytes(content)

    def kind(self, name: str) -> str:
        """The media type of a part in small letters, "" when the package does not tell."""
        by_name, by_ending = self._kinds
        key = key_of(name)
        return by_name.get(key) or by_ending.get(key.rpartition(".")[2], "")

    @property
    def kinds(self) -> set[str]:
        """Every media type that the package names, in small letters."""
        by_name, by_ending = self._kinds
        return {*by_name.values(), *by_ending.values()}

    @cached_property
    def _kinds(self) -> tuple[dict[str, str], dict[str, str]]:
        by_name: dict[str, str] = {}
        by_ending: dict[str, str] = {}
        nodes = _children(
            self.read(TYPES), f"{_KINDS}Types", f"{_KINDS}Override", f"{_KINDS}Default"
        )
        for node in nodes:
            if node.tag == f"{_KINDS}Override":
                names, key = by_name, key_of(str(node.get("PartName")).lstrip("/"))
            else:
                names, key = by_ending, str(node.get("Extension")).lower()
            if key in names:
                raise RefusedFile("document-refused-word-damaged")
            names[key] = str(node.get("ContentType", "")).lower()
        return by_name, by_ending

    def relationships(self, source: str) -> list[Relationship]:
        """Those of a part; of the package itself when `source` is ""."""
        name = relationships_of(source)
        if name not in self:
            return []
        arrows = [
            _arrow(source, node) for node in _children(self.read(name), RELATIONSHIPS, RELATIONSHIP)
        ]
        if len({arrow.id for arrow in arrows}) < len(arrows):
            raise RefusedFile("document-refused-word-damaged")
        return arrows


def key_of(name: str) -> str:
    """What the names of one part have in common."""
    return unquote(name).lower()


def relationships_of(source: str) -> str:
    """The name of the part that holds the relationships of `source`."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def source_of(name: str) -> str | None:
    """Whose relationships the part `name` holds; None when it is no place for them."""
    folder, own = posixpath.split(name)
    above, last = posixpath.split(folder)
    if last.lower() != "_rels" or not own.lower().endswith(".rels"):
        return None
    return posixpath.join(above, own[: -len(".rels")])


def _arrow(source: str, node: Any) -> Relationship:
    given = str(node.get("Target", ""))
    is_outside = str(node.get("TargetMode", "")).lower() == "external"
    return Relationship(
        id=str(node.get("Id", "")),
        kind=str(node.get("Type", "")),
        given=given,
        target="" if is_outside else _target(source, given),
        is_outside=is_outside,
    )


def _target(source: str, given: str) -> str:
    path = unquote(urlsplit(given).path)
    absolute = posixpath.join("/", posixpath.dirname(source), path)
    return posixpath.normpath(absolute).lstrip("/")


def _children(content: bytes, root: str, *known: str) -> list[Any]:
    """The elements of a list of the package, which holds nothing but them."""
    tree = read_xml(content)
    nodes = [node for node in tree.iter() if isinstance(node.tag, str)][1:]
    if tree.tag != root or any(
        node.tag not in known or node.getparent() is not tree for node in nodes
    ):
        raise RefusedFile("document-refused-word-damaged")
    return nodes


def _listed(package: zipfile.ZipFile, size: int, limits: Limits) -> list[zipfile.ZipInfo]:
    listed = [entry for entry in package.infolist() if not entry.is_dir()]
    if len(listed) > limits.word_parts:
        raise RefusedFile(
            "document-refused-too-many-objects", objects=len(listed), limit=limits.word_parts
        )
    total = sum(entry.file_size for entry in listed)
    if total > limits.word_bytes or (total > _RATIO_FROM and total > size * limits.word_ratio):
        raise RefusedFile("document-refused-word-bomb", limit=limits.word_bytes // MIB)
    seen: set[str] = set()
    for entry in listed:
        name = entry.filename
        if entry.flag_bits & 1:
            raise RefusedFile("document-refused-encrypted")
        plain = unquote(name)
        if key_of(name) in seen or plain.startswith("/") or "\\" in plain:
            raise RefusedFile("document-refused-word-damaged")
        if ".." in plain.split("/"):
            raise RefusedFile("document-refused-word-damaged")
        seen.add(key_of(name))
    return listed
