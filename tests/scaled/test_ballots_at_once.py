"""Ballots through both processes at the same moment: every answer once, every step once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from ballots import services
from ballots.models import Ballot, BallotState, Opinion, OutcomeRecord, Question
from decisions.models import Decision, DecisionOrigin
from ecabinet import clock
from tests.ballots.acts import DAYS, DEADLINE
from tests.cabinet import T0
from tests.scaled.conftest import CROWD
from tests.scaled.processes import Scaled, at_once, codes
from tests.scaled.test_at_once import ROUNDS, recorded

WRITTEN = {
    "title": "Về giảm thuế giá trị gia tăng", "questions": ["Đồng ý ban hành Nghị quyết?"],
    "closes_at": DEADLINE.isoformat(),
}  # fmt: skip


def submitted(scaled: Scaled) -> Any:
    ballot = scaled.made("secretary", "POST", "/ballots", WRITTEN)
    return scaled.made("secretary", "POST", f"/ballots/{ballot['id']}/submission")


def test_sixty_opinions_at_once_are_all_kept_and_the_superseded_ones_too(scaled: Scaled) -> None:
    ballot_id = submitted(scaled)["id"]
    scaled.made("head", "POST", f"/ballots/{ballot_id}/approval", {})
    scaled.give_tokens(*CROWD)
    path = f"/ballots/{ballot_id}/opinions"
    twice = CROWD[:10]  # on two tablets, and not of one mind
    given = [
        *(((scaled.a, scaled.b)[n % 2], login, "agree") for n, login in enumerate(CROWD)),
        *(((scaled.b, scaled.a)[n % 2], login, "disagree") for n, login in enumerate(twice)),
    ]

    answered = at_once(*(
        lambda place=place, login=login, answer=answer: scaled.call(
            place, login, "POST", path, json={"answer": answer}
        )
        for place, login, answer in given
    ))  # fmt: skip

    assert codes(answered) == [201] * 70
    with scaled.database.reading() as db:
        rows = db.scalars(select(Opinion).join(Question).where(Question.ballot_id == ballot_id))
        rows = list(rows)
    in_force = [row.voter_id for row in rows if row.superseded_at is None]
    assert (len(rows), len(in_force), len(set(in_force))) == (70, 60, 60)
    assert scaled.made("head", "GET", f"/ballots/{ballot_id}")["answered"] == 60
    assert recorded(scaled, "ballot:answer", "ballot", ballot_id) == 70


@pytest.mark.parametrize("number", ROUNDS)
def test_each_step_of_a_ballot_is_taken_once(scaled: Scaled, number: int) -> None:
    path = f"/ballots/{submitted(scaled)['id']}"
    ballot_id = int(path.rpartition("/")[2])
    heads, officers = ("head", "head.2"), ("secretary", "secretary.2")

    assert codes(scaled.on_both(heads, "POST", f"{path}/approval", json={})) == [200, 409]
    scaled.give_tokens(*CROWD)
    for login in CROWD[:40]:  # a majority in so many words: closed early, silence says nothing
        scaled.made(login, "POST", f"{path}/opinions", {"answer": "agree"})
    early = {"reason": "Việc gấp"}
    assert codes(scaled.on_both(heads, "POST", f"{path}/closure", json=early)) == [200, 409]
    decision = {"subject": "Về giảm thuế", "text": "Thông qua."}
    concluded = scaled.on_both(officers, "POST", f"{path}/conclusion", json=decision)
    assert codes(concluded) == [201, 409]

    for act in ("approve", "close", "conclude"):
        assert recorded(scaled, f"ballot:{act}", "ballot", ballot_id) == 1
    with scaled.database.reading() as db:
        assert _outcomes(db, ballot_id) == 1
        decisions = db.scalar(
            select(func.count()).where(Decision.origin == DecisionOrigin.WRITTEN_BALLOT)
        )
        concluded_so_far = db.scalar(
            select(func.count()).where(Ballot.state == BallotState.CONCLUDED)
        )
        assert decisions == concluded_so_far


def test_ballots_that_are_due_are_closed_once_whoever_comes_first(scaled: Scaled) -> None:
    """Two officers at once, while the two servers close by themselves what is due."""
    then, deadline = T0 - timedelta(days=7), DEADLINE - timedelta(days=7)
    with clock.at(then), scaled.database.unit_of_work() as db:
        ids = [_opened(db, scaled, then, deadline).id for _ in range(6)]
    for ballot_id in ids:
        path = f"/ballots/{ballot_id}/closure"
        answered = scaled.on_both(("secretary", "secretary.2"), "POST", path, json={})
        assert codes(answered) in ([200, 409], [409, 409])
    with scaled.database.reading() as db:
        for ballot_id in ids:
            ballot = db.get_one(Ballot, ballot_id)
            assert (ballot.state, ballot.closed_at) == (BallotState.CLOSED, deadline)
            assert _outcomes(db, ballot_id) == 1
            assert recorded(scaled, "ballot:close", "ballot", ballot_id) == 1


def _outcomes(db: Any, ballot_id: int) -> int:
    return len(
        db.scalars(
            select(OutcomeRecord).join(Question).where(Question.ballot_id == ballot_id)
        ).all()
    )


def _opened(db: Any, scaled: Scaled, at: Any, closes_at: Any) -> Ballot:
    secretary, head = (scaled.cabinet.actor(db, login) for login in ("secretary", "head"))
    ballot = services.draft_ballot(
        db, actor=secretary, title="Phiếu cũ", matter="", questions=["Đồng ý?"],
        closes_at=closes_at, organisation_id=None, days=DAYS, at=at,
    )  # fmt: skip
    services.submit(db, ballot, actor=secretary, days=DAYS, at=at)
    return services.approve(db, ballot, actor=head, days=DAYS, at=at)
