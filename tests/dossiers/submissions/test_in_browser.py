"""A dossier in a browser: saved while it is typed, by two officers, lodged, seen at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dossiers.submissions.models import PaperRole, Submission
from tests.cabinet import Cabinet
from tests.dossiers.submissions.dossiers import Office
from tests.live_server import LiveServer, eventually
from tests.plugins.tablets import typed_on, with_key


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


def test_a_tab_closed_right_after_typing_loses_nothing_of_a_dossier(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(lambda office: office.drafted())
    # Without its key the tablet keeps nothing, and the browser asks before it closes.
    page = with_key(opened(tablet("officer.g12"), number))
    page.get_by_label("Trích yếu").fill("Gõ rồi đóng ngay")
    page.close(run_before_unload=True)
    opened(page.context.new_page(), number)
    eventually(lambda: subject_of(kept, number) == "Gõ rồi đóng ngay")


def closed_without_network(page: Page, subject: str) -> Any:
    """Type, and close the tab while nothing leaves it; return a new tab of the same browser."""
    with_key(page)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')); }")
    page.get_by_label("Trích yếu").fill(subject)
    expect(page.locator("[data-save-state]")).to_contain_text("giữ trên máy này")
    page.close()
    return page.context.new_page()


def test_a_tab_closed_without_network_loses_nothing_of_a_dossier(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(lambda office: office.drafted())
    page = opened(tablet("officer.g12"), number)
    again = opened(closed_without_network(page, "Gõ khi mất mạng"), number)
    expect(again.get_by_text("Đã khôi phục nội dung gõ lúc")).to_be_visible()
    eventually(lambda: subject_of(kept, number) == "Gõ khi mất mạng")
    eventually(lambda: typed_on(again) == [])


def test_what_comes_back_from_a_closed_tab_overwrites_nobody(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(lambda office: office.drafted(subject="Cũ", note="Ghi chú cũ"))
    page = opened(tablet("officer.g12"), number)
    other = opened(tablet("officer.g12"), number)
    fresh = closed_without_network(page, "Của tôi")
    other.get_by_label("Trích yếu").fill("Của người khác")
    other.get_by_label("Ghi chú").fill("Ghi chú mới")
    eventually(
        lambda: (
            kept(lambda office: office.db.get_one(Submission, number).note) == "Ghi chú mới"
            and subject_of(kept, number) == "Của người khác"
        )
    )
    opened(fresh, number)
    expect(fresh.get_by_text("Người khác vừa ghi: Của người khác")).to_be_visible()
    expect(fresh.get_by_label("Trích yếu")).to_have_value("Của tôi")
    expect(fresh.get_by_label("Ghi chú")).to_have_value("Ghi chú mới")


def test_what_was_on_its_way_when_the_tab_was_closed_is_nobody_elses(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(lambda office: office.drafted(subject="Cũ"))
    page = with_key(opened(tablet("officer.g12"), number))
    # The first saving arrives, but no answer comes back; nothing else leaves this page.
    page.evaluate(
        """() => {
          const real = window.fetch;
          let sent = 0;
          window.fetch = (url, options) => {
            if (options?.method !== "PATCH") return real(url, options);
            sent += 1;
            if (sent === 1) real(url, options);
            return sent === 1 ? new Promise(() => {}) : Promise.reject(new TypeError("offline"));
          };
        }"""
    )
    page.get_by_label("Trích yếu").fill("Câu đầu")
    eventually(lambda: subject_of(kept, number) == "Câu đầu")
    page.get_by_label("Trích yếu").fill("Câu đầu và câu sau")
    eventually(lambda: typed_on(page) == [f"typed submission:{number}"])
    page.close(run_before_unload=True)
    again = opened(page.context.new_page(), number)
    eventually(lambda: subject_of(kept, number) == "Câu đầu và câu sau")
    expect(again.get_by_text("Người khác vừa ghi")).to_have_count(0)


def test_what_was_typed_into_a_dossier_lodged_meanwhile_is_shown_until_it_is_discarded(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(lambda office: office.complete(subject="Cũ"))
    page = opened(tablet("officer.g12"), number)
    fresh = closed_without_network(page, "Chưa kịp lưu")
    kept(lambda office: office.lodge(office.db.get_one(Submission, number)))
    opened(fresh, number)
    box = fresh.locator("[data-ec-mine]", has_text="Chưa kịp lưu")
    expect(box).to_contain_text("Trích yếu")
    box.get_by_role("button", name="Bỏ nội dung này").click()
    expect(box).to_have_count(0)
    eventually(lambda: typed_on(fresh) == [])


def test_a_server_that_is_away_for_a_while_is_asked_again_without_a_further_key(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(lambda office: office.drafted())
    tab = tablet("officer.g12")
    tab.clock.install()
    page = opened(tab, number)
    page.route("**/api/v1/submissions/*", lambda route: route.fulfill(status=503))
    page.get_by_label("Trích yếu").fill("Khi máy chủ khởi động lại")
    page.clock.run_for(2000)
    expect(page.locator("[data-save-state]")).to_have_class("ec-error mb-0")
    page.unroute("**/api/v1/submissions/*")
    page.clock.run_for(11000)
    eventually(lambda: subject_of(kept, number) == "Khi máy chủ khởi động lại")


def test_why_a_dossier_goes_back_is_kept_when_the_tab_is_closed(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(lambda office: office.checking())
    page = with_key(opened(tablet("secretary"), number))
    page.locator("summary", has_text="Trả lại hồ sơ").click()
    page.locator("#submission-return").get_by_label("Dự thảo văn bản").fill("Thiếu Điều 3")
    eventually(lambda: typed_on(page))
    page.close()
    again = opened(page.context.new_page(), number)
    field = again.locator("#submission-return").get_by_label("Dự thảo văn bản")
    expect(field).to_have_value("Thiếu Điều 3")


def papers_in_order(kept: Any, number: int) -> list[str]:
    def read(office: Office) -> list[str]:
        papers = office.db.get_one(Submission, number).papers
        return [paper.document.title for paper in sorted(papers, key=lambda one: one.ordinal)]

    found: list[str] = kept(read)
    return found


def with_papers(office: Office) -> Submission:
    """A dossier with three papers of one role and one of another between them."""
    submission = office.drafted()
    for title, role in (
        ("A", PaperRole.OTHER), ("B", PaperRole.OTHER), ("Tờ trình", PaperRole.PROPOSAL),
        ("C", PaperRole.OTHER),
    ):  # fmt: skip
        office.paper(role, submission).title = title
    return submission


def handle(page: Page, title: str) -> Any:
    return page.get_by_role("button", name=f"để chuyển chỗ: {title}")


def test_papers_are_dragged_within_their_role_and_put_back(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(with_papers)
    page = tablet("officer.g12")
    page.set_viewport_size({"width": 1180, "height": 2000})
    opened(page, number)
    expect(handle(page, "Tờ trình")).to_have_count(0)  # alone in its role: nowhere to go
    here, there = handle(page, "C").bounding_box(), handle(page, "A").bounding_box()
    assert here and there
    page.mouse.move(here["x"] + 10, here["y"] + 10)
    page.mouse.down()
    page.mouse.move(here["x"] + 10, there["y"] + 20, steps=12)
    page.mouse.move(here["x"] + 10, there["y"] + 2, steps=4)
    page.mouse.up()
    eventually(lambda: papers_in_order(kept, number) == ["C", "A", "Tờ trình", "B"])
    expect(page.locator("#ec-toasts")).to_contain_text("Đã chuyển tới vị trí 1.")
    page.get_by_role("button", name="Hoàn tác").click()
    eventually(lambda: papers_in_order(kept, number) == ["A", "B", "Tờ trình", "C"])
    expect(page.locator("#ec-toasts")).to_contain_text("Đã trở về vị trí cũ.")


def test_papers_are_moved_by_finger_by_key_and_by_button(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(with_papers)
    page = tablet("officer.g12")
    page.set_viewport_size({"width": 820, "height": 2800})
    finger = page.context.new_cdp_session(page)
    finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    opened(page, number)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    here, there = handle(page, "C").bounding_box(), handle(page, "A").bounding_box()
    assert here and there
    x, start, goal = here["x"] + 20, here["y"] + 20, there["y"] + 4
    touch("touchStart", (x, start))
    for step in range(1, 13):
        touch("touchMove", (x, start + (goal - start) * step / 12))
    touch("touchEnd")
    eventually(lambda: papers_in_order(kept, number) == ["C", "A", "Tờ trình", "B"])

    expect(page.locator("#ec-toasts")).to_contain_text("Đã chuyển tới vị trí 1.")
    handle(page, "C").focus()
    page.keyboard.press("ArrowDown")
    eventually(lambda: papers_in_order(kept, number) == ["A", "C", "Tờ trình", "B"])
    expect(page.locator("#ec-toasts")).to_contain_text("Đã chuyển tới vị trí 2.")
    page.get_by_role("button", name="Đưa “B” lên trên").click()
    eventually(lambda: papers_in_order(kept, number) == ["A", "B", "Tờ trình", "C"])


def test_what_somebody_else_wrote_is_not_kept_on_this_device_as_mine(
    tablet: Callable[[str], Page], kept: Any
) -> None:
    number = kept(lambda office: office.drafted(subject="Cũ"))
    page, other = opened(tablet("officer.g12"), number), opened(tablet("officer.g12"), number)
    other.get_by_label("Trích yếu").fill("Của người khác")
    expect(page.get_by_label("Trích yếu")).to_have_value("Của người khác")
    page.close(run_before_unload=True)
    again = page.context.new_page()
    other.get_by_label("Trích yếu").fill("Người khác sửa tiếp")
    eventually(lambda: subject_of(kept, number) == "Người khác sửa tiếp")
    opened(again, number)
    expect(again.get_by_label("Trích yếu")).to_have_value("Người khác sửa tiếp")
    assert (
        again.evaluate("Object.keys(localStorage).some((key) => key.startsWith('ec-unsaved'))")
        is False
    )
