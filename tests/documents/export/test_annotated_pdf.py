"""Marks in a PDF: there for every program, drawn alike, upright, and only those one may see."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from playwright.sync_api import Browser
from reportlab.pdfgen.canvas import Canvas

from documents.export.annotated import annotated_pdf
from documents.export.marks import Mark
from documents.intake.limits import Limits
from ecabinet import vendor
from ecabinet.errors import Conflict
from tests.documents.export.drawn import by_pdfium, by_pdfjs, by_poppler, colour_at, differing

WIDTH, HEIGHT = 420.0, 300.0
STROKE = [[40 + step * 4, 60 + (step % 7) * 3, 0.2 + step * 0.02] for step in range(40)]
SHAPES: dict[str, dict[str, Any]] = {
    "ink": {"points": STROKE},
    "marker": {"points": [[40, 120, 0.5], [200, 120, 0.5]]},
    "highlight": {"quads": [[40, 190, 200, 190, 40, 170, 200, 170]]},
    "note": {"at": [300, 240]},
    "text": {"rect": [230, 60, 400, 130]},
}
COLOURS = {
    "ink": "#c3221f", "marker": "#8fe388", "highlight": "#ffd84d", "note": "#7cc8ff",
    "text": "#1d3f8f",
}  # fmt: skip


def marks(**changes: Any) -> list[Mark]:
    """One mark of each kind."""
    return [
        Mark(
            id=at, client_id=f"m-{kind}", page=1, kind=kind, audience="private", geometry=geometry,
            color=COLOURS[kind], width={"ink": 3.0, "marker": 14.0}.get(kind, 12.0),
            body="Đề nghị sửa: kết luận ở Điều 5", quote="", author="Nguyễn Thị Ánh",
            created_at="2026-11-20T08:00:00+07:00", updated_at="2026-11-21T09:30:00+07:00",
        )
        for at, (kind, geometry) in enumerate(SHAPES.items(), start=1)
    ]  # fmt: skip


def page(turned: int = 0) -> bytes:
    """A page with a grey block that marks lie over."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFillGray(0.2)
    canvas.rect(40, 176, 60, 6, fill=1, stroke=0)
    canvas.showPage()
    canvas.save()
    if not turned:
        return out.getvalue()
    with pikepdf.open(out) as pdf:
        pdf.pages[0].Rotate = turned
        again = BytesIO()
        pdf.save(again)
    return again.getvalue()


def written(tmp_path: Path, source: bytes, listed: list[Mark]) -> bytes:
    """The PDF with the marks, through the limited process."""
    path = tmp_path / "source.pdf"
    path.write_bytes(source)
    return annotated_pdf(path, listed, tmp_path, Limits()).read_bytes()


def test_every_kind_of_mark_is_an_annotation_with_author_text_and_appearance(
    tmp_path: Path,
) -> None:
    made = written(tmp_path, page(), marks())
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.is_linearized
        found = {str(one.NM): one for one in pdf.pages[0].Annots}
    assert sorted(found) == sorted(f"m-{kind}" for kind in SHAPES)
    subtypes = {"ink": "/Ink", "marker": "/Ink", "highlight": "/Highlight", "note": "/Text",
                "text": "/FreeText"}  # fmt: skip
    for kind, subtype in subtypes.items():
        one = found[f"m-{kind}"]
        assert str(one.Subtype) == subtype
        assert str(one.T) == "Nguyễn Thị Ánh"
        assert str(one.Contents) == "Đề nghị sửa: kết luận ở Điều 5"
        assert str(one.M) == "D:20261121023000Z"
        assert one.AP.N.Subtype == pikepdf.Name.Form


def test_what_was_typed_on_the_page_is_text_in_its_letters(tmp_path: Path) -> None:
    made = written(tmp_path, page(), marks())
    with pikepdf.open(BytesIO(made)) as pdf:
        (text,) = [one for one in pdf.pages[0].Annots if one.Subtype == pikepdf.Name.FreeText]
        fonts = text.AP.N.Resources.Font
        kinds = [font for name in fonts if (font := fonts[name]).Subtype == pikepdf.Name.TrueType]
        assert kinds and all("/FontFile2" in font.FontDescriptor for font in kinds)


def test_a_word_wider_than_its_box_is_broken_and_no_letter_of_it_is_cut_off(
    tmp_path: Path,
) -> None:
    link = "https://chinhphu.vn/" + "vanbanquyphamphapluat/" * 2 + "2026/11/20"
    (text,) = [mark for mark in marks() if mark.kind == "text"]
    changed = {"geometry": {"rect": [100, 60, 300, 160]}, "body": f"xem {link} trang 4"}
    made = written(tmp_path, page(), [Mark(**text.to_json() | changed)])
    document = pypdfium2.PdfDocument(_appearance_alone(made))
    letters = document[0].get_textpage()
    assert "".join(letters.get_text_range().split()) == f"xem{link}trang4"
    for at in range(letters.count_chars()):
        left, bottom, right, top = letters.get_charbox(at)
        assert 0 <= left <= right <= 200 and 0 <= bottom <= top <= 100, at
    document.close()


