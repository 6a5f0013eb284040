"""Two officers of one ministry on two tablets: saved as typed, both texts shown, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from dossiers.opinions.answering import CommentGiven
from dossiers.submissions.models import OpinionRequest
from tests.cabinet import Cabinet
from tests.dossiers.opinions.asking import Consultation
from tests.live_server import LiveServer, eventually
from tests.plugins.tablets import typed_on, with_key

UPRIGHT = (820, 1180)


def test_two_officers_write_at_once_and_nothing_is_lost(
    server: LiveServer, tablet: Callable[..., Page], cabinet: Cabinet
) -> None:
    with server.database.unit_of_work() as db:
        office = Consultation(db, cabinet)
        asked = office.ask(office.complete(), "G15", at=datetime.now(UTC))
        address = f"/opinions/{asked.requests[0].id}"
        office.colleague()
    first, second = tablet("officer.g15", UPRIGHT), tablet("second.g15", UPRIGHT)
    for page in (first, second):
        page.goto(address)

    first.fill("#field-place_1", "Điều 4")
    first.fill("#field-comment_1", "Sửa câu này")
    first.click("[data-opinion-add]")
    first.fill("#field-comment_3", "Thêm một dòng")
    expect(first.locator("[data-opinion-state]")).to_have_text("Đã lưu nháp.")

    second.fill("#field-text", "Của người thứ hai")
    expect(second.locator("[data-opinion-state]")).to_contain_text("Chưa lưu được nháp")
    second.click("button[formaction]")
    other = second.locator(".ec-opinion-other")
    expect(other).to_contain_text("Sửa câu này")
    expect(other).to_contain_text("Thêm một dòng")
    expect(second.locator("#field-text")).to_have_value("Của người thứ hai")

    second.fill("#field-comment_1", "Sửa câu này")
    second.click("button[formaction]")
    expect(second.locator("text=Đã lưu nháp. Chỉ cơ quan")).to_be_visible()
    first.reload()
    expect(first.locator("#field-text")).to_have_value("Của người thứ hai")


def test_an_answer_arrives_at_the_lead_while_it_types(
    server: LiveServer, tablet: Callable[..., Page], cabinet: Cabinet
) -> None:
    with server.database.unit_of_work() as db:
        office = Consultation(db, cabinet)
        dossier = office.complete()
        asked = office.ask(dossier, "G15", at=datetime.now(UTC))
        address = f"/opinions/{asked.requests[0].id}"
        overview = f"/submissions/{dossier.id}/opinions"
    lead, other = tablet("officer.g12"), tablet("officer.g15", UPRIGHT)
    lead.goto(overview)
    expect(lead.locator("ec-connection")).to_have_attribute("state", "connected")
    lead.fill("#field-question", "Đề nghị cho ý kiến về Điều 4")

    other.goto(address)
    other.check("input[name=view][value=remarks]")
    other.fill("#field-text", "Đề nghị làm rõ")
    other.fill("#field-comment_1", "Sửa câu này")
    other.locator("#opinion-form [data-ec-confirm]").click()
    other.get_by_role("dialog").locator("button[value=ok]").click()
    other.wait_for_load_state()

    expect(lead.locator(".ec-opinion-comments")).to_contain_text("Sửa câu này")
    expect(lead.locator("#field-question")).to_have_value("Đề nghị cho ý kiến về Điều 4")


@pytest.fixture
def asked(server: LiveServer, cabinet: Cabinet) -> int:
    """A request for an opinion, at the officers of G15."""
    with server.database.unit_of_work() as db:
        office = Consultation(db, cabinet)
        made = office.ask(office.complete(), "G15", at=datetime.now(UTC))
        office.colleague()
        return made.requests[0].id


def drafted(server: LiveServer, asked: int) -> tuple[str, list[str]]:
    with server.database.reading() as db:
        found = db.get_one(OpinionRequest, asked)
        return found.text, [comment.text for comment in found.comments]


def test_a_tab_closed_right_after_typing_loses_nothing_of_an_opinion(
    server: LiveServer, tablet: Callable[..., Page], asked: int
) -> None:
    page = tablet("officer.g15", UPRIGHT)
    page.goto(f"/opinions/{asked}")
    page.fill("#field-text", "Gõ rồi đóng ngay")
    page.close(run_before_unload=True)
    eventually(lambda: drafted(server, asked)[0] == "Gõ rồi đóng ngay")


def closed_without_network(page: Page, asked: int) -> Page:
    page.goto(f"/opinions/{asked}")
    with_key(page)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')); }")
    page.check("input[name=view][value=remarks]")
    page.fill("#field-comment_1", "Sửa câu này")
    page.click("[data-opinion-add]")
    page.fill("#field-comment_3", "Thêm một dòng")
    expect(page.locator("[data-opinion-state]")).to_contain_text("giữ trên máy này")
    page.close()
    return page.context.new_page()


def test_a_tab_closed_without_network_loses_nothing_of_an_opinion(
    server: LiveServer, tablet: Callable[..., Page], asked: int
) -> None:
    again = closed_without_network(tablet("officer.g15", UPRIGHT), asked)
    again.goto(f"/opinions/{asked}")
    expect(again.get_by_text("Đã khôi phục nội dung gõ lúc")).to_be_visible()
    expect(again.locator("input[name=view][value=remarks]")).to_be_checked()
    eventually(lambda: drafted(server, asked) == ("", ["Sửa câu này", "Thêm một dòng"]))
    eventually(lambda: typed_on(again) == [])


def test_an_opinion_that_comes_back_from_a_closed_tab_overwrites_no_colleague(
    server: LiveServer, tablet: Callable[..., Page], asked: int
) -> None:
    again = closed_without_network(tablet("officer.g15", UPRIGHT), asked)
    second = tablet("second.g15", UPRIGHT)
    second.goto(f"/opinions/{asked}")
    second.fill("#field-text", "Của người thứ hai")
    eventually(lambda: drafted(server, asked)[0] == "Của người thứ hai")
    again.goto(f"/opinions/{asked}")
    expect(again.locator("[data-opinion-state]")).to_contain_text("Chưa lưu được nháp")
    again.click("button[formaction]")
    expect(again.locator(".ec-opinion-other")).to_contain_text("Của người thứ hai")
    expect(again.locator("#field-comment_1")).to_have_value("Sửa câu này")
    assert drafted(server, asked) == ("Của người thứ hai", [])


def test_an_answer_that_never_came_back_is_no_clash_with_oneself(
    server: LiveServer, tablet: Callable[..., Page], asked: int
) -> None:
    page = tablet("officer.g15", UPRIGHT)
    page.goto(f"/opinions/{asked}")
    with_key(page)
    page.evaluate(
        """() => {
          const real = window.fetch;
          window.fetch = async (url, options) => {
            const answer = await real(url, options);
            if (!String(url).includes("/opinions/")) return answer;
            window.fetch = real;
            throw new TypeError("offline");
          };
        }"""
    )
    page.fill("#field-comment_1", "Sửa câu này")
    expect(page.locator("[data-opinion-state]")).to_contain_text("giữ trên máy này")
    eventually(lambda: drafted(server, asked) == ("", ["Sửa câu này"]))
    page.fill("#field-text", "Và nói chung")
    page.evaluate("dispatchEvent(new Event('online'))")
    eventually(lambda: drafted(server, asked) == ("Và nói chung", ["Sửa câu này"]))
    expect(page.locator("[data-opinion-state]")).to_have_text("Đã lưu nháp.")


def test_a_reply_that_comes_back_is_not_put_over_a_colleagues(
    server: LiveServer, tablet: Callable[..., Page], cabinet: Cabinet
) -> None:
    with server.database.unit_of_work() as db:
        office = Consultation(db, cabinet)
        now = datetime.now(UTC)
        dossier = office.complete()
        made = office.ask(dossier, "G15", at=now).requests[0]
        office.answer(made, comments=[CommentGiven("Sửa câu này", "Điều 5")], at=now)
        db.flush()
        asked, comment, overview = made.id, made.comments[0].id, dossier.id
    page = tablet("officer.g12")
    page.goto(f"/submissions/{overview}/opinions")
    with_key(page)
    page.locator(f"#reply-{comment} input[value=accepted]").check()
    page.fill(f"#reply-text-{comment}", "Của tôi, viết dở")
    eventually(lambda: len(typed_on(page)) == 1)
    page.close()
    with server.database.unit_of_work() as db:
        office = Consultation(db, cabinet)
        office.reply(db.get_one(OpinionRequest, asked), text="Của đồng nghiệp", at=now)
    again = page.context.new_page()
    again.goto(f"/submissions/{overview}/opinions")
    field = again.locator(f"#reply-text-{comment}")
    expect(field).to_be_visible()
    expect(field).to_have_value("Của tôi, viết dở")
    again.locator(f"#reply-{comment} .btn-primary").click()
    expect(again.get_by_text("Đồng nghiệp vừa trả lời góp ý này")).to_be_visible()
    with server.database.reading() as db:
        assert db.get_one(OpinionRequest, asked).comments[0].reply_text == "Của đồng nghiệp"
