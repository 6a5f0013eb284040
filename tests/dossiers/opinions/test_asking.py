"""Asking: many at once, until when, what they may read from then on, and taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from documents.models import AccessLevel, VersionState
from documents.queries import may_read
from documents.release_plans.models import ReleaseRule
from documents.versions.releases import cancel_plan, plan_release
from dossiers.opinions import queries, rules, services
from dossiers.submissions import services as submissions
from dossiers.submissions.models import PaperRole, View
from ecabinet import journal
from ecabinet.errors import Conflict, Denied, Invalid
from ecabinet.notices.models import Notice
from tests.cabinet import T0
from tests.dossiers.opinions.asking import DUE, LATE, Consultation
from tests.dossiers.submissions.dossiers import DAYS


def notices(office: Consultation, kind: str) -> list[str]:
    """The logins told by a kind of notice, shown now."""
    logins = {number: login for login, number in office.cabinet.persons.items()}
    rows = office.db.execute(
        select(Notice.person_id)
        .where(Notice.kind == kind, Notice.shown_at.is_not(None))
        .order_by(Notice.id)
    )
    return [logins[person] for person in rows.scalars()]


def test_many_are_asked_at_once_until_the_latest_day_of_the_rules(office: Consultation) -> None:
    submission = office.complete()
    asked = office.ask(submission, "G15", "G03", question="Về Điều 5")

    assert [one.organisation.code for one in asked.requests] == ["G15", "G03"]
    assert {one.due_at for one in asked.requests} == {DUE}
    assert {one.question for one in asked.requests} == {"Về Điều 5"}
    assert [one.notation for one in asked.unmanned] == []
    assert journal.recorded(office.db).count("opinion:ask") == 2
    assert notices(office, "opinion-asked") == ["officer.g15", "officer.g03"]


def test_nobody_is_asked_about_a_paper_that_waits_for_an_agenda(office: Consultation) -> None:
    submission = office.complete()
    paper = submission.papers[0].document.current
    plan_release(
        office.db, actor=office.actor("secretary"), version=paper,
        rule=ReleaseRule.WITH_AGENDA, release_at=None, at=T0,
    )  # fmt: skip

    with pytest.raises(Conflict) as refusal:
        office.ask(submission, "G15")
    assert refusal.value.sentence.key == "release-plan-waits-for-agenda"
    cancel_plan(office.db, actor=office.actor("secretary"), version=paper)
    office.ask(submission, "G15")
    assert may_read(office.db, office.actor("officer.g15"), paper.id)


def test_whoever_is_asked_reads_the_papers_until_asked_no_more(office: Consultation) -> None:
    submission = office.complete()
    [paper, _] = [one.document.current for one in submission.papers]
    assert not may_read(office.db, office.actor("officer.g15"), paper.id)

    request = office.asked(submission)
    assert paper.state is VersionState.RELEASED
    assert may_read(office.db, office.actor("officer.g15"), paper.id)
    assert not may_read(office.db, office.actor("officer.g03"), paper.id)
    assert not may_read(office.db, office.actor("minister.g15"), paper.id)

    services.withdraw(office.db, actor=office.actor("officer.g12"), request=request, at=T0)
    assert not may_read(office.db, office.actor("officer.g15"), paper.id)
    assert not office.finds("officer.g15", request)


def test_a_confidential_paper_is_withheld_and_that_is_said(office: Consultation) -> None:
    submission = office.complete()
    secret = office.paper(PaperRole.OTHER, submission, level=AccessLevel.CONFIDENTIAL)
    asked = office.ask(submission, "G15")

    assert asked.withheld == {secret.current.id}
    assert not may_read(office.db, office.actor("officer.g15"), secret.current.id)


def test_the_secretariat_asks_on_what_was_lodged_others_do_not(office: Consultation) -> None:
    submission = office.lodged()
    assert office.ask(submission, "G15", by="secretary").requests

    for login in ("clerk", "officer.g03", "minister.g12", "pm", "auditor", "admin"):
        with pytest.raises(Denied):
            office.ask(submission, "G03", by=login)


@pytest.mark.parametrize(
    ("due_on", "reason", "field"),
    [
        (date(2026, 12, 3), "", None),
        (date(2026, 12, 8), "", None),
        (date(2026, 12, 2), "", "reason"),
        (date(2026, 12, 9), "", "reason"),
        (date(2026, 12, 2), "Thủ tướng yêu cầu", None),
        (date(2026, 12, 31), "Chờ số liệu quý IV", None),
        (date(2026, 11, 30), "Thủ tướng yêu cầu", "due_on"),
    ],
)
def test_a_deadline_outside_the_rules_needs_a_reason_and_one_past_is_refused(
    office: Consultation, due_on: date, reason: str, field: str | None
) -> None:
    submission = office.complete()
    if field:
        with pytest.raises(Invalid) as refused:
            office.ask(submission, "G15", due_on=due_on, reason=reason)
        assert list(refused.value.fields) == [field]
    else:
        [request] = office.ask(submission, "G15", due_on=due_on, reason=reason).requests
        assert request.due_at == DAYS.end_of(due_on)
        assert request.due_reason == reason


def test_who_cannot_be_asked(office: Consultation) -> None:
    submission = office.complete()
    with pytest.raises(Invalid, match="opinion-asks-itself"):
        office.ask(submission, "G12")
    with pytest.raises(Invalid, match="opinion-nobody-chosen"):
        office.ask(submission)
    office.asked(submission)
    with pytest.raises(Conflict, match="opinion-asked-already"):
        office.ask(submission, "G15")
    empty = office.drafted(subject="Không có tài liệu")
    with pytest.raises(Conflict, match="opinion-nothing-to-read"):
        office.ask(empty, "G15")


def test_who_was_asked_no_more_is_asked_again_with_what_had_been_typed(
    office: Consultation,
) -> None:
    request = office.asked()
    office.draft(request, "Bản đang viết")
    services.withdraw(office.db, actor=office.actor("officer.g12"), request=request, at=T0)
    again = office.asked(request.submission)

    assert again.id == request.id
    assert again.text == "Bản đang viết"
    assert office.finds("officer.g15", again)


def test_an_answer_stays(office: Consultation) -> None:
    request = office.answer(office.asked(), View.POSITIVE, "")
    for act in (
        lambda: services.withdraw(
            office.db, actor=office.actor("officer.g12"), request=request, at=T0
        ),
        lambda: services.change_deadline(
            office.db, actor=office.actor("officer.g12"), request=request,
            due_on=date(2026, 12, 7), reason="", days=DAYS, at=T0,
        ),
    ):  # fmt: skip
        with pytest.raises(Conflict):
            act()


def test_more_time_is_counted_from_the_asking_and_told_to_who_is_asked(
    office: Consultation,
) -> None:
    request = office.asked()
    later = {"actor": office.actor("secretary"), "request": request, "days": DAYS, "at": T0}
    with pytest.raises(Invalid):
        services.change_deadline(office.db, due_on=date(2026, 12, 11), reason="", **later)
    services.change_deadline(
        office.db, due_on=date(2026, 12, 11), reason="Theo đề nghị của Bộ Tư pháp", **later
    )

    assert request.due_at == DAYS.end_of(date(2026, 12, 11))
    assert request.due_reason == "Theo đề nghị của Bộ Tư pháp"
    assert notices(office, "opinion-reminder") == ["officer.g15"]


def test_a_deadline_that_a_colleague_set_is_not_written_over_unseen(office: Consultation) -> None:
    request = office.asked()
    given = {"actor": office.actor("secretary"), "request": request, "days": DAYS, "at": T0}
    first = request.due_at
    services.change_deadline(
        office.db, due_on=date(2026, 12, 11), reason="Theo đề nghị", seen=first, **given
    )
    with pytest.raises(Conflict, match="opinion-deadline-meanwhile"):
        services.change_deadline(
            office.db, due_on=date(2026, 12, 14), reason="Muộn hơn", seen=first, **given
        )
    assert request.due_at == DAYS.end_of(date(2026, 12, 11))


def test_only_those_who_have_not_answered_are_reminded(office: Consultation) -> None:
    submission = office.complete()
    first, second = office.ask(submission, "G15", "G03").requests
    office.answer(first, View.POSITIVE, "")
    remind = {"actor": office.actor("officer.g12"), "submission": submission, "days": DAYS}

    assert services.remind(office.db, at=T0 + timedelta(hours=1), **remind) == 1
    assert notices(office, "opinion-reminder") == ["officer.g03"]
    # Once a day is enough, and who has answered is never asked again.
    services.remind(office.db, at=T0 + timedelta(hours=2), **remind)
    assert notices(office, "opinion-reminder") == ["officer.g03"]
    office.answer(second, View.NOTHING, "", by="officer.g03")
    with pytest.raises(Conflict, match="opinion-all-answered"):
        services.remind(office.db, at=T0 + timedelta(hours=3), **remind)


def test_a_reminder_that_waits_has_no_point_once_the_answer_is_there(office: Consultation) -> None:
    request = office.asked()
    waiting = office.db.execute(
        select(Notice).where(Notice.kind == "opinion-reminder", Notice.shown_at.is_(None))
    ).scalar_one()
    still = services.notes.waits_still
    assert still(office.db, waiting.person_id, waiting.subject)
    office.answer(request, View.POSITIVE, "")
    assert not still(office.db, waiting.person_id, waiting.subject)


def test_an_officer_who_came_since_is_handed_the_papers_with_the_reminder(
    office: Consultation,
) -> None:
    request = office.asked()
    newcomer = office.actor(office.colleague())
    version = request.submission.papers[0].document.current
    assert not may_read(office.db, newcomer, version.id)
    services.remind(
        office.db, actor=office.actor("officer.g12"), submission=request.submission, days=DAYS,
        at=T0 + timedelta(hours=1),
    )  # fmt: skip
    assert may_read(office.db, newcomer, version.id)


def test_who_sees_a_request(office: Consultation) -> None:
    request = office.asked(office.lodged())
    other = office.asked(request.submission, "G03")
    seen = {login for login in office.cabinet.accounts if office.finds(login, request)}

    assert seen == {"officer.g12", "officer.g15", "secretary", "head", "clerk"}
    # The other ministries read it only where the body's rules say so, and once it is answered.
    assert not office.finds("officer.g03", request, opinions_seen_by_asked=True)
    office.answer(request, View.POSITIVE, "")
    assert not office.finds("officer.g03", request)
    assert office.finds("officer.g03", request, opinions_seen_by_asked=True)
    assert office.finds("officer.g03", other)


def test_a_draft_of_the_lead_is_no_business_of_the_secretariat_before_it_is_lodged(
    office: Consultation,
) -> None:
    request = office.asked(office.complete())
    assert not office.finds("secretary", request)
    assert office.finds("officer.g15", request)


def test_what_is_overdue_is_listed_for_who_asked(office: Consultation) -> None:
    submission = office.lodged()
    first, _ = office.ask(submission, "G15", "G03").requests
    office.answer(first, View.POSITIVE, "")
    for login in ("officer.g12", "secretary"):
        actor = office.actor(login)
        assert queries.overdue_dossiers(office.db, actor, DUE, 9) == []
        assert queries.overdue_dossiers(office.db, actor, LATE, 9) == [(submission, 1, DUE)]
    assert queries.overdue_dossiers(office.db, office.actor("officer.g03"), LATE, 9) == []
    assert rules.count(queries.requests_of(office.db, submission.id), LATE).silent == 1


def test_with_its_dossier_the_asking_ends_and_answers_stay(office: Consultation) -> None:
    submission = office.complete()
    [paper, _] = [one.document.current for one in submission.papers]
    answered, waiting = office.ask(submission, "G15", "G03").requests
    office.answer(answered, View.POSITIVE, "")
    lead = office.actor("officer.g12")
    submissions.withdraw(office.db, actor=lead, submission=submission, at=T0)

    assert (waiting.withdrawn_at, answered.withdrawn_at) == (T0, None)
    assert not may_read(office.db, office.actor("officer.g03"), paper.id)
    assert not office.finds("officer.g03", waiting)
    assert may_read(office.db, office.actor("officer.g15"), paper.id)
    assert office.finds("officer.g15", answered)
    assert notices(office, "opinion-withdrawn") == ["officer.g15", "officer.g03"]
    assert journal.recorded(office.db).count("opinion:withdraw") == 1
