"""The record is there when the sitting ends, complete and in order, as PDF and as DOCX."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ecabinet import clock
from ecabinet.errors import Conflict, Denied, NotVisible
from ecabinet.storage import Store
from meetings.agenda.lines import Outline, lines_of
from meetings.agenda.models import AgendaSection
from meetings.invitations import answering
from meetings.live import notes, services
from meetings.live.conclusions import Task
from meetings.minutes import making, queries, rules
from meetings.minutes import services as acts
from meetings.minutes.content import content_hash
from meetings.minutes.models import Minutes, MinutesState
from meetings.models import (
    AgendaVersion,
    Answer,
    AttendanceMode,
    InvitationKind,
    Meeting,
    MeetingState,
)
from tests.cabinet import T0, Cabinet
from tests.documents.rendering.reading import docx_lines, pdf_text
from tests.meetings.live.room import CARRIED, LOST, Room, invite, invited_meeting

IN_ORDER = (
    "BIÊN BẢN",
    "Phiên họp Chính phủ thường kỳ tháng 12",
    "Thời gian bắt đầu: 9 giờ 00, ngày 01 tháng 12 năm 2026", "Địa điểm: Phòng họp số 1",
    "Thành phần tham dự: 3/4 thành viên tham dự.",
    "Có mặt (2):", "Nguyễn Văn An, Thủ tướng Chính phủ",
    "Tham dự trực tuyến (1):", "Lê Văn Cường, Bộ trưởng Bộ Tư pháp",
    "Vắng mặt (1):", "Phạm Thị Dung, Bộ trưởng Bộ Giáo dục và Đào tạo (lý do: Đi công tác; "
    "Chủ tọa đồng ý)",
    "Người dự thay, không biểu quyết (1):", "Cán bộ BGDĐT, Thứ trưởng, dự thay Phạm Thị Dung",
    "Khách mời (1):", "Bùi Văn Soát",
    "Chủ trì (chủ tọa): Nguyễn Văn An", "Thư ký (người ghi biên bản): Ngô Thị Ký",
    "Nội dung (theo diễn biến phiên họp)",
    "A. Thông qua", "1. Báo cáo", "Trình bày: Trần Thị Bình, Bộ trưởng Bộ Tài chính",
    "Lê Văn Cường (Bộ trưởng Bộ Tư pháp): Đề nghị rà soát kinh phí.",
    "Kết quả biểu quyết: đồng ý 3; không đồng ý 1", "Kết luận của Chủ tọa: Thông qua dự thảo.",
    "Nhiệm vụ được giao", "Bộ Tài chính: Trình dự thảo; phối hợp: Bộ Tư pháp; thời hạn: 31/12/2026",
    "B. Thảo luận", "2. Dự thảo Nghị định", "trình lại ngày 20/12/2026",
    "Lý do: Cần lấy thêm ý kiến các bộ",
    "Phiên họp kết thúc vào 12 giờ 30, ngày 01 tháng 12 năm 2026./.",
)  # fmt: skip
HEAD = ("CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "VĂN PHÒNG CHÍNH PHỦ", "Số: 01/BB-VPCP")
SIGNED = ("THƯ KÝ", "CHỦ TỌA", "Nơi nhận:", "Các thành viên Chính phủ", "Lưu: VT, Hồ sơ")


def held(db: Any, cabinet: Cabinet) -> Room:
    """A sitting with everything in it that minutes can hold, ended at 12:30."""
    room = Room(db, cabinet, invited_meeting(db, cabinet))
    room.answers("minister.g15", Answer.REMOTE)
    room.answers(
        "minister.g03", Answer.SUBSTITUTE, reason="Đi công tác",
        substitute_id=cabinet.persons["officer.g15"], substitute_name="Cán bộ BGDĐT",
        substitute_position="Thứ trưởng",
    )  # fmt: skip
    answering.consent_to_absence(
        db, actor=room.actor("pm"), meeting=room.meeting, consent=True,
        invitation=room.invitation("minister.g03"),
    )  # fmt: skip
    invite(
        db, room.meeting, cabinet.persons["auditor"], "Bùi Văn Soát", "Chuyên gia", 50,
        InvitationKind.GUEST,
    )  # fmt: skip
    sections = []
    for item, name in zip(room.items, ("Thông qua", "Thảo luận"), strict=True):
        section = AgendaSection(meeting_id=room.meeting.id, ordinal=item.ordinal, name=name)
        db.add(section)
        db.flush()
        item.section_id = section.id
        sections.append(section)
    edition = db.query(AgendaVersion).filter_by(meeting_id=room.meeting.id).one()
    edition.lines = lines_of(room.items, {}, Outline(sections))
    room.open()
    first, second = room.items
    room.call(first)
    notes.add_note(
        db, actor=room.actor("clerk"), meeting=room.meeting, item=first,
        text="Đề nghị rà soát kinh phí.", speaker_id=cabinet.persons["minister.g15"],
    )  # fmt: skip
    services.begin_vote(db, first, actor=room.actor("pm"))
    services.record_vote_outcome(db, first, CARRIED, T0, actor=room.actor("pm"))
    room.conclude(
        first, text="Thông qua dự thảo.",
        assignments=[
            Task(
                "Trình dự thảo.", cabinet.organisations["G12"], date(2026, 12, 31),
                coordinator_ids=(cabinet.organisations["G15"],),
            )
        ],
    )  # fmt: skip
    room.defer(second, date(2026, 12, 20), "Cần lấy thêm ý kiến các bộ")
    with clock.at(T0 + timedelta(hours=1)):
        room.mark("minister.g12", mode=None)
    with clock.at(T0 + timedelta(hours=2)):
        room.mark("minister.g12", mode=AttendanceMode.PRESENT)
    with clock.at(T0 + timedelta(hours=3, minutes=30)):
        services.end_meeting(db, actor=room.actor("clerk"), meeting=room.meeting)
    return room


@pytest.fixture
def ended(app: Flask, cabinet: Cabinet) -> Iterator[int]:
    """The id of a sitting that has ended, within the application."""
    with app.app_context():
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            meeting_id = held(db, cabinet).meeting.id
        yield meeting_id


@pytest.fixture
def within(app: Flask, cabinet: Cabinet, ended: int) -> Callable[..., Any]:
    """`within("clerk", acts.submit)`: one act on the latest revision, kept."""

    def do(login: str, act: Any, **other: Any) -> None:
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            actor = cabinet.actor(db, login)
            minutes = queries.find_minutes(db, actor, ended)
            act(db, actor=actor, meeting=minutes.meeting, minutes=minutes, **other)

    return do


def test_pdf_and_docx_carry_every_part_in_order(app: Flask, ended: int) -> None:
    making.ensure_minutes(ended)
    store: Store = app.extensions["ecabinet.store"]
    with app.extensions["ecabinet.database"].reading() as db:
        minutes = db.query(Minutes).one()
        with store.open(minutes.pdf_sha256) as pdf, store.open(minutes.docx_sha256) as docx:
            texts = [pdf_text(pdf.read()), " ".join(docx_lines(docx.read()))]

    for text in texts:
        place = text.index("BIÊN BẢN")
        for part in HEAD:
            assert part in text[:place]
        for part in IN_ORDER:
            found = text.find(part, place)
            assert found >= 0, f"{part!r} is not after {text[max(place - 80, 0) : place + 80]!r}"
            place = found
        for part in SIGNED:
            assert part in text[place:]
        assert text.find("THƯ KÝ", place) < text.find("CHỦ TỌA", place)
        assert "Trần Thị Bình, Bộ trưởng Bộ Tài chính (vắng từ 10 giờ 00 đến 11 giờ 00)" in text


def test_what_an_interruption_left_undone_is_made_once(app: Flask, ended: int) -> None:
    first = making.ensure_minutes(ended)

    assert making.ensure_minutes(ended) == first
    with app.extensions["ecabinet.database"].reading() as db:
        assert db.query(Minutes).count() == 1


def test_the_record_has_a_number_of_its_own_that_later_revisions_keep(
    app: Flask, cabinet: Cabinet, ended: int
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        other = held(db, cabinet).meeting.id
    making.ensure_minutes(other)
    making.ensure_minutes(ended)
    with app.extensions["ecabinet.database"].reading() as db:
        clerk = cabinet.actor(db, "clerk")

    making.revise_minutes(clerk, other, seen_revision=1, recorded={}, general=["Khai mạc."])

    with app.extensions["ecabinet.database"].reading() as db:
        given = select(Minutes.meeting_id, Minutes.ordinal, Minutes.number_symbol)
        assert {tuple(row) for row in db.execute(given)} == {
            (other, 1, "01/BB-VPCP"), (other, 2, "01/BB-VPCP"), (ended, 1, "02/BB-VPCP"),
        }  # fmt: skip


def test_records_that_are_made_at_the_same_moment_get_different_numbers(
    app: Flask, cabinet: Cabinet
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        sittings = [held(db, cabinet).meeting.id for _ in range(3)]

    def make(meeting_id: int) -> None:
        with app.app_context(), clock.at(T0):
            making.ensure_minutes(meeting_id)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(make, sittings * 2))

    with app.extensions["ecabinet.database"].reading() as db:
        assert sorted(db.scalars(select(Minutes.number_symbol))) == [
            "01/BB-VPCP", "02/BB-VPCP", "03/BB-VPCP",
        ]  # fmt: skip


def test_numbers_begin_anew_each_year_and_the_table_refuses_one_given_twice(
    db: Any, cabinet: Cabinet
) -> None:
    first, second = (held(db, cabinet).meeting for _ in range(2))
    acts.give_number(db, first.id, 2026)
    acts.give_number(db, second.id, 2027)
    assert (first.minutes_number, second.minutes_number) == (1, 1)

    second.minutes_year = 2026
    with pytest.raises(IntegrityError):
        db.flush()


def test_there_are_no_minutes_of_a_sitting_that_runs(app: Flask, cabinet: Cabinet) -> None:
    with app.app_context():
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            room = Room(db, cabinet, invited_meeting(db, cabinet))
            room.open()
            meeting_id = room.meeting.id

        with pytest.raises(Conflict):
            making.ensure_minutes(meeting_id)


def test_other_words_make_a_new_revision_and_change_no_fact(
    app: Flask, cabinet: Cabinet, ended: int
) -> None:
    making.ensure_minutes(ended)
    with app.extensions["ecabinet.database"].reading() as db:
        clerk = cabinet.actor(db, "clerk")
        item_id = queries.find_minutes(db, clerk, ended).content["items"][0]["item_id"]

    making.revise_minutes(
        clerk, ended, seen_revision=1, recorded={item_id: ["Đã rà soát."]}, general=["Khai mạc."]
    )

    with app.extensions["ecabinet.database"].reading() as db:
        first, second = db.query(Minutes).order_by(Minutes.ordinal)
        assert second.content["items"][0]["recorded"] == ["Đã rà soát."]
        assert second.content["items"][0]["vote"] == first.content["items"][0]["vote"]
        assert second.pdf_sha256 != first.pdf_sha256
    with pytest.raises(Conflict):
        making.revise_minutes(clerk, ended, seen_revision=1, recorded={}, general=None)


def test_members_read_from_the_submission_on_and_substitutes_never(
    app: Flask, cabinet: Cabinet, ended: int, within: Any
) -> None:
    making.ensure_minutes(ended)

    def reads(login: str) -> bool:
        with app.extensions["ecabinet.database"].reading() as db:
            try:
                return bool(queries.find_minutes(db, cabinet.actor(db, login), ended))
            except NotVisible:
                return False

    logins = ("pm", "minister.g12", "officer.g15", "auditor", "outsider", "clerk")
    assert [reads(login) for login in logins] == [True, False, False, False, False, True]
    within("clerk", acts.submit)
    assert [reads(login) for login in logins] == [True, True, False, False, False, True]


def test_the_record_goes_from_the_clerk_over_the_head_to_the_chair(
    app: Flask, cabinet: Cabinet, ended: int, within: Any
) -> None:
    making.ensure_minutes(ended)
    with app.extensions["ecabinet.database"].reading() as db:
        head, pm = cabinet.actor(db, "head"), cabinet.actor(db, "pm")
    within("clerk", acts.submit)
    with pytest.raises(Denied):
        within("clerk", acts.approve)
    within("head", acts.send_back, reason="Bổ sung")
    within("secretary", acts.submit)
    within("head", acts.approve)
    with pytest.raises(Denied):
        making.sign_minutes(head, ended)
    making.sign_minutes(pm, ended)
    with pytest.raises(Conflict) as refused:
        within("clerk", acts.submit)

    assert refused.value.code == "minutes-are-signed"
    with app.extensions["ecabinet.database"].reading() as db:
        assert db.get_one(Meeting, ended).state is MeetingState.MINUTES_SIGNED
        assert db.query(Minutes).one().state is MinutesState.SIGNED


def test_the_signed_record_says_who_signed_when_and_changes_no_more(
    app: Flask, cabinet: Cabinet, ended: int, within: Any
) -> None:
    making.ensure_minutes(ended)
    within("clerk", acts.submit)
    within("head", acts.approve)
    database, store = app.extensions["ecabinet.database"], app.extensions["ecabinet.store"]
    with database.reading() as db:
        pm, clerk = cabinet.actor(db, "pm"), cabinet.actor(db, "clerk")
        approved = db.query(Minutes).one()

    with clock.at(T0 + timedelta(days=1)):
        making.sign_minutes(pm, ended)

    with database.reading() as db:
        minutes = db.query(Minutes).one()
        with store.open(minutes.pdf_sha256) as pdf, store.open(minutes.docx_sha256) as docx:
            texts = [pdf_text(pdf.read()), " ".join(docx_lines(docx.read()))]
    for text in texts:
        assert (
            "Đã ký xác nhận trên hệ thống: Chủ tọa Nguyễn Văn An, Thủ tướng Chính phủ, lúc "
            "9 giờ 00, ngày 02 tháng 12 năm 2026. Người ghi biên bản: Ngô Thị Ký"
        ) in text
    assert minutes.pdf_sha256 != approved.pdf_sha256
    assert minutes.approved_pdf_sha256 == approved.pdf_sha256
    assert minutes.content == approved.content
    assert minutes.content_hash == content_hash(approved.content)
    with pytest.raises(Conflict):
        making.sign_minutes(pm, ended)
    with pytest.raises(Conflict):
        making.revise_minutes(clerk, ended, seen_revision=1, recorded={}, general=["Khác"])


def test_the_table_knows_no_signed_record_without_who_signed_what(
    app: Flask, ended: int, cabinet: Cabinet
) -> None:
    making.ensure_minutes(ended)
    with (
        pytest.raises(IntegrityError),
        app.extensions["ecabinet.database"].unit_of_work() as db,
    ):
        minutes = db.query(Minutes).one()
        minutes.state, minutes.signed_at = MinutesState.SIGNED, T0
        db.flush()


@pytest.mark.parametrize("state", list(MinutesState))
def test_only_a_draft_is_worded_anew(db: Any, cabinet: Cabinet, state: MinutesState) -> None:
    verdict = rules.may_edit(cabinet.actor(db, "clerk"), Minutes(state=state))

    assert bool(verdict) is (state is MinutesState.DRAFT)


def test_an_item_that_was_voted_on_is_not_called_unreached(app: Flask, cabinet: Cabinet) -> None:
    silent = {**LOST, "counts": {**LOST["counts"], "agree": 1, "disagree": 1, "silent": 2}}
    with app.app_context():
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            room = Room(db, cabinet, invited_meeting(db, cabinet))
            room.open()
            first, _ = room.items
            room.call(first)
            services.begin_vote(db, first, actor=room.actor("pm"))
            services.record_vote_outcome(db, first, silent, T0, actor=room.actor("pm"))
            with clock.at(T0 + timedelta(hours=1)):
                services.end_meeting(db, actor=room.actor("clerk"), meeting=room.meeting)
            meeting_id = room.meeting.id
        making.ensure_minutes(meeting_id)

    store: Store = app.extensions["ecabinet.store"]
    with app.extensions["ecabinet.database"].reading() as db:
        pdf = store.path(db.query(Minutes).one().pdf_sha256).read_bytes()
    before, after = pdf_text(pdf).split("2. Dự thảo Nghị định")
    assert "không biểu quyết 2" in before
    assert "chưa kết luận nội dung này" in before and "chưa bàn đến" not in before
    assert "chưa bàn đến" in after
