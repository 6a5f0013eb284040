"""Who may ask for approval, approve, return, reopen and send an edition, and when."""

from __future__ import annotations

from collections.abc import Sequence

from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.sentences import Sentence
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, invalid
from meetings import rules as meeting_rules
from meetings.models import AgendaVersion, Meeting, MeetingState


def may_submit(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may ask the head to approve the agenda as it stands."""
    verdict = meeting_rules.may_prepare(actor).and_then(_may_become_edition(meeting))
    if not verdict:
        return verdict
    if meeting.agenda_submitted_at is not None:
        return conflict("agenda-already-submitted")
    return ALLOW


def may_approve(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may approve the agenda: the head only. Asking for it first is a
    courtesy, not a condition: the head may approve what lies on the desk."""
    if not meeting_rules.sees_preparation(actor):
        return denied("meeting-secretariat-prepares")
    if not actor.has(Role.HEAD):
        return denied("agenda-head-approves")
    if meeting.state is MeetingState.AGENDA_APPROVED:
        return conflict("agenda-already-approved")
    return meeting_rules.may_change(actor, meeting)


def may_approve_content(
    missing: Sequence[Sentence], *, differs: bool, edition: AgendaVersion | None
) -> Verdict:
    """Say whether what lies there can become an edition: complete, and not the one in force
    (`edition`: sent, or to be sent) again."""
    if edition is not None and not differs:
        return conflict("agenda-same-as-edition", edition=edition.letter)
    return complete(missing)


def complete(missing: Sequence[Sentence]) -> Verdict:
    """Say whether nothing is missing; the refusal names the first of what is, and how many."""
    if not missing:
        return ALLOW
    return invalid("agenda-incomplete", count=len(missing), first=missing[0])


def same_content(seen: str | None, present: str) -> Verdict:
    """Say whether the agenda is still the one that was read (`seen`: its fingerprint)."""
    if seen is None or seen == present:
        return ALLOW
    return conflict("agenda-changed-while-reading")


def may_return(actor: Actor, meeting: Meeting, edition: AgendaVersion | None) -> Verdict:
    """Say whether `actor` may give the agenda back to the officers: the head, when it was
    submitted, or approved as `edition`, the last one, and not sent."""
    if not meeting_rules.sees_preparation(actor):
        return denied("meeting-secretariat-prepares")
    if not actor.has(Role.HEAD):
        return denied("agenda-head-returns")
    if meeting_rules.waits_for_sending(meeting, edition) or meeting.agenda_submitted_at is not None:
        return ALLOW
    return conflict("agenda-nothing-to-return")


def may_reopen(actor: Actor, meeting: Meeting, edition: AgendaVersion | None) -> Verdict:
    """Say whether `actor` may open an approved agenda again. Its edition, the last one, stays in
    the record, unsent; a new approval makes the next one."""
    verdict = meeting_rules.may_prepare(actor)
    if verdict and not meeting_rules.waits_for_sending(meeting, edition):
        return conflict("agenda-not-approved")
    return verdict


def may_send(actor: Actor, meeting: Meeting, edition: AgendaVersion | None) -> Verdict:
    """Say whether `actor` may send the last edition: approved, and neither sent yet nor
    withdrawn, returned or opened again."""
    verdict = meeting_rules.may_prepare(actor)
    if not verdict:
        return verdict
    verdict = meeting_rules.may_change(actor, meeting)
    if not verdict:
        return verdict
    if edition is not None and edition.sent_at is not None:
        return conflict("agenda-already-sent", edition=edition.letter)
    return (
        ALLOW
        if meeting_rules.waits_for_sending(meeting, edition)
        else conflict("agenda-not-approved")
    )


def may_discard(actor: Actor, meeting: Meeting, sent: AgendaVersion | None) -> Verdict:
    """Say whether `actor` may go back to the edition that was sent."""
    verdict = meeting_rules.may_prepare(actor)
    if verdict and sent is None:
        return conflict("agenda-never-sent")
    return verdict and meeting_rules.may_change(actor, meeting)


def something_undone(*, undone: bool) -> Verdict:
    """Say whether going back to what was sent changed anything."""
    return ALLOW if undone else conflict("agenda-nothing-to-discard")


def may_withdraw(actor: Actor, meeting: Meeting, sent: AgendaVersion | None) -> Verdict:
    """Say whether `actor` may take back the agenda that was sent: the head, before the sitting."""
    if not meeting_rules.sees_preparation(actor):
        return denied("meeting-secretariat-prepares")
    if not actor.has(Role.HEAD):
        return denied("agenda-head-withdraws")
    verdict = meeting_rules.may_change(actor, meeting)
    if verdict and sent is None:
        return conflict("agenda-never-sent")
    return verdict


def _may_become_edition(meeting: Meeting) -> Verdict:
    if meeting.state is MeetingState.AGENDA_APPROVED:
        return conflict("agenda-already-approved")
    if meeting.state is MeetingState.CANCELLED:
        return conflict("meeting-is-cancelled")
    if meeting.state not in meeting_rules.BEFORE_THE_SITTING:
        return conflict("meeting-has-begun")
    return ALLOW
