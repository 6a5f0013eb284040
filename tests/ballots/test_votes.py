"""A vote in the room: who is asked, who is refused, two tablets at once, three hundred at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from ballots import queries, services
from ballots.models import Ballot, BallotState, Opinion, Voter
from ecabinet import clock, migrate
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.db import Database
from ecabinet.errors import Conflict, Denied
from ecabinet.outbox import published
from ecabinet.people.models import Mandate, Person, Seat
from meetings.models import AgendaItem, Attendance, ItemState, MeetingState
from tests import cabinet as small
from tests.ballots.acts import AGREE, DAYS, DISAGREE, MEMBERS, OTHER, answer, sitting, voting
from tests.cabinet import HASH, T0, Cabinet

SECOND = timedelta(seconds=1)


def close(db: Any, cabinet: Cabinet, ballot: Ballot, login: str = "pm") -> Ballot:
    return services.close_ballot(
        db, ballot, actor=cabinet.actor(db, login), days=DAYS, at=T0 + SECOND
    )


def test_the_members_who_are_there_are_asked_and_the_item_is_voted_on(
    db: Any, cabinet: Cabinet
) -> None:
    item = sitting(db, cabinet, present=("pm", "minister.g12"), remote=("minister.g03",))

    ballot = voting(db, cabinet, item)

    asked = {voter.person_id for voter in ballot.voters}
    assert asked == {cabinet.persons[login] for login in ("pm", "minister.g12", "minister.g03")}
    assert item.state is ItemState.VOTING


def test_a_second_vote_on_the_item_is_refused_while_one_is_on(db: Any, cabinet: Cabinet) -> None:
    item = sitting(db, cabinet)
    voting(db, cabinet, item)

    with pytest.raises(Conflict):
        voting(db, cabinet, item, "clerk")


@pytest.mark.parametrize("login", ["minister.g12", "outsider"])
def test_who_does_not_run_the_sitting_opens_no_vote(db: Any, cabinet: Cabinet, login: str) -> None:
    with pytest.raises(Denied):
        voting(db, cabinet, sitting(db, cabinet), login)


def test_no_vote_while_the_sitting_is_paused(db: Any, cabinet: Cabinet) -> None:
    item = sitting(db, cabinet)
    item.meeting.state = MeetingState.PAUSED

    with pytest.raises(Conflict):
        voting(db, cabinet, item)


@pytest.mark.parametrize(
    ("login", "code"),
    [
        ("officer.g15", "rule-substitute-no-vote"),
        ("outsider", "rule-guest-no-vote"),
        ("minister.g15", "ballot-not-present"),
        ("clerk", "ballot-not-a-voter"),
    ],
)
def test_a_substitute_a_guest_who_is_absent_and_the_clerk_have_no_vote_here(
    db: Any, cabinet: Cabinet, login: str, code: str
) -> None:
    item = sitting(db, cabinet, present=("pm", "minister.g12", "minister.g03"))
    ballot = voting(db, cabinet, item)

    with pytest.raises(Denied) as refusal:
        answer(db, cabinet, ballot.id, login)

    assert refusal.value.code == code


def test_a_member_who_has_left_votes_no_more_and_what_was_voted_counts(
    db: Any, cabinet: Cabinet
) -> None:
    item = sitting(db, cabinet)
    ballot = voting(db, cabinet, item)
    answer(db, cabinet, ballot.id, "minister.g12", AGREE)
    interval = db.scalars(
        select(Attendance).where(Attendance.person_id == cabinet.persons["minister.g12"])
    ).one()
    interval.left_at = T0
    db.flush()

    with pytest.raises(Denied):
        answer(db, cabinet, ballot.id, "minister.g12", DISAGREE)
    answer(db, cabinet, ballot.id, "pm", AGREE)
    answer(db, cabinet, ballot.id, "minister.g15", AGREE)
    close(db, cabinet, ballot)

    outcome = ballot.questions[0].outcome
    assert outcome is not None and outcome.result == "carried"
    assert outcome.quorum is not None and outcome.quorum["present"] == 4


def test_silence_in_the_room_agrees_to_nothing(db: Any, cabinet: Cabinet) -> None:
    item = sitting(db, cabinet)
    ballot = voting(db, cabinet, item)
    answer(db, cabinet, ballot.id, "pm", AGREE)
    answer(db, cabinet, ballot.id, "minister.g12", AGREE)

    close(db, cabinet, ballot)

    outcome = ballot.questions[0].outcome
    assert outcome is not None and outcome.result == "not_carried"
    assert outcome.counts["deemed"] == 0 and outcome.counts["members_total"] == 4


def test_without_quorum_nothing_is_carried(db: Any, cabinet: Cabinet) -> None:
    item = sitting(db, cabinet, present=("pm", "minister.g12"))
    ballot = voting(db, cabinet, item)
    answer(db, cabinet, ballot.id, "pm", AGREE)
    answer(db, cabinet, ballot.id, "minister.g12", AGREE)

    close(db, cabinet, ballot)

    outcome = ballot.questions[0].outcome
    assert outcome is not None and outcome.result == "no_quorum"


def test_closing_hands_the_outcome_down_and_the_discussion_goes_on(
    db: Any, cabinet: Cabinet
) -> None:
    item = sitting(db, cabinet)
    ballot = voting(db, cabinet, item)
    for login in MEMBERS:
        answer(db, cabinet, ballot.id, login, AGREE)

    close(db, cabinet, ballot, "clerk")

    assert ballot.state is BallotState.CLOSED
    assert item.state is ItemState.DISCUSSING
    assert item.vote_outcome is not None
    assert item.vote_outcome["ballot_id"] == ballot.id
    assert item.vote_outcome["result"] == "carried"
    assert len(item.vote_outcome["positions"]) == 4


def test_a_vote_after_closing_is_refused(db: Any, cabinet: Cabinet) -> None:
    ballot = voting(db, cabinet, sitting(db, cabinet))
    close(db, cabinet, ballot)

    with pytest.raises(Conflict) as refusal:
        answer(db, cabinet, ballot.id, "pm", at=T0 + 2 * SECOND)

    assert refusal.value.code == "ballot-closed-at"


def test_while_it_is_open_only_counts_are_told(db: Any, cabinet: Cabinet) -> None:
    ballot = voting(db, cabinet, sitting(db, cabinet))

    answer(db, cabinet, ballot.id, "pm", OTHER, "Ý kiến riêng")

    told = published(db)[-1]
    assert told.name == "vote-answered"
    assert told.payload() == {"ballot_id": ballot.id, "answered": 1, "asked": 4}
    assert told.rooms() == (f"ballot:{ballot.id}",)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: Any, database: Database) -> Iterator[Database]:
    """The small cabinet on either engine."""
    if request.param == "sqlite":
        yield database
        return
    url = request.getfixturevalue("new_postgres_database")()
    migrate.upgrade(url)
    made = Database(url)
    with made.unit_of_work() as db:
        small.build(db)
    yield made
    made.dispose()


def _vote_in_threads(store: Database, cabinet: Cabinet, ballot_id: int, given: list[Any]) -> None:
    gate = threading.Barrier(min(len(given), 16))

    def one(number_and_vote: tuple[int, tuple[str, Any]]) -> None:
        number, (login, what) = number_and_vote
        if number < gate.parties:
            gate.wait(20)
        with clock.at(T0), store.unit_of_work() as db:
            answer(db, cabinet, ballot_id, login, what)

    with ThreadPoolExecutor(gate.parties) as pool:
        list(pool.map(one, enumerate(given)))


def test_two_tablets_of_one_member_leave_exactly_one_opinion_in_force(store: Database) -> None:
    with store.reading() as db:
        cabinet = small.find(db)
    with store.unit_of_work() as db:
        ballot_id = voting(db, cabinet, sitting(db, cabinet)).id

    _vote_in_threads(store, cabinet, ballot_id, [("pm", AGREE), ("pm", DISAGREE)] * 4)

    with store.reading() as db:
        rows = list(db.scalars(select(Opinion)))
        assert sum(row.superseded_at is None for row in rows) == 1
        assert len(rows) >= 2
        ballot = db.get_one(Ballot, ballot_id)
        assert queries.turnout(db, ballot).answered == 1


def test_sixty_members_at_once_are_all_recorded_once(store: Database) -> None:
    logins = [f"member.{number}" for number in range(60)]
    with store.unit_of_work() as db:
        for rank, login in enumerate(logins, start=100):
            person = Person(name=login)
            seat = Seat(title_vi=login, title_en=login, rank=rank)
            db.add(Mandate(person=person, seat=seat, starts_on=date(2026, 4, 8)))
            account = Account(login=login, password_hash=HASH, person=person, created_at=T0)
            account.role_rows = [AccountRole(role=Role.MEMBER)]
            db.add(account)
    with store.reading() as db:
        cabinet = small.find(db)
    with store.unit_of_work() as db:
        item = sitting(db, cabinet, present=(*MEMBERS, *logins))
        ballot_id, item_id = voting(db, cabinet, item).id, item.id

    _vote_in_threads(store, cabinet, ballot_id, [(login, AGREE) for login in logins])
    with clock.at(T0), store.unit_of_work() as db:
        close(db, cabinet, db.get_one(Ballot, ballot_id))

    with store.reading() as db:
        per_voter = select(func.count()).select_from(Opinion).group_by(Opinion.voter_id)
        assert list(db.scalars(per_voter)) == [1] * 60
        assert db.scalar(select(func.count()).select_from(Voter)) == 64
        item = db.get_one(AgendaItem, item_id)
        assert item.vote_outcome is not None
        assert item.vote_outcome["counts"]["agree"] == 60
