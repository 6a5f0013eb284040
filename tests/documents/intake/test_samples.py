"""Files of other projects, and files as offices write them: each ends as the table says."""

import json
import shutil
import subprocess
import unicodedata
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from documents.intake.results import Accepted, Refused
from tests.documents.intake import samples

DATA = Path(__file__).parents[2] / "data" / "pdf"

FONTS = "document-warning-fonts-not-embedded"
FORM = "document-warning-form-frozen"
ACTIVE = "document-warning-active-content-removed"

ACCEPTED: dict[str, tuple[int, set[str]]] = {
    "archived": (1, set()),
    "attached": (1, {"document-warning-attachments-removed"}),
    "columns": (3, set()),
    "exported": (1, set()),
    "form": (1, {FONTS, FORM}),
    "minimal": (1, {"document-warning-no-text"}),
    "outlined": (4, set()),
    "turned": (4, set()),
    "annotation-highlight": (1, set()),
    "annotation-ink-without-appearance": (1, {FONTS}),
    "bad-PageLabels": (1, {FONTS}),
    "empty_protected": (1, {"document-warning-owner-password", "document-warning-no-text"}),
    "evaljs": (2, {FONTS, FORM, ACTIVE}),
    "tracemonkey": (14, set()),
}
REFUSED = {
    "locked": Refused("document-refused-encrypted"),
    "PDFBOX-3148-2-fuzzed": Refused("document-refused-damaged"),
    # Its page information says 100 000 x 100 000; nothing outside the packed bytes does.
    "bomb_giant": Refused("document-refused-image-too-large", {"megapixels": 10_000, "limit": 120}),
    "poppler-395-0-fuzzed": Refused("document-refused-damaged"),
}


def test_the_tables_name_every_sample() -> None:
    known = {path.stem for path in DATA.glob("*.pdf")} | samples.MADE.keys()
    assert ACCEPTED.keys() | REFUSED.keys() == known


def content_of(name: str) -> bytes:
    """A sample, made here or kept as a file."""
    made = name in samples.MADE
    return samples.made(name) if made else (DATA / f"{name}.pdf").read_bytes()


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_sample_is_refused_with_its_reason(name: str, check) -> None:
    assert check(content_of(name)) == REFUSED[name]


@pytest.mark.parametrize("name", sorted(ACCEPTED))
def test_a_sample_is_accepted_with_its_warnings_and_a_whole_reading_copy(name: str, check) -> None:
    pages, warnings = ACCEPTED[name]
    result = check(content_of(name))
    assert isinstance(result, Accepted)
    assert (result.pages, {warning.key for warning in result.warnings}) == (pages, warnings)
    assert len(result.page_sizes) == pages
    assert result.text_path is not None
    texts = json.loads(result.text_path.read_text(encoding="utf-8"))["pages"]
    assert len(texts) == pages
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    with pikepdf.open(result.reading_copy_path) as copy:
        assert len(copy.pages) == pages
        assert copy.is_linearized
        assert not copy.is_encrypted
        assert not any("/ObjStm" in str(o.get("/Type")) for o in copy.objects if _has_keys(o))
        assert copy.get_warnings() == []


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs the qpdf program")
def test_an_older_qpdf_finds_no_fault_in_a_linearised_copy(check) -> None:
    result = check(DATA / "tracemonkey.pdf")
    assert isinstance(result, Accepted)
    report = subprocess.run(
        ["qpdf", "--check", str(result.reading_copy_path)], capture_output=True, text=True
    )
    assert report.returncode == 0, report.stderr


def test_the_text_of_a_page_can_be_searched(check) -> None:
    result = check(DATA / "tracemonkey.pdf")
    assert isinstance(result, Accepted)
    assert result.text_path is not None
    texts = json.loads(result.text_path.read_text(encoding="utf-8"))["pages"]
    assert "Trace-based Just-in-Time" in texts[0]


def test_sizes_are_those_a_reader_shows_turned_pages_included(check) -> None:
    result = check(content_of("turned"))
    assert isinstance(result, Accepted)
    with pikepdf.open(BytesIO(content_of("turned"))) as pdf:
        turned = [int(page.obj.get("/Rotate", 0)) % 180 == 90 for page in pdf.pages]
    assert True in turned
    assert [width > height for width, height in result.page_sizes] == turned


def test_what_a_form_shows_is_still_seen_when_the_form_is_gone(check) -> None:
    # This form leaves the drawing of its values to the viewer: its own drawings are empty.
    result = check(content_of("form"))
    assert isinstance(result, Accepted)
    with pikepdf.open(result.reading_copy_path) as copy:
        assert "/AcroForm" not in copy.Root
        assert len(copy.pages[0].obj.get("/Annots", [])) == 0
    assert result.text_path is not None
    (text,) = json.loads(result.text_path.read_text(encoding="utf-8"))["pages"]
    assert "Alice" in text
    assert "Bob" in text


@pytest.mark.parametrize("value", ["Nguyễn Thị Ánh", "Trần Đức"])
def test_a_form_whose_vietnamese_values_are_not_drawn_is_refused(
    tmp_path: Path, value: str, check
) -> None:
    filled = tmp_path / "filled.pdf"
    with pikepdf.open(BytesIO(content_of("form"))) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if field.get("/T") == "Last Name":
                field.V = pikepdf.String(value)
        pdf.save(filled)
    assert check(filled) == Refused("document-refused-form-not-drawn")


def test_a_form_that_only_a_special_viewer_can_draw_is_refused(tmp_path: Path, check) -> None:
    dynamic = tmp_path / "dynamic.pdf"
    with pikepdf.open(BytesIO(content_of("form"))) as pdf:
        pdf.Root.NeedsRendering = True
        pdf.save(dynamic)
    assert check(dynamic) == Refused("document-refused-form-not-drawn")


def test_a_title_is_told(check) -> None:
    result = check(content_of("exported"))
    assert isinstance(result, Accepted)
    assert result.title == "Ví dụ về một tài liệu"


def _has_keys(value: object) -> bool:
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Stream))
