"""Three tablets in one room: the chair moves on, the others follow, nobody loses a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.cabinet import Cabinet
from tests.live_server import LiveServer
from tests.meetings.live.room import Room, invited_meeting

TITLES = ("Tờ trình thứ nhất", "Báo cáo thứ hai", "Nội dung thứ ba")
HOLD_ANSWERS = """() => {
  const asked = globalThis.fetch;
  globalThis.fetch = async (url, options) => {
    const answer = await asked(url, options);
    if (options?.method === "POST") await new Promise((go) => { globalThis.letGo = go; });
    return answer;
  };
  globalThis.answered = 0;
  document.addEventListener("ec-settled", () => { globalThis.answered += 1; });
}"""
"""The answers of what is sent are held back on their way to the page, until `letGo()`."""


@pytest.fixture
def tablet(
    server: LiveServer, cabinet: Cabinet, tablet: Callable[..., Page]
) -> Callable[[str, str], Page]:
    """`tablet("pm", "/meetings/1/room")`: a signed-in tablet on a page; a sitting is open."""
    with server.database.unit_of_work() as db:
        room = Room(db, cabinet, invited_meeting(db, cabinet, *TITLES))
        room.open()
        room.call(room.items[0])

    def open_page(login: str, path: str) -> Page:
        page = tablet(login)
        page.goto(path)
        expect(page.locator("ec-connection")).to_have_attribute("state", "connected")
        return page

    return open_page


def test_tablets_follow_the_chair_and_what_is_being_written_stays(
    tablet: Callable[[str, str], Page],
) -> None:
    member, clerk = tablet("minister.g12", "/meetings/1/room"), tablet("clerk", "/meetings/1/room")
    elsewhere, chair = tablet("minister.g15", "/"), tablet("pm", "/meetings/1/room")
    note = clerk.locator('form[data-ec-form="note"]')
    note.locator("textarea").fill("Đang viết dở")

    chair.get_by_role("button", name="Sang nội dung 2").click()

    for page in (member, clerk):
        expect(page.locator(".lr-title")).to_have_text(TITLES[1])
    expect(note.locator("textarea")).to_have_value("Đang viết dở")
    expect(note).to_have_attribute("action", "/items/1/notes")
    expect(elsewhere.locator("[data-follow-banner]")).to_contain_text("nội dung 2")
    assert elsewhere.url.endswith("/"), "nobody is taken from the page they are on"

    chair.locator('form[data-ec-form="conclusion"] [name="text"]').fill("Thông qua.")
    chair.get_by_role("button", name="Kết luận", exact=True).click()
    expect(member.locator(".lr-conclusion")).to_contain_text("Thông qua.")


def title(page: Page) -> Locator:
    """What is dealt with now, as the page says it."""
    return page.locator(".lr-title")


def next_to(page: Page, ordinal: int) -> Locator:
    return page.get_by_role("button", name=f"Sang nội dung {ordinal}")


def let_go(page: Page, already: int) -> None:
    page.wait_for_function("() => Boolean(globalThis.letGo)")
    page.evaluate("() => { globalThis.letGo(); globalThis.letGo = null; }")
    page.wait_for_function(f"() => globalThis.answered > {already}")


def test_a_press_is_not_lost_while_the_answer_to_the_last_one_is_on_its_way(
    tablet: Callable[[str, str], Page],
) -> None:
    chair, member = tablet("pm", "/meetings/1/room"), tablet("minister.g12", "/meetings/1/room")
    chair.evaluate(HOLD_ANSWERS)
    next_to(chair, 2).click()
    expect(title(chair)).to_have_text(TITLES[1])  # by the announcement
    next_to(chair, 3).click()
    let_go(chair, 0)
    for page in (chair, member):
        expect(title(page)).to_have_text(TITLES[2])


def test_a_late_answer_does_not_take_the_page_back_to_what_is_over(
    tablet: Callable[[str, str], Page],
) -> None:
    chair, clerk = tablet("pm", "/meetings/1/room"), tablet("clerk", "/meetings/1/room")
    chair.evaluate(HOLD_ANSWERS)
    next_to(chair, 2).click()
    next_to(clerk, 3).click()
    expect(title(chair)).to_have_text(TITLES[2])
    shown = chair.evaluate_handle(
        """() => {
          const seen = [];
          const look = () => seen.push(document.querySelector(".lr-title").textContent);
          new MutationObserver(look).observe(
            document.body, { childList: true, subtree: true, characterData: true },
          );
          return seen;
        }"""
    )
    with chair.expect_response(lambda answer: answer.request.method == "GET"):
        let_go(chair, 0)
    chair.wait_for_load_state("networkidle")
    assert set(shown.json_value()) <= {TITLES[2]}
    expect(title(chair)).to_have_text(TITLES[2])


def test_the_second_tap_of_a_double_tap_does_not_go_on_twice(
    tablet: Callable[[str, str], Page],
) -> None:
    chair = tablet("pm", "/meetings/1/room")
    next_to(chair, 2).click()
    expect(title(chair)).to_have_text(TITLES[1])
    place = next_to(chair, 3).bounding_box()
    assert place
    chair.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    chair.mouse.down(click_count=2)
    chair.mouse.up(click_count=2)
    chair.wait_for_load_state("networkidle")
    expect(title(chair)).to_have_text(TITLES[1])
    next_to(chair, 3).click()
    expect(title(chair)).to_have_text(TITLES[2])


def test_what_a_busy_server_did_not_show_of_the_next_item_comes_by_itself(
    tablet: Callable[[str, str], Page],
) -> None:
    chair, member = tablet("pm", "/meetings/1/room"), tablet("minister.g12", "/meetings/1/room")
    refused: list[str] = []

    def refuse_once(route: Route) -> None:
        if refused:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.fulfill(status=503)

    member.route("**/meetings/1/room", refuse_once)
    next_to(chair, 2).click()
    expect(title(member)).to_have_text(TITLES[1])
    assert len(refused) == 1
