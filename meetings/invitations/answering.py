"""What the invited say of coming, who sits in for them, and what the chair says of an absence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.announcements import RightsChanged
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.outbox import publish
from ecabinet.people.models import Person
from ecabinet.people.queries import rules_on
from ecabinet.sentences import S
from meetings import handing_out
from meetings.events import InvitationChanged, meeting_room
from meetings.invitations import calendars
from meetings.invitations.telling import notify
from meetings.invited import calling, rules
from meetings.invited.queries import (
    members_called,
    organisations_of,
    prepares_for,
)
from meetings.models import (
    Answer,
    Invitation,
    Meeting,
)


def answer_invitation(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    invitation: Invitation,
    answer: Answer,
    reason: str = "",
    substitute_id: int | None = None,
    substitute_name: str = "",
    substitute_position: str = "",
    absent_from: datetime | None = None,
    absent_until: datetime | None = None,
) -> Invitation:
    """Say whether the invited person comes. An earlier answer is replaced; the journal keeps both.

    A substitute known to the system (`substitute_id`) is handed the papers and sees the sitting;
    who may be one is a rule of the body.
    `absent_from`, `absent_until`: the part that is missed, or for which somebody sits in.
    Raises Denied, Conflict, Invalid.
    """
    now = clock.now()
    rules.may_answer(actor, invitation, meeting, prepares_for(db, actor, now)).enforce()
    before, turn_before = invitation.substitute_id, _turn(invitation)
    rules.sound_answer(invitation.kind, answer, reason).enforce()
    substitute = None
    if answer is Answer.SUBSTITUTE:
        substitute = _substitute(
            db, invitation, substitute_id, substitute_name, substitute_position
        )
    is_away = answer in (Answer.ABSENT, Answer.SUBSTITUTE)
    if is_away:
        rules.sound_part(meeting, absent_from, absent_until).enforce()
    calling.forget_answer(invitation)
    invitation.answer, invitation.answered_at = answer, now
    if is_away:
        invitation.reason = reason.strip()
        part = rules.part_of(meeting, absent_from, absent_until)
        invitation.absent_from, invitation.absent_until = part
    if answer is Answer.SUBSTITUTE:
        invitation.substitute_id = substitute.id if substitute else None
        # Who is known goes by the name and position that are known of them.
        known_position = substitute.position_vi if substitute else ""
        invitation.substitute_name = substitute.name if substitute else substitute_name.strip()
        invitation.substitute_position = known_position or substitute_position.strip()
    db.flush()
    told = [invitation.person_id]
    if invitation.substitute_id != before:
        told += _change_substitute(db, actor, meeting, before, invitation.substitute_id)
    if _turn(invitation) != turn_before:
        calendars.keep_up(db, meeting)
    journal.record(
        db,
        actor,
        "invitation:answer",
        invitation,
        details={"meeting": meeting.id, "answer": answer.value,
                 "on_behalf": actor.person_id != invitation.person_id},
    )  # fmt: skip
    if rules.is_absence(invitation) and invitation.person_id != meeting.chair_id:
        told.append(meeting.chair_id)
        _tell_chair(db, meeting, invitation)
    publish(db, InvitationChanged(meeting.id, invitation.id, tuple(told)))
    return invitation


def note_answers(
    db: Session, *, actor: Actor, meeting: Meeting, answers: Sequence[tuple[int, dict[str, Any]]]
) -> list[Invitation]:
    """Note what several of the invited said: [(invitation id, as for `answer_invitation`)]; all of
    them or none.

    Raises Denied, Conflict, and Invalid with the place before each field ("answers.3.reason").
    """
    rows = {
        row.id: row
        for row in db.execute(
            select(Invitation).where(
                Invitation.meeting_id == meeting.id, Invitation.id.in_([key for key, _ in answers])
            )
        ).scalars()
    }
    noted = []
    for place, (invitation_id, said) in enumerate(answers):
        try:
            if invitation_id not in rows or rows[invitation_id] in noted:
                raise Invalid(S("field-choice"), {"invitation_id": S("field-choice")})
            noted.append(
                answer_invitation(
                    db, actor=actor, meeting=meeting, invitation=rows[invitation_id], **said
                )
            )
        except Invalid as error:
            fields = {f"answers.{place}.{name}": why for name, why in error.fields.items()}
            raise Invalid(error.sentence, fields, code=error.code) from error
    return noted


def consent_to_absence(
    db: Session, *, actor: Actor, meeting: Meeting, invitation: Invitation, consent: bool
) -> Invitation:
    """Let the chair agree to an announced absence, or not. The minutes tell it.

    Raises Denied, Conflict.
    """
    rules.may_consent(actor, invitation, meeting).enforce()
    invitation.consent, invitation.consented_at = consent, clock.now()
    db.flush()
    journal.record(
        db, actor, "invitation:consent", invitation,
        details={"meeting": meeting.id, "consent": consent},
    )  # fmt: skip
    sentence = S(
        "absence-consented-sentence" if consent else "absence-refused-sentence",
        title=meeting.title, at=meeting.starts_at,
    )  # fmt: skip
    notify(
        db,
        kind="absence-consented",
        person_ids=[invitation.person_id],
        sentence=sentence,
        outside=sentence,
        url=f"/meetings/{meeting.id}",
        key=f"absence-consent:{invitation.id}:{invitation.revision}",
        subject={"meeting_id": meeting.id},
    )
    told = (invitation.person_id, meeting.chair_id)
    publish(db, InvitationChanged(meeting.id, invitation.id, told))
    return invitation


def consent_to_absences(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    invitations: Collection[Invitation],
    consent: bool,
) -> int:
    """Let the chair agree to several absences at once, or to none of them; return how many.

    Raises Denied, Conflict: then nothing is said of any.
    """
    for invitation in invitations:
        rules.may_consent(actor, invitation, meeting).enforce()
    for invitation in invitations:
        consent_to_absence(db, actor=actor, meeting=meeting, invitation=invitation, consent=consent)
    return len(invitations)


def _tell_chair(db: Session, meeting: Meeting, invitation: Invitation) -> None:
    said: dict[str, Any] = {
        "name": invitation.name, "title": meeting.title, "at": meeting.starts_at,
    }  # fmt: skip
    notify(
        db,
        kind="absence-announced",
        person_ids=[meeting.chair_id],
        sentence=S("absence-announced-sentence", reason=invitation.reason or "–", **said),
        outside=S("absence-announced-outside", **said),
        url=f"/meetings/{meeting.id}?view=sent",
        key=f"absence:{invitation.id}:{invitation.revision}",
        subject={"meeting_id": meeting.id},
    )


def ask_again(db: Session, *, actor: Actor, meeting: Meeting) -> None:
    """Forget what was answered, of a sitting that is now held at quite another time.

    A part of changing the sitting: that act asks whether `actor` may, and is in the journal.
    """
    answered = db.execute(
        select(Invitation)
        .where(Invitation.meeting_id == meeting.id, Invitation.answer != Answer.NONE)
        .order_by(Invitation.id)
    ).scalars()
    for invitation in list(answered):
        before = invitation.substitute_id
        calling.forget_answer(invitation)
        db.flush()
        told = [invitation.person_id]
        if before is not None:
            told += _change_substitute(db, actor, meeting, before, None)
        publish(db, InvitationChanged(meeting.id, invitation.id, tuple(told)))


def _change_substitute(
    db: Session, actor: Actor, meeting: Meeting, before: int | None, after: int | None
) -> list[int]:
    """Take the papers from the one who no longer sits in and hand them to the one who does.
    Who comes in their own right, or sits in for somebody else too, keeps theirs."""
    persons = [person_id for person_id in (before, after) if person_id is not None]
    for person_id in persons:
        handing_out.follow(db, actor=actor, meeting=meeting, person_id=person_id)
    if before is not None:
        publish(db, RightsChanged((meeting_room(meeting.id),)))
    return persons


def _turn(invitation: Invitation) -> tuple[int, datetime | None, datetime | None] | None:
    """Return who known to the system sits in, and when; None: nobody."""
    if invitation.substitute_id is None:
        return None
    return invitation.substitute_id, invitation.absent_from, invitation.absent_until


def _substitute(
    db: Session, invitation: Invitation, person_id: int | None, name: str, position: str
) -> Person | None:
    """Return who sits in, where the system knows them. Raises Invalid."""
    body = rules_on(db, clock.day_of(invitation.meeting.starts_at)).invitations
    if person_id is None:
        rules.sound_name(body, name, position).enforce()
        return None
    person = db.get(Person, person_id)
    if person is None:
        raise Invalid(S("meeting-unknown-person"), {"substitute_id": S("meeting-unknown-person")})
    rules.may_sit_in(
        body, person, invitation, organisations_of(db, invitation),
        members_called(db, invitation.meeting_id),
    ).enforce()  # fmt: skip
    return person
