"""Who asks, who answers, who replies, and where a request stands. Pure; who sees: `queries`."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from documents.rules import is_owner
from dossiers.submissions.clocks import OpinionPeriod
from dossiers.submissions.models import (
    OpinionComment,
    OpinionRequest,
    Submission,
    SubmissionState,
    View,
)
from dossiers.submissions.rules import sees_lodged, works_on
from ecabinet.auth.actor import Actor
from ecabinet.sentences import S, Sentence
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, hidden, invalid

MOST_COMMENTS = 500
"""Comments of one opinion."""

WITH_WORDS = (View.REMARKS, View.NEGATIVE)
"""Answers that say what is wrong."""


class Standing(enum.Enum):
    """Where a request stands. Silence is silence: it is never taken for consent."""

    ASKED = "asked"
    ANSWERED = "answered"
    LATE = "late"
    SILENT = "silent"
    WITHDRAWN = "withdrawn"


def standing(request: OpinionRequest, at: datetime) -> Standing:
    """Return where `request` stands at `at`."""
    if request.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if request.answered_at is not None:
        return Standing.LATE if request.answered_at > request.due_at else Standing.ANSWERED
    return Standing.SILENT if at > request.due_at else Standing.ASKED


def told(request: OpinionRequest, at: datetime) -> Sentence:
    """Return where a request stands in words: "did not answer by 12.03."."""
    stands = standing(request, at)
    when = {
        Standing.ANSWERED: request.answered_at,
        Standing.LATE: request.answered_at,
        Standing.WITHDRAWN: request.withdrawn_at,
    }.get(stands, request.due_at)
    assert when is not None
    return S(f"opinion-told-{stands.value}", at=when)


@dataclass(frozen=True)
class Counts:
    """How many organisations stand where; the withdrawn are none of them."""

    asked: int
    waiting: int
    answered: int
    late: int
    silent: int

    @property
    def received(self) -> int:
        """Answers there are, in time and late."""
        return self.answered + self.late


def count(requests: Iterable[OpinionRequest], at: datetime) -> Counts:
    """Count where `requests` stand."""
    found = [standing(request, at) for request in requests]
    live = [one for one in found if one is not Standing.WITHDRAWN]
    return Counts(
        asked=len(live),
        waiting=live.count(Standing.ASKED),
        answered=live.count(Standing.ANSWERED),
        late=live.count(Standing.LATE),
        silent=live.count(Standing.SILENT),
    )


def is_lead(actor: Actor, submission: Submission) -> bool:
    """Return whether `actor` is an officer of the organisation that lodges."""
    return is_owner(actor, submission.organisation_id)


def is_asked(actor: Actor, request: OpinionRequest) -> bool:
    """Return whether `actor` is an officer of the organisation that was asked."""
    return is_owner(actor, request.organisation_id)


def may_follow(actor: Actor, submission: Submission) -> Verdict:
    """The lead and the secretariat see all that was asked and answered; others no such page."""
    return ALLOW if is_lead(actor, submission) or sees_lodged(actor) else hidden()


def may_ask(actor: Actor, submission: Submission) -> Verdict:
    """The lead and the secretariat ask other organisations, as long as the dossier stands."""
    if not (is_lead(actor, submission) or works_on(actor)):
        return denied("opinion-lead-asks")
    if submission.state is SubmissionState.WITHDRAWN:
        return conflict("opinion-dossier-withdrawn")
    return ALLOW


def may_withdraw(actor: Actor, request: OpinionRequest) -> Verdict:
    """Who asks may ask no more, until the answer is there: that stays."""
    return may_ask(actor, request.submission).and_then(_is_open(request, "opinion-withdraw-late"))


def may_change_deadline(actor: Actor, request: OpinionRequest) -> Verdict:
    """Who asks gives more time, or less, while there is no answer."""
    return may_ask(actor, request.submission).and_then(_is_open(request, "opinion-deadline-late"))


def _is_open(request: OpinionRequest, answered: str) -> Verdict:
    if request.withdrawn_at is not None:
        return conflict("opinion-is-withdrawn")
    if request.answered_at is not None:
        return conflict(answered)
    return ALLOW


def fits(period: OpinionPeriod, due_at: datetime, at: datetime, reason: str) -> Verdict:
    """A deadline lies ahead; outside the days of the body's rules it needs a reason."""
    if due_at <= at:
        return invalid("opinion-deadline-past", field="due_on")
    if not period.verdict and not reason.strip():
        assert period.verdict.sentence is not None
        return invalid(
            S("opinion-deadline-needs-reason", why=period.verdict.sentence), field="reason"
        )
    return ALLOW


