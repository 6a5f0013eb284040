"""Binding: papers after the cover and contents, numbered, with bookmarks. Runs in the limited
process.

Each page carries three empty forms that all pages share (slanted, at the foot, at the head). A
personal copy fills the forms once, so it costs the same for ten pages and for a thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf
from reportlab.pdfgen.canvas import Canvas

from documents.packs.forms_of_book import FOOT, FORMS, FORMS_AT, HEAD, SLANT
from documents.packs.front import draw_front
from documents.rendering.fonts import REGULAR, register_serif

_LABEL = (230.0, 14.0)
_MARGIN = 10.0
OPEN_AT_ONCE = 500
"""Papers whose files are open at a time."""


class BrokenPaper(Exception):
    """A paper cannot be bound; `label` says which."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


def bind(spec: dict[str, Any], out: Path, tell: Callable[[int], None]) -> dict[str, Any]:
    """Bind the book of `spec` into `out`; returns its pages and where each paper begins.

    `tell(pages done)` is called now and then. Raises BrokenPaper.
    """
    register_serif()
    first_pages, papers = _plan(spec)
    front = draw_front(spec, first_pages)
    total = front.pages + sum(entry["pages"] for entry, _ in papers)
    with ExitStack() as opened:
        book = opened.enter_context(pikepdf.new())
        book.pages.extend(opened.enter_context(Pdf.open(BytesIO(front.content))).pages)
        for part in _few_files(opened, [entry for entry, _ in papers], out.parent):
            book.add_pages_from(part, forms="strip")
            tell(len(book.pages) // 4)
        stamps = ["" for _ in range(front.pages)]
        stamps += [stamp for entry, stamp in papers for _ in range(entry["pages"])]
        forms = _empty_forms(book)
        page_word = spec["words"]["page"]
        labels = opened.enter_context(Pdf.open(BytesIO(_labels(stamps, page_word))))
        for number, page in enumerate(book.pages):
            _dress(book, page, labels.pages[number], forms)
            if number % 25 == 0:
                tell((total + 3 * number) // 4)
        _link(book, front.links)
        _bookmarks(book, spec, first_pages, front.pages)
        _describe(book, spec, forms)
        book.save(
            out,
            min_version="1.7",
            deterministic_id=True,  # the same papers and words, the same stored file
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    tell(total)
    pages_at = {label: page + front.pages + 1 for label, page in first_pages.items()}
    return {"pages": total, "pages_at": pages_at}


def _plan(spec: dict[str, Any]) -> tuple[dict[str, int], list[tuple[dict[str, Any], str]]]:
    """Where each paper begins after the front, and the papers with what stands on their pages."""
    first_pages: dict[str, int] = {}
    papers: list[tuple[dict[str, Any], str]] = []
    at = 0
    for part in spec["parts"]:
        for entry in part["entries"]:
            if entry["path"]:
                first_pages[entry["label"]] = at
                papers.append((entry, entry["stamp"]))
                at += entry["pages"]
    return first_pages, papers


def _few_files(opened: ExitStack, entries: Sequence[dict[str, Any]], folder: Path) -> Iterator[Pdf]:
    """The papers in order, opened. Each stays open until the book is saved, and a process may open
    only so many: of very many, files of several papers are bound first."""
    if len(entries) <= OPEN_AT_ONCE:
        for entry in entries:
            yield _open(opened, entry)
        return
    for start in range(0, len(entries), OPEN_AT_ONCE):
        path = folder / f"part-{start}.pdf"
        with ExitStack() as closing:
            part = closing.enter_context(pikepdf.new())
            for entry in entries[start : start + OPEN_AT_ONCE]:
                part.add_pages_from(_open(closing, entry), forms="strip")
            part.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        yield opened.enter_context(Pdf.open(path))


def _open(opened: ExitStack, entry: dict[str, Any]) -> Pdf:
    try:
        paper = opened.enter_context(Pdf.open(entry["path"]))
        if len(paper.pages) != entry["pages"]:
            raise BrokenPaper(entry["label"])
    except pikepdf.PdfError as error:
        raise BrokenPaper(entry["label"]) from error
    return paper


def _labels(stamps: list[str], page_word: str) -> bytes:
    """One small page for each page of the book: which item, which page of how many."""
    out = BytesIO()
    width, height = _LABEL
    canvas = Canvas(out, pagesize=_LABEL, initialFontName=REGULAR, pageCompression=0, invariant=1)  # type: ignore[arg-type]  # stub errs
    for number, stamp in enumerate(stamps, start=1):
        text = " · ".join(filter(None, [stamp, f"{page_word} {number}/{len(stamps)}"]))
        canvas.setFont(REGULAR, 8.5)
        wide = canvas.stringWidth(text, REGULAR, 8.5)
        canvas.setFillGray(1)
        canvas.rect(width - wide - 6, 0, wide + 6, height - 2, stroke=0, fill=1)
        canvas.setFillGray(0.1)
        canvas.drawRightString(width - 3, 3.5, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _empty_forms(book: Pdf) -> dict[str, pikepdf.Object]:
    return {
        name: book.make_stream(
            b"",
            Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *size])),
        )
        for name, size in FORMS.items()
    }


def _dress(
    book: Pdf, page: pikepdf.Page, label: pikepdf.Page, forms: dict[str, pikepdf.Object]
) -> None:
    """Draw the label over a page, and the shared forms, as the page is seen: turned and cropped."""
    x0, y0, x1, y1 = (float(side) for side in page.cropbox)
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    turn = int(page.obj.get("/Rotate", 0)) % 360
    wide, high = (y1 - y0, x1 - x0) if turn in (90, 270) else (x1 - x0, y1 - y0)
    seen = {
        0: (1, 0, 0, 1, x0, y0),
        90: (0, 1, -1, 0, x1, y0),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, -1, 1, 0, x0, y1),
    }.get(turn, (1, 0, 0, 1, x0, y0))
    small = min(1.0, wide / 595.0)
    slant = min(wide / FORMS[SLANT][0], high / FORMS[SLANT][1])
    places = [
        (SLANT, slant, (wide - FORMS[SLANT][0] * slant) / 2, (high - FORMS[SLANT][1] * slant) / 2),
        (FOOT, small, _MARGIN * small, _MARGIN * small * 0.6),
        (HEAD, small, (wide - FORMS[HEAD][0] * small) / 2, high - (FORMS[HEAD][1] + 6) * small),
        ("/Label", small, wide - (_LABEL[0] + _MARGIN) * small, _MARGIN * small * 0.6),
    ]
    drawn = [b"\nQ q %s cm" % _numbers(*seen)]
    for name, scale, x, y in places:
        form = forms.get(name)
        if form is None:
            form = book.copy_foreign(label.as_form_xobject())
        used = page.add_resource(form, Name.XObject, prefix="Ec")
        drawn.append(b"q %s cm %s Do Q" % (_numbers(scale, 0, 0, scale, x, y), bytes(used)))
    drawn.append(b"Q\n")
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\n".join(drawn))


