"""The pages: one's own notices, preferences, browsers, deliveries, the ways out; and the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from ecabinet import clock
from ecabinet.jobs import engine
from ecabinet.journal import JournalEntry
from ecabinet.notices import checking, queries
from ecabinet.notices.models import (
    Channel,
    Delivery,
    DeliveryState,
    Notice,
    NoticePreference,
    NoticeSettings,
    PushSubscription,
)
from ecabinet.people.models import Person
from ecabinet.sentences import S
from tests.cabinet import Cabinet
from tests.conftest import Client
from tests.ecabinet.notices.conftest import BrowserKeys, MailServer, Receiver, Telling

ClientOf = Callable[[str], Client]


@pytest.fixture
def app(telling: Telling) -> Any:
    """The application whose ways out lead to our receivers."""
    return telling.app


def text(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def test_the_bell_counts_and_opening_reads(telling: Telling, client_of: ClientOf) -> None:
    minister = client_of("minister.g12")
    assert 'data-unread="0"' in text(minister.get("/"))
    telling.tell(sentence=S("home-title"), url="/account")
    telling.tell("thing:2")
    page = text(minister.get("/notices"))
    assert 'data-unread="2"' in page
    with telling.store.reading() as db:
        first = db.execute(select(Notice.id).order_by(Notice.id)).scalars().first()
    answer = minister.get(f"/notices/{first}")
    assert (answer.status_code, answer.location) == (302, "/account")
    assert 'data-unread="1"' in text(minister.get("/"))
    minister.post(f"/notices/{first}/unread")
    assert 'data-unread="2"' in text(minister.get("/"))
    minister.post(f"/notices/{first}/read")
    assert text(minister.get("/notices?show=unread")).count("ec-row-link") == 1
    assert minister.post("/notices/read").status_code == 302
    assert "Đã đọc hết" in text(minister.get("/notices?show=unread"))


def test_an_address_elsewhere_is_not_followed(telling: Telling, client_of: ClientOf) -> None:
    telling.tell(url="https://elsewhere.example/")
    with telling.store.reading() as db:
        notice_id = db.execute(select(Notice.id)).scalar_one()
    assert client_of("minister.g12").get(f"/notices/{notice_id}").location == "/notices"


def test_choices_are_kept_and_shown(telling: Telling, client_of: ClientOf) -> None:
    minister = client_of("minister.g12")
    form = {
        "on": ["papers-sms", "papers-wrong", "sittings-email"], "phone": "+84 (98) 765-4321",
        "digest_at": "07:30", "quiet_from": "22:00", "quiet_until": "06:15",
    }  # fmt: skip
    assert minister.post("/notices/preferences", data=form).status_code == 302
    with telling.store.reading() as db:
        wishes = queries.wishes(db, [telling.person_id])[telling.person_id]
        assert (wishes.digest_at, wishes.quiet_from, wishes.quiet_until) == (450, 1320, 375)
        assert {key for key, on in wishes.chosen.items() if on} == {
            ("papers", Channel.SMS),
            ("sittings", Channel.EMAIL),
        }
        assert db.get_one(NoticeSettings, telling.person_id).phone == "+84987654321"
        acts = db.execute(select(JournalEntry.act).where(JournalEntry.act == "notices:choose"))
        assert len(acts.all()) == 1
    page = text(minister.get("/notices/preferences"))
    assert 'value="papers-sms" checked' in page
    assert 'value="papers-email" checked' not in page
    assert 'value="07:30"' in page
    assert "g12@example.test" in page


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"phone": "0912345678"}, "phone"),
        ({"quiet_from": "22:00"}, "quiet_from"),
        ({"quiet_from": "22:00", "quiet_until": "22:00"}, "quiet_from"),
        ({"digest_at": "25:00"}, "digest_at"),
    ],
)
def test_a_refused_choice_keeps_what_was_typed(
    telling: Telling, client_of: ClientOf, values: dict[str, str], field: str
) -> None:
    minister = client_of("minister.g12")
    answer = minister.post("/notices/preferences", data={"on": ["papers-sms"], **values})
    assert answer.status_code == 422
    page = text(answer)
    assert f'href="#field-{field}"' in page
    assert 'value="papers-sms" checked' in page
    for value in values.values():
        assert f'value="{value}"' in page
    with telling.store.reading() as db:
        assert db.get_one(NoticeSettings, telling.person_id).quiet_from is None


def test_what_cannot_be_switched_off_is_shown_locked(telling: Telling, client_of: ClientOf) -> None:
    page = text(client_of("minister.g12").get("/notices/preferences"))
    locked = page.split('<tr class="ec-wishes-locked">')[1:]
    assert len(locked) >= 2
    assert any("gửi cả trong giờ yên tĩnh" in row for row in locked)
    assert all('type="checkbox"' not in row.split("</tr>")[0] for row in locked)


def test_a_browser_is_taken_and_given_back(
    telling: Telling, client_of: ClientOf, cabinet: Cabinet
) -> None:
    keys = BrowserKeys()
    taken = {
        "endpoint": "https://127.0.0.1/push/mine", "p256dh": keys.p256dh, "auth": keys.auth,
    }  # fmt: skip
    mine = client_of("minister.g15")
    for _ in range(2):
        assert mine.post("/notices/push", json=taken).status_code == 204
    with telling.store.reading() as db:
        live = queries.live_subscriptions(db, cabinet.persons["minister.g15"])
        assert [row.endpoint for row in live] == [taken["endpoint"]]
    other = client_of("minister.g12")
    other.post("/notices/push/removal", json={"endpoint": taken["endpoint"]})
    with telling.store.reading() as db:
        assert queries.live_subscriptions(db, cabinet.persons["minister.g15"])
    mine.post("/notices/push/removal", json={"endpoint": taken["endpoint"]})
    with telling.store.reading() as db:
        assert not queries.live_subscriptions(db, cabinet.persons["minister.g15"])


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://elsewhere.example/push",
        "http://updates.push.services.mozilla.com/1",
        "https://127.0.0.1.elsewhere.example/",
        "https://elsewhere.example/127.0.0.1",
    ],
)
def test_a_browser_elsewhere_is_refused(
    telling: Telling, client_of: ClientOf, endpoint: str
) -> None:
    keys = BrowserKeys()
    given = {"endpoint": endpoint, "p256dh": keys.p256dh, "auth": keys.auth}
    answer = client_of("minister.g12").post(
        "/notices/push", json=given, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 422
    with telling.store.reading() as db:
        assert db.execute(select(func.count()).select_from(PushSubscription)).scalar_one() == 1


def test_signing_out_ends_the_pushes_to_that_browser(
    telling: Telling, client_of: ClientOf, cabinet: Cabinet
) -> None:
    keys = BrowserKeys()
    minister = client_of("minister.g15")
    given = {"endpoint": "https://127.0.0.1/push/9", "p256dh": keys.p256dh, "auth": keys.auth}
    minister.post("/notices/push", json=given)
    minister.post("/sign-out")
    with telling.store.reading() as db:
        assert not queries.live_subscriptions(db, cabinet.persons["minister.g15"])


def test_the_secretariat_finds_what_failed_and_has_it_tried_again(
    telling: Telling, client_of: ClientOf, mail_server: MailServer, now: Any
) -> None:
    with telling.store.unit_of_work() as db:
        db.get_one(Person, telling.person_id).email = "nobody@example.test"
    telling.tell(sentence=S("job-state-running"))
    engine.run_queued(telling.app)
    head = client_of("head")
    assert "1 thông báo không gửi được" in text(head.get("/"))
    page = text(head.get("/notices/deliveries?state=failed"))
    assert page.count("ec-row-link") == 1
    assert "Địa chỉ hoặc số máy không được chấp nhận" in page
    assert "no such mailbox" not in page
    told = f"/notices/deliveries/of/{telling.delivery(Channel.EMAIL).notice_id}"
    assert "no such mailbox" not in text(head.get(told))
    assert "no such mailbox" in text(client_of("admin").get(told))
    assert "Trần Thị Bình" in page
    assert "Đang làm" not in page  # what the reader is told is the reader's alone
    assert "Không có thông báo nào phù hợp" in text(
        head.get("/notices/deliveries?state=failed&channel=sms")
    )
    with telling.store.unit_of_work() as db:
        db.get_one(Person, telling.person_id).email = "g12@example.test"
    failed = telling.delivery(Channel.EMAIL)
    assert head.post(f"/notices/deliveries/{failed.id}/retry").status_code == 302
    engine.run_queued(telling.app)
    again = telling.delivery(Channel.EMAIL)
    assert (again.state, again.tries) == (DeliveryState.SENT, 1)
    assert again.reference == failed.reference
    assert len(mail_server.letters) == 1


def test_sending_once_more_is_no_repeat_and_passes_the_choices(
    telling: Telling, client_of: ClientOf, mail_server: MailServer, now: Any
) -> None:
    telling.tell()
    engine.run_queued(telling.app)
    with telling.store.unit_of_work() as db:
        db.merge(
            NoticePreference(
                person_id=telling.person_id, group="papers", channel=Channel.EMAIL, is_on=False
            )
        )
    sent = telling.delivery(Channel.EMAIL)
    secretary = client_of("secretary")
    assert secretary.post(f"/notices/deliveries/{sent.id}/resend").status_code == 302
    engine.run_queued(telling.app)
    first, second = mail_server.letters
    assert first["Message-ID"] != second["Message-ID"]
    notice_id = telling.delivery(Channel.EMAIL).notice_id
    page = text(secretary.get(f"/notices/deliveries/of/{notice_id}"))
    assert "Trần Thị Bình" in page
    assert "g12@example.test" in page
    with telling.store.reading() as db:
        acts = select(JournalEntry.act, JournalEntry.details).where(
            JournalEntry.act == "notice:resend"
        )
        [entry] = db.execute(acts).all()
        assert entry.details["channel"] == "email"


def test_the_administrator_sees_how_the_ways_stand_and_tries_the_mail(
    telling: Telling, client_of: ClientOf, cabinet: Cabinet, mail_server: MailServer
) -> None:
    admin = client_of("admin")
    page = text(admin.get("/notices/channels"))
    assert f"127.0.0.1:{mail_server.port} (none)" in page
    assert "of-the-mail-server" not in page
    assert "of-the-gateway" not in page
    admin.post("/notices/channels/trial")
    assert "chưa có địa chỉ thư điện tử" in text(admin.get("/notices/channels"))
    with telling.store.unit_of_work() as db:
        db.get_one(Person, cabinet.persons["admin"]).email = "admin@example.test"
    admin.post("/notices/channels/trial")
    assert [letter["To"] for letter in mail_server.letters] == ["admin@example.test"]
    assert "đã được tiếp nhận" in text(admin.get("/notices/channels"))
    mail_server.answers = ["554 5.7.1 go away"]
    admin.post("/notices/channels/trial")
    assert "go away" in text(admin.get("/notices/channels"))


def test_everybody_tries_what_arrives_and_gets_an_honest_answer(
    telling: Telling, mail_server: MailServer, receiver: Receiver, client_of: ClientOf,
    only: Callable[..., None],
) -> None:  # fmt: skip
    minister = client_of("minister.g12")

    def tried(channel: str) -> str:
        minister.post("/notices/trial", data={"channel": channel})
        return text(minister.get("/notices/preferences"))

    assert "Thư gửi đến g12@example.test đã được tiếp nhận" in tried("email")
    assert [letter["To"] for letter in mail_server.letters] == ["g12@example.test"]
    assert "tiếp nhận tin gửi đến +84912345678" in tried("sms")
    assert "tiếp nhận cho 1 thiết bị" in tried("push")
    assert sorted(path for path, _, _ in receiver.taken) == ["/push/1", "/sms"]
    receiver.answers = [503]
    assert "Chưa gửi được: Máy chủ gửi đang bận hoặc không kết nối được." in tried("sms")
    only()
    assert "Chưa có số điện thoại để gửi thử" in tried("sms")
    assert "Chưa có thiết bị nào nhận thông báo đẩy" in tried("push")
    assert "Đã gửi thử nhiều lần" in tried("email")
    assert minister.post("/notices/trial", data={"channel": "app"}).status_code == 422


def test_the_page_says_what_arrives_where_and_in_which_zone(
    telling: Telling, client_of: ClientOf
) -> None:
    telling.settings(digest_at=7 * 60, quiet_from=22 * 60, quiet_until=6 * 60)
    page = text(client_of("minister.g12").get("/notices/preferences"))
    assert "Gửi đến g12@example.test" in page
    assert "Gộp mỗi ngày một thư vào 07:00" in page
    assert "Gửi đến +84912345678" in page
    assert "1 thiết bị đang nhận" in page
    assert "Giờ yên tĩnh: 22:00–06:00" in page
    assert "Asia/Ho_Chi_Minh" in page
    other = text(client_of("minister.g15").get("/notices/preferences"))
    assert "Chưa có địa chỉ thư điện tử" in other
    assert "Chưa thiết bị nào nhận" in other


def test_what_waits_too_long_is_counted_as_late(telling: Telling, now: Any) -> None:
    telling.tell()
    with clock.at(clock.now() + timedelta(minutes=11)), telling.store.reading() as db:
        counts = queries.open_counts(db, clock.now())
    assert counts[Channel.EMAIL] == {"waiting": 1, "late": 1, "failed": 0}
    assert counts[Channel.APP] == {"waiting": 0, "late": 0, "failed": 0}


def test_doctor_says_what_is_not_set_up(telling: Telling, app: Any) -> None:
    assert list(checking.notes(app)) == []


def test_programs_read_and_mark_notices(telling: Telling, api_of: Any) -> None:
    telling.tell(url="/ballots/3")
    minister, other = api_of("minister.g12"), api_of("minister.g15")
    found = minister("GET", "/notices?show=unread").get_json()
    assert (found["unread"], found["next"]) == (1, None)
    [notice] = found["items"]
    assert (notice["kind"], notice["url"], notice["is_read"]) == (
        "of-the-tests", "/ballots/3", False,
    )  # fmt: skip
    assert other("GET", "/notices").get_json()["items"] == []
    assert other("POST", f"/notices/{notice['id']}/read").status_code == 404
    assert minister("POST", f"/notices/{notice['id']}/read").get_json() == {"unread": 0}
    assert minister("GET", "/notices").get_json()["items"][0]["is_read"] is True
    assert minister("POST", "/notices/read").get_json() == {"unread": 0}


def test_the_list_of_deliveries_asks_the_store_a_fixed_number_of_times(
    telling: Telling, client_of: ClientOf, count_queries: Any, app: Any, cabinet: Cabinet
) -> None:
    head = client_of("head")
    seen: list[int] = []
    for number in range(2):
        for key in range(3 + 5 * number):
            telling.tell(f"thing:{number}:{key}", person_ids=list(cabinet.persons.values()))
        with count_queries(app) as statements:
            assert head.get("/notices/deliveries").status_code == 200
        seen.append(len(statements))
    assert seen[0] == seen[1]
    with telling.store.reading() as db:
        assert db.execute(select(func.count()).select_from(Delivery)).scalar_one() > 50


def test_the_administrator_enters_addresses_and_the_journal_does_not_hold_them(
    telling: Telling, client_of: ClientOf
) -> None:
    admin = client_of("admin")
    given = {"login": "pm", "email": "pm@example.test"}
    assert admin.post("/notices/addresses", data=given).status_code == 302
    wrong = admin.post("/notices/addresses", data={"login": "pm", "email": "pm at home"})
    assert wrong.status_code == 422
    assert 'value="pm at home"' in text(wrong)
    page = text(admin.get("/notices/channels"))
    assert "pm@example.test" in page
    with telling.store.reading() as db:
        act = select(JournalEntry.details).where(JournalEntry.act == "person:email")
        assert db.execute(act).scalars().all() == [{"has_email": True}]
