"""The limited process: `python -m documents.pictures.child COPY FOLDER WIDTH PAGES LIMITS`.

Draws the pages of a reading copy into a folder, the first named first. What it managed is there.
"""

import sys
from pathlib import Path

import pypdfium2

from documents.intake.drawing import draw_pages
from documents.intake.limited import limit_this_process
from documents.intake.limits import Limits


def main(copy: Path, folder: Path, width: int, pages: list[int], limits: Limits) -> int:
    """Draw `pages` of the file at `copy`."""
    limit_this_process(limits)
    document = pypdfium2.PdfDocument(copy)
    try:
        draw_pages(document, pages, width, folder, limits.picture_seconds)
    finally:
        document.close()
    return 0


if __name__ == "__main__":
    _, _copy, _folder, _width, _pages, _limits = sys.argv
    sys.exit(
        main(
            Path(_copy),
            Path(_folder),
            int(_width),
            [int(number) for number in _pages.split(",")],
            Limits.from_json(_limits),
        )
    )
