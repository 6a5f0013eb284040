"""Which book whom is handed: the rights are the reader's own, or of one who delegates to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from ecabinet.jobs import engine
from ecabinet.people.models import Delegation, DelegationScope
from meetings.agenda.guests import ask_guest
from meetings.invitations import answering
from meetings.models import AgendaItem, Answer, Invitation, Meeting
from tests.cabinet import T0, Cabinet
from tests.meetings.packs.bound import OPEN, SECRET, Laid, file_of, text_of
from tests.meetings.sittings import Secretariat


def test_an_assistant_is_handed_the_book_of_the_member_with_the_own_name_on_it(
    app: Any, release: Any, api_of: Any, work: Any, cabinet: Cabinet
) -> None:
    pack = release()
    with work() as db:
        db.add(
            Delegation(
                person_id=cabinet.persons["minister.g12"],
                account_id=cabinet.accounts["officer.g15"], scope=DelegationScope.READ,
                starts_at=T0 - timedelta(days=1), ends_at=T0 + timedelta(days=1),
            )
        )  # fmt: skip
    text = text_of(file_of(api_of, "officer.g15", pack))
    assert f"{SECRET}, page 3" in text
    assert "Bản của Cán bộ BTP" in text
    assert "Trần Thị Bình" not in text

    with work() as db:
        db.scalars(select(Delegation)).one().revoked_at = T0
    assert api_of("officer.g15")("GET", f"/packs/{pack['id']}/file").status_code == 404


def test_who_sits_in_is_handed_the_book_of_the_own_rights(
    app: Any, release: Any, api_of: Any, work: Any, cabinet: Cabinet, laid: Laid
) -> None:
    pack = release()
    with work() as db:
        meeting = db.get_one(Meeting, laid.meeting)
        mine = Invitation.person_id == cabinet.persons["minister.g12"]
        answering.answer_invitation(
            db, actor=cabinet.actor(db, "minister.g12"), meeting=meeting,
            invitation=db.scalars(select(Invitation).where(mine)).one(),
            answer=Answer.SUBSTITUTE, reason="Đi công tác",
            substitute_id=cabinet.persons["officer.g12"],
        )  # fmt: skip
    client = api_of("officer.g12")
    if client("GET", f"/packs/{pack['id']}/file").status_code == 409:
        engine.run_queued(app)  # rights like nobody's
    text = text_of(file_of(api_of, "officer.g12", pack))
    assert f"{OPEN}, page 3" in text
    assert SECRET not in text


def test_a_guest_of_one_item_is_handed_no_pack(
    release: Any, api_of: Any, work: Any, cabinet: Cabinet, laid: Laid
) -> None:
    pack = release()
    with work() as db:
        desk = Secretariat(db, cabinet)
        ask_guest(
            db, actor=desk.actor("secretary"), item=db.get_one(AgendaItem, laid.items[1]),
            person_id=cabinet.persons["outsider"],
        )  # fmt: skip
    for login in ("outsider", "auditor", "admin"):
        assert api_of(login)("GET", f"/packs/{pack['id']}/file").status_code == 404
