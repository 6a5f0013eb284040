"""Who is told of a delegation: both persons, but not who made the act; and both when it runs out,
which nobody does. Somebody reads or prepares in another's name, so nobody may switch these off,
but for the word a working day before the last."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.delegations.events import DelegationEnded, DelegationGranted
from ecabinet.notices import hearing, kinds
from ecabinet.notices.audience import person_of
from ecabinet.notices.services import notify
from ecabinet.people.models import Delegation, Person
from ecabinet.people.queries import working_days
from ecabinet.sentences import S

MORNING = timedelta(hours=8)


def is_in_force(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the delegation was not ended meanwhile, by hand or by its last day."""
    found = db.get(Delegation, subject["delegation_id"])
    return found is not None and found.revoked_at is None and found.ends_at > clock.now()


def runs_out(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether it was left to end on the day that the notice was written for."""
    found = db.get(Delegation, subject["delegation_id"])
    if found is None or found.revoked_at is not None:
        return False
    return found.ends_at.isoformat() == str(subject["ends_at"])


def is_ending(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether it is still to end on that day."""
    return is_in_force(db, person_id, subject) and runs_out(db, person_id, subject)


def _tell(db: Session, event: DelegationGranted | DelegationEnded, what: str) -> None:
    """Tell both of an act, but not who made it."""
    own = person_of(db, event.account_id)
    persons = [person for person in event.person_ids if person != own]
    _notify(db, event, persons, what, what)


def _notify(
    db: Session,
    event: DelegationGranted | DelegationEnded,
    persons: Collection[int],
    kind: str,
    words: str,
    at: datetime | None = None,
) -> None:
    delegation = db.get_one(Delegation, event.delegation_id)
    giver, holder = event.person_ids
    names = {
        "giver": db.get_one(Person, giver).name, "holder": db.get_one(Person, holder).name,
    }  # fmt: skip
    for side, person_id in (("given", giver), ("held", holder)):
        if person_id not in persons:
            continue
        notify(
            db,
            kind=f"delegation-{kind}",
            person_ids=[person_id],
            sentence=S(
                f"delegation-notice-{words}-{side}",
                first=clock.day_of(delegation.starts_at), last=_last_day(delegation), **names,
            ),
            outside=S(f"delegation-outside-{words}"),
            url="/delegations",
            key=f"delegation:{delegation.id}:{kind}",
            subject={
                "delegation_id": delegation.id, "ends_at": delegation.ends_at.isoformat(),
            },
            at=at,
        )  # fmt: skip


def _last_day(delegation: Delegation) -> date:
    return clock.day_of(delegation.ends_at - timedelta(microseconds=1))


def _granted(db: Session, event: DelegationGranted) -> None:
    _tell(db, event, "granted")
    delegation = db.get_one(Delegation, event.delegation_id)
    days = working_days(clock.zone())
    before = clock.start_of(days.latest_before(_last_day(delegation), 1)) + MORNING
    if before > max(delegation.starts_at, clock.now()):
        _notify(db, event, event.person_ids, "ending", "ending", at=before)
    _notify(db, event, event.person_ids, "lapsed", "ended", at=delegation.ends_at)


def _ended(db: Session, event: DelegationEnded) -> None:
    _tell(db, event, "ended")


def init() -> None:
    """Make the kinds known and hear of the events."""
    granted = kinds.Kind("delegation-granted", "delegations", is_mandatory=True, still=is_in_force)
    kinds.register(granted)
    kinds.register(kinds.Kind("delegation-ended", "delegations", is_mandatory=True))
    kinds.register(kinds.Kind("delegation-ending", "delegations", still=is_ending))
    lapsed = kinds.Kind("delegation-lapsed", "delegations", is_mandatory=True, still=runs_out)
    kinds.register(lapsed)
    hearing.hear(DelegationGranted, "delegations", _granted)
    hearing.hear(DelegationEnded, "delegations", _ended)
