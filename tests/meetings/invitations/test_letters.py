"""Letters of invitation: numbers, content, who gets them, and what they look like."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from PIL import Image, ImageChops

from ecabinet import clock
from ecabinet.errors import Conflict, Denied, NotVisible
from meetings.agenda.models import ItemGuest
from meetings.invitations.letters import content, making, services
from meetings.invitations.models import InvitationLetter
from meetings.invited import queries
from meetings.models import Invitation, Meeting
from meetings.services import change_meeting
from tests.cabinet import T0
from tests.meetings.sittings import STARTS_AT, Secretariat, frame

ASKED = ["Tài liệu có trên hệ thống e-Cabinet.", "Mang theo thẻ."]


def issue(desk: Secretariat, meeting: Meeting, **other: Any) -> InvitationLetter:
    values = {"requirements": ASKED, "language": "vi"} | other
    return services.issue_letter(desk.db, actor=desk.actor("secretary"), meeting=meeting, **values)


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def rows_of(desk: Secretariat, meeting: Meeting) -> list[Invitation]:
    return queries.list_invitations(desk.db, desk.actor("secretary"), meeting)


def test_the_letter_says_who_asks_whom_to_what_when_where_and_under_whom(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("Dự thảo Nghị định về lệ phí", "Báo cáo kinh tế")
    desk.guest(meeting, "outsider")
    letter = issue(desk, meeting)
    text = text_of(making.drawn(making.general(letter), letter, "pdf"))

    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "CHÍNH PHỦ",
        "VĂN PHÒNG CHÍNH PHỦ", "Số: 01/GM-VPCP", "Hà Nội, ngày 01 tháng 12 năm 2026", "GIẤY MỜI",
        "Văn phòng Chính phủ trân trọng kính mời:", "Các Thành viên Chính phủ", "Người ngoài",
        "Chủ trì: Nguyễn Văn An, Thủ tướng Chính phủ",
        "từ 8 giờ 00 đến 12 giờ 00, ngày 15 tháng 12 năm 2026", "Địa điểm: Phòng họp số 1",
        "1. Dự thảo Nghị định về lệ phí;", "2. Báo cáo kinh tế.", "Mang theo thẻ.",
        "Nơi nhận:", "Lưu: VT", "Đỗ Văn Chánh", "./.",
    ):  # fmt: skip
        assert said in text, said


def test_the_word_file_says_the_same(desk: Secretariat) -> None:
    meeting = desk.sent("Báo cáo kinh tế")
    letter = issue(desk, meeting)
    document = docx.Document(io.BytesIO(making.drawn(making.general(letter), letter, "docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert "GIẤY MỜI" in text and "Báo cáo kinh tế" in text and "Phòng họp số 1" in text


def test_a_personal_letter_names_the_person_and_their_position(desk: Secretariat) -> None:
    meeting = desk.sent()
    letter = issue(desk, meeting)
    rows = rows_of(desk, meeting)
    texts = [
        text_of(making.drawn(form, letter, "pdf"))
        for form in making.personal(desk.db, meeting, letter, rows)
    ]

    for row, text in zip(rows, texts, strict=True):
        title = row.title("vi")
        assert f"kính mời: Ông (Bà) {row.name}{', ' + title if title else ''}" in text


def test_a_guest_of_one_item_reads_of_that_item_and_its_hours_alone(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.paper(desk.add(meeting, "Việc mật của Bộ", minutes=30))
    own = desk.add(meeting, "Thuốc hiếm", minutes=45)
    guest = desk.guest(meeting, "officer.g15")
    guest.only_items = True
    desk.db.add(ItemGuest(item_id=own.id, person_id=guest.person_id))
    desk.db.flush()
    desk.approve(meeting)
    desk.send(meeting)
    letter = issue(desk, meeting)
    (form,) = making.personal(desk.db, meeting, letter, [guest])
    text = text_of(making.drawn(form, letter, "pdf"))

    assert "Thuốc hiếm (từ 8 giờ 30 đến 9 giờ 15)" in text
    assert "Việc mật" not in text
    with pytest.raises(NotVisible):
        services.find_letter(desk.db, desk.actor("officer.g15"), meeting.id)
    assert services.find_letter(desk.db, desk.actor("minister.g12"), meeting.id) is letter


def test_numbers_run_within_the_year_and_a_new_letter_replaces_the_old(
    desk: Secretariat,
) -> None:
    meeting, other = desk.sent(), desk.sent()
    first, second = issue(desk, meeting), issue(desk, other)
    assert (first.number, second.number) == (1, 2)

    change_meeting(
        desk.db, actor=desk.actor("secretary"), meeting=meeting,
        frame=frame(desk.cabinet, place="Phòng họp số 2"), revision=None,
    )  # fmt: skip
    assert content.is_outdated(first.content, meeting)
    third = issue(desk, meeting)
    assert (third.ordinal, third.number) == (2, 3)
    assert not content.is_outdated(third.content, meeting)
    text = text_of(making.drawn(making.general(third), third, "pdf"))
    assert "thay thế Giấy mời số 01/GM-VPCP ngày 01 tháng 12 năm 2026" in text
    assert "Phòng họp số 2" in text


def test_the_first_letter_of_a_year_is_number_one(desk: Secretariat) -> None:
    issue(desk, desk.sent())
    later = STARTS_AT + timedelta(days=40)
    with clock.at(T0 + timedelta(days=35)):
        meeting = desk.plan(starts_at=later, planned_end_at=later + timedelta(hours=2))
        desk.paper(desk.add(meeting))
        desk.approve(meeting)
        desk.send(meeting, late_reason="Gấp")
        assert issue(desk, meeting).number == 1


def test_a_letter_that_was_issued_stays_as_it_was(desk: Secretariat) -> None:
    meeting = desk.sent()
    letter = issue(desk, meeting)
    before = making.drawn(making.general(letter), letter, "pdf")
    meeting.place = "Nơi khác"

    assert making.drawn(making.general(letter), letter, "pdf") == before


def test_before_the_sending_no_letter_is_issued_and_only_officers_issue(
    desk: Secretariat,
) -> None:
    with pytest.raises(Conflict):
        issue(desk, desk.plan())
    with pytest.raises(Denied):
        services.issue_letter(
            desk.db, actor=desk.actor("minister.g12"), meeting=desk.sent(), requirements=[],
            language="vi",
        )  # fmt: skip


def test_who_saw_an_older_letter_does_not_issue_over_a_newer(desk: Secretariat) -> None:
    meeting = desk.sent()
    issue(desk, meeting, seen=0)
    with pytest.raises(Conflict):
        issue(desk, meeting, seen=0)


def test_all_letters_are_one_pdf_or_a_zip_of_files(desk: Secretariat) -> None:
    meeting = desk.sent()
    letter = issue(desk, meeting)
    rows = rows_of(desk, meeting)
    forms = making.personal(desk.db, meeting, letter, rows)

    assert len(pypdf.PdfReader(io.BytesIO(making.in_one(forms, letter))).pages) == len(rows)
    packed = making.zipped(forms, [row.name for row in rows], letter)
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert names[:2] == ["001-Nguyễn-Văn-An.pdf", "001-Nguyễn-Văn-An.docx"]
    assert len(names) == 2 * len(rows)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
def test_the_letter_is_drawn_on_one_page_within_its_margins(
    desk: Secretariat, tmp_path: Path
) -> None:
    meeting = desk.sent("Dự thảo Nghị định về lệ phí", "Báo cáo tình hình kinh tế - xã hội")
    desk.guest(meeting, "outsider")
    letter = issue(desk, meeting)
    kept = Path(os.environ.get("LETTERS_TO", tmp_path))
    made = {"general": making.general(letter)}
    (made["personal"],) = making.personal(desk.db, meeting, letter, rows_of(desk, meeting)[1:2])
    for name, form in made.items():
        path = kept / f"{name}.pdf"
        path.write_bytes(making.drawn(form, letter, "pdf"))
        subprocess.run(["pdftoppm", "-r", "72", "-png", str(path), str(kept / name)], check=True)
        (picture,) = kept.glob(f"{name}-*.png")
        page = Image.open(picture).convert("L")
        box = ImageChops.invert(page).point(lambda shade: 255 * (shade > 60)).getbbox()
        assert box is not None
        left, top, right, bottom = (edge * 25.4 / 72 for edge in box)
        # Decree 30/2020, annex I: 30 to 35 mm left, 15 to 20 right, 20 to 25 above and below.
        assert left > 29 and right < 210 - 14 and top > 15 and bottom < 297 - 19
