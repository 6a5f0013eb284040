"""Word documents: what is refused, and what becomes of the others."""

from __future__ import annotations

import json
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flask import Flask
from lxml import etree

from documents.intake import sandbox
from documents.intake.limits import MIB, Limits
from documents.intake.results import Accepted, Refused
from documents.intake.tools import Tools, find_office
from documents.intake.word.package import clean_package
from documents.kinds import ReadingCopy
from documents.rendering.fonts import serif_folder
from tests.documents.intake import hostile, wordfiles
from tests.documents.intake.wordfiles import SPACE, letter

OFFICE = find_office()
needs_office = pytest.mark.skipif(
    OFFICE is None,
    reason="needs LibreOffice: apt-get install --no-install-recommends libreoffice-writer-nogui",
)
DAMAGED = Refused("document-refused-word-damaged")
Check = Callable[..., Accepted | Refused]


def texts(result: Accepted | Refused) -> list[str]:
    """The text of each page."""
    assert isinstance(result, Accepted), result
    assert result.text_path is not None
    pages: list[str] = json.loads(result.text_path.read_text("utf-8"))["pages"]
    return pages


def text(result: Accepted | Refused) -> str:
    """All text in one line."""
    return " ".join(" ".join(texts(result)).split())


@pytest.fixture
def convert(tmp_path: Path) -> Check:
    """Check a file with LibreOffice at hand."""

    def run(content: bytes | Path, **limits: float) -> Accepted | Refused:
        path = tmp_path / "upload"
        path.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
        folder = tmp_path / "converted"
        folder.mkdir()
        tools = Tools(office=OFFICE, fonts=serif_folder())
        return sandbox.inspect(path, Limits.from_mapping(limits), folder, tools=tools)

    return run


@pytest.mark.parametrize("path", [wordfiles.DECREE, wordfiles.MODELS], ids=lambda path: path.stem)
def test_a_real_document_becomes_pages_that_can_be_read_and_searched(
    check: Check, path: Path
) -> None:
    result = check(path)
    assert isinstance(result, Accepted)
    assert result.reading_copy is ReadingCopy.PLAIN
    assert result.media_type == wordfiles.WORD
    assert result.pages > 10
    assert {warning.key for warning in result.warnings} == {"document-warning-made-plain"}
    assert unicodedata.is_normalized("NFC", text(result))
    assert result.pictures is not None and (result.pictures / "1-240.webp").is_file()


def test_every_word_of_the_decree_is_in_its_reading_copy(check: Check) -> None:
    with zipfile.ZipFile(wordfiles.DECREE) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    word = f"{{{body.nsmap['w']}}}"
    said = ["".join(t.text or "" for t in p.iter(word + "t")) for p in body.iter(word + "p")]
    shown = "".join(text(check(wordfiles.DECREE)).split())
    missing = [
        line
        for line in said
        if (plain := "".join(unicodedata.normalize("NFC", line).split())) and plain not in shown
    ]
    # A paragraph that runs over a page's end has the page's number and footer in its middle.
    assert len(missing) <= 25, missing
    assert len(said) > 300


