"""What stands on name cards and in the plan of the seats, without a store."""

from __future__ import annotations

import pytest
from reportlab.lib.utils import simpleSplit

from documents.rendering.fonts import BOLD, register_serif
from meetings.seating.printing import fitting, on_seat

NAMES = [
    "Trần Bình", "Công Tằng Tôn Nữ Huyền Trang", "Nguyễn Phước Bảo Khánh Toàn",
    "Nguyễn Thị Phương Thảo Nguyên", "Lê Thị Hồng Nhung",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_on_its_card_in_one_line_and_on_its_seat_with_every_word(name: str) -> None:
    register_serif()
    assert simpleSplit(name, BOLD, fitting(name, 490), 490) == [name]
    lines, _ = on_seat([name], 33)
    assert " ".join(lines) == name


def test_a_name_too_long_for_its_seat_keeps_the_words_by_which_people_are_called() -> None:
    register_serif()
    lines, _ = on_seat(["Công Tằng Tôn Nữ Huyền Trang"], 22)
    assert " ".join(lines) == "C. T. T. N. Huyền Trang"
    assert on_seat([], 33)[0] == []


@pytest.mark.parametrize("side", [33, 22, 14])
def test_two_who_share_a_seat_begin_each_on_a_line_of_their_own(side: int) -> None:
    register_serif()
    lines, letters = on_seat(["Trần Thị Bình", "Công Tằng Tôn Nữ Huyền Trang"], side)
    assert any(line.startswith(("Công", "C.", "Trang")) for line in lines[1:])
    assert lines[0].startswith(("Trần", "T.", "Bình"))
    assert letters >= 4.5
