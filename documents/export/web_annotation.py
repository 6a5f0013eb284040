"""Marks as W3C Web Annotations (Web Annotation Data Model, 2017, as JSON-LD)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import quoteattr

from documents.export.marks import Mark
from documents.reading.rules import language_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = "application/ld+json"
PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"
_MOTIVATIONS = {
    "highlight": "highlighting", "note": "commenting", "text": "commenting", "ink": "describing",
    "marker": "highlighting",
}  # fmt: skip


def to_collection(
    marks: Iterable[Mark], *, title: str, source: str, sha256: str, otherwise: str
) -> dict[str, Any]:
    """Return an AnnotationCollection with one page of all `marks` on the file at `source`; words
    whose language does not show are in `otherwise`."""
    items = [_annotation(mark, source, otherwise) for mark in marks]
    name = f"urn:sha256:{sha256}:annotations"
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": title,
        "total": len(items),
        "first": page,
    }


def _annotation(mark: Mark, source: str, otherwise: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": f"urn:ecabinet:annotation:{mark.id}",
        "type": "Annotation",
        "motivation": "commenting" if mark.body else _MOTIVATIONS[mark.kind],
        "creator": {"type": "Person", "name": mark.author},
        "created": mark.created_at,
        "modified": mark.updated_at,
        "audience": {"type": "Audience", "name": mark.audience},
        "target": {"source": source, "selector": _selectors(mark)},
    }
    if mark.body:
        found["body"] = [
            {
                "type": "TextualBody",
                "value": mark.body,
                "format": "text/plain",
                "language": language_of(mark.body, otherwise),
                "purpose": "commenting",
            }
        ]
    return found


def _selectors(mark: Mark) -> list[dict[str, Any]]:
    """What the mark lies on, said in several ways: any one of them is enough."""
    x0, y0, x1, y1 = mark.rect
    page = f"page={mark.page}"
    fragment = {
        "type": "FragmentSelector",
        "conformsTo": PDF_FRAGMENTS,
        "value": f"{page}&viewrect={x0:g},{y0:g},{x1 - x0:g},{y1 - y0:g}",
        "refinedBy": {"type": "SvgSelector", "value": _svg(mark)},
    }
    if not mark.quote:
        return [fragment]
    return [{"type": "TextQuoteSelector", "exact": mark.quote}, fragment]


def _svg(mark: Mark) -> str:
    """The shape in PDF user space: y runs up."""
    if mark.kind in ("ink", "marker"):
        points = " ".join(f"{x:g},{y:g}" for x, y, *_ in mark.geometry["points"])
        line = f'fill="none" stroke="{mark.color}" stroke-width="{mark.width:g}"'
        shape = f'<polyline points="{points}" {line}/>'
    elif mark.kind == "highlight":
        corners = "".join(
            f"<polygon points={quoteattr(f'{a:g},{b:g} {c:g},{d:g} {g:g},{h:g} {e:g},{f:g}')}/>"
            for a, b, c, d, e, f, g, h in mark.geometry["quads"]
        )
        shape = f'<g fill="{mark.color}">{corners}</g>'
    else:
        x0, y0, x1, y1 = mark.rect
        shape = f'<rect x="{x0:g}" y="{y0:g}" width="{x1 - x0:g}" height="{y1 - y0:g}"'
        shape += f' fill="none" stroke="{mark.color}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg">{shape}</svg>'
