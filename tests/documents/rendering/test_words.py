"""The fixed words and the rules of writing numbers and dates."""

from datetime import date

import pytest

from documents.rendering.blocks import as_runs, ended, point_mark
from documents.rendering.structure import Column, Marker, Run, Table
from documents.rendering.text import balanced_width, clean, set_into_lines
from documents.rendering.words import number_line, place_and_date, words_in


def test_numbers_below_ten_take_a_leading_nought() -> None:
    assert number_line(5, "NQ-CP") == "Số: 05/NQ-CP"
    assert number_line(115, "NQ-CP") == "Số: 115/NQ-CP"
    assert number_line(None, "TTr-BTC").split() == ["Số:", "/TTr-BTC"]
    assert number_line(5, "NQ-CP", "en") == "No. 05/NQ-CP"


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2026, 2, 5), "Hà Nội, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 5), "Hà Nội, ngày 05 tháng 3 năm 2026"),
        (date(2026, 12, 31), "Hà Nội, ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_nought(on: date, text: str) -> None:
    assert place_and_date("Hà Nội", on) == text


def test_dates_in_english() -> None:
    assert place_and_date("Ha Noi", date(2026, 2, 5), "en") == "Ha Noi, 5 February 2026"


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(KeyError):
        words_in("xx")


def test_points_follow_the_vietnamese_alphabet() -> None:
    marks = [point_mark(Marker.LETTER, place) for place in (1, 4, 5, 6, 23, 24)]
    assert marks == ["a)", "d)", "đ)", "e)", "y)", "aa)"]
    assert point_mark(Marker.NUMBER, 12) == "12."


def test_stops_are_replaced_and_never_doubled() -> None:
    for text in ("Lưu: VT", "Lưu: VT.", "Lưu: VT;", "Lưu: VT./."):
        assert ended(as_runs(text), "./.") == (Run("Lưu: VT./."),)


def test_cleaning_keeps_line_ends_and_composes() -> None:
    assert clean("Tie\u0302\u0301ng\r\nVie\u0323\u0302t\x00") == "Tiếng\nViệt"


def test_balanced_titles_need_no_more_lines() -> None:
    text = "Về các nhiệm vụ, giải pháp trọng tâm " * 3
    wide = set_into_lines(text, 14, 467, bold=True)
    even = set_into_lines(text, 14, balanced_width(text, 14, 467, bold=True), bold=True)
    assert len(even) == len(wide)
    assert min(even) > min(wide)


def test_a_table_with_odd_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell per column"):
        Table((Column("A"), Column("B")), (("1",),))
    with pytest.raises(ValueError, match="needs a column"):
        Table((), ())
