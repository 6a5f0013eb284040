"""Packs of a sitting: bound, fixed, released, replaced; for each reader what is theirs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from documents.distribution import services as distribution
from documents.models import Document, DocumentVersion, NamedReader
from documents.packs import building, personal, queries, services
from documents.packs.models import Pack, PackBase, PackCopy, PackKind, PackState
from ecabinet import clock
from ecabinet.announcements import Announcement
from ecabinet.db import Database
from ecabinet.jobs import engine
from ecabinet.jobs.models import Job, JobState
from ecabinet.journal import JournalEntry
from ecabinet.storage import Store
from meetings.invitations import services as invitations
from meetings.models import Meeting
from tests.cabinet import Cabinet
from tests.meetings.packs.bound import (
    ON_PAPER,
    OPEN,
    SECOND,
    SECRET,
    Laid,
    bookmarks_of,
    faults_of,
    file_of,
    lay,
    next_edition,
    standing,
    text_of,
)
from tests.meetings.sittings import Secretariat


def test_a_reader_gets_one_book_with_their_papers_their_name_and_a_place_on_each_page(
    release: Any, api_of: Any
) -> None:
    pack = release()
    content = file_of(api_of, "minister.g12", pack)

    text = text_of(content)
    assert faults_of(content) == []
    assert f"{SECRET}, page 3" in text
    assert "Mục 1 · 1.2 · trang 6/11" in text  # two pages in front, then three of 1.1
    assert text.count("Bản của Trần Thị Bình, lấy lúc 09:00 ngày 01/12/2026") == 11
    assert "Phiên họp Chính phủ thường kỳ tháng 12" in text
    assert bookmarks_of(content) == [
        "Bìa", "MỤC LỤC", "Mục 1. Ngân sách nhà nước", f"1.1. {OPEN}", f"1.2. {SECRET}",
        f"1.3. {ON_PAPER} (01/HS) – tài liệu giấy, nhận trực tiếp tại Văn phòng",
        "A. Giáo dục", "Mục 2. Học phí", f"2.1. {SECOND}",
    ]  # fmt: skip
    assert text.index("A. Giáo dục") < text.index("Mục 2. Học phí")


def test_books_that_are_being_bound_keep_no_reader_from_a_book_that_is_there(
    release: Any, api_of: Any
) -> None:
    pack = release()
    with ExitStack() as stack, ThreadPoolExecutor(1) as one:
        for _ in range(2):  # two books at once, which may take minutes
            stack.enter_context(building._places)
        content = one.submit(file_of, api_of, "minister.g12", pack).result(timeout=30)
        stack.close()
    assert content.startswith(b"%PDF-")


def test_a_copy_for_which_there_is_no_turn_is_refused_for_now_and_not_waited_for(
    release: Any, api_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = release()
    monkeypatch.setattr(personal, "QUEUE_SECONDS", 0.05)
    with ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(personal._places)
        answer = api_of("minister.g12")("GET", f"/packs/{pack['id']}/file")
    assert (answer.status_code, answer.json["code"]) == (429, "pack-copies-busy")
    assert answer.headers["Retry-After"] == "5"
    assert file_of(api_of, "minister.g12", pack).startswith(b"%PDF-")


def test_a_paper_outside_the_rights_is_named_as_withheld_and_neither_it_nor_its_title_is_inside(
    release: Any, api_of: Any
) -> None:
    pack = release()
    mine = api_of("minister.g15")("GET", f"/packs/{pack['id']}").get_json()
    content = file_of(api_of, "minister.g15", pack)

    assert standing(mine) == {"1.1": "in", "1.2": "nameless", "1.3": "on-paper", "2.1": "in"}
    assert SECRET not in text_of(content)
    assert SECRET not in api_of("minister.g15")("GET", f"/packs/{pack['id']}").get_data(
        as_text=True
    )
    assert "Tài liệu hạn chế người đọc – không có trong bản này" in text_of(content)
    assert mine["pages"] == 8


def test_readers_with_the_same_rights_share_a_book_and_each_copy_is_noted_once(
    release: Any, api_of: Any, database: Database
) -> None:
    pack = release()
    for login in ("pm", "minister.g15", "pm"):
        file_of(api_of, login, pack)

    with database.reading() as db:
        # of the secretary and minister.g12, who read everything; of the others
        assert db.scalar(select(func.count()).select_from(PackBase)) == 2
        copies = db.execute(select(PackCopy.base_id, PackCopy.person_id)).all()
        taken = db.execute(select(JournalEntry).where(JournalEntry.act == "pack:take")).all()
    assert len(copies) == len(taken) == 2
    assert len({base_id for base_id, _ in copies}) == 1


def test_ranges_of_the_copy_are_served_and_are_the_same_bytes(release: Any, api_of: Any) -> None:
    pack = release()
    whole = file_of(api_of, "pm", pack)
    part = api_of("pm")("GET", f"/packs/{pack['id']}/file", headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, whole[100:200])


def test_nobody_but_the_secretariat_knows_of_a_pack_before_its_release(
    assemble: Any, api_of: Any, laid: Laid
) -> None:
    pack = assemble("full", "freezing")
    for login, status in (("secretary", 200), ("pm", 404), ("minister.g12", 404), ("admin", 404)):
        assert api_of(login)("GET", f"/packs/{pack['id']}").status_code == status
        assert api_of(login)("GET", f"/packs/{pack['id']}/file").status_code == status
    listed = api_of("pm")("GET", f"/packs?occasion=meeting:{laid.meeting}").get_json()
    assert listed["items"] == []


def test_the_way_is_assembled_frozen_released_and_no_step_is_left_out(
    assemble: Any, api_of: Any, laid: Laid
) -> None:
    secretary = api_of("secretary")
    pack = assemble()
    assert secretary("POST", f"/packs/{pack['id']}/release").status_code == 409
    assert secretary("POST", f"/packs/{pack['id']}/freezing").status_code == 200
    again = {"occasion": f"meeting:{laid.meeting}"}
    assert secretary("POST", "/packs", json=again).status_code == 409
    assert secretary("POST", f"/packs/{pack['id']}/release").status_code == 200
    assert secretary("POST", f"/packs/{pack['id']}/removal").status_code == 409
    for act in ("freezing", "release", "removal"):
        assert api_of("minister.g12")("POST", f"/packs/{pack['id']}/{act}").status_code == 404


def test_a_release_is_told_to_its_readers_and_waits_for_them_at_home(
    release: Any, api_of: Any, client_of: Any, cabinet: Cabinet, database: Database
) -> None:
    pack = release()
    with database.reading() as db:
        rooms = set(
            db.execute(select(Announcement.room).where(Announcement.name == "pack:released"))
            .scalars()
        )  # fmt: skip
    assert f"person:{cabinet.persons['minister.g15']}" in rooms
    words = "Tập tài liệu số 1 đã phát hành"
    assert words in client_of("minister.g15").get("/").get_data(as_text=True)
    assert words not in client_of("secretary").get("/").get_data(as_text=True)
    file_of(api_of, "minister.g15", pack)
    assert words not in client_of("minister.g15").get("/").get_data(as_text=True)


def test_a_pack_with_a_recalled_paper_is_served_to_nobody_until_there_is_a_new_one(
    release: Any, api_of: Any, client_of: Any, work: Any, cabinet: Cabinet, laid: Laid
) -> None:
    old = release()
    with work() as db:
        version = db.get_one(Document, laid.documents[SECOND]).current
        distribution.recall(
            db, actor=cabinet.actor(db, "head"), version=version, at=clock.now(), reason="Sai"
        )
    refused = api_of("minister.g15")("GET", f"/packs/{old['id']}/file")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "pack-recalled-inside")
    page = client_of("minister.g15").get(f"/packs/{old['id']}").get_data(as_text=True)
    assert "1 tài liệu trong tập đã bị thu hồi" in page


def test_a_new_pack_replaces_the_old_and_both_say_so(
    release: Any, api_of: Any, client_of: Any, work: Any, cabinet: Cabinet, store: Store, laid: Laid
) -> None:
    old = release()
    with work() as db:
        next_edition(db, cabinet, store, laid, "Late paper")
    new = release()

    cover = text_of(file_of(api_of, "pm", new))
    assert "Thay thế tập số 1, phát hành lúc 09:00 ngày 01/12/2026" in cover
    assert "Late paper [mới]" in cover
    seen = api_of("pm")("GET", f"/packs/{old['id']}").get_json()
    assert (seen["state"], seen["superseded_by_id"]) == ("superseded", new["id"])
    banner = "Tập này đã được thay thế bằng tập số 2"
    assert banner in text_of(file_of(api_of, "pm", old))
    pm = client_of("pm")
    assert banner in pm.get(f"/packs/{old['id']}").get_data(as_text=True)
    assert banner in pm.get(f"/meetings/{laid.meeting}").get_data(as_text=True)


def test_a_supplement_holds_only_what_changed_and_replaces_nothing(
    release: Any, api_of: Any, work: Any, cabinet: Cabinet, store: Store, laid: Laid
) -> None:
    first = release()
    secretary = api_of("secretary")
    body = {"occasion": f"meeting:{laid.meeting}", "kind": "supplement"}
    refused = secretary("POST", "/packs", json=body)
    assert (refused.status_code, refused.get_json()["code"]) == (409, "pack-supplement-empty")
    with work() as db:
        next_edition(db, cabinet, store, laid, "Late paper")
    second = release("supplement")

    assert standing(second) == {"2.2": "in"}
    text = text_of(file_of(api_of, "pm", second))
    assert "Late paper, page 3" in text
    assert OPEN not in text
    assert "Bổ sung cho tập số 1" in text
    assert api_of("pm")("GET", f"/packs/{first['id']}").get_json()["state"] == "released"


def test_what_changed_before_it_was_fixed_must_be_put_together_anew(
    assemble: Any, api_of: Any, work: Any, cabinet: Cabinet, store: Store, laid: Laid
) -> None:
    pack = assemble()
    with work() as db:
        next_edition(db, cabinet, store, laid, "Late paper")
    refused = api_of("secretary")("POST", f"/packs/{pack['id']}/freezing")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "pack-out-of-date")
    again = assemble()
    assert (again["number"], again["state"]) == (1, "assembled")
    assert "2.2" in standing(again)


def test_a_right_that_was_lost_counts_at_the_next_opening(
    app: Flask, release: Any, api_of: Any, client_of: Any, work: Any, cabinet: Cabinet, laid: Laid
) -> None:
    pack = release()
    assert SECRET in text_of(file_of(api_of, "minister.g12", pack))
    with work() as db:
        named = NamedReader.document_id == laid.documents[SECRET]
        theirs = NamedReader.person_id == cabinet.persons["minister.g12"]
        db.delete(db.execute(select(NamedReader).where(named, theirs)).scalar_one())

    assert SECRET not in text_of(file_of(api_of, "minister.g12", pack))


def test_rights_like_nobody_elses_have_their_book_bound_when_it_is_asked_for(
    app: Flask, release: Any, client_of: Any, work: Any, cabinet: Cabinet, laid: Laid
) -> None:
    pack = release()
    with work() as db:
        version = db.get_one(Document, laid.documents[OPEN]).current
        pm = cabinet.persons["pm"]
        distribution.take_back(
            db, actor=cabinet.actor(db, "head"), occasion=f"meeting:{laid.meeting}",
            at=clock.now(), person_ids=[pm],
            kept=[number for title, number in laid.documents.items() if title != OPEN],
        )  # fmt: skip
        assert version.id
    client = client_of("pm")
    assert client.get(f"/packs/{pack['id']}/file").location == f"/packs/{pack['id']}"
    page = client.get(f"/packs/{pack['id']}").get_data(as_text=True)
    assert "Bản của người đọc đang được ghép" in page
    engine.run_queued(app)
    text = text_of(client.get(f"/packs/{pack['id']}/file").data)
    assert f"{OPEN} – không có trong bản này: ngoài quyền đọc" in text
    assert f"{OPEN}, page" not in text


def test_a_damaged_paper_fails_the_work_by_its_label_and_it_can_be_tried_again(
    app: Flask, api_of: Any, client_of: Any, work: Any, store: Store, laid: Laid
) -> None:
    with work() as db:
        version = db.get_one(Document, laid.documents[SECOND]).current
        whole, version.reading_sha256 = version.reading_sha256, store.put(b"%PDF-1.7 no").sha256
        version_id = version.id
    body = {"occasion": f"meeting:{laid.meeting}"}
    pack = api_of("secretary")("POST", "/packs", json=body).get_json()
    engine.run_queued(app)

    seen = api_of("secretary")("GET", f"/packs/{pack['id']}").get_json()
    assert (seen["state"], seen["job"]["state"]) == ("assembling", "failed")
    assert "tài liệu 2.1" in seen["job"]["sentence"]
    page = client_of("secretary").get(f"/meetings/{laid.meeting}").get_data(as_text=True)
    assert "Không ghép được tài liệu 2.1" in page
    with work() as db:
        db.get_one(DocumentVersion, version_id).reading_sha256 = whole
    client_of("secretary").post(f"/jobs/{seen['job']['id']}/retry")
    engine.run_queued(app)
    assert api_of("secretary")("GET", f"/packs/{pack['id']}").get_json()["state"] == "assembled"


def test_putting_a_pack_away_gives_up_its_work(
    app: Flask, api_of: Any, laid: Laid, database: Database
) -> None:
    secretary = api_of("secretary")
    pack = secretary("POST", "/packs", json={"occasion": f"meeting:{laid.meeting}"}).get_json()
    assert secretary("POST", f"/packs/{pack['id']}/removal").status_code == 204
    engine.run_queued(app)
    with database.reading() as db:
        state = db.execute(select(Job.state).where(Job.kind == services.ASSEMBLE)).scalar_one()
        assert state is JobState.CANCELLED
        assert db.get_one(Pack, pack["id"]).state is PackState.DROPPED


def test_who_joins_later_gets_the_pack_and_who_leaves_loses_it(
    app: Flask, release: Any, api_of: Any, work: Any, cabinet: Cabinet, laid: Laid
) -> None:
    pack = release()
    guest = api_of("officer.g15")
    assert guest("GET", f"/packs/{pack['id']}").status_code == 404
    with work() as db:
        meeting = db.get_one(Meeting, laid.meeting)
        invitation = Secretariat(db, cabinet).guest(meeting, "officer.g15")
        invitation_id = invitation.id
    assert guest("GET", f"/packs/{pack['id']}").status_code == 200
    with work() as db:
        desk = Secretariat(db, cabinet)
        invitations.remove_guest(
            db, actor=desk.actor("secretary"), meeting=db.get_one(Meeting, laid.meeting),
            invitation=db.get_one(type(invitation), invitation_id),
        )  # fmt: skip
    assert guest("GET", f"/packs/{pack['id']}").status_code == 404


def test_a_pack_waits_for_the_agenda_to_be_sent(
    app: Flask, work: Any, cabinet: Cabinet, store: Store
) -> None:
    with work() as db:
        laid = lay(db, cabinet, store, send=False)
    with app.app_context(), work() as db:
        secretary = cabinet.actor(db, "secretary")
        source = queries.find_source(db, secretary, f"meeting:{laid.meeting}")
        services.assemble(
            db, actor=secretary, source=source, kind=PackKind.FULL, at=clock.now()
        )  # fmt: skip
        assert source.may_release.sentence is not None
        assert source.may_release.sentence.key == "pack-send-agenda-first"


@pytest.mark.parametrize(
    "lie",
    [
        {"state": PackState.ASSEMBLED},
        {"state": PackState.RELEASED},
        {"state": PackState.DROPPED},
        {"kind": PackKind.SUPPLEMENT},
        {"superseded_at": clock.now()},
    ],
)
def test_a_state_without_its_evidence_is_not_stored(
    api_of: Any, laid: Laid, work: Any, lie: dict[str, Any]
) -> None:
    api_of("secretary")("POST", "/packs", json={"occasion": f"meeting:{laid.meeting}"})
    with pytest.raises(IntegrityError), work() as db:
        db.execute(update(Pack).values(**lie))


def test_a_tablet_that_keeps_a_sitting_has_the_book_of_its_reader_bound_but_not_again_and_again(
    app: Flask, release: Any, api_of: Any, laid: Laid, work: Any, store: Store
) -> None:
    release()
    reader = api_of("minister.g12")

    def occasion() -> tuple[int, int]:
        found = reader("GET", f"/offline/occasion?name=meeting:{laid.meeting}").get_json()
        return len(found["packs"]), found["pending"]

    assert occasion() == (1, 0)
    with work() as db:
        db.execute(delete(PackBase))  # nobody with the same rights has asked before
    assert [occasion(), occasion()] == [(0, 1), (0, 1)]
    with work() as db:
        job = db.scalars(select(Job).where(Job.kind == services.BIND)).one()
        assert job.state is JobState.QUEUED
    engine.run_queued(app)
    assert occasion() == (1, 0)

    with work() as db:
        db.execute(delete(PackBase))
        for sha256 in db.scalars(select(DocumentVersion.reading_sha256)):
            store.path(sha256).unlink(missing_ok=True)
    assert occasion() == (0, 1)
    engine.run_queued(app)  # cannot be bound any more
    # Its page says why; no tablet has it tried again every minute.
    assert occasion() == (0, 0)
