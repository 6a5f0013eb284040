"""Two officers, two browsers, one item: merged, shown side by side, kept when a tab is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from meetings.models import AgendaItem, Meeting
from tests.live_server import eventually
from tests.plugins.tablets import typed_on, with_key

STATE = "[data-saving]"


@pytest.fixture
def item(at_desk: Any) -> tuple[int, int]:
    """Sitting and item of “A”, 30 minutes."""

    def make(desk: Any) -> tuple[int, int]:
        meeting = desk.plan()
        return meeting.id, desk.add(meeting, "A", minutes=30).id

    made: tuple[int, int] = at_desk(make)
    return made


@pytest.fixture
def editing(tablet: Callable[[str], Page], item: tuple[int, int]) -> Callable[[str], Page]:
    """`editing("head")`: a browser with the item's form open, connected."""

    def make(login: str) -> Page:
        page = tablet(login)
        page.goto(f"/meetings/{item[0]}?edit={item[1]}")
        expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
        return page

    return make


def field(page: Page, name: str) -> Any:
    return page.locator(f"form[data-editing] [name={name}]")


def stored(at_desk: Any, item: tuple[int, int]) -> tuple[str, int]:
    def read(desk: Any) -> tuple[str, int]:
        found = desk.db.get_one(AgendaItem, item[1])
        return found.title, found.minutes

    result: tuple[str, int] = at_desk(read)
    return result


def test_different_fields_typed_by_two_are_both_saved_as_they_are_typed_and_seen_by_both(
    editing: Any, at_desk: Any, item: Any
) -> None:
    one, two = editing("secretary"), editing("head")
    field(one, "title").fill("A của thư ký")
    field(two, "minutes").fill("45")
    field(two, "minutes").blur()
    eventually(lambda: stored(at_desk, item) == ("A của thư ký", 45))
    expect(one.locator(STATE)).to_contain_text("Đã lưu lúc")
    # Each sees the other's words in its own open form, and who wrote them.
    expect(field(one, "minutes")).to_have_value("45")
    expect(one.locator(".me-arrived")).to_contain_text("Đỗ Văn Chánh vừa sửa “Số phút”")
    expect(field(two, "title")).to_have_value("A của thư ký")


def test_the_other_sees_who_writes_in_which_field(editing: Any) -> None:
    one, two = editing("secretary"), editing("head")
    field(one, "title").focus()
    expect(two.get_by_text("Vũ Thị Thư đang sửa")).to_be_visible()
    one.get_by_role("link", name="Đóng").click()
    expect(two.get_by_text("Vũ Thị Thư đang sửa")).to_be_hidden()


def both_wrote_the_title(editing: Any, at_desk: Any, item: Any) -> Page:
    """The head's title is stored, the secretary's stands in the field, and both are shown."""
    one, two = editing("secretary"), editing("head")
    one.route("**/api/v1/meetings/*/items/*", lambda route: route.abort())
    field(one, "title").fill("Của thư ký")
    expect(one.locator(STATE)).to_contain_text("Chưa lưu: mất kết nối")
    field(two, "title").fill("Của lãnh đạo")
    field(two, "title").blur()
    eventually(lambda: stored(at_desk, item)[0] == "Của lãnh đạo")
    expect(field(one, "title")).to_have_value("Của thư ký")
    one.unroute("**/api/v1/meetings/*/items/*")
    field(one, "title").blur()
    one.evaluate("dispatchEvent(new Event('online'))")
    clash = one.locator(".me-clash")
    expect(clash).to_contain_text("Đỗ Văn Chánh viết lúc")
    expect(clash).to_contain_text("Của lãnh đạo")
    expect(clash).to_contain_text("Của thư ký")
    return one


def test_a_field_that_both_typed_is_shown_side_by_side_and_mine_is_taken(
    editing: Any, at_desk: Any, item: Any
) -> None:
    one = both_wrote_the_title(editing, at_desk, item)
    one.get_by_role("button", name="Lấy bản của tôi").click()
    eventually(lambda: stored(at_desk, item)[0] == "Của thư ký")
    expect(one.locator(".me-clash")).to_have_count(0)


