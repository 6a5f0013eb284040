"""Who is told of a delegation: both persons, but not who made the act. Somebody reads or prepares
in another's name, so nobody may switch these off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.notices import hearing, kinds
from ecabinet.notices.audience import person_of
from ecabinet.notices.services import notify
from ecabinet.people.delegations.events import DelegationEnded, DelegationGranted
from ecabinet.people.models import Delegation, Person
from ecabinet.sentences import S


def is_in_force(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the delegation was not ended meanwhile, by hand or by its last day."""
    found = db.get(Delegation, subject["delegation_id"])
    return found is not None and found.revoked_at is None and found.ends_at > clock.now()


def _tell(db: Session, event: DelegationGranted | DelegationEnded, what: str) -> None:
    delegation = db.get_one(Delegation, event.delegation_id)
    giver, holder = event.person_ids
    own = person_of(db, event.account_id)
    names = {
        "giver": db.get_one(Person, giver).name, "holder": db.get_one(Person, holder).name,
    }  # fmt: skip
    last = clock.day_of(delegation.ends_at - timedelta(microseconds=1))
    for side, person_id in (("given", giver), ("held", holder)):
        if person_id == own:
            continue
        notify(
            db,
            kind=f"delegation-{what}",
            person_ids=[person_id],
            sentence=S(
                f"delegation-notice-{what}-{side}",
                first=clock.day_of(delegation.starts_at), last=last, **names,
            ),
            outside=S(f"delegation-outside-{what}"),
            url="/delegations",
            key=f"delegation:{delegation.id}:{what}",
            subject={"delegation_id": delegation.id},
        )  # fmt: skip


def _granted(db: Session, event: DelegationGranted) -> None:
    _tell(db, event, "granted")


def _ended(db: Session, event: DelegationEnded) -> None:
    _tell(db, event, "ended")


def init() -> None:
    """Make the kinds known and hear of the events."""
    granted = kinds.Kind("delegation-granted", "delegations", is_mandatory=True, still=is_in_force)
    kinds.register(granted)
    kinds.register(kinds.Kind("delegation-ended", "delegations", is_mandatory=True))
    hearing.hear(DelegationGranted, "delegations", _granted)
    hearing.hear(DelegationEnded, "delegations", _ended)
