"""Who may answer an invitation, who may invite guests, and who is there by what was answered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, time
from typing import Protocol

from ecabinet.auth.actor import Actor
from ecabinet.calendar import OutsideCalendar, WorkingDays
from ecabinet.people.models import Person
from ecabinet.people.rules import (
    BodyRules,
    InvitationRules,
    Presence,
    QuorumResult,
    SubstitutesFrom,
    quorum,
)
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, hidden, invalid
from meetings import rules as meeting_rules
from meetings.models import (
    Answer,
    AttendanceMode,
    Invitation,
    InvitationKind,
    Meeting,
    MeetingState,
)

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


def sound_answer(kind: InvitationKind, answer: Answer, reason: str) -> Verdict:
    """Say whether the answer carries what it needs: absence its reason. Guests send nobody."""
    if answer is Answer.NONE:
        return invalid("invitation-choose-answer", field="answer")
    if answer is Answer.ABSENT and not reason.strip():
        return invalid("invitation-absence-needs-reason", field="reason")
    if answer is Answer.SUBSTITUTE and kind is InvitationKind.GUEST:
        return invalid("invitation-guest-no-substitute", field="answer")
    return ALLOW


def sound_part(
    meeting: Meeting, absent_from: datetime | None, absent_until: datetime | None
) -> Verdict:
    """Say whether somebody may be away from `absent_from` until `absent_until` (aware; None: from
    the start, to the end): a part of the time for which the sitting is planned."""
    first = absent_from or meeting.starts_at
    last = absent_until or meeting.planned_end_at
    if last <= first:
        return invalid("invitation-part-ends-before", field="absent_until")
    if last <= meeting.starts_at or first >= meeting.planned_end_at:
        return invalid("invitation-part-outside", field="absent_from",
                       start=meeting.starts_at, end=meeting.planned_end_at)  # fmt: skip
    return ALLOW


def part_of(
    meeting: Meeting, absent_from: datetime | None, absent_until: datetime | None
) -> tuple[datetime | None, datetime | None]:
    """Return the part as it is kept: an edge at or beyond the edge of the sitting is None."""
    begins_later = absent_from is not None and absent_from > meeting.starts_at
    ends_before = absent_until is not None and absent_until < meeting.planned_end_at
    return (absent_from if begins_later else None), (absent_until if ends_before else None)


def is_partial(invitation: Invitation) -> bool:
    """Return whether an announced absence is for a part of the sitting only."""
    return invitation.absent_from is not None or invitation.absent_until is not None


def is_away_throughout(invitation: Invitation) -> bool:
    """Return whether the invited person said that they are at no part of the sitting themselves."""
    away = invitation.answer in (Answer.ABSENT, Answer.SUBSTITUTE)
    return away and not is_partial(invitation)


def speaks_for(invitation: Invitation) -> int:
    """Return the person of whom it is expected that they speak from this place: the substitute
    whom the system knows, who sits in for all of the sitting; else the invited person."""
    if is_away_throughout(invitation) and invitation.substitute_id is not None:
        return invitation.substitute_id
    return invitation.person_id


def read_for(invitation: Invitation) -> tuple[int, ...]:
    """Return the persons who come by this invitation, and so are to read its papers: the invited
    person unless they are away throughout, and who sits in for them, where the system knows who."""
    own = () if is_away_throughout(invitation) else (invitation.person_id,)
    return own if invitation.substitute_id is None else (*own, invitation.substitute_id)


def sits_in_during(meeting: Meeting, places: Collection[Invitation]) -> tuple[datetime, datetime]:
    """Return (from, until) when who was named for these places sits in: for the parts that are
    missed there, within the sitting; for all of it where none of them lies in it any more."""
    parts = [
        (
            max(meeting.starts_at, place.absent_from or meeting.starts_at),
            min(meeting.planned_end_at, place.absent_until or meeting.planned_end_at),
        )
        for place in places
    ]
    within = [part for part in parts if part[0] < part[1]]
    if not within:
        return meeting.starts_at, meeting.planned_end_at
    return min(part[0] for part in within), max(part[1] for part in within)


class Said(Protocol):
    """An answer; `absent_from` None: from the start, `absent_until` None: to the end."""

    @property
    def answer(self) -> Answer: ...
    @property
    def absent_from(self) -> datetime | None: ...
    @property
    def absent_until(self) -> datetime | None: ...


def is_away(said: Said, moment: datetime) -> bool:
    """Return whether somebody said that they are not there themselves at `moment` (aware): for
    that part only, and its end no longer belongs to it."""
    if said.answer not in (Answer.ABSENT, Answer.SUBSTITUTE):
        return False
    begun = said.absent_from is None or said.absent_from <= moment
    over = said.absent_until is not None and said.absent_until <= moment
    return begun and not over


def comes_as(said: Said, moment: datetime) -> AttendanceMode | None:
    """Return how somebody who answered so takes part at `moment` themselves; None: they do not, or
    have not answered."""
    if said.answer is Answer.NONE or is_away(said, moment):
        return None
    return AttendanceMode.REMOTE if said.answer is Answer.REMOTE else AttendanceMode.PRESENT


def quorum_of(
    rules: BodyRules, total: int, there: Collection[AttendanceMode], *, chair: bool
) -> QuorumResult:
    """Count the members who are `there` of `total`: the one count of forecast, room and minutes.

    Raises ValueError when more are there than there are members.
    """
    remote = sum(mode is AttendanceMode.REMOTE for mode in there)
    return quorum(rules, total, Presence(len(there) - remote, remote, chair=chair))


def may_issue_letter(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may issue the letter of invitation: from the sending to the opening."""
    return may_remind(actor, meeting)


