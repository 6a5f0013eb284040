"""Where a mark belongs on a new version, case by case."""

from __future__ import annotations

import unicodedata
import zlib
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from documents.annotations.carrying.child import read
from documents.annotations.carrying.keeping import from_bytes, to_bytes
from documents.annotations.carrying.matching import Carried, Carrier, Mark
from documents.annotations.carrying.paper import Paper, paper_of
from documents.intake.limits import Limits
from documents.models import AnnotationKind, CarryReason, CarryState
from documents.rendering.fonts import REGULAR, register_serif
from tests.documents.annotations.carrying.conftest import LINES
from tests.documents.annotations.carrying.measured import T0

PLACED, LOOK, UNPLACED = CarryState.PLACED, CarryState.LOOK, CarryState.UNPLACED
STEP = 26.0
SECOND = 780 - STEP
"""Where the second line stands."""


def pdf(
    lines: list[str], *, top: float = 780, left: float = 72, size: float = 12, turned: int = 0
) -> bytes:
    """Lines one below the other, 28 on a page."""
    register_serif()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for at in range(0, max(len(lines), 1), 28):
        canvas.setFont(REGULAR, size)
        if turned:
            canvas.setPageRotation(turned)
        for n, line in enumerate(lines[at : at + 28]):
            canvas.drawString(left, top - STEP * n, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def paper(tmp_path: Path) -> Any:
    """`paper(lines, …)`: what is read of such a PDF."""

    def make(lines: list[str], **how: Any) -> Paper:
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf(lines, **how))
        return paper_of(read(path, Limits()))

    return make


def over(old: Paper, words: str) -> Mark:
    """A highlight over words that stand once in the old version."""
    wanted = "".join(words.split())
    assert old.row.count(wanted) == 1, words
    start = old.row.index(wanted)
    first, last = old.box(start), old.box(start + len(wanted) - 1)
    corners = [(first[0], first[3]), (last[2], first[3]), (first[0], first[1]), (last[2], first[1])]
    page = old.page_of(start)
    sheet = old.sheets[page]
    quad = [value for corner in corners for value in sheet.stored(corner)]
    return Mark(AnnotationKind.HIGHLIGHT, page + 1, {"quads": [quad]}, 1, T0)


def under(new: Paper, carried: Carried) -> str:
    """The words under a carried highlight."""
    again = Carrier(new, new).carry(
        [Mark(AnnotationKind.HIGHLIGHT, carried.page, carried.geometry, 1, T0)]
    )
    return again[0].quote


def ink(*points: tuple[float, float], page: int = 1, minute: int = 0) -> Mark:
    geometry = {"points": [[x, y, 0.5] for x, y in points]}
    return Mark(AnnotationKind.INK, page, geometry, 1, T0 + timedelta(minutes=minute))


def test_a_highlight_moves_with_its_words_to_another_page(paper: Any) -> None:
    old, new = paper(LINES), paper(["Trang này được thêm vào."] * 30 + LINES, size=14)

    (found,) = Carrier(old, new).carry([over(old, "mức lương cơ sở")])

    assert (found.state, found.page) == (PLACED, 2)
    assert under(new, found) == "mức lương cơ sở"
    assert found.before.endswith("xem xét, quyết định")
    assert found.after.startswith("mới là 2.530.000")


