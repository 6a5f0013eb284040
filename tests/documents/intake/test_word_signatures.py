"""Signed Word documents: who signed, whether it holds and covers the text, and what stays as is."""

from __future__ import annotations

import re
import zipfile
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from documents import services
from documents.intake import sandbox
from documents.intake.limits import Limits
from documents.intake.results import Accepted, Refused
from documents.intake.signed import read_signatures
from documents.intake.tools import Tools
from documents.intake.word.package import clean_package
from documents.kinds import ReadingCopy
from documents.models import DocumentVersion
from tests.cabinet import T0, Cabinet
from tests.documents.intake.signing import clock, root_pem
from tests.documents.intake.word_signing import AT, signed_word
from tests.documents.intake.wordfiles import (
    DATA,
    WORD,
    field,
    letter,
    repacked,
    with_body,
    with_link,
)
from tests.documents.papers import hand

AN, BINH = "Nguyễn Văn An", "Trần Thị Bình"
SIGNED = DATA / "signed-elsewhere.docx"
"""Signed by another program than ours; see ORIGIN.md."""
BROKEN, PARTIAL = "document-warning-signature-broken", "document-warning-signature-partial"
SIG, TEXT = "_xmlsignatures/sig1.xml", "word/document.xml"
Inspect = Callable[..., Accepted]
Parts = dict[str, bytes]


@pytest.fixture
def roots(tmp_path: Path) -> Path:
    """A folder with the trusted list: the authority of these tests, and that of the file above."""
    folder = tmp_path / "roots"
    folder.mkdir()
    (folder / "goc.pem").write_bytes(root_pem())
    (folder / "elsewhere.pem").write_bytes((DATA / "signed-elsewhere.pem").read_bytes())
    return folder


@pytest.fixture
def taken(tmp_path: Path) -> Inspect:
    """What the intake makes of a file, which it leaves as it was."""

    def inspect(content: bytes, roots: Path | None = None, **limits: float) -> Accepted:
        path = tmp_path / "upload"
        path.write_bytes(content)
        folder = tmp_path / f"out-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        result = sandbox.inspect(
            path, Limits.from_mapping(limits), folder, tools=Tools(trust_roots=roots)
        )
        assert isinstance(result, Accepted), result
        assert path.read_bytes() == content
        assert result.reading_copy is ReadingCopy.PLAIN
        return result

    return inspect


def states(result: Accepted) -> list[tuple[str, str]]:
    return [(one["signer"], one["state"]) for one in result.signatures]


def keys(result: Accepted) -> set[str]:
    return {warning.key for warning in result.warnings}