def may_see_answers(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` sees who comes: the secretariat and the chair; others see who is
    invited."""
    if meeting_rules.sees_preparation(actor) or actor.person_id == meeting.chair_id:
        return ALLOW
    return hidden()


def may_remind(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may remind those who have not answered: while answers are taken."""
    verdict = meeting_rules.may_prepare(actor)
    if not verdict:
        return verdict
    if meeting.state is MeetingState.CANCELLED:
        return conflict("meeting-is-cancelled")
    if meeting.state in meeting_rules.BEFORE_THE_SITTING and meeting.state is not (
        MeetingState.INVITED
    ):
        return conflict("invitation-not-sent")
    if meeting.state is not MeetingState.INVITED:
        return conflict("meeting-has-begun")
    return ALLOW


REMINDED_AT = time(8, 0)
"""When on its day the reminder goes out by itself, in the body's zone: as offices open."""


def reminder_due(
    days: WorkingDays, working_days: int, starts_at: datetime, sent_at: datetime
) -> datetime | None:
    """Return when those who have not answered are reminded by themselves, in UTC; None: never.

    So many `working_days` before the day of the sitting, though never before the working day after
    the sending, and on an earlier day than the sitting. 0 working days: nobody is reminded.
    """
    if not working_days:
        return None
    sitting = days.local_day(starts_at)
    try:
        planned = days.latest_before(sitting, working_days)
        day = max(planned, days.add(days.local_day(sent_at), 1))
    except OutsideCalendar:
        return None
    if day >= sitting:
        return None
    return datetime.combine(day, REMINDED_AT, days.timezone).astimezone(UTC)


def may_sit_in(
    rules: InvitationRules,
    person: Person,
    invitation: Invitation,
    organisations: Collection[int],
    member_ids: Collection[int],
) -> Verdict:
    """Say whether `person` may sit in for the invited member: a deputy or official of their own
    ministry or agency, who does not sit there as a member, unless the body lets anybody.

    `organisations`: those of the member and of the seats that they hold; `member_ids`: the members
    called to the sitting.
    """
    if person.deactivated_at is not None or person.id == invitation.person_id:
        return invalid("meeting-unknown-person", field="substitute_id")
    if rules.substitutes_from is SubstitutesFrom.ANYONE:
        return ALLOW
    if person.id in member_ids:
        return invalid("invitation-substitute-is-member", field="substitute_id", name=person.name)
    if person.organisation_id not in organisations:
        return invalid("invitation-substitute-elsewhere", field="substitute_id", name=person.name)
    return ALLOW


def sound_name(rules: InvitationRules, name: str, position: str) -> Verdict:
    """Say whether a substitute whom the system does not know is named well enough."""
    if not name.strip():
        return invalid("invitation-substitute-needs-name", field="substitute_name")
    if rules.substitute_needs_position and not position.strip():
        return invalid("invitation-substitute-needs-position", field="substitute_position")
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


def may_set_scope(actor: Actor, invitation: Invitation, meeting: Meeting) -> Verdict:
    """Say whether `actor` may choose what of the sitting this guest is told. Who presides or keeps
    the minutes is told all of it."""
    verdict = may_change_guests(actor, meeting)
    if verdict and invitation.person_id in (meeting.chair_id, meeting.clerk_id):
        return conflict("agenda-guest-is-there", name=invitation.name)
    return verdict


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
