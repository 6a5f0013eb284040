"""The ground over HTTP: the gate, signing in, CSRF, the journal's chain, commands."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import select, text

from ecabinet import journal
from ecabinet.auth.models import Account, SignIn
from ecabinet.journal import JournalEntry


def test_everything_but_the_door_is_closed_to_strangers(client_of: Any) -> None:
    client = client_of("")

    assert client.get("/").status_code == 302
    assert client.get("/accounts").headers["Location"].startswith("/sign-in?next=")
    assert client.get("/api/v1/me").status_code == 401
    assert client.get("/healthz").status_code == 200


def test_a_member_signs_in_and_out(client_of: Any, app: Any) -> None:
    client = client_of("minister.g12")

    assert client.get("/").status_code == 200
    client.post("/sign-out")
    assert client.get("/").status_code == 302


def test_a_wrong_password_keeps_the_login_typed_and_leaves_a_journal_line(
    client_of: Any, database: Any
) -> None:
    client = client_of("")

    answer = client.sign_in("minister.g12", "not-the-password")

    assert answer.status_code == 422
    assert 'value="minister.g12"' in answer.text
    with database.reading() as db:
        entry = db.execute(select(JournalEntry)).scalars().all()[-1]
    assert entry.act == "sign_in:refused"


def test_after_eight_wrong_passwords_the_right_one_has_to_wait(client_of: Any) -> None:
    client = client_of("")
    for _ in range(8):
        assert client.sign_in("pm", "not-the-password").status_code == 422

    answer = client.sign_in("pm")

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert client_of("head").get("/").status_code == 200


def test_a_form_without_its_token_is_refused(client_of: Any) -> None:
    client = client_of("head")
    client.csrf = ""

    answer = client.post("/sign-out")

    assert answer.status_code == 403
    assert client.get("/").status_code == 200


def test_a_cookie_cannot_write_over_the_api_without_the_token(client_of: Any) -> None:
    client = client_of("head")
    client.csrf = ""

    answer = client.post("/api/v1/meetings", json={})

    assert answer.status_code in (403, 404)
    assert answer.content_type.startswith("application/problem+json")


def test_signing_out_everywhere_ends_the_other_devices(client_of: Any) -> None:
    here, there = client_of("pm"), client_of("pm")

    here.post("/account/sign-out-everywhere")

    assert there.get("/").status_code == 302


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(client_of: Any, app: Any) -> None:
    client = client_of("pm")
    cookie = client.get_cookie("ecabinet").value
    client.post("/sign-out")

    thief = app.test_client()
    thief.set_cookie("ecabinet", cookie)

    assert thief.get("/").status_code == 302


def test_a_sign_in_starts_a_fresh_cookie(client_of: Any) -> None:
    client = client_of("")
    client.read_csrf()
    with client.session_transaction() as before:
        before["left_over"] = "planted"

    client.sign_in("pm")

    with client.session_transaction() as after:
        assert "left_over" not in after


def test_security_headers_are_on_every_page(client_of: Any) -> None:
    policy = client_of("").get("/sign-in").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client_of: Any, target: str) -> None:
    client = client_of("")
    client.read_csrf()

    answer = client.post(
        "/sign-in", data={"login": "pm", "password": "a-long-test-password", "next": target}
    )

    assert answer.headers["Location"] == "/"


def test_a_closed_account_is_out_at_once(client_of: Any, database: Any) -> None:
    member, admin = client_of("minister.g15"), client_of("admin")
    with database.reading() as db:
        account = db.execute(select(Account).where(Account.login == "minister.g15")).scalar_one()

    assert admin.post(f"/accounts/{account.id}/closure").status_code == 302

    assert member.get("/").status_code == 302
    assert client_of("").sign_in("minister.g15").status_code == 422


def test_only_auditors_read_the_journal(api_of: Any) -> None:
    assert api_of("auditor")("GET", "/journal").status_code == 200
    for login in ("admin", "head", "pm", "officer.g12"):
        assert api_of(login)("GET", "/journal").status_code == 403


def test_the_journal_is_a_chain_that_shows_where_it_was_broken(database: Any) -> None:
    for number in range(5):
        with database.unit_of_work() as db:
            journal.record(db, journal.SYSTEM, "test:act", details={"n": number})
    with database.reading() as db:
        whole = journal.verify(db)
    assert (whole.broken_at, whole.entries) == (None, 5)

    with database.engine.begin() as connection:
        connection.execute(text("UPDATE journal_entry SET actor_name = 'x' WHERE number = 3"))

    with database.reading() as db:
        assert journal.verify(db).broken_at == 3


def test_removing_the_last_entry_is_noticed_too(database: Any) -> None:
    for _ in range(3):
        with database.unit_of_work() as db:
            journal.record(db, journal.SYSTEM, "test:act")
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM journal_entry WHERE number = 3"))

    with database.reading() as db:
        assert journal.verify(db).broken_at == 3


def test_many_writers_at_once_make_one_unbroken_chain(database: Any) -> None:
    def write() -> None:
        for _ in range(5):
            with database.unit_of_work() as db:
                journal.record(db, journal.SYSTEM, "test:act")

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.reading() as db:
        result = journal.verify(db)
    assert (result.entries, result.broken_at) == (40, None)


def test_a_failed_act_leaves_neither_row_nor_journal_line(database: Any, cabinet: Any) -> None:
    with pytest.raises(ZeroDivisionError), database.unit_of_work() as db:
        journal.record(db, journal.SYSTEM, "test:act")
        db.get_one(Account, cabinet.accounts["pm"]).login = "changed"
        _ = 1 / 0

    with database.reading() as db:
        assert journal.verify(db).entries == 0
        assert db.get_one(Account, cabinet.accounts["pm"]).login == "pm"


def test_the_token_command_prints_the_token_alone(app: Any, database: Any) -> None:
    result = app.test_cli_runner().invoke(args=["token", "create", "head"])

    token = result.output.strip()
    assert result.exit_code == 0
    assert " " not in token
    answer = app.test_client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.json["login"] == "head"


def test_a_revoked_token_opens_nothing_and_the_other_one_still_does(app: Any) -> None:
    runner = app.test_cli_runner()
    lost, kept = (runner.invoke(args=["token", "create", "head"]).output.strip() for _ in "ab")
    number = runner.invoke(args=["token", "list", "head"]).output.split()[0]

    assert runner.invoke(args=["token", "revoke", number]).exit_code == 0

    for token, status in ((lost, 401), (kept, 200)):
        headers = {"Authorization": f"Bearer {token}"}
        assert app.test_client().get("/api/v1/me", headers=headers).status_code == status
    again = runner.invoke(args=["token", "revoke", number])
    assert again.exit_code == 1
    assert f"There is no token {number} in force." in again.output


def test_an_unknown_login_is_a_sentence_and_not_a_traceback(app: Any) -> None:
    result = app.test_cli_runner().invoke(args=["token", "create", "nobody"])

    assert result.exit_code == 1
    assert "There is no account nobody." in result.output


def test_a_bad_token_is_refused_as_a_problem(app: Any) -> None:
    answer = app.test_client().get("/api/v1/me", headers={"Authorization": "Bearer ec_wrong"})

    assert answer.status_code == 401
    assert answer.json["code"] == "sign-in-needed"


def test_passwords_are_stored_as_argon2_and_tokens_as_hashes(client_of: Any, database: Any) -> None:
    client_of("pm")
    with database.reading() as db:
        assert db.execute(select(Account)).scalars().first().password_hash.startswith("$argon2id$")
        assert len(db.execute(select(SignIn)).scalars().first().token_hash) == 64