def may_answer(actor: Actor, request: OpinionRequest) -> Verdict:
    """Officers of the organisation that was asked answer for it; late too, which is then said."""
    if not is_asked(actor, request):
        return denied("opinion-asked-answers")
    if request.withdrawn_at is not None:
        return conflict("opinion-is-withdrawn")
    if request.submission.state is SubmissionState.WITHDRAWN:
        return conflict("opinion-dossier-withdrawn")
    return ALLOW


def may_save_draft(actor: Actor, request: OpinionRequest) -> Verdict:
    """A draft is what was not answered yet; an answer is changed by answering again."""
    verdict = may_answer(actor, request)
    if verdict and request.answered_at is not None:
        return conflict("opinion-answered-meanwhile")
    return verdict


def may_change_papers(actor: Actor, request: OpinionRequest, at: datetime) -> Verdict:
    """Papers come with the answer: after the deadline only with one that is not there yet."""
    verdict = may_answer(actor, request)
    if verdict and request.answered_at is not None and at > request.due_at:
        return conflict("opinion-papers-late")
    return verdict


def same_revision(seen: int, present: int) -> Verdict:
    """What a colleague wrote meanwhile is not written over unseen."""
    return ALLOW if seen == present else conflict("opinion-changed-meanwhile")


def sound(view: View, text: str, comments: int) -> Verdict:
    """Remarks and refusals say what is meant."""
    if view in WITH_WORDS and not text.strip():
        return invalid("opinion-text-missing", field="text")
    if comments > MOST_COMMENTS:
        return invalid("opinion-too-many-comments", field="comments", most=MOST_COMMENTS)
    return ALLOW


def reads_answer(actor: Actor, request: OpinionRequest) -> bool:
    """What is being drafted is seen by the organisation that drafts it alone."""
    return request.answered_at is not None or is_asked(actor, request)


def reads_earlier(actor: Actor, request: OpinionRequest) -> bool:
    """Return whether `actor` reads what was answered before the answer that stands.

    The lead must be able to tell what it replied to, and the secretariat what changed under way;
    the organisation itself wrote it. To others who were asked an answer is what stands."""
    return bool(may_follow(actor, request.submission)) or is_asked(actor, request)


def may_reply(actor: Actor, comment: OpinionComment, request: OpinionRequest) -> Verdict:
    """The lead replies to each comment: takes it in, in part, or explains why not."""
    if not is_lead(actor, request.submission):
        return denied("opinion-lead-replies")
    if request.withdrawn_at is not None or request.answered_at is None:
        return conflict("opinion-no-answer-yet")
    if request.submission.state is SubmissionState.WITHDRAWN:
        return conflict("opinion-dossier-withdrawn")
    return ALLOW


def same_deadline(seen: datetime | None, present: datetime) -> Verdict:
    """A deadline that a colleague set is not written over unseen; None: nobody looked at it."""
    return ALLOW if seen in (None, present) else conflict("opinion-deadline-meanwhile")


def same_reply(seen: datetime | None, present: datetime | None) -> Verdict:
    """A colleague's reply is not written over unseen."""
    return ALLOW if seen == present else conflict("opinion-replied-meanwhile")


def may_keep_table(actor: Actor, submission: Submission, *, may_change: Verdict) -> Verdict:
    """The lead puts the table of comments and replies into the dossier while it has it in hand."""
    if not is_lead(actor, submission):
        return denied("opinion-lead-replies")
    return may_change


def shown(verdict: Verdict) -> Verdict:
    """Return what a page makes of a verdict: who may never do it is not shown the act."""
    return verdict if verdict or verdict.kind.value == "conflict" else hidden()