def _appearance_alone(made: bytes) -> bytes:
    """What the one annotation of a file shows, as a page of its own."""
    out = BytesIO()
    with pikepdf.open(BytesIO(made)) as pdf:
        form = pdf.pages[0].Annots[0].AP.N
        alone = pdf.add_blank_page(page_size=(float(form.BBox[2]), float(form.BBox[3])))
        alone.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Shown=form))
        alone.obj.Contents = pdf.make_stream(b"/Shown Do")
        del pdf.pages[0]
        pdf.save(out)
    return out.getvalue()


def test_pdfium_poppler_and_pdfjs_draw_the_marks_alike(
    tmp_path: Path, browser: Browser, browser_libraries: vendor.Libraries, pdftoppm: str
) -> None:
    made = written(tmp_path, page(), marks())
    bare = by_pdfium(page(), 1)
    pictures = {
        "pdfium": by_pdfium(made, 1),
        "poppler": by_poppler(pdftoppm, made, 1, tmp_path),
        "pdf.js": by_pdfjs(browser, browser_libraries.modules, made, 1),
    }
    for name, picture in pictures.items():
        assert picture.size == bare.size, name
        assert differing(bare, picture) > 0.02, f"{name} draws no marks"
        red, green, blue = colour_at(picture, 120, 120, HEIGHT)
        assert green > red and green > blue, f"{name}: the marker"
        red, green, blue = colour_at(picture, 150, 180, HEIGHT)
        assert red > 240 and blue < 180, f"{name}: the highlight"
        # What lies under a highlight is read through it.
        assert max(colour_at(picture, 60, 179, HEIGHT)) < 80, f"{name}: the print under it"
        red, _, blue = colour_at(picture, 292, 246.8, HEIGHT)
        assert blue > red, f"{name}: the note"
    for name in ("poppler", "pdf.js"):
        assert differing(pictures["pdfium"], pictures[name]) < 0.01, name


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_on_a_turned_page_the_typed_text_stands_upright(tmp_path: Path, turned: int) -> None:
    (text,) = [mark for mark in marks() if mark.kind == "text"]
    if turned % 180:  # as wide along its lines as the reader made it there
        text = Mark(**text.to_json() | {"geometry": {"rect": [230, 60, 300, 230]}})
    made = written(tmp_path, page(turned), [text])
    picture = by_pdfium(made, 1)
    bare = by_pdfium(page(turned), 1)
    inked = [
        (x, y)
        for y in range(picture.height)
        for x in range(picture.width)
        if picture.getpixel((x, y)) != bare.getpixel((x, y))
    ]
    xs, ys = [x for x, _ in inked], [y for _, y in inked]
    # Two lines of writing are wider than they are high, as seen.
    assert max(xs) - min(xs) > max(ys) - min(ys)
    x0, y0, x1, y1 = text.rect
    corners = {
        90: (y0, x0, y1, x1),
        180: (WIDTH - x1, y0, WIDTH - x0, y1),
        270: (HEIGHT - y1, WIDTH - x1, HEIGHT - y0, WIDTH - x0),
    }[turned]
    left, top, right, bottom = (2 * value for value in corners)
    assert left - 2 <= min(xs) and max(xs) <= right + 2
    assert top - 2 <= min(ys) and max(ys) <= bottom + 2


def test_other_annotations_of_the_paper_stay(tmp_path: Path) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(page())) as pdf:
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org")),
        )  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])
        pdf.save(out)
    made = written(tmp_path, out.getvalue(), marks())
    annotations = pypdf.PdfReader(BytesIO(made)).pages[0]["/Annots"]
    assert len(annotations) == 1 + len(SHAPES)


def test_a_mark_beyond_the_last_page_and_no_marks_at_all_make_a_sound_file(tmp_path: Path) -> None:
    (note, *_) = marks()
    lost = Mark(**note.to_json() | {"page": 9})
    assert len(pypdf.PdfReader(BytesIO(written(tmp_path, page(), [lost]))).pages) == 1


def test_a_paper_that_cannot_be_written_to_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(Conflict) as refused:
        written(tmp_path, b"%PDF-1.7 no paper", marks())
    assert refused.value.sentence.key == "export-not-possible"


def test_what_is_made_for_an_export_lies_where_leftovers_are_swept(
    api_of: Callable[[str], Any],
    paper_of: Callable[..., tuple[int, int]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    _, version_id = paper_of("pm")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    answer = api_of("pm")("GET", f"/versions/{version_id}/annotated.pdf")
    assert answer.status_code == 200, answer.json
