"""A small cabinet for tests: body, rules, ministries, members and accounts, with real rows.

`build(db)` makes the same people every time. Logins: pm (chair), minister.g12, minister.g15,
minister.g03 (members), secretary, head, clerk, officer.g12, officer.g15, auditor, admin, outsider
(a person with an account and no role that sees anything). Password of all: `PASSWORD`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor, load_actor
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.auth.passwords import hash_password
from ecabinet.people import presets
from ecabinet.people.models import Body, BodyRulesVersion, Mandate, Organisation, Person, Seat

PASSWORD = "a-long-test-password"
HASH = hash_password(PASSWORD)
T0 = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
"""09:00 in Hà Nội on a Tuesday: the tests' usual now."""
TODAY = date(2026, 12, 1)

MINISTRIES = [
    ("G12", "BTC", "Bộ Tài chính", "Ministry of Finance", "Trần Thị Bình"),
    ("G15", "BTP", "Bộ Tư pháp", "Ministry of Justice", "Lê Văn Cường"),
    ("G03", "BGDĐT", "Bộ Giáo dục và Đào tạo", "Ministry of Education", "Phạm Thị Dung"),
]
STAFF = [
    ("secretary", "Vũ Thị Thư", Role.SECRETARIAT),
    ("head", "Đỗ Văn Chánh", Role.HEAD),
    ("clerk", "Ngô Thị Ký", Role.CLERK),
    ("auditor", "Bùi Văn Soát", Role.AUDITOR),
    ("admin", "Hồ Văn Quản", Role.ADMIN),
]


@dataclass(frozen=True)
class Cabinet:
    """The ids of what `build` made: by login and by ministry code."""

    persons: dict[str, int]
    accounts: dict[str, int]
    organisations: dict[str, int]

    def actor(self, db: Session, login: str, today: date = TODAY) -> Actor:
        """Return the Actor of a login."""
        actor = load_actor(db, self.accounts[login], today=today)
        assert actor is not None
        return actor


def _account(db: Session, login: str, person: Person, *roles: Role) -> Account:
    account = Account(login=login, password_hash=HASH, person=person, created_at=T0)
    account.role_rows = [AccountRole(role=role) for role in roles]
    db.add(account)
    return account


def build(db: Session) -> Cabinet:
    """Fill an empty store."""
    db.add(
        Body(
            id=1, name_vi="Chính phủ", name_en="The Government", notation="CP",
            office_name_vi="Văn phòng Chính phủ", office_name_en="Government Office",
            office_notation="VPCP", place_vi="Hà Nội", place_en="Hanoi",
        )
    )  # fmt: skip
    rules = presets.VN_GOVERNMENT.to_json()
    db.add(BodyRulesVersion(valid_from=date(2026, 1, 1), preset="vn-government", rules=rules))
    office = Organisation(
        code="G22", old_code="000.00.00.G22", notation="VPCP", name_vi="Văn phòng Chính phủ",
        name_en="Government Office", rank=17, valid_from=date(2025, 3, 1),
    )  # fmt: skip
    db.add(office)
    logins: dict[str, Account] = {}
    chair = Person(name="Nguyễn Văn An", position_vi="Thủ tướng", position_en="Prime Minister")
    seat = Seat(title_vi="Thủ tướng Chính phủ", title_en="Prime Minister", rank=1, is_chair=True)
    db.add(Mandate(person=chair, seat=seat, starts_on=date(2026, 4, 8)))
    logins["pm"] = _account(db, "pm", chair, Role.MEMBER)
    organisations = {"G22": office}
    for rank, (code, notation, vi, en, name) in enumerate(MINISTRIES, start=10):
        ministry = Organisation(
            code=code, old_code=f"000.00.00.{code}", notation=notation, name_vi=vi, name_en=en,
            rank=rank, valid_from=date(2025, 3, 1),
        )  # fmt: skip
        organisations[code] = ministry
        minister = Person(
            name=name, position_vi=f"Bộ trưởng {vi}", position_en=f"Minister, {en}",
            organisation=ministry,
        )  # fmt: skip
        chair_of = Seat(
            title_vi=f"Bộ trưởng {vi}", title_en=f"Minister, {en}", organisation=ministry, rank=rank
        )
        db.add(Mandate(person=minister, seat=chair_of, starts_on=date(2026, 4, 8)))
        low = code.lower()
        logins[f"minister.{low}"] = _account(db, f"minister.{low}", minister, Role.MEMBER)
        official = Person(name=f"Cán bộ {notation}", organisation=ministry)
        logins[f"officer.{low}"] = _account(db, f"officer.{low}", official, Role.OFFICER)
    for login, name, role in STAFF:
        logins[login] = _account(db, login, Person(name=name, organisation=office), role)
    logins["outsider"] = _account(db, "outsider", Person(name="Người ngoài"))
    db.flush()
    return Cabinet(
        persons={login: account.person_id for login, account in logins.items()},
        accounts={login: account.id for login, account in logins.items()},
        organisations={code: row.id for code, row in organisations.items()},
    )


def find(db: Session) -> Cabinet:
    """Return the ids in a store that `build` filled before."""
    accounts = list(db.execute(select(Account)).scalars())
    organisations = db.execute(select(Organisation)).scalars()
    return Cabinet(
        persons={account.login: account.person_id for account in accounts},
        accounts={account.login: account.id for account in accounts},
        organisations={row.code: row.id for row in organisations},
    )
