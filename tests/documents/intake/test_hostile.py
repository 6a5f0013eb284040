"""Hostile and harmed papers: each ends in its own sentence, none in an exception."""

from pathlib import Path

import pikepdf
import pytest

from documents.intake.limits import MIB
from documents.intake.results import Accepted, Refused
from tests.documents.intake import hostile

DAMAGED = Refused("document-refused-damaged")


def test_an_ordinary_paper_is_accepted(check) -> None:
    result = check(hostile.paper())
    assert isinstance(result, Accepted)
    assert result.pages == 3
    assert not result.signed
    assert not result.encrypted_owner_only


def test_an_empty_file_is_refused(check) -> None:
    assert check(b"") == Refused("document-refused-empty")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<!DOCTYPE html><html><body>Paper</body></html>", "web-page"),
        (b"\xef\xbb\xbf  <html>", "web-page"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image"),
        (b"\x00\x00\x00\x18ftypheic", "image"),
        (b"PK\x03\x04" + bytes(4000) + b"opendocument.text", "word"),
        (b"PK\x03\x04" + bytes(70) + b"xl/workbook.xml", "spreadsheet"),
        (b"PK\x03\x04" + bytes(70) + b"ppt/presentation.xml", "slides"),
        (b"PK\x03\x04" + bytes(70) + b"paper.pdf", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (b"{\\rtf1 paper}", "word"),
        (b"<?xml version='1.0'?><edXML/>", "xml"),
        (b"just text", "unknown"),
        (bytes(2000) + b"%PDF-1.7", "unknown"),
    ],
)
def test_what_is_no_pdf_is_named_for_what_it_is(check, content: bytes, kind: str) -> None:
    assert check(content) == Refused("document-refused-not-pdf", {"kind": kind})


def test_a_few_bytes_before_the_header_do_no_harm(check) -> None:
    assert isinstance(check(b"junk\r\n" * 20 + hostile.paper()), Accepted)


def test_a_file_over_the_upload_limit_is_refused_unread(check, tmp_path: Path) -> None:
    file = hostile.sparse(tmp_path / "large", 120 * MIB)
    assert check(file) == Refused("document-refused-too-large", {"size": 120.0, "limit": 100.0})


def test_a_large_file_of_nothing_is_damaged(check, tmp_path: Path) -> None:
    assert check(hostile.sparse(tmp_path / "large", 90 * MIB)) == DAMAGED