def _numbers(*values: float) -> bytes:
    return b" ".join(b"%.4f" % value for value in values)


def _link(book: Pdf, links: list[Any]) -> None:
    for link in links:
        page = book.pages[link.page]
        target = book.pages[link.target].obj
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array(list(link.rect)),
            Border=Array([0, 0, 0]), Dest=Array([target, Name.Fit]),
        )  # fmt: skip
        if "/Annots" not in page.obj:
            page.obj.Annots = Array([])
        page.obj.Annots.append(book.make_indirect(note))


def _bookmarks(
    book: Pdf, spec: dict[str, Any], first_pages: dict[str, int], front_pages: int
) -> None:
    def page_of(entries: list[dict[str, Any]]) -> int:
        # What has no page of its own leads to the contents, which say why.
        at = [first_pages[e["label"]] for e in entries if e["label"] in first_pages]
        return at[0] + front_pages if at else 1

    with book.open_outline() as outline:
        outline.root.append(OutlineItem(spec["words"]["cover"], 0))
        outline.root.append(OutlineItem(spec["words"]["contents"], 1))
        section, under = "", outline.root
        for part in spec["parts"]:
            if part["section"] != section:
                section, under = part["section"], outline.root
                if section:
                    same = [p for p in spec["parts"] if p["section"] == section]
                    opened = OutlineItem(section, page_of([e for p in same for e in p["entries"]]))
                    outline.root.append(opened)
                    under = opened.children
            items = [
                OutlineItem(f"{entry['label']}. {entry['text']}", page_of([entry]))
                for entry in part["entries"]
            ]
            if part["heading"]:
                heading = OutlineItem(part["heading"], page_of(part["entries"]))
                heading.children.extend(items)
                under.append(heading)
            else:
                under.extend(items)


def _describe(book: Pdf, spec: dict[str, Any], forms: dict[str, pikepdf.Object]) -> None:
    book.docinfo[Name.Title] = spec["title"]
    root = book.Root
    root.Lang = pikepdf.String(spec["language"])
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    root[Name(FORMS_AT)] = Dictionary(forms)