@pytest.mark.parametrize(
    ("words", "old_line", "new_line"),
    [
        ("85.000", 2, LINES[2].replace("85.000", "85.500")),
        ("85.000", 2, LINES[2].replace("85.000", "185.000")),
        ("85.000", 2, LINES[2].replace("85.000", "85.000.000")),
        ("85.000 tỷ", 2, LINES[2].replace("85.000 tỷ", "85.000 triệu")),
        ("85.000", 2, LINES[2].replace("85.000", "-85.000")),
        ("31 tháng 3", 3, LINES[3].replace("tháng 3", "tháng 30")),
        ("đề nghị Chính phủ", 1, LINES[1].replace("đề nghị", "chưa đề nghị Thủ tướng")),
        ("chủ trì, phối hợp", 4, LINES[4].replace("chủ trì, phối", "chủ trì hoặc phối")),
        ("Bộ Nội vụ bố trí", 4, LINES[4].replace("Bộ Nội vụ bố", "Bộ Y tế bố")),
        ("Các bộ", 3, LINES[3].replace("Các bộ", "CÁC BỘ")),
    ],
)
def test_a_mark_on_changed_text_is_never_said_to_be_certain(
    paper: Any, words: str, old_line: int, new_line: str
) -> None:
    old = paper(LINES)
    new = paper([*LINES[:old_line], new_line, *LINES[old_line + 1 :]])

    (found,) = Carrier(old, new).carry([over(old, words)])

    assert found.state is not PLACED
    assert found.reason in (CarryReason.TEXT_CHANGED, CarryReason.TEXT_GONE)


def test_a_changed_number_is_shown_where_the_new_one_stands(paper: Any) -> None:
    old, new = paper(LINES), paper([line.replace("85.000", "92.400") for line in LINES])

    (found,) = Carrier(old, new).carry([over(old, "85.000")])

    assert (found.state, found.reason) == (LOOK, CarryReason.TEXT_CHANGED)
    assert under(new, found) == "92.400"
    assert found.quote == "85.000"


def test_of_changed_words_the_new_ones_are_marked_too(paper: Any) -> None:
    old, new = paper(LINES), paper([line.replace("85.000", "92.400") for line in LINES])

    (found,) = Carrier(old, new).carry([over(old, "85.000 tỷ đồng")])

    assert found.state is LOOK
    assert under(new, found) == "92.400 tỷ đồng"
    assert found.before.startswith("lương cơ sở mới là")


def test_a_deleted_line_leaves_its_mark_without_a_place(paper: Any) -> None:
    old, new = paper(LINES), paper(LINES[:2] + LINES[3:])

    (found,) = Carrier(old, new).carry([over(old, "Kinh phí thực hiện năm 2027")])

    assert (found.state, found.reason) == (UNPLACED, CarryReason.TEXT_GONE)
    assert found.quote == "Kinh phí thực hiện năm 2027"
    left, top, right, bottom = found.area or []
    assert 0.1 < left < right < 0.6
    assert 0.1 < top < bottom < 0.2


def test_of_a_phrase_that_recurs_each_mark_finds_its_own(paper: Any) -> None:
    first = "Bộ Tài chính báo cáo về kết quả thu ngân sách quý một."
    second = "Đối với dự án đường cao tốc, Bộ Tài chính báo cáo về nguồn vốn vay."
    old, new = paper([first, *LINES, second]), paper([second, "Phần mới thêm.", *LINES, first])
    marks = [over(old, "quý một"), over(old, "nguồn vốn vay")]
    for mark, line in zip(list(marks), (0, 6), strict=True):
        start = old.row.index("BộTàichínhbáocáo", 0 if line == 0 else 100)
        box = old.box(start), old.box(start + 10)
        quad = [box[0][0], box[0][3], box[1][2], box[0][3], box[0][0], box[0][1], box[1][2],
                box[0][1]]  # fmt: skip
        marks.append(Mark(mark.kind, 1, {"quads": [quad]}, 1, T0))

    found = Carrier(old, new).carry(marks)

    heights = [one.geometry["quads"][0][1] for one in found]
    assert abs(heights[0] - heights[2]) < 1
    assert heights[0] < 650
    assert abs(heights[1] - heights[3]) < 1
    assert heights[1] > 780
    assert all(one.state in (PLACED, LOOK) for one in found)


