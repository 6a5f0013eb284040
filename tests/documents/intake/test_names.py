"""File names as people send them."""

import unicodedata

import pytest

from documents.intake.names import MAX_CHARACTERS, safe_file_name


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("Tờ trình số 12.pdf", "Tờ trình số 12.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\system.ini", "system.ini"),
        ("C:\\Users\\An\\Đề án.pdf", "Đề án.pdf"),
        ("/var/papers/", "document.pdf"),
        ("", "document.pdf"),
        ("   ", "document.pdf"),
        ("..", "document.pdf"),
        ("???", "document.pdf"),
        (".pdf", "pdf"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("Lpt1.tar.gz", "_Lpt1.tar.gz"),
        ("console.pdf", "console.pdf"),
        ("a\x00b\x1f.pdf", "ab.pdf"),
        ("dòng 1\r\ndòng 2.pdf", "dòng 1 dòng 2.pdf"),
        ("bao\u202efdp.exe", "baofdp.exe"),
        ("a\u200bb\u2066c\ufeff.pdf", "abc.pdf"),
        ("\ud800x.pdf", "x.pdf"),
        ('a<b>:"c|d?.pdf', "a_b___c_d_.pdf"),
        ("paper.pdf. . ", "paper.pdf"),
    ],
)
def test_a_sent_name_becomes_a_safe_one(raw: str, safe: str) -> None:
    assert safe_file_name(raw) == safe


def test_a_name_is_in_nfc() -> None:
    name = "Nghị quyết.pdf"
    assert safe_file_name(unicodedata.normalize("NFD", name)) == name


def test_a_name_of_500_characters_is_cut_and_keeps_its_extension() -> None:
    name = safe_file_name("ệ" * 500 + ".pdf")
    assert len(name) == MAX_CHARACTERS
    assert name == "ệ" * (MAX_CHARACTERS - 4) + ".pdf"


def test_an_extension_without_end_is_cut_too() -> None:
    assert safe_file_name("a." + "x" * 500) == "a." + "x" * (MAX_CHARACTERS - 2)


def test_a_fallback_of_ones_own_is_used() -> None:
    assert safe_file_name("\u202e", fallback="annex.pdf") == "annex.pdf"


@pytest.mark.parametrize(
    "raw", ["CON" + " " * 300 + ".pdf", "a" * 195 + "..... .pdf", "x" * 199 + "é"]
)
def test_a_safe_name_stays_as_it_is(raw: str) -> None:
    once = safe_file_name(raw)
    assert safe_file_name(once) == once
    assert len(once) <= MAX_CHARACTERS
