"""What was written is sent after the commit, on each channel, once, in words that may leave."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

import tests.ecabinet.notices.kinds_of_tests as of_tests
from ecabinet import clock
from ecabinet.auth.models import Account, SignIn
from ecabinet.config import Config
from ecabinet.jobs import engine
from ecabinet.notices import rules
from ecabinet.notices.models import (
    Channel,
    DeliveryState,
    DropReason,
    Notice,
    NoticePreference,
    Trouble,
)
from ecabinet.notices.sending import send_due_of_rounds
from ecabinet.notices.services import Attachment
from ecabinet.people.models import Person
from ecabinet.sentences import S
from tests.cabinet import T0
from tests.ecabinet.notices.conftest import MailServer, Receiver, Telling, free_port

OUTWARD = [Channel.EMAIL, Channel.SMS, Channel.PUSH]


def send(telling: Telling) -> None:
    """A round of the server, and all the work it asks for."""
    with telling.app.app_context():
        send_due_of_rounds()
    engine.run_queued(telling.app)


def test_all_channels_say_what_may_be_said_and_where_it_leads(
    telling: Telling, mail_server: MailServer, receiver: Receiver, now: Any
) -> None:
    telling.tell(sentence=S("home-title"), outside=S("notice-mail-open"))
    engine.run_queued(telling.app)

    [letter] = mail_server.letters
    delivery = telling.delivery(Channel.EMAIL)
    assert letter["To"] == "g12@example.test"
    assert letter["From"] == "Văn phòng <vp@cabinet.example>"
    assert letter["Subject"] == "Việc để thử"
    assert letter["Message-ID"] == f"<{delivery.reference}@cabinet.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        part = letter.get_body((kind,))
        assert part is not None
        text = part.get_content()
        assert "Mở trong e-Cabinet" in text
        assert "https://cabinet.example/documents/7" in text
    sms, push = sorted(receiver.taken, key=lambda taken: taken[0] != "/sms")
    assert json.loads(sms[2]) == {
        "to": "+84912345678",
        "text": "Mở trong e-Cabinet https://cabinet.example/documents/7",
        "reference": telling.delivery(Channel.SMS).reference,
    }
    assert sms[1]["authorization"] == "Bearer of-the-gateway"
    assert sms[1]["idempotency-key"] == telling.delivery(Channel.SMS).reference
    assert telling.keys.read(push[2]) == {
        "title": "Việc để thử",
        "body": "Mở trong e-Cabinet",
        "url": "/documents/7",
        "tag": telling.delivery(Channel.PUSH).reference,
    }
    assert push[1]["authorization"].startswith("vapid t=")
    assert push[1]["topic"] == telling.delivery(Channel.PUSH).reference
    assert delivery.sent_to == "g12@example.test"
    assert [telling.delivery(c).state for c in Channel] == [DeliveryState.SENT] * 4


def test_the_sentence_of_the_page_never_leaves_the_house(
    telling: Telling, mail_server: MailServer, receiver: Receiver, now: Any
) -> None:
    telling.tell(sentence=S("job-state-running"))
    engine.run_queued(telling.app)
    general = "Có thông báo mới: Việc để thử."
    [letter] = mail_server.letters
    body = letter.get_body(("plain",))
    assert body is not None
    assert general in body.get_content()
    assert "Đang làm" not in body.get_content()
    sms = next(taken for taken in receiver.taken if taken[0] == "/sms")
    assert json.loads(sms[2])["text"].startswith(general)
    push = next(taken for taken in receiver.taken if taken[0] == "/push/1")
    assert telling.keys.read(push[2])["body"] == general


def test_each_is_told_in_the_language_that_was_chosen(
    telling: Telling, mail_server: MailServer, now: Any
) -> None:
    with telling.store.unit_of_work() as db:
        account = select(Account).where(Account.person_id == telling.person_id)
        db.execute(account).scalar_one().language = "en"
    telling.tell()
    engine.run_queued(telling.app)
    assert mail_server.letters[0]["Subject"] == "A thing for tests"
    assert mail_server.letters[0]["Content-Language"] == "en"


def test_files_go_with_the_mail(telling: Telling, mail_server: MailServer, now: Any) -> None:
    calendar = "text/calendar; method=REQUEST; charset=utf-8"
    telling.tell(files=[Attachment("họp.ics", calendar, b"BEGIN:VCALENDAR\r\n")])
    engine.run_queued(telling.app)
    [file] = mail_server.letters[0].iter_attachments()
    assert file.get_filename() == "họp.ics"
    assert file.get_content_type() == "text/calendar"
    assert file["Content-Type"].params["method"] == "REQUEST"
    assert file.get_payload(decode=True) == b"BEGIN:VCALENDAR\r\n"


def test_who_has_answered_meanwhile_is_not_reminded(
    telling: Telling, mail_server: MailServer, receiver: Receiver, now: Any
) -> None:
    telling.tell(at=T0 + timedelta(hours=1))
    send(telling)
    assert telling.delivery(Channel.APP).state is DeliveryState.QUEUED
    of_tests.answered.add(telling.person_id)
    with clock.at(T0 + timedelta(hours=1)):
        send(telling)
    assert telling.delivery(Channel.APP).drop_reason is DropReason.ANSWERED
    assert (mail_server.letters, receiver.taken) == ([], [])
    with telling.store.reading() as db:
        assert db.execute(select(Notice.shown_at)).scalars().all() == [None]


def test_who_answers_between_the_act_and_the_sending_is_not_written_to(
    telling: Telling, mail_server: MailServer, receiver: Receiver, now: Any
) -> None:
    telling.tell()
    of_tests.answered.add(telling.person_id)
    engine.run_queued(telling.app)
    found = [telling.delivery(channel).drop_reason for channel in OUTWARD]
    assert found == [DropReason.ANSWERED] * 3
    assert (mail_server.letters, receiver.taken) == ([], [])


def test_what_comes_later_goes_to_the_address_of_that_time(
    telling: Telling, mail_server: MailServer, now: Any
) -> None:
    later = T0 + timedelta(hours=1)
    telling.tell(at=later)
    with telling.store.unit_of_work() as db:
        db.get_one(Person, telling.person_id).email = "new@example.test"
    telling.settings(quiet_from=10 * 60, quiet_until=11 * 60)
    with clock.at(later):  # 10:00 in Hà Nội
        send(telling)
        assert mail_server.letters == []
    with clock.at(later + timedelta(hours=1)):
        send(telling)
    assert [letter["To"] for letter in mail_server.letters] == ["new@example.test"]


def test_what_comes_later_is_shown_and_sent_then(
    telling: Telling, mail_server: MailServer, receiver: Receiver, now: Any
) -> None:
    later = T0 + timedelta(hours=1)
    telling.tell(at=later)
    send(telling)
    assert mail_server.letters == []
    with clock.at(later):
        send(telling)
    assert len(mail_server.letters) == 1
    assert len(receiver.taken) == 2
    with telling.store.reading() as db:
        assert db.execute(select(Notice.shown_at)).scalars().all() == [later]


def test_a_choice_made_after_the_act_holds_too(
    telling: Telling, mail_server: MailServer, receiver: Receiver, now: Any
) -> None:
    telling.tell()
    telling.tell("must", kind="must-of-the-tests")
    with telling.store.unit_of_work() as db:
        for group in ("papers", "sittings"):
            for channel in OUTWARD:
                db.merge(NoticePreference(
                    person_id=telling.person_id, group=group, channel=channel, is_on=False
                ))  # fmt: skip
    engine.run_queued(telling.app)
    for channel in OUTWARD:
        assert telling.delivery(channel).drop_reason is DropReason.PREFERENCE
    assert telling.delivery(Channel.EMAIL, "must").state is DeliveryState.SENT
    assert telling.delivery(Channel.SMS, "must").drop_reason is DropReason.PREFERENCE
    assert [letter["Subject"] for letter in mail_server.letters] == ["Việc để thử"]


@pytest.mark.parametrize(
    ("kind", "key"), [("of-the-tests", "plain"), ("must-of-the-tests", "mandatory")]
)
def test_quiet_hours_hold_back_what_leaves_the_house(
    telling: Telling, mail_server: MailServer, receiver: Receiver, kind: str, key: str, now: Any
) -> None:
    telling.settings(quiet_from=22 * 60, quiet_until=6 * 60)
    night = T0 + timedelta(hours=14)  # 23:00 in Hà Nội
    with clock.at(night):
        telling.tell(key, kind=kind)
        send(telling)
    assert telling.delivery(Channel.APP, key).state is DeliveryState.SENT
    assert {telling.delivery(channel, key).due_at for channel in OUTWARD} == {
        night + timedelta(hours=7)
    }
    assert (mail_server.letters, receiver.taken) == ([], [])
    with clock.at(night + timedelta(hours=7)):
        send(telling)
    assert (len(mail_server.letters), len(receiver.taken)) == (1, 2)


def test_a_kind_may_break_the_quiet_hours(
    telling: Telling, mail_server: MailServer, receiver: Receiver, now: Any
) -> None:
    telling.settings(quiet_from=22 * 60, quiet_until=6 * 60)
    with clock.at(T0 + timedelta(hours=14)):
        telling.tell(kind="urgent-of-the-tests")
        send(telling)
    assert (len(mail_server.letters), len(receiver.taken)) == (1, 2)


def test_quiet_hours_set_after_the_act_are_kept(
    telling: Telling, mail_server: MailServer, now: Any
) -> None:
    night = T0 + timedelta(hours=14)
    with clock.at(night):
        telling.tell()
        telling.settings(quiet_from=22 * 60, quiet_until=6 * 60)
        engine.run_queued(telling.app)
    assert mail_server.letters == []
    assert telling.delivery(Channel.EMAIL).due_at == night + timedelta(hours=7)


def test_the_digest_is_one_mail_a_day(telling: Telling, mail_server: MailServer, now: Any) -> None:
    telling.settings(digest_at=7 * 60)
    telling.tell("first")
    with clock.at(T0 + timedelta(hours=2)):
        telling.tell("second", url="/ballots/3")
        telling.tell("must", kind="must-of-the-tests")
        send(telling)
    assert len(mail_server.letters) == 1  # what is mandatory does not wait
    with clock.at(T0 + timedelta(hours=22)):  # 07:00 the next day
        send(telling)
    letter = mail_server.letters[1]
    assert letter["Subject"] == "2 thông báo"
    body = letter.get_body(("plain",))
    assert body is not None
    assert "/documents/7" in body.get_content()
    assert "/ballots/3" in body.get_content()
    first, second = telling.delivery(Channel.EMAIL, "first"), telling.delivery(
        Channel.EMAIL, "second"
    )  # fmt: skip
    assert first.state is second.state is DeliveryState.SENT
    assert letter["Message-ID"] == f"<{first.reference}@cabinet.example>"
    assert first.reference == second.reference


def test_a_refused_address_fails_at_once_and_a_busy_server_is_tried_again(
    telling: Telling, mail_server: MailServer, only: Callable[..., None], now: Any
) -> None:
    only(Channel.EMAIL)
    mail_server.answers = ["451 4.3.0 busy"]
    telling.tell()
    engine.run_queued(telling.app)
    waiting = telling.delivery(Channel.EMAIL)
    assert (waiting.state, waiting.tries) == (DeliveryState.QUEUED, 1)
    assert waiting.due_at == T0 + rules.WAITS[0]
    assert (waiting.trouble, "451" in (waiting.last_error or "")) == (Trouble.SERVER_AWAY, True)
    with clock.at(waiting.due_at):
        send(telling)
    sent = telling.delivery(Channel.EMAIL)
    assert (sent.state, sent.trouble, sent.last_error) == (DeliveryState.SENT, None, None)

    with telling.store.unit_of_work() as db:
        db.get_one(Person, telling.person_id).email = "nobody@example.test"
    telling.tell("refused")
    engine.run_queued(telling.app)
    failed = telling.delivery(Channel.EMAIL, "refused")
    assert (failed.state, failed.tries) == (DeliveryState.FAILED, 1)
    assert "no such mailbox" in (failed.last_error or "")
    assert failed.trouble is Trouble.REFUSED_ADDRESS


def test_tries_end_some_time(
    telling: Telling, receiver: Receiver, only: Callable[..., None], now: Any
) -> None:
    only(Channel.SMS)
    receiver.usual = 500
    telling.tell()
    for _ in range(len(rules.WAITS) + 1):
        with clock.at(telling.delivery(Channel.SMS).due_at):
            send(telling)
    failed = telling.delivery(Channel.SMS)
    assert (failed.state, failed.tries) == (DeliveryState.FAILED, len(rules.WAITS) + 1)
    assert failed.failed_at == T0 + sum(rules.WAITS, timedelta(0))


@pytest.mark.parametrize(
    ("code", "state", "trouble"),
    [
        (400, DeliveryState.FAILED, Trouble.REFUSED_ADDRESS),
        (401, DeliveryState.QUEUED, Trouble.GATEWAY_REFUSED),
        (302, DeliveryState.FAILED, Trouble.GATEWAY_REFUSED),
        (429, DeliveryState.QUEUED, Trouble.SERVER_AWAY),
        (503, DeliveryState.QUEUED, Trouble.SERVER_AWAY),
    ],
)
def test_what_the_gateway_says_decides_whether_it_is_tried_again(
    telling: Telling, receiver: Receiver, only: Callable[..., None], now: Any, code: int,
    state: DeliveryState, trouble: Trouble,
) -> None:  # fmt: skip
    only(Channel.SMS)
    receiver.answers = [code]
    telling.tell()
    engine.run_queued(telling.app)
    assert telling.delivery(Channel.SMS).state is state
    assert telling.delivery(Channel.SMS).trouble is trouble
    assert receiver.taken == []


def test_a_server_that_is_away_costs_the_others_no_try(
    telling: Telling, only: Callable[..., None], config: Config, now: Any
) -> None:
    only(Channel.EMAIL)
    telling.tell("first")
    telling.tell("second")
    away = replace(config.outside, mail=replace(config.outside.mail, port=free_port()))
    telling.app.extensions["ecabinet.jobs"].config = replace(config, outside=away)
    engine.run_queued(telling.app)
    assert telling.delivery(Channel.EMAIL, "first").tries == 1
    assert telling.delivery(Channel.EMAIL, "second").tries == 0


def test_who_signed_out_is_not_pushed_to(
    telling: Telling, receiver: Receiver, only: Callable[..., None], now: Any
) -> None:
    only(Channel.PUSH)
    telling.tell()
    with telling.store.unit_of_work() as db:
        for sign_in in db.execute(select(SignIn)).scalars():
            sign_in.ended_at = clock.now()
    engine.run_queued(telling.app)
    assert telling.delivery(Channel.PUSH).drop_reason is DropReason.NO_ADDRESS
    assert receiver.taken == []


def test_one_that_cannot_be_prepared_does_not_hold_up_the_others(
    telling: Telling, mail_server: MailServer, now: Any
) -> None:
    telling.tell("first")
    telling.tell("second")
    with telling.store.unit_of_work() as db:
        notice = db.execute(select(Notice).where(Notice.key == "first")).scalar_one()
        notice.kind = "of-a-feature-that-was-removed"
    engine.run_queued(telling.app)
    broken = telling.delivery(Channel.EMAIL, "first")
    assert broken.state is DeliveryState.QUEUED
    assert (broken.trouble, "removed" in (broken.last_error or "")) == (Trouble.BROKEN, True)
    assert telling.delivery(Channel.EMAIL, "second").state is DeliveryState.SENT
