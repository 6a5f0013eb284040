"""Papers over the JSON API: uploads good and bad, lists, ranges, versions, recall."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents.intake.limits import MIB, Limits
from documents.models import Document, DocumentVersion
from ecabinet.journal import JournalEntry
from ecabinet.storage import Store
from tests.cabinet import Cabinet
from tests.documents.intake.hostile import locked, with_content, zeros
from tests.documents.papers import pdf

Ask = Callable[[str], Any]
Papers = Callable[..., tuple[int, int]]
SAMPLES = Path(__file__).resolve().parents[1] / "data" / "pdf"


def send(call: Any, content: bytes, name: str = "paper.pdf", **form: Any) -> Any:
    data = {"title": "Tờ trình", "access_level": "cabinet", "file": (BytesIO(content), name)}
    given = {name: form.pop(name) for name in ("headers", "environ_overrides") if name in form}
    return call("POST", "/documents", data=data | form, **given)


def stored(app: Flask) -> tuple[int, int]:
    """How many papers and how many files there are."""
    with app.extensions["ecabinet.database"].reading() as db:
        papers = len(db.scalars(select(Document)).all())
    return papers, len(list(app.extensions["ecabinet.store"].walk()))


def test_an_upload_is_answered_with_its_version(app: Flask, api_of: Ask, cabinet: Cabinet) -> None:
    answer = send(
        api_of("secretary"), pdf(), kind="proposal", organisation_id=cabinet.organisations["G12"]
    )
    assert answer.status_code == 201, answer.json
    body = answer.json
    assert (body["title"], body["access_level"], body["kind"]) == (
        "Tờ trình",
        "cabinet",
        "proposal",
    )
    (version,) = body["versions"]
    assert (version["ordinal"], version["state"], version["pages"]) == (1, "draft", 3)
    assert version["size"] == len(pdf())
    store: Store = app.extensions["ecabinet.store"]
    assert store.path(version["sha256"]).read_bytes() == pdf()
    shown = api_of("officer.g12")("GET", f"/documents/{body['id']}")
    assert shown.json == body


def test_a_paper_without_a_title_is_called_after_its_file(api_of: Ask) -> None:
    answer = send(api_of("secretary"), pdf(), "Báo cáo quý I.pdf", title="")
    assert answer.json["title"] == "Báo cáo quý I"


def test_an_officer_uploads_for_the_own_organisation_only(api_of: Ask, cabinet: Cabinet) -> None:
    officer = api_of("officer.g12")
    mine = send(officer, pdf())
    assert mine.json["organisation_id"] == cabinet.organisations["G12"]
    other = send(officer, pdf(), organisation_id=cabinet.organisations["G15"])
    assert (other.status_code, other.json["code"]) == (403, "document-upload-other-organisation")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document-refused-empty"),
        (b"Dear minister, this is no PDF.", "document-refused-not-pdf"),
        (b"PK\x03\x04 word/document.xml", "document-refused-word-damaged"),
        (pdf()[: len(pdf()) // 2], "document-refused-damaged"),
        (locked("secret", "secret"), "document-refused-encrypted"),
    ],
    ids=["0 bytes", "no PDF", "a broken Word file", "truncated", "encrypted"],
)
def test_a_bad_file_is_refused_with_its_reason_and_nothing_is_stored(
    app: Flask, api_of: Ask, content: bytes, code: str
) -> None:
    answer = send(api_of("secretary"), content)
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.mimetype == "application/problem+json"
    assert len(answer.json["title"]) > 20
    assert answer.json["fields"]["file"]["code"] == code
    assert stored(app) == (0, 0)


def test_a_bomb_inside_a_pdf_is_refused(app: Flask, api_of: Ask) -> None:
    app.extensions["documents.limits"] = Limits(stream_bytes=4 * MIB, decoded_bytes=8 * MIB)
    answer = send(api_of("secretary"), with_content(zeros(64 * MIB)))
    assert (answer.status_code, answer.json["code"]) == (422, "document-refused-bomb")
    assert stored(app) == (0, 0)


def test_a_real_bomb_is_refused(app: Flask, api_of: Ask) -> None:
    answer = send(api_of("secretary"), (SAMPLES / "bomb_giant.pdf").read_bytes())
    assert answer.status_code == 422, answer.json
    assert stored(app) == (0, 0)


def test_three_hundred_megabytes_are_refused_before_they_are_read(app: Flask, api_of: Ask) -> None:
    answer = send(api_of("secretary"), pdf(), environ_overrides={"CONTENT_LENGTH": str(300 * MIB)})
    assert answer.status_code == 413
    assert answer.mimetype == "application/problem+json"
    assert answer.json["title"]
    assert stored(app) == (0, 0)


def test_a_file_a_little_over_the_limit_hears_both_sizes(app: Flask, api_of: Ask) -> None:
    app.extensions["documents.limits"] = Limits(upload_bytes=2 * MIB)
    answer = send(api_of("secretary"), pdf() + bytes(3 * MIB))
    assert (answer.status_code, answer.json["code"]) == (422, "document-refused-too-large")
    assert "2 MB" in answer.json["title"]
    assert stored(app) == (0, 0)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "C:\\Users\\minister\\paper.pdf",
        "x" * 500 + ".pdf",
        "\u202efdp.exe",
        "",
    ],
    ids=["path parts", "Windows path", "500 characters", "direction override", "no name"],
)
def test_a_strange_file_name_is_made_fit_and_the_paper_is_taken(api_of: Ask, name: str) -> None:
    answer = send(api_of("secretary"), pdf(), name)
    if not name:
        assert answer.status_code in (201, 422)
        return
    assert answer.status_code == 201, answer.json
    kept = answer.json["versions"][0]["file_name"]
    assert 0 < len(kept) <= 200
    assert not set(kept) & set('/\\:\u202e"')


def test_the_same_file_again_is_taken_with_a_warning(api_of: Ask) -> None:
    call = api_of("secretary")
    send(call, pdf(), title="Lần đầu")
    again = send(call, pdf(), title="Lần sau")
    codes = [warning["code"] for warning in again.json["versions"][0]["warnings"]]
    assert "document-warning-duplicate" in codes


def test_the_warning_of_a_duplicate_tells_nothing_of_papers_that_are_not_theirs(
    api_of: Ask,
) -> None:
    send(api_of("secretary"), pdf(), title="Chỉ của Văn phòng", access_level="secretariat")
    again = send(api_of("officer.g12"), pdf())
    assert "document-warning-duplicate" not in str(again.json)


@pytest.mark.parametrize(
    ("first", "second", "told", "untold"),
    [
        # Named on a confidential paper, the head brings the same file for everybody.
        (("head", {"access_level": "confidential"}), ("head", {}), "head", "secretary"),
        # For a ministry, what another one has on paper that nobody else reads yet.
        (
            ("officer.g15", {}),
            ("secretary", {"organisation_id": "G12"}),
            "secretary",
            "officer.g12",
        ),
    ],
)
def test_where_the_same_file_is_here_already_is_told_to_those_who_see_it_there(
    api_of: Ask,
    client_of: Ask,
    cabinet: Cabinet,
    first: tuple[str, dict[str, str]],
    second: tuple[str, dict[str, str]],
    told: str,
    untold: str,
) -> None:
    for (login, form), title in ((first, "Tên chưa được biết"), (second, "Bản chung")):
        given: dict[str, Any] = dict(form)
        if "organisation_id" in given:
            given["organisation_id"] = cabinet.organisations[given["organisation_id"]]
        paper = send(api_of(login), pdf(), title=title, **given).json
    path = f"/documents/{paper['id']}"
    for login, knows in ((told, True), (untold, False)):
        over_api = api_of(login)("GET", path)
        page = client_of(login).get(path)
        assert (over_api.status_code, page.status_code) == (200, 200)
        assert ("Tên chưa được biết" in str(over_api.json)) is knows
        assert ("Tên chưa được biết" in page.text) is knows
        codes = [one["code"] for one in over_api.json["versions"][0]["warnings"]]
        assert ("document-warning-duplicate" in codes) is knows


def test_a_warning_that_an_older_program_stored_keeps_nobody_from_the_paper(
    app: Flask, api_of: Ask, client_of: Ask
) -> None:
    paper = send(api_of("secretary"), pdf()).json
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        version = db.get_one(DocumentVersion, paper["versions"][0]["id"])
        version.warnings = [{"key": "document-warning-duplicate", "params": {"title": "Lộ"}}]
    page = client_of("secretary").get(f"/documents/{paper['id']}")
    assert page.status_code == 200 and "Lộ" not in page.text


def test_what_the_check_found_is_told_to_those_who_prepare_the_paper_alone(
    api_of: Ask, cabinet: Cabinet
) -> None:
    call = api_of("secretary")
    send(call, pdf(), title="Tên không được biết", access_level="secretariat")
    paper = send(call, pdf(), title="Bản cho thành viên").json
    version = paper["versions"][0]
    assert "Tên không được biết" in str(version["warnings"])
    body = {"version_id": version["id"], "person_ids": [cabinet.persons["pm"]]}
    assert call("POST", f"/documents/{paper['id']}/distribution", json=body).status_code == 200
    read = api_of("pm")("GET", f"/documents/{paper['id']}").json
    assert [one["warnings"] for one in read["versions"]] == [[]]
    assert "Tên không được biết" not in str(api_of("pm")("GET", "/documents").json)


def test_a_repeated_upload_with_the_same_key_is_the_same_paper(app: Flask, api_of: Ask) -> None:
    call = api_of("secretary")
    first = send(call, pdf(), headers={"Idempotency-Key": "one"})
    again = send(call, pdf(), headers={"Idempotency-Key": "one"})
    assert again.json == first.json
    assert stored(app)[0] == 1


def test_a_new_version_keeps_the_old_one_and_the_same_bytes_are_a_conflict(api_of: Ask) -> None:
    call = api_of("secretary")
    document = send(call, pdf()).json
    path = f"/documents/{document['id']}/versions"
    second = call("POST", path, data={"file": (BytesIO(pdf("New", 2)), "v2.pdf")})
    assert (second.status_code, second.json["ordinal"], second.json["pages"]) == (201, 2, 2)
    same = call("POST", path, data={"file": (BytesIO(pdf("New", 2)), "v2.pdf")})
    assert (same.status_code, same.json["code"]) == (409, "document-version-same")
    shown = call("GET", f"/documents/{document['id']}").json
    assert [version["ordinal"] for version in shown["versions"]] == [1, 2]


def test_the_list_is_paged_and_searched(api_of: Ask, paper_of: Papers) -> None:
    for number in range(3):
        paper_of("pm", title=f"Paper {number}")
    call = api_of("pm")
    first = call("GET", "/documents?limit=2").json
    second = call("GET", f"/documents?limit=2&cursor={first['next']}").json
    titles = [item["title"] for item in first["items"] + second["items"]]
    assert titles == ["Paper 2", "Paper 1", "Paper 0"]
    assert second["next"] is None
    found = call("GET", "/documents?search=paper 1").json
    assert [item["title"] for item in found["items"]] == ["Paper 1"]
    assert call("GET", "/documents?cursor=nonsense").status_code == 422


def test_a_file_is_sent_by_ranges_and_not_again_when_it_is_known(
    api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm")
    call, path = api_of("pm"), f"/versions/{version_id}/file"
    whole = call("GET", path)
    assert (whole.status_code, whole.data, whole.mimetype) == (
        200,
        pdf("Tờ trình"),
        "application/pdf",
    )
    part = call("GET", path, headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.data) == (206, whole.data[5:10])
    assert part.headers["Content-Range"] == f"bytes 5-9/{len(whole.data)}"
    beyond = call("GET", path, headers={"Range": f"bytes={len(whole.data)}-"})
    assert (beyond.status_code, beyond.json["code"]) == (416, "document-range-beyond-end")
    assert beyond.headers["Content-Range"] == f"bytes */{len(whole.data)}"
    known = call("GET", path, headers={"If-None-Match": whole.headers["ETag"]})
    assert known.status_code == 304


def test_a_recall_takes_the_paper_and_its_file_away_and_is_in_the_journal(
    app: Flask, api_of: Ask, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm")
    recall = f"/versions/{version_id}/recall"
    head = api_of("head")
    done = head("POST", recall, json={"reason": "Sai số liệu"})
    assert (done.status_code, done.json["state"]) == (200, "recalled")
    assert api_of("pm")("GET", f"/versions/{version_id}/file").status_code == 404
    again = head("POST", recall, json={"reason": "Sai số liệu"})
    assert (again.status_code, again.json["code"]) == (409, "document-recall-done-before")
    with app.extensions["ecabinet.database"].reading() as db:
        entries = db.scalars(select(JournalEntry).where(JournalEntry.act == "document:recall"))
        (entry,) = entries.all()
    hashed = hashlib.sha256("Sai số liệu".encode()).hexdigest()
    assert (entry.subject_id, entry.details["reason_sha256"]) == (version_id, hashed)


def test_an_upload_to_an_agenda_item_that_does_not_exist_leaves_no_paper(
    app: Flask, api_of: Ask
) -> None:
    answer = send(api_of("secretary"), pdf(), item_id=999)
    assert answer.status_code in (404, 422)
    assert stored(app)[0] == 0


def test_every_refusal_speaks_the_language_asked_for(api_of: Ask) -> None:
    answer = send(api_of("secretary"), b"", headers={"Accept-Language": "en"})
    assert answer.json["title"].startswith("The file is empty")
