"""The demo cabinet builds in an empty store, whole, and only there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import func, select

import demo.cli
from ballots.models import Ballot, BallotState, Procedure
from decisions.models import Assignment, Decision, DecisionState
from demo.people import PASSWORD
from demo.stage import Stage
from demo.story import build
from documents.models import Annotation, Audience, Document, VersionState
from documents.packs.models import Pack, PackState
from ecabinet import journal, migrate
from ecabinet.app import create_app
from ecabinet.auth.models import Account
from ecabinet.auth.passwords import is_password
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.doctor import find_faults
from ecabinet.people.queries import members_on, organisations_in_use, working_days
from ecabinet.people.rules.assignments import ReportClass, assignment_class
from meetings.editions.looking import warnings_of
from meetings.minutes.models import Minutes, MinutesState
from meetings.models import Answer, ItemState, Meeting, MeetingState

LOGINS = 46
"""24 members, 17 officers of ministries, 5 of the office."""


@dataclass(frozen=True)
class Built:
    """A store with the demo in it, and the app over it."""

    app: Flask
    database: Database
    config: Config
    stage: Stage


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    home = tmp_path_factory.mktemp("demo")
    config = Config.from_env({"ECABINET_HOME": str(home), "SECRET_KEY": "of-the-tests-only"})
    config = replace(config, testing=True)
    migrate.upgrade(config.database_url)
    app = create_app(config)
    demo.cli.init_app(app)
    database = app.extensions["ecabinet.database"]
    with app.app_context():
        store = app.extensions["ecabinet.store"]
        stage = build(database, store, config.timezone, lambda line: None)
    yield Built(app, database, config, stage)
    database.dispose()


def test_the_cabinet_has_24_members_and_17_ministries(built: Built) -> None:
    with built.database.reading() as db:
        members = members_on(db, built.stage.today)
        ministries = organisations_in_use(db)
    assert len(members) == 24
    assert [member.name for member in members if member.is_chair] == [members[0].name]
    assert len(ministries) == 17
    assert all(row.name_vi and row.name_en and row.notation for row in ministries)


def test_every_login_has_the_password_that_is_printed(built: Built) -> None:
    with built.database.reading() as db:
        accounts = list(db.execute(select(Account)).scalars())
    assert len(accounts) == LOGINS
    assert [row.login for row in accounts if not is_password(row.password_hash, PASSWORD)] == []


@pytest.mark.parametrize("login", ["pm", "minister.g12", "secretary", "officer.g22", "admin"])
def test_a_login_signs_in_and_finds_its_home_page(
    built: Built, login: str, browser_of: Callable[[Flask, str], FlaskClient]
) -> None:
    assert browser_of(built.app, login).get("/").status_code == 200


def test_assignments_are_in_every_class_and_one_is_due_soon(built: Built) -> None:
    calendar, today = working_days(built.config.timezone), built.stage.today
    with built.database.reading() as db:
        rows = list(db.execute(select(Assignment)).scalars())
        closed = [row.done_on if row.closed_at else None for row in rows]
    standings = [
        assignment_class(row.due_on, done, today, calendar)
        for row, done in zip(rows, closed, strict=True)
    ]
    assert {standing.report_class for standing in standings} == set(ReportClass)
    assert any(standing.due_soon for standing in standings)
    assert any(row.is_ongoing for row in rows)


def test_issued_decisions_are_numbered_from_one(built: Built) -> None:
    with built.database.reading() as db:
        numbers = db.execute(
            select(Decision.number)
            .where(Decision.state == DecisionState.ISSUED)
            .order_by(Decision.kind, Decision.issued_at)
        )
        assert 1 in set(numbers.scalars())


def test_the_journal_is_unbroken_and_in_the_order_of_time(built: Built) -> None:
    with built.database.reading() as db:
        assert journal.verify(db).broken_at is None
        entries = db.execute(select(journal.JournalEntry).order_by(journal.JournalEntry.number))
        # Signing in to look is no part of the story.
        told = [row.at for row in entries.scalars() if row.at <= built.stage.started_at]
        others = db.execute(
            select(journal.JournalEntry.act).where(journal.JournalEntry.at > built.stage.started_at)
        )
        assert {act.split(":")[0] for act in others.scalars()} <= {"sign_in"}
    assert told == sorted(told)


def test_the_journal_tells_auditors_nothing_that_somebody_wrote(built: Built) -> None:
    def texts(value: object, key: str) -> list[str]:
        if isinstance(value, dict):
            return [one for k, v in value.items() for one in texts(v, k)]
        if isinstance(value, list):
            return [one for v in value for one in texts(v, key)]
        # The name of a tablet, and of a room, is no matter of the cabinet; codes have no spaces.
        is_text = isinstance(value, str) and " " in value and key not in ("device", "name")
        return [f"{key}={value}"] if is_text else []

    with built.database.reading() as db:
        entries = db.execute(select(journal.JournalEntry.act, journal.JournalEntry.details)).all()
    assert {act for act, details in entries if texts(details, "")} == set()


def test_the_past_sitting_has_signed_minutes_with_its_absentees_and_work(built: Built) -> None:
    with built.database.reading() as db:
        meeting = db.get_one(Meeting, built.stage.made["sitting:past"])
        minutes = db.execute(select(Minutes)).scalar_one()
        answers = Counter(invitation.answer for invitation in meeting.invitations)
        states = Counter(item.state for item in meeting.items)
    assert (meeting.state, minutes.state) == (MeetingState.MINUTES_SIGNED, MinutesState.SIGNED)
    assert answers[Answer.ABSENT] == 2
    assert answers[Answer.SUBSTITUTE] == 1
    assert states == {ItemState.CONCLUDED: 5, ItemState.DEFERRED: 1}
    store = built.app.extensions["ecabinet.store"]
    with store.open(minutes.pdf_sha256) as file:
        text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert "BIÊN BẢN" in text
    assert "Tham dự hội nghị quốc phòng khu vực" in " ".join(text.split())


def test_the_coming_sitting_is_sent_within_a_week_with_eight_items_and_papers(built: Built) -> None:
    with built.database.reading() as db:
        meeting = db.get_one(Meeting, built.stage.made["sitting:coming"])
        answers = {invitation.answer for invitation in meeting.invitations}
        papers = [len(item.papers) for item in meeting.items]
        assert meeting.state is MeetingState.INVITED
        assert meeting.editions[-1].sent_at is not None
    assert 0 < (meeting.starts_at - built.stage.started_at).days <= 9
    assert (len(papers), sum(papers)) == (8, 13)
    assert set(Answer) == answers


def test_a_sitting_is_still_on_the_desk(built: Built) -> None:
    with built.database.reading() as db:
        meeting = db.get_one(Meeting, built.stage.made["sitting:next"])
        assert meeting.state is MeetingState.PLANNED
        assert meeting.invitations == []
        assert len(meeting.items) == 2


def test_one_agenda_was_sent_twice_and_one_is_approved_with_warnings(built: Built) -> None:
    made = built.stage.made
    with built.database.reading() as db:
        twice = db.get_one(Meeting, made["sitting:twice"])
        assert [edition.letter for edition in twice.editions if edition.sent_at] == ["A", "B"]
        unsent = db.get_one(Meeting, made["sitting:unsent"])
        assert unsent.state is MeetingState.AGENDA_APPROVED
        found = warnings_of(
            db, unsent, unsent.editions[-1], built.stage.calendar, built.stage.started_at
        )
    assert {
        "papers-late", "papers-missing", "room-taken", "persons-taken", "checks-open",
    } <= {warning.code for warning in found}  # fmt: skip


def test_the_votes_of_the_past_sitting_are_counted_and_explained(built: Built) -> None:
    with built.database.reading() as db:
        ballots = list(
            db.execute(select(Ballot).where(Ballot.procedure == Procedure.IN_ROOM)).scalars()
        )
        asked = sorted(len(ballot.voters) for ballot in ballots)
        outcomes = [ballot.questions[0].outcome for ballot in ballots]
        assert [outcome.result for outcome in outcomes if outcome] == ["carried"] * 3
        assert all(outcome and outcome.sentence for outcome in outcomes)
    assert asked == [20, 21, 21]


def test_one_written_ballot_is_open_one_decided_one_waits_for_the_head(built: Built) -> None:
    with built.database.reading() as db:
        written = {
            key: db.get_one(Ballot, built.stage.made[f"ballot:{key}"])
            for key in ("reserve", "fees", "port")
        }
        states = {key: ballot.state for key, ballot in written.items()}
        decision = written["reserve"].decision
        assert decision is not None
        assert decision.state is DecisionState.ISSUED
        closes_at = written["fees"].closes_at
    assert states == {
        "reserve": BallotState.CONCLUDED,
        "fees": BallotState.OPEN,
        "port": BallotState.SUBMITTED,
    }
    assert closes_at is not None
    assert closes_at > built.stage.started_at


def test_marks_for_the_meeting_stand_on_one_paper(built: Built) -> None:
    with built.database.reading() as db:
        marks = list(db.execute(select(Annotation)).scalars())
    assert {mark.audience for mark in marks} == {Audience.MEETING}
    assert len({mark.version_id for mark in marks}) == 1


def test_the_pack_of_the_coming_sitting_is_out_and_a_paper_of_it_was_replaced_since(
    built: Built,
) -> None:
    made = built.stage.made
    with built.database.reading() as db:
        pack = db.get_one(Pack, made["pack:coming"])
        paper = db.get_one(Document, made["paper:coming-tuition-submission"])
        states = [version.state for version in paper.versions]
        texts = [version.text_sha256 for version in paper.versions]
        word = db.get_one(Document, made["paper:coming-medicine-submission"]).current
        assert pack.state is PackState.RELEASED
        assert paper.versions[0].id in pack.version_ids
        assert word.file_name.endswith(".docx")
        assert word.reading_sha256 != word.sha256
    assert states == [VersionState.SUPERSEDED, VersionState.RELEASED]
    assert texts[0] != texts[1]


def test_the_doctor_finds_nothing(built: Built) -> None:
    with built.database.reading() as db:
        assert find_faults(db, built.app.extensions["ecabinet.store"], read_files=True) == []


def test_a_second_call_changes_nothing_and_says_why(built: Built) -> None:
    def entries() -> int:
        with built.database.reading() as db:
            return db.execute(select(func.count()).select_from(journal.JournalEntry)).scalar_one()

    before = entries()
    runner = built.app.test_cli_runner()
    quiet = runner.invoke(args=["demo", "--if-empty"])
    assert (quiet.exit_code, quiet.stdout) == (0, "")
    refused = runner.invoke(args=["demo"])
    assert refused.exit_code == 1
    assert "accounts already" in refused.stderr
    assert entries() == before
