"""The way of an agenda: submitted to the head, returned or approved, opened again, sent out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.errors import Invalid
from ecabinet.outbox import publish
from ecabinet.sentences import S
from meetings import handing_out
from meetings import rules as meeting_rules
from meetings.agenda import queries as agenda_queries
from meetings.agenda.recurring import note_minutes
from meetings.changes.services import lock
from meetings.editing.checks import valid_checks
from meetings.editions import rules
from meetings.editions.looking import warnings_of
from meetings.editions.models import EditionWarning
from meetings.editions.restoring import restore_sent_edition
from meetings.editions.warnings import LATE, SendingWarning, all_explained
from meetings.events import AgendaChanged, EditionSent
from meetings.invitations import calendars, offices, scope
from meetings.invitations import services as invitation_services
from meetings.invited.queries import taking_part
from meetings.models import AgendaVersion, Meeting, MeetingState
from meetings.queries import last_edition


def submit_agenda(
    db: Session, *, actor: Actor, meeting: Meeting, fingerprint: str | None = None
) -> None:
    """Ask the head to approve the agenda.

    Raises Denied, Conflict, Invalid (naming what is missing).
    """
    rules.may_submit(actor, meeting).enforce()
    _ready(db, meeting, fingerprint)
    meeting.agenda_submitted_at = clock.now()
    meeting.returned_at, meeting.return_reason = None, ""
    db.flush()
    journal.record(db, actor, "agenda:submit", meeting)
    publish(db, AgendaChanged(meeting.id, meeting.state.value))


def approve_agenda(
    db: Session, *, actor: Actor, meeting: Meeting, fingerprint: str | None = None
) -> AgendaVersion:
    """Freeze the working copy as the next edition. `fingerprint`: of what the head read.

    Raises Denied (not the head), Conflict (changed meanwhile, or nothing new), Invalid (missing).
    """
    rules.may_approve(actor, meeting).enforce()
    desk = _ready(db, meeting, fingerprint)
    before = last_edition(db, meeting)
    edition = AgendaVersion(
        meeting_id=meeting.id,
        ordinal=before.ordinal + 1 if before else 1,
        lines=desk.lines,
        approved_at=clock.now(),
        approved_by_id=actor.account_id,
    )
    db.add(edition)
    note_minutes(db, desk.items, desk.outline.minutes_of)
    if meeting.state is MeetingState.PLANNED:
        meeting.state = MeetingState.AGENDA_APPROVED
    meeting.agenda_submitted_at = None
    meeting.returned_at, meeting.return_reason = None, ""
    db.flush()
    journal.record(
        db,
        actor,
        "agenda:approve",
        edition,
        details={
            "meeting": meeting.id,
            "edition": edition.letter,
            "fingerprint": desk.fingerprint,
            "unchecked": len(desk.lines) - len(valid_checks(db, desk.lines)),
        },
    )
    publish(db, AgendaChanged(meeting.id, meeting.state.value))
    return edition


def return_agenda(db: Session, *, actor: Actor, meeting: Meeting, reason: str) -> None:
    """Give the agenda back to the officers, with the reason; an edition that was approved and
    waits for sending goes out no more. Raises Denied, Conflict, Invalid."""
    edition = last_edition(db, meeting, lock=True)
    rules.may_return(actor, meeting, edition).enforce()
    if not reason.strip():
        needed = S("agenda-return-needs-reason")
        raise Invalid(needed, {"reason": needed})
    details = _set_aside(meeting, edition)
    meeting.agenda_submitted_at = None
    meeting.returned_at, meeting.return_reason = clock.now(), reason.strip()
    db.flush()
    journal.record(db, actor, "agenda:return", meeting, details=details)
    publish(db, AgendaChanged(meeting.id, meeting.state.value))


def reopen_agenda(db: Session, *, actor: Actor, meeting: Meeting) -> None:
    """Open an approved, unsent agenda for changes; its edition stays on record, never sent.

    Raises Denied, Conflict.
    """
    edition = last_edition(db, meeting, lock=True)
    rules.may_reopen(actor, meeting, edition).enforce()
    details = _set_aside(meeting, edition)
    db.flush()
    journal.record(db, actor, "agenda:reopen", meeting, details=details)
    publish(db, AgendaChanged(meeting.id, meeting.state.value))


def _set_aside(meeting: Meeting, edition: AgendaVersion | None) -> dict[str, str]:
    """An approved edition that waited for sending goes out no more; return it for the journal."""
    details = {}
    if edition is not None and meeting_rules.waits_for_sending(meeting, edition):
        edition.set_aside_at = clock.now()
        details = {"set_aside": edition.letter}
    if meeting.state is MeetingState.AGENDA_APPROVED:
        meeting.state = MeetingState.PLANNED
    return details


def discard_changes(db: Session, *, actor: Actor, meeting: Meeting) -> None:
    """Undo what was changed since the edition that was sent last, and what was approved of it.
    Guests who were uninvited since stay so. Raises Denied, Conflict (nothing to undo)."""
    lock(db, meeting)
    sent = last_edition(db, meeting, sent=True)
    rules.may_discard(actor, meeting, sent).enforce()
    undone = restore_sent_edition(db, meeting, actor=actor)
    details = _set_aside(meeting, last_edition(db, meeting, lock=True))
    rules.something_undone(undone=undone or bool(details)).enforce()
    meeting.agenda_submitted_at = None
    db.flush()
    journal.record(db, actor, "agenda:discard-changes", meeting, details=details)
    publish(db, AgendaChanged(meeting.id, meeting.state.value))


def send_agenda(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    calendar: WorkingDays,
    late_reason: str = "",
    reasons: Mapping[str, str] | None = None,
    guest_ids: Collection[int] = (),
) -> AgendaVersion:
    """Send the approved edition: invite members, chair, clerk and guests, hand out its papers
    to them and to who sits in for them.

    Who was invited before keeps the answer given. Exactly the edition's versions are handed out;
    papers that it has no more are taken back. `reasons`: {code of a warning: why it is sent all
    the same}; `late_reason` is the one for late papers. Both are kept with the edition.
    Raises Denied, Conflict, Invalid (a warning without its reason).
    """
    edition = last_edition(db, meeting, lock=True)
    rules.may_send(actor, meeting, edition).enforce()
    assert edition is not None  # may_send refused otherwise
    now = clock.now()
    found = warnings_of(db, meeting, edition, calendar, now)
    given = {LATE: late_reason, **(reasons or {})}
    all_explained(found, given).enforce()
    edition.sent_at, edition.sent_by_id = now, actor.account_id
    is_late = any(warning.code == LATE for warning in found)
    edition.late_reason = given[LATE].strip() if is_late else ""
    _keep_warnings(db, edition, found, given)
    meeting.state = MeetingState.INVITED
    db.flush()
    invitation_services.invite_all(
        db, actor=actor, meeting=meeting, day=calendar.local_day(meeting.starts_at),
        guest_ids=guest_ids, asked=scope.call_guests(db, actor, meeting, edition),
    )  # fmt: skip
    offices.release_replaced(db, actor=actor, meeting=meeting)
    readers = taking_part(db, meeting)
    handing_out.take_back_dropped(db, actor=actor, meeting=meeting, edition=edition)
    handing_out.hand_out(db, actor=actor, meeting=meeting, edition=edition, person_ids=readers)
    calendars.keep_up(db, meeting)
    journal.record(
        db,
        actor,
        "agenda:send",
        edition,
        details={"meeting": meeting.id, "edition": edition.letter, "persons": list(readers),
                 "late": is_late,
                 "warnings": {w.code: {"reason_sha256": journal.digest(given[w.code].strip())}
                              for w in found}},
    )  # fmt: skip
    publish(db, EditionSent(meeting.id, meeting.state.value, edition.id, readers))
    return edition


def _keep_warnings(
    db: Session, edition: AgendaVersion, found: Sequence[SendingWarning], reasons: Mapping[str, str]
) -> None:
    """Keep what spoke against sending, and why it was sent all the same."""
    db.execute(delete(EditionWarning).where(EditionWarning.edition_id == edition.id))
    db.add_all(
        EditionWarning(
            edition_id=edition.id,
            code=warning.code,
            sentence=warning.sentence.to_json(),
            details=[detail.to_json() for detail in warning.details],
            citation=warning.citation,
            reason=reasons[warning.code].strip(),
        )
        for warning in found
    )


def _ready(db: Session, meeting: Meeting, fingerprint: str | None) -> agenda_queries.Desk:
    """Load the working copy and hold it to be unchanged, complete and new."""
    desk = agenda_queries.desk(db, meeting)
    rules.same_content(fingerprint, desk.fingerprint).enforce()
    rules.may_approve_content(desk.missing, differs=desk.differs, edition=desk.in_force).enforce()
    return desk
