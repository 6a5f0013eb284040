"""The part of the whole path in the room: opened, followed, voted, concluded, ended, recorded."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.conftest import Tablet
from tests.browser.in_writing import confirm, download, text_of_docx, text_of_pdf

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SAID = "Đề nghị làm rõ nguồn kinh phí bù phần học phí được miễn."
CONCLUSION = "Thông qua chính sách học phí; áp dụng từ năm học tới."
TASK = "Trình phương án cân đối kinh phí bù học phí"
FINANCE = "G12 · Bộ Tài chính"


def enter(tablet: Tablet, place: str) -> None:
    """Go from the sitting's page into the room, and take one's place."""
    page = tablet.page
    page.goto(place)
    page.get_by_role("link", name="Vào phòng họp").click()
    page.get_by_role("button", name="Tôi có mặt").click()
    expect(page.get_by_text("Đã ghi nhận có mặt")).to_be_visible()


def open_sitting(chair: Tablet) -> None:
    """With its quorum shown, the chair opens."""
    page = chair.page
    expect(page.locator(".lr-quorum")).to_contain_text("4/4 thành viên")
    page.get_by_role("button", name="Khai mạc phiên họp").click()
    confirm(page)
    expect(page.get_by_role("button", name="Tạm nghỉ")).to_be_visible()


def call(chair: Tablet, ordinal: int, title: str, others: list[Tablet]) -> None:
    """The chair sets the current item; all tablets follow."""
    chair.page.get_by_role("button", name=f"Sang nội dung {ordinal}").click()
    for tablet in (chair, *others):
        expect(tablet.page.locator(".lr-title")).to_have_text(title)


def note(officer: Tablet, place: str) -> None:
    """The secretariat records what was said."""
    page = officer.page
    page.goto(place)
    page.get_by_role("link", name="Vào phòng họp").click()
    page.get_by_label("Người phát biểu").select_option(label=re_option(page, "Trần Thị Bình"))
    page.get_by_label("Nội dung ghi").fill(SAID)
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.locator(".lr-note-text")).to_have_text(SAID)


def re_option(page: Page, name: str) -> str:
    """The whole label of the option that begins with `name`."""
    return page.locator("option", has_text=name).first.inner_text().strip()


def open_vote(chair: Tablet) -> None:
    """The chair opens a vote on the item."""
    chair.page.get_by_role("button", name="Bắt đầu thảo luận").click()
    chair.page.get_by_role("button", name="Mở biểu quyết").click()
    expect(chair.page.get_by_role("button", name="Kết thúc biểu quyết")).to_be_visible()


def vote(tablet: Tablet, choice: str) -> None:
    """A member votes on their tablet."""
    page = tablet.page
    page.get_by_role("radio", name=re.compile(f"^{choice}")).check()
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_text("Đã ghi nhận ý kiến lúc").first).to_be_visible()


def close_vote(chair: Tablet, others: list[Tablet]) -> None:
    """The chair closes; counts, quorum, majority and the sentence stand on every tablet."""
    page = chair.page
    expect(page.locator("ec-turnout")).to_contain_text("4")
    page.get_by_role("button", name="Kết thúc biểu quyết").click()
    confirm(page)
    for tablet in (chair, *others):
        result = tablet.page.get_by_role("region", name="Biểu quyết")
        expect(result.get_by_text("Được thông qua", exact=True)).to_be_visible()
        expect(result).to_contain_text(re.compile("3/4 thành viên.*cần 3"))


def conclude(chair: Tablet, others: list[Tablet]) -> None:
    """The chair concludes the item with one assignment."""
    page = chair.page
    page.get_by_label("Kết luận của Chủ tọa").fill(CONCLUSION)
    page.locator(".lr-work > summary").click()
    page.get_by_label(re.compile("^Nội dung nhiệm vụ")).fill(TASK)
    page.get_by_label(re.compile("^Cơ quan chủ trì")).select_option(label=FINANCE)
    due = datetime.now(ZONE).date() + timedelta(days=15)
    page.get_by_label(re.compile("^Thời hạn")).fill(due.isoformat())
    page.get_by_role("button", name="Kết luận", exact=True).click()
    for tablet in (chair, *others):
        expect(tablet.page.locator(".lr-conclusion")).to_contain_text(CONCLUSION)


def end(chair: Tablet, titles: list[str]) -> None:
    """The chair ends; the minutes are there, in both forms."""
    page = chair.page
    page.get_by_role("button", name="Kết thúc phiên họp").click()
    confirm(page)
    page.get_by_role("link", name="Mở biên bản").click()
    expect(page.get_by_role("article", name="Biên bản")).to_contain_text(CONCLUSION)
    for words in (text_of_pdf(download(page, "PDF")), text_of_docx(download(page, "DOCX"))):
        for expected in (
            "Độc lập - Tự do - Hạnh phúc", "BB-VPCP", *titles, "4/4 thành viên tham dự", SAID,
            "Nguyễn Văn An", "Ngô Thị Ký", "Lê Văn Cường", CONCLUSION, TASK, "Bộ Tài chính",
            "3/4 thành viên", "Nơi nhận",
        ):  # fmt: skip
            assert expected in words, f"{expected} is missing in {words}"
        assert words.upper().index("THƯ KÝ") < words.upper().rindex("CHỦ TỌA")
