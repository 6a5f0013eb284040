"""Named lists of readers: kept by the secretariat, turned into persons when a paper goes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import queries
from documents.distribution import by_hand
from documents.models import AccessLevel
from documents.reader_lists import services
from documents.reader_lists.models import ReaderList
from ecabinet import journal
from ecabinet.errors import Conflict, Denied, Invalid
from ecabinet.journal import JournalEntry
from ecabinet.people.models import Person
from tests.cabinet import T0, Cabinet

Ask = Callable[[str], Any]
Papers = Callable[..., tuple[int, int]]
PAGE = "/documents/reader-lists"


def made(api: Any, cabinet: Cabinet, name: str, *logins: str) -> dict[str, Any]:
    body = {"name": name, "person_ids": [cabinet.persons[login] for login in logins]}
    answer = api("POST", "/reader-lists", json=body)
    assert answer.status_code == 201, answer.json
    return dict(answer.json)


def holders(app: Flask, cabinet: Cabinet, document_id: int) -> list[str]:
    with app.extensions["ecabinet.database"].reading() as db:
        document = queries.find_document(db, cabinet.actor(db, "secretary"), document_id)
        held = by_hand.handed_by_hand(db, document)
    return sorted(login for login, person in cabinet.persons.items() if person in held)


def test_a_paper_goes_to_who_stands_on_the_list_at_that_moment(
    app: Flask, api_of: Ask, client_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    api, client = api_of("secretary"), client_of("secretary")
    row = made(api, cabinet, "Tổ soạn thảo", "minister.g12", "officer.g12")
    first, version = paper_of(organisation=None)
    assert "Tổ soạn thảo (2)" in client.get(f"/documents/{first}").text

    sent = {"version_id": version, "list_ids": [row["id"]], "person_ids": [cabinet.persons["pm"]]}
    assert client.post(f"/documents/{first}/distribution", data=sent).status_code == 302
    assert holders(app, cabinet, first) == ["minister.g12", "officer.g12", "pm"]
    now = {
        "name": row["name"], "person_ids": [cabinet.persons["minister.g15"]],
        "revision": row["revision"],
    }  # fmt: skip
    assert api("PUT", f"/reader-lists/{row['id']}", json=now).status_code == 200
    assert holders(app, cabinet, first) == ["minister.g12", "officer.g12", "pm"]

    second, version = paper_of(title="Báo cáo", organisation=None)
    sent = {"version_id": version, "list_ids": [row["id"]]}
    answer = api("POST", f"/documents/{second}/distribution", json=sent)
    assert answer.json == {"new": 1, "withheld": []}
    assert holders(app, cabinet, second) == ["minister.g15"]
    with app.extensions["ecabinet.database"].reading() as db:
        acts = select(JournalEntry).where(JournalEntry.act == "document:distribute-by-list")
        noted = [entry.details for entry in db.scalars(acts.order_by(JournalEntry.number))]
    assert [entry["lists"] for entry in noted] == [[row["id"]], [row["id"]]]
    assert noted[1]["persons"] == [cabinet.persons["minister.g15"]]


def test_a_list_gives_nobody_what_the_level_of_a_paper_keeps_from_them(
    app: Flask, api_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    api = api_of("secretary")
    row = made(api, cabinet, "Hai bộ", "minister.g12", "minister.g15")
    document, version = paper_of(
        level=AccessLevel.CONFIDENTIAL, readers=("minister.g12", "secretary"), organisation=None
    )
    sent = {"version_id": version, "list_ids": [row["id"]]}
    answer = api("POST", f"/documents/{document}/distribution", json=sent)
    assert answer.json == {"new": 1, "withheld": [cabinet.persons["minister.g15"]]}
    assert holders(app, cabinet, document) == ["minister.g12"]


def test_who_left_stands_on_the_list_and_gets_nothing(
    app: Flask, api_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    api = api_of("secretary")
    row = made(api, cabinet, "Hai bộ", "minister.g12", "minister.g15")
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        db.get_one(Person, cabinet.persons["minister.g15"]).deactivated_at = T0
    document, version = paper_of(organisation=None)
    sent = {"version_id": version, "list_ids": [row["id"]]}
    assert api("POST", f"/documents/{document}/distribution", json=sent).json["new"] == 1
    assert holders(app, cabinet, document) == ["minister.g12"]
    same = {name: row[name] for name in ("person_ids", "revision")} | {"name": "Tên khác"}
    answer = api("PUT", f"/reader-lists/{row['id']}", json=same)
    assert (answer.status_code, answer.json["person_ids"]) == (200, row["person_ids"])


def test_a_removed_list_is_offered_no_more_and_takes_no_paper_away(
    app: Flask, api_of: Ask, client_of: Ask, paper_of: Papers, cabinet: Cabinet
) -> None:
    api, client = api_of("secretary"), client_of("secretary")
    row = made(api, cabinet, "Tổ soạn thảo", "pm")
    document, version = paper_of(organisation=None)
    sent = {"version_id": version, "list_ids": [row["id"]]}
    assert api("POST", f"/documents/{document}/distribution", json=sent).status_code == 200

    assert client.post(f"{PAGE}/{row['id']}/removal").status_code == 302
    assert "Tổ soạn thảo" not in client.get(f"/documents/{document}").text
    assert client.get(f"{PAGE}/{row['id']}").status_code == 404
    assert holders(app, cabinet, document) == ["pm"]
    other, version = paper_of(title="Báo cáo", organisation=None)
    refused = api(
        "POST", f"/documents/{other}/distribution",
        json={"version_id": version, "list_ids": [row["id"]]},
    )  # fmt: skip
    assert (refused.status_code, list(refused.json["fields"])) == (422, ["list_ids"])
    assert holders(app, cabinet, other) == []
    made(api, cabinet, "Tổ soạn thảo", "pm")  # the name is free again


def test_the_page_tells_what_is_wrong_and_keeps_what_was_chosen(
    client_of: Ask, api_of: Ask, cabinet: Cabinet
) -> None:
    client = client_of("secretary")
    pm = cabinet.persons["pm"]
    assert 'class="ec-empty"' in client.get(PAGE).text
    made(api_of("secretary"), cabinet, "Tổ soạn thảo", "pm")

    taken = client.post(PAGE, data={"name": "TO SOAN  THAO", "person_ids": [pm]})
    assert taken.status_code == 422
    assert 'id="field-name"' in taken.text and "TO SOAN  THAO" in taken.text
    assert f'value="{pm}" checked' in taken.text
    assert client.post(PAGE, data={"name": "Không có ai"}).status_code == 422
    assert client.post(PAGE, data={"name": " ", "person_ids": [pm]}).status_code == 422
    unknown = client.post(PAGE, data={"name": "Lạ", "person_ids": [cabinet.persons["admin"]]})
    assert unknown.status_code == 422


def test_what_somebody_else_saved_meanwhile_is_not_written_over_unseen(
    client_of: Ask, api_of: Ask, cabinet: Cabinet
) -> None:
    client, api = client_of("secretary"), api_of("head")
    row = made(api, cabinet, "Tổ soạn thảo", "pm")
    theirs = {"name": "Tổ biên tập", "person_ids": row["person_ids"], "revision": 1}
    assert api("PUT", f"/reader-lists/{row['id']}", json=theirs).status_code == 200

    late = {"name": "Tổ khác", "person_ids": [cabinet.persons["clerk"]], "revision": "1"}
    answer = client.post(f"{PAGE}/{row['id']}", data=late)
    assert answer.status_code == 409
    assert "Tổ khác" in answer.text and 'name="revision" value="2"' in answer.text
    assert f'value="{cabinet.persons["clerk"]}" checked' in answer.text
    again = client.post(f"{PAGE}/{row['id']}", data=late | {"revision": "2"})
    assert again.status_code == 302
    (kept,) = api("GET", "/reader-lists").json["items"]
    assert (kept["name"], kept["revision"]) == ("Tổ khác", 3)


def test_only_who_hands_papers_out_keeps_lists_and_the_journal_tells_no_name(
    db: Session, cabinet: Cabinet
) -> None:
    persons = [cabinet.persons["pm"]]
    for login in ("pm", "officer.g12", "auditor", "admin"):
        with pytest.raises(Denied):
            services.make_list(
                db, actor=cabinet.actor(db, login), name="Của tôi", person_ids=persons, at=T0
            )
    head = cabinet.actor(db, "head")
    row = services.make_list(db, actor=head, name="Tổ soạn thảo", person_ids=persons, at=T0)
    journal.seal(db)
    entry = db.scalars(select(JournalEntry).order_by(JournalEntry.number.desc())).first()
    assert entry is not None
    assert (entry.act, entry.details) == (
        "reader-list:make", {"name_sha256": journal.digest("Tổ soạn thảo"), "persons": persons},
    )  # fmt: skip
    with pytest.raises(Invalid):
        services.make_list(db, actor=head, name="tổ soạn thảo", person_ids=persons, at=T0)
    services.remove_list(db, actor=head, row=row, at=T0)
    with pytest.raises(Conflict):
        services.change_list(
            db, actor=head, row=row, name="Khác", person_ids=persons, revision=row.revision, at=T0
        )


def test_two_lists_in_use_never_have_one_name(app: Flask, cabinet: Cabinet) -> None:
    """The store itself keeps to it, whatever came past the guard at the same moment."""
    database = app.extensions["ecabinet.database"]
    with pytest.raises(Conflict), database.unit_of_work() as db:
        for name in ("Tổ soạn thảo", "TO SOAN THAO"):
            db.add(ReaderList(name=name, changed_by_id=cabinet.accounts["head"], changed_at=T0))
