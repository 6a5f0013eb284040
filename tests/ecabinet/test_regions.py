"""A part of a page is taken anew while somebody works in it: nothing of theirs is lost."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import pytest
from flask import Flask, flash, redirect, render_template_string
from playwright.sync_api import Browser, Page, Route, expect
from werkzeug.serving import make_server

from ecabinet.auth.access import public

TEMPLATE = """{% extends "base.html" %}{% import "_macros.html" as ui with context %}
{% block title %}Regions{% endblock %}
{% block content %}
<div data-ec-region="count"><p id="count">{{ n }}</p></div>
<div data-ec-region="work">
  <p id="inside">{{ n }}</p>
  <details id="more"><summary>More {{ n }}</summary>text</details>
  <form method="post" action="/regions" id="remark"
        data-ec-form="remark" data-ec-refresh="count work">
    {{ ui.csrf() }}{{ ui.text_field("said", "Said", {"said": ""}) }}{{ ui.form_actions("Send") }}
  </form>
</div>
{% endblock %}"""


@pytest.fixture
def page(app: Flask, browser: Browser) -> Iterator[Page]:
    numbers = itertools.count(1)

    @app.get("/regions")
    @public
    def show() -> str:
        return render_template_string(TEMPLATE, n=next(numbers))

    @app.post("/regions")
    @public
    def take() -> object:
        flash("Taken.", "good")
        return redirect("/regions")

    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    context = browser.new_context()
    made = context.new_page()
    made.set_default_timeout(30_000)
    made.goto(f"http://127.0.0.1:{server.server_port}/regions")
    yield made
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()


def _refresh(page: Page, *names: str) -> None:
    page.evaluate(
        "async (names) => (await import('ecabinet/morph')).refresh(...names)", list(names)
    )


def test_a_refresh_keeps_focus_typed_text_and_what_was_opened(page: Page) -> None:
    page.locator("#more summary").click()
    page.get_by_label("Said").fill("half a sen")

    _refresh(page, "work")

    expect(page.locator("#inside")).to_have_text("2")
    expect(page.get_by_label("Said")).to_have_value("half a sen")
    expect(page.get_by_label("Said")).to_be_focused()
    expect(page.locator("#more")).to_have_attribute("open", "")
    expect(page.locator("#count")).to_have_text("1")


def test_a_button_that_has_the_focus_takes_its_new_words(page: Page) -> None:
    page.locator("#more summary").focus()

    _refresh(page, "work")

    expect(page.locator("#more summary")).to_have_text("More 2")
    expect(page.locator("#more summary")).to_be_focused()


def test_a_burst_of_announcements_costs_two_fetches(page: Page) -> None:
    page.evaluate(
        """async () => {
          const { refresh } = await import("ecabinet/morph");
          const burst = () => Promise.all(Array.from({ length: 20 }, () => refresh("count")));
          const first = burst();
          await new Promise((go) => setTimeout(go)); // the first fetch is under way
          await Promise.all([first, burst()]);
        }"""
    )

    expect(page.locator("#count")).to_have_text("3")


def test_an_accepted_form_changes_its_regions_without_leaving_the_page(page: Page) -> None:
    page.evaluate("() => { globalThis.stayed = true; }")
    page.get_by_label("Said").fill("a sentence")
    page.get_by_role("button", name="Send").click()

    expect(page.locator(".ec-toast--good")).to_contain_text("Taken.")
    expect(page.get_by_label("Said")).to_have_value("")
    expect(page.locator("#count")).to_have_text("2")
    expect(page.get_by_role("button", name="Send")).not_to_have_attribute("aria-disabled", "true")
    assert page.evaluate("() => globalThis.stayed")


def test_what_is_typed_while_the_last_line_is_on_its_way_is_not_lost(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route("**/regions", hold)
    page.get_by_label("Said").fill("the first line")
    with page.expect_request(lambda request: request.method == "POST"):
        page.get_by_role("button", name="Send").click()
    page.get_by_label("Said").fill("the second line")

    held[0].continue_()

    expect(page.locator("#count")).not_to_have_text("1")
    expect(page.get_by_label("Said")).to_have_value("the second line")


def test_what_others_did_leaves_alone_what_somebody_is_at_work_in(page: Page) -> None:
    page.evaluate(
        """async () => {
          const { follow, leaveAlone } = await import("ecabinet/morph");
          leaveAlone((name) => name === "count" && globalThis.atWork);
          globalThis.atWork = true;
          await follow("count", "work");
        }"""
    )
    expect(page.locator("#inside")).to_have_text("2")
    expect(page.locator("#count")).to_have_text("1")

    _refresh(page, "count")  # one's own act is shown there all the same
    expect(page.locator("#count")).to_have_text("3")
