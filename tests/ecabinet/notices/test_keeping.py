"""Old notices go with their deliveries and files; what must be read stays until it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from ecabinet import clock
from ecabinet.auth.models import SignIn
from ecabinet.config import Config
from ecabinet.jobs import engine, ticker
from ecabinet.notices import keeping, services
from ecabinet.notices.models import Channel, Delivery, Notice, NoticeFile, PushSubscription
from ecabinet.notices.services import Attachment
from ecabinet.people.models import Person
from tests.cabinet import T0
from tests.ecabinet.notices.conftest import Receiver, Telling

KEPT = timedelta(days=100)


def keys(telling: Telling) -> set[str]:
    with telling.store.reading() as db:
        return set(db.execute(select(Notice.key)).scalars())


def swept_after(telling: Telling, days: int, kept: timedelta | None = KEPT) -> set[str]:
    with clock.at(T0 + timedelta(days=days)):
        keeping.sweep(telling.store, kept)
    return keys(telling)


def reads(telling: Telling, key: str) -> None:
    with telling.store.unit_of_work() as db:
        found = db.execute(select(Notice.id).where(Notice.key == key)).scalar_one()
        services.mark_read(db, person_id=telling.person_id, notice_ids=[found])


def test_what_is_old_goes_with_its_deliveries_and_files_and_what_must_be_read_stays(
    telling: Telling, now: Any
) -> None:
    telling.tell("may", files=[Attachment("họp.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n")])
    telling.tell("must", kind="must-of-the-tests")
    telling.tell("must-read", kind="must-of-the-tests")
    engine.run_queued(telling.app)
    reads(telling, "must-read")
    with clock.at(T0 + timedelta(days=50)):
        telling.tell("young")
        engine.run_queued(telling.app)

    assert swept_after(telling, 99) == {"may", "must", "must-read", "young"}
    assert swept_after(telling, 101) == {"must", "young"}
    with telling.store.reading() as db:
        left = select(Notice.key).join(Delivery.notice).distinct()
        assert set(db.execute(left).scalars()) == {"must", "young"}
        assert db.execute(select(func.count()).select_from(NoticeFile)).scalar_one() == 0

    reads(telling, "must")
    assert swept_after(telling, 101) == {"young"}


def test_the_record_of_deliveries_is_kept_for_ever_where_the_operator_wants_it(
    telling: Telling, now: Any
) -> None:
    telling.tell()
    engine.run_queued(telling.app)
    assert swept_after(telling, 10_000, kept=None) == {"thing:1"}


def test_what_is_still_to_be_sent_stays(telling: Telling, now: Any) -> None:
    telling.tell("waits")
    telling.tell("comes later", at=T0 + timedelta(days=300))
    assert swept_after(telling, 200) == {"waits", "comes later"}


def test_of_those_who_left_nothing_waits_to_be_read(telling: Telling, now: Any) -> None:
    telling.tell("must", kind="must-of-the-tests")
    engine.run_queued(telling.app)
    with telling.store.unit_of_work() as db:
        db.get_one(Person, telling.person_id).deactivated_at = clock.now()
    assert swept_after(telling, 101) == set()


def test_the_sweep_goes_on_until_nothing_old_is_left(
    telling: Telling, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    for number in range(5):
        telling.tell(f"thing:{number}")
    engine.run_queued(telling.app)
    assert swept_after(telling, 101) == set()


def test_the_rounds_sweep_once_a_day_by_the_setting(
    telling: Telling, config: Config, now: Any
) -> None:
    telling.tell()
    engine.run_queued(telling.app)
    days = config.notices_kept_days
    ticker.run_round(telling.app)
    assert keys(telling) == {"thing:1"}
    with clock.at(T0 + timedelta(days=days + 1)):
        ticker.run_round(telling.app)
    assert keys(telling) == set()


def test_a_browser_whose_sign_in_has_ended_is_forgotten(telling: Telling, now: Any) -> None:
    def browsers() -> int:
        with telling.store.reading() as db:
            return db.execute(select(func.count()).select_from(PushSubscription)).scalar_one()

    swept_after(telling, 1)
    assert browsers() == 1
    with telling.store.unit_of_work() as db:
        db.execute(select(SignIn)).scalar_one().ended_at = clock.now()
    swept_after(telling, 1)
    assert browsers() == 0


@pytest.mark.parametrize(("code", "left"), [(404, 0), (410, 0), (403, 1), (503, 1)])
def test_a_browser_is_forgotten_when_its_push_service_knows_it_no_more(
    telling: Telling, receiver: Receiver, only: Callable[..., None], now: Any, code: int, left: int
) -> None:
    only(Channel.PUSH)
    receiver.answers = [code]
    telling.tell()
    engine.run_queued(telling.app)
    with telling.store.reading() as db:
        assert len(db.execute(select(PushSubscription)).all()) == left
