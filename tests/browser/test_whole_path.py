"""A cabinet meets: the whole path, from the agenda to the work that follows, on its tablets."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from demo.papers import PaperKind, paper
from tests.browser import in_room, in_writing
from tests.browser.conftest import PHONE, PORTRAIT, Points, Tablet
from tests.browser.in_writing import confirm

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SAMPLE = Path(__file__).resolve().parent.parent / "data" / "pdf" / "tracemonkey.pdf"
SITTING = "Phiên họp thường kỳ thử nghiệm"
TUITION, RAILWAY, REPORT = (
    "Chính sách học phí đối với học sinh phổ thông",
    "Đầu tư tuyến đường sắt kết nối cảng biển",
    "Báo cáo tình hình kinh tế - xã hội",
)
PROPOSAL = "to-trinh-hoc-phi"
FINANCE, JUSTICE, EDUCATION = "Bộ Tài chính", "Bộ Tư pháp", "Bộ Giáo dục và Đào tạo"


def local(instant: datetime) -> str:
    """As a date-and-time field takes it."""
    return instant.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")


def item(page: Page, title: str) -> Locator:
    """A line of the agenda."""
    return page.locator(".mt-item", has_text=title)


def wave(x: float, y: float, count: int = 30) -> Points:
    return [(x + 5 * at, y + 14 * math.sin(at / 5)) for at in range(count)]


def test_a_cabinet_meets(tablet_of: Callable[..., Tablet]) -> None:
    officer, head, chair = tablet_of("secretary"), tablet_of("head"), tablet_of("pm")
    finance, justice = tablet_of("minister.g12"), tablet_of("minister.g15", PORTRAIT)
    education, ministry = tablet_of("minister.g03"), tablet_of("officer.g12")

    place = plan_sitting(officer)
    prepare_agenda(officer)
    members_see_nothing(finance, place)
    approve_and_send(head, place)
    members_see_exactly_what_was_sent(finance, officer, place)
    read_and_write(finance, justice)
    meet(place, chair, [finance, justice, education], officer)
    in_room.end(chair, [TUITION, RAILWAY, REPORT])
    in_writing.report(ministry, in_room.TASK)

    ask_in_writing(officer, head, [tablet_of("minister.g12", PHONE), justice, education])
    in_writing.report(ministry, in_writing.TASK)


def meet(place: str, chair: Tablet, ministers: list[Tablet], officer: Tablet) -> None:
    """The sitting: one tablet loses its network while the vote is opened, and catches up."""
    finance, justice, education = ministers
    for tablet in (chair, *ministers):
        in_room.enter(tablet, place)
    in_room.open_sitting(chair)
    in_room.call(chair, 1, TUITION, ministers)
    in_room.note(officer, place)
    education.set_offline(True)
    expect(education.page.locator("ec-connection")).not_to_have_attribute("state", "connected")
    in_room.open_vote(chair)
    for tablet, choice in ((chair, "Đồng ý"), (finance, "Đồng ý"), (justice, "Không đồng ý")):
        in_room.vote(tablet, choice)
    education.set_offline(False)
    in_room.vote(education, "Đồng ý")
    in_room.close_vote(chair, ministers)
    in_room.conclude(chair, ministers)
    in_room.call(chair, 2, REPORT, ministers)
    in_room.call(chair, 3, RAILWAY, ministers)


def ask_in_writing(officer: Tablet, head: Tablet, ministers: list[Tablet]) -> None:
    """A written ballot, answered from a telephone too, an answer changed, closed, decided."""
    on_phone, justice, education = ministers
    remark = "Tán thành, bổ sung căn cứ pháp lý."
    place = in_writing.draft(officer)
    in_writing.approve(head, place)
    in_writing.answer(on_phone, "Đồng ý")
    in_writing.answer(justice, "Không đồng ý", "Chưa rõ căn cứ pháp lý.")
    in_writing.answer(education, "Đồng ý")
    in_writing.change(justice, "Đồng ý", remark)
    in_writing.close(head, "3")
    in_writing.collect(officer, place, remark)
    in_writing.decide(head, place)


def plan_sitting(officer: Tablet) -> str:
    """The officer creates the sitting; returns its address."""
    page = officer.page
    officer.go("Phiên họp")
    page.get_by_role("link", name="Tạo phiên họp").click()
    page.get_by_label("Tên phiên họp").fill(SITTING)
    begins = datetime.now(ZONE) + timedelta(minutes=10)
    page.get_by_label("Bắt đầu").fill(local(begins))
    page.get_by_label("Dự kiến kết thúc").fill(local(begins + timedelta(hours=2)))
    page.get_by_label("Địa điểm").fill("Phòng họp số 1")
    page.get_by_label("Thư ký").select_option(label="Ngô Thị Ký · VPCP")
    page.get_by_role("button", name="Tạo phiên họp").click()
    expect(page.get_by_role("heading", name=SITTING)).to_be_visible()
    return page.url


def prepare_agenda(officer: Tablet) -> None:
    """Three items, put in another order, with real papers on them."""
    page = officer.page
    lines = (
        (REPORT, "Thông tin", FINANCE, "Trần Thị Bình · BTC", "15"),
        (TUITION, "Quyết định", EDUCATION, "Phạm Thị Dung · BGDĐT", "30"),
        (RAILWAY, "Thảo luận", JUSTICE, "Lê Văn Cường · BTP", "20"),
    )
    for title, kind, lead, presenter, minutes in lines:
        form = page.locator("#add-item")
        if form.get_attribute("open") is None:
            form.locator("summary").click()
        form.get_by_role("textbox", name="Nội dung").fill(title)
        form.get_by_label("Loại").select_option(label=kind)
        form.get_by_label("Số phút").fill(minutes)
        form.get_by_label("Cơ quan chủ trì").select_option(label=lead)
        form.get_by_label("Người trình bày").select_option(label=presenter)
        form.get_by_role("button", name="Thêm nội dung").click()
        expect(item(page, title)).to_be_visible()
        expect(form.get_by_role("textbox", name="Nội dung")).to_have_value("")
    page.get_by_role("button", name=f"Chuyển lên: {TUITION}").click()
    expect(page.locator(".mt-item-title").first).to_contain_text(TUITION)
    papers = {
        f"{PROPOSAL}.pdf": paper(PaperKind.SUBMISSION, TUITION, EDUCATION, 5),
        "du-thao-nghi-quyet.pdf": paper(PaperKind.DRAFT_RESOLUTION, TUITION, EDUCATION, 3),
    }
    upload(page, TUITION, list(papers.items()))
    upload(page, RAILWAY, [(SAMPLE.name, SAMPLE.read_bytes())])


def upload(page: Page, title: str, files: list[tuple[str, bytes]]) -> None:
    """Choose files for an item; they are there when they passed the check."""
    line = item(page, title)
    line.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/pdf", "buffer": it} for name, it in files]
    )
    expect(line.locator(".mt-papers > li")).to_have_count(len(files), timeout=40_000)


def members_see_nothing(minister: Tablet, place: str) -> None:
    """Before it is sent, a member neither finds the sitting nor gets it by its address."""
    minister.go("Phiên họp")
    expect(minister.page.get_by_text(SITTING)).to_have_count(0)
    answer = minister.context.request.get(place)
    assert answer.status == 404


def approve_and_send(head: Tablet, place: str) -> None:
    """The head approves, and sends with the reason why it is late."""
    page = head.page
    page.goto(place)
    page.get_by_role("button", name="Duyệt chương trình").click()
    confirm(page)
    page.get_by_label("Lý do gửi muộn").fill("Thử nghiệm toàn bộ quy trình trong một buổi.")
    expect(page.get_by_role("button", name=re.compile("^Gửi bản A"))).to_be_visible()
    for box in page.get_by_label("Lý do vẫn gửi").all():
        box.fill("Đã biết.")
    page.get_by_role("button", name=re.compile("^Gửi bản A")).click()
    confirm(page)
    expect(page.locator(".mt-invited li")).to_have_count(5)


def members_see_exactly_what_was_sent(minister: Tablet, officer: Tablet, place: str) -> None:
    """The member's agenda has the three items and their papers, and the invitation to answer."""
    page = minister.page
    minister.go("Phiên họp")
    page.get_by_role("link", name=SITTING).click()
    expect(page.locator(".mt-item-title")).to_have_count(3)
    expect(page.locator(".mt-papers a")).to_have_count(3)
    page.get_by_role("button", name="Tôi sẽ dự").click()
    expect(page.locator(".mt-answer .ec-state")).to_contain_text("Dự họp")
    expect(officer.page.locator(".mt-invited .ec-state", has_text="Dự họp")).to_have_count(1)