def test_what_the_copy_says_of_itself_stands_on_every_page(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    tools = Tools(copy_label="Bản để đọc, lập tự động")
    result = sandbox.inspect(wordfiles.DECREE, Limits(), folder, tools=tools)
    assert all("Bản để đọc, lập tự động" in page for page in texts(result))


def test_the_same_document_gives_the_same_copy(check: Check) -> None:
    first, second = (check(letter()) for _ in range(2))
    assert isinstance(first, Accepted) and isinstance(second, Accepted)
    assert first.reading_copy_path.read_bytes() == second.reading_copy_path.read_bytes()


def test_numbers_that_word_counts_by_itself_are_in_the_copy(check: Check) -> None:
    def write(document) -> None:
        for name in ("một", "hai", "ba"):
            document.add_paragraph(name, style="List Number")
        document.add_paragraph("gạch", style="List Bullet")

    assert "1. một 2. hai 3. ba - gạch" in text(check(letter(write)))


def test_what_stands_in_controls_insertions_boxes_and_tables_is_text_too(check: Check) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:sdt><w:sdtContent><w:p>{run.format('trong khung')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p><w:ins w:id='1'>{run.format('mới thêm')}</w:ins>"
        "<w:del w:id='2'><w:r><w:delText>đã bỏ</w:delText></w:r></w:del></w:p>"
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        f"<w:txbxContent><w:p>{run.format('trong hộp')}</w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
        "<w:tbl><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid><w:tr>"
        f"<w:tc><w:p>{run.format('ô một')}</w:p></w:tc>"
        f"<w:tc><w:p>{run.format('ô hai')}</w:p></w:tc>"
        "</w:tr></w:tbl>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>chữ ẩn</w:t></w:r></w:p>"
    )
    shown = text(check(wordfiles.with_body(body)))
    for part in ("trong khung", "mới thêm", "trong hộp", "ô một", "ô hai"):
        assert part in shown
    assert "đã bỏ" not in shown
    assert "chữ ẩn" not in shown


def test_a_table_row_longer_than_a_page_goes_on_over_the_page(check: Check) -> None:
    def write(document) -> None:
        table = document.add_table(1, 2, style="Table Grid")
        for number in range(120):
            table.cell(0, 1).add_paragraph(f"dòng {number}")

    result = check(letter(write))
    assert "dòng 119" in text(result)
    assert isinstance(result, Accepted) and result.pages > 2


def test_text_that_looks_like_markup_stays_text(check: Check) -> None:
    shown = text(check(letter(lambda document: document.add_paragraph("a < b & <b>c</b>"))))
    assert "a < b & <b>c</b>" in shown


def test_a_document_with_macros_is_refused(check: Check) -> None:
    macros = wordfiles.with_part("word/vbaProject.bin", b"\xd0\xcf")
    assert check(macros) == Refused("document-refused-word-macros")


def test_a_document_that_only_calls_itself_free_of_macros_is_refused(check: Check) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )

    assert check(wordfiles.repacked(letter(), change)) == Refused("document-refused-word-macros")


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "https://evil.example/pixel.png"),
        ("image", "file:///etc/passwd"),
        ("oleObject", "\\\\evil\\share\\x.xls"),
        ("frame", "http://evil.example/"),
        ("subDocument", "other.docx"),
    ],
)
def test_content_from_outside_is_refused_and_named(check: Check, kind: str, target: str) -> None:
    result = check(wordfiles.with_link(kind, target))
    assert result == Refused("document-refused-word-outside", {"target": target})


def test_a_link_to_a_page_of_the_web_is_no_content_from_outside(check: Check) -> None:
    assert isinstance(check(wordfiles.with_link("hyperlink", "https://chinhphu.vn/")), Accepted)


def test_the_template_of_an_office_elsewhere_is_forgotten(tmp_path: Path) -> None:
    path, made = tmp_path / "a.docx", tmp_path / "b.docx"
    rels = "word/_rels/settings.xml.rels"
    path.write_bytes(wordfiles.with_link("attachedTemplate", "file:///C:/Mau.dotm", rels))
    clean_package(path, made, Limits())
    with zipfile.ZipFile(made) as package:
        assert b"Mau.dotm" not in package.read(rels)


@pytest.mark.parametrize(
    "instruction",
    [
        'INCLUDEPICTURE "https://evil.example/p.png" \\d',
        ' includetext "/etc/passwd"',
        'DDEAUTO c:\\\\cmd.exe "/k calc"',
        'LINK Excel.Sheet.12 "book.xlsx"',
    ],
)
def test_a_field_that_reaches_out_is_emptied_and_what_it_showed_stays(
    tmp_path: Path, instruction: str
) -> None:
    path, made = tmp_path / "a.docx", tmp_path / "b.docx"
    harmless = wordfiles.field("PAGE ", "7")
    path.write_bytes(wordfiles.with_body(wordfiles.field(instruction, "đã hiện") + harmless))
    clean_package(path, made, Limits())
    with zipfile.ZipFile(made) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    asked = "".join(node.text or "" for node in body.iter(f"{{{body.nsmap['w']}}}instrText"))
    assert asked == "PAGE "
    assert "đã hiện" in "".join(body.itertext())


def test_a_bomb_is_refused(check: Check) -> None:
    bomb = wordfiles.with_part("word/media/image1.png", bytes(40 * MIB))
    assert len(bomb) < MIB
    assert check(bomb) == Refused("document-refused-word-bomb", {"limit": 256})


def test_a_package_that_lies_about_its_sizes_is_refused(check: Check) -> None:
    content = wordfiles.with_part("word/media/image1.png", bytes(5 * MIB))
    size = (5 * MIB).to_bytes(4, "little")
    assert content.count(size) >= 1
    assert check(content.replace(size, (1000).to_bytes(4, "little"))) == DAMAGED


