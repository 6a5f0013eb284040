"""What a dossier must bring, and its clocks: tables and properties, without a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.models import AccessLevel
from dossiers.submissions import clocks
from dossiers.submissions.models import Asked, PaperRole, Submission, SubmissionState
from dossiers.submissions.rules_complete import CHECKS, Dossier, Paper, blocking, examine
from ecabinet.people.presets import EE_GOVERNMENT, VN_GOVERNMENT
from ecabinet.people.rules import BodyRules, CheckName, SubmissionRules, Weight
from tests.dossiers.submissions.dossiers import DAYS

RULES = VN_GOVERNMENT.submissions
ALL = list(PaperRole)


def paper(role: PaperRole, pages: int = 1, **other: object) -> Paper:
    return replace(Paper(role, role.value, pages, AccessLevel.CABINET), **other)  # type: ignore[arg-type]


def dossier(*papers: Paper, **other: object) -> Dossier:
    """A complete legal draft with `papers`."""
    made = Dossier(
        subject="Về thuế", proposal_number="125/TTr-BTC", proposal_on=date(2026, 11, 27),
        asked=Asked.DECISION, level=AccessLevel.CABINET, is_legal_draft=True, opinions_asked=True,
        papers=papers,
    )  # fmt: skip
    return replace(made, **other)  # type: ignore[arg-type]


def said(made: Dossier, rules: BodyRules = VN_GOVERNMENT) -> dict[str, bool]:
    return {finding.name.value: finding.holds for finding in examine(rules, made)}


FULL = tuple(map(paper, ALL))


@pytest.mark.parametrize(
    ("made", "lacking"),
    [
        (dossier(*FULL), []),
        (dossier(*FULL, subject=" "), ["subject"]),
        (dossier(*FULL, proposal_number=""), ["number"]),
        (dossier(*FULL, proposal_on=None), ["number"]),
        (dossier(*(one for one in FULL if one.role is not PaperRole.PROPOSAL)), ["proposal"]),
        (dossier(*(one for one in FULL if one.role is not PaperRole.DRAFT)), ["draft"]),
        (dossier(*(one for one in FULL if one.role is not PaperRole.APPRAISAL)), ["appraisal"]),
        (dossier(*(one for one in FULL if one.role is not PaperRole.EXPLANATION)), ["explanation"]),
        (
            dossier(*(one for one in FULL if one.role is not PaperRole.CONSULTATION)),
            ["consultation"],
        ),
        (dossier(*FULL, paper(PaperRole.PROPOSAL, 10)), []),
        (
            dossier(
                paper(PaperRole.PROPOSAL, 11), paper(PaperRole.DRAFT),
                is_legal_draft=False,
            ),
            ["summary"],
        ),
        (
            dossier(
                paper(PaperRole.PROPOSAL, 11), paper(PaperRole.SUMMARY, 7), paper(PaperRole.DRAFT),
                is_legal_draft=False,
            ),
            ["summary"],
        ),
        (
            dossier(
                paper(PaperRole.PROPOSAL, 11), paper(PaperRole.SUMMARY, 6), paper(PaperRole.DRAFT),
                is_legal_draft=False,
            ),
            [],
        ),
        (
            dossier(
                paper(PaperRole.PROPOSAL), asked=Asked.INFORMATION, is_legal_draft=False
            ),
            [],
        ),
        (
            dossier(
                paper(PaperRole.PROPOSAL), asked=Asked.WRITTEN_BALLOT, is_legal_draft=False
            ),
            ["draft"],
        ),
        (dossier(*FULL, paper(PaperRole.OTHER, lacks_text=True)), ["text"]),
        (dossier(*FULL, paper(PaperRole.OTHER, level=AccessLevel.PUBLIC)), ["level"]),
        (dossier(*FULL, replace(paper(PaperRole.OTHER), pages=None)), []),
    ],
)  # fmt: skip
def test_each_gap_is_found_and_nothing_else(made: Dossier, lacking: list[str]) -> None:
    assert [name for name, holds in said(made).items() if not holds] == lacking


def test_what_does_not_apply_is_not_asked() -> None:
    plain = dossier(is_legal_draft=False, opinions_asked=False, asked=Asked.INFORMATION)
    assert list(said(plain)) == ["subject", "number", "proposal"]


def test_a_scan_warns_and_a_missing_appraisal_stops() -> None:
    made = dossier(
        *(one for one in FULL if one.role is not PaperRole.APPRAISAL),
        paper(PaperRole.OTHER, lacks_text=True),
    )
    found = examine(VN_GOVERNMENT, made)
    assert [one.name for one in found if one.blocks] == [CheckName.APPRAISAL]
    assert [one.name for one in found if one.warns] == [CheckName.TEXT]


def test_another_body_asks_for_other_things() -> None:
    made = dossier(paper(PaperRole.PROPOSAL, 30), paper(PaperRole.DRAFT), proposal_number="")
    assert [one.name for one in blocking(examine(EE_GOVERNMENT, made))] == [CheckName.EXPLANATION]


def test_a_finding_names_the_law_behind_it() -> None:
    cited = {one.name: one.citations for one in examine(VN_GOVERNMENT, dossier(*FULL))}
    assert cited[CheckName.PROPOSAL] == ("Nghị định 191/2026/NĐ-CP, Điều 14",)
    assert cited[CheckName.TEXT] == ()


@given(st.lists(st.sampled_from(ALL)), st.sampled_from(ALL))
def test_a_paper_more_never_makes_presence_fail(there: list[PaperRole], more: PaperRole) -> None:
    before = said(dossier(*map(paper, there)))
    after = said(dossier(*map(paper, [*there, more])))
    for name in ("proposal", "draft", "appraisal", "explanation", "consultation"):
        assert after[name] >= before[name]


@given(st.sampled_from(list(CheckName)), st.lists(st.sampled_from(ALL)))
def test_a_check_that_the_body_does_not_name_is_not_made(
    name: CheckName, there: list[PaperRole]
) -> None:
    checks = {key: Weight.BLOCKS for key in CheckName if key is not name}
    rules = replace(VN_GOVERNMENT, submissions=SubmissionRules(checks=checks))
    asked = name.value in said(dossier(*map(paper, there)), rules)
    assert asked == (name is CheckName.SUBJECT)


def test_every_check_has_its_function() -> None:
    assert list(CHECKS) == list(CheckName)


def test_rules_stored_before_there_were_dossiers_still_read() -> None:
    stored = VN_GOVERNMENT.to_json()
    del stored["submissions"]
    assert BodyRules.from_json(stored).submissions == SubmissionRules()


@pytest.mark.parametrize("preset", [VN_GOVERNMENT, EE_GOVERNMENT])
def test_rules_of_dossiers_are_kept_as_they_are(preset: BodyRules) -> None:
    assert BodyRules.from_json(preset.to_json()).submissions == preset.submissions


def local(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """An instant in Hà Nội."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=DAYS.timezone).astimezone(
        UTC
    )


