"""Large files in pieces, by the words of tus 1.0.0: on, broken off, from two places, too long."""

from __future__ import annotations

import base64
import errno
import gc
import warnings
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage

from documents import taking_in
from documents.forms import STATE_SECRETS
from documents.intake import sandbox
from documents.uploading import parts, services, views
from documents.uploading.models import Upload
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.errors import NoRoom
from ecabinet.jobs import ticker
from ecabinet.storage import Store
from tests.cabinet import Cabinet
from tests.documents.papers import pdf

Ask = Callable[[str], Any]
PIECE = "application/offset+octet-stream"


@pytest.fixture
def by(client_of: Callable[[str], FlaskClient]) -> Ask:
    """`by("secretary")("PATCH", "/uploads/…", …)` with that login's cookie, answered in JSON."""

    def make(login: str) -> Any:
        client = client_of(login)

        def call(method: str, path: str, headers: Any = None, **given: Any) -> Any:
            accept = {"Accept": "application/json"}
            return client.open(path, method=method, headers=accept | (headers or {}), **given)

        return call

    return make


def begin(call: Any, size: int, name: str = "Tờ trình.pdf") -> Any:
    coded = base64.b64encode(name.encode()).decode()
    headers = {"Upload-Length": str(size), "Upload-Metadata": f"filename {coded},type YQ=="}
    return call("POST", "/uploads", headers={"Tus-Resumable": "1.0.0"} | headers)


def send(call: Any, address: str, piece: bytes, offset: int) -> Any:
    return call("PATCH", address, data=piece, content_type=PIECE,
                headers={"Upload-Offset": str(offset), "Tus-Resumable": "1.0.0"})  # fmt: skip


def here(call: Any, address: str) -> int:
    answer = call("HEAD", address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return int(answer.headers["Upload-Offset"])


def enter(call: Any, address: str, **fields: str) -> Any:
    upload = {"upload": address.rpartition("/")[2], "access_level": "cabinet"}
    return call("POST", "/api/v1/documents", data=upload | fields)


@pytest.fixture
def left(app: Flask, files: Store) -> Callable[[], tuple[int, int]]:
    """(uploads in the table, part files on the disk)."""

    def count() -> tuple[int, int]:
        database: Database = app.extensions["ecabinet.database"]
        with database.reading() as db:
            rows = db.query(Upload).count()
        return rows, len(list((files.incoming / "parts").glob("*")))

    return count


def test_a_file_sent_in_pieces_becomes_a_paper_and_leaves_nothing_behind(
    by: Ask, left: Callable[[], tuple[int, int]]
) -> None:
    call, content = by("secretary"), pdf("In pieces", 2)
    begun = begin(call, len(content))
    assert begun.status_code == 201
    assert begun.headers["Tus-Resumable"] == "1.0.0"
    address = begun.headers["Location"]
    assert here(call, address) == 0
    half = len(content) // 2
    first = send(call, address, content[:half], 0)
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, str(half))
    assert here(call, address) == half
    assert enter(call, address).status_code == 409
    assert send(call, address, content[half:], half).status_code == 204
    entered = enter(call, address)
    assert entered.status_code == 201, entered.json
    assert entered.json["title"] == "Tờ trình"
    assert entered.json["versions"][0]["size"] == len(content)
    assert left() == (0, 0)
    assert enter(call, address).status_code == 404


def test_an_upload_named_twice_in_one_form_is_entered_and_answered(
    by: Ask, left: Callable[[], tuple[int, int]]
) -> None:
    call, content = by("secretary"), pdf("Named twice")
    address = begin(call, len(content)).headers["Location"]
    send(call, address, content, 0)
    name = address.rpartition("/")[2]
    fields = {"upload": [name, name], "access_level": "cabinet"}
    assert call("POST", "/api/v1/documents", data=fields).status_code == 201
    assert left() == (0, 0)


def test_who_sends_from_a_wrong_place_is_told_and_nothing_is_written(by: Ask) -> None:
    call, content = by("secretary"), pdf()
    address = begin(call, len(content)).headers["Location"]
    send(call, address, content[:100], 0)
    for offset in (0, 50, 101):
        answer = send(call, address, content[offset:], offset)
        assert answer.status_code == 409
        assert answer.json["code"] == "upload-wrong-offset"
    assert here(call, address) == 100


