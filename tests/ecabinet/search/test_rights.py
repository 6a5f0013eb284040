"""Nobody finds, sees a passage of, or is led to guess, what they may not see."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ballots import services as ballot_services
from ballots.models import Ballot
from ballots.queries import visible_ballots
from decisions import services as decision_services
from decisions.models import Decision, DecisionKind, DecisionOrigin
from decisions.queries import visible_decisions
from documents.annotations import services as marks
from documents.distribution import services as distribution
from documents.models import (
    AccessLevel,
    AnnotationKind,
    Audience,
    Document,
    DocumentKind,
    DocumentVersion,
)
from documents.queries import find_version, visible_documents, visible_versions
from documents.services import add_version, change_document, release
from documents.versions.placeholders import add_placeholder
from ecabinet.config import Config
from ecabinet.people.queries import working_days
from meetings import services as meeting_services
from meetings.agenda import services as agenda_services
from meetings.editions import services as edition_services
from meetings.editions.warnings import CODES
from meetings.frame import Frame
from meetings.models import AgendaVersion, ItemType, Meeting, MeetingKind
from meetings.queries import visible_meetings
from tests.access.matrix import LOGINS
from tests.cabinet import T0, TODAY
from tests.ecabinet.search.conftest import Desk, running

COMMON = "ngân sách"
SECRETS = {
    "tuyệt mật một": ("pm", "clerk"),
    "tuyệt mật hai": ("minister.g15", "secretary"),
}
LEVELS = list(AccessLevel)


@pytest.fixture
def app(world: Desk) -> Flask:
    """What `client_of` and `api_of` talk to here."""
    return world.app


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """One cabinet for all tests here: what they change, they index. On each engine."""
    home = tmp_path_factory.mktemp("search")
    config = Config.from_env({"ECABINET_HOME": str(home), "SECRET_KEY": "of-the-tests-only"})
    config = replace(config, testing=True)
    if request.param == "postgresql":
        copied = request.getfixturevalue("copied_postgres_database")
        with copied(request.getfixturevalue("template_database")) as url:
            for app in running(replace(config, database_url=url)):
                yield filled(Desk(app))
    else:
        shutil.copy(request.getfixturevalue("template_store"), home / "ecabinet.sqlite3")
        for app in running(config):
            yield filled(Desk(app))


def filled(desk: Desk) -> Desk:
    """Papers of each level, handed to some; an agenda half sent; decisions; ballots. Each text
    holds `COMMON`."""
    zone = desk.app.config["TIMEZONE"]
    with desk.database.unit_of_work() as db:
        cabinet = desk.cabinet
        head, secretary = cabinet.actor(db, "head"), cabinet.actor(db, "secretary")
        for number, level in enumerate(LEVELS):
            for organisation in ("G12", "G15", None):
                paper = desk.enter(
                    db, f"Tài liệu {level.value} {organisation}", f"{COMMON} {number}",
                    level=level, organisation=organisation, readers=("minister.g12",),
                )  # fmt: skip
                if organisation != "G15":
                    release(db, actor=head, version=paper.current, at=T0)
                    hand(desk, db, paper.current, "pm", "minister.g12")
        for word, (reader, by) in SECRETS.items():
            paper = desk.enter(
                db, f"Hồ sơ {word}", f"{COMMON} {word}", level=AccessLevel.CONFIDENTIAL,
                by=by, organisation=None, readers=(reader,),
            )  # fmt: skip
            hand(desk, db, paper.current, reader, by=by)
        add_placeholder(
            db, actor=secretary, title=f"Bản giấy {COMMON}", number_symbol="",
            kind=DocumentKind.REPORT, organisation_id=cabinet.organisations["G12"], secrecy=None,
            at=T0,
        )  # fmt: skip
        frame = Frame(
            title="Phiên họp tháng 12", kind=MeetingKind.REGULAR,
            starts_at=T0 + timedelta(days=30), planned_end_at=T0 + timedelta(days=30, hours=4),
            place="Hà Nội", chair_id=cabinet.persons["pm"],
        )  # fmt: skip
        meeting = meeting_services.plan_meeting(db, actor=secretary, frame=frame)
        add_item(desk, db, meeting, f"Nội dung {COMMON} đã gửi")
        edition_services.approve_agenda(db, actor=head, meeting=meeting)
        edition_services.send_agenda(
            db,
            actor=head,
            meeting=meeting,
            calendar=working_days(zone),
            late_reason="vì gấp",
            reasons=dict.fromkeys(CODES, "vì gấp"),
        )
        add_item(desk, db, meeting, f"Nội dung {COMMON} chưa gửi")
        for organisation in ("G12", None):
            decision_services.record_decision(
                db, actor=secretary, kind=DecisionKind.RESOLUTION, subject=f"Về {COMMON}",
                text=f"Quyết nghị {COMMON}.", origin=DecisionOrigin.MEETING, occasion="Phiên họp",
                organisation_id=cabinet.organisations[organisation] if organisation else None,
                decided_on=TODAY, outcome=None, at=T0,
            )  # fmt: skip
        for title in ("Phiếu đã mở", "Phiếu đang soạn"):
            ballot = ballot_services.draft_ballot(
                db, actor=secretary, title=title, matter=f"Thông qua {COMMON}?",
                questions=[f"Có tán thành {COMMON} không?"], closes_at=T0 + timedelta(days=6),
                organisation_id=None, days=working_days(zone), at=T0,
            )  # fmt: skip
            if title == "Phiếu đã mở":
                ballot_services.submit(db, ballot, actor=secretary, days=working_days(zone), at=T0)
                ballot_services.approve(db, ballot, actor=head, days=working_days(zone), at=T0)
    desk.index()
    return desk


def hand(desk: Desk, db: Any, version: DocumentVersion, *logins: str, by: str = "head") -> None:
    distribution.distribute(
        db, actor=desk.cabinet.actor(db, by), versions=[version],
        person_ids=[desk.cabinet.persons[login] for login in logins], occasion="a test", at=T0,
    )  # fmt: skip


def add_item(desk: Desk, db: Any, meeting: Meeting, title: str) -> None:
    content = agenda_services.ItemContent(
        title=title, type=ItemType.DECISION, minutes=15,
        lead_id=desk.cabinet.organisations["G12"],
        presenter_id=desk.cabinet.persons["minister.g12"], late_reason="Phát sinh",
    )  # fmt: skip
    actor = desk.cabinet.actor(db, "secretary")
    agenda_services.add_item(db, actor=actor, meeting=meeting, content=content)


def all_hits(desk: Desk, login: str, text: str, **how: Any) -> list[Any]:
    """Every hit of a query, page after page of nine."""
    hits, cursor = [], None
    while True:
        found = desk.ask(login, text, limit=9, cursor=cursor, **how)
        hits += found.hits
        cursor = found.next
        if cursor is None:
            return hits


def visible(desk: Desk, login: str) -> dict[str, set[int]]:
    """source → the ids that the pages show this person."""
    with desk.database.reading() as db:
        actor = desk.cabinet.actor(db, login)

        def ids(statement: Any, column: Any) -> set[int]:
            return set(db.execute(statement.with_only_columns(column)).scalars())

        meetings = ids(visible_meetings(actor), Meeting.id)
        sent = select(AgendaVersion.id).where(
            AgendaVersion.meeting_id.in_(meetings), AgendaVersion.sent_at.is_not(None)
        )
        return {
            "papers": ids(visible_versions(actor), DocumentVersion.id),
            "on-paper": ids(visible_documents(actor).where(Document.is_paper_only), Document.id),
            "agenda": set(db.execute(sent).scalars()),
            "agenda-desk": meetings if actor.is_secretariat else set(),
            "decisions": ids(visible_decisions(actor), Decision.id),
            "ballots": ids(visible_ballots(actor), Ballot.id),
        }


QUERIES = {COMMON: False, "tài liệu -mật": True, 'title:"hồ sơ"': True}


def test_every_hit_of_everybody_is_something_they_see(world: Desk) -> None:
    for login in LOGINS:
        seen = visible(world, login)
        for text, older in QUERIES.items():
            for hit in all_hits(world, login, text, older=older):
                assert hit.subject_id in seen[hit.source.name], (login, text, hit.shown.title)


def test_everything_somebody_sees_is_found_by_them(world: Desk) -> None:
    """The rights narrow the search, and nothing else does."""
    for login in LOGINS:
        seen = visible(world, login)
        if login in ("secretary", "head", "clerk"):
            seen["agenda"] = set()  # the desk holds the same
        found: dict[str, set[int]] = {name: set() for name in seen}
        for hit in all_hits(world, login, COMMON):
            found[hit.source.name].add(hit.subject_id)
        assert found == seen, login


def test_confidential_words_show_to_named_readers_only(
    world: Desk, client_of: Callable[[str], Any], api_of: Callable[[str], Any]
) -> None:
    for login in LOGINS:
        client, program = client_of(login), api_of(login)
        for text in (COMMON, "tuyệt"):
            asked = {"q": text, "limit": 50}
            page = client.get("/search", query_string=asked).text
            answer = program("GET", "/search", query_string=asked).text
            for word, readers in SECRETS.items():
                told = word in answer
                assert told == (login in readers), (login, word, text)
                assert (word in page.replace("<mark>", "").replace("</mark>", "")) == told


def test_what_may_not_be_seen_changes_nothing_in_the_answer(
    world: Desk, api_of: Callable[[str], Any]
) -> None:
    """Neither order nor pages nor the cursor tell that there is more."""
    program = api_of("minister.g15")
    asked = {"q": COMMON, "limit": 2}
    before = program("GET", "/search", query_string=asked).json
    with world.database.unit_of_work() as db:
        for number in range(5):
            world.enter(db, f"Về {COMMON} {number}", COMMON, level=AccessLevel.SECRETARIAT)
    world.index()

    assert program("GET", "/search", query_string=asked).json == before


def test_a_paper_taken_back_is_found_no_more_before_anything_is_indexed(world: Desk) -> None:
    text = f'"Tài liệu cabinet G12" {COMMON}'
    assert world.titles("pm", text)
    with world.database.unit_of_work() as db:
        (version_id,) = [hit.subject_id for hit in all_hits(world, "pm", text)]
        head = world.cabinet.actor(db, "head")
        version = find_version(db, head, version_id)
        distribution.recall(db, actor=head, version=version, at=T0, reason="Sai số liệu")

    assert world.titles("pm", text) == []
    assert world.titles("secretary", text) == []
    world.index()
    assert world.titles("secretary", text) == []


def test_a_paper_made_confidential_is_found_by_its_named_readers_only(world: Desk) -> None:
    text = 'title:"Tài liệu public None"'
    assert world.titles("officer.g15", text)
    with world.database.unit_of_work() as db:
        (version_id,) = [hit.subject_id for hit in all_hits(world, "head", text)]
        head = world.cabinet.actor(db, "head")
        document = find_version(db, head, version_id).document
        change_document(
            db, actor=head, document=document, access_level=AccessLevel.CONFIDENTIAL, reader_ids=[]
        )

    assert {login for login in LOGINS if world.titles(login, text)} == {"head"}


def test_the_newest_readable_version_is_found_and_older_ones_are_named(world: Desk) -> None:
    with world.database.unit_of_work() as db:
        head = world.cabinet.actor(db, "head")
        paper = world.enter(db, "Đề án cầu", "Cầu Thủ Thiêm bốn làn xe")
        release(db, actor=head, version=paper.current, at=T0)
        hand(world, db, paper.current, "pm")
        add_version(
            db, actor=head, document=paper, at=T0,
            prepared=world.prepared(["Cầu Thủ Thiêm sáu làn xe"], "second"),
        )  # fmt: skip
    world.index()

    (hit,) = world.ask("head", "thủ thiêm").hits
    assert hit.pages[0].snippet.text == "Cầu Thủ Thiêm sáu làn xe"
    assert [one.label.params["ordinal"] for one in hit.shown.older] == [1]
    assert world.titles("head", "bốn làn") == []
    assert world.titles("head", "bốn làn", older=True) == ["Đề án cầu"]
    # Who was handed the first only is shown the first, and not told of a second.
    (hit,) = world.ask("pm", "thủ thiêm").hits
    assert hit.pages[0].snippet.text == "Cầu Thủ Thiêm bốn làn xe"
    assert list(hit.shown.older) == []
    assert world.titles("pm", "sáu làn", older=True) == []


def test_members_find_the_agenda_as_it_was_sent(world: Desk) -> None:
    assert world.titles("pm", "chưa gửi in:agenda") == []
    assert world.titles("secretary", "chưa gửi in:agenda") == ["Phiên họp tháng 12"]
    (hit,) = world.ask("pm", "đã gửi in:agenda").hits
    assert hit.shown.url(1, "").startswith(f"/meetings/{hit.shown.subject['meeting_id']}#item-")
    assert world.titles("officer.g12", "đã gửi in:agenda") == []


def test_marks_are_never_found(world: Desk) -> None:
    with world.database.unit_of_work() as db:
        pm = world.cabinet.actor(db, "pm")
        (first, *_) = db.execute(visible_versions(pm)).scalars()
        for audience in Audience:
            marks.add_annotation(
                db, actor=pm, version=find_version(db, pm, first.id), client_id=audience.value,
                page=1, kind=AnnotationKind.NOTE, audience=audience, geometry={"at": [1, 2]},
                color="#ff0000", width=1.0, body="zyzzyva", quote="zyzzyvaquote", at=T0,
            )  # fmt: skip
    world.index()

    for login in LOGINS:
        assert world.titles(login, "zyzzyva") == world.titles(login, "zyzzyvaquote") == []


def test_what_is_asked_of_ballots_is_found_and_what_is_answered_is_not(world: Desk) -> None:
    assert world.titles("minister.g15", "tán thành") == ["Phiếu đã mở"]
    assert sorted(world.titles("head", "tán thành")) == ["Phiếu đang soạn", "Phiếu đã mở"]
    assert world.titles("officer.g12", "tán thành") == []
