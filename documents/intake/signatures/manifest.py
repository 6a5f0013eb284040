"""What a signature of a package covers, and whether that is what stands there (ECMA-376 part 2,
digital signatures; ISO/IEC 29500-2)."""

import hashlib
import re
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import etree
from signxml.algorithms import DigestAlgorithm

from documents.intake.word.parts import RELATIONSHIP, RELATIONSHIPS, Parts, key_of, relationships_of
from documents.intake.word.xml import read_xml

DS = "{http://www.w3.org/2000/09/xmldsig#}"
MDSSI = "{http://schemas.openxmlformats.org/package/2006/digital-signature}"
_ALL = "*"
_RELATIONSHIP_TRANSFORM = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
_PLAIN_FORMS = frozenset(
    {
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
    }
)
# By the last word of a relationship's type. What it leads to is not read as text of the paper: the
# signatures themselves, what programs note about the file, who is spoken of, the state of comments.
_ASIDE = frozenset(
    {
        "origin", "core-properties", "extended-properties", "custom-properties", "thumbnail",
        "people", "commentsExtended", "commentsIds", "commentsExtensible", "documenttasks",
        "classificationlabels", "intelligence", "webextensiontaskpanes",
    }
)  # fmt: skip
# Office signs these only sometimes or never, and shows nothing of them but through bindings in the
# text: to a part of customXml, or by these names to the notes about the document.
_BOUND, _BINDING = frozenset({"customXml"}), b"dataBinding"
_BOUND_NOTES = frozenset({"core-properties", "extended-properties", "custom-properties"})
_STORES_OF_NOTES = re.compile(
    rb"6C3C8BC8-F283-45AE-878A-BAB7291924A1|6668398D-A668-4E3E-A5EB-62B293D839F1", re.I
)


class Manifest:
    """The references of a signature that were themselves proven by it.

    `references` are `ds:Reference` elements that name parts. Raises ValueError, KeyError for what
    has another form.
    """

    def __init__(self, parts: Parts, references: Iterable[Any]) -> None:
        self._parts = parts
        self._covered: set[str] = set()
        self._arrows: dict[str, set[str]] = defaultdict(set)
        self._aside = _ASIDE | _BOUND
        self.methods: set[str] = set()
        """By which digests: "SHA256"."""
        checked = [self._check(reference) for reference in references]
        self.holds = all(checked)
        """Whether every part is the one that was signed."""

    def _check(self, reference: Any) -> bool:
        address = urlsplit(str(reference.get("URI", "")))
        name = address.path.lstrip("/")
        method = DigestAlgorithm(reference.find(DS + "DigestMethod").get("Algorithm"))
        self.methods.add(method.name)
        if name not in self._parts:
            return False
        # A plus sign stands for itself in the names of media types.
        kinds = parse_qs(address.query.replace("+", "%2B")).get("ContentType", [])
        if kinds and kinds[0].lower() != self._parts.kind(name):
            return False
        content = self._as_signed(name, reference.findall(f"{DS}Transforms/{DS}Transform"))
        self._covered.add(key_of(name))
        given = b64decode(reference.find(DS + "DigestValue").text)
        return hashlib.new(method.name.lower(), content).digest() == given

    def _as_signed(self, name: str, transforms: list[Any]) -> bytes:
        content = self._parts.read(name)
        if _BINDING in content:
            self._aside -= _BOUND
            if _STORES_OF_NOTES.search(content):
                self._aside -= _BOUND_NOTES
        arrows = {_ALL}
        for transform in transforms:
            algorithm = str(transform.get("Algorithm"))
            if algorithm == _RELATIONSHIP_TRANSFORM:
                content, arrows = _chosen(content, transform)
            elif algorithm in _PLAIN_FORMS and arrows != {_ALL}:
                # What was chosen is in that form already.
                continue
            else:
                raise ValueError(f"no signature of a package has the transform {algorithm}")
        self._arrows[key_of(name)] |= arrows
        return content

    def covers_what_is_read(self) -> bool:
        """Whether all that is reached from the package on the way of a reader was signed."""
        seen, waiting = set(), [""]
        while waiting:
            source = waiting.pop()
            signed = self._arrows.get(key_of(relationships_of(source)), set())
            for arrow in self._parts.relationships(source):
                if arrow.kind.rpartition("/")[2] in self._aside:
                    continue
                if _ALL not in signed and arrow.id not in signed:
                    return False
                target = key_of(arrow.target)
                if arrow.is_outside or target in seen or target not in self._parts:
                    continue
                if target not in self._covered:
                    return False
                seen.add(target)
                waiting.append(arrow.target)
        return True


def _chosen(content: bytes, transform: Any) -> tuple[bytes, set[str]]:
    """The relationships that a transform takes, as they are signed, and their ids: in the order of
    the ids, each with its mode, and nothing else."""
    ids = {node.get("SourceId") for node in transform.iter(MDSSI + "RelationshipReference")}
    kinds = {
        node.get("SourceType") for node in transform.iter(MDSSI + "RelationshipsGroupReference")
    }
    taken = [
        node
        for node in read_xml(content).iter(RELATIONSHIP)
        if node.get("Id") in ids or node.get("Type") in kinds
    ]
    root = etree.Element(RELATIONSHIPS, nsmap={None: RELATIONSHIPS[1:].partition("}")[0]})
    for node in sorted(taken, key=lambda node: str(node.get("Id"))):
        made = etree.SubElement(root, RELATIONSHIP, {"TargetMode": "Internal"})
        for name, value in node.attrib.items():
            if not name.startswith("{"):
                made.set(name, value)
    return etree.tostring(root, method="c14n"), {str(node.get("Id")) for node in taken}
