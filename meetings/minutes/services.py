"""Acts on the record of a sitting: keep a revision, submit, return, approve, sign.

Drawing the files is slow and stands outside the transaction; see `making`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.models import NumberedKind
from decisions.services import next_number
from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict
from ecabinet.journal import SYSTEM
from ecabinet.outbox import publish
from ecabinet.sentences import S
from meetings.live.rules import OVER
from meetings.minutes import queries, rules
from meetings.minutes.content import content_hash
from meetings.minutes.events import MinutesChanged
from meetings.minutes.models import Minutes, MinutesState
from meetings.models import Meeting, MeetingState


def _locked(db: Session, meeting_id: int) -> Meeting:
    """The sitting, whose record is made by one process at a time."""
    wanted = select(Meeting).where(Meeting.id == meeting_id).with_for_update()
    return db.execute(wanted.execution_options(populate_existing=True)).scalar_one()


def give_number(db: Session, meeting_id: int, year: int) -> Meeting:
    """Give the record of the sitting its number in `year`, once; return the sitting.

    It is kept with the sitting, before anything is drawn: what is interrupted leaves no gap, and
    of two processes the second finds the number of the first. Raises Conflict before the end.
    """
    meeting = _locked(db, meeting_id)
    if meeting.state not in OVER:
        raise Conflict(S("minutes-not-ended"))
    if meeting.minutes_number is None:
        meeting.minutes_number = next_number(db, year, NumberedKind.MINUTES)
        meeting.minutes_year = year
        db.flush()
        details = {"number": meeting.minutes_number, "year": year}
        journal.record(db, SYSTEM, "minutes:number", meeting, details=details)
    return meeting


def keep_first(
    db: Session, meeting_id: int, content: dict[str, Any], pdf_sha256: str, docx_sha256: str
) -> Minutes:
    """Keep the record made of the stored facts; the one that is there already wins.

    Raises Conflict before the end of the sitting.
    """
    meeting = _locked(db, meeting_id)
    if meeting.state not in OVER:
        raise Conflict(S("minutes-not-ended"))
    there = queries.latest(db, meeting.id)
    if there is not None:
        return there
    minutes = _keep(db, meeting, 1, content, pdf_sha256, docx_sha256, "make", account_id=None)
    journal.record(db, SYSTEM, "minutes:make", minutes)
    return minutes


def revise(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    minutes: Minutes,
    content: dict[str, Any],
    pdf_sha256: str,
    docx_sha256: str,
) -> Minutes:
    """Keep a new revision with other words. Raises Denied, Conflict when it is no draft or when
    another revision was kept meanwhile."""
    rules.may_edit(actor, minutes).enforce()
    newest = queries.latest(db, meeting.id)
    if newest is None or newest.id != minutes.id:
        raise Conflict(S("minutes-revised-meanwhile"))
    kept = _keep(
        db, meeting, minutes.ordinal + 1, content, pdf_sha256, docx_sha256, "revise",
        account_id=actor.account_id,
    )  # fmt: skip
    journal.record(db, actor, "minutes:revise", kept, details={"revision": kept.ordinal})
    return kept


def _keep(
    db: Session,
    meeting: Meeting,
    ordinal: int,
    content: dict[str, Any],
    pdf_sha256: str,
    docx_sha256: str,
    act: str,
    *,
    account_id: int | None,
) -> Minutes:
    minutes = Minutes(
        meeting_id=meeting.id,
        ordinal=ordinal,
        state=MinutesState.DRAFT,
        # Decree 30/2020, Annex I: numbers below 10 take a leading zero.
        number_symbol=f"{content['number']:02d}/{content['symbol']}",
        content=content,
        pdf_sha256=pdf_sha256,
        docx_sha256=docx_sha256,
        created_at=clock.now(),
        created_by_id=account_id,
    )
    db.add(minutes)
    db.flush()
    publish(db, MinutesChanged(meeting.id, minutes.state.value, minutes.id, act, account_id))
    return minutes


def submit(db: Session, *, actor: Actor, meeting: Meeting, minutes: Minutes) -> None:
    """Hand the draft to head and chair; the members read it from now on."""
    rules.may_submit(actor, minutes).enforce()
    meeting.state = MeetingState.MINUTES_SUBMITTED
    _to(db, actor, minutes, MinutesState.REVIEW, "submit")


def send_back(
    db: Session, *, actor: Actor, meeting: Meeting, minutes: Minutes, reason: str
) -> None:
    """Return the record to the secretariat; it is a draft again."""
    rules.may_return(actor, meeting, minutes).enforce()
    meeting.state = MeetingState.ENDED
    minutes.approved_at = None
    details = {"reason_sha256": journal.digest(reason)}
    _to(db, actor, minutes, MinutesState.DRAFT, "return", details, reason)


def approve(db: Session, *, actor: Actor, meeting: Meeting, minutes: Minutes) -> None:
    """Approve what was submitted."""
    rules.may_approve(actor, meeting, minutes).enforce()
    minutes.approved_at = clock.now()
    _to(db, actor, minutes, MinutesState.APPROVED, "approve")


def sign(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    minutes: Minutes,
    signed_at: datetime,
    pdf_sha256: str,
    docx_sha256: str,
) -> None:
    """Sign the approved record; nothing in it changes any more.

    The files are those drawn with the line of the signature, of `signed_at`; those that
    were approved are kept beside them. Raises Denied, Conflict.
    """
    rules.may_sign(actor, meeting, minutes).enforce()
    minutes.signed_at = signed_at
    minutes.signed_by_id = actor.person_id
    minutes.content_hash = content_hash(minutes.content)
    details = {
        "content_hash": minutes.content_hash,
        "pdf_sha256": pdf_sha256,
        "docx_sha256": docx_sha256,
    }
    minutes.approved_pdf_sha256 = minutes.pdf_sha256
    minutes.approved_docx_sha256 = minutes.docx_sha256
    minutes.pdf_sha256, minutes.docx_sha256 = pdf_sha256, docx_sha256
    meeting.state = MeetingState.MINUTES_SIGNED
    _to(db, actor, minutes, MinutesState.SIGNED, "sign", details)


def _to(
    db: Session,
    actor: Actor,
    minutes: Minutes,
    state: MinutesState,
    act: str,
    details: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    minutes.state = state
    db.flush()
    journal.record(db, actor, f"minutes:{act}", minutes, details=details)
    publish(
        db,
        MinutesChanged(minutes.meeting_id, state.value, minutes.id, act, actor.account_id, reason),
    )