def test_a_field_that_both_typed_may_stay_as_the_other_wrote_it(
    editing: Any, at_desk: Any, item: Any
) -> None:
    one = both_wrote_the_title(editing, at_desk, item)
    one.get_by_role("button", name="Lấy bản kia").click()
    expect(field(one, "title")).to_have_value("Của lãnh đạo")
    expect(one.locator(".me-clash")).to_have_count(0)
    assert stored(at_desk, item)[0] == "Của lãnh đạo"


def test_a_tab_closed_while_offline_loses_nothing(editing: Any, at_desk: Any, item: Any) -> None:
    page = with_key(editing("secretary"))
    context = page.context
    # Nothing leaves this page any more, not even while it is closed.
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')); }")
    field(page, "title").fill("Gõ khi mất mạng")
    expect(page.locator(STATE)).to_contain_text("giữ trên máy này")
    page.close()

    again = context.new_page()
    again.goto(f"/meetings/{item[0]}")  # without ?edit: the page itself knows what was left
    expect(again.get_by_text("Đã khôi phục nội dung gõ lúc")).to_be_visible()
    eventually(lambda: stored(at_desk, item)[0] == "Gõ khi mất mạng")
    expect(again.locator(STATE)).to_contain_text("Đã lưu lúc")
    eventually(lambda: typed_on(again) == [])


def test_a_tab_closed_right_after_typing_loses_nothing(
    editing: Any, at_desk: Any, item: Any
) -> None:
    # Without its key the tablet keeps nothing, and the browser asks before it closes.
    page = with_key(editing("secretary"))
    context = page.context
    field(page, "title").fill("Gõ rồi đóng ngay")
    page.close(run_before_unload=True)
    again = context.new_page()
    again.goto(f"/meetings/{item[0]}")
    eventually(lambda: stored(at_desk, item)[0] == "Gõ rồi đóng ngay")


@pytest.mark.parametrize("status", [500, 503, 429])
def test_what_a_busy_server_does_not_take_is_sent_again_without_another_key(
    editing: Any, at_desk: Any, item: Any, status: int
) -> None:
    page = editing("secretary")
    page.clock.install()
    page.route("**/api/v1/meetings/*/items/*", lambda route: route.fulfill(status=status))
    field(page, "title").fill("Của thư ký")
    expect(page.locator(STATE)).to_contain_text("Chưa lưu: máy chủ đang bận")
    assert stored(at_desk, item)[0] == "A"

    page.unroute("**/api/v1/meetings/*/items/*")
    page.clock.fast_forward("00:30")
    expect(page.locator(STATE)).to_contain_text("Đã lưu lúc")
    assert stored(at_desk, item)[0] == "Của thư ký"


def test_what_is_kept_on_the_device_goes_with_the_sign_out(editing: Any) -> None:
    page = with_key(editing("secretary"))
    page.route("**/api/v1/meetings/*/items/*", lambda route: route.abort())
    field(page, "title").fill("Riêng của tôi")
    expect(page.locator(STATE)).to_contain_text("giữ trên máy này")
    page.evaluate("document.querySelector('form[action$=\"/sign-out\"]').requestSubmit()")
    # What is on this tablet alone is told of first.
    page.locator('#ec-confirm button[value="ok"]').click()
    page.wait_for_url("**/sign-in**")
    assert typed_on(page) == []


def test_the_last_change_is_undone(editing: Any, at_desk: Any, item: Any) -> None:
    page = editing("secretary")
    field(page, "title").fill("Nhầm")
    expect(page.locator(STATE)).to_contain_text("Đã lưu lúc")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(field(page, "title")).to_have_value("A")
    assert stored(at_desk, item)[0] == "A"


