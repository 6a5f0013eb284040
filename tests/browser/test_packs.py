"""A pack in the browser: put together before the secretary's eyes, released, opened by a minister;
what a minister may not read is named as withheld and not inside; a replaced pack says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from ecabinet import clock
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.storage import Store
from meetings.models import AgendaItem
from tests import cabinet as small
from tests.browser.conftest import PORTRAIT, Server, Tablet, served
from tests.browser.walk import faults_of
from tests.cabinet import T0
from tests.meetings.packs.bound import OPEN, SECRET, Laid, lay, next_edition, text_of

SEEN = """() => {
  window.seen = [];
  const note = () => window.seen.push(document.getElementById("packs").innerText);
  const all = { subtree: true, childList: true, attributes: true };
  new MutationObserver(note).observe(document.body, all);
}"""


def _fill(config: Config, database: Database) -> None:
    with clock.at(T0), database.unit_of_work() as db:
        lay(db, small.find(db), Store(config.files_folder))


@pytest.fixture
def small_cabinet(tmp_path: Path, template_store: Path, chromium_path: str) -> Iterator[Server]:
    """The server over a store with a sitting that was sent, with its papers."""
    with served(tmp_path, template_store, _fill) as server:
        yield server


def _change_agenda(server: Server) -> None:
    """An edition with one paper more is sent."""
    config = Config.from_env({"ECABINET_HOME": str(server.home)})
    database = Database(config.database_url)
    with clock.at(T0), database.unit_of_work() as db:
        cabinet, store = small.find(db), Store(config.files_folder)
        items = list(db.execute(select(AgendaItem.id).order_by(AgendaItem.ordinal)).scalars())
        next_edition(db, cabinet, store, Laid(1, items), "Late paper")
    database.dispose()


def _assemble_and_release(page: Page, button: str) -> None:
    packs = page.locator("#packs")
    packs.get_by_role("button", name=button).click()
    expect(packs).to_contain_text("Đã ghép, chưa chốt")  # comes by itself
    packs.get_by_role("button", name="Chốt nội dung").click()
    packs.get_by_role("button", name="Phát hành").click()
    page.get_by_role("dialog").get_by_role("button", name="Phát hành").click()
    expect(packs).to_contain_text("Đã phát hành")


def test_a_pack_from_the_secretarys_desk_to_the_ministers_tablet(
    small_cabinet: Server, tablet_of: Callable[..., Tablet]
) -> None:
    secretary, minister = tablet_of("secretary"), tablet_of("minister.g15", PORTRAIT)
    desk, page = secretary.page, minister.page
    desk.goto("/meetings/1")
    desk.evaluate(SEEN)
    _assemble_and_release(desk, "Ghép tập tài liệu")
    seen = desk.evaluate("() => window.seen")
    assert any("Đang ghép" in text and "Dừng" in text for text in seen)

    page.goto("/")
    page.get_by_role("link", name="Tập tài liệu số 1 đã phát hành").click()
    expect(page.get_by_text("Tài liệu hạn chế người đọc – không có trong bản này")).to_be_visible()
    expect(page.get_by_text(OPEN)).to_be_visible()
    assert SECRET not in page.content()
    assert faults_of(page) == []
    opens = page.get_by_role("link", name="Mở tập")
    expect(opens).to_have_attribute("target", "_blank")
    answer = page.request.get(opens.get_attribute("href") or "")
    assert answer.headers["content-type"] == "application/pdf"
    assert SECRET.encode() not in answer.body()
    text = text_of(answer.body())
    assert SECRET not in text
    assert f"{OPEN}, page 3" in text
    assert "Bản của Lê Văn Cường" in text

    _change_agenda(small_cabinet)
    desk.reload()
    expect(desk.locator("#packs")).to_contain_text("đã thay đổi sau khi phát hành")
    _assemble_and_release(desk, "Ghép tập mới")
    expect(desk.locator("#packs")).to_contain_text(re.compile("thay thế bằng tập số 2"))
    page.reload()
    expect(page.get_by_text("Tập này đã được thay thế bằng tập số 2")).to_be_visible()
    page.goto("/meetings/1")
    expect(page.locator("#packs")).to_contain_text("Tập tài liệu số 2")
    assert faults_of(page) == []
