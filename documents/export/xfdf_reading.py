"""XFDF of other programs read into marks: what can be one, and what was left out and why.

The file comes from outside: no document type, no entities, nothing fetched, bounded in all ways.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from lxml import etree

from documents.annotations.geometry import FARTHEST, MOST_POINTS, MOST_QUADS
from documents.export.xfdf import NAMESPACE, PRESSURE
from documents.models import AnnotationKind
from ecabinet.errors import Invalid
from ecabinet.normal_text import normal_text
from ecabinet.sentences import S

MOST_BYTES = 32 * 1024 * 1024
MOST_MARKS = 20_000
MOST_POINTS_OF_ALL = 1_000_000
"""Of all strokes together. A page of handwriting is hundreds of strokes, each a mark; what the
reader exports of a paper has to come back."""
MOST_LETTERS = 4000
_NAME = re.compile(r"[A-Za-z0-9._:-]{1,100}")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_SIZE = re.compile(r"([0-9.]+)\s+Tf")
_DEFAULT_COLOR = "#1f4fd8"
_MARKER_IS_WIDER_THAN = 6.0


class _NotAMark(ValueError):
    """This element cannot be a mark here."""


@dataclass(frozen=True)
class Read:
    """One mark of the file, ready for `add_annotation`; `title`: whoever the file says wrote it."""

    client_id: str
    page: int
    kind: AnnotationKind
    geometry: dict[str, Any]
    color: str
    width: float
    body: str
    title: str


@dataclass
class Reading:
    """What a file held: its marks, and {name of the element: how many were left out}."""

    marks: list[Read] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def read_xfdf(content: bytes) -> Reading:
    """Read an XFDF file. Raises Invalid: too large, no XFDF, too many marks."""
    if len(content) > MOST_BYTES:
        raise _refused("export-xfdf-too-large", limit=MOST_BYTES // 1024 // 1024)
    root = _parsed(content)
    annots = root.find(f"{{{NAMESPACE}}}annots")
    found = Reading()
    points = 0
    for element in annots if annots is not None else ():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if sum(found.left_out.values()) + len(found.marks) >= MOST_MARKS:
            raise _refused("export-xfdf-too-many", limit=MOST_MARKS)
        points += _written_points(element)
        if points > MOST_POINTS_OF_ALL:
            raise _refused("export-xfdf-too-long", limit=MOST_POINTS_OF_ALL)
        try:
            found.marks += _marks(name, element)
        except (_NotAMark, ValueError):
            found.left_out[name] += 1
    return found


def _written_points(element: etree._Element) -> int:
    """How many points the strokes of a mark have, before any of them is read."""
    gestures = element.iterfind(f"{{{NAMESPACE}}}inklist/{{{NAMESPACE}}}gesture")
    return sum((gesture.text or "").count(";") + 1 for gesture in gestures)


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refused("export-xfdf-unreadable") from error
    if root.getroottree().docinfo.doctype or root.tag != f"{{{NAMESPACE}}}xfdf":
        raise _refused("export-xfdf-unreadable")
    return root


def _refused(key: str, **params: int) -> Invalid:
    return Invalid(S(key, **params), {"file": S(key, **params)})


def _marks(name: str, element: etree._Element) -> list[Read]:
    page = int(element.get("page", "")) + 1
    if page < 1:
        raise _NotAMark
    color = element.get("color", "")
    client_id = _client_id(element)
    return [
        Read(
            client_id=client_id if at == 0 else f"{client_id[:95]}-{at + 1}",
            page=page,
            kind=kind,
            geometry=geometry,
            color=color.lower() if _COLOR.fullmatch(color) else _DEFAULT_COLOR,
            width=width,
            body=_contents(element),
            title=_text_of(element.get("title", ""), 200),
        )
        for at, (kind, geometry, width) in enumerate(_SHAPES.get(name, _no_shape)(element))
    ]


def _client_id(element: etree._Element) -> str:
    """The mark's own name, so that reading a file twice makes nothing twice."""
    name = element.get("name", "")
    if _NAME.fullmatch(name):
        return str(name)
    return "xfdf-" + hashlib.sha256(etree.tostring(element, method="c14n")).hexdigest()[:32]


def _contents(element: etree._Element) -> str:
    for name in ("contents", "contents-richtext"):
        found = element.find(f"{{{NAMESPACE}}}{name}")
        if found is not None:
            return _text_of("".join(found.itertext()), MOST_LETTERS)
    return ""


def _text_of(raw: str, most: int) -> str:
    return normal_text(raw).strip()[:most]


def _number(text: str | None) -> float:
    value = float(text or "")
    if not isfinite(value) or abs(value) > FARTHEST:
        raise _NotAMark
    return value


def _numbers(text: str | None, count: int | None = None) -> list[float]:
    values = [_number(part) for part in (text or "").split(",")]
    if count is not None and len(values) != count:
        raise _NotAMark
    return values


Shape = tuple[AnnotationKind, dict[str, Any], float]


def _no_shape(element: etree._Element) -> list[Shape]:
    raise _NotAMark


def _ink(element: etree._Element) -> list[Shape]:
    """One mark for each gesture: other programs gather several strokes in one."""
    width = min(_number(element.get("width", "2")), 100)
    veiled = _number(element.get("opacity", "1")) < 1
    is_marker = element.get("subject") == "marker" or (veiled and width > _MARKER_IS_WIDER_THAN)
    kind = AnnotationKind.MARKER if is_marker else AnnotationKind.INK
    gestures = element.findall(f"{{{NAMESPACE}}}inklist/{{{NAMESPACE}}}gesture")
    if not gestures:
        raise _NotAMark
    return [(kind, {"points": _points(gesture)}, max(width, 0.1)) for gesture in gestures]


def _points(gesture: etree._Element) -> list[list[float]]:
    pairs = [pair for pair in (gesture.text or "").split(";") if pair.strip()]
    if not 1 <= len(pairs) <= MOST_POINTS:
        raise _NotAMark
    pressures = [_number(p) for p in gesture.get(PRESSURE, "").split()]
    if len(pressures) != len(pairs) or not all(0 <= p <= 1 for p in pressures):
        pressures = [0.5] * len(pairs)
    return [[*_numbers(pair, 2), pressure] for pair, pressure in zip(pairs, pressures, strict=True)]


def _highlight(element: etree._Element) -> list[Shape]:
    values = _numbers(element.get("coords"))
    if not values or len(values) % 8 or len(values) // 8 > MOST_QUADS:
        raise _NotAMark
    quads = [values[at : at + 8] for at in range(0, len(values), 8)]
    return [(AnnotationKind.HIGHLIGHT, {"quads": quads}, 0.0)]


def _note(element: etree._Element) -> list[Shape]:
    x0, y0, x1, y1 = _numbers(element.get("rect"), 4)
    return [(AnnotationKind.NOTE, {"at": [(x0 + x1) / 2, (y0 + y1) / 2]}, 0.0)]


def _text(element: etree._Element) -> list[Shape]:
    x0, y0, x1, y1 = _numbers(element.get("rect"), 4)
    look = element.findtext(f"{{{NAMESPACE}}}defaultappearance", "")
    size = _SIZE.search(look)
    width = min(_number(size[1]), 100) if size else 12.0
    rect = [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]
    return [(AnnotationKind.TEXT, {"rect": rect}, width)]


_SHAPES = {"ink": _ink, "highlight": _highlight, "text": _note, "freetext": _text}
