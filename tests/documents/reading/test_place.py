"""Where somebody left a paper: one's own, the newest of all tablets, and what lies beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ballots import services as ballots
from documents import services as documents
from documents.models import Document
from documents.reading import queries
from documents.reading.models import ReadingPlace
from ecabinet.slots import DOCUMENT_PLACES, PAPERS_BESIDE
from ecabinet.storage import Store
from tests.ballots.acts import DAYS, drafted
from tests.cabinet import T0, Cabinet
from tests.documents.papers import hand, prepared

Ask = Callable[[str], Any]
Papers = Callable[..., tuple[int, int]]


def put(client: Any, version_id: int, page: int, **given: Any) -> Any:
    return client.put(f"/api/v1/versions/{version_id}/place", json={"page": page, **given})


def kept(app: Flask) -> list[tuple[int, int]]:
    with app.extensions["ecabinet.database"].reading() as db:
        return [(row.person_id, row.page) for row in db.scalars(select(ReadingPlace))]


def test_the_newest_place_wins_whichever_arrives_last(
    app: Flask, client_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    _, version_id = paper_of("pm", "minister.g12")
    pm = client_of("pm")
    assert put(pm, version_id, 2, top=700.5, seconds_ago=60).json["page"] == 2
    late = put(pm, version_id, 3, seconds_ago=3600).json
    assert (late["page"], late["top"]) == (2, 700.5)
    assert late["now"] > late["at"]
    assert put(pm, version_id, 1).json["page"] == 1
    assert kept(app) == [(cabinet.persons["pm"], 1)]
    page = pm.get(f"/documents/versions/{version_id}/read").get_data(as_text=True)
    here = f'"of_version": {version_id}, "page": 1, "top": null'
    assert re.search(rf'"place": {{"at": "[^"]+", {here}}}', page)
    other = client_of("minister.g12").get(f"/documents/versions/{version_id}/read")
    assert '"place": null' in other.get_data(as_text=True)


def test_a_new_version_opens_where_the_one_before_was_left(
    app: Flask, client_of: Ask, paper_of: Papers, cabinet: Cabinet, files: Store
) -> None:
    document_id, first = paper_of("pm", "minister.g12")
    pm = client_of("pm")
    assert put(pm, first, 3, top=700.5).json["page"] == 3
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        actor = cabinet.actor(db, "secretary")
        document = db.get_one(Document, document_id)
        shorter = prepared(files, "Tờ trình đã sửa", pages=2)
        newer = documents.add_version(db, actor=actor, document=document, prepared=shorter, at=T0)
        hand(db, cabinet, newer, "pm", "minister.g12")
        second = newer.id

    def place(client: Any) -> Any:
        page = client.get(f"/documents/versions/{second}/read").get_data(as_text=True)
        found = re.search(r'"place": (null|{[^}]+})', page)
        assert found
        return json.loads(found[1])

    # The page as far as the new version has it; how far down it was says nothing there.
    assert {**place(pm), "at": ""} == {"page": 2, "top": None, "at": "", "of_version": first}
    assert place(client_of("minister.g12")) is None
    put(pm, second, 1, top=5.0, seconds_ago=60)
    assert {**place(pm), "at": ""} == {"page": 1, "top": 5.0, "at": "", "of_version": second}


@pytest.mark.parametrize(
    "wrong",
    [{"page": 0}, {"page": 4}, {"page": "x"}, {}, {"page": 1, "top": 1e9},
     {"page": 1, "seconds_ago": -1}, {"page": 1, "at": "now"}],
)  # fmt: skip
def test_a_place_that_the_paper_does_not_have_is_refused_with_a_sentence(
    app: Flask, client_of: Ask, paper_of: Papers, wrong: dict[str, Any]
) -> None:
    _, version_id = paper_of("pm")
    answer = client_of("pm").put(f"/api/v1/versions/{version_id}/place", json=wrong)
    assert answer.status_code == 422
    assert answer.json["fields"]
    assert kept(app) == []


def with_ballot(app: Flask, cabinet: Cabinet, *document_ids: int) -> int:
    with app.app_context(), app.extensions["ecabinet.database"].unit_of_work() as db:
        secretary = cabinet.actor(db, "secretary")
        ballot = drafted(db, cabinet)
        papers = [db.get_one(Document, number) for number in document_ids]
        ballots.attach_papers(db, ballot, actor=secretary, documents=papers)
        ballots.submit(db, ballot, actor=secretary, days=DAYS, at=T0)
        ballots.approve(db, ballot, actor=cabinet.actor(db, "head"), days=DAYS, at=T0)
        return ballot.id


def test_the_reader_leads_to_the_papers_beside_it(
    app: Flask, client_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    made = [paper_of(title=title) for title in ("Tờ trình", "Dự thảo", "Báo cáo")]
    ids, versions = zip(*made, strict=True)
    ballot = with_ballot(app, cabinet, *ids)
    minister = client_of("minister.g15")

    def read(number: int, query: str = "") -> str:
        answer = minister.get(f"/documents/versions/{versions[number]}/read{query}")
        assert answer.status_code == 200
        return str(answer.get_data(as_text=True))

    def ways(page: str) -> list[str]:
        return re.findall(r'data-paper="(\w+)" href="([^"]+)"', page)

    address = f"/documents/versions/%s/read?occasion=ballot:{ballot}"
    first = read(0, f"?occasion=ballot:{ballot}")
    assert ways(first) == [("next", address % versions[1])]
    assert f'href="/ballots/{ballot}" aria-label="Quay lại"' in first
    middle = read(1, f"?occasion=ballot:{ballot}&back=/ballots")
    assert ways(middle) == [
        ("previous", address % versions[0] + "&amp;back=/ballots"),
        ("next", address % versions[2] + "&amp;back=/ballots"),
    ]
    assert 'href="/ballots" aria-label="Quay lại"' in middle
    # Both were opened by now; the third waits.
    assert middle.count("reader-dot-unopened") == 1
    # Without an occasion: the one the paper stands in; a wrong one does no harm.
    for query in ("", "?occasion=ballot:999", "?occasion=x"):
        assert ways(read(2, query))[0][0] == "previous"


def test_the_way_to_the_new_version_stays_in_the_sitting_it_is_read_in(
    app: Flask, client_of: Ask, paper_of: Papers, cabinet: Cabinet, files: Store
) -> None:
    document_id, first = paper_of()
    ballot = with_ballot(app, cabinet, document_id)
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        actor = cabinet.actor(db, "secretary")
        document = db.get_one(Document, document_id)
        shorter = prepared(files, "Tờ trình đã sửa", pages=2)
        newer = documents.add_version(db, actor=actor, document=document, prepared=shorter, at=T0)
        hand(db, cabinet, newer, "minister.g15")
        second = newer.id
    address = f"/documents/versions/{first}/read?occasion=ballot:{ballot}"
    page = client_of("minister.g15").get(address).get_data(as_text=True)
    assert f'data-occasion="ballot:{ballot}"' in page
    way = re.search(rf'href="/documents/versions/{second}/read\?([^"]+)"', page)
    assert way and f"occasion=ballot:{ballot}" in way[1]


def test_a_paper_of_no_occasion_has_nothing_beside_it(client_of: Ask, paper_of: Papers) -> None:
    _, version_id = paper_of("pm")
    page = client_of("pm").get(f"/documents/versions/{version_id}/read").get_data(as_text=True)
    assert "data-paper=" not in page
    assert "chưa nằm trong phiên họp" in page


def test_the_queries_of_the_reader_do_not_grow_with_what_lies_beside(
    app: Flask, client_of: Ask, paper_of: Papers, cabinet: Cabinet, count_queries: Any
) -> None:
    def statements(count: int) -> int:
        made = [paper_of(title=f"Tờ trình {number}") for number in range(count)]
        ballot = with_ballot(app, cabinet, *(document for document, _ in made))
        client = client_of("minister.g15")
        address = f"/documents/versions/{made[0][1]}/read?occasion=ballot:{ballot}"
        client.get(address)
        with count_queries(app) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    assert statements(2) == statements(12)
    assert {f.__module__ for slot in (DOCUMENT_PLACES, PAPERS_BESIDE) for f in slot}
    assert queries.Beside().lines == []
