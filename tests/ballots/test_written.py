"""A written ballot from the draft to the decision, with real rows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from ballots import queries, rules, services
from ballots.models import Ballot, BallotDocument, BallotState, Opinion
from ballots.services import Given, Work
from decisions.models import DecisionKind, DecisionOrigin
from documents.queries import may_read
from documents.release_plans.models import ReleaseRule
from documents.versions.releases import cancel_plan, plan_release
from ecabinet import journal
from ecabinet.db import Database
from ecabinet.errors import Conflict, Denied, Invalid, NotVisible
from ecabinet.outbox import published
from ecabinet.people.models import Mandate
from ecabinet.storage import Store
from tests.ballots.acts import (
    AGREE,
    DAYS,
    DEADLINE,
    DISAGREE,
    MEMBERS,
    OTHER,
    answer,
    drafted,
    opened,
    submitted,
)
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("days_ahead", [0, 1, 9])
def test_a_deadline_outside_the_period_is_refused_and_the_days_are_named(
    db: Any, cabinet: Cabinet, days_ahead: int
) -> None:
    with pytest.raises(Invalid) as refusal:
        drafted(db, cabinet, closes_at=T0 + timedelta(days=days_ahead, hours=8))

    assert {"earliest", "latest"} <= refusal.value.fields["closes_at"].params.keys()


def test_a_ballot_without_a_question_is_refused(db: Any, cabinet: Cabinet) -> None:
    with pytest.raises(Invalid) as refusal:
        drafted(db, cabinet, questions=("  ",))

    assert "questions" in refusal.value.fields


def test_approval_opens_at_once_and_asks_the_members_in_office_with_their_seats(
    db: Any, cabinet: Cabinet
) -> None:
    gone = db.scalar(select(Mandate).where(Mandate.person_id == cabinet.persons["minister.g03"]))
    gone.ends_on = T0.date() - timedelta(days=1)
    db.flush()

    ballot = opened(db, cabinet)

    assert ballot.state is BallotState.OPEN and ballot.opened_at == T0
    assert [voter.name for voter in ballot.voters] == [
        "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường",
    ]  # fmt: skip
    assert ballot.voters[1].title_vi == "Bộ trưởng Bộ Tài chính"
    assert journal.recorded(db)[-1] == "ballot:approve"


def test_an_approval_so_late_that_the_period_is_too_short_is_refused(
    db: Any, cabinet: Cabinet
) -> None:
    ballot, head = submitted(db, cabinet), cabinet.actor(db, "head")
    late = T0 + timedelta(days=2)

    with pytest.raises(Invalid):
        services.approve(db, ballot, actor=head, days=DAYS, at=late)
    services.approve(
        db, ballot, actor=head, days=DAYS, at=late, closes_at=DEADLINE + timedelta(days=3)
    )

    assert ballot.state is BallotState.OPEN


def test_nobody_votes_on_a_paper_that_waits_for_an_agenda(
    db: Any, cabinet: Cabinet, tmp_path: Path
) -> None:
    ballot, head = submitted(db, cabinet), cabinet.actor(db, "head")
    paper = enter(db, cabinet, Store(tmp_path), "Dự thảo")
    ballot.papers.append(BallotDocument(document_id=paper.id, ordinal=1))
    plan_release(
        db, actor=head, version=paper.current, rule=ReleaseRule.WITH_AGENDA, release_at=None,
        at=T0,
    )  # fmt: skip

    with pytest.raises(Conflict) as refusal:
        services.approve(db, ballot, actor=head, days=DAYS, at=T0)
    assert refusal.value.sentence.key == "release-plan-waits-for-agenda"
    cancel_plan(db, actor=head, version=paper.current)
    services.approve(db, ballot, actor=head, days=DAYS, at=T0)
    assert may_read(db, cabinet.actor(db, "minister.g15"), paper.current.id)


def test_a_returned_ballot_carries_the_reason_and_goes_round_again(
    db: Any, cabinet: Cabinet
) -> None:
    ballot, head = submitted(db, cabinet), cabinet.actor(db, "head")

    with pytest.raises(Invalid):
        services.return_ballot(db, ballot, actor=head, reason=" ")
    services.return_ballot(db, ballot, actor=head, reason="Thiếu dự thảo Nghị quyết")
    assert ballot.state is BallotState.RETURNED
    assert ballot.return_reason == "Thiếu dự thảo Nghị quyết"

    services.submit(db, ballot, actor=cabinet.actor(db, "secretary"), days=DAYS, at=T0)
    assert ballot.state is BallotState.SUBMITTED


def test_a_later_answer_supersedes_and_the_earlier_one_stays(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet)

    answer(db, cabinet, ballot.id, "minister.g12", AGREE)
    answer(db, cabinet, ballot.id, "minister.g12", OTHER, "Cần đánh giá tác động", T0 + SECOND)

    rows = list(db.scalars(select(Opinion).order_by(Opinion.id)))
    assert [(row.answer, row.superseded_at) for row in rows] == [
        (AGREE, T0 + SECOND), (OTHER, None),
    ]  # fmt: skip


def test_the_same_answer_again_changes_nothing(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet)

    answer(db, cabinet, ballot.id, "pm", DISAGREE)
    before = len(published(db))
    answer(db, cabinet, ballot.id, "pm", DISAGREE, at=T0 + SECOND)

    assert len(list(db.scalars(select(Opinion)))) == 1
    assert len(published(db)) == before


def test_another_opinion_without_words_is_refused(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet)

    with pytest.raises(Invalid) as refusal:
        answer(db, cabinet, ballot.id, "pm", OTHER, "   ")

    assert "remark" in refusal.value.fields


def test_a_question_of_another_ballot_is_refused(db: Any, cabinet: Cabinet) -> None:
    ballot, other = opened(db, cabinet), opened(db, cabinet)
    given = [Given(other.questions[0].id, AGREE)]

    with pytest.raises(Invalid):
        services.cast_opinions(
            db, ballot, actor=cabinet.actor(db, "pm"), answers=given, days=DAYS, at=T0
        )


def test_one_second_late_is_refused_and_nothing_is_stored(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet)

    answer(db, cabinet, ballot.id, "pm", at=DEADLINE)
    with pytest.raises(Conflict) as refusal:
        answer(db, cabinet, ballot.id, "minister.g12", at=DEADLINE + SECOND)

    assert refusal.value.code == "ballot-closed-at"
    assert len(list(db.scalars(select(Opinion)))) == 1


@pytest.mark.parametrize("login", ["officer.g12", "auditor", "admin", "outsider"])
def test_others_do_not_see_that_there_is_a_ballot(db: Any, cabinet: Cabinet, login: str) -> None:
    ballot = opened(db, cabinet)

    with pytest.raises(NotVisible):
        queries.find_ballot(db, cabinet.actor(db, login), ballot.id)


def test_members_see_it_from_the_opening_on(db: Any, cabinet: Cabinet) -> None:
    ballot, minister = submitted(db, cabinet), cabinet.actor(db, "minister.g12")

    with pytest.raises(NotVisible):
        queries.find_ballot(db, minister, ballot.id)
    services.approve(db, ballot, actor=cabinet.actor(db, "head"), days=DAYS, at=T0)

    assert queries.find_ballot(db, minister, ballot.id) is ballot


def test_the_secretariat_sees_the_ballot_and_has_no_vote(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet)

    with pytest.raises(Denied) as refusal:
        answer(db, cabinet, ballot.id, "head")

    assert refusal.value.code == "ballot-not-a-voter"


def test_silence_is_deemed_agreement_and_counted_apart(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet)
    answer(db, cabinet, ballot.id, "pm", AGREE)
    answer(db, cabinet, ballot.id, "minister.g12", DISAGREE)

    assert services.close_due(db, ballot.id, days=DAYS, at=DEADLINE + SECOND)

    outcome = ballot.questions[0].outcome
    assert outcome is not None and outcome.result == "carried"
    counts = outcome.counts
    assert (counts["agree"], counts["deemed"], counts["silent"]) == (1, 2, 2)
    assert (counts["in_favour"], counts["majority_needed"]) == (3, 3)
    assert ballot.closed_at == DEADLINE


def test_a_tie_goes_to_the_side_of_the_prime_minister(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet)
    for login, what in zip(MEMBERS, (DISAGREE, DISAGREE, AGREE, AGREE), strict=True):
        answer(db, cabinet, ballot.id, login, what)

    services.close_ballot(db, ballot, actor=cabinet.actor(db, "secretary"), days=DAYS, at=T0)

    outcome = ballot.questions[0].outcome
    assert outcome is not None and outcome.result == "not_carried_by_chair"
    assert outcome.rules["tie_broken"] is True


def test_closing_is_due_only_after_the_deadline_and_done_once(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet)

    assert not services.close_due(db, ballot.id, days=DAYS, at=DEADLINE)
    assert services.close_due(db, ballot.id, days=DAYS, at=DEADLINE + SECOND)
    assert not services.close_due(db, ballot.id, days=DAYS, at=DEADLINE + SECOND)
    with pytest.raises(Conflict):
        services.close_ballot(
            db, ballot, actor=cabinet.actor(db, "head"), days=DAYS, at=DEADLINE + SECOND
        )


def test_the_head_closes_early_with_a_reason_that_the_journal_keeps(
    work: Any, database: Database, cabinet: Cabinet, now: Any
) -> None:
    with work() as db:
        ballot_id = opened(db, cabinet).id
    with pytest.raises(Conflict), work() as db:
        ballot = db.get_one(Ballot, ballot_id)
        services.close_ballot(db, ballot, actor=cabinet.actor(db, "secretary"), days=DAYS, at=T0)
    with pytest.raises(Invalid), work() as db:
        ballot = db.get_one(Ballot, ballot_id)
        services.close_ballot(db, ballot, actor=cabinet.actor(db, "head"), days=DAYS, at=T0)
    with work() as db:
        ballot = db.get_one(Ballot, ballot_id)
        services.close_ballot(
            db, ballot, actor=cabinet.actor(db, "head"), days=DAYS, at=T0, reason="Việc gấp"
        )

    with database.reading() as db:
        entry = db.scalars(
            select(journal.JournalEntry).where(journal.JournalEntry.act == "ballot:close")
        ).one()
        assert entry.details["reason_sha256"] == journal.digest("Việc gấp")


def test_the_journal_says_that_somebody_answered_and_not_what(
    work: Any, database: Database, cabinet: Cabinet, now: Any
) -> None:
    with work() as db:
        ballot_id = opened(db, cabinet).id
    with work() as db:
        answer(db, cabinet, ballot_id, "pm", OTHER, "Ý kiến riêng")

    with database.reading() as db:
        entry = db.scalars(
            select(journal.JournalEntry).where(journal.JournalEntry.act == "ballot:answer")
        ).one()
        assert set(entry.details) == {"questions"}


def test_the_decision_keeps_the_outcome_and_gives_the_work(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet, questions=("Thông qua?", "Giao Bộ Tài chính?"))
    services.close_due(db, ballot.id, days=DAYS, at=DEADLINE + SECOND)
    secretary = cabinet.actor(db, "secretary")

    decision = services.conclude(
        db,
        ballot,
        actor=secretary,
        kind=DecisionKind.RESOLUTION,
        subject="Về giảm thuế",
        text="Thông qua.",
        occasion="Phiếu lấy ý kiến",
        assignments=[Work("Trình Quốc hội", cabinet.organisations["G12"], is_ongoing=True)],
        days=DAYS,
        at=DEADLINE + SECOND,
    )

    assert decision.origin is DecisionOrigin.WRITTEN_BALLOT
    assert decision.outcome is not None
    assert {"sentence", "counts", "result", "rules", "positions"} <= decision.outcome.keys()
    assert len(decision.outcome["questions"]) == 2
    assert decision.outcome["positions"][0]["name"] == "Nguyễn Văn An"
    assert [one.task for one in decision.assignments] == ["Trình Quốc hội"]
    assert ballot.state is BallotState.CONCLUDED and ballot.decision_id == decision.id


def test_a_ballot_is_concluded_once(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet)

    with pytest.raises(Conflict):
        services.conclude(
            db, ballot, actor=cabinet.actor(db, "head"), kind=DecisionKind.RESOLUTION,
            subject="x", text="y", occasion="z", days=DAYS, at=T0,
        )  # fmt: skip


def test_a_withdrawn_ballot_keeps_the_answers_and_takes_none(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet)
    answer(db, cabinet, ballot.id, "pm")

    services.withdraw(db, ballot, actor=cabinet.actor(db, "head"), reason="Trình lại", at=T0)

    assert len(list(db.scalars(select(Opinion)))) == 1
    with pytest.raises(Conflict):
        answer(db, cabinet, ballot.id, "minister.g12")


def test_silence_is_no_agreement_in_a_ballot_closed_before_its_deadline(
    db: Any, cabinet: Cabinet
) -> None:
    early, in_time = opened(db, cabinet), opened(db, cabinet)
    for ballot in (early, in_time):
        answer(db, cabinet, ballot.id, "pm", AGREE)

    services.close_ballot(
        db, early, actor=cabinet.actor(db, "head"), days=DAYS, at=T0, reason="Việc gấp"
    )
    services.close_due(db, in_time.id, days=DAYS, at=DEADLINE + SECOND)

    hasty, patient = early.questions[0].outcome, in_time.questions[0].outcome
    assert hasty is not None and patient is not None
    assert (hasty.result, hasty.counts["deemed"], hasty.counts["silent"]) == ("not_carried", 0, 3)
    assert (patient.result, patient.counts["deemed"]) == ("carried", 3)


def test_what_was_lost_is_not_recorded_as_a_decision(db: Any, cabinet: Cabinet) -> None:
    ballot = opened(db, cabinet)
    for login in MEMBERS:
        answer(db, cabinet, ballot.id, login, DISAGREE)
    secretary = cabinet.actor(db, "secretary")
    services.close_ballot(db, ballot, actor=secretary, days=DAYS, at=T0)

    refused = rules.may_conclude(secretary, ballot)

    assert refused.sentence is not None and refused.sentence.key == "ballot-nothing-carried"
