"""The part of the whole path outside a sitting: a written ballot, its decision, the work done."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from docx import Document
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from demo.papers import PaperKind, paper
from ecabinet.calendar import vietnam
from tests.browser.conftest import Tablet

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ASKED = "Bổ sung dự phòng ngân sách khắc phục hậu quả bão"
QUESTION = "Thông qua mức bổ sung từ dự phòng ngân sách trung ương?"
TASK = "Phân bổ chi tiết kinh phí cho các tỉnh"
FINANCE = "G12 · Bộ Tài chính"


def confirm(page: Page) -> None:
    """Say yes in the dialog that asks."""
    page.locator("#ec-confirm .btn-primary").click()


def draft(officer: Tablet) -> str:
    """The officer drafts a ballot with a paper and asks for approval; returns its address."""
    page = officer.page
    page.goto("/")
    officer.go("Phiếu lấy ý kiến")
    page.get_by_role("link", name="Soạn phiếu lấy ý kiến").click()
    page.get_by_label("Việc cần lấy ý kiến").fill(ASKED)
    page.get_by_label("Nội dung").fill("Mưa lũ gây thiệt hại nặng tại sáu tỉnh.")
    page.get_by_label("Câu hỏi").fill(QUESTION)
    page.get_by_label("Cơ quan chủ trì").select_option(label=FINANCE)
    today = datetime.now(ZONE).date()
    closes = vietnam(ZONE).add(today, 4)
    page.get_by_label("Thời hạn trả lời").fill(f"{closes}T17:00")
    page.get_by_role("button", name="Lưu và thêm tài liệu").click()
    content = paper(PaperKind.SUBMISSION, ASKED, "Bộ Tài chính", 3)
    page.locator("input[type=file]").set_input_files(
        {"name": "to-trinh-du-phong.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    expect(page.get_by_role("link", name=re.compile("dự phòng|du-phong", re.I))).to_have_count(
        1, timeout=40_000
    )
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.locator("h1 + .ec-state")).to_contain_text("Chờ duyệt")
    return page.url


def approve(head: Tablet, place: str) -> None:
    """The head approves, which sends it."""
    page = head.page
    page.goto(place)
    page.get_by_role("button", name="Duyệt và gửi").click()
    confirm(page)
    expect(page.locator("h1 + .ec-state")).to_contain_text("Đang lấy ý kiến")


def answer(tablet: Tablet, choice: str, remark: str = "") -> None:
    """From what waits on the home page to the answer."""
    page = tablet.page
    page.goto("/")
    page.get_by_role("link", name=re.compile(ASKED)).first.click()
    give(tablet, choice, remark)


def give(tablet: Tablet, choice: str, remark: str = "") -> None:
    """Choose, say why, send; the receipt says so."""
    page = tablet.page
    page.get_by_role("radio", name=re.compile(f"^{choice}")).check()
    page.get_by_label("Ý kiến cụ thể").fill(remark)
    page.get_by_role("button", name=re.compile("^Gửi ý kiến")).click()
    expect(page.get_by_text("Đã ghi nhận ý kiến lúc").first).to_be_visible()


def change(tablet: Tablet, choice: str, remark: str) -> None:
    """Change one's mind before the end."""
    expect(tablet.page.get_by_role("button", name="Gửi ý kiến đã sửa")).to_be_visible()
    give(tablet, choice, remark)
    expect(tablet.page.get_by_label("Ý kiến cụ thể")).to_have_value(remark)


def close(head: Tablet, answered: str) -> None:
    """The head sees who answered, not what, and closes early with the reason."""
    page = head.page
    expect(page.locator("ec-turnout")).to_contain_text(answered)
    expect(page.get_by_role("heading", name="Kết quả")).to_have_count(0)
    page.get_by_text("Kết thúc trước thời hạn", exact=True).first.click()
    page.get_by_label("Lý do kết thúc trước thời hạn").fill("Cần cấp kinh phí ngay cho các tỉnh.")
    page.get_by_role("button", name="Kết thúc trước thời hạn").click()
    confirm(page)
    expect(page.get_by_role("heading", name="Kết quả", exact=True)).to_be_visible()


def download(page: Page, name: str) -> bytes:
    """Follow a download link; returns the file."""
    with page.expect_download() as begun:
        page.get_by_role("link", name=name).click()
    return begun.value.path().read_bytes()


def text_of_pdf(content: bytes) -> str:
    """All words, on one line."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def text_of_docx(content: bytes) -> str:
    """All words of paragraphs and tables, on one line."""
    found: Any = Document(io.BytesIO(content))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(p.text for p in found.paragraphs), *cells]).split())


def collect(officer: Tablet, place: str, remark: str) -> None:
    """The officer sees the consolidated result, downloads it in both forms, confirms it."""
    page = officer.page
    page.goto(place)
    expect(page.get_by_role("cell", name=remark)).to_be_visible()
    for content in (
        text_of_pdf(download(page, "(PDF)")),
        text_of_docx(download(page, "(DOCX)")),
    ):
        assert ASKED in content
        assert remark in content
        assert "Phạm Thị Dung" in content
    page.get_by_role("button", name="Xác nhận kết quả tổng hợp").click()
    expect(page.locator("h1 + .ec-state")).to_contain_text("Đã tổng hợp")


def decide(head: Tablet, place: str) -> None:
    """A decision follows, with one assignment; the head issues it with its number."""
    page = head.page
    page.goto(place)
    page.get_by_label("Nội dung quyết định").fill("Điều 1. Bổ sung kinh phí cho sáu tỉnh.")
    page.get_by_label("Nhiệm vụ", exact=True).or_(
        page.get_by_label(re.compile(r"^Nhiệm vụ \("))
    ).first.fill(TASK)
    page.get_by_label(re.compile("^Cơ quan chủ trì thực hiện")).select_option(label=FINANCE)
    due = datetime.now(ZONE).date() + timedelta(days=20)
    page.get_by_label(re.compile("^Thời hạn hoàn thành")).fill(due.isoformat())
    # The page takes itself anew when the server tells it, and is left when the form is answered:
    # what is asked for between the two would be overtaken.
    with page.expect_navigation():
        page.get_by_role("button", name="Ghi quyết định").click()
    page.get_by_role("link", name="Xem quyết định").or_(
        page.get_by_role("button", name="Cấp số và ban hành")
    ).first.wait_for()
    link = page.get_by_role("link", name="Xem quyết định")
    if link.count():
        # By its address: just after the form is taken up, a headless Chromium sometimes holds back
        # the scrolling to the link without end.
        page.goto(link.get_attribute("href") or "")
    page.get_by_role("button", name="Cấp số và ban hành").click()
    confirm(page)
    expect(page.locator(".ec-kicker")).to_have_text("01/NQ-CP")


def report(ministry: Tablet, task: str) -> None:
    """The officer of the lead ministry finds the work, reports, and files it as done."""
    page = ministry.page
    ministry.go("Nhiệm vụ")
    page.get_by_role("link", name=re.compile(task)).click()
    expect(page.locator("h1 + .ec-state")).to_contain_text("trong hạn")
    page.get_by_label("Đã làm được gì").fill("Đã phân bổ cho bốn tỉnh.")
    page.get_by_label("Tỷ lệ hoàn thành").fill("65")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_text("Đã phân bổ cho bốn tỉnh. (65%)")).to_be_visible()
