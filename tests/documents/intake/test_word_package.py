"""The lists of a package, its relationships and media types: what programs would read in different
ways is refused or written anew, so that all of them read, and a signature proves, the same."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from documents.intake import sandbox
from documents.intake.limits import Limits
from documents.intake.results import Accepted, Refused
from documents.intake.tools import Tools
from documents.intake.word.package import clean_package
from documents.rendering.fonts import serif_folder
from tests.documents.intake.test_word import DAMAGED, OFFICE, needs_office, text
from tests.documents.intake.word_signing import signed_word
from tests.documents.intake.wordfiles import letter, repacked, with_body, with_part

RELS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, bytes]


def swapped(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """`content` with other words in one of its parts."""

    def change(parts: Parts) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)

    return repacked(content, change)


def cleaned(content: bytes, folder: Path) -> Parts:
    """The parts that a converter gets."""
    path, target = folder / "upload", folder / "cleaned"
    path.write_bytes(content)
    clean_package(path, target, Limits())
    with zipfile.ZipFile(target) as package:
        return {name: package.read(name) for name in package.namelist()}


def misleading(space: str) -> bytes:
    """A signed letter that some programs would take for another one, laid beside it."""

    def mislead(parts: Parts) -> None:
        kind = f"{_OFFICE}/officeDocument"
        arrow = f'<Relationship {space} Id="rId0" Type="{kind}" Target="word/evil.xml"/>'
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(
            b"<Relationship ", arrow.encode() + b"<Relationship ", 1
        )
        parts["word/evil.xml"] = parts["word/document.xml"].replace(
            "Thủ".encode(), "Phó Thủ".encode()
        )
        parts[TYPES] = parts[TYPES].replace(b'"/word/document.xml"', b'"/word/evil.xml"')

    return repacked(signed_word(letter()), mislead)


def test_an_arrow_of_another_namespace_is_refused(check: Any) -> None:
    """LibreOffice follows it; Word and the signature do not see it."""
    assert check(misleading('xmlns="urn:x"')) == DAMAGED


@pytest.mark.parametrize(
    ("name", "more"),
    [
        (RELS, "<x/>"),
        (RELS, "<Relationship Id='rId1' Type='a' Target='b'/>"),
        (RELS, "<x><Relationship Id='r' Type='a' Target='b'/></x>"),
        (TYPES, '<x PartName="/word/document.xml" ContentType="a/b"/>'),
        (TYPES, '<Override PartName="/WORD/document.xml" ContentType="a/b"/>'),
        (TYPES, '<Default Extension="XML" ContentType="a/b"/>'),
    ],
)
def test_lists_that_no_program_writes_are_refused(check: Any, name: str, more: str) -> None:
    end = b"</Relationships>" if name == RELS else b"</Types>"
    assert check(swapped(letter(), name, end, more.encode() + end)) == DAMAGED


def test_a_list_by_another_name_is_refused(check: Any) -> None:
    assert check(swapped(letter(), "_rels/.rels", b"Relationships", b"Relations")) == DAMAGED


def test_macros_are_seen_behind_a_second_word_on_the_same_part(check: Any) -> None:
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    macros = b'<Override PartName="/word/document.xml" ContentType="' + kind + b'"/>'
    content = swapped(letter(), TYPES, b"<Override ", macros + b"<Override ")
    assert isinstance(check(content), Refused)


@pytest.mark.parametrize("name", ["word/Document.xml", "word/d%6fcument.xml"])
def test_two_parts_of_one_name_are_refused(check: Any, name: str) -> None:
    """The one would be signed and the other read."""
    assert check(with_part(name, b"<none/>")) == DAMAGED


def test_a_converter_gets_relationships_in_one_form_and_names_as_they_are_spelt(
    tmp_path: Path,
) -> None:
    def rewrite(parts: Parts) -> None:
        rels = parts[RELS].replace(b'xmlns="', b'xmlns:q="').replace(b"<Rel", b"<q:Rel")
        parts[RELS] = rels.replace(b"</Rel", b"</q:Rel")
        parts["word/Styles.xml"] = parts.pop("word/styles.xml")

    made = cleaned(repacked(letter(), rewrite), tmp_path)
    assert b"q:" not in made[RELS]
    assert b'Target="/word/Styles.xml"' in made[RELS]
    assert b'Target="settings.xml"' in made[RELS]


def test_a_comment_in_the_middle_of_a_word_cuts_nothing_off(check: Any) -> None:
    body = "<w:p><w:r><w:t>Chi 1<!-- -->.000.000.000 đồng</w:t></w:r></w:p>"
    assert "Chi 1.000.000.000 đồng" in text(check(with_body(body)))


def test_a_field_in_pieces_is_one_field(tmp_path: Path) -> None:
    pieces = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>INCLUDE<!-- -->TEXT c:\\a</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert b"TEXT c:" not in cleaned(with_body(pieces), tmp_path)["word/document.xml"]


@needs_office
def test_libreoffice_shows_the_text_that_was_signed(tmp_path: Path) -> None:
    path, folder = tmp_path / "upload", tmp_path / "made"
    path.write_bytes(signed_word(letter()))
    folder.mkdir()
    tools = Tools(office=OFFICE, fonts=serif_folder())
    result = sandbox.inspect(path, Limits(), folder, tools=tools)
    assert isinstance(result, Accepted)
    assert "Kính gửi: Thủ tướng Chính phủ" in text(result)
    assert [one["state"] for one in result.signatures] == ["unchecked"]
