"""Who is told of written ballots: the head of one to approve, the office of one that came back, the
members that one is open, that their answer is missing before it closes, and how it ended. Outside
never what is asked, nor how it went: only that there is something, and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from ballots import queries
from ballots.events import BallotChanged, VoteClosed, VoteOpened
from ballots.models import Ballot, BallotState
from ecabinet.auth.models import Role
from ecabinet.notices import hearing
from ecabinet.notices.audience import persons_with
from ecabinet.notices.kinds import Kind, Still, register
from ecabinet.notices.services import notify
from ecabinet.sentences import S, Sentence

REMIND_BEFORE = timedelta(days=1)


def is_to_answer(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the ballot is open and the person has not answered all of it."""
    ballot = db.get(Ballot, subject["ballot_id"])
    if ballot is None or ballot.state is not BallotState.OPEN:
        return False
    voter = queries.voter_of(db, ballot, person_id)
    return voter is not None and len(queries.opinions_of(db, voter)) < len(ballot.questions)


def tell_opened(db: Session, event: VoteOpened) -> None:
    """Tell whom a written ballot asks; a vote in the sitting is told in the room."""
    if event.meeting_id is not None:
        return
    ballot = db.get_one(Ballot, event.ballot_id)
    assert ballot.opened_at is not None
    assert ballot.closes_at is not None
    common: dict[str, Any] = {
        "person_ids": event.person_ids,
        "url": f"/ballots/{ballot.id}",
        "subject": {"ballot_id": ballot.id},
    }
    notify(
        db, kind="ballot-opened", key=f"ballot:{ballot.id}:opened",
        sentence=S("ballot-notice-opened", title=ballot.title, until=ballot.closes_at),
        outside=S("ballot-outside-opened", until=ballot.closes_at), **common,
    )  # fmt: skip
    period = ballot.closes_at - ballot.opened_at
    notify(
        db, kind="ballot-reminder", key=f"ballot:{ballot.id}:reminder",
        sentence=S("ballot-notice-reminder", title=ballot.title, until=ballot.closes_at),
        outside=S("ballot-outside-reminder", until=ballot.closes_at),
        at=ballot.closes_at - min(REMIND_BEFORE, period / 2), **common,
    )  # fmt: skip


def still_in(state: BallotState) -> Still:
    """Return the question whether a ballot is still in `state`, of the same submission."""

    def ask(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
        ballot = db.get(Ballot, subject["ballot_id"])
        if ballot is None or ballot.state is not state:
            return False
        return bool(_round_of(ballot) == subject["round"])

    return ask


def _round_of(ballot: Ballot) -> str:
    """Name one way to the head: a ballot that came back is submitted again."""
    return ballot.submitted_at.isoformat() if ballot.submitted_at else ""


def tell_step(db: Session, event: BallotChanged) -> None:
    """Tell of a step of a written ballot; of one that was never open no member hears."""
    if event.meeting_id is not None:
        return
    ballot = db.get_one(Ballot, event.ballot_id)
    title = ballot.title
    if ballot.state is BallotState.SUBMITTED:
        sentence = S("ballot-notice-to-approve", title=title)
        _tell(db, ballot, "to-approve", persons_with(db, Role.HEAD), sentence)
    elif ballot.state is BallotState.RETURNED:
        sentence = S("ballot-notice-returned", title=title, reason=ballot.return_reason)
        _tell(db, ballot, "returned", persons_with(db, Role.SECRETARIAT), sentence)
    elif ballot.state is BallotState.WITHDRAWN:
        sentence = S("ballot-notice-withdrawn", title=title, reason=ballot.withdraw_reason)
        _tell(db, ballot, "withdrawn", _asked(ballot), sentence)


def tell_closed(db: Session, event: VoteClosed) -> None:
    """Tell whom a written ballot asked, and the office that consolidates it."""
    if event.meeting_id is not None:
        return
    ballot = db.get_one(Ballot, event.ballot_id)
    told = [*_asked(ballot), *persons_with(db, Role.SECRETARIAT)]
    _tell(db, ballot, "closed", told, S("ballot-notice-closed", title=ballot.title))


def _asked(ballot: Ballot) -> list[int]:
    return [voter.person_id for voter in ballot.voters]


def _tell(
    db: Session, ballot: Ballot, what: str, person_ids: list[int], sentence: Sentence
) -> None:
    notify(
        db, kind=f"ballot-{what}", key=f"ballot:{ballot.id}:{what}:{_round_of(ballot)}",
        person_ids=person_ids, sentence=sentence, outside=S(f"ballot-outside-{what}"),
        url=f"/ballots/{ballot.id}",
        subject={"ballot_id": ballot.id, "round": _round_of(ballot)},
    )  # fmt: skip


def init() -> None:
    """Make the kinds known and hear of the events."""
    for kind in (
        Kind("ballot-opened", "ballots", is_mandatory=True, still=is_to_answer),
        Kind("ballot-reminder", "ballots", still=is_to_answer),
        Kind("ballot-to-approve", "ballots", is_mandatory=True,
             still=still_in(BallotState.SUBMITTED)),
        Kind("ballot-returned", "ballots", is_mandatory=True,
             still=still_in(BallotState.RETURNED)),
        Kind("ballot-withdrawn", "ballots", is_mandatory=True),
        Kind("ballot-closed", "ballots"),
    ):  # fmt: skip
        register(kind)
    hearing.hear(VoteOpened, "ballots", tell_opened)
    hearing.hear(BallotChanged, "ballots", tell_step)
    hearing.hear(VoteClosed, "ballots", tell_closed)
