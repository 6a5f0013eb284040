"""Pages drawn by PDFium. Runs only inside a limited process."""

import time
from collections.abc import Iterable
from pathlib import Path

from PIL import WebPImagePlugin
from pypdfium2 import PdfDocument

from documents.intake.picture_names import file_name

# Imported alone: Pillow would look through all its forty formats for the one that writes WebP.
_FORMAT = WebPImagePlugin.WebPImageFile.format
# A picture is at most this much higher than wide; a longer page becomes a narrower picture.
_HIGHEST = 4
_QUALITY = 80
_EFFORT = 2


def draw_pages(
    document: PdfDocument, numbers: Iterable[int], width: int, folder: Path, seconds: float
) -> int:
    """Draw pages `width` pixels wide into `folder`; the first always, the others while there is
    time. A file that is there is whole. Returns how many were drawn."""
    deadline = time.monotonic() + seconds
    drawn = 0
    for number in numbers:
        if drawn and time.monotonic() > deadline:
            break
        _draw(document, number, width, folder / file_name(number, width))
        drawn += 1
    return drawn


def _draw(document: PdfDocument, number: int, width: int, target: Path) -> None:
    page = document[number - 1]
    try:
        across, down = page.get_size()
        scale = min(width / across, width * _HIGHEST / down)
        bitmap = page.render(scale=scale, rev_byteorder=True)
        unfinished = target.with_suffix(".part")
        bitmap.to_pil().save(unfinished, _FORMAT, quality=_QUALITY, method=_EFFORT)
        bitmap.close()
        unfinished.replace(target)
    finally:
        page.close()