def test_a_field_that_the_server_refuses_stays_and_says_why(editing: Any, at_desk: Any, item: Any):
    page = editing("secretary")
    field(page, "minutes").fill("900")
    field(page, "minutes").blur()
    expect(page.locator(STATE)).to_contain_text("Chưa lưu")
    expect(field(page, "minutes")).to_have_value("900")
    assert stored(at_desk, item)[1] == 30


def test_two_officers_move_different_items_at_once(
    tablet: Callable[[str], Page], at_desk: Any
) -> None:
    meeting_id = at_desk(lambda desk: [m := desk.plan(), *(desk.add(m, t) for t in "ABCD")][0].id)
    one, two = tablet("secretary"), tablet("head")
    for page in (one, two):
        page.goto(f"/meetings/{meeting_id}")
        expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
    # The secretary's page hears nothing of the head's move before it makes its own.
    one.route(f"**/meetings/{meeting_id}", lambda route: route.abort())
    two.get_by_role("button", name="Chuyển xuống: A").click()

    def order() -> list[str]:
        def read(desk: Any) -> list[str]:
            items = desk.db.get_one(Meeting, meeting_id).items
            return [item.title for item in sorted(items, key=lambda item: item.ordinal)]

        found: list[str] = at_desk(read)
        return found

    eventually(lambda: order() == ["B", "A", "C", "D"])
    one.get_by_role("button", name="Chuyển lên: D").click()
    eventually(lambda: order() == ["B", "A", "D", "C"])


def test_a_sittings_place_is_saved_as_it_is_typed(tablet: Any, at_desk: Any, item: Any) -> None:
    page = tablet("secretary")
    page.goto(f"/meetings/{item[0]}/edit")
    page.get_by_label("Địa điểm").fill("Phòng họp số 9")
    expect(page.locator(STATE)).to_contain_text("Đã lưu lúc")
    place = at_desk(lambda desk: desk.db.get_one(Meeting, item[0]).place)
    assert place == "Phòng họp số 9"


def test_two_officers_at_one_sittings_data_see_each_other_and_choose_what_both_wrote(
    tablet: Any, at_desk: Any, item: Any
) -> None:
    one, two = tablet("secretary"), tablet("head")
    for page in (one, two):
        page.goto(f"/meetings/{item[0]}/edit")
        expect(page.locator("ec-connection")).to_have_attribute("state", "connected")

    def stands(name: str) -> Any:
        return at_desk(lambda desk: getattr(desk.db.get_one(Meeting, item[0]), name))

    # Who writes where is seen at the field; what was written arrives without a reload.
    field(two, "place").focus()
    expect(one.get_by_text("Đỗ Văn Chánh đang sửa “Địa điểm”")).to_be_visible()
    field(two, "place").fill("Phòng họp số 9")
    field(two, "starts_at").fill("2026-12-15T09:00")
    field(two, "starts_at").blur()
    expect(field(one, "place")).to_have_value("Phòng họp số 9")
    expect(field(one, "starts_at")).to_have_value("2026-12-15T09:00")
    expect(one.locator(".me-arrived").last).to_contain_text("Đỗ Văn Chánh vừa sửa “Địa điểm”")

    # Both write one field, an instant: the other's is told, and taken, in the time of the house.
    one.route("**/api/v1/meetings/*", lambda route: route.abort())
    field(one, "starts_at").fill("2026-12-15T07:00")
    expect(one.locator(STATE)).to_contain_text("Chưa lưu: mất kết nối")
    field(two, "starts_at").fill("2026-12-15T10:00")
    field(two, "starts_at").blur()
    eventually(lambda: stands("starts_at").hour == 3)
    one.unroute("**/api/v1/meetings/*")
    one.evaluate("dispatchEvent(new Event('online'))")
    expect(one.locator(".me-clash")).to_contain_text("2026-12-15 10:00")
    one.get_by_role("button", name="Lấy bản kia").click()
    expect(field(one, "starts_at")).to_have_value("2026-12-15T10:00")

    two.get_by_role("button", name="Hoàn tác thay đổi vừa rồi: Bắt đầu").click()
    expect(field(one, "starts_at")).to_have_value("2026-12-15T09:00")
