"""A mark as every export sees it: plain values that travel to the limited process as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Self

from documents.models import Annotation, AnnotationKind

NOTE_SIZE = 20.0
"""Side of a note's sign, in points, as the reader draws it."""

FONT_SIZE = 12.0
FEWEST_POINTS_OF_A_FONT = 5.0


@dataclass(frozen=True)
class Mark:
    """One mark; geometry in PDF user space as in `documents.models.Annotation`."""

    id: int
    client_id: str
    page: int
    kind: str
    audience: str
    geometry: dict[str, Any]
    color: str
    width: float
    body: str
    quote: str
    author: str
    created_at: str
    updated_at: str

    def to_json(self) -> dict[str, Any]:
        """As `Mark(**…)` reads it back."""
        return asdict(self)

    @classmethod
    def of(cls, annotation: Annotation) -> Self:
        """What may leave the house of a mark that its reader may see."""
        return cls(
            id=annotation.id,
            client_id=annotation.client_id,
            page=annotation.page,
            kind=annotation.kind.value,
            audience=annotation.audience.value,
            geometry=annotation.geometry,
            color=annotation.color,
            width=annotation.width,
            body=annotation.body,
            quote=annotation.quote,
            author=annotation.author.name,
            created_at=annotation.created_at.isoformat(),
            updated_at=annotation.updated_at.isoformat(),
        )

    @property
    def font_size(self) -> float:
        """Of a text, in points."""
        return self.width if self.width > FEWEST_POINTS_OF_A_FONT else FONT_SIZE

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """The smallest upright box around all of the mark: x0, y0, x1, y1."""
        xs, ys = zip(*self._corners(), strict=True)
        pad = self._pad()
        return min(xs) - pad, min(ys) - pad, max(xs) + pad, max(ys) + pad

    def _corners(self) -> Iterator[tuple[float, float]]:
        if self.kind in (AnnotationKind.INK.value, AnnotationKind.MARKER.value):
            yield from ((point[0], point[1]) for point in self.geometry["points"])
        elif self.kind == AnnotationKind.HIGHLIGHT.value:
            for quad in self.geometry["quads"]:
                yield from zip(quad[::2], quad[1::2], strict=True)
        elif self.kind == AnnotationKind.NOTE.value:
            x, y = self.geometry["at"]
            yield x - NOTE_SIZE / 2, y - NOTE_SIZE / 2
            yield x + NOTE_SIZE / 2, y + NOTE_SIZE / 2
        else:
            x0, y0, x1, y1 = self.geometry["rect"]
            yield min(x0, x1), min(y0, y1)
            yield max(x0, x1), max(y0, y1)

    def _pad(self) -> float:
        """Half a line's width around its middle, and a point for round ends."""
        if self.kind in (AnnotationKind.INK.value, AnnotationKind.MARKER.value):
            return self.width + 1
        return 0.0


def marks_of(annotations: Iterable[Annotation]) -> list[Mark]:
    """The marks in the order of the paper: page, then instant."""
    return sorted(
        (Mark.of(one) for one in annotations),
        key=lambda mark: (mark.page, mark.created_at, mark.id),
    )


def instant(text: str) -> datetime:
    """An instant of a mark, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)
