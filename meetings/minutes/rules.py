"""Who reads, edits, submits, approves and signs the record of a sitting."""

from __future__ import annotations

from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied
from meetings.minutes.models import Minutes, MinutesState
from meetings.models import Meeting

NEXT_STATES: dict[MinutesState, frozenset[MinutesState]] = {
    MinutesState.DRAFT: frozenset({MinutesState.REVIEW}),
    MinutesState.REVIEW: frozenset({MinutesState.DRAFT, MinutesState.APPROVED}),
    MinutesState.APPROVED: frozenset({MinutesState.DRAFT, MinutesState.SIGNED}),
    MinutesState.SIGNED: frozenset(),
}
"""The steps of a revision; an edit makes a new one, which is a draft again."""


def _step(minutes: Minutes, to: MinutesState) -> Verdict:
    if to in NEXT_STATES[minutes.state]:
        return ALLOW
    if minutes.state is MinutesState.SIGNED:
        return conflict("minutes-are-signed")
    return conflict("minutes-not-in-this-state")


def may_edit(actor: Actor, minutes: Minutes) -> Verdict:
    """Say whether `actor` may word what was recorded: the secretariat, while it is a draft."""
    if not actor.is_secretariat:
        return denied("minutes-secretariat-only")
    return _step(minutes, MinutesState.REVIEW)


def may_submit(actor: Actor, minutes: Minutes) -> Verdict:
    """Say whether `actor` may hand the draft to head and chair; members read it from then on."""
    return may_edit(actor, minutes)


def _decides(actor: Actor, meeting: Meeting) -> Verdict:
    if actor.has(Role.HEAD) or actor.person_id == meeting.chair_id:
        return ALLOW
    return denied("minutes-chair-or-head")


def may_approve(actor: Actor, meeting: Meeting, minutes: Minutes) -> Verdict:
    """Say whether `actor` may approve what was submitted: the head or the chair."""
    return _decides(actor, meeting).and_then(_step(minutes, MinutesState.APPROVED))


def may_return(actor: Actor, meeting: Meeting, minutes: Minutes) -> Verdict:
    """Say whether `actor` may send the record back to be worded anew."""
    return _decides(actor, meeting).and_then(_step(minutes, MinutesState.DRAFT))


def may_sign(actor: Actor, meeting: Meeting, minutes: Minutes) -> Verdict:
    """Say whether `actor` may sign: the chair of the sitting alone (Decree 30/2020, annex III)."""
    if actor.person_id != meeting.chair_id:
        return denied("minutes-chair-signs")
    return _step(minutes, MinutesState.SIGNED)