def swapped(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """`content` with other words in one of its parts."""

    def change(parts: Parts) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return repacked(content, change)


def control(store: str = "{0}") -> bytes:
    """A content control bound to a part, before the end of the body."""
    binding = f'<w:dataBinding w:xpath="/a" w:storeItemID="{store}"/>'
    text = "<w:sdtContent><w:p><w:r><w:t>Đã ký</w:t></w:r></w:p></w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{binding}</w:sdtPr>{text}</w:sdt><w:sectPr".encode()


def cleaned_text(content: bytes, folder: Path) -> bytes:
    """The text as a converter gets it."""
    path, target = folder / "upload", folder / "cleaned"
    path.write_bytes(content)
    clean_package(path, target, Limits())
    with zipfile.ZipFile(target) as package:
        return package.read(TEXT)


def test_a_signature_holds_and_says_that_nobody_checked_the_signer(taken: Inspect) -> None:
    result = taken(signed_word(letter()))
    (signature,) = result.signatures
    assert result.signed
    assert states(result) == [(AN, "unchecked")]
    assert (signature["organisation"], signature["issuer"]) == ("Bộ Tài chính", "Gốc thử")
    assert (signature["at"], signature["at_by"]) == (AT.replace("Z", "+00:00"), "signer")
    assert signature["later"] == "nothing"
    assert "document-warning-signed" in keys(result)
    assert not keys(result) & {BROKEN, PARTIAL}


def test_a_signer_of_the_trusted_list_is_known_and_another_is_not(
    taken: Inspect, roots: Path, tmp_path: Path
) -> None:
    content = signed_word(letter())
    assert states(taken(content, roots)) == [(AN, "trusted")]
    (tmp_path / "nobody").mkdir()
    assert states(taken(content, tmp_path / "nobody")) == [(AN, "untrusted")]


def test_what_another_program_signed_is_read_the_same(taken: Inspect, roots: Path) -> None:
    result = taken(SIGNED.read_bytes(), roots)
    assert states(result) == [(AN, "trusted")]
    assert result.signatures[0]["at"] == "2026-11-22T08:15:30+00:00"
    broken = swapped(SIGNED.read_bytes(), "word/document.xml", b"Th", b"TH")
    assert states(taken(broken, roots)) == [(AN, "broken")]


def test_two_signers_hold_beside_each_other(taken: Inspect, roots: Path) -> None:
    both = signed_word(signed_word(letter()), BINH)
    assert sorted(states(taken(both, roots))) == [(AN, "trusted"), (BINH, "trusted")]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/document.xml", "Thủ tướng".encode(), "Bộ trưởng".encode()),
        ("word/styles.xml", b"w:style ", b"w:style  "),
        ("word/_rels/document.xml.rels", b'Target="styles.xml"', b'Target="fontTable.xml"'),
        ("_rels/.rels", b'Target="word/document.xml"', b'Target="word/settings.xml"'),
        ("[Content_Types].xml", b"wordprocessingml.settings+xml", b"wordprocessingml.footer+xml"),
    ],
)
def test_what_stands_there_is_no_longer_what_was_signed(
    name: str, old: bytes, new: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "upload"
    path.write_bytes(swapped(signed_word(letter()), name, old, new))
    (signature,) = read_signatures(path, WORD, tmp_path, Limits(), Tools()).found
    assert signature["state"] == "broken"


def test_a_broken_signature_is_said_to_the_officer_and_is_no_refusal(taken: Inspect) -> None:
    changed = swapped(signed_word(letter()), "word/document.xml", "Kính".encode(), b"")
    result = taken(changed)
    assert states(result) == [(AN, "broken")]
    assert BROKEN in keys(result)


def test_notes_of_programs_about_the_file_may_change(taken: Inspect, roots: Path) -> None:
    changed = swapped(signed_word(letter()), "docProps/core.xml", b"python-docx", b"An")
    assert states(taken(changed, roots)) == [(AN, "trusted")]


def test_a_part_put_in_after_signing_stands_outside_the_signature(taken: Inspect) -> None:
    def add(parts: Parts) -> None:
        rels = "word/_rels/document.xml.rels"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        arrow = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
        parts[rels] = parts[rels].replace(b"</Relationships>", arrow.encode())
        parts["word/footnotes.xml"] = b"<none/>"

    result = taken(repacked(signed_word(letter()), add))
    assert states(result) == [(AN, "partial")]
    assert PARTIAL in keys(result)


@pytest.mark.parametrize("left_out", ["word/document.xml", "word/_rels/document.xml.rels"])
def test_a_signature_that_leaves_out_the_text_proves_little(taken: Inspect, left_out: str) -> None:
    assert states(taken(signed_word(letter(), leave_out={left_out}))) == [(AN, "partial")]


def test_bound_content_that_nobody_signed_stands_outside_the_signature(taken: Inspect) -> None:
    """What a binding shows comes from a part that Office leaves unsigned."""
    content = letter()
    assert any(
        name.startswith("customXml/") for name in zipfile.ZipFile(BytesIO(content)).namelist()
    )
    assert states(taken(signed_word(content))) == [(AN, "unchecked")]
    assert states(taken(signed_word(swapped(content, TEXT, b"<w:sectPr", control())))) == [
        (AN, "partial")
    ]


def test_a_title_bound_to_what_programs_note_stands_outside_the_signature(taken: Inspect) -> None:
    store = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"

    def without_custom(parts: Parts) -> None:
        rels = "word/_rels/document.xml.rels"
        parts[rels] = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", parts[rels])

    plain = repacked(letter(), without_custom)
    for bound_to, state in (("{0}", "unchecked"), (store, "partial")):
        content = swapped(plain, TEXT, b"<w:sectPr", control(bound_to))
        assert states(taken(signed_word(content))) == [(AN, state)]


def test_what_is_read_is_what_was_signed_and_not_what_programs_note(tmp_path: Path) -> None:
    body = field("TITLE", "Tên đã ký") + field("DATE", "20/11/2026")
    content = signed_word(swapped(with_body(body), TEXT, b"<w:sectPr", control()))
    cleaned = cleaned_text(content, tmp_path)
    assert b"Binding" not in cleaned and b"TITLE" not in cleaned and b"DATE" not in cleaned
    assert "Tên đã ký".encode() in cleaned and b"20/11/2026" in cleaned


def test_a_signature_taken_from_another_paper_does_not_hold(taken: Inspect) -> None:
    other = signed_word(letter(lambda made: made.add_paragraph("Đã duyệt")))
    with zipfile.ZipFile(BytesIO(other)) as package:
        stolen = package.read(SIG)
    content = repacked(signed_word(letter()), lambda parts: parts.__setitem__(SIG, stolen))
    assert states(taken(content)) == [(AN, "broken")]


def test_a_list_of_parts_that_nobody_signed_counts_for_nothing(taken: Inspect) -> None:
    """The manifest must be the one that the signature proves, not one put beside it."""
    only_styles = signed_word(letter(), leave_out={"word/document.xml"})
    beside = (
        b"<Object><Manifest><Reference URI='/word/document.xml'>"
        b"<DigestMethod Algorithm='http://www.w3.org/2001/04/xmlenc#sha256'/>"
        b"<DigestValue>AA==</DigestValue></Reference></Manifest></Object></Signature>"
    )
    assert states(taken(swapped(only_styles, SIG, b"</Signature>", beside))) == [(AN, "partial")]


def test_a_method_of_old_proves_nothing_any_more(taken: Inspect, roots: Path) -> None:
    assert states(taken(signed_word(letter(), method="sha1"), roots)) == [(AN, "weak")]


def test_a_certificate_that_has_ended_is_said_to_have_ended(taken: Inspect, roots: Path) -> None:
    assert states(taken(signed_word(letter(), days=-10), roots)) == [(AN, "expired")]


def test_a_certificate_in_a_part_of_its_own_is_found(taken: Inspect, roots: Path) -> None:
    assert states(taken(signed_word(letter(), apart=True), roots)) == [(AN, "trusted")]


def test_a_stamp_by_a_clock_of_the_trusted_list_tells_the_time(taken: Inspect, roots: Path) -> None:
    (signature,) = taken(signed_word(letter(), stamper=clock()), roots).signatures
    assert (signature["at_by"], signature["state"]) == ("timestamp", "trusted")
    assert signature["at"] > AT


@pytest.mark.parametrize("known", [True, False])
def test_a_stamp_that_anybody_may_have_put_on_tells_nothing(
    taken: Inspect, roots: Path, known: bool
) -> None:
    content = signed_word(letter(), stamper=clock(is_known=known))
    (signature,) = taken(content, None if known else roots).signatures
    assert (signature["at_by"], signature["at"]) == ("signer", AT.replace("Z", "+00:00"))


def test_a_stamp_of_another_signature_tells_nothing(taken: Inspect, roots: Path) -> None:
    def only(content: bytes) -> bytes:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return package.read(SIG)

    other = only(signed_word(letter(), BINH, stamper=clock()))
    stamp = other[other.index(b"<Object><xd:") :]
    content = swapped(signed_word(letter()), SIG, b"</Signature>", stamp)
    (signature,) = taken(content, roots).signatures
    assert (signature["at_by"], signature["state"]) == ("signer", "trusted")


def test_a_certificate_that_ended_after_the_stamped_time_was_good(
    taken: Inspect, roots: Path
) -> None:
    content = signed_word(letter(), days=-10, stamper=clock(days=-20))
    assert states(taken(content, roots)) == [(AN, "trusted")]


def test_the_signed_properties_of_xades_tell_the_time(taken: Inspect, roots: Path) -> None:
    (signature,) = taken(signed_word(letter(), xades=True), roots).signatures
    assert (signature["at"], signature["state"]) == (AT.replace("Z", "+00:00"), "trusted")


def test_a_time_that_is_none_takes_nothing_from_the_signature(taken: Inspect) -> None:
    (signature,) = taken(signed_word(letter(), at="2026")).signatures
    assert (signature["at"], signature["state"]) == (None, "unchecked")


def test_an_authority_between_may_stand_among_the_properties(taken: Inspect, roots: Path) -> None:
    assert states(taken(signed_word(letter(), by_another=True), roots)) == [(AN, "trusted")]


def test_a_certificate_of_another_kind_beside_the_signers_does_no_harm(
    taken: Inspect, roots: Path
) -> None:
    other = b64encode(clock().tsa_cert.dump())
    beside = b"<X509Data><X509Certificate>" + other + b"</X509Certificate></X509Data>"
    content = swapped(signed_word(letter()), SIG, b"<KeyInfo>", b"<KeyInfo>" + beside)
    assert states(taken(content, roots)) == [(AN, "trusted")]


def test_a_signature_inside_something_else_is_unreadable(taken: Inspect) -> None:
    def wrap(parts: Parts) -> None:
        parts[SIG] = b"<x>" + parts[SIG] + b"</x>"

    assert states(taken(repacked(signed_word(letter(), method="sha1"), wrap))) == [
        ("", "unreadable")
    ]


def test_a_signature_that_points_to_no_end_of_things_hides_no_other(taken: Inspect) -> None:
    def burden(parts: Parts) -> None:
        start = parts[SIG].index(b"<Reference Type")
        end = parts[SIG].index(b"</Reference>", start) + len(b"</Reference>")
        parts[SIG] = parts[SIG].replace(
            b"</SignedInfo>", parts[SIG][start:end] * 500 + b"</SignedInfo>"
        )

    result = taken(repacked(signed_word(signed_word(letter()), BINH), burden))
    assert sorted(states(result)) == [("", "unreadable"), (BINH, "unchecked")]


def test_each_of_many_signatures_may_read_the_whole_file(taken: Inspect) -> None:
    content = letter()
    for who in (AN, BINH, "Lê Thị Bưởi"):
        content = signed_word(content, who)
    with zipfile.ZipFile(BytesIO(content)) as package:
        whole = sum(entry.file_size for entry in package.infolist())
    result = taken(content, word_bytes=whole + 1000)
    assert {state for _, state in states(result)} == {"unchecked"}


def test_a_link_to_nowhere_is_no_matter_of_the_signature(taken: Inspect) -> None:
    assert states(taken(signed_word(with_link("hyperlink", "https://[ten-mien]/")))) == [
        (AN, "unchecked")
    ]


def test_names_with_percent_signs_are_the_names_of_the_parts(taken: Inspect) -> None:
    def rename(parts: Parts) -> None:
        parts["word/b%E1%BA%A3ng%20m%C3%A3.xml"] = parts.pop("word/styles.xml")
        for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
            parts[name] = parts[name].replace(b"styles.xml", b"b%E1%BA%A3ng%20m%C3%A3.xml")

    assert states(taken(signed_word(repacked(letter(), rename)))) == [(AN, "unchecked")]


@pytest.mark.parametrize(
    "nonsense",
    [b"", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/>"],
)  # fmt: skip
def test_what_only_looks_like_a_signature_is_unreadable(taken: Inspect, nonsense: bytes) -> None:
    content = repacked(signed_word(letter()), lambda parts: parts.__setitem__(SIG, nonsense))
    result = taken(content)
    assert result.signed
    assert states(result) == [("", "unreadable")]


def test_a_reader_of_signatures_that_fails_is_no_refusal(taken: Inspect) -> None:
    result = taken(signed_word(letter()), signature_seconds=0.01)
    assert (result.signed, result.signatures) == (True, ())
    assert "document-warning-signatures-unread" in keys(result)


def test_signatures_that_were_taken_out_leave_no_trace(taken: Inspect) -> None:
    """Office leaves the empty place of signatures behind when the last one is removed."""

    def take_out(parts: Parts) -> None:
        del parts[SIG], parts["_xmlsignatures/_rels/origin.sigs.rels"]
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"digital-signature-xmlsignature+xml", b"none"
        )

    result = taken(repacked(signed_word(letter()), take_out))
    assert (result.signed, result.signatures) == (False, ())
    assert "document-warning-signed" not in keys(result)


def test_a_converter_gets_the_document_without_its_signatures(tmp_path: Path) -> None:
    path, target = tmp_path / "upload", tmp_path / "cleaned"
    path.write_bytes(signed_word(letter()))
    assert clean_package(path, target, Limits()).signatures == 1
    with zipfile.ZipFile(target) as package:
        assert SIG not in package.namelist()
        assert b"origin" not in package.read("_rels/.rels")
        assert package.testzip() is None


def test_a_text_that_calls_itself_a_signature_is_refused(check: Any) -> None:
    def rename(parts: Parts) -> None:
        kinds = parts["[Content_Types].xml"].replace(b'"/word/document.xml"', b'"/word/none.xml"')
        signature = b"application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
        own = b'<Override PartName="/word/document.xml" ContentType="' + signature + b'"/>'
        parts["[Content_Types].xml"] = kinds.replace(b"</Types>", own + b"</Types>")

    assert check(repacked(letter(), rename)) == Refused("document-refused-word-not-made")


def test_the_page_and_the_api_tell_who_signed_and_give_the_original_untouched(
    app: Flask, api_of: Any, client_of: Any, roots: Path
) -> None:
    app.extensions["documents.tools"] = Tools(trust_roots=roots)
    content = signed_word(signed_word(letter()), BINH)
    made = uploaded(api_of, content)
    (version,) = made["versions"]
    assert version["is_signed"] is True
    assert sorted((one["signer"], one["state"]) for one in version["signatures"]) == [
        (AN, "trusted"), (BINH, "trusted"),
    ]  # fmt: skip
    original = api_of("secretary")("GET", f"/versions/{version['id']}/file?original=yes")
    assert (original.data, original.content_type) == (content, WORD)
    page = client_of("secretary").get(f"/documents/{made['id']}").get_data(as_text=True)
    assert f"{AN}, Bộ Tài chính" in page
    assert "Còn đúng, người ký đáng tin cậy" in page


def test_a_reader_may_take_the_signed_original_to_check_it_and_no_other(
    app: Flask, api_of: Any, client_of: Any, cabinet: Cabinet
) -> None:
    answers = {}
    for content in (signed_word(letter()), letter()):
        made = uploaded(api_of, content)
        (version,) = made["versions"]
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            stored = db.get(DocumentVersion, version["id"])
            services.release(db, actor=cabinet.actor(db, "secretary"), version=stored, at=T0)
            hand(db, cabinet, stored, "pm")
        address = f"/documents/versions/{version['id']}/file?original=yes"
        page = client_of("pm").get(f"/documents/{made['id']}").get_data(as_text=True)
        answer = client_of("pm").get(address)
        assert (address in page) is (answer.status_code == 200)
        answers[content] = (answer.status_code, answer.data == content, "Chữ ký số" in page)
    assert list(answers.values()) == [(200, True, True), (403, False, False)]


def uploaded(api_of: Any, content: bytes) -> Any:
    """The paper that the secretary makes of a file."""
    data = {"file": (BytesIO(content), "to-trinh.docx"), "access_level": "cabinet"}
    return api_of("secretary")("POST", "/documents", data=data).json
