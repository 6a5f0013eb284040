"""Shapes of marks in PDF user space (points, origin bottom left), checked strictly."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from documents.models import AnnotationKind

MOST_POINTS = 5000
MOST_QUADS = 200
FARTHEST = 100_000.0
"""Points from the origin; the largest page of ISO 32000-1 annex C has 14,400."""
PRESSURE_OF_A_FINGER = 0.5

Coordinate = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-FARTHEST, le=FARTHEST)]
Pressure = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1)]
Point = tuple[Coordinate, Coordinate, Pressure] | tuple[Coordinate, Coordinate]
Eight = Annotated[list[Coordinate], Field(min_length=8, max_length=8)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Stroke(_Shape):
    """Ink and marker: x, y and pressure of each point."""

    points: Annotated[list[Point], Field(min_length=1, max_length=MOST_POINTS)]


class Quads(_Shape):
    """Highlight: four corners of each piece of text."""

    quads: Annotated[list[Eight], Field(min_length=1, max_length=MOST_QUADS)]


class Place(_Shape):
    """Note: where its sign stands."""

    at: tuple[Coordinate, Coordinate]


class Box(_Shape):
    """Text: x0, y0, x1, y1."""

    rect: tuple[Coordinate, Coordinate, Coordinate, Coordinate]


SHAPES: dict[AnnotationKind, type[_Shape]] = {
    AnnotationKind.INK: Stroke,
    AnnotationKind.MARKER: Stroke,
    AnnotationKind.HIGHLIGHT: Quads,
    AnnotationKind.NOTE: Place,
    AnnotationKind.TEXT: Box,
}

JSON_SCHEMA = {
    "anyOf": [shape.model_json_schema() for shape in (Stroke, Quads, Place, Box)],
    "description": "Stroke for ink and marker, Quads for highlight, Place for note, Box for text.",
}


def with_pressure(point: Point) -> list[float]:
    """A point as it is kept: x, y, pressure; a finger has none and presses half."""
    return [*point] if len(point) == 3 else [*point, PRESSURE_OF_A_FINGER]


def checked(kind: AnnotationKind, raw: Any) -> dict[str, Any] | None:
    """The geometry of a mark of this kind as it is kept, or None when it cannot be one."""
    try:
        shape = SHAPES[kind].model_validate(raw)
    except ValidationError:
        return None
    if isinstance(shape, Stroke):
        return {"points": [with_pressure(point) for point in shape.points]}
    return shape.model_dump(mode="json")
