"""Puts the demo's people into an empty store: body, rules, ministries, seats, accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.roster import CHAIR, DEPUTIES, MINISTRIES, OFFICE, STAFF, STAND_INS, Ministry
from ecabinet import journal
from ecabinet.auth.actor import Actor, load_actor
from ecabinet.auth.models import Account, Role
from ecabinet.auth.services import create_account
from ecabinet.people import presets
from ecabinet.people.models import Body, BodyRulesVersion, Mandate, Organisation, Person, Seat

PASSWORD = "ecabinet-demo"  # noqa: S105 - public by intent; such a store is marked as the demo
PRESET = "vn-government"
WITH_EMAIL = ("pm", "dpm1", "minister.g12", "officer.g12", "secretary", "head", "clerk", "admin")
"""Who has an e-mail address, under a domain that nobody owns (RFC 2606)."""


@dataclass
class People:
    """The ids of the demo's people: accounts and persons by login, organisations by code,
    deputy ministers by the code of their ministry."""

    accounts: dict[str, int] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)
    stand_ins: dict[str, int] = field(default_factory=dict)

    def actor(self, db: Session, login: str, today: date) -> Actor:
        """Return the Actor of a login, as of `today`."""
        actor = load_actor(db, self.accounts[login], today=today)
        if actor is None:
            raise LookupError(f"the demo has no account {login}")
        return actor

    @property
    def members(self) -> list[str]:
        """The logins of those who vote, in the order of the seats."""
        return [
            login
            for login in self.accounts
            if login == "pm" or login.startswith(("dpm", "minister."))
        ]


def is_empty(db: Session) -> bool:
    """Return whether nobody has an account yet."""
    return db.execute(select(Account.id).limit(1)).first() is None


def add_people(db: Session, at: datetime, today: date) -> People:
    """Fill an empty store with the cabinet as of `today`, in office long enough for the story."""
    people = People()
    since = min(date(2026, 4, 8), today - timedelta(days=200))
    _add_body(db, min(date(2026, 1, 1), since))
    offices = {row.code: _organisation(rank, row) for rank, row in enumerate(MINISTRIES, start=10)}
    db.add_all(offices.values())
    chair = Seat(title_vi="Thủ tướng Chính phủ", title_en="Prime Minister", rank=1, is_chair=True)
    _member(db, people, "pm", CHAIR, chair, since, at)
    for number, name in enumerate(DEPUTIES, start=1):
        seat = Seat(
            title_vi="Phó Thủ tướng Thường trực Chính phủ" if number == 1
            else "Phó Thủ tướng Chính phủ",
            title_en="Standing Deputy Prime Minister" if number == 1 else "Deputy Prime Minister",
            rank=1 + number,
        )  # fmt: skip
        _member(db, people, f"dpm{number}", name, seat, since, at)
    for rank, row in enumerate(MINISTRIES, start=10):
        seat = Seat(
            title_vi=row.seat_vi, title_en=row.seat_en, organisation=offices[row.code], rank=rank
        )
        _member(db, people, f"minister.{row.code.lower()}", row.head, seat, since, at)
    for row in MINISTRIES:
        officer = Person(
            name=row.officer, position_vi=f"Chuyên viên {row.name_vi}",
            position_en=f"Officer, {row.name_en}", organisation=offices[row.code],
        )  # fmt: skip
        _account(db, people, f"officer.{row.code.lower()}", officer, Role.OFFICER, at)
    for official in STAFF:
        person = Person(
            name=official.name, position_vi=official.position_vi,
            position_en=official.position_en, organisation=offices[OFFICE],
        )  # fmt: skip
        _account(db, people, official.login, person, official.role, at)
    for code, (name, position_vi, position_en) in STAND_INS.items():
        person = Person(
            name=name, position_vi=position_vi, position_en=position_en, organisation=offices[code]
        )
        db.add(person)
        db.flush()
        people.stand_ins[code] = person.id
    people.organisations.update({code: office.id for code, office in offices.items()})
    return people


def _add_body(db: Session, since: date) -> None:
    db.add(
        Body(
            id=1, name_vi="Chính phủ", name_en="The Government", notation="CP",
            office_name_vi="Văn phòng Chính phủ", office_name_en="Government Office",
            office_notation="VPCP", place_vi="Hà Nội", place_en="Hanoi",
        )
    )  # fmt: skip
    rules = presets.PRESETS[PRESET].to_json()
    db.add(BodyRulesVersion(valid_from=since, preset=PRESET, rules=rules))


def _organisation(rank: int, row: Ministry) -> Organisation:
    return Organisation(
        code=row.code, old_code=f"000.00.00.{row.code}", notation=row.notation,
        name_vi=row.name_vi, name_en=row.name_en, rank=rank, valid_from=date(2025, 3, 1),
    )  # fmt: skip


def _member(
    db: Session, people: People, login: str, name: str, seat: Seat, since: date, at: datetime
) -> None:
    person = Person(
        name=name, position_vi=seat.title_vi, position_en=seat.title_en,
        organisation=seat.organisation,
    )  # fmt: skip
    db.add(Mandate(person=person, seat=seat, starts_on=since))
    _account(db, people, login, person, Role.MEMBER, at)


def _account(
    db: Session, people: People, login: str, person: Person, role: Role, at: datetime
) -> None:
    if login in WITH_EMAIL:
        person.email = f"{login}@cabinet.example"
    account = create_account(
        db, journal.SYSTEM, login=login, password=PASSWORD, person=person, roles=[role], at=at
    )
    people.accounts[login] = account.id
    people.persons[login] = account.person_id
