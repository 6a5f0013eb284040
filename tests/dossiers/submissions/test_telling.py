"""Who is told of a dossier, when the secretariat is reminded, and what search finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from dossiers.submissions import due, services
from dossiers.submissions.models import Submission
from ecabinet import clock
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.notices import kinds
from ecabinet.notices.audience import persons_with
from ecabinet.notices.models import Notice
from ecabinet.search import services as search
from tests.cabinet import T0, Cabinet
from tests.dossiers.submissions.dossiers import DAYS, SUBJECT, Office


def told(office: Office, login: str) -> list[str]:
    """The kinds of notices that a person got, in order."""
    statement = select(Notice.kind).where(Notice.person_id == office.cabinet.persons[login])
    found = office.db.execute(statement.order_by(Notice.id)).scalars()
    return [kind for kind in found if kind.startswith("submission-")]


def test_each_step_is_told_to_whom_it_concerns(office: Office) -> None:
    submission = office.checking()
    services.pass_check(office.db, actor=office.actor("secretary"), submission=submission, at=T0)
    services.accept(office.db, actor=office.actor("head"), submission=submission, at=T0)
    logins = ("secretary", "head", "officer.g12", "officer.g15", "clerk", "admin", "minister.g12")
    assert {login: told(office, login) for login in logins if told(office, login)} == {
        "secretary": ["submission-lodged"],
        "head": ["submission-checked"],
        "officer.g12": ["submission-accepted"],
    }


def test_who_signs_too_is_told_of_its_steps_and_not_why_it_came_back(office: Office) -> None:
    signers = {"signer_ids": [office.cabinet.organisations["G15"]]}
    submission = office.checking(**signers)
    secretary, head, lead = (office.actor(login) for login in ("secretary", "head", "officer.g12"))
    services.pass_check(office.db, actor=secretary, submission=submission, at=T0)
    services.accept(office.db, actor=head, submission=submission, at=T0)
    services.return_submission(
        office.db, actor=head, submission=submission, reason="Lý do riêng", at=T0
    )
    office.lodge(submission)
    services.withdraw(office.db, actor=lead, submission=submission, reason="Lý do khác", at=T0)
    to_signer = select(Notice).where(Notice.person_id == office.cabinet.persons["officer.g15"])
    rows = office.db.execute(to_signer.order_by(Notice.id)).scalars().all()
    assert {row.kind for row in rows} == {"submission-cosigned"}
    assert [row.sentence["key"] for row in rows] == [
        f"submission-{act}-sentence"
        for act in ("lodged", "accepted", "returned", "lodged", "withdrawn")
    ]
    assert "Lý do" not in str([row.sentence for row in rows])


def test_however_many_sign_too_their_officers_are_looked_up_once(office: Office) -> None:
    others = [one for code, one in office.cabinet.organisations.items() if code != "G12"]
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    engine = office.db.get_bind()
    asked = []
    for signers in (others[:1], others[:3]):
        draft = office.complete(signer_ids=signers)
        seen.clear()
        event.listen(engine, "before_cursor_execute", note)
        office.lodge(draft)
        event.remove(engine, "before_cursor_execute", note)
        asked.append(len([one for one in seen if "person.organisation_id IN" in one]))
    assert asked[0] == asked[1] > 0


def test_a_draft_is_told_to_no_signer(office: Office) -> None:
    draft = office.complete(signer_ids=[office.cabinet.organisations["G15"]])
    services.withdraw(office.db, actor=office.actor("officer.g12"), submission=draft, at=T0)
    assert told(office, "officer.g15") == []


def test_what_is_discarded_before_lodging_is_told_to_nobody(office: Office) -> None:
    services.withdraw(
        office.db, actor=office.actor("officer.g12"), submission=office.drafted(), at=T0
    )
    assert told(office, "secretary") == []


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR])
def test_who_reads_no_papers_is_told_of_no_dossier(office: Office, role: Role) -> None:
    for login in ("secretary", "officer.g12"):
        account = office.db.get_one(Account, office.cabinet.accounts[login])
        account.role_rows.append(AccountRole(role=role))
    office.db.flush()
    for persons in (
        persons_with(office.db, Role.SECRETARIAT),
        persons_with(
            office.db, Role.OFFICER, organisation_ids=[office.cabinet.organisations["G12"]]
        ),
    ):
        assert persons == []


def test_nothing_of_the_subject_leaves_the_cabinet(office: Office) -> None:
    office.returned()
    assert [row.outside for row in office.db.execute(select(Notice)).scalars()] == [None] * 2


# Lodged on Tuesday 1 December: the check is due on Thursday the 3rd, 17:00 in Hà Nội.
@pytest.mark.parametrize(
    ("at", "keys"),
    [
        (datetime(2026, 12, 2, 16, 59, tzinfo=UTC), []),
        (datetime(2026, 12, 2, 17, 0, tzinfo=UTC), ["today"]),
        (datetime(2026, 12, 3, 10, 0, tzinfo=UTC), ["today"]),
        (datetime(2026, 12, 3, 10, 0, 1, tzinfo=UTC), ["late"]),
    ],
)
def test_the_secretariat_is_reminded_on_the_last_day_and_when_it_is_over(
    office: Office, at: datetime, keys: list[str]
) -> None:
    office.lodged()
    assert [key.rpartition(":")[2] for key in due.owed(office.db, DAYS, at)] == keys


def test_a_reminder_is_written_once(office: Office) -> None:
    office.lodged()
    late = T0 + timedelta(days=3)
    for key, (number, what) in due.owed(office.db, DAYS, late).items():
        assert due.remind(office.db, key, number, what) == 1
    office.db.flush()
    assert due.owed(office.db, DAYS, late) == {}


def test_a_reminder_that_lost_its_point_is_dropped(office: Office) -> None:
    submission = office.checking()
    kind, person = kinds.kind_of("submission-reminder"), office.cabinet.persons["secretary"]
    subject = {"submission_id": submission.id, "due": "check"}
    assert kind.still is not None and kind.still(office.db, person, subject)
    services.pass_check(office.db, actor=office.actor("secretary"), submission=submission, at=T0)
    assert not kind.still(office.db, person, subject)
    assert kind.still(office.db, person, {**subject, "due": "chair"})


def test_the_server_reminds_by_itself_and_once(app: Flask, cabinet: Cabinet) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        Office(db, cabinet).lodged()
    with app.app_context(), clock.at(T0 + timedelta(days=3)):
        assert [due.remind_all_due() for _ in range(2)] == [1, 0]


def test_search_finds_a_dossier_for_those_who_see_it(
    app: Flask, cabinet: Cabinet, api_of: Callable[[str], Any]
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        number = Office(db, cabinet).lodged().id
        hidden: Submission = Office(db, cabinet).drafted(subject="Giảm thuế lần sau")
        draft = hidden.id
    with app.app_context():
        search.sweep(app.extensions["ecabinet.database"], app.extensions["ecabinet.store"])

    def found(login: str) -> list[int]:
        answer = api_of(login)("GET", "/search?q=giam thue&kind=submissions").json
        return sorted(one["subject"]["submission_id"] for one in answer["items"])

    assert "giảm thuế" in SUBJECT
    assert {login: found(login) for login in ("secretary", "officer.g12", "officer.g15", "pm")} == {
        "secretary": [number], "officer.g12": [number, draft], "officer.g15": [], "pm": [],
    }  # fmt: skip
