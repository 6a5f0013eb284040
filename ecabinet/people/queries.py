"""Who sits in the cabinet on a day, which rules are in force, which organisations there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ecabinet.calendar import WorkingDays, vietnam
from ecabinet.errors import NotVisible
from ecabinet.people.models import Body, BodyRulesVersion, Mandate, Organisation, Person, Seat
from ecabinet.people.rules import BodyRules


@dataclass(frozen=True)
class Member:
    """A voting member on a day, with the highest of their seats. One person, one vote."""

    person_id: int
    name: str
    title_vi: str
    title_en: str
    rank: int
    is_chair: bool
    organisation_id: int | None

    def title(self, language: str) -> str:
        """Return the seat's title in `language`."""
        return self.title_en if language == "en" else self.title_vi


def members_on(db: Session, day: date) -> list[Member]:
    """Return the voting members of the cabinet on `day`, by rank."""
    rows = db.execute(
        select(Mandate)
        .join(Seat)
        .where(
            Seat.votes,
            Mandate.starts_on <= day,
            (Mandate.ends_on.is_(None)) | (Mandate.ends_on >= day),
        )
        .options(joinedload(Mandate.person), joinedload(Mandate.seat))
        .order_by(Seat.rank, Mandate.id)
    ).scalars()
    found: dict[int, Member] = {}
    for mandate in rows:
        seat = mandate.seat
        found.setdefault(
            mandate.person_id,
            Member(
                mandate.person_id,
                mandate.person.name,
                seat.title_vi,
                seat.title_en,
                seat.rank,
                seat.is_chair,
                seat.organisation_id,
            ),
        )
    return list(found.values())


def rules_on(db: Session, day: date) -> BodyRules:
    """Return the body's rules in force on `day`. Raises NotVisible when none are."""
    row = db.execute(
        select(BodyRulesVersion)
        .where(BodyRulesVersion.valid_from <= day)
        .order_by(BodyRulesVersion.valid_from.desc())
        .limit(1)
    ).scalar_one_or_none()
    if row is None:
        raise NotVisible
    return BodyRules.from_json(row.rules)


def rules_of_days(db: Session, days: Iterable[date]) -> dict[date, BodyRules]:
    """Return {day: the rules in force on it}, without days on which none are; one query."""
    newest = select(BodyRulesVersion).order_by(BodyRulesVersion.valid_from.desc())
    versions = list(db.execute(newest).scalars())
    in_force = {
        day: next((one for one in versions if one.valid_from <= day), None) for day in set(days)
    }
    read = {one.id: BodyRules.from_json(one.rules) for one in in_force.values() if one is not None}
    return {day: read[one.id] for day, one in in_force.items() if one is not None}


def body(db: Session) -> Body:
    """Return the cabinet itself."""
    return db.get_one(Body, 1)


@lru_cache(maxsize=4)
def working_days(zone: ZoneInfo) -> WorkingDays:
    """Return the calendar of working days in the body's time zone."""
    return vietnam(zone)


def organisations_in_use(db: Session) -> list[Organisation]:
    """Return the organisations that exist now, by rank."""
    rows = db.execute(
        select(Organisation)
        .where(Organisation.valid_to.is_(None))
        .order_by(Organisation.rank, Organisation.code)
    )
    return list(rows.scalars())


def find_organisation(db: Session, organisation_id: int) -> Organisation:
    """Return an organisation in use. Raises NotVisible."""
    row = db.get(Organisation, organisation_id)
    if row is None or row.valid_to is not None:
        raise NotVisible
    return row


def find_person(db: Session, person_id: int) -> Person:
    """Return a person who has not been deactivated. Raises NotVisible."""
    row = db.get(Person, person_id)
    if row is None or row.deactivated_at is not None:
        raise NotVisible
    return row
