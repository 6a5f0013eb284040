"""How much of a dossier's way whom is told; and the papers that who signs it too may read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from documents.models import VersionState
from documents.queries import may_read
from dossiers.submissions import drafting, services
from dossiers.submissions.models import PaperRole, Submission
from dossiers.submissions.rules import Told, told_of_way
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.people.rules import CheckName
from tests.cabinet import T0, Cabinet
from tests.dossiers.opinions.asking import Consultation
from tests.dossiers.submissions.dossiers import Office

WHY, WRONG = "Lý do chung của việc trả lại", "Dự thảo còn thiếu điều khoản chuyển tiếp"
LEAD, SIGNER, ASKED = "officer.g12", "officer.g15", "officer.g03"


def signed(office: Office) -> Submission:
    """A dossier of G12 that G15 signs too."""
    return office.complete(signer_ids=[office.cabinet.organisations["G15"]])


@pytest.fixture
def returned(database: Database, cabinet: Cabinet) -> int:
    """It came back, and G03 was asked for its opinion."""
    with clock.at(T0), database.unit_of_work() as db:
        office = Consultation(db, cabinet)
        submission = office.lodge(signed(office))
        office.ask(submission, "G03")
        secretary = office.actor("secretary")
        services.take_up(db, actor=secretary, submission=submission, at=T0)
        services.return_submission(
            db, actor=secretary, submission=submission, reason=WHY,
            remarks={CheckName.DRAFT: WRONG}, at=T0,
        )  # fmt: skip
        return submission.id


def test_who_is_told_how_much(database: Database, cabinet: Cabinet, returned: int) -> None:
    with database.reading() as db:
        office, submission = Office(db, cabinet), db.get_one(Submission, returned)
        told = {
            login: told_of_way(office.actor(login), submission)
            for login in (LEAD, "secretary", "head", "clerk", SIGNER, ASKED)
        }
    assert told == {
        LEAD: Told.ALL, "secretary": Told.ALL, "head": Told.ALL, "clerk": Told.ALL,
        SIGNER: Told.STEPS, ASKED: Told.NOTHING,
    }  # fmt: skip


def test_pages_and_programs_tell_no_more(
    client_of: Callable[[str], Any], api_of: Callable[[str], Any], returned: int
) -> None:
    with clock.at(T0):
        pages = {
            login: client_of(login).get(f"/submissions/{returned}").text
            for login in (LEAD, SIGNER, ASKED)
        }
        told = {
            login: api_of(login)("GET", f"/submissions/{returned}").get_json()
            for login in (LEAD, SIGNER, ASKED)
        }
    assert WHY in pages[LEAD] and WRONG in pages[LEAD]
    for login in (SIGNER, ASKED):
        assert WHY not in pages[login] and WRONG not in pages[login], login
        assert WHY not in str(told[login]) and WRONG not in str(told[login]), login
        assert "Hồ sơ đã được trả lại cơ quan chủ trì" in pages[login], login
    assert [one["act"] for one in told[SIGNER]["history"]][-1] == "returned"
    assert told[LEAD]["return_reason"] == WHY
    assert (told[ASKED]["history"], told[ASKED]["checks"], told[ASKED]["due"]) == ([], [], None)


def test_who_is_asked_is_not_told_what_the_secretariat_owes(
    api_of: Callable[[str], Any], database: Database, cabinet: Cabinet
) -> None:
    with clock.at(T0):
        with database.unit_of_work() as db:
            office = Consultation(db, cabinet)
            office.ask(office.lodge(signed(office)), "G03")
        due = {
            login: api_of(login)("GET", "/submissions").get_json()["items"][0]["due"]
            for login in (LEAD, SIGNER, ASKED)
        }
    assert due[LEAD] and due[SIGNER]
    assert due[ASKED] is None


def test_who_signs_too_reads_the_papers_once_it_is_lodged(office: Office) -> None:
    submission = signed(office)
    version = submission.papers[0].document.current
    signer = office.actor(SIGNER)
    assert not may_read(office.db, signer, version.id)

    office.lodge(submission)
    assert may_read(office.db, signer, version.id)
    assert not may_read(office.db, office.actor(ASKED), version.id)


def test_what_was_signed_stays_readable_until_it_is_lodged_without(office: Office) -> None:
    submission = office.lodge(signed(office))
    first, second = (paper.document for paper in submission.papers)
    secretary, lead, signer = (office.actor(login) for login in ("secretary", LEAD, SIGNER))
    services.take_up(office.db, actor=secretary, submission=submission, at=T0)
    services.return_submission(office.db, actor=secretary, submission=submission, reason=WHY, at=T0)
    assert may_read(office.db, signer, first.current.id)

    drafting.detach_paper(office.db, actor=lead, submission=submission, document_id=second.id)
    office.paper(PaperRole.DRAFT, submission)
    office.lodge(submission)
    assert may_read(office.db, signer, first.current.id)
    assert not may_read(office.db, signer, second.current.id)

    services.take_up(office.db, actor=secretary, submission=submission, at=T0)
    services.return_submission(office.db, actor=secretary, submission=submission, reason=WHY, at=T0)
    drafting.change_submission(
        office.db, actor=lead, submission=submission, values={"signer_ids": []}
    )
    office.lodge(submission)
    assert not may_read(office.db, signer, first.current.id)


def test_where_nobody_signs_too_lodging_lets_no_paper_out(office: Office) -> None:
    submission = office.lodged()
    version = submission.papers[0].document.current
    assert version.state is VersionState.DRAFT
    assert not may_read(office.db, office.actor(SIGNER), version.id)
