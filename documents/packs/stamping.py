"""The limited process of a personal copy: `python -m documents.packs.stamping SPEC`.

SPEC is a file of JSON: `{"limits": …, "base": …, "stamp": …, "out": …}`. Apart from the binding,
because it imports little: it is started for every reader.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from pikepdf import Name, Pdf, StreamDecodeLevel

from documents.intake.limited import limit_this_process
from documents.intake.limits import Limits
from documents.packs.forms_of_book import FORMS, FORMS_AT


def personalise(base: Path, stamp: Path, out: Path) -> None:
    """Write a copy of the book at `base` with its forms filled by the pages of `stamp`."""
    with Pdf.open(base) as book, Pdf.open(stamp) as drawn:
        places = book.Root[Name(FORMS_AT)]
        for name, page in zip(FORMS, drawn.pages, strict=True):
            form = book.copy_foreign(page.as_form_xobject())
            place = places[name]
            place.write(form.read_bytes())
            place.Resources = form.Resources
            place.BBox = form.BBox
        book.save(out, linearize=True, stream_decode_level=StreamDecodeLevel.none)


if __name__ == "__main__":
    spec = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    limit_this_process(Limits.from_json(spec["limits"]))
    personalise(Path(spec["base"]), Path(spec["stamp"]), Path(spec["out"]))
    os.write(1, b'{"done": true}\n')
    # Nothing that is left to tidy up is worth the time: the file is written.
    os._exit(0)