@pytest.mark.parametrize(
    ("lodged_on", "check", "chair"),
    [
        # A Tuesday; a Friday over the week-end.
        (date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 8)),
        (date(2026, 12, 4), date(2026, 12, 8), date(2026, 12, 11)),
        # Before Tết 2027, whose days off are 4 to 10 February.
        (date(2027, 2, 2), date(2027, 2, 11), date(2027, 2, 16)),
        # Saturday 22 August 2026 is worked for Monday the 31st.
        (date(2026, 8, 20), date(2026, 8, 22), date(2026, 8, 26)),
    ],
)
def test_the_clocks_count_working_days(lodged_on: date, check: date, chair: date) -> None:
    at = local(lodged_on)
    assert clocks.check_due(RULES, at, DAYS) == local(check, 17)
    assert clocks.chair_due(RULES, at, DAYS) == local(chair, 17)


START = datetime(2026, 1, 15, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=680)).map(lambda since: START + since)


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=40)), st.integers(0, 10))
def test_the_list_and_the_page_agree_on_what_is_late(
    lodged_at: datetime, since: timedelta, working_days: int
) -> None:
    at = lodged_at + since
    is_late = at > DAYS.deadline(lodged_at, working_days)
    assert (lodged_at < clocks.late_before(working_days, DAYS, at)) == is_late


def test_at_the_very_end_of_the_last_day_it_is_not_late_yet() -> None:
    lodged_at, due = local(date(2026, 12, 1)), local(date(2026, 12, 3), 17)
    assert not lodged_at < clocks.late_before(2, DAYS, due)
    assert lodged_at < clocks.late_before(2, DAYS, due + timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("state", "checked", "key"),
    [
        (SubmissionState.LODGED, False, "check"),
        (SubmissionState.CHECKING, False, "check"),
        (SubmissionState.CHECKING, True, "chair"),
        (SubmissionState.RETURNED, False, None),
        (SubmissionState.ACCEPTED, True, None),
        (SubmissionState.SCHEDULED, True, None),
        (SubmissionState.WITHDRAWN, False, None),
    ],
)
def test_a_clock_runs_while_the_secretariat_owes_something(
    state: SubmissionState, checked: bool, key: str | None
) -> None:
    at = local(date(2026, 12, 1))
    submission = Submission(state=state, lodged_at=at, checked_at=at if checked else None)
    due = clocks.due_of(RULES, submission, DAYS, at)
    assert (due.key if due else None) == key


@pytest.mark.parametrize(
    ("due", "refusal"),
    [
        (local(date(2026, 12, 2), 17), "opinion-period-too-early"),
        (local(date(2026, 12, 3), 16, 59), "opinion-period-too-early"),
        (local(date(2026, 12, 3), 17), None),
        (local(date(2026, 12, 8), 23, 59), None),
        (local(date(2026, 12, 9), 0), "opinion-period-too-late"),
    ],
)
def test_opinions_take_two_to_five_working_days(due: datetime, refusal: str | None) -> None:
    period = clocks.opinion_period(RULES, local(date(2026, 12, 1)), due, DAYS)
    assert (period.verdict.sentence.key if period.verdict.sentence else None) == refusal
    assert (period.earliest_on, period.latest_on) == (date(2026, 12, 3), date(2026, 12, 8))


@given(INSTANTS)
def test_the_latest_day_for_opinions_is_allowed(asked_at: datetime) -> None:
    due = clocks.latest_opinion_due(RULES, asked_at, DAYS)
    assert clocks.opinion_period(RULES, asked_at, due, DAYS).verdict


@given(st.lists(INSTANTS, min_size=3, max_size=3))
def test_who_held_it_one_after_the_other_held_it_together_as_long(
    instants: list[datetime],
) -> None:
    start, middle, end = sorted(instants)
    first, second = clocks.held(start, middle, DAYS), clocks.held(middle, end, DAYS)
    whole = clocks.held(start, end, DAYS)
    assert first.working_days + second.working_days == whole.working_days
    assert first.time + second.time == whole.time
