"""What was stated beforehand stands in the minutes: counts, reservations, adoption en bloc."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from documents.rendering.structure import BulletList, KeyValue
from ecabinet import clock
from meetings.live import services
from meetings.minutes.content import build
from meetings.minutes.official import official_form
from tests.cabinet import T0, TODAY
from tests.meetings.live.room import Room
from tests.meetings.positions.placing import OBJECT, SPEAK, adopt, all_say, rules, say


def test_the_minutes_tell_counts_reservations_and_what_was_adopted_en_bloc(room: Room) -> None:
    first, second = room.items
    all_say(room, first)
    say(room.db, room.cabinet, "minister.g12", room.meeting, second, SPEAK)
    say(room.db, room.cabinet, "minister.g15", room.meeting, second, OBJECT,
        remark="Chưa có nguồn vốn.")  # fmt: skip
    room.open()
    adopt(room, first)
    with clock.at(T0 + timedelta(hours=2)):
        services.end_meeting(room.db, actor=room.actor("pm"), meeting=room.meeting)
    room.meeting.minutes_number, room.meeting.minutes_year = 1, 2026

    content = build(room.db, room.meeting, TODAY, "vi")

    told = [item["positions"] for item in content["items"]]
    assert told[0] == {
        "members": 4, "no_objection": 4, "unanswered": 0, "en_bloc": True, "said": [],
    }  # fmt: skip
    assert [(one["name"], one["stance"]) for one in told[1]["said"]] == [
        ("Trần Thị Bình", "wishes_to_speak"),
        ("Lê Văn Cường", "objection"),
    ]
    form = official_form(content, ZoneInfo("Asia/Ho_Chi_Minh"))
    lines = [b.value for b in form.blocks if isinstance(b, KeyValue) and "Quan điểm" in b.label]
    assert lines == [
        "4/4 thành viên không phản đối, 0 phản đối, 0 đề nghị phát biểu, 0 không nêu. "
        "Nội dung được thông qua chung, không thảo luận.",
        "0/4 thành viên không phản đối, 1 phản đối, 1 đề nghị phát biểu, 2 không nêu.",
    ]
    bullets = [line for b in form.blocks if isinstance(b, BulletList) for line in b.items]
    assert any("bảo lưu ý kiến. Chưa có nguồn vốn" in line for line in bullets)


def test_minutes_of_a_sitting_without_positions_stay_as_they_were(room: Room) -> None:
    room.open()
    with clock.at(T0 + timedelta(hours=2)):
        services.end_meeting(room.db, actor=room.actor("pm"), meeting=room.meeting)
    room.meeting.minutes_number, room.meeting.minutes_year = 1, 2026

    content = build(room.db, room.meeting, TODAY, "vi")

    assert [item["positions"] for item in content["items"]] == [None, None]
    old = {**content, "items": [{k: v for k, v in i.items() if k != "positions"}
                                for i in content["items"]]}  # fmt: skip
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    assert official_form(old, zone) == official_form(content, zone)


def test_where_members_see_no_positions_the_record_they_read_tells_none(room: Room) -> None:
    rules(room, positions_seen_by="secretariat")
    first, second = room.items
    all_say(room, first)
    say(room.db, room.cabinet, "minister.g15", room.meeting, second, OBJECT, remark="Chưa có nguồn")
    room.open()
    adopt(room, first)
    with clock.at(T0 + timedelta(hours=2)):
        services.end_meeting(room.db, actor=room.actor("pm"), meeting=room.meeting)
    room.meeting.minutes_number, room.meeting.minutes_year = 1, 2026

    content = build(room.db, room.meeting, TODAY, "vi")

    assert [item["positions"] for item in content["items"]] == [{"en_bloc": True, "said": []}, None]
    written = str(official_form(content, ZoneInfo("Asia/Ho_Chi_Minh")).blocks)
    assert "Lê Văn Cường: phản đối" not in written and "Chưa có nguồn" not in written
    assert "Nội dung được thông qua chung, không thảo luận." in written