def test_a_package_of_too_many_parts_is_refused(check: Check) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts.update({f"word/extra/{number}.xml": b"<x/>" for number in range(60)})

    result = check(wordfiles.repacked(letter(), change), word_parts=50)
    assert isinstance(result, Refused)
    assert result.key == "document-refused-too-many-objects"


@pytest.mark.parametrize("percent", [10, 60, 99])
def test_a_document_cut_short_is_refused(check: Check, percent: int) -> None:
    whole = letter()
    result = check(whole[: len(whole) * percent // 100])
    assert isinstance(result, Refused)
    assert result.key in ("document-refused-word-damaged", "document-refused-not-pdf")


@pytest.mark.parametrize(
    "part",
    [
        b"no xml at all",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        f"<w:document {SPACE}>".encode() + b"<w:body>" * 2000,
        f"<w:document {SPACE}/>".encode(),
    ],
    ids=["no xml", "entities", "deep", "empty"],
)
def test_a_document_without_a_document_in_it_is_refused(check: Check, part: bytes) -> None:
    result = check(
        wordfiles.repacked(letter(), lambda parts: parts.__setitem__("word/document.xml", part))
    )
    assert isinstance(result, Refused)
    assert result.key in ("document-refused-word-damaged", "document-refused-word-not-made")


def test_a_spreadsheet_and_a_folder_are_named_for_what_they_are(check: Check) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")
    assert check(out.getvalue()) == Refused("document-refused-not-pdf", {"kind": "spreadsheet"})


def test_without_libreoffice_a_document_takes_one_process(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []
    real = sandbox.run_watched
    monkeypatch.setattr(sandbox, "run_watched", lambda *a, **k: counted.append(a) or real(*a, **k))
    assert isinstance(check(letter()), Accepted)
    assert isinstance(check(hostile.paper()), Accepted)
    assert len(counted) == 2


@needs_office
def test_libreoffice_sets_the_document_in_letters_that_know_vietnamese(convert: Check) -> None:
    result = convert(wordfiles.MODELS)
    assert isinstance(result, Accepted)
    assert result.reading_copy is ReadingCopy.OFFICE
    assert [warning.key for warning in result.warnings] == ["document-warning-made-office"]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text(result)
    with pikepdf.open(result.reading_copy_path) as copy:
        fonts = {str(o.get("/BaseFont")) for o in copy.objects if _is_font(o)}
    assert any("Tinos" in name for name in fonts)
    assert not any("Liberation" in name for name in fonts)
    assert sorted(entry.name for entry in result.reading_copy_path.parent.iterdir()) == [
        "pictures", "reading.pdf", "text.json",
    ]  # fmt: skip


@needs_office
def test_where_libreoffice_fails_the_document_is_set_by_our_own_means(convert: Check) -> None:
    result = convert(letter(), office_seconds=0.05)
    assert isinstance(result, Accepted)
    assert result.reading_copy is ReadingCopy.PLAIN


def test_a_program_that_is_no_libreoffice_leads_to_our_own_means(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    path = tmp_path / "upload"
    path.write_bytes(letter())
    tools = Tools(office=Path(shutil.which("false") or "/bin/false"))
    result = sandbox.inspect(path, Limits(), tmp_path / "out", tools=tools)
    assert isinstance(result, Accepted)
    assert result.reading_copy is ReadingCopy.PLAIN


def _is_font(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == pikepdf.Name.Font


def test_the_word_file_stays_downloadable_as_it_came_beside_the_pdf_for_reading(
    app: Flask, api_of: Any
) -> None:
    app.extensions["documents.tools"] = Tools()
    content = letter()
    ask = api_of("secretary")
    data = {"file": (BytesIO(content), "Tờ trình.docx"), "access_level": "cabinet"}
    made = ask("POST", "/documents", data=data).json
    (version,) = made["versions"]
    assert (version["media_type"], version["reading_copy"]) == (wordfiles.WORD, "plain")
    assert made["title"] == "Tờ trình"
    original = ask("GET", f"/versions/{version['id']}/file?original=yes")
    assert (original.data, original.content_type) == (content, wordfiles.WORD)
    assert original.headers["Content-Disposition"].startswith("attachment")
    assert "%20tr%C3%ACnh.docx" in original.headers["Content-Disposition"]
    copy = ask("GET", f"/versions/{version['id']}/file")
    assert copy.content_type == "application/pdf"
    assert copy.data.startswith(b"%PDF-")
    assert "%20tr%C3%ACnh.pdf" in copy.headers["Content-Disposition"]
