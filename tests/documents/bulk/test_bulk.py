"""Many papers in one table: all or nothing, nothing typed is lost, nobody is overwritten unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from sqlalchemy import event, select

from documents import queries
from documents.models import AccessLevel, Document, DocumentKind
from ecabinet.db import Database
from ecabinet.errors import Invalid
from ecabinet.journal import JournalEntry
from ecabinet.notices.models import Notice
from ecabinet.sentences import S
from tests.cabinet import Cabinet
from tests.documents.papers import enter
from tests.live_server import LiveServer

Papers = Callable[..., tuple[int, int]]
ADDRESS = "/documents/bulk"


@pytest.fixture
def client(client_of: Callable[[str], FlaskClient]) -> FlaskClient:
    return client_of("secretary")


def table(client: FlaskClient) -> dict[str, Any]:
    """What the page would send, untouched."""
    page = client.get(ADDRESS).text
    ids = re.findall(r'name="id" value="(\d+)"', page)
    form: dict[str, Any] = {"id": ids}
    for id_ in ids:
        form[f"revision-{id_}"] = _first(rf'name="revision-{id_}" value="(\d+)"', page)
        for name in ("title", "number_symbol"):
            form[f"{name}-{id_}"] = _first(rf'name="{name}-{id_}" value="([^"]*)"', page)
        form |= {f"kind-{id_}": "other", f"access_level-{id_}": "cabinet"}
    return form


def _first(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found is not None, pattern
    return found[1]


def stored(app: Flask) -> dict[int, Document]:
    database: Database = app.extensions["ecabinet.database"]
    with database.reading() as db:
        return {one.id: one for one in db.execute(select(Document)).scalars()}


def test_all_rows_are_saved_by_one_act_and_only_what_differs_is_journaled(
    app: Flask, client: FlaskClient, paper_of: Papers
) -> None:
    one, _ = paper_of(title="Một")
    two, _ = paper_of(title="Hai")
    form = table(client)
    form |= {f"title-{one}": "Tờ trình số một", f"kind-{one}": "proposal"}
    assert client.post(ADDRESS, data=form).status_code == 302
    now = stored(app)
    assert (now[one].title, now[one].kind) == ("Tờ trình số một", DocumentKind.PROPOSAL)
    assert now[two].title == "Hai"
    database: Database = app.extensions["ecabinet.database"]
    with database.reading() as db:
        acts = [row.act for row in db.execute(select(JournalEntry)).scalars()]
    assert acts.count("document:change") == 1


def test_one_wrong_row_saves_nothing_and_everything_typed_stays(
    app: Flask, client: FlaskClient, paper_of: Papers
) -> None:
    one, _ = paper_of(title="Một")
    two, _ = paper_of(title="Hai")
    form = table(client)
    form |= {f"title-{one}": "Tên mới", f"title-{two}": "  ", f"access_level-{two}": "secret"}
    answer = client.post(ADDRESS, data=form)
    assert answer.status_code == 422
    assert "Tên mới" in answer.text
    assert answer.text.count('class="is-wrong"') == 1
    assert {paper.title for paper in stored(app).values()} == {"Một", "Hai"}


def test_kind_and_level_are_set_for_the_ticked_rows_and_saved_only_by_saving(
    app: Flask, client: FlaskClient, paper_of: Papers
) -> None:
    one, _ = paper_of(title="Một")
    two, _ = paper_of(title="Hai")
    form = table(client) | {"ticked": [str(one)], "all": "yes"}
    form |= {"all_kind": "report", "all_access_level": "administration", f"title-{two}": "Đang gõ"}
    answer = client.post(ADDRESS, data=form)
    assert answer.status_code == 200
    assert "Đang gõ" in answer.text
    assert answer.text.count('<option value="report" selected>') == 2  # the row, and what was asked
    assert stored(app)[one].kind is DocumentKind.OTHER
    form = {name: value for name, value in form.items() if not name.startswith("all")}
    form |= {f"kind-{one}": "report", f"access_level-{one}": "administration"}
    assert client.post(ADDRESS, data=form).status_code == 302
    assert stored(app)[one].access_level is AccessLevel.ADMINISTRATION
    assert stored(app)[two].kind is DocumentKind.OTHER


def test_what_somebody_else_changed_meanwhile_is_said_and_not_overwritten_unseen(
    app: Flask, client: FlaskClient, client_of: Callable[[str], FlaskClient], paper_of: Papers
) -> None:
    one, _ = paper_of(title="Một")
    form = table(client)
    other = table(client_of("head")) | {f"title-{one}": "Của người khác"}
    assert client_of("head").post(ADDRESS, data=other).status_code == 302
    form |= {f"title-{one}": "Của tôi"}
    answer = client.post(ADDRESS, data=form)
    assert answer.status_code == 409
    assert "Của người khác" in answer.text and "Của tôi" in answer.text
    assert stored(app)[one].title == "Của người khác"
    form[f"revision-{one}"] = _first(rf'name="revision-{one}" value="(\d+)"', answer.text)
    assert client.post(ADDRESS, data=form).status_code == 302
    assert stored(app)[one].title == "Của tôi"


def holds(app: Flask, cabinet: Cabinet, login: str, version_id: int) -> bool:
    database: Database = app.extensions["ecabinet.database"]
    with database.reading() as db:
        return queries.may_read(db, cabinet.actor(db, login), version_id)


def test_papers_made_confidential_stay_with_those_who_hold_them(
    app: Flask, client: FlaskClient, cabinet: Cabinet, paper_of: Papers
) -> None:
    one, version_id = paper_of("pm", "minister.g15", title="Một")
    form = table(client) | {f"access_level-{one}": "confidential"}
    asked = client.post(ADDRESS, data=form)  # only of the colleagues: nobody else loses it
    assert asked.status_code == 422
    assert "Văn phòng mất quyền đọc tài liệu này" in asked.text and "Có 2 người" not in asked.text
    assert client.post(ADDRESS, data=form | {"takes_away": "yes"}).status_code == 302
    assert stored(app)[one].access_level is AccessLevel.CONFIDENTIAL
    assert holds(app, cabinet, "pm", version_id) and holds(app, cabinet, "minister.g15", version_id)
    assert holds(app, cabinet, "secretary", version_id)
    assert not holds(app, cabinet, "head", version_id)


def test_a_draft_made_confidential_by_the_table_stays_with_the_officers_whose_it_is(
    app: Flask, client: FlaskClient, cabinet: Cabinet
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        paper = enter(db, cabinet, app.extensions["ecabinet.store"], by="officer.g12")
        one, version_id = paper.id, paper.current.id
    save_levels(client, one, "confidential")
    assert stored(app)[one].access_level is AccessLevel.CONFIDENTIAL
    assert holds(app, cabinet, "officer.g12", version_id)
    assert not holds(app, cabinet, "officer.g15", version_id)


def test_who_would_lose_a_paper_by_the_table_is_counted_first_and_told_when_it_is_meant(
    app: Flask, client: FlaskClient, cabinet: Cabinet, paper_of: Papers,
    keep_copy: Callable[[Any, str, int], None],
) -> None:  # fmt: skip
    one, version_id = paper_of("pm", "clerk", title="Một")
    two, _ = paper_of(title="Hai")
    database: Database = app.extensions["ecabinet.database"]
    with database.unit_of_work() as db:
        keep_copy(db, "pm", version_id)
        keep_copy(db, "clerk", version_id)
    form = table(client) | {f"access_level-{one}": "secretariat", f"title-{two}": "Tên mới"}
    asked = client.post(ADDRESS, data=form)
    assert asked.status_code == 422
    assert "Có 1 người đang giữ tài liệu này" in asked.text and "Tên mới" in asked.text
    assert 'name="takes_away"' in asked.text
    assert holds(app, cabinet, "pm", version_id) and stored(app)[two].title == "Hai"

    assert client.post(ADDRESS, data=form | {"takes_away": "yes"}).status_code == 302
    assert not holds(app, cabinet, "pm", version_id)
    with database.reading() as db:
        told = db.scalars(select(Notice).where(Notice.kind == "paper-recalled")).all()
        assert [notice.person_id for notice in told] == [cabinet.persons["pm"]]
        entries = db.scalars(select(JournalEntry).where(JournalEntry.act == "document:change"))
        (entry,) = [one for one in entries if "level" in one.details and "persons" in one.details]
        assert entry.details["persons"] == [cabinet.persons["pm"]]
        (copy,) = entry.details["copies_out"]
        assert (copy["version"], copy["person"]) == (version_id, cabinet.persons["pm"])


def save_levels(client: FlaskClient, document_id: int, *levels: str) -> None:
    """Give the paper one level after the other by the table, whoever loses it."""
    for level in levels:
        form = table(client) | {f"access_level-{document_id}": level, "takes_away": "yes"}
        assert client.post(ADDRESS, data=form).status_code == 302, level


def test_from_whom_a_level_took_a_paper_they_are_not_named_when_the_next_makes_it_confidential(
    app: Flask, client: FlaskClient, cabinet: Cabinet, paper_of: Papers
) -> None:
    one, version_id = paper_of("pm", "clerk", title="Một")
    save_levels(client, one, "secretariat", "confidential")
    assert not holds(app, cabinet, "pm", version_id)
    assert holds(app, cabinet, "clerk", version_id)  # had it all the time


def test_who_was_named_and_lost_the_paper_by_a_level_is_named_again_by_hand_alone(
    app: Flask, client: FlaskClient, cabinet: Cabinet, paper_of: Papers
) -> None:
    one, version_id = paper_of("pm", title="Một")
    save_levels(client, one, "confidential")
    assert holds(app, cabinet, "pm", version_id)
    save_levels(client, one, "secretariat", "confidential")
    assert not holds(app, cabinet, "pm", version_id)


def test_a_refusal_for_another_reason_stands_in_its_row_and_does_not_ask_for_a_taking(
    client: FlaskClient, paper_of: Papers
) -> None:
    one, _ = paper_of(title="Một")
    two, _ = paper_of(title="Hai")

    def refuse(document: Document, value: str, *_: Any) -> None:
        if value == "Không được":
            raise Invalid(S("bulk-gone"), {"title": S("bulk-gone")})

    form = table(client) | {f"title-{one}": "Không được", f"title-{two}": "Đang gõ"}
    event.listen(Document.title, "set", refuse)
    try:
        answer = client.post(ADDRESS, data=form)
    finally:
        event.remove(Document.title, "set", refuse)
    assert answer.status_code == 422
    assert "Đang gõ" in answer.text and answer.text.count('class="is-wrong"') == 1
    assert 'name="takes_away"' not in answer.text


def test_the_table_keeps_its_place_and_its_search(
    app: Flask, client: FlaskClient, paper_of: Papers
) -> None:
    for number in range(3):
        paper_of(title=f"Tờ trình {number}")
    paper_of(title="Báo cáo")
    at = f"{ADDRESS}?search=trinh&limit=1"
    first = client.get(at)
    second = client.get(_first(r'rel="next" href="([^"]+)"', first.text).replace("&amp;", "&"))
    kept = {
        name: _first(rf'name="{name}" value="([^"]*)"', second.text)
        for name in ("search", "cursor")
    }
    form = table(client) | kept
    again = client.post(ADDRESS, data=form | {"all": "yes"})
    assert all(f'name="{name}" value="{value}"' in again.text for name, value in kept.items())
    saved = client.post(ADDRESS, data=form)
    assert saved.status_code == 302
    assert dict(parse_qsl(urlsplit(saved.location).query)) == kept


def test_an_officer_finds_the_own_papers_alone_and_saves_no_others(
    app: Flask, client_of: Callable[[str], FlaskClient], paper_of: Papers
) -> None:
    own, _ = paper_of(title="Của bộ", organisation="G12")
    others, _ = paper_of(title="Của bộ khác", organisation="G15")
    officer = client_of("officer.g12")
    form = table(officer)
    assert form["id"] == [str(own)]
    forged = form | {"id": [str(own), str(others)], f"title-{others}": "Sửa trộm",
                     f"kind-{others}": "other", f"access_level-{others}": "cabinet"}  # fmt: skip
    assert officer.post(ADDRESS, data=forged).status_code in (403, 404, 422)
    assert stored(app)[others].title == "Của bộ khác"


def test_a_table_asks_the_store_no_more_for_forty_papers_than_for_two(
    app: Flask, client: FlaskClient, paper_of: Papers, count_queries: Any
) -> None:
    for number in range(2):
        paper_of(title=f"Tờ trình {number}")
    client.get(ADDRESS)
    with count_queries(app) as few:
        client.get(ADDRESS)
    for number in range(20):
        paper_of(title=f"Báo cáo {number}")
    with count_queries(app) as many:
        client.get(ADDRESS)
    assert len(many) == len(few)


def test_saving_asks_the_store_no_more_for_twenty_papers_that_stay_than_for_two(
    app: Flask, client: FlaskClient, paper_of: Papers, count_queries: Any
) -> None:
    for number in range(2):
        paper_of(title=f"Tờ trình {number}")
    assert client.post(ADDRESS, data=table(client)).status_code == 302
    form = table(client)
    with count_queries(app) as few:
        client.post(ADDRESS, data=form)
    for number in range(18):
        paper_of(title=f"Báo cáo {number}")
    form = table(client)
    assert len(form["id"]) == 20
    with count_queries(app) as many:
        client.post(ADDRESS, data=form)
    assert len(many) == len(few)


def test_enter_in_a_title_saves_the_table(
    tablet: Callable[..., Page], server: LiveServer, paper_of: Papers
) -> None:
    one, _ = paper_of(title="Một")
    page = tablet("secretary")
    page.goto(ADDRESS)
    title = page.locator(f"[name=title-{one}]")
    title.fill("Một, đã sửa")
    title.press("Enter")
    expect(page.get_by_text("Đã sửa 1 tài liệu.")).to_be_visible()
    with server.database.reading() as db:
        assert db.get_one(Document, one).title == "Một, đã sửa"


def test_a_table_that_came_back_unsaved_asks_before_it_is_left(
    tablet: Callable[..., Page], server: LiveServer, paper_of: Papers
) -> None:
    one, _ = paper_of(title="Một")
    asks = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    page = tablet("secretary")
    page.goto(ADDRESS)
    assert not page.evaluate(asks)
    page.locator(f"[name=ticked][value='{one}']").check()
    page.locator("[name=all_access_level]").select_option("secretariat")
    page.get_by_role("button", name="Đặt", exact=True).click()
    expect(page.locator(f"[name=access_level-{one}]")).to_have_value("secretariat")
    page.wait_for_load_state()  # the words are there before the script is
    assert page.evaluate(asks)
    page.get_by_role("button", name="Lưu tất cả").click()
    expect(page.get_by_text("Đã sửa 1 tài liệu.")).to_be_visible()
    assert not page.evaluate(asks)
