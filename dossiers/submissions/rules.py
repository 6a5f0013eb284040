"""Who may do what with a dossier, and in which state. Pure; who *sees* one is a Select."""

from __future__ import annotations

import enum

from documents.rules import is_owner, reads_no_papers
from dossiers.submissions.models import Submission, SubmissionState
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, hidden

DRAFTED, LODGED, CHECKING = (
    SubmissionState.DRAFTED,
    SubmissionState.LODGED,
    SubmissionState.CHECKING,
)
RETURNED, ACCEPTED = SubmissionState.RETURNED, SubmissionState.ACCEPTED
SCHEDULED, WITHDRAWN = SubmissionState.SCHEDULED, SubmissionState.WITHDRAWN

NEXT_STATES: dict[SubmissionState, frozenset[SubmissionState]] = {
    DRAFTED: frozenset({LODGED, WITHDRAWN}),
    LODGED: frozenset({CHECKING, WITHDRAWN}),
    CHECKING: frozenset({RETURNED, ACCEPTED, WITHDRAWN}),
    RETURNED: frozenset({LODGED, WITHDRAWN}),
    ACCEPTED: frozenset({SCHEDULED, RETURNED, WITHDRAWN}),
    SCHEDULED: frozenset({ACCEPTED}),
    WITHDRAWN: frozenset(),
}
"""The allowed steps. What was scheduled is first taken off the agenda."""

WITH_THE_LEAD = (DRAFTED, RETURNED)
"""States in which the organisation that lodges may write in the dossier."""

IN_CHECK = (LODGED, CHECKING)
"""States in which the secretariat's clocks run."""


def works_on(actor: Actor) -> bool:
    """Return whether `actor` checks dossiers: the secretariat's officers and its head."""
    return actor.has(Role.SECRETARIAT, Role.HEAD) and not reads_no_papers(actor)


def sees_lodged(actor: Actor) -> bool:
    """Return whether `actor` sees whatever was lodged: all of the secretariat."""
    return actor.is_secretariat and not reads_no_papers(actor)


class Told(enum.Enum):
    """How much of a dossier's way to the cabinet somebody is told who sees the dossier."""

    ALL = "all"
    STEPS = "steps"
    NOTHING = "nothing"


def told_of_way(actor: Actor, submission: Submission) -> Told:
    """Say how much `actor`, who sees the dossier, is told of who held it, and why it came back.

    The lead and the secretariat: all. Organisations that sign the proposal too answer for it, and
    follow its steps and clocks; but the Office of the Government returns a dossier, with its
    reasons, to the organisation that lodged it (Decree 196/2026, research of the domain, 4), so
    those reasons are told to the lead, which may pass them on. Who is asked for an opinion owes it
    within two to five working days (Decree 191/2026, Art. 12) and needs for that the dossier, its
    papers and the own request: neither steps nor clocks nor checks.
    """
    if sees_lodged(actor) or is_owner(actor, submission.organisation_id):
        return Told.ALL
    if any(is_owner(actor, signer.organisation_id) for signer in submission.signers):
        return Told.STEPS
    return Told.NOTHING


def may_draft(actor: Actor) -> Verdict:
    """Officers of an organisation draft its dossiers."""
    if is_owner(actor, actor.organisation_id) and not actor.is_secretariat:
        return ALLOW
    return denied("submission-officers-draft")


def not_now(submission: Submission) -> Verdict:
    """Refuse by saying where the dossier stands."""
    return conflict(f"submission-is-{submission.state.value}")


def _of_lead(actor: Actor, submission: Submission) -> Verdict:
    if is_owner(actor, submission.organisation_id) and not actor.is_secretariat:
        return ALLOW
    return denied("submission-lead-only")


def _of_secretariat(actor: Actor) -> Verdict:
    return ALLOW if works_on(actor) else denied("submission-secretariat-only")


def _to(submission: Submission, state: SubmissionState) -> Verdict:
    return ALLOW if state in NEXT_STATES[submission.state] else not_now(submission)


def may_change(actor: Actor, submission: Submission) -> Verdict:
    """The lead writes in it until it is lodged, and again once it came back."""
    verdict = _of_lead(actor, submission)
    if verdict and submission.state not in WITH_THE_LEAD:
        return not_now(submission)
    return verdict


def may_lodge(actor: Actor, submission: Submission) -> Verdict:
    """The lead lodges a draft, or lodges again what came back. What lacks is another question."""
    return _of_lead(actor, submission).and_then(_to(submission, LODGED))


def may_withdraw(actor: Actor, submission: Submission) -> Verdict:
    """The lead takes it back, until it stands on an agenda."""
    return _of_lead(actor, submission).and_then(_to(submission, WITHDRAWN))


def may_take_up(actor: Actor, submission: Submission) -> Verdict:
    """The secretariat begins to check."""
    return _of_secretariat(actor).and_then(_to(submission, CHECKING))


def may_pass(actor: Actor, submission: Submission) -> Verdict:
    """The secretariat found it valid and lays it before the head; once."""
    verdict = _of_secretariat(actor)
    if verdict and submission.state is not CHECKING:
        return not_now(submission)
    if verdict and submission.checked_at is not None:
        return conflict("submission-passed-already")
    return verdict


def may_return(actor: Actor, submission: Submission) -> Verdict:
    """The secretariat returns what it checks; what the head accepted, the head alone."""
    verdict = _of_secretariat(actor).and_then(_to(submission, RETURNED))
    if verdict and submission.state is ACCEPTED and not actor.has(Role.HEAD):
        return denied("submission-head-only")
    return verdict


def may_accept(actor: Actor, submission: Submission) -> Verdict:
    """The head of the secretariat accepts what is being checked."""
    if not works_on(actor) or not actor.has(Role.HEAD):
        return denied("submission-head-only")
    return ALLOW if submission.state is CHECKING else not_now(submission)


def may_schedule(actor: Actor, submission: Submission) -> Verdict:
    """Who prepares sittings puts an accepted dossier on an agenda."""
    return _of_secretariat(actor).and_then(_to(submission, SCHEDULED))


def may_unschedule(actor: Actor, submission: Submission) -> Verdict:
    """Who prepares sittings takes it off again."""
    verdict = _of_secretariat(actor)
    return verdict if not verdict or submission.state is SCHEDULED else not_now(submission)


def shown(verdict: Verdict) -> Verdict:
    """Return what a page makes of a verdict: who may never do it is not shown the act."""
    return verdict if verdict else hidden()
