"""Rows become items: all or the good ones, one entry in the journal, undone while nobody worked on
them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ecabinet.errors import Conflict, Denied, Invalid
from ecabinet.journal import JournalEntry, recorded
from meetings.agenda import services as agenda
from meetings.agenda.placing import sections_of, standing_items
from meetings.entering import services
from meetings.entering.models import AgendaImport
from meetings.models import Meeting
from tests.dossiers.submissions.dossiers import Office
from tests.meetings.sittings import Secretariat

HEADING = ("Nội dung", "Cơ quan chủ trì", "Người trình bày", "Số phút", "Phần", "Tài liệu")
GOOD = ("Dự án Luật", "G12", "Trần Thị Bình", "20", "", "")
WRONG = ("Đề án", "G99", "", "", "", "")


def take_in(desk: Secretariat, meeting: Meeting, *rows: tuple[str, ...]) -> AgendaImport:
    lines = list(enumerate((HEADING, *rows), start=1))
    return services.take_in(
        desk.db, actor=desk.actor("secretary"), meeting=meeting, rows=lines, source="a.xlsx"
    )


def import_rows(desk: Secretariat, entry: AgendaImport, *, whole: bool = True) -> Any:
    meeting = desk.db.get_one(Meeting, entry.meeting_id)
    return services.import_rows(
        desk.db, actor=desk.actor("secretary"), entry=entry, meeting=meeting, whole=whole
    )


def titles(desk: Secretariat, meeting: Meeting) -> list[str]:
    return [item.title for item in standing_items(desk.db, meeting)]


def test_rows_become_items_at_the_end_with_their_papers_by_one_act(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.add(meeting, "Có sẵn")
    desk.paper(title="Tờ trình số 1")
    entry = take_in(desk, meeting, (*GOOD[:5], "Tờ trình số 1"), ("B", "BTP", "", "5"))
    before = len(recorded(desk.db))
    done = import_rows(desk, entry)
    assert titles(desk, meeting) == ["Có sẵn", "Dự án Luật", "B"]
    assert [item.ordinal for item in done.items] == [2, 3]
    assert [paper.document.title for paper in done.items[0].papers] == ["Tờ trình số 1"]
    assert done.items[0].lead_id == desk.cabinet.organisations["G12"]
    assert recorded(desk.db)[before:] == ["agenda:import"]


def test_a_dossier_that_is_named_lays_its_papers_to_the_item_and_waits_again_when_undone(
    desk: Secretariat,
) -> None:
    meeting = desk.plan()
    dossier = Office(desk.db, desk.cabinet).accepted()
    own = [paper.document.title for paper in dossier.papers]
    assert own
    desk.paper(title="Phụ lục riêng")
    heading = ("Nội dung", "Tài liệu", "Số hồ sơ trình")
    lines = [(1, heading), (2, ("Dự án", "Phụ lục riêng", dossier.subject))]
    actor = desk.actor("secretary")
    entry = services.take_in(desk.db, actor=actor, meeting=meeting, rows=lines, source="")
    (item,) = import_rows(desk, entry).items
    assert [paper.document.title for paper in item.papers] == ["Phụ lục riêng", *own]
    assert (item.submission_id, dossier.state.value) == (dossier.id, "scheduled")
    services.undo(desk.db, actor=actor, entry=entry, meeting=meeting)
    assert dossier.state.value == "accepted"


def test_all_or_none_enters_none_while_one_row_is_wrong(desk: Secretariat) -> None:
    meeting = desk.plan()
    entry = take_in(desk, meeting, GOOD, WRONG)
    with pytest.raises(Invalid):
        import_rows(desk, entry)
    assert titles(desk, meeting) == []
    assert entry.imported_at is None


def test_the_good_rows_alone_leave_the_wrong_ones_to_be_corrected(desk: Secretariat) -> None:
    meeting = desk.plan()
    entry = take_in(desk, meeting, GOOD, WRONG)
    done = import_rows(desk, entry, whole=False)
    assert titles(desk, meeting) == ["Dự án Luật"]
    assert [row["cells"]["title"] for row in done.rest.rows] == ["Đề án"]
    services.correct(
        desk.db, actor=desk.actor("secretary"), entry=done.rest, cells={3: {"lead": "G15"}}
    )
    import_rows(desk, done.rest)
    assert titles(desk, meeting) == ["Dự án Luật", "Đề án"]


def test_sections_are_found_or_made_and_items_stand_in_them(desk: Secretariat) -> None:
    meeting = desk.plan()
    rows = [
        ("A", "", "", "", "Phần hai"),
        ("B", "", "", "", "Phần ba"),
        ("C", "", "", "", "phan HAI"),
    ]
    entry = take_in(desk, meeting, *rows)
    import_rows(desk, entry)
    assert [section.name for section in sections_of(desk.db, meeting)] == ["Phần hai", "Phần ba"]
    assert titles(desk, meeting) == ["A", "C", "B"]


def test_an_import_is_undone_whole_with_the_sections_it_made(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.add(meeting, "Có sẵn")
    entry = take_in(desk, meeting, GOOD, ("A", "", "", "", "Phần hai"))
    import_rows(desk, entry)
    undone = services.undo(desk.db, actor=desk.actor("head"), entry=entry, meeting=meeting)
    assert undone == 2
    assert titles(desk, meeting) == ["Có sẵn"]
    assert sections_of(desk.db, meeting) == []
    with pytest.raises(Conflict):
        services.undo(desk.db, actor=desk.actor("head"), entry=entry, meeting=meeting)


def test_what_somebody_worked_on_since_is_not_undone(desk: Secretariat) -> None:
    meeting = desk.plan()
    entry = take_in(desk, meeting, GOOD, ("B", "", "", ""))
    items = import_rows(desk, entry).items
    desk.paper(items[1])
    with pytest.raises(Conflict) as refused:
        services.undo(desk.db, actor=desk.actor("secretary"), entry=entry, meeting=meeting)
    assert refused.value.sentence.params == {"count": 1}
    assert len(titles(desk, meeting)) == 2


def test_what_was_approved_is_not_undone(desk: Secretariat) -> None:
    meeting = desk.plan()
    entry = take_in(desk, meeting, GOOD)
    import_rows(desk, entry)
    desk.approve(meeting)
    desk.send(meeting)
    with pytest.raises(Conflict) as refused:
        services.undo(desk.db, actor=desk.actor("secretary"), entry=entry, meeting=meeting)
    assert refused.value.sentence.key == "entering-undo-in-edition"


def test_rows_are_entered_once(desk: Secretariat) -> None:
    meeting = desk.plan()
    entry = take_in(desk, meeting, GOOD)
    import_rows(desk, entry)
    with pytest.raises(Conflict):
        import_rows(desk, entry)


def test_who_corrects_what_somebody_else_corrected_meanwhile_is_told(desk: Secretariat) -> None:
    entry = take_in(desk, desk.plan(), GOOD, WRONG)
    seen, actor = entry.revision, desk.actor("secretary")
    services.correct(desk.db, actor=actor, entry=entry, cells={3: {"lead": ""}}, revision=seen)
    with pytest.raises(Conflict):
        services.correct(desk.db, actor=actor, entry=entry, cells={3: {"lead": "x"}}, revision=seen)


def test_the_clerk_and_an_approved_agenda_take_nothing_in(desk: Secretariat) -> None:
    meeting = desk.plan()
    with pytest.raises(Denied):
        services.take_in(
            desk.db, actor=desk.actor("clerk"), meeting=meeting, rows=[(1, GOOD)], source=""
        )
    desk.add(meeting)
    desk.approve(meeting)
    with pytest.raises(Conflict):
        take_in(desk, meeting, GOOD)


def test_a_removed_item_is_no_double(desk: Secretariat) -> None:
    meeting = desk.plan()
    agenda.remove_item(desk.db, actor=desk.actor("secretary"), item=desk.add(meeting, "Dự án Luật"))
    import_rows(desk, take_in(desk, meeting, GOOD))
    assert titles(desk, meeting) == ["Dự án Luật"]


ADDRESS = "/meetings/{}/imports"


@pytest.fixture
def planned(app: Flask, cabinet: Any) -> int:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        return Secretariat(db, cabinet).plan().id


def test_pasted_cells_are_corrected_by_a_suggestion_and_entered(
    client_of: Callable[[str], Any], planned: int, app: Flask
) -> None:
    client = client_of("secretary")
    text = "Nội dung\tCơ quan chủ trì\nĐề án\tBộ Tài chín\nDự án\tG15"
    answer = client.post(ADDRESS.format(planned), data={"pasted": text}, follow_redirects=True)
    assert "Không có cơ quan" in answer.text
    assert 'value="2-lead-Bộ Tài chính"' in answer.text
    page = answer.request.path
    answer = client.post(
        f"{page}/rows", data={"take": "2-lead-Bộ Tài chính"}, follow_redirects=True
    )
    assert "Nhập cả 2 nội dung" in answer.text
    answer = client.post(f"{page}/items", data={"mode": "all"}, follow_redirects=True)
    assert "Đã nhập 2 nội dung" in answer.text
    with app.extensions["ecabinet.database"].reading() as db:
        entry = db.execute(
            select(JournalEntry).where(JournalEntry.act == "agenda:import")
        ).scalar_one()
        assert entry.details["items"] == 2
    answer = client.post(f"{page}/undoing", follow_redirects=True)
    assert "Đã gỡ 2 nội dung" in answer.text


def test_what_is_refused_keeps_what_was_pasted(
    client_of: Callable[[str], Any], planned: int
) -> None:
    pasted = "Nội dung\n" + "x" * 5000
    answer = client_of("secretary").post(ADDRESS.format(planned), data={"pasted": pasted})
    assert answer.status_code == 422
    assert "x" * 5000 in answer.text
    assert "dài hơn 4000 ký tự" in answer.text.replace(".", "")


def test_a_row_left_out_is_gone_and_the_last_one_ends_the_import(
    client_of: Callable[[str], Any], planned: int
) -> None:
    client = client_of("secretary")
    answer = client.post(ADDRESS.format(planned), data={"pasted": "Nội dung\nA\nB"})
    page = answer.location
    assert (
        "1 dòng đã đúng"
        in client.post(f"{page}/rows", data={"drop": "2"}, follow_redirects=True).text
    )
    assert client.post(f"{page}/rows", data={"drop": "3"}).location.endswith("/imports")


def test_the_templates_come_in_both_languages(client_of: Callable[[str], Any]) -> None:
    client = client_of("secretary")
    answer = client.get("/meetings/agenda-template.csv?language=en")
    assert answer.data.decode("utf-8-sig").startswith("Section;Type;Title;Lead organisation")
    assert client.get("/meetings/agenda-template.xlsx").data[:2] == b"PK"
    assert client.get("/meetings/agenda-template.ods").status_code == 404


def test_a_program_checks_enters_and_undoes(api_of: Callable[[str], Any], planned: int) -> None:
    api = api_of("secretary")
    address = f"/meetings/{planned}/imports"
    rows = [{"title": "A", "lead": "G12", "minutes": 20}, {"title": "B", "lead": "Bộ Tư"}]
    checked = api("POST", address, json={"rows": rows, "mode": "check"}).json
    assert (checked["id"], checked["imported"], checked["wrong"]) == (None, 0, 1)
    assert checked["rows"][1]["suggestions"]["lead"][0] == "Bộ Tư pháp"
    refused = api("POST", address, json={"rows": rows})
    assert refused.status_code == 422
    assert list(refused.json["fields"]) == ["rows.2.lead"]
    made = api("POST", address, json={"rows": rows, "mode": "good"}).json
    assert (made["imported"], made["wrong"]) == (1, 1)
    assert [item["title"] for item in api("GET", f"/meetings/{planned}").json["items"]] == ["A"]
    undone = api("POST", f"{address}/{made['id']}/undoing").json
    assert undone["removed"] == 1


def test_a_preview_asks_the_store_no_more_for_two_hundred_rows_than_for_two(
    app: Flask, client_of: Callable[[str], Any], planned: int, count_queries: Any
) -> None:
    client, seen = client_of("secretary"), []
    for count in (2, 200):
        rows = "\n".join(f"Nội dung {n}\tG12\tBáo cáo {n}" for n in range(count))
        text = f"Nội dung\tCơ quan chủ trì\tTài liệu\n{rows}"
        page = client.post(ADDRESS.format(planned), data={"pasted": text}).location
        with count_queries(app) as statements:
            assert client.get(page).status_code == 200
        seen.append(len(statements))
    assert seen[0] == seen[1]
