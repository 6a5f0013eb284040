"""Marks as XFDF (ISO 19444-1), the XML that Acrobat, PDF.js-based readers and others exchange."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree
from lxml.builder import ElementMaker

from documents.export.appearance import opacity
from documents.export.marks import Mark, instant

NAMESPACE = "http://ns.adobe.com/xfdf/"
OWN = "urn:ecabinet:xfdf"
"""Our own attributes: pressure of a pen, which XFDF does not know; others overlook them."""
MEDIA_TYPE = "application/vnd.adobe.xfdf"
PRESSURE = f"{{{OWN}}}pressure"

_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE, "ec": OWN})
_ELEMENTS = {
    "ink": "ink", "marker": "ink", "highlight": "highlight", "note": "text", "text": "freetext",
}  # fmt: skip


def to_xfdf(marks: Iterable[Mark], *, file_name: str, sha256: str) -> bytes:
    """Return the marks as an XFDF document in UTF-8; pages count from 0 there."""
    root = _E(
        "xfdf", _E("f", href=file_name), _E("ids", original=sha256[:32], modified=sha256[:32])
    )
    root.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    root.append(_E("annots", *[_element(mark) for mark in marks]))
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


def _element(mark: Mark) -> etree._Element:
    element = _E(
        _ELEMENTS[mark.kind],
        page=str(mark.page - 1),
        rect=_numbers(mark.rect),
        color=mark.color.upper(),
        flags="print",
        name=mark.client_id,
        title=_sayable(mark.author),
        subject=mark.kind,
        date=_date(mark.updated_at),
        creationdate=_date(mark.created_at),
    )
    veil = opacity(mark.kind)
    if veil is not None:
        element.set("opacity", f"{veil:g}")
    if mark.kind in ("ink", "marker"):
        element.set("width", f"{mark.width:g}")
        element.append(_gestures(mark.geometry["points"]))
    elif mark.kind == "highlight":
        quads = mark.geometry["quads"]
        element.set("coords", _numbers([value for quad in quads for value in quad]))
    elif mark.kind == "note":
        element.set("icon", "Note")
    if mark.body:
        element.append(_E("contents", _sayable(mark.body)))
    if mark.kind == "text":
        element.set("width", "0")
        element.append(_E("defaultappearance", f"/Helv {mark.font_size:g} Tf"))
    return element


def _gestures(points: Sequence[Sequence[float]]) -> etree._Element:
    gesture = _E("gesture", ";".join(f"{x:.2f},{y:.2f}" for x, y, *_ in points))
    gesture.set(PRESSURE, " ".join(f"{(rest or [0.5])[0]:.3g}" for _, _, *rest in points))
    return _E("inklist", gesture)


def _numbers(values: Iterable[float]) -> str:
    return ",".join(f"{round(value, 3):g}" for value in values)


def _date(iso: str) -> str:
    return instant(iso).strftime("D:%Y%m%d%H%M%S+00'00'")


def _sayable(text: str) -> str:
    """XML has no word for most control characters; nobody sees them go."""
    return "".join(c for c in text if c in "\t\n\r" or (ord(c) >= 32 and c not in "\ufffe\uffff"))
