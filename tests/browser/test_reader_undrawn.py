"""A selection over pages that are not drawn: what could not be highlighted is said."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect
from sqlalchemy import select

from documents.models import Annotation
from tests.browser.reader_tablet import Reader
from tests.live_server import LiveServer, eventually

DRAWN = """() => [...document.querySelectorAll(".page")]
  .filter((page) => page.querySelector(".textLayer .endOfContent"))
  .map((page) => Number(page.dataset.pageNumber))"""
SELECT = """([from, to, isToPage]) => {
  const page = (number) => document.querySelector(`.page[data-page-number="${number}"]`);
  const words = (number) => page(number).querySelector(".textLayer span:not(:empty)").firstChild;
  const end = isToPage ? [page(to), 0] : [words(to), 5];
  document.getSelection().setBaseAndExtent(words(from), 0, ...end);
}"""
SPAN = re.compile(r"(\d)–(\d)")


def marked(live_reader: LiveServer) -> list[int]:
    with live_reader.app.app_context(), live_reader.database.reading() as db:
        return sorted(db.scalars(select(Annotation.page)))


def test_a_highlight_over_pages_that_are_not_drawn_says_which_it_leaves_out(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    reader.page.evaluate("() => { document.querySelector('ec-reader').viewer.page = 6; }")
    eventually(lambda: 6 in reader.page.evaluate(DRAWN))
    drawn = reader.page.evaluate(DRAWN)
    assert {1, 6} <= set(drawn) and not {3, 4} & set(drawn)

    reader.page.evaluate(SELECT, [1, 6, False])
    reader.page.keyboard.press("h")

    said = reader.page.locator(".ec-toast").filter(has_text="Not highlighted")
    expect(said).to_contain_text(SPAN)
    first, last = (int(page) for page in SPAN.findall(said.inner_text())[0])
    left_out = set(range(first, last + 1))
    assert {3, 4} <= left_out <= {2, 3, 4, 5}
    eventually(lambda: marked(live_reader) == sorted({*range(1, 7)} - left_out))


def test_a_selection_that_ends_where_a_page_that_is_not_drawn_begins_leaves_nothing_out(
    tablet: Callable[..., Reader], live_reader: LiveServer
) -> None:
    reader = tablet("minister.g12")
    last = max(reader.page.evaluate(DRAWN))
    assert last < 6
    # As a browser selects a last line that is clicked three times.
    reader.page.evaluate(SELECT, [last, last + 1, True])
    reader.page.keyboard.press("h")

    eventually(lambda: marked(live_reader) == [last])
    expect(reader.page.locator(".ec-toast")).to_have_count(0)
