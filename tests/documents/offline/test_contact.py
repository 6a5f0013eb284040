"""A tablet reports what it keeps: the record of copies, what must go, the key that ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from documents.copies import queries
from documents.copies.models import DropReason, KeptCopy
from documents.distribution import services as distribution
from documents.models import DocumentVersion, ReadingReceipt
from documents.naming.models import PaperNumber, StampedCopy
from documents.naming.queries import copies_of
from documents.services import add_version
from ecabinet import clock
from ecabinet.auth.services import deactivate_account, end_sign_ins, find_account
from ecabinet.db import Database
from ecabinet.journal import SYSTEM
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import hand, prepared

TABLET = "3f0a9c52-1111-4222-8333-444455556666"
CONTACT = "/api/v1/offline/contact"


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["ecabinet.database"]
    return found


def keep(client: Any, *version_ids: int, device: str = TABLET, **more: Any) -> dict[str, Any]:
    answer = client.post(CONTACT, json={"device": device, "kept": list(version_ids), **more})
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def out(database: Database, version_id: int) -> list[str]:
    with database.reading() as db:
        return [one.person_name for one in queries.copies_out(db, [version_id]).get(version_id, [])]


def reasons(database: Database) -> list[DropReason | None]:
    with database.reading() as db:
        return list(db.execute(select(KeptCopy.reason).order_by(KeptCopy.id)).scalars())


def test_what_a_tablet_keeps_is_on_record_until_it_says_that_it_is_gone(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any], database: Database
) -> None:
    _, version = paper_of("minister.g15")
    client = client_of("minister.g15")
    assert keep(client, version)["gone"] == []
    with database.reading() as db:
        (copy,) = queries.copies_out(db, [version])[version]
    assert (copy.person_name, copy.version_id) == ("Lê Văn Cường", version)

    keep(client, version)
    assert len(reasons(database)) == 1

    keep(client)
    assert out(database, version) == []
    with database.reading() as db:
        (copy,) = queries.copies_of(db, [version])[version]
    assert copy.reason is DropReason.REMOVED


def test_a_recalled_paper_must_go_and_until_then_the_copy_counts_as_out(
    client_of: Callable[[str], Any],
    paper_of: Callable[..., Any],
    database: Database,
    cabinet: Cabinet,
) -> None:
    _, version = paper_of("minister.g15")
    client = client_of("minister.g15")
    keep(client, version)
    with database.unit_of_work() as db:
        row = db.get_one(DocumentVersion, version)
        distribution.recall(
            db, actor=cabinet.actor(db, "head"), version=row, at=clock.now(), reason="Sai số liệu"
        )
    assert out(database, version) == ["Lê Văn Cường"]

    assert keep(client, version)["gone"] == [version]
    assert out(database, version) == []
    assert reasons(database) == [DropReason.TAKEN_BACK]


def test_nobody_can_enter_a_copy_of_what_they_may_not_read(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any], database: Database
) -> None:
    _, version = paper_of("minister.g15")
    assert keep(client_of("minister.g03"), version, 2**31 - 1)["gone"] == [version, 2**31 - 1]
    assert reasons(database) == []


def test_a_newer_version_is_told_and_marks_have_a_stamp_that_changes(
    client_of: Callable[[str], Any],
    paper_of: Callable[..., Any],
    database: Database,
    cabinet: Cabinet,
    files: Store,
) -> None:
    _, version = paper_of("minister.g15")
    client = client_of("minister.g15")
    told = keep(client, version)
    assert told["newer"] == []
    mark = {
        "client_id": "m-1", "page": 1, "kind": "note", "audience": "private",
        "geometry": {"at": [1, 2]}, "color": "#ff0000", "width": 1, "body": "Ý kiến", "quote": "",
    }  # fmt: skip
    added = client.post(f"/api/v1/versions/{version}/annotations", json=mark)
    assert added.status_code == 201, added.json
    assert keep(client, version)["marks"] != told["marks"]

    with database.unit_of_work() as db:
        old = db.get_one(DocumentVersion, version)
        new = add_version(
            db, actor=cabinet.actor(db, "secretary"), document=old.document,
            prepared=prepared(files, "Another text"), at=T0,
        )  # fmt: skip
        hand(db, cabinet, new, "minister.g15")
        new_id = new.id
    assert keep(client, version)["newer"] == [{"version_id": version, "newer_id": new_id}]


def test_the_key_stays_while_a_sign_in_runs_out_and_goes_when_it_is_ended(
    client_of: Callable[[str], Any],
    paper_of: Callable[..., Any],
    database: Database,
    cabinet: Cabinet,
) -> None:
    _, version = paper_of("minister.g15")
    first = keep(client_of("minister.g15"), version, wants_key=True)
    assert len(first["key"]) == 44

    again = keep(client_of("minister.g15"), version)
    assert again["key"] is None
    assert again["key_name"] == first["key_name"]

    with database.unit_of_work() as db:
        account = cabinet.accounts["minister.g15"]
        end_sign_ins(db, SYSTEM, account, only=None, at=clock.now())
    renewed = keep(client_of("minister.g15"), version, wants_key=True)
    assert renewed["key_name"] != first["key_name"]
    assert reasons(database) == [DropReason.SIGN_IN_ENDED]


def test_signing_out_ends_key_and_copies(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any], database: Database
) -> None:
    _, version = paper_of("minister.g15")
    client = client_of("minister.g15")
    first = keep(client, version)
    answer = client.post("/api/v1/offline/departure", json={"device": TABLET})
    assert answer.status_code == 204
    assert reasons(database) == [DropReason.SIGNED_OUT]
    assert keep(client)["key_name"] != first["key_name"]


def test_the_next_person_on_a_tablet_clears_the_copies_of_the_former(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any], database: Database
) -> None:
    _, version = paper_of("minister.g15", "minister.g12")
    first = keep(client_of("minister.g15"), version)
    second = keep(client_of("minister.g12"), version)
    assert second["key_name"] != first["key_name"]
    assert reasons(database) == [DropReason.OTHER_PERSON, None]


def test_a_closed_account_gets_no_contact_at_all(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any], database: Database
) -> None:
    _, version = paper_of("minister.g15")
    client = client_of("minister.g15")
    keep(client, version)
    with database.unit_of_work() as db:
        deactivate_account(db, SYSTEM, find_account(db, "minister.g15"), at=clock.now())
    answer = client.post(CONTACT, json={"device": TABLET, "kept": [version]})
    assert answer.status_code == 401


def test_reading_without_a_network_is_noted_when_it_was(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any], database: Database
) -> None:
    _, version = paper_of("minister.g15")
    opened = T0 + timedelta(hours=1)
    told = [
        {"version_id": version, "at": opened.isoformat()},
        {"version_id": 2**31 - 1, "at": opened.isoformat()},
    ]
    with clock.at(T0 + timedelta(hours=3)):
        keep(client_of("minister.g15"), version, opened=told)
    with database.reading() as db:
        (receipt,) = db.execute(select(ReadingReceipt)).scalars()
    assert (receipt.version_id, receipt.first_opened_at) == (version, opened)


def test_of_many_openings_without_a_network_the_first_and_the_last_are_kept(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any], database: Database
) -> None:
    _, version = paper_of("minister.g15")
    instants = [T0 + timedelta(hours=hours) for hours in (2, 4, 1, 3)]
    told = [{"version_id": version, "at": at.isoformat()} for at in instants]
    with clock.at(T0 + timedelta(hours=9)):
        keep(client_of("minister.g15"), version, opened=told)
    with database.reading() as db:
        (receipt,) = db.execute(select(ReadingReceipt)).scalars()
    assert (receipt.first_opened_at, receipt.last_opened_at) == (min(instants), max(instants))


@pytest.mark.parametrize("view", ["read", "text"])
def test_only_a_tablet_that_told_of_its_copy_fetches_a_page_without_a_receipt(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any], database: Database, view: str
) -> None:
    _, version = paper_of("minister.g15", "minister.g12")
    page = f"/documents/versions/{version}/{view}"
    client, other = client_of("minister.g15"), client_of("minister.g12")

    def fetch(who: Any, name: str) -> int:
        assert who.get(page, headers={"X-Keep": name}).status_code == 200
        with database.reading() as db:
            return len(list(db.execute(select(ReadingReceipt)).scalars()))

    keep(client, version)
    assert fetch(client, TABLET) == 0
    # Another's tablet, a header that says nothing, a copy that is gone: that is reading.
    assert fetch(other, TABLET) == 1
    with database.unit_of_work() as db:
        db.execute(delete(ReadingReceipt))
    assert fetch(client, "1") == 1
    with database.unit_of_work() as db:
        db.execute(delete(ReadingReceipt))
    keep(client)
    assert fetch(client, TABLET) == 1


@pytest.mark.parametrize(
    "body",
    [
        {}, {"device": "short"}, {"device": TABLET, "kept": [0]},
        {"device": TABLET, "kept": ["x"]}, {"device": TABLET, "kept": [1] * 2001},
        {"device": TABLET, "opened": [{"version_id": 1, "at": "never"}]},
    ],
)  # fmt: skip
def test_a_report_that_makes_no_sense_is_refused(
    client_of: Callable[[str], Any], body: dict[str, Any]
) -> None:
    assert client_of("pm").post(CONTACT, json=body).status_code == 422


def test_two_tablets_change_different_fields_of_a_mark_and_both_changes_stay(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any]
) -> None:
    _, version = paper_of("minister.g15")
    one, other = client_of("minister.g15"), client_of("minister.g15")
    marks = f"/api/v1/versions/{version}/annotations"
    mark = {
        "client_id": "m-1", "page": 1, "kind": "note", "audience": "private",
        "geometry": {"at": [1, 2]}, "color": "#ff0000", "width": 1, "body": "Ý kiến", "quote": "",
    }  # fmt: skip
    id_ = one.post(marks, json=mark, headers={"Idempotency-Key": "m-1"}).json["id"]
    again = other.post(marks, json=mark, headers={"Idempotency-Key": "m-1"})
    assert again.json["id"] == id_

    address = f"/api/v1/annotations/{id_}"
    one.patch(address, json={"body": "Viết trên máy thứ nhất"})
    other.patch(address, json={"color": "#00ff00"})
    (kept,) = one.get(marks).json["items"]
    assert (kept["body"], kept["color"]) == ("Viết trên máy thứ nhất", "#00ff00")


def test_the_lists_name_addresses_that_answer(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any], count_queries: Any, app: Flask
) -> None:
    _, version = paper_of("minister.g15")
    client = client_of("minister.g15")
    paper = client.get(f"/api/v1/offline/versions/{version}").json
    for name in ("page_url", "file_url", "marks_url", "text_url", "text_pages_url"):
        assert client.get(paper[name]).status_code == 200
    first = paper["picture_url"].replace("/pages/0/", "/pages/1/")
    assert client.get(first).headers["Content-Type"] == "image/webp"
    shell = client.get("/api/v1/offline/shell").json
    assert shell["build"] == keep(client)["build"]
    assert len(shell["urls"]) == len(set(shell["urls"]))
    for address in shell["urls"]:
        assert client.get(address).status_code == 200, address


def test_a_tablet_learns_which_file_a_kept_paper_has_once_it_was_stamped(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any], database: Database
) -> None:
    document, version = paper_of("minister.g15")
    _, other = paper_of("minister.g15", title="Báo cáo")
    client = client_of("minister.g15")

    def files() -> dict[int, str]:
        told = keep(client, version, other)["files"]
        return {one["version_id"]: one["sha256"] for one in told}

    plain = files()
    with database.unit_of_work() as db:
        for at, number in enumerate(("1.1", "2.3")):
            given_at = T0 + timedelta(days=at)
            db.add(
                PaperNumber(
                    document_id=document, occasion=f"meeting:{at}", number=number, given_at=given_at
                )
            )
            db.add(StampedCopy(version_id=version, number=number, sha256=str(at) * 64))
    assert files() == plain | {version: "1" * 64}
    with database.reading() as db:
        row = db.get_one(DocumentVersion, version)
        assert copies_of(db, row)[0] == "1" * 64
    paper = client.get(f"/api/v1/offline/versions/{version}").json
    assert paper["file_url"].endswith("?copy=" + "1" * 64)


def test_the_choice_of_the_coming_sitting_belongs_to_the_account_on_whatever_tablet(
    client_of: Callable[[str], Any],
) -> None:
    choice = "/api/v1/offline/choice"
    one, other, somebody = map(client_of, ("minister.g15", "minister.g15", "pm"))
    assert one.get(choice).json == {"keeps_coming": False}
    for _ in range(2):
        assert one.put(choice, json={"keeps_coming": True}).status_code == 204
    assert other.get(choice).json == {"keeps_coming": True}
    assert somebody.get(choice).json == {"keeps_coming": False}
    for _ in range(2):
        assert other.put(choice, json={"keeps_coming": False}).status_code == 204
    assert one.get(choice).json == {"keeps_coming": False}
