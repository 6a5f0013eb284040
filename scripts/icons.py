"""Draws the icons of the home screen from the mark: `python scripts/icons.py`."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent.parent / "ecabinet" / "static" / "icons"
LACQUER, GOLD = "#9a1f22", "#f0d48a"
SEATS = [
    (24, 9),
    (34.6, 13.4),
    (39, 24),
    (34.6, 34.6),
    (24, 39),
    (13.4, 34.6),
    (9, 24),
    (13.4, 13.4),
]
FINER = 4
"""Drawn so many times larger, then made smaller: smooth edges."""


def draw(size: int, *, filled: bool, scale: float = 1.0) -> Image.Image:
    """The mark in a square; `filled`: the ground goes to the edges (the system cuts its shape)."""
    wide = size * FINER
    unit = wide / 48
    image = Image.new("RGBA", (wide, wide), LACQUER if filled else (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)

    def disc(x: float, y: float, radius: float, **paint: object) -> None:
        x, y, radius = 24 + (x - 24) * scale, 24 + (y - 24) * scale, radius * scale
        box = [(x - radius) * unit, (y - radius) * unit, (x + radius) * unit, (y + radius) * unit]
        pen.ellipse(box, **paint)  # type: ignore[arg-type]

    if not filled:
        disc(24, 24, 24 / scale, fill=LACQUER)
    disc(24, 24, 8.7, outline=GOLD, width=round(2.4 * unit * scale))
    for x, y in SEATS:
        disc(x, y, 2.6, fill=GOLD)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def main() -> None:
    """Write all icons."""
    FOLDER.mkdir(exist_ok=True)
    for size in (192, 512):
        draw(size, filled=False).save(FOLDER / f"icon-{size}.png", optimize=True)
        draw(size, filled=True, scale=0.78).save(FOLDER / f"maskable-{size}.png", optimize=True)
    draw(180, filled=True, scale=0.85).save(FOLDER / "apple-180.png", optimize=True)


if __name__ == "__main__":
    main()