def test_two_tabs_that_send_the_same_file_do_not_mix(by: Ask, files: Store) -> None:
    call, content = by("secretary"), pdf()
    address = begin(call, len(content)).headers["Location"]
    path = parts.part_of(files, address.rpartition("/")[2])

    class Slow(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            # While one connection writes, another one comes.
            twin = send(call, address, content, 0)
            assert twin.json["code"] == "upload-in-two-places"
            return super().read(size)

    assert parts.append(path, Slow(content), offset=0, size=len(content)) == len(content)
    assert path.read_bytes() == content


def test_what_came_before_the_connection_broke_stays(by: Ask, files: Store) -> None:
    call, content = by("secretary"), pdf()
    address = begin(call, len(content)).headers["Location"]
    path = parts.part_of(files, address.rpartition("/")[2])

    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() >= 300:
                raise ConnectionResetError
            return super().read(300)

    assert parts.append(path, Broken(content), offset=0, size=len(content)) == 300
    assert here(call, address) == 300
    send(call, address, content[300:], 300)
    assert enter(call, address).status_code == 201


def test_more_than_was_announced_is_refused(by: Ask) -> None:
    call = by("secretary")
    address = begin(call, 10).headers["Location"]
    answer = send(call, address, b"x" * 11, 0)
    assert (answer.status_code, answer.json["code"]) == (409, "upload-longer-than-announced")


@pytest.mark.parametrize(
    ("size", "status", "code"),
    [
        (0, 422, "document-refused-empty"),
        (10**12, 422, "document-refused-too-large"),
        (-1, 422, "upload-header-wrong"),
    ],
)
def test_a_size_that_cannot_be_is_refused_before_a_byte_is_sent(
    by: Ask, size: int, status: int, code: str
) -> None:
    answer = begin(by("secretary"), size)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_of_a_state_secret_not_one_byte_is_taken_in(
    by: Ask, left: Callable[[], tuple[int, int]]
) -> None:
    for degree in STATE_SECRETS:
        level = base64.b64encode(degree.encode()).decode()
        headers = {"Upload-Length": "10", "Upload-Metadata": f"access_level {level}"}
        answer = by("secretary")("POST", "/uploads", headers=headers)
        assert (answer.status_code, answer.json["code"]) == (422, "document-state-secret")
    assert left() == (0, 0)


def test_an_upload_is_its_senders_alone(by: Ask) -> None:
    address = begin(by("secretary"), 10).headers["Location"]
    for login in ("head", "clerk", "officer.g12", "pm"):
        assert by(login)("HEAD", address).status_code == 404
        assert send(by(login), address, b"x", 0).status_code == 404
        assert by(login)("DELETE", address).status_code == 404
        assert enter(by(login), address).status_code in (403, 404)
    assert here(by("secretary"), address) == 0


def test_a_refusal_of_the_paper_does_not_cost_the_sender_the_file(
    by: Ask, left: Callable[[], tuple[int, int]]
) -> None:
    call, content = by("secretary"), pdf()
    address = begin(call, len(content)).headers["Location"]
    send(call, address, content, 0)
    assert enter(call, address, access_level="nothing").status_code == 422
    assert left() == (1, 1)
    assert enter(call, address).status_code == 201


def test_a_sender_who_stops_leaves_nothing(by: Ask, left: Callable[[], tuple[int, int]]) -> None:
    call = by("secretary")
    address = begin(call, 10).headers["Location"]
    send(call, address, b"12345", 0)
    assert left() == (1, 1)
    assert call("DELETE", address).status_code == 204
    assert left() == (0, 0)


@pytest.mark.parametrize("sent", [0, 5])
def test_an_upload_given_up_while_a_piece_arrives_leaves_nothing(
    by: Ask, left: Callable[[], tuple[int, int]], sent: int
) -> None:
    call, other = by("secretary"), by("secretary")
    address = begin(call, 10).headers["Location"]
    if sent:
        send(call, address, b"12345", 0)

    class Slow(BytesIO):
        given_up = False

        def readinto(self, buffer: Any) -> int:
            if not self.given_up:
                self.given_up = True
                answers = []
                tab = Thread(target=lambda: answers.append(other("DELETE", address).status_code))
                tab.start()
                tab.join(20)
                assert answers == [204]
            return super().readinto(buffer)

    headers = {"Upload-Offset": str(sent)}
    answer = call("PATCH", address, input_stream=Slow(b"67890"), content_type=PIECE,
                  content_length=5, headers=headers)  # fmt: skip
    assert answer.status_code == 404, answer.get_data(as_text=True)
    assert left() == (0, 0)


# The file that such a piece makes anew is empty: one fits it, one does not.
@pytest.mark.parametrize("offset", [0, 5])
def test_a_piece_that_opens_its_file_after_the_upload_was_given_up_leaves_nothing(
    by: Ask, left: Callable[[], tuple[int, int]], monkeypatch: pytest.MonkeyPatch, offset: int
) -> None:
    call, other = by("secretary"), by("secretary")
    address = begin(call, 10).headers["Location"]
    send(call, address, b"12345", 0)
    write = parts.append

    def late(*given: Any, **named: Any) -> int:
        assert other("DELETE", address).status_code == 204
        return write(*given, **named)

    monkeypatch.setattr(views, "append", late)
    assert send(call, address, b"67890", offset).status_code == 404
    assert left() == (0, 0)


def test_a_part_file_whose_upload_is_gone_is_swept_and_no_other(
    app: Flask, by: Ask, files: Store, left: Callable[[], tuple[int, int]]
) -> None:
    call = by("secretary")
    send(call, begin(call, 10).headers["Location"], b"12345", 0)
    parts.part_of(files, "0" * 32).write_bytes(b"left by a server that was ended")
    assert left() == (1, 2)
    ticker.run_round(app)
    assert left() == (1, 1)


def test_nobody_begins_without_end(by: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_AT_ONCE", 3)
    answers = [begin(by("secretary"), 10).status_code for _ in range(4)]
    assert answers == [201, 201, 201, 429]
    assert begin(by("head"), 10).status_code == 201


def test_what_nobody_finishes_goes_after_a_day(
    app: Flask, by: Ask, cabinet: Cabinet, left: Callable[[], tuple[int, int]]
) -> None:
    call = by("secretary")
    address = begin(call, 10).headers["Location"]
    send(call, address, b"12345", 0)
    ticker.run_round(app)
    assert left() == (1, 1)
    database: Database = app.extensions["ecabinet.database"]
    with database.unit_of_work() as db:
        db.query(Upload).update({"begun_at": clock.now() - timedelta(hours=25)})
    ticker.run_round(app)
    assert left() == (0, 0)


def test_a_ballot_takes_a_paper_that_came_in_pieces(
    by: Ask, left: Callable[[], tuple[int, int]]
) -> None:
    content = pdf("For a ballot")
    call = by("secretary")
    address = begin(call, len(content)).headers["Location"]
    send(call, address, content, 0)
    assert left() == (1, 1)
    form = {"upload": address.rpartition("/")[2]}
    assert call("POST", "/ballots/999/papers", data=form).status_code == 404
    assert left() == (1, 1)


def arrived(call: Any, content: bytes, name: str) -> str:
    """A file that has arrived as a whole; its name among the uploads."""
    address: str = begin(call, len(content), name).headers["Location"]
    assert send(call, address, content, 0).status_code == 204
    return address.rpartition("/")[2]


def test_of_several_large_files_those_that_never_pass_go_and_the_others_are_entered(
    by: Ask, left: Callable[[], tuple[int, int]]
) -> None:
    call = by("secretary")
    good, bad = arrived(call, pdf(), "a.pdf"), arrived(call, b"no paper at all", "b.pdf")
    answer = call(
        "POST", "/documents/upload", data={"upload": [good, bad], "access_level": "cabinet"}
    )
    assert answer.status_code == 302
    assert left() == (0, 0)


def test_of_several_large_files_those_that_the_agenda_refuses_are_kept(
    by: Ask, left: Callable[[], tuple[int, int]]
) -> None:
    call = by("secretary")
    names = [arrived(call, pdf(), "a.pdf"), arrived(call, pdf("Another"), "b.pdf")]
    fields = {"upload": names, "access_level": "cabinet", "item_id": 987654}
    assert call("POST", "/documents/upload", data=fields).status_code in (404, 422)
    assert left() == (2, 2)


# The agenda, a ballot: each way in lets go what it refuses for good.
def test_more_large_files_than_may_be_begun_at_once_are_refused_one_after_the_other(
    by: Ask, left: Callable[[], tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_AT_ONCE", 2)
    call = by("secretary")
    for number in range(4):
        name = arrived(call, b"no paper at all", f"{number}.pdf")
        fields = {"upload": name, "access_level": "cabinet"}
        refused = call("POST", "/api/v1/documents", data=fields)
        assert (refused.status_code, refused.json["code"]) == (422, "document-refused-not-pdf")
    assert left() == (0, 0)


def test_what_has_arrived_and_waits_takes_no_place_of_what_is_on_its_way(
    by: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(services, "MOST_WHOLE", 3)
    call = by("secretary")
    for number in range(3):
        arrived(call, b"waits", f"{number}.pdf")
    answer = begin(call, 5)
    assert (answer.status_code, answer.json["code"]) == (429, "upload-too-many-whole")


def test_a_dossier_takes_a_large_file_and_lets_go_what_never_passes(
    by: Ask, left: Callable[[], tuple[int, int]]
) -> None:
    call = by("officer.g12")
    where = call("POST", "/submissions").headers["Location"].partition("/submissions/")[2]
    place = f"/submissions/{where.partition('/')[0]}/papers"
    for content, status in ((b"no paper at all", 422), (pdf(), 201)):
        answer = call("POST", place, data={"upload": arrived(call, content, "to-trinh.pdf")})
        assert answer.status_code == status, answer.text
        assert left() == (0, 0)


def test_a_file_that_was_not_checked_is_kept_for_another_try(
    app: Flask, by: Ask, left: Callable[[], tuple[int, int]]
) -> None:
    """With no time to wait for a place of the check, and none free."""
    limits = app.extensions["documents.limits"]
    app.extensions["documents.limits"] = replace(limits, queue_seconds=0.01)
    call = by("secretary")
    fields = {"upload": arrived(call, pdf(), "a.pdf"), "access_level": "cabinet"}
    with ExitStack() as places:
        for _ in range(sandbox.CHILDREN_AT_ONCE):
            places.enter_context(sandbox._places)
        busy = call("POST", "/api/v1/documents", data=fields)
    assert (busy.status_code, busy.json["code"]) == (422, "document-refused-busy")
    assert left() == (1, 1)
    assert call("POST", "/api/v1/documents", data=fields).status_code == 201


def test_of_two_files_in_one_call_none_is_lost(
    by: Ask, left: Callable[[], tuple[int, int]], paper_of: Any
) -> None:
    call = by("secretary")
    names = [arrived(call, pdf(), "a.pdf"), arrived(call, pdf("Another"), "b.pdf")]
    document_id, _ = paper_of()
    for path in ("/api/v1/documents", f"/api/v1/documents/{document_id}/versions"):
        fields = {"upload": names} | ({} if "versions" in path else {"access_level": "cabinet"})
        answer = call("POST", path, data=fields)
        assert answer.status_code == 422
        assert answer.json["code"] == "document-one-file"
        assert "file" in answer.json["fields"]
    assert left() == (2, 2)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_arrived_is_closed_with_the_request(by: Ask) -> None:
    call = by("secretary")
    name = arrived(call, b"no paper at all", "b.pdf")
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", ResourceWarning)
        answer = call("POST", "/api/v1/documents", data={"upload": name, "access_level": "cabinet"})
        gc.collect()
    assert answer.status_code == 422
    assert [str(one.message) for one in seen if name in str(one.message)] == []


def test_a_piece_for_which_there_is_no_room_is_told_so(by: Ask, files: Store) -> None:
    call, content = by("secretary"), pdf("In pieces", 2)
    address = begin(call, len(content)).headers["Location"]
    name = address.rpartition("/")[2]
    folder = files.incoming / "parts"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).symlink_to("/dev/full")
    refused = send(call, address, content, 0)
    assert (refused.status_code, refused.json["code"]) == (507, "no-room")
    # Once there is room it goes on.
    (folder / name).unlink()
    assert send(call, address, content, 0).status_code == 204
    assert enter(call, address).status_code == 201


class Full(BytesIO):
    """What is read from it goes to a disk that is full."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_finds_no_room_on_its_way_in_leaves_nothing(app: Flask, files: Store) -> None:
    with app.test_request_context(), pytest.raises(NoRoom):
        taking_in.prepare(FileStorage(Full(), "a.pdf"))
    assert list(files.incoming.iterdir()) == []
