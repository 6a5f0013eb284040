"""A dossier in a browser: saved while it is typed, by two officers, lodged, seen at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dossiers.submissions.models import Submission
from tests.cabinet import Cabinet
from tests.dossiers.submissions.dossiers import Office
from tests.live_server import LiveServer, eventually


@pytest.fixture(autouse=True)
def _at_t0() -> None:
    """The server's clock runs: these tests do not hold it."""


@pytest.fixture
def kept(server: LiveServer, cabinet: Cabinet) -> Callable[[Callable[[Office], Any]], Any]:
    def do(act: Callable[[Office], Any]) -> Any:
        with server.database.unit_of_work() as db:
            made = act(Office(db, cabinet))
            db.flush()
            return made.id if isinstance(made, Submission) else made

    return do


def opened(page: Page, number: int) -> Page:
    page.goto(f"/submissions/{number}")
    expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
    return page


def subject_of(kept: Any, number: int) -> str:
    subject: str = kept(lambda office: office.db.get_one(Submission, number).subject)
    return subject


def test_what_is_typed_is_saved_and_the_checks_follow(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(lambda office: office.drafted())
    page = opened(tablet("officer.g12"), number)
    expect(page.get_by_text("Chưa có trích yếu.")).to_be_visible()
    page.get_by_label("Trích yếu").fill("Về giảm thuế đất")
    expect(page.get_by_text("Có trích yếu.")).to_be_visible()
    expect(page.locator("[data-save-state]")).to_contain_text("Đã lưu lúc")
    page.get_by_label("Dự thảo văn bản quy phạm pháp luật").check()
    expect(page.get_by_text("chưa có báo cáo thẩm định", exact=False)).to_be_visible()
    eventually(lambda: subject_of(kept, number) == "Về giảm thuế đất")
    page.reload()  # nothing is asked: all of it is saved
    expect(page.get_by_label("Trích yếu")).to_have_value("Về giảm thuế đất")


def test_two_officers_in_one_field_and_the_second_chooses(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(lambda office: office.drafted(subject="Cũ"))
    one, two = tablet("officer.g12"), tablet("officer.g12")
    for page in (one, two):
        opened(page, number)
    two.context.set_offline(True)
    one.get_by_label("Trích yếu").fill("Của người khác")
    expect(one.locator("[data-save-state]")).to_contain_text("Đã lưu lúc")
    two.get_by_label("Trích yếu").fill("Của tôi")
    expect(two.locator("[data-save-state]")).to_contain_text("mất kết nối")
    two.context.set_offline(False)
    expect(two.get_by_text("Người khác vừa ghi: Của người khác")).to_be_visible()
    two.get_by_role("button", name="Giữ nội dung của tôi").click()
    eventually(lambda: subject_of(kept, number) == "Của tôi")
    expect(two.get_by_label("Trích yếu")).to_have_value("Của tôi")


def test_lodged_it_appears_at_the_desk_and_comes_back_with_its_remark(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(lambda office: office.complete(subject="Cũ"))
    officer, secretary = tablet("officer.g12"), tablet("secretary")
    secretary.goto("/submissions?tab=waiting")
    expect(secretary.locator("ec-connection")).to_have_attribute("state", "connected")
    opened(officer, number)
    officer.get_by_label("Trích yếu").fill("Về giảm thuế đất")
    # At once: the lodging waits until what was typed is saved.
    officer.get_by_role("button", name="Trình hồ sơ").click()
    officer.locator('#ec-confirm button[value="ok"]').click()
    expect(officer.get_by_text("Đã trình", exact=True).first).to_be_visible()
    assert subject_of(kept, number) == "Về giảm thuế đất"
    secretary.get_by_role("link", name="Về giảm thuế đất").click()
    secretary.get_by_role("button", name="Tiếp nhận kiểm tra").click()
    secretary.locator("summary", has_text="Trả lại hồ sơ").click()
    secretary.locator("#submission-return").get_by_label("Dự thảo văn bản").fill("Thiếu Điều 3")
    secretary.get_by_role("button", name="Trả lại hồ sơ").click()
    expect(officer.get_by_text("Thiếu Điều 3").first).to_be_visible()
    expect(officer.get_by_role("button", name="Trình lại")).to_be_visible()