@pytest.mark.parametrize("percent", [5, 30, 60, 90, 99])
def test_a_truncated_file_is_refused_as_damaged(check, percent: int) -> None:
    whole = hostile.paper(60)
    assert check(whole[: len(whole) * percent // 100]) == DAMAGED


def test_a_file_with_a_broken_page_is_refused_as_damaged(check) -> None:
    assert check(hostile.with_content(b"these bytes were never deflated")) == DAMAGED


def test_a_file_nobody_can_open_without_its_password_is_refused(check) -> None:
    assert check(hostile.locked("secret", "owner")) == Refused("document-refused-encrypted")


def test_a_file_with_only_an_owner_password_is_accepted_and_its_copy_is_open(check) -> None:
    result = check(hostile.locked("", "owner"))
    assert isinstance(result, Accepted)
    assert result.encrypted_owner_only
    assert "document-warning-owner-password" in {warning.key for warning in result.warnings}
    with pikepdf.open(result.reading_copy_path) as copy:
        assert not copy.is_encrypted
    assert b"Page 1 of an ordinary paper" in _text_of(result)


@pytest.fixture(scope="module")
def gibibyte() -> bytes:
    return hostile.zeros(1024 * MIB)


@pytest.mark.parametrize("packed", [1, 2, 3])
def test_a_gibibyte_of_nothing_in_a_small_file_is_refused(check, gibibyte, packed: int) -> None:
    bomb = hostile.with_content(hostile.packed_again(gibibyte, packed - 1), filters=packed)
    assert len(bomb) < 5 * MIB
    assert check(bomb) == Refused("document-refused-bomb", {"limit": 64})


def test_many_streams_that_are_large_only_together_are_refused(check) -> None:
    part = hostile.zeros(10 * MIB)

    def change(pdf: pikepdf.Pdf) -> None:
        for _ in range(8):
            stream = pdf.make_stream(b"")
            stream.write(part, filter=pikepdf.Name.FlateDecode)
            pdf.Root[f"/X{stream.objgen[0]}"] = stream

    paper = hostile.changed(change, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert isinstance(check(paper), Accepted)
    result = check(paper, decoded_bytes=70 * MIB)
    assert result == Refused("document-refused-bomb", {"limit": 70})


def test_a_bomb_behind_an_unusual_filter_is_refused(check) -> None:
    run = b"\x81\x00" * (MIB // 2)  # each pair is 128 zero bytes
    stream = b"<< /Length %d /Filter /RunLengthDecode >>\nstream\n%b\nendstream" % (len(run), run)
    paper = hostile.one_page(b"/MediaBox [0 0 595 842] /Contents 4 0 R", stream)
    assert check(paper, stream_bytes=8 * MIB) == Refused("document-refused-bomb", {"limit": 8})


def test_a_bomb_among_the_objects_themselves_is_refused(check, gibibyte) -> None:
    packed = gibibyte
    head = b"<< /Type /ObjStm /N 1 /First 4 /Length %d /Filter /FlateDecode >>" % len(packed)
    body = head + b"\nstream\n" + packed + b"\nendstream"
    paper = hostile.one_page(b"/MediaBox [0 0 595 842] /Contents 4 0 R", body)
    assert check(paper) == Refused("document-refused-bomb", {"limit": 64})


def test_a_picture_of_too_many_pixels_is_refused(check) -> None:
    image = (
        b"<< /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1"
        b" /ColorSpace /DeviceGray /Length 0 >>\nstream\n\nendstream"
    )
    paper = hostile.one_page(
        b"/MediaBox [0 0 595 842] /Resources << /XObject << /I 4 0 R >> >>", image
    )
    assert check(paper) == Refused(
        "document-refused-image-too-large", {"megapixels": 3600, "limit": 120}
    )


def test_a_paper_of_60_000_pages_is_refused_with_its_number(check) -> None:
    assert check(hostile.many_pages(60_000)) == Refused(
        "document-refused-too-many-pages", {"pages": 60_000, "limit": 3000}
    )


def test_the_same_page_60_000_times_is_refused_with_its_number(check) -> None:
    tree = b"<< /Type /Pages /Count 60000 /Kids [%b] >>" % (b"3 0 R " * 60_000)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    assert check(hostile.with_page_tree(tree, page)) == Refused(
        "document-refused-too-many-pages", {"pages": 60_000, "limit": 3000}
    )


def test_a_page_tree_that_hides_its_number_is_counted(check) -> None:
    paper = hostile.many_pages(500).replace(b"/Count 500", b"/Count 001")
    assert check(paper, pages=400) == Refused(
        "document-refused-too-many-pages", {"pages": 500, "limit": 400}
    )
    assert check(paper) == DAMAGED


def test_a_page_tree_that_promises_too_much_is_damaged(check) -> None:
    paper = hostile.many_pages(1).replace(b"/Count 1 ", b"/Count 2000000000 ")
    assert check(paper) == DAMAGED


def test_a_page_tree_that_goes_in_circles_is_damaged(check) -> None:
    assert check(hostile.with_page_tree(b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>")) == DAMAGED


def test_a_paper_without_a_page_is_damaged(check) -> None:
    assert check(hostile.with_page_tree(b"<< /Type /Pages /Count 0 /Kids [] >>")) == DAMAGED


def test_a_paper_of_too_many_objects_is_refused(check) -> None:
    paper = hostile.one_page(b"/MediaBox [0 0 595 842]", *([b"null", b"[]"] * 3000))
    assert check(paper, objects=5000) == Refused(
        "document-refused-too-many-objects", {"objects": 6003, "limit": 5000}
    )


@pytest.mark.parametrize("box", [b"0 0 2000000 2000000", b"0 0 14401 10", b"-9000 0 9000 10"])
def test_a_page_of_the_size_of_a_field_is_refused(check, box: bytes) -> None:
    result = check(hostile.one_page(b"/MediaBox [%b]" % box))
    assert result == Refused("document-refused-page-too-big", {"page": 1})


def test_the_unit_of_a_page_counts_for_its_size(check) -> None:
    page = b"/MediaBox [0 0 500 1000] /UserUnit "
    accepted = check(hostile.one_page(page + b"2"))
    assert isinstance(accepted, Accepted)
    assert list(accepted.page_sizes) == [(1000.0, 2000.0)]
    too_big = Refused("document-refused-page-too-big", {"page": 1})
    assert check(hostile.one_page(page + b"20")) == too_big


@pytest.mark.parametrize("box", [b"", b"0 0 10", b"/A /B /C /D", b"5 5 5 5", b"(a) 0 0 1"])
def test_a_page_without_a_usable_size_is_never_an_exception(check, box: bytes) -> None:
    assert check(hostile.one_page(b"/MediaBox [%b]" % box)) == DAMAGED


@pytest.mark.parametrize("depth", [2000, 200_000])
def test_deep_nesting_is_refused_as_damaged(check, depth: int) -> None:
    deep = b"[" * depth + b"]" * depth
    assert check(hostile.one_page(b"/MediaBox [0 0 595 842] /X 4 0 R", deep)) == DAMAGED


def test_a_page_tree_of_great_depth_is_refused(check) -> None:
    nodes = [
        b"<< /Type /Pages /Count 1 /Parent %d 0 R /Kids [%d 0 R] >>" % (number - 1, number + 1)
        for number in range(3, 20_003)
    ]
    leaf = b"<< /Type /Page /Parent 20002 0 R /MediaBox [0 0 595 842] >>"
    paper = hostile.with_page_tree(b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", *nodes, leaf)
    assert check(paper) == DAMAGED


def test_what_acts_or_carries_files_is_not_in_the_reading_copy(check) -> None:
    result = check(hostile.changed(hostile.armed))
    assert isinstance(result, Accepted)
    assert {warning.key for warning in result.warnings} >= {
        "document-warning-attachments-removed",
        "document-warning-active-content-removed",
    }
    with pikepdf.open(result.reading_copy_path) as copy:
        everything = b"\n".join(value.unparse(resolved=True) for value in copy.objects)
        for name in (
            b"/JavaScript /JS /Launch /SubmitForm /ImportData /GoToR /GoToE /EF /AF /AA /XFA"
            b" /AcroForm /OpenAction /Collection /EmbeddedFiles /Filespec /FileAttachment"
            b" /RichMedia /Screen /Movie /Sound /Rendition /Print javascript: file: evil calc.exe"
        ).split():
            assert name not in everything, name
        assert b"MZ a program" not in result.reading_copy_path.read_bytes()
        links = [note.get("/A") for note in copy.pages[0].obj.Annots]
        kept = [str(action.S) for action in links if action is not None]
        assert sorted(kept) == ["/GoTo", "/Named", "/URI"]
        assert "/Next" not in next(a for a in links if a is not None and a.S == "/GoTo")
        with copy.open_outline() as outline:
            assert [item.title for item in outline.root] == ["one", "two"]


def test_a_paper_that_opens_at_a_page_still_does(check) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pikepdf.Array([pdf.pages[1].obj, pikepdf.Name.Fit])

    result = check(hostile.changed(change))
    assert isinstance(result, Accepted)
    with pikepdf.open(result.reading_copy_path) as copy:
        assert copy.Root.OpenAction[0].objgen == copy.pages[1].obj.objgen


def test_a_signed_paper_is_flagged_and_its_stamp_stays_visible(check) -> None:
    def sign(pdf: pikepdf.Pdf) -> None:
        stamp = pdf.make_stream(
            b"0 0 100 40 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([0, 0, 100, 40]),
        )  # fmt: skip
        value = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite"),
            ByteRange=pikepdf.Array([0, 10, 20, 10]), Contents=pikepdf.String("signature"),
        )  # fmt: skip
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig,
                T=pikepdf.String("Thủ tướng"), Rect=pikepdf.Array([100, 100, 200, 140]), F=132,
                V=pdf.make_indirect(value), AP=pikepdf.Dictionary(N=stamp),
            )
        )  # fmt: skip
        pdf.pages[2].obj.Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)

    result = check(hostile.changed(sign))
    assert isinstance(result, Accepted)
    assert result.signed
    assert "document-warning-signed" in {warning.key for warning in result.warnings}
    with pikepdf.open(result.reading_copy_path) as copy:
        drawn = [form.read_bytes() for form in copy.pages[2].resources.XObject.values()]
        assert b"0 0 100 40 re f" in drawn
        assert not any("/ByteRange" in o for o in copy.objects if isinstance(o, pikepdf.Dictionary))


def test_a_scanned_paper_is_said_to_have_no_text(check) -> None:
    result = check(hostile.many_pages(4))
    assert isinstance(result, Accepted)
    (warning,) = result.warnings
    assert warning.key == "document-warning-no-text"
    assert warning.params == {"pages": 4, "total": 4}


def test_text_that_takes_too_long_is_cut_and_the_paper_still_accepted(check) -> None:
    result = check(hostile.paper(40), text_seconds=1e-9)
    assert isinstance(result, Accepted)
    assert result.pages == 40
    assert "document-warning-text-incomplete" in {warning.key for warning in result.warnings}


def test_the_reading_copy_of_the_same_paper_is_the_same_file(check) -> None:
    copies = []
    for _ in range(2):
        result = check(hostile.paper())
        assert isinstance(result, Accepted)
        copies.append(result.reading_copy_path.read_bytes())
    assert copies[0] == copies[1]


def _text_of(result: Accepted) -> bytes:
    assert result.text_path is not None
    return result.text_path.read_bytes()
