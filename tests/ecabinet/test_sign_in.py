"""Signing in under attack: other spellings, many at once, other sites, a store that is gone."""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ecabinet import clock, journal
from ecabinet.app import create_app
from ecabinet.auth.models import Account
from ecabinet.auth.passwords import hash_password, is_password
from ecabinet.auth.services import change_password
from ecabinet.config import Config
from ecabinet.journal import JournalEntry
from tests.cabinet import PASSWORD, T0
from tests.conftest import CSRF


def post_sign_in(client: Any, login: str, password: str, **more: str) -> Any:
    return client.post("/sign-in", data={"login": login, "password": password} | more)


def test_another_spelling_of_a_login_gives_no_further_attempts(client_of: Any) -> None:
    client = client_of("")
    client.read_csrf()
    spellings = ["pm", "PM", " pm ", "p\x00m", "\x00pm", "pm\x00\x00", "\uff50m", "pM"]
    for login in spellings:
        post_sign_in(client, login, "not-the-password")

    assert post_sign_in(client, "p\x00\x00m", PASSWORD).status_code == 429


def test_many_attempts_at_once_do_not_slip_past_the_limit(client_of: Any) -> None:
    clients = [client_of("") for _ in range(14)]
    for client in clients:
        client.read_csrf()
    given: list[int] = []

    def attempt(client: Any) -> None:
        given.append(post_sign_in(client, "pm", "not-the-password").status_code)

    threads = [threading.Thread(target=attempt, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(given) == [422] * 8 + [429] * 6


def test_a_whole_cabinet_signs_in_from_one_address(client_of: Any) -> None:
    for _ in range(10):
        assert client_of("pm").get("/account").status_code == 200


@pytest.mark.parametrize("target", ["//[", "/\r\nX-Planted: yes", "/\t/evil.example", "http:///x"])
def test_an_odd_address_to_go_to_leads_inside(client_of: Any, target: str) -> None:
    client = client_of("")
    client.read_csrf()

    answer = post_sign_in(client, "pm", PASSWORD, next=target)

    assert answer.status_code == 302
    assert "X-Planted" not in answer.headers
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith(("//", "/\\", "/\t"))


def test_a_password_typed_as_login_is_not_kept_for_ever(client_of: Any, database: Any) -> None:
    client = client_of("")
    client.read_csrf()

    post_sign_in(client, "my-secret-password", "x")

    with database.reading() as db:
        entry = db.execute(select(JournalEntry)).scalars().all()[-1]
    assert entry.act == "sign_in:refused"
    assert "my-secret-password" not in str(entry.details)


def test_a_password_is_the_same_however_the_keyboard_composes_its_letters() -> None:
    password = "Nước Việt mến yêu"
    stored = hash_password(unicodedata.normalize("NFC", password))

    assert is_password(stored, unicodedata.normalize("NFD", password))
    assert not is_password(stored, "Nuoc Viet men yeu")


def test_a_space_at_the_end_belongs_to_the_password(
    client_of: Any, database: Any, cabinet: Any
) -> None:
    with database.unit_of_work() as db:
        account = db.get_one(Account, cabinet.accounts["pm"])
        change_password(db, journal.SYSTEM, account, "ends with a space ", at=clock.now())

    assert client_of("").sign_in("pm", "ends with a space").status_code == 422
    assert client_of("").sign_in("pm", "ends with a space ").status_code == 302


def test_an_unlocked_tablet_is_no_place_to_try_passwords_without_end(client_of: Any) -> None:
    client = client_of("pm")
    typed = {"current": "not-the-password", "password": "another-one-1", "again": "another-one-1"}

    given = [client.post("/account/password", data=typed).status_code for _ in range(9)]

    assert given == [422] * 8 + [429]


def test_a_sign_in_ends_after_twelve_hours_however_busy_it_was(client_of: Any) -> None:
    with clock.at(T0):
        client = client_of("pm")
    with clock.at(T0 + timedelta(hours=11, minutes=59)):
        assert client.get("/").status_code == 200
        other = client_of("pm")
        assert other.get("/account").text.count("/end") == 1
    with clock.at(T0 + timedelta(hours=12, minutes=1)):
        assert client.get("/").status_code == 302
        assert other.get("/account").text.count("/end") == 0


@pytest.mark.parametrize("way_out", ["/sign-out", "/account/sign-out-everywhere"])
def test_signing_out_empties_the_browser_but_keeps_its_language(
    client_of: Any, way_out: str
) -> None:
    client = client_of("pm")
    client.post("/language", data={"language": "en"})

    answer = client.post(way_out)

    assert "cookies" not in answer.headers["Clear-Site-Data"]
    assert 'lang="en"' in client.get("/sign-in").text


def test_a_language_is_the_accounts_on_every_device_and_journaled_once(
    client_of: Any, database: Any
) -> None:
    client = client_of("pm")
    for chosen in ("en", "en", "xx"):
        client.post("/language", data={"language": chosen})

    assert 'lang="en"' in client_of("pm").get("/account").text
    with database.reading() as db:
        wanted = select(JournalEntry.details).where(JournalEntry.act == "account:language")
        written = db.execute(wanted).scalars().all()
    assert written == [{"before": "", "after": "en"}]


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(app: Any) -> None:
    cookie = app.test_client().get("/sign-in").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(("proxies", "kept"), [(0, "127.0.0.1"), (1, "10.0.0.9")])
def test_an_address_is_believed_from_our_own_proxy_only(
    config: Config, database: Any, proxies: int, kept: str
) -> None:
    made: Flask = create_app(replace(config, proxies=proxies))
    client = made.test_client()
    page = client.get("/sign-in").text
    token = page.split('name="csrf-token" content="')[1].split('"')[0]

    client.post(
        "/sign-in",
        data={"login": "pm", "password": "not-the-password"},
        headers={"X-CSRFToken": token, "X-Forwarded-For": "1.2.3.4, 10.0.0.9"},
    )

    with database.reading() as db:
        entry = db.execute(select(JournalEntry)).scalars().all()[-1]
    assert entry.details["address"] == kept
    made.extensions["ecabinet.database"].dispose()


def test_wrong_passwords_from_elsewhere_do_not_lock_a_minister_out(app: Any) -> None:
    stranger = {"REMOTE_ADDR": "198.51.100.7"}
    for _ in range(9):
        last = _try(app, "pm", "not-the-password", stranger)
    assert last == 429

    assert _try(app, "pm", PASSWORD, {"REMOTE_ADDR": "192.0.2.1"}) == 302


def _try(app: Any, login: str, password: str, environ: dict[str, str]) -> int:
    client = app.test_client()
    page = client.get("/sign-in", environ_base=environ)
    token = CSRF.search(page.data).group(1).decode()
    answer = client.post(
        "/sign-in",
        data={"login": login, "password": password},
        headers={"X-CSRFToken": token},
        environ_base=environ,
    )
    return int(answer.status_code)
