"""The search by keys alone: from any page into the paper, at the page, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from documents.models import AccessLevel
from documents.preparation import Prepared
from documents.services import add_document
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.storage import Store
from tests import cabinet as small
from tests.browser.conftest import PORTRAIT, Server, Tablet, served
from tests.cabinet import T0
from tests.documents.papers import pdf

PAGES = [f"Thu chi ngân sách, page {number}" for number in (1, 2, 3)]


def _fill(config: Config, database: Database) -> None:
    store = Store(config.files_folder)
    file = store.put(pdf("Kinh phi", 3))
    text = store.put(json.dumps({"pages": [*PAGES[:2], "Kinh phí đào tạo, page 3"]}).encode())
    with database.unit_of_work() as db:
        cabinet = small.find(db)
        prepared = Prepared(
            file_name="paper.pdf", title="", sha256=file.sha256, reading_sha256=file.sha256,
            text_sha256=text.sha256, size=file.size, pages=3, page_sizes=((595.0, 842.0),) * 3,
            is_signed=False, warnings=(),
        )  # fmt: skip
        add_document(
            db, actor=cabinet.actor(db, "secretary"), prepared=prepared, title="Tờ trình chi tiêu",
            access_level=AccessLevel.CABINET, organisation_id=None, at=T0,
        )  # fmt: skip


@pytest.fixture
def small_cabinet(tmp_path: Path, template_store: Path, chromium_path: str) -> Iterator[Server]:
    """The server over a cabinet with one paper; its first round indexes it."""
    with served(tmp_path, template_store, _fill) as server:
        yield server


def test_a_paper_is_found_by_keys_from_any_page_and_read_at_the_page(
    tablet_of: Callable[..., Tablet],
) -> None:
    page = tablet_of("secretary", PORTRAIT).page

    page.goto("/ballots")
    page.keyboard.press("/")
    expect(page.locator(".ec-search input")).to_be_focused()
    page.keyboard.type("kinh phi dao")
    page.keyboard.press("Enter")
    hit = page.locator("[data-search-hit]")
    for _ in range(40):  # the first round of the server indexes it
        if hit.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(hit).to_have_text("Tờ trình chi tiêu")
    expect(page.locator("mark")).to_have_text("Kinh phí đào")
    expect(page.locator(".sr-place")).to_have_text("Trang 3")

    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    expect(hit).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/read\?back="))
    page.wait_for_function("() => document.querySelector('ec-reader').viewer?.page === 3")
    expect(page.locator("[data-find=input]")).to_have_value(re.compile("Kinh ph"))
    page.go_back()
    expect(page.locator("[data-search-recent] a")).to_have_text("kinh phi dao")

    page.goto("/account")
    page.get_by_role("button", name="Đăng xuất").first.evaluate("(one) => one.form.requestSubmit()")
    page.wait_for_url("**/sign-in*")
    assert page.evaluate("() => Object.keys(localStorage).filter((k) => /search/.test(k))") == []