def open_paper(tablet: Tablet, title: str, place: int = 0) -> None:
    """Open a paper of an item from the sent agenda."""
    item(tablet.page, title).locator(".mt-papers a").nth(place).click()
    wait_for_paper(tablet)


def wait_for_paper(tablet: Tablet) -> None:
    expect(tablet.page.locator("ec-reader[data-ready]")).to_be_attached(timeout=40_000)
    expect(tablet.page.locator(".textLayer span").first).to_be_attached(timeout=40_000)


def read_and_write(finance: Tablet, justice: Tablet) -> None:
    """One minister reads, zooms, finds and writes; the other sees it while it is drawn."""
    page, other = finance.page, justice.page
    open_paper(finance, TUITION)
    justice.go("Phiên họp")
    other.get_by_role("link", name=SITTING).click()
    open_paper(justice, TUITION)

    zoom = page.get_by_label("Tỷ lệ")
    before = zoom.inner_text()
    page.get_by_role("button", name="Phóng to").click()
    expect(zoom).not_to_have_text(before)
    page.get_by_role("button", name="Thu nhỏ").click()
    page.get_by_role("button", name="Tìm trong tài liệu").click()
    page.get_by_role("searchbox", name="Tìm trong tài liệu").fill("hoc phi")
    expect(page.locator("[data-find=count]")).to_have_text(re.compile(r"1 / \d+"))
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Bút dạ", exact=True).click()
    finance.pen([(300 + 8 * at, 420) for at in range(30)])
    expect(page.locator(".reader-mark-marker")).to_have_count(1)
    page.get_by_text("Phiên họp", exact=True).click()
    page.get_by_role("button", name="Bút", exact=True).click()
    stroke = wave(300, 520)
    finance.pen(stroke, lift=False)
    expect(other.locator(".reader-growing-ink")).to_have_count(1)
    expect(other.locator(".reader-author")).to_have_text("Trần Thị Bình")
    expect(other.locator(".reader-mark-ink")).to_have_count(0)
    finance.lift(stroke[-1])
    expect(other.locator(".reader-mark-ink")).to_have_count(1)

    page.get_by_role("button", name="Ghi chú", exact=True).click()
    finance.pen([(640, 600), (641, 600)])
    page.get_by_label("Nội dung ghi chú").fill("Đề nghị làm rõ nguồn kinh phí.")
    page.keyboard.press("Control+Enter")
    expect(other.locator(".reader-mark-note")).to_have_count(1)
    expect(other.locator(".reader-mark-marker")).to_have_count(0)
    other.reload()
    wait_for_paper(justice)
    expect(other.locator(".reader-mark-ink")).to_have_count(1)
    expect(other.locator(".reader-mark-note")).to_have_count(1)
