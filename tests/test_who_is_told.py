"""Each event that somebody must hear of: who is told, and by that who is not; until when it has a
point; what may not be switched off. Reminders and the invitations themselves are tested with their
features."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ballots import closing
from ballots import services as ballots
from ballots.models import Ballot
from decisions import services as decisions
from decisions.models import Assignment, Decision
from documents.distribution import by_hand
from documents.models import Document, DocumentVersion
from documents.packs import services as packs
from documents.packs.models import PackKind
from documents.packs.rules import Source
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.delegations import services as delegations
from ecabinet.notices.kinds import all_kinds, kind_of
from ecabinet.notices.models import Delivery, Notice
from ecabinet.people.models import Delegation, DelegationScope, Person
from meetings.models import Answer, Meeting
from tests.ballots import acts
from tests.cabinet import T0, TODAY, Cabinet
from tests.decisions.test_assignments import decided, given
from tests.meetings.sittings import Secretariat
from tests.meetings.test_sending import answer

MEMBERS = {"pm", "minister.g12", "minister.g15", "minister.g03"}
SECRET = "Vì lý do không nói ra ngoài"


@dataclass
class Office:
    """Acts of the cabinet, each in a unit of work of its own, an hour after the one before."""

    store: Database
    cabinet: Cabinet
    hours: int = field(default=0)

    def does(self, act: Callable[..., Any], login: str, table: Any = None, **more: Any) -> None:
        """One act of `login`; on the only row of `table`, which it takes second."""
        self.hours += 1
        with clock.at(T0 + timedelta(hours=self.hours)), self.store.unit_of_work() as db:
            rows = [db.execute(select(table)).scalar_one()] if table else []
            act(db, *rows, actor=self.cabinet.actor(db, login), **more)

    def desk(self, act: Callable[[Secretariat, Meeting], Any]) -> None:
        """One act at the desk, on the only sitting."""
        self.hours += 1
        with clock.at(T0 + timedelta(hours=self.hours)), self.store.unit_of_work() as db:
            desk = Secretariat(db, self.cabinet)
            act(desk, db.execute(select(Meeting)).scalar_one())

    def begins(self, act: Callable[..., Any]) -> None:
        with self.store.unit_of_work() as db:
            act(db, self.cabinet)

    def told(self, kind: str) -> set[str]:
        logins = {person: login for login, person in self.cabinet.persons.items()}
        with self.store.reading() as db:
            rows = db.execute(select(Notice.person_id).where(Notice.kind == kind)).scalars()
            return {logins[person] for person in rows}

    def last(self, kind: str) -> Notice:
        with self.store.reading() as db:
            of_kind = select(Notice).where(Notice.kind == kind)
            return db.execute(of_kind.order_by(Notice.id.desc()).limit(1)).scalar_one()

    def has_point(self, kind: str) -> bool:
        notice, still = self.last(kind), kind_of(kind).still
        with self.store.reading() as db:
            return still is None or still(db, notice.person_id, notice.subject)


@pytest.fixture
def office(app: Flask, cabinet: Cabinet, now: Any) -> Office:
    return Office(app.extensions["ecabinet.database"], cabinet)


def planned(db: Any, cabinet: Cabinet) -> None:
    desk = Secretariat(db, cabinet)
    meeting = desk.plan()
    desk.paper(desk.add(meeting))


def sent(db: Any, cabinet: Cabinet) -> None:
    Secretariat(db, cabinet).sent()


def agenda_submitted(office: Office) -> None:
    office.begins(planned)
    office.desk(lambda desk, meeting: desk.submit(meeting))


def agenda_returned(office: Office) -> None:
    agenda_submitted(office)
    office.desk(lambda desk, meeting: desk.give_back(meeting))


def second_edition(office: Office) -> None:
    office.begins(sent)
    office.desk(lambda desk, meeting: desk.guest(meeting, "outsider"))
    office.desk(lambda desk, meeting: (desk.add(meeting, "Nội dung mới"), desk.approve(meeting)))
    office.desk(lambda desk, meeting: desk.send(meeting, guest_ids=[desk.cabinet.persons["head"]]))


def ballot_submitted(office: Office) -> None:
    office.begins(acts.submitted)


def ballot_returned(office: Office) -> None:
    ballot_submitted(office)
    office.does(ballots.return_ballot, "head", Ballot, reason=SECRET)


def ballot_opened(office: Office) -> None:
    office.begins(acts.opened)


def ballot_withdrawn(office: Office) -> None:
    ballot_opened(office)
    office.does(ballots.withdraw, "head", Ballot, reason=SECRET, at=T0)


def draft_withdrawn(office: Office) -> None:
    office.begins(acts.drafted)
    office.does(ballots.withdraw, "secretary", Ballot, reason=SECRET, at=T0)


def ballot_closed(office: Office) -> None:
    ballot_opened(office)
    office.does(closing.close_ballot, "head", Ballot, days=acts.DAYS, at=T0, reason=SECRET)


def assigned(office: Office) -> None:
    office.begins(given)


def filed(office: Office) -> None:
    assigned(office)
    filing = {"evidence": "12/BC", "done_on": TODAY}
    office.does(decisions.file_completion, "officer.g12", Assignment, **filing)


def filing_returned(office: Office) -> None:
    filed(office)
    office.does(decisions.return_completion, "secretary", Assignment, reason=SECRET)


def verified(office: Office) -> None:
    filed(office)
    office.does(decisions.verify_completion, "secretary", Assignment, at=T0)


def granted(office: Office, by: str = "minister.g12", until: date = date(2026, 12, 31)) -> None:
    def grant(db: Any, **by_whom: Any) -> None:
        delegations.grant(
            db, person=db.get_one(Person, office.cabinet.persons["minister.g12"]),
            account_id=office.cabinet.accounts["officer.g12"], scope=DelegationScope.PREPARE,
            starts_on=TODAY, ends_on=until, at=clock.now(), **by_whom,
        )  # fmt: skip

    office.does(grant, by)


def second_edition_of_a_substitute(office: Office) -> None:
    office.begins(sent)
    office.desk(
        lambda desk, meeting: answer(
            desk, meeting, "minister.g12", answer=Answer.SUBSTITUTE,
            substitute_id=desk.cabinet.persons["officer.g12"], substitute_position="Thứ trưởng",
        )
    )  # fmt: skip
    office.desk(lambda desk, meeting: (desk.add(meeting, "Nội dung mới"), desk.approve(meeting)))
    office.desk(lambda desk, meeting: desk.send(meeting))


def granted_by_the_head(office: Office) -> None:
    granted(office, "head")


def ended(office: Office) -> None:
    def end(db: Any, row: Delegation, **by_whom: Any) -> None:
        delegations.end(db, delegation=row, at=clock.now(), **by_whom)

    granted(office)
    office.does(end, "minister.g12", Delegation)


def paper_handed(office: Office) -> None:
    """The secretary hands a paper to a minister, to an officer and to themself."""

    def hand(db: Any, **by_whom: Any) -> None:
        version = db.execute(select(DocumentVersion)).scalars().first()
        logins = ("minister.g12", "officer.g15", "secretary")
        by_hand.hand_out(
            db, version=version, at=clock.now(),
            person_ids=[office.cabinet.persons[login] for login in logins], **by_whom,
        )  # fmt: skip

    office.begins(lambda db, cabinet: Secretariat(db, cabinet).paper())
    office.does(hand, "secretary")


def paper_taken_back(office: Office) -> None:
    def back(db: Any, **by_whom: Any) -> None:
        document = db.execute(select(Document)).scalar_one()
        by_hand.take_back_by_hand(db, document=document, at=clock.now(), everybody=True, **by_whom)

    paper_handed(office)
    office.does(back, "secretary")


def papers_of_a_sitting(office: Office) -> None:
    """Handed out with the agenda: that is what is told."""

    def send(db: Any, cabinet: Cabinet) -> None:
        desk = Secretariat(db, cabinet)
        meeting = desk.plan()
        desk.paper(desk.add(meeting))
        desk.approve(meeting)
        desk.send(meeting)

    office.begins(send)


def pack_released(office: Office) -> None:
    readers = [office.cabinet.persons[login] for login in ("pm", "minister.g12")]
    source = Source("meeting:1", "Phiên họp tháng 12", "/meetings/1", {}, [], readers)

    def release(db: Any, actor: Any) -> None:
        at = clock.now()
        pack = packs.assemble(db, actor=actor, source=source, kind=PackKind.FULL, at=at)
        packs.note_assembled(db, pack.id, at)
        packs.freeze(db, actor=actor, pack=pack, source=source, at=at)
        packs.release(db, actor=actor, pack=pack, source=source, at=at)

    office.does(release, "secretary")


def pack_ended(office: Office) -> None:
    """One of its two readers takes part no more."""
    pack_released(office)
    gone = [office.cabinet.persons["minister.g12"]]
    office.does(packs.end_readers, "secretary", occasion="meeting:1", person_ids=gone, at=T0)


def decision_recorded(office: Office) -> None:
    def record(db: Any, cabinet: Cabinet) -> None:
        work = cabinet.organisations["G12"]
        decision = decided(db, cabinet, organisation_id=cabinet.organisations["G15"])
        given(db, cabinet, decision=decision, lead_id=work)

    office.begins(record)


def decision_issued(office: Office) -> None:
    decision_recorded(office)
    office.does(
        lambda db, row, actor: decisions.issue_decision(db, row, actor=actor, at=clock.now()),
        "head",
        Decision,
    )


OFFICE = {"secretary"}
TABLE: list[tuple[Callable[[Office], None], str, set[str]]] = [
    (agenda_submitted, "agenda-to-approve", {"head"}),
    (agenda_returned, "agenda-returned", OFFICE),
    (second_edition, "agenda-sent", MEMBERS | {"clerk", "outsider"}),
    (second_edition_of_a_substitute, "agenda-sent", MEMBERS | {"clerk", "officer.g12"}),
    (ballot_submitted, "ballot-to-approve", {"head"}),
    (ballot_returned, "ballot-returned", OFFICE),
    (ballot_opened, "ballot-opened", MEMBERS),
    (ballot_withdrawn, "ballot-withdrawn", MEMBERS),
    (draft_withdrawn, "ballot-withdrawn", set()),
    (ballot_closed, "ballot-closed", MEMBERS | OFFICE),
    (assigned, "assignment-given", {"minister.g12", "officer.g12"}),
    (filed, "assignment-filed", OFFICE),
    (filing_returned, "assignment-returned", {"minister.g12", "officer.g12"}),
    (verified, "assignment-closed", {"minister.g12", "officer.g12"}),
    (granted, "delegation-granted", {"officer.g12"}),
    (granted_by_the_head, "delegation-granted", {"minister.g12", "officer.g12"}),
    (ended, "delegation-ended", {"officer.g12"}),
    (granted, "delegation-ending", {"minister.g12", "officer.g12"}),
    (granted, "delegation-lapsed", {"minister.g12", "officer.g12"}),
    (paper_handed, "paper-handed", {"minister.g12", "officer.g15"}),
    (papers_of_a_sitting, "paper-handed", set()),
    (pack_released, "pack-released", {"pm", "minister.g12"}),
    (decision_recorded, "decision-issued", set()),
    (decision_issued, "decision-issued", MEMBERS | {"officer.g12", "officer.g15"}),
]


@pytest.mark.parametrize(("happens", "kind", "told"), TABLE)
def test_who_is_told_of_what_and_that_outside_no_reason_is_said(
    office: Office, happens: Callable[[Office], None], kind: str, told: set[str]
) -> None:
    happens(office)
    assert office.told(kind) == told
    if told:
        assert office.has_point(kind)
        assert SECRET not in str(office.last(kind).outside)
        assert office.last(kind).outside is not None or kind == "assignment-given"


def agenda_approved(office: Office) -> None:
    agenda_submitted(office)
    office.desk(lambda desk, meeting: desk.approve(meeting))


def agenda_submitted_again(office: Office) -> None:
    agenda_returned(office)
    office.desk(lambda desk, meeting: desk.submit(meeting))


def submitted_again(office: Office) -> None:
    ballot_returned(office)
    office.does(ballots.submit, "secretary", Ballot, days=acts.DAYS, at=clock.now())


def filed_again(office: Office) -> None:
    filing_returned(office)
    filing = {"evidence": "13/BC", "done_on": TODAY}
    office.does(decisions.file_completion, "officer.g12", Assignment, **filing)


@pytest.mark.parametrize(
    ("happens", "kind"),
    [
        (agenda_approved, "agenda-to-approve"),
        (agenda_submitted_again, "agenda-returned"),
        (ballot_returned, "ballot-to-approve"),
        (submitted_again, "ballot-returned"),
        (ballot_closed, "ballot-opened"),
        (verified, "assignment-filed"),
        (filed_again, "assignment-returned"),
        (ended, "delegation-granted"),
        (ended, "delegation-ending"),
        (ended, "delegation-lapsed"),
        (paper_taken_back, "paper-handed"),
        (pack_ended, "pack-released"),
    ],
)
def test_nobody_is_told_late_of_what_was_done_meanwhile(
    office: Office, happens: Callable[[Office], None], kind: str
) -> None:
    happens(office)
    assert not office.has_point(kind)


def test_what_comes_back_twice_is_told_twice(office: Office) -> None:
    agenda_submitted_again(office)
    with office.store.reading() as db:
        to_approve = select(Notice).where(Notice.kind == "agenda-to-approve")
        assert len(db.execute(to_approve).scalars().all()) == 2


def test_that_a_delegation_runs_out_is_said_a_working_day_before_and_when_it_did(
    office: Office,
) -> None:
    granted(office)  # to the end of Thursday 31 December 2026
    with office.store.reading() as db:
        due = select(Notice.kind, Delivery.due_at).join(Delivery.notice).where(
            Notice.kind.in_(["delegation-ending", "delegation-lapsed"])
        ).distinct()  # fmt: skip
        told = {row.kind: row.due_at for row in db.execute(due)}
    assert told == {
        "delegation-ending": datetime(2026, 12, 30, 1, tzinfo=UTC),
        "delegation-lapsed": datetime(2026, 12, 31, 17, tzinfo=UTC),
    }


def test_a_delegation_for_today_is_told_when_it_has_run_out_and_not_before(office: Office) -> None:
    granted(office, until=TODAY)
    assert office.told("delegation-ending") == set()
    assert office.told("delegation-lapsed") == {"minister.g12", "officer.g12"}


def test_what_may_not_be_switched_off_is_decided_here(app: Flask) -> None:
    """A duty that waits for this person alone, what is recalled or called off, and who acts in
    one's name; all else is the reader's choice."""
    of_product = [kind for kind in all_kinds() if not kind.name.endswith("of-the-tests")]
    assert {kind.name for kind in of_product if kind.is_mandatory} == {
        "invitation-sent", "invitation-changed", "invitation-withdrawn", "invitation-cancelled",
        "agenda-to-approve", "agenda-returned", "agenda-sent", "agenda-withdrawn",
        "minutes-to-review", "minutes-returned", "minutes-to-sign",
        "paper-recalled",
        "ballot-to-approve", "ballot-returned", "ballot-opened", "ballot-withdrawn",
        "submission-returned", "assignment-returned",
        "delegation-granted", "delegation-ended", "delegation-lapsed",
    }  # fmt: skip
    assert {kind.name for kind in of_product if not kind.is_mandatory} == {
        "invitation-reminder", "absence-announced", "absence-consented", "readiness-reminder",
        "minutes-signed", "paper-handed", "paper-replaced", "paper-to-acknowledge",
        "pack-released", "decision-issued", "delegation-ending", "ballot-reminder", "ballot-closed",
        "submission-lodged", "submission-checked", "submission-accepted", "submission-scheduled",
        "submission-unscheduled", "submission-withdrawn", "submission-reminder",
        "submission-cosigned",
        "opinion-asked", "opinion-reminder", "opinion-withdrawn", "opinion-answered",
        "assignment-given", "assignment-due-soon", "assignment-overdue", "assignment-filed",
        "assignment-closed",
    }  # fmt: skip