def test_of_two_equal_lines_of_which_one_went_nothing_is_certain(paper: Any) -> None:
    twice = "Các cơ quan báo cáo Thủ tướng Chính phủ trước ngày 15."
    old, new = paper([LINES[0], twice, twice, LINES[1]]), paper([LINES[0], twice, LINES[1]])
    boxes = [(780 - STEP * n - 3, 780 - STEP * n + 10) for n in (1, 2)]
    marks = [
        Mark(AnnotationKind.HIGHLIGHT, 1, {"quads": [[72, y1, 130, y1, 72, y0, 130, y0]]}, 1, T0)
        for y0, y1 in boxes
    ]

    found = Carrier(old, new).carry(marks)

    assert [one.state for one in found] == [LOOK, LOOK]


def test_ink_under_words_and_in_the_margin_moves_with_its_line(paper: Any) -> None:
    old, new = paper(LINES), paper(["Một dòng mới.", *LINES], left=90)
    below = ink((75, SECOND - 2), (140, SECOND - 3))
    aside = ink((20, SECOND - 2 * STEP), (40, SECOND - 2 * STEP + 8), minute=9)

    under_words, in_margin = Carrier(old, new).carry([below, aside])

    assert under_words.state is in_margin.state is PLACED
    x, y, _ = under_words.geometry["points"][0]
    assert (x, y) == (pytest.approx(93, abs=0.3), pytest.approx(SECOND - 2 - STEP, abs=0.3))
    x, y, _ = in_margin.geometry["points"][0]
    assert (x, y) == (pytest.approx(20, abs=0.3), pytest.approx(SECOND - 3 * STEP, abs=0.3))


def test_ink_grows_with_its_letters(paper: Any) -> None:
    old, new = paper(LINES, size=12), paper(LINES, size=14)
    circle = ink((70, SECOND - 4), (200, SECOND - 4), (200, SECOND + 12), (70, SECOND + 12))

    (found,) = Carrier(old, new).carry([circle])

    xs = [x for x, _, _ in found.geometry["points"]]
    assert found.state is PLACED
    assert max(xs) - min(xs) == pytest.approx(130 * 14 / 12, rel=0.05)


def test_ink_whose_words_no_longer_stand_on_one_line_needs_a_look(paper: Any) -> None:
    halves = LINES[1].partition("xem xét,")
    apart = [halves[0] + halves[1], halves[2].strip()]
    old, new = paper(LINES), paper([LINES[0], *apart, *LINES[2:]])
    line = old.lines[1]
    stroke = ink((line.box[0], SECOND - 2), (line.box[2], SECOND - 2))

    (found,) = Carrier(old, new).carry([stroke])

    assert (found.state, found.reason) == (LOOK, CarryReason.REFLOWED)


def test_the_strokes_of_a_word_stay_together(paper: Any) -> None:
    old = paper(LINES)
    new = paper([LINES[0], "Dòng chen vào.", *LINES[1:]])
    # A letter between two lines whose new distance is greater: its strokes belong to either line.
    strokes = [ink((30, 782), (36, 770)), ink((36, 770), (42, 758)), ink((30, 768), (42, 768))]

    found = Carrier(old, new).carry(strokes)

    moves = {
        tuple(round(there - here, 1) for there, here in zip(
            one.geometry["points"][0], mark.geometry["points"][0], strict=True))
        for one, mark in zip(found, strokes, strict=True)
    }  # fmt: skip
    assert len(moves) == 1


def test_a_note_keeps_to_the_words_it_was_written_for(paper: Any) -> None:
    old, new = paper(LINES), paper([LINES[4], *LINES[:4]])
    note = Mark(
        AnnotationKind.NOTE, 1, {"at": [300, 780 - 4 * STEP]}, 1, T0, quote="hướng dẫn thực hiện"
    )

    (found,) = Carrier(old, new).carry([note])

    assert found.state in (PLACED, LOOK)
    assert found.geometry["at"][1] == pytest.approx(780, abs=1)


