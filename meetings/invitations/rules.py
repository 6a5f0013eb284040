"""Who may answer an invitation, and who may invite guests."""

from __future__ import annotations

from collections.abc import Collection

from ecabinet.auth.actor import Actor
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, invalid
from meetings import rules as meeting_rules
from meetings.models import Answer, Invitation, InvitationKind, Meeting, MeetingState

MAX_GUESTS = 200
CONSENTED_IN = (MeetingState.INVITED, MeetingState.IN_SITTING, MeetingState.PAUSED)


def may_answer(
    actor: Actor, invitation: Invitation, meeting: Meeting, prepares_for: Collection[int] = ()
) -> Verdict:
    """Say whether `actor` may answer this invitation: the invited person, an account that may
    prepare for them (`prepares_for`: persons who delegated to the actor), or the secretariat that
    was told by telephone. Until the sitting begins."""
    allowed = (
        invitation.person_id == actor.person_id
        or invitation.person_id in prepares_for
        or meeting_rules.prepares(actor)
    )
    if not allowed:
        return denied("invitation-not-yours")
    if invitation.sent_at is None:
        return conflict("invitation-not-sent")
    if invitation.withdrawn_at is not None:
        return conflict("invitation-withdrawn")
    if meeting.state is MeetingState.CANCELLED:
        return conflict("meeting-is-cancelled")
    if meeting.state is not MeetingState.INVITED:
        return conflict("meeting-has-begun")
    return ALLOW


def sound_answer(
    kind: InvitationKind, answer: Answer, reason: str, substitute_name: str
) -> Verdict:
    """Say whether the answer carries what it needs: absence its reason, a substitute a name."""
    if answer is Answer.NONE:
        return invalid("invitation-choose-answer", field="answer")
    if answer is Answer.ABSENT and not reason.strip():
        return invalid("invitation-absence-needs-reason", field="reason")
    if answer is Answer.SUBSTITUTE:
        if kind is InvitationKind.GUEST:
            return invalid("invitation-guest-no-substitute", field="answer")
        if not substitute_name.strip():
            return invalid("invitation-substitute-needs-name", field="substitute_name")
    return ALLOW


def may_consent(actor: Actor, invitation: Invitation, meeting: Meeting) -> Verdict:
    """Say whether `actor` may agree to this absence, or not: the chair of the sitting, while it
    is to come or sits. A member is absent with the Prime Minister's consent alone."""
    if actor.person_id != meeting.chair_id:
        return denied("invitation-chair-consents")
    if invitation.withdrawn_at is not None:
        return conflict("invitation-withdrawn")
    if not is_absence(invitation) or invitation.person_id == meeting.chair_id:
        return conflict("invitation-no-absence", name=invitation.name)
    if meeting.state not in CONSENTED_IN:
        return conflict("meeting-has-begun")
    return ALLOW


def is_absence(invitation: Invitation) -> bool:
    """Return whether a member said that they do not come themselves."""
    return invitation.kind is InvitationKind.MEMBER and invitation.answer in (
        Answer.ABSENT,
        Answer.SUBSTITUTE,
    )


def may_change_guests(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may invite or uninvite guests: until the sitting begins."""
    return meeting_rules.may_change(actor, meeting)


def may_remove_guest(actor: Actor, invitation: Invitation, meeting: Meeting) -> Verdict:
    """Say whether this invitation may be taken back. Members cannot be uninvited."""
    verdict = may_change_guests(actor, meeting)
    if not verdict:
        return verdict
    if invitation.kind is not InvitationKind.GUEST:
        return conflict("invitation-member-stays", name=invitation.name)
    if invitation.withdrawn_at is not None:
        return conflict("invitation-withdrawn")
    return ALLOW
