"""A file whose answer was lost and that is sent again: filed once, wherever pages send files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from threading import Thread
from typing import Any

import pytest
from flask import Flask

from documents.models import Document
from ecabinet import clock
from meetings.models import AgendaItem
from tests.cabinet import T0, Cabinet
from tests.documents.papers import pdf
from tests.dossiers.opinions.asking import Consultation
from tests.meetings.live.room import invited_meeting
from tests.meetings.positions.placing import OBJECT, say

Place = Callable[[Any, Flask, Cabinet], tuple[Any, str, dict[str, Any]]]
BALLOT = {
    "title": "Về giảm thuế", "matter": "Một", "questions": "Đồng ý ban hành?\n",
    "closes_at": "2026-12-04T17:00", "organisation_id": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _at_t0() -> Iterator[None]:
    with clock.at(T0):
        yield


def list_of_papers(client_of: Any, app: Flask, cabinet: Cabinet) -> Any:
    return client_of("secretary"), "/api/v1/documents", {"access_level": "cabinet"}


def ballot(client_of: Any, app: Flask, cabinet: Cabinet) -> Any:
    secretary = client_of("secretary")
    return secretary, secretary.post("/ballots", data=BALLOT).headers["Location"] + "/papers", {}


def dossier(client_of: Any, app: Flask, cabinet: Cabinet) -> Any:
    officer = client_of("officer.g12")
    return officer, officer.post("/submissions").headers["Location"] + "/papers", {}


def opinion(client_of: Any, app: Flask, cabinet: Cabinet) -> Any:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        office = Consultation(db, cabinet)
        asked = office.ask(office.complete(), "G15").requests[0].id
    return client_of("officer.g15"), f"/opinions/{asked}/papers", {}


def position(client_of: Any, app: Flask, cabinet: Cabinet) -> Any:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        meeting = invited_meeting(db, cabinet)
        item = db.query(AgendaItem).filter_by(meeting_id=meeting.id).first()
        assert item is not None
        say(db, cabinet, "minister.g12", meeting, item, OBJECT)
        path = f"/meetings/{meeting.id}/positions/{item.id}/attachment"
    return client_of("minister.g12"), path, {"person_id": str(cabinet.persons["minister.g12"])}


PLACES = (list_of_papers, ballot, dossier, opinion, position)


def sent(who: Any, path: str, fields: dict[str, Any], content: bytes, key: str = "of-one") -> Any:
    headers = {"Idempotency-Key": key, "Accept": "application/json"}
    file = (BytesIO(content), "cong-van.pdf")
    return who.post(path, data={**fields, "file": file}, headers=headers)


@pytest.fixture
def papers(app: Flask) -> Callable[[], int]:
    """How many papers there are."""

    def count() -> int:
        with app.extensions["ecabinet.database"].reading() as db:
            return db.query(Document).count()

    return count


@pytest.mark.parametrize("place", PLACES)
def test_a_paper_that_is_sent_again_with_its_key_is_filed_once(
    app: Flask, client_of: Any, cabinet: Cabinet, papers: Callable[[], int], place: Place
) -> None:
    who, path, fields = place(client_of, app, cabinet)
    content, before = pdf("Sent twice"), papers()
    first, again = (sent(who, path, fields, content) for _ in range(2))
    assert first.status_code == 201, first.text
    assert (again.status_code, again.json) == (201, first.json)
    assert papers() == before + 1
    # The same bytes as another act of the person are another paper.
    assert sent(who, path, fields, content, "of-another").status_code == 201
    assert papers() == before + 2


@pytest.mark.parametrize("place", PLACES[:-1])  # what goes with a position comes whole
def test_a_large_file_that_is_named_again_with_its_key_is_filed_once(
    app: Flask, client_of: Any, cabinet: Cabinet, papers: Callable[[], int], place: Place
) -> None:
    who, path, fields = place(client_of, app, cabinet)
    content, before = pdf("In pieces"), papers()
    begun = who.post("/uploads", headers={"Upload-Length": str(len(content))})
    address, piece = begun.headers["Location"], "application/offset+octet-stream"
    who.patch(address, data=content, content_type=piece, headers={"Upload-Offset": "0"})
    form = {**fields, "upload": address.rpartition("/")[2]}
    headers = {"Idempotency-Key": "of-one", "Accept": "application/json"}
    first, again = (who.post(path, data=form, headers=headers) for _ in range(2))
    assert first.status_code == 201, first.text
    assert (again.status_code, again.json) == (201, first.json)
    assert papers() == before + 1


@pytest.mark.parametrize("place", PLACES)
def test_a_key_that_went_with_another_file_is_refused(
    app: Flask, client_of: Any, cabinet: Cabinet, papers: Callable[[], int], place: Place
) -> None:
    who, path, fields = place(client_of, app, cabinet)
    before = papers()
    assert sent(who, path, fields, pdf("First")).status_code == 201
    refused = sent(who, path, fields, pdf("Second"))
    assert (refused.status_code, refused.json["code"]) == (409, "idempotency-key-reused")
    assert papers() == before + 1


@pytest.mark.parametrize("place", PLACES)
def test_a_refused_file_keeps_no_key(
    app: Flask, client_of: Any, cabinet: Cabinet, papers: Callable[[], int], place: Place
) -> None:
    who, path, fields = place(client_of, app, cabinet)
    for _ in range(2):
        refused = sent(who, path, fields, b"no paper at all")
        assert (refused.status_code, refused.json["code"]) == (422, "document-refused-not-pdf")
    assert sent(who, path, fields, pdf()).status_code == 201


def test_sent_again_while_the_first_is_still_checked_both_are_answered_and_one_is_filed(
    app: Flask, client_of: Any, cabinet: Cabinet, papers: Callable[[], int]
) -> None:
    _, path, fields = ballot(client_of, app, cabinet)
    content, before, answers = pdf("At once"), papers(), []
    senders = [client_of("secretary") for _ in range(2)]

    def send(by: Any) -> None:
        with clock.at(T0):
            answers.append(sent(by, path, fields, content))

    threads = [Thread(target=send, args=(by,)) for by in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json == answers[1].json
    assert papers() == before + 1


def test_a_paper_filed_before_its_ballot_went_out_is_still_answered_afterwards(
    app: Flask, client_of: Any, cabinet: Cabinet, papers: Callable[[], int]
) -> None:
    secretary, path, fields = ballot(client_of, app, cabinet)
    content = pdf("Answer lost")
    first = sent(secretary, path, fields, content)
    before = papers()
    assert secretary.post(path.replace("/papers", "/submission")).status_code == 302
    assert client_of("head").post(path.replace("/papers", "/approval"), data={}).status_code == 302
    again = sent(secretary, path, fields, content)
    assert (again.status_code, again.json) == (201, first.json)
    assert papers() == before
