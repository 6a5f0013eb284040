"""The frame and its parts in a real browser: for every reader, and when things go wrong."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, flash, redirect, request
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from ecabinet import vendor
from ecabinet.errors import Conflict, Invalid
from ecabinet.sentences import S
from tests.cabinet import PASSWORD

AXE = vendor.ROOT / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"landscape": (1180, 820), "portrait": (820, 1180), "phone": (390, 844)}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
UNSENT = "Đề nghị rà soát Điều 5."


def _add_answers(app: Flask) -> None:
    """Addresses that the forms of the styleguide post to, one for each way an act can go."""

    @app.post("/ok")
    def accept() -> Any:
        flash("Đã lưu.", "good")
        return redirect("/styleguide")

    @app.post("/refuse")
    def refuse() -> Any:
        raise Conflict(S("error-409-text"))

    @app.post("/problem")
    def find_fault() -> Any:
        raise Invalid(S("error-422-text"), {"title": S("error-422-text")})

    @app.post("/upload")
    def take() -> Any:
        if request.files["file"].filename == "bad.pdf":
            raise Invalid(S("error-422-text"))
        return {"id": 1}, 201


@pytest.fixture
def address(app: Flask, chromium_path: str) -> Iterator[str]:
    _add_answers(app)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1180, "height": 820}, has_touch=True)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    """The styleguide, seen by a minister."""
    made = context.new_page()
    made.set_default_timeout(30_000)
    made.goto(f"{address}/sign-in")
    made.get_by_label("Tên đăng nhập").fill("minister.g12")
    made.get_by_label("Mật khẩu").fill(PASSWORD)
    made.get_by_role("button", name="Đăng nhập").click()
    made.wait_for_url(f"{address}/")
    made.goto(f"{address}/styleguide")
    return made


def _faults(page: Page) -> list[str]:
    session = page.context.new_cdp_session(page)  # the content policy forbids adding a script
    session.send("Runtime.evaluate", {"expression": AXE.read_text()})
    found = page.evaluate("(tags) => axe.run({ runOnly: tags })", TAGS)
    return [f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in found["violations"]]


SMALL_TARGETS = """() => {
  const targets = "a, button, summary, select, label.ec-tick, .form-control";
  return [...document.querySelectorAll(targets)]
    .filter((e) => e.checkVisibility() && !e.matches(".ec-row-link, .ec-skip"))
    .filter((e) => e.getBoundingClientRect().height < 44)
    .map((e) => e.outerHTML.slice(0, 120));
}"""  # the link of a row covers the whole row


@pytest.mark.parametrize("size", SIZES)
def test_every_part_is_accessible_large_enough_and_within_the_page(page: Page, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})

    assert _faults(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished))")
    assert _faults(page) == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_pages_of_the_frame_are_accessible_in_both_languages(page: Page, address: str) -> None:
    paths = ("/", "/account", "/styleguide/404", "/styleguide/500")
    for path in paths:
        page.goto(address + path)
        assert _faults(page) == []
    page.locator("[data-ec-menu] summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for path in paths:
        page.goto(address + path)
        assert _faults(page) == []


def test_text_typed_survives_a_lost_network_and_a_reload_and_goes_when_accepted(
    page: Page, context: BrowserContext
) -> None:
    remark = page.locator("#field-remark")
    remark.fill(UNSENT)
    context.set_offline(True)
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.locator("#vote .ec-error-summary")).to_contain_text("Không kết nối được")
    expect(remark).to_have_value(UNSENT)

    context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())  # "leave this page?"
    page.reload()
    expect(remark).to_have_value(UNSENT)

    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.locator(".ec-toast--good")).to_contain_text("Đã lưu.")
    expect(remark).to_have_value("")


def test_text_typed_waits_behind_the_door_when_the_sign_in_has_ended(
    page: Page, context: BrowserContext, address: str
) -> None:
    page.locator("#field-remark").fill(UNSENT)
    context.clear_cookies(name="ecabinet")

    page.get_by_role("button", name="Gửi ý kiến").click()
    page.wait_for_url(re.compile(r"/sign-in"))
    page.get_by_label("Tên đăng nhập").fill("minister.g12")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()

    page.wait_for_url(re.compile(r"/styleguide"))
    expect(page.locator("#field-remark")).to_have_value(UNSENT)


def test_a_refused_act_says_why_and_leaves_the_page(page: Page, address: str) -> None:
    page.get_by_role("button", name="Trả lại").click()

    expect(page.locator(".ec-toast--stop")).to_contain_text("Người khác vừa thay đổi")
    assert page.url == f"{address}/styleguide"


def test_an_act_that_asks_first_is_done_only_after_a_yes(page: Page) -> None:
    asked = page.get_by_role("button", name="Hủy phiên họp")
    asked.click()
    expect(page.get_by_role("dialog")).to_contain_text("Hủy phiên họp này?")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".ec-toast")).to_have_count(0)

    asked.click()
    page.get_by_role("dialog").get_by_role("button", name="Hủy phiên họp").click()
    expect(page.locator(".ec-toast--good")).to_contain_text("Đã lưu.")


def test_an_act_refused_beforehand_is_greyed_with_its_sentence_and_a_hidden_one_is_absent(
    page: Page,
) -> None:
    button = page.get_by_role("button", name="Ký ban hành")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_accessible_description(re.compile("không có quyền"))
    expect(page.get_by_role("button", name="Không thấy")).to_have_count(0)


def test_each_uploaded_file_has_its_own_outcome(page: Page) -> None:
    files = [
        {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
        for name in ("good.pdf", "bad.pdf", "second.pdf")
    ]
    page.locator("ec-upload input").set_input_files(files)  # type: ignore[arg-type]  # dicts are FilePayload

    def item(name: str) -> Any:
        return page.locator(".ec-upload-item", has_text=name)

    expect(item("good.pdf")).to_contain_text("Đã nhận")
    expect(item("second.pdf")).to_contain_text("Đã nhận")
    expect(item("bad.pdf").locator(".ec-error")).to_have_text("Có nội dung chưa hợp lệ.")
    expect(item("bad.pdf").get_by_role("button", name="Gửi lại bad.pdf")).to_be_visible()


def test_templates_carry_no_inline_style_script_or_handler() -> None:
    inline = re.compile(r"""\sstyle=|\son(click|change|submit|load)=|<style|href="javascript:""")
    folders = ("ecabinet", "documents", "decisions", "dossiers", "meetings", "ballots")
    templates = [
        path for name in folders for path in (Path(vendor.ROOT) / name).rglob("templates/**/*.html")
    ]
    assert templates
    assert [str(p) for p in templates if inline.search(p.read_text("utf-8"))] == []
