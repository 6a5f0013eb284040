"""The steps of a dossier on real rows: who may do which, when, and what is written of it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from documents import queries as document_queries
from documents.models import AccessLevel
from dossiers.submissions import drafting, queries, rules, services
from dossiers.submissions.models import (
    Act,
    PaperRole,
    Submission,
    SubmissionSigner,
    SubmissionState,
    SubmissionStep,
)
from dossiers.submissions.page import face_of, papers_of
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Denied, Invalid
from ecabinet.people.rules import CheckName
from tests.cabinet import T0
from tests.dossiers.submissions.dossiers import DAYS, SUBJECT, Office

STATES = list(SubmissionState)
LOGINS = [
    "officer.g12", "officer.g15", "minister.g12", "secretary", "head", "clerk", "auditor", "admin",
    "outsider",
]  # fmt: skip


def acts_of(office: Office, submission: Submission) -> list[str]:
    return [step.act.value for step in queries.steps_of(office.db, submission)]


def test_a_draft_needs_nothing_and_only_its_organisation_sees_it(office: Office) -> None:
    submission = office.drafted()
    assert submission.state is SubmissionState.DRAFTED
    assert [login for login in LOGINS if office.sees(login, submission)] == ["officer.g12"]


def test_a_lodged_dossier_is_seen_by_the_lead_and_the_secretariat(office: Office) -> None:
    submission = office.lodged()
    assert [login for login in LOGINS if office.sees(login, submission)] == [
        "officer.g12", "secretary", "head", "clerk",
    ]  # fmt: skip


def test_who_signs_it_too_sees_it_once_it_is_lodged(office: Office) -> None:
    submission = office.complete(signer_ids=[office.cabinet.organisations["G15"]])
    assert not office.sees("officer.g15", submission)
    office.lodge(submission)
    assert office.sees("officer.g15", submission)


def test_an_incomplete_dossier_is_not_lodged_and_each_gap_has_its_sentence(office: Office) -> None:
    submission = office.drafted(subject=SUBJECT)
    with pytest.raises(Invalid) as refused:
        office.lodge(submission)
    assert sorted(refused.value.fields) == ["check-draft", "check-number", "check-proposal"]
    assert submission.state is SubmissionState.DRAFTED


def test_the_checks_name_no_paper_to_who_may_not_know_of_it(office: Office) -> None:
    signer = office.cabinet.organisations["G15"]
    submission = office.complete(signer_ids=[signer])
    secret = office.paper(PaperRole.OTHER, submission, level=AccessLevel.CONFIDENTIAL)
    office.lodge(submission)

    def named(login: str) -> bool:
        face = face_of(office.db, office.actor(login), submission, days=DAYS, at=T0)
        return any(secret.title in str(one.sentence.to_json()) for one in face.findings)

    logins = ("officer.g12", "secretary", "clerk", "officer.g15")
    assert {login: named(login) for login in logins} == {
        "officer.g12": True, "secretary": True, "clerk": False, "officer.g15": False,
    }  # fmt: skip


def test_the_whole_way_to_an_agenda_and_back(office: Office) -> None:
    submission = office.lodged()
    actor = office.actor
    services.take_up(office.db, actor=actor("secretary"), submission=submission, at=T0)
    services.pass_check(office.db, actor=actor("secretary"), submission=submission, at=T0)
    services.accept(office.db, actor=actor("head"), submission=submission, at=T0)
    assert queries.accepted(office.db, actor("secretary")) == [submission]
    place = {"item": 3, "meeting": 1}
    services.schedule(
        office.db, actor=actor("secretary"), submission=submission, place=place, at=T0
    )
    assert queries.accepted(office.db, actor("secretary")) == []
    with pytest.raises(Conflict):
        services.withdraw(
            office.db, actor=actor("officer.g12"), submission=submission, reason="x", at=T0
        )
    services.unschedule(office.db, actor=actor("secretary"), submission=submission, at=T0)
    assert queries.accepted(office.db, actor("secretary")) == [submission]
    assert acts_of(office, submission) == [
        "drafted", "lodged", "taken_up", "passed", "accepted", "scheduled", "unscheduled",
    ]  # fmt: skip


def test_what_came_back_says_why_check_by_check_and_may_be_lodged_again(office: Office) -> None:
    submission = office.checking()
    services.return_submission(
        office.db,
        actor=office.actor("secretary"),
        submission=submission,
        reason="Bổ sung hồ sơ",
        remarks={CheckName.SUMMARY: "Tóm tắt quá dài", CheckName.DRAFT: "  "},
        at=T0,
    )
    last = queries.steps_of(office.db, submission)[-1]
    assert last.remarks == [{"check": "summary", "text": "Tóm tắt quá dài"}]
    assert last.holder_id == office.cabinet.organisations["G12"]
    office.lodge(submission, T0 + timedelta(days=1))
    assert submission.return_reason == "" and submission.returned_at is None
    assert queries.steps_of(office.db, submission)[-1].holder_id is None


def test_nothing_is_returned_without_a_word(office: Office) -> None:
    submission = office.checking()
    with pytest.raises(Invalid):
        services.return_submission(
            office.db, actor=office.actor("secretary"), submission=submission, reason=" ", at=T0
        )


def test_what_the_head_accepted_the_head_alone_returns(office: Office) -> None:
    submission = office.accepted()
    with pytest.raises(Denied):
        services.return_submission(
            office.db, actor=office.actor("secretary"), submission=submission, reason="x", at=T0
        )
    services.return_submission(
        office.db, actor=office.actor("head"), submission=submission, reason="x", at=T0
    )
    assert submission.accepted_at is None


def test_the_secretariat_reads_the_papers_of_a_lodged_dossier_and_other_ministries_do_not(
    office: Office,
) -> None:
    submission = office.lodged()
    papers = [paper.document_id for paper in submission.papers]
    read = {
        login: sorted(document_queries.find_documents(office.db, office.actor(login), papers))
        for login in ("officer.g12", "officer.g15", "secretary", "head", "admin", "auditor")
    }
    assert read == {
        "officer.g12": papers, "officer.g15": [], "secretary": papers, "head": papers,
        "admin": [], "auditor": [],
    }  # fmt: skip


def test_lodging_names_who_checks_as_readers_of_confidential_papers(office: Office) -> None:
    submission = office.complete(access_level=AccessLevel.CONFIDENTIAL)
    papers = [paper.document_id for paper in submission.papers]
    before = document_queries.find_documents(office.db, office.actor("secretary"), papers)
    office.lodge(submission)
    after = document_queries.find_documents(office.db, office.actor("secretary"), papers)
    clerk = document_queries.find_documents(office.db, office.actor("clerk"), papers)
    assert (sorted(before), sorted(after), sorted(clerk)) == ([], papers, [])


@pytest.mark.parametrize("state", STATES)
def test_the_table_of_steps_and_the_guards_agree(office: Office, state: SubmissionState) -> None:
    """For each state, the acts that somebody may do lead to exactly the states of the table."""
    submission = Submission(
        state=state, organisation_id=office.cabinet.organisations["G12"], subject="x"
    )
    lead, desk, head = map(office.actor, ("officer.g12", "secretary", "head"))
    led_to = {
        (rules.may_lodge(lead, submission), SubmissionState.LODGED),
        (rules.may_withdraw(lead, submission), SubmissionState.WITHDRAWN),
        (rules.may_take_up(desk, submission), SubmissionState.CHECKING),
        (rules.may_return(head, submission), SubmissionState.RETURNED),
        (rules.may_accept(head, submission), SubmissionState.ACCEPTED),
        (rules.may_schedule(desk, submission), SubmissionState.SCHEDULED),
        (rules.may_unschedule(desk, submission), SubmissionState.ACCEPTED),
    }
    assert {to for verdict, to in led_to if verdict} == set(rules.NEXT_STATES[state])


@given(st.lists(st.sampled_from(STATES), max_size=8))
def test_no_way_leads_out_of_withdrawn_or_to_an_agenda_past_acceptance(
    wanted: list[SubmissionState],
) -> None:
    """Follow any list of wishes as far as the table allows."""
    way = [SubmissionState.DRAFTED]
    for state in wanted:
        if state in rules.NEXT_STATES[way[-1]]:
            way.append(state)
    assert SubmissionState.WITHDRAWN not in way[:-1]
    for before, after in pairwise(way):
        if after is SubmissionState.SCHEDULED:
            assert before is SubmissionState.ACCEPTED
        if after is SubmissionState.ACCEPTED:
            assert before in (SubmissionState.CHECKING, SubmissionState.SCHEDULED)


@pytest.mark.parametrize("login", LOGINS)
def test_who_may_do_what_while_it_is_checked(office: Office, login: str) -> None:
    submission, actor = office.checking(), office.actor(login)
    may = {
        "withdraw": bool(rules.may_withdraw(actor, submission)),
        "pass": bool(rules.may_pass(actor, submission)),
        "return": bool(rules.may_return(actor, submission)),
        "accept": bool(rules.may_accept(actor, submission)),
        "change": bool(rules.may_change(actor, submission)),
    }
    assert [act for act, allowed in may.items() if allowed] == {
        "officer.g12": ["withdraw"],
        "secretary": ["pass", "return"],
        "head": ["pass", "return", "accept"],
    }.get(login, [])


def test_a_step_is_in_the_journal_and_the_history(office: Office) -> None:
    submission = office.withdrawn()
    steps = office.db.execute(
        select(SubmissionStep).where(SubmissionStep.submission_id == submission.id)
    ).scalars()
    assert [(step.act, step.state, step.reason) for step in steps] == [
        (Act.DRAFTED, SubmissionState.DRAFTED, ""),
        (Act.LODGED, SubmissionState.LODGED, ""),
        (Act.WITHDRAWN, SubmissionState.WITHDRAWN, "Chưa chín muồi"),
    ]


def test_signers_are_organisations_that_exist_and_never_the_lead_itself(office: Office) -> None:
    mine, other = (office.cabinet.organisations[code] for code in ("G12", "G15"))
    submission = office.drafted(signer_ids=[mine, other])
    signers = office.db.execute(
        select(SubmissionSigner.organisation_id).where(
            SubmissionSigner.submission_id == submission.id
        )
    ).scalars()
    assert list(signers) == [other]
    with pytest.raises(Invalid):
        office.drafted(signer_ids=[999_999])


def test_a_paper_of_another_ministry_cannot_be_laid_in(office: Office) -> None:
    submission, foreign = office.drafted(), office.paper(code="G15")
    with pytest.raises(Invalid):
        drafting.attach_paper(
            office.db, actor=office.actor("officer.g12"), submission=submission,
            document=foreign, role=PaperRole.PROPOSAL,
        )  # fmt: skip


def test_papers_of_one_role_are_put_in_order_by_hand(office: Office) -> None:
    submission = office.complete()
    first, second = (office.paper(PaperRole.OTHER, submission).id for _ in range(2))
    lead = office.actor("officer.g12")

    def order() -> list[int]:
        shown, _ = papers_of(office.db, lead, submission)
        return [one.document.id for one in shown if one.role is PaperRole.OTHER]

    def move(number: int, up: bool) -> None:
        drafting.move_paper(office.db, actor=lead, submission=submission, document_id=number, up=up)

    move(second, up=True)
    assert order() == [second, first]
    move(second, up=True)
    assert order() == [second, first]
    move(second, up=False)
    assert order() == [first, second]
    office.lodge(submission)
    with pytest.raises(Conflict):
        move(second, up=True)


def test_papers_are_ordered_among_themselves_and_what_is_not_named_keeps_its_place(
    office: Office,
) -> None:
    submission, lead = office.drafted(), office.actor("officer.g12")
    first, second, third = [office.paper(PaperRole.OTHER, submission).id for _ in range(3)]

    def order(*numbers: int, by: Actor = lead) -> list[int]:
        drafting.order_papers(office.db, actor=by, submission=submission, document_ids=numbers)
        papers = sorted(submission.papers, key=lambda paper: paper.ordinal)
        return [paper.document_id for paper in papers]

    assert order(third, first) == [third, second, first]
    with pytest.raises(Invalid, match="submission-order-has-doubles"):
        order(first, first)
    with pytest.raises(Conflict, match="submission-papers-changed-meanwhile"):
        order(first, 999)
    with pytest.raises(Denied):
        order(first, second, by=office.actor("secretary"))
