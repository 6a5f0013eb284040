"""Assignments from giving to closing, with real rows and over HTTP."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from decisions import rules, services
from decisions.models import Assignment, AssignmentState, Decision, DecisionKind, DecisionOrigin
from ecabinet import journal
from ecabinet.errors import Conflict, Denied, Invalid
from tests.cabinet import T0, TODAY

DUE = TODAY + timedelta(days=30)


def given(db: Any, cabinet: Any, login: str = "secretary", **more: Any) -> Assignment:
    values: dict[str, Any] = {
        "decision": None, "task": "Trình đề án", "lead_id": cabinet.organisations["G12"],
        "due_on": DUE, "assigned_on": TODAY, "at": T0,
    }  # fmt: skip
    return services.assign(db, actor=cabinet.actor(db, login), **(values | more))


def decided(db: Any, cabinet: Any, **more: Any) -> Decision:
    values: dict[str, Any] = {
        "kind": DecisionKind.RESOLUTION, "subject": "Về đề án", "text": "Đồng ý.",
        "origin": DecisionOrigin.MEETING, "occasion": "Phiên họp tháng 12", "organisation_id": None,
        "decided_on": TODAY, "outcome": None, "at": T0,
    }  # fmt: skip
    return services.record_decision(db, actor=cabinet.actor(db, "secretary"), **(values | more))


@pytest.mark.parametrize(
    ("due_on", "is_ongoing", "accepted"),
    [
        (DUE, False, True),
        (TODAY, False, True),
        (None, True, True),
        (None, False, False),
        (DUE, True, False),
        (TODAY - timedelta(days=1), False, False),
    ],
)
def test_an_assignment_has_a_due_day_or_is_ongoing(
    due_on: date | None, is_ongoing: bool, accepted: bool
) -> None:
    assert bool(rules.due_accepted(TODAY, due_on, is_ongoing)) is accepted


def test_closing_takes_the_agency_and_then_the_secretariat(db: Any, cabinet: Any) -> None:
    row = given(db, cabinet)
    officer, secretary = cabinet.actor(db, "officer.g12"), cabinet.actor(db, "secretary")

    with pytest.raises(Conflict):
        services.verify_completion(db, row, actor=secretary, at=T0)
    services.file_completion(db, row, actor=officer, evidence="12/BC-BTC", done_on=TODAY)
    services.verify_completion(db, row, actor=secretary, at=T0)

    assert row.state is AssignmentState.CLOSED
    assert journal.recorded(db) == ["assignment:give", "assignment:file", "assignment:close"]


def test_another_ministry_can_neither_report_nor_file(db: Any, cabinet: Any) -> None:
    row = given(db, cabinet)
    stranger = cabinet.actor(db, "officer.g15")

    with pytest.raises(Denied):
        services.report_progress(db, row, actor=stranger, text="x", percent=None, at=T0)
    with pytest.raises(Denied):
        services.file_completion(db, row, actor=stranger, evidence="x", done_on=TODAY)


def test_a_coordinator_reports_and_does_not_file(db: Any, cabinet: Any) -> None:
    row = given(db, cabinet, coordinator_ids=[cabinet.organisations["G15"]])
    helper = cabinet.actor(db, "officer.g15")

    services.report_progress(db, row, actor=helper, text="Đã góp ý", percent=50, at=T0)

    assert [report.percent for report in row.reports] == [50]
    with pytest.raises(Denied):
        services.file_completion(db, row, actor=helper, evidence="x", done_on=TODAY)


def test_returned_evidence_opens_the_assignment_again(db: Any, cabinet: Any) -> None:
    row = given(db, cabinet)
    officer, head = cabinet.actor(db, "officer.g12"), cabinet.actor(db, "head")
    services.file_completion(db, row, actor=officer, evidence="12/BC-BTC", done_on=TODAY)

    services.return_completion(db, row, actor=head, reason="Thiếu phụ lục")

    assert (row.state, row.done_on) == (AssignmentState.OPEN, None)


def test_numbers_run_per_kind_and_year_with_a_leading_zero(db: Any, cabinet: Any) -> None:
    head = cabinet.actor(db, "head")
    first, second = decided(db, cabinet), decided(db, cabinet)
    notice = decided(db, cabinet, kind=DecisionKind.CONCLUSION_NOTICE)
    next_year = decided(db, cabinet, decided_on=date(2027, 1, 4))

    numbers = [
        services.issue_decision(db, row, actor=head, at=T0).number_symbol
        for row in (first, second, notice, next_year)
    ]

    assert numbers == ["01/NQ-CP", "02/NQ-CP", "01/TB-VPCP", "01/NQ-CP"]


def test_an_issued_decision_cannot_be_reworded_or_issued_twice(db: Any, cabinet: Any) -> None:
    head = cabinet.actor(db, "head")
    row = services.issue_decision(db, decided(db, cabinet), actor=head, at=T0)

    with pytest.raises(Conflict):
        services.word_decision(db, row, actor=head, subject="x", text="y")
    with pytest.raises(Conflict):
        services.issue_decision(db, row, actor=head, at=T0)


def test_a_decision_without_text_is_not_issued(db: Any, cabinet: Any) -> None:
    with pytest.raises(Invalid):
        services.issue_decision(
            db, decided(db, cabinet, text=" "), actor=cabinet.actor(db, "head"), at=T0
        )


def test_the_whole_life_of_an_assignment_over_the_api(api_of: Any, cabinet: Any, now: Any) -> None:
    secretary, officer = api_of("secretary"), api_of("officer.g12")

    made = secretary("POST", "/assignments", json={
        "task": "Báo cáo", "lead_id": cabinet.organisations["G12"], "due_on": DUE.isoformat(),
    })  # fmt: skip
    assert made.status_code == 201, made.json
    path = f"/assignments/{made.json['id']}"
    assert api_of("officer.g15")("GET", path).status_code == 404
    reported = officer("POST", f"{path}/reports", json={"text": "Đã dự thảo", "percent": 40})
    assert reported.json["reports"][0]["text"] == "Đã dự thảo"
    filed = officer(
        "POST", f"{path}/completion",
        json={"done_on": TODAY.isoformat(), "evidence": "12/BC-BTC"},
    )  # fmt: skip
    assert filed.json["state"] == "filed"
    closed = secretary("POST", f"{path}/closure")

    assert closed.json["report_class"] == "done_on_time"
    assert secretary("POST", f"{path}/closure").status_code == 409


def test_a_refused_form_keeps_what_was_typed(client_of: Any, cabinet: Any, now: Any) -> None:
    answer = client_of("secretary").post(
        "/assignments",
        data={"task": "Một việc dài", "lead_id": cabinet.organisations["G12"], "due_on": ""},
    )

    assert answer.status_code == 422
    assert "Một việc dài" in answer.text
    assert "thời hạn" in answer.text.lower()


def test_the_lists_cost_the_same_with_many_rows(client_of: Any, work: Any, cabinet: Any, app: Any,
                                                count_queries: Any, now: Any) -> None:  # fmt: skip
    client = client_of("secretary")
    client.get("/assignments")
    with count_queries(app) as few:
        client.get("/assignments")
    with work() as db:
        for _ in range(40):
            given(db, cabinet, decision=decided(db, cabinet))

    with count_queries(app) as many:
        assert client.get("/assignments").status_code == 200

    assert len(many) == len(few)