def test_a_mark_near_no_text_stays_where_it_was_and_is_looked_at(paper: Any) -> None:
    old, new = paper(LINES), paper([*LINES, "Một dòng ở cuối."])
    far = ink((300, 200), (350, 240))

    (found,) = Carrier(old, new).carry([far])
    (lost,) = Carrier(old, paper(["Một tài liệu khác hẳn."])).carry([far])

    assert (found.state, found.reason) == (LOOK, CarryReason.BY_POSITION)
    assert found.geometry == far.geometry
    assert (lost.state, lost.reason) == (UNPLACED, CarryReason.NO_TEXT)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_shown(paper: Any, turned: int) -> None:
    old, new = paper(LINES, turned=turned), paper(["Dòng mới.", *LINES], turned=turned)
    mark = over(old, "mức lương cơ sở")

    (found,) = Carrier(old, new).carry([mark])

    assert found.state is PLACED
    before, after = mark.geometry["quads"][0], found.geometry["quads"][0]
    assert min(after[::2]) - min(before[::2]) == pytest.approx(0, abs=0.5)
    assert min(after[1::2]) - min(before[1::2]) == pytest.approx(-STEP, abs=0.5)


def test_letters_with_loose_accents_are_the_same_letters(paper: Any) -> None:
    old = paper(LINES)
    new = paper([unicodedata.normalize("NFD", line) for line in LINES])

    assert new.row == unicodedata.normalize("NFC", new.row)
    (found,) = Carrier(old, new).carry([over(old, "mức lương cơ sở")])
    assert found.state is PLACED


def test_words_cut_at_the_end_of_a_line_are_whole_words(paper: Any) -> None:
    english = "The committee recommends the implementation of the programme in all provinces."
    cut = ["The committee recommends the implemen-", "tation of the programme in all provinces."]
    old, new = paper([english, *LINES]), paper([*cut, *LINES])

    (found,) = Carrier(old, new).carry([over(old, "implementation")])

    assert found.state is PLACED
    assert len(found.geometry["quads"]) == 2


def test_page_numbers_and_running_heads_are_no_text_of_the_paper(paper: Any) -> None:
    body = [f"Câu thứ {n} của tờ trình nói về một việc khác." for n in range(70)]

    def numbered(lines: list[str], each: int) -> list[str]:
        found = []
        for at in range(0, len(lines), each):
            page = ["VĂN PHÒNG CHÍNH PHỦ", *lines[at : at + each]]
            found += page + [""] * (27 - len(page)) + [f"- {at // each + 1} -"]
        return found

    old, new = paper(numbered(body, 20)), paper(numbered(body, 23))

    assert old.row == new.row


def test_an_empty_paper_and_a_mark_beyond_its_pages_are_no_fault(paper: Any) -> None:
    old, new = paper([]), paper(LINES)
    mark = over(new, "mức lương cơ sở")

    assert Carrier(new, old).carry([mark])[0].state is UNPLACED
    assert Carrier(old, new).carry([mark, ink((1, 1), page=9)])[1].state is UNPLACED


def test_what_was_read_is_kept_as_it_was(paper: Any) -> None:
    found = paper(LINES, turned=90)

    again = from_bytes(to_bytes(found))

    assert (again.row, again.opens, again.parts) == (found.row, found.opens, found.parts)
    assert (again.first, again.complete) == (found.first, found.complete)
    assert [again.box(at) for at in range(len(again.row))] == [
        found.box(at) for at in range(len(found.row))
    ]
    assert [(one.page, one.start, one.end) for one in again.lines] == [
        (one.page, one.start, one.end) for one in found.lines
    ]
    assert again.sheets == found.sheets
    for broken in (b"", b"x", to_bytes(found)[:-9], zlib.compress(b'{"format": 2}\n')):
        with pytest.raises(ValueError, match=r"letters"):
            from_bytes(broken)


def test_reading_ends_at_its_limits(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf(LINES * 40))

    found = read(path, Limits(text_bytes=8000))

    assert not found.complete
    assert sum(len(page.text) for page in found.pages) <= 1000
    assert len(found.pages) == 8
