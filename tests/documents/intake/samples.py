"""Papers as office programs write them, made here so that nobody else's files are copied."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from documents.rendering.fonts import REGULAR, register_serif
from tests.documents.intake import hostile

LINE = "Điều {}. Chính phủ thống nhất quản lý nhà nước về công tác văn thư."


def _written(pages: int, *, columns: int = 1, title: str = "") -> bytes:
    """A paper in embedded letters, with lines of text on each page."""
    register_serif()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, initialFontName=REGULAR)  # type: ignore[arg-type]  # a name
    if title:
        canvas.setTitle(title)
    for number in range(1, pages + 1):
        canvas.setFont(REGULAR, 9)
        for column in range(columns):
            for line in range(30):
                clause = 1000 * number + 100 * column + line
                text = LINE.format(clause)[: 200 // columns // 2]
                canvas.drawString(60 + column * 480 / columns, 780 - 20 * line, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _changed(content: bytes, change: Callable[[Pdf], object]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _archived(pdf: Pdf) -> None:
    """Metadata and a colour profile, as an archive wants them."""
    with pdf.open_metadata() as metadata:
        metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "B"
    profile = pdf.make_stream(bytes(128), N=3)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                DestOutputProfile=profile,
            )
        ]
    )


def _outlined(pdf: Pdf) -> None:
    """An outline with names nobody should trust, named places, and a page to open on."""
    with pdf.open_outline() as outline:
        for number, name in enumerate(("", "Phần I", "a" * 3000, "\u202eIV")):
            outline.root.append(pikepdf.OutlineItem(name, number))
    first = pdf.pages[0].obj
    places = Array([String("chap"), Array([first, Name.Fit])])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=places))
    pdf.Root.OpenAction = Array([first, Name.FitH, 800])
    pdf.Root.PageMode = Name.UseOutlines


def _turned(pdf: Pdf) -> None:
    for number, page in enumerate(pdf.pages, start=1):
        page.obj.Rotate = 90 * number


def _attached(pdf: Pdf) -> None:
    spec = pikepdf.AttachedFileSpec(
        pdf,
        b"a,b\n1,2\n",
        description="",
        filename="table.csv",
        mime_type="",
        creation_date="",
        mod_date="",
    )
    pdf.attachments["table.csv"] = spec


def _form(pdf: Pdf) -> None:
    """A form that leaves the drawing of its values to the viewer: its own drawings are empty."""
    helvetica = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    page = pdf.pages[0].obj
    fields: list[Any] = []

    def add(name: str, kind: Name, **more: Any) -> None:
        top = 700 - 40 * len(fields)
        empty = pdf.make_stream(
            b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 20]),
            Resources=Dictionary(Font=Dictionary(Helv=helvetica)),
        )  # fmt: skip
        widget = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=kind, T=String(name), F=4, P=page,
            Rect=Array([72, top, 272, top + 20]), DA=String("/Helv 11 Tf 0 g"),
            AP=Dictionary(N=empty), **more,
        )  # fmt: skip
        fields.append(pdf.make_indirect(widget))

    add("First Name", Name.Tx, V=String("Alice"))
    add("Last Name", Name.Tx)
    add("Notes", Name.Tx, V=String("Bob"), Ff=4096)
    add("Nationality", Name.Ch, Ff=131072, Opt=Array([String("VN"), String("EE")]))
    page.Annots = Array(fields)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array(fields), NeedAppearances=True, DA=String("/Helv 11 Tf 0 g"),
        DR=Dictionary(Font=Dictionary(Helv=helvetica)),
    )  # fmt: skip
    pdf.Root.OpenAction = Array([page, Name.Fit])


MADE: dict[str, Callable[[], bytes]] = {
    "archived": lambda: _changed(_written(1), _archived),
    "attached": lambda: _changed(_written(1), _attached),
    "columns": lambda: _written(3, columns=2),
    "exported": lambda: _written(1, title="Ví dụ về một tài liệu"),
    "form": lambda: _changed(_written(1), _form),
    "locked": lambda: hostile.locked("secret", "owner"),
    "minimal": lambda: hostile.one_page(b"/MediaBox [0 0 595 842]"),
    "outlined": lambda: _changed(_written(4), _outlined),
    "turned": lambda: _changed(_written(4), _turned),
}


@cache
def made(name: str) -> bytes:
    """A sample by its name."""
    return MADE[name]()
