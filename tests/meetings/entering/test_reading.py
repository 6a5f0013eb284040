"""A spreadsheet read into rows: characters, separators, columns, and what is refused."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import time

import pytest
from openpyxl import Workbook

from documents.intake.limits import Limits
from ecabinet.errors import Invalid
from meetings.entering import template_file
from meetings.entering.columns import FIELDS, find_columns
from meetings.entering.opening import open_spreadsheet, read_pasted
from meetings.entering.reading import MOST_BYTES, MOST_ROWS

HEADING = ["STT", "Nội dung", "Cơ quan chủ trì", "Số phút", "Ghi chú"]
ROW = ["1", "Dự án Luật Đất đai (sửa đổi)", "Bộ Tài chính", "20", "x"]


def workbook(*rows: Iterable[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def opened(content: bytes) -> list[list[str]]:
    return [list(cells) for _, cells in open_spreadsheet(io.BytesIO(content), Limits())]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("utf-8", ","), ("utf-8", ";"), ("utf-8", "\t"), ("utf-8-sig", ";"), ("cp1258", ";"),
        ("utf-16", "\t"),
    ],
)  # fmt: skip
def test_a_csv_file_is_read_in_the_characters_and_with_the_separator_it_was_saved_with(
    encoding: str, delimiter: str
) -> None:
    text = "\r\n".join(delimiter.join(row) for row in (HEADING, ROW))
    if encoding == "cp1258":
        # Windows writes a letter and its tone apart.
        text = windows_1258(text)
    assert opened(text.encode(encoding)) == [HEADING, ROW]


def windows_1258(text: str) -> str:
    """The text as Windows-1258 can hold it: tones that have no letter of their own stand apart."""
    out = []
    for letter in text:
        try:
            letter.encode("cp1258")
            out.append(letter)
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", parts.replace(tone, ""))
            out.append(base + tone)
    return "".join(out)


def test_a_workbook_is_read_row_by_row_with_numbers_and_times_as_people_see_them() -> None:
    rows = opened(workbook(HEADING, [1, "A", None, 20.0, None], [], [2, "B", None, time(0, 45)]))
    assert rows == [HEADING, ["1", "A", "", "20"], ["2", "B", "", "45"]]


def test_the_number_of_a_row_is_the_one_in_the_file() -> None:
    content = workbook(["Nội dung"], [], ["A"])
    assert [line for line, _ in open_spreadsheet(io.BytesIO(content), Limits())] == [1, 3]


def damaged() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook")
    return made.getvalue()


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "entering-refused-empty"),
        (b"\n \n", "entering-refused-empty"),
        (b"%PDF-1.7\n", "entering-refused-kind"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "entering-refused-old-office"),
        (b"A\0B;C\n", "entering-refused-kind"),
        (damaged(), "entering-refused-damaged"),
        (b"PK\x03\x04 and no more", "entering-refused-damaged"),
        (bomb(), "entering-refused-bomb"),
        ("\n".join(map(str, range(MOST_ROWS + 20))).encode(), "entering-refused-rows"),
        (b"x" * 5000, "entering-refused-cell"),
        (b"x" * (MOST_BYTES + 1), "entering-refused-bytes"),
        (b"A\xd2\xfe\xff\xff", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, key: str | None) -> None:
    if key is None:
        assert opened(content)  # any bytes are some text in Windows-1258
        return
    with pytest.raises(Invalid) as refused:
        opened(content)
    assert refused.value.sentence.key == key
    assert "file" in refused.value.fields


def test_a_reader_that_dies_is_a_refusal_and_no_error_of_the_server() -> None:
    with pytest.raises(Invalid) as refused:
        open_spreadsheet(io.BytesIO(b"A"), Limits(), ("/bin/false",))
    assert refused.value.sentence.key == "entering-refused-damaged"


def test_cells_pasted_from_a_spreadsheet_are_parted_by_tabs_and_keep_their_commas() -> None:
    rows = read_pasted('Nội dung\tSố phút\n"Báo cáo, dự toán;\nquyết toán"\t20\n')
    assert [cells for _, cells in rows] == [
        ("Nội dung", "Số phút"), ("Báo cáo, dự toán; quyết toán", "20"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_column_of_the_template_is_understood(language: str) -> None:
    columns = find_columns([template_file.headings(language), ["x"]])
    assert list(columns.places) == list(FIELDS)
    assert (columns.begins, columns.left_out, columns.has_header) == (1, (), True)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_files_are_read_by_the_import_itself(language: str) -> None:
    assert opened(template_file.as_xlsx(language, [])) == [template_file.headings(language)]
    assert opened(template_file.as_csv(language)) == [template_file.headings(language)]


def test_a_title_above_the_heading_and_columns_of_others_do_not_disturb() -> None:
    columns = find_columns([["CHƯƠNG TRÌNH PHIÊN HỌP"], [], HEADING, ROW])
    assert columns.begins == 3
    assert columns.places == {"title": 1, "lead": 2, "minutes": 3}
    assert columns.left_out == ("Ghi chú",)


def test_without_a_heading_the_columns_are_those_of_the_template_and_one_column_is_titles() -> None:
    assert find_columns([["a", "b", "c"]]).places["title"] == 2
    assert find_columns([["Dự thảo A"], ["Dự thảo B"]]).places == {"title": 0}
