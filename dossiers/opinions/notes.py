"""What people are told of opinions: the asked of being asked, the lead of what came."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from dossiers.submissions.models import OpinionRequest, SubmissionState
from ecabinet.calendar import WorkingDays
from ecabinet.notices import kinds
from ecabinet.notices.services import notify
from ecabinet.sentences import S

GROUP = "submissions"


def waits_still(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Return whether the request still waits for its answer, until the deadline it was told of."""
    request = db.get(OpinionRequest, subject["request"])
    return (
        request is not None
        and request.withdrawn_at is None
        and request.answered_at is None
        and request.submission.state is not SubmissionState.WITHDRAWN
        and request.due_at.isoformat() == subject["due_at"]
    )


KINDS = (
    kinds.Kind("opinion-asked", GROUP, still=waits_still),
    kinds.Kind("opinion-reminder", GROUP, still=waits_still),
    kinds.Kind("opinion-withdrawn", GROUP),
    kinds.Kind("opinion-answered", GROUP),
)


def register() -> None:
    """Make the kinds known."""
    for kind in KINDS:
        kinds.register(kind)


def _subject(request: OpinionRequest) -> dict[str, Any]:
    return {"request": request.id, "due_at": request.due_at.isoformat()}


def _url(request: OpinionRequest) -> str:
    return f"/opinions/{request.id}"


def asked(
    db: Session, request: OpinionRequest, person_ids: Collection[int], days: WorkingDays
) -> None:
    """Tell the officers that they are asked; and once more a working day before the deadline."""
    name, due_at = request.submission.organisation.notation, request.due_at
    notify(
        db,
        kind="opinion-asked",
        person_ids=person_ids,
        sentence=S("opinion-note-asked", lead=name, subject=request.submission.subject, at=due_at),
        outside=S("opinion-note-asked-outside", lead=name, at=due_at),
        url=_url(request),
        key=f"opinion-asked:{request.id}:{request.asked_at.isoformat()}",
        subject=_subject(request),
    )
    _before_the_end(db, request, person_ids, days)


def _before_the_end(
    db: Session, request: OpinionRequest, person_ids: Collection[int], days: WorkingDays
) -> None:
    last = days.local_day(request.due_at)
    before = days.end_of(days.latest_before(last, 1))
    if before <= request.asked_at:
        return
    _remind(db, request, person_ids, f"opinion-due:{request.id}:{_subject(request)['due_at']}",
            at=before)  # fmt: skip


def moved(
    db: Session, request: OpinionRequest, person_ids: Collection[int], days: WorkingDays
) -> None:
    """Tell the officers until when they have now."""
    key = f"opinion-moved:{request.id}:{_subject(request)['due_at']}:{request.revision}"
    _remind(db, request, person_ids, key)
    _before_the_end(db, request, person_ids, days)


def remind(
    db: Session,
    request: OpinionRequest,
    person_ids: Collection[int],
    days: WorkingDays,
    at: datetime,
) -> None:
    """Remind officers by the hand of who asked, at most once a day."""
    day = days.local_day(at).isoformat()
    _remind(db, request, person_ids, f"opinion-reminder:{request.id}:{day}")


def _remind(
    db: Session,
    request: OpinionRequest,
    person_ids: Collection[int],
    key: str,
    at: datetime | None = None,
) -> None:
    name = request.submission.organisation.notation
    notify(
        db,
        kind="opinion-reminder",
        person_ids=person_ids,
        sentence=S(
            "opinion-note-reminder",
            lead=name,
            subject=request.submission.subject,
            at=request.due_at,
        ),
        outside=S("opinion-note-reminder-outside", lead=name, at=request.due_at),
        url=_url(request),
        key=key,
        subject=_subject(request),
        at=at,
    )


def withdrawn(db: Session, request: OpinionRequest, person_ids: Collection[int]) -> None:
    """Tell the officers that their opinion is asked no more."""
    assert request.withdrawn_at is not None
    notify(
        db,
        kind="opinion-withdrawn",
        person_ids=person_ids,
        sentence=S(
            "opinion-note-withdrawn",
            lead=request.submission.organisation.notation,
            subject=request.submission.subject,
        ),
        url="/opinions",
        key=f"opinion-withdrawn:{request.id}:{request.withdrawn_at.isoformat()}",
    )


def dossier_withdrawn(db: Session, request: OpinionRequest, person_ids: Collection[int]) -> None:
    """Tell the officers that the dossier is gone; who answered still finds the answer."""
    notify(
        db,
        kind="opinion-withdrawn",
        person_ids=person_ids,
        sentence=S(
            "opinion-note-dossier-withdrawn",
            lead=request.submission.organisation.notation,
            subject=request.submission.subject,
        ),
        url=_url(request) if request.answered_at is not None else "/opinions",
        key=f"opinion-dossier-withdrawn:{request.id}",
    )


def answered(db: Session, request: OpinionRequest, person_ids: Collection[int]) -> None:
    """Tell the lead's officers of an answer, or of a changed one."""
    assert request.answered_at is not None
    name = request.organisation.notation
    notify(
        db,
        kind="opinion-answered",
        person_ids=person_ids,
        sentence=S("opinion-note-answered", sender=name, subject=request.submission.subject),
        outside=S("opinion-note-answered-outside", sender=name),
        url=_url(request),
        key=f"opinion-answered:{request.id}:{request.answered_at.isoformat()}",
    )
