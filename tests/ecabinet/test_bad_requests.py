"""What nobody's page sends, and a store that is not there: an answer each, never a traceback."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from ecabinet import i18n
from ecabinet.app import create_app
from ecabinet.config import Config
from ecabinet.errors import Conflict, Denied, DomainError, Invalid, NotVisible, http_status
from ecabinet.forms import Input, Instant, parse
from ecabinet.i18n import MissingMessage, say, t
from ecabinet.sentences import S


def raw_cursor(values: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    ["é", "AAAA", raw_cursor([]), raw_cursor([10**30]), raw_cursor([{"t": 3}]), raw_cursor([[1]])],
)
def test_a_cursor_that_is_not_ours_is_refused(api_of: Any, cursor: str) -> None:
    answer = api_of("auditor")("GET", "/journal", query_string={"cursor": cursor})

    assert (answer.status_code, answer.json["code"]) == (422, "cursor-invalid")


@pytest.mark.parametrize("values", [["x", "y"], [{"t": "2026-12-01T00:00:00"}, 1], [None, None]])
def test_a_cursor_with_other_values_than_ours_does_no_harm(api_of: Any, values: Any) -> None:
    answer = api_of("pm")("GET", "/decisions", query_string={"cursor": raw_cursor(values)})

    assert answer.status_code in (200, 422)


def test_a_number_that_no_id_can_be_is_no_page(client_of: Any, api_of: Any) -> None:
    assert client_of("pm").get("/assignments/99999999999999999999").status_code == 404
    assert api_of("pm")("GET", "/assignments/99999999999999999999").status_code == 404


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_that_no_column_holds_is_a_refusal(api_of: Any, number: int) -> None:
    body = {"task": "Việc", "lead_id": number, "due_on": "2027-01-04"}

    answer = api_of("secretary")("POST", "/assignments", json=body)

    assert answer.status_code in (404, 422)
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000, '{"task":' * 50_000, "{", "\x00", '{"task": NaN}', '{"task": -Infinity}'],
    ids=["deep list", "deep object", "cut off", "zero byte", "NaN", "infinity"],
)
def test_json_that_cannot_be_used_is_refused(api_of: Any, content: str) -> None:
    answer = api_of("secretary")(
        "POST", "/assignments", data=content, content_type="application/json"
    )

    assert (answer.status_code, answer.json["code"]) == (422, "json-invalid")


@pytest.mark.parametrize(
    ("refusal", "status"), [(Conflict, 409), (Denied, 403), (Invalid, 422), (NotVisible, 404)]
)
def test_a_refusal_of_a_narrower_kind_is_answered_like_the_wider_one(
    refusal: type[DomainError], status: int
) -> None:
    class Narrower(refusal):  # type: ignore[valid-type, misc]
        pass

    assert http_status(Narrower(S("not-visible"))) == status


def test_json_has_a_size_of_its_own(api_of: Any) -> None:
    body = json.dumps({"task": "x" * 3_000_000})

    answer = api_of("secretary")("POST", "/assignments", data=body, content_type="application/json")

    assert (answer.status_code, answer.json["code"]) == (413, "error-413")


def test_another_media_type_than_json_is_named_as_such(api_of: Any) -> None:
    answer = api_of("secretary")("POST", "/assignments", data="task=x", content_type="text/plain")

    assert answer.status_code == 415


def test_a_body_over_the_limit_is_refused_with_words(app: Flask, client_of: Any) -> None:
    client = client_of("secretary")
    app.config["MAX_CONTENT_LENGTH"] = 1000

    answer = client.post("/assignments", data={"task": "x" * 5000})

    assert answer.status_code == 413
    assert t_of(app, "error-413-title") in answer.text


def t_of(app: Flask, key: str) -> str:
    with app.app_context():
        return i18n.translate("vi", key)


class Moment(Input):
    at: Instant


@pytest.mark.parametrize("typed", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_an_instant_beyond_the_calendar_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(Moment, {"at": typed})

    assert refused.value.fields["at"].key == "field-instant"


def test_a_wrong_method_says_which_are_right(client_of: Any) -> None:
    answer = client_of("pm").get("/sign-out")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_wrong_method_of_the_api_has_a_code_of_its_own(api_of: Any) -> None:
    answer = api_of("secretary")("DELETE", "/meetings/1")

    assert (answer.status_code, answer.json["code"]) == (405, "error-405")
    assert "PATCH" in answer.headers["Allow"]


@pytest.mark.parametrize("language", ["vi", "en-GB,en;q=0.8"])
def test_problems_speak_the_language_asked_for(app: Flask, language: str) -> None:
    answer = app.test_client().get("/api/v1/me", headers={"Accept-Language": language})

    with app.app_context():
        expected = i18n.translate(language[:2], "sign-in-needed")
    assert answer.json["title"] == expected
    assert answer.json["status"] == answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_token_counts_and_not_the_cookie_beside_it(client_of: Any, api_of: Any) -> None:
    browser = client_of("pm")
    token = None

    def take(*args: Any, **kwargs: Any) -> None:
        nonlocal token
        token = kwargs["headers"]["Authorization"]

    program = api_of("head")
    program.__closure__[0].cell_contents.open = take
    program("GET", "/me")

    for scheme in ("Bearer", "bearer"):
        answer = browser.get(
            "/api/v1/me", headers={"Authorization": token.replace("Bearer", scheme)}
        )
        assert answer.json["login"] == "head"
    wrong = browser.get("/api/v1/me", headers={"Authorization": "Bearer ec_wrong"})
    assert wrong.status_code == 401


def test_options_tells_methods_and_does_nothing(api_of: Any, app: Flask) -> None:
    answer = api_of("secretary")("OPTIONS", "/assignments")

    assert answer.status_code == 200
    assert answer.data == b""
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert app.test_client().options("/api/v1/assignments").status_code == 401


@pytest.fixture
def broken(config: Config, tmp_path: Path) -> Iterator[Flask]:
    """The application over a store that cannot be opened."""
    missing = tmp_path / "no-such-folder" / "ecabinet.sqlite3"
    made = create_app(replace(config, database_url=f"sqlite:///{missing}"))
    yield made
    made.extensions["ecabinet.database"].dispose()


def test_when_the_store_is_gone_everybody_is_told_so(broken: Flask, client_of: Any) -> None:
    browser = broken.test_client()
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = "of-an-open-sign-in"

    page = browser.get("/")
    assert page.status_code == 500
    assert t_of(broken, "error-500-title") in page.text
    assert "<main" in page.text
    problem = broken.test_client().get("/api/v1/me", headers={"Authorization": "Bearer ec_x"})
    assert (problem.status_code, problem.json["code"]) == (500, "error-500")
    assert browser.get("/healthz").status_code == 503
    assert browser.get("/static/css/base.css").status_code == 200


def test_without_the_browser_libraries_a_refusal_is_words_alone(app: Flask) -> None:
    app.extensions["vendor"].modules = Path("/no/such/folder")
    client = app.test_client()

    answer = client.get("/api", headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert t_of(app, "error-404-title") in answer.text


def test_a_missing_message_is_an_error_of_tests_and_a_key_on_the_page(app: Flask) -> None:
    with app.test_request_context():
        with pytest.raises(MissingMessage):
            t("no-such-message")
        with pytest.raises(MissingMessage):
            i18n.browser_texts(["no-such-message"])
        app.testing = False
        assert t("no-such-message") == "no-such-message"
        assert say(S("field-too-long")) == "field-too-long"
        assert "no-such-message" in i18n.browser_texts(["no-such-message"])
    with pytest.raises(MissingMessage):
        i18n.translate("vi", "no-such-message")


def test_a_message_of_one_language_only_is_shown_in_it(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    vietnamese = i18n.bundle("vi")
    monkeypatch.delitem(vietnamese._messages, "sign-in-wrong")
    app.testing = False
    with app.test_request_context():
        assert t("sign-in-wrong") == i18n.translate("en", "sign-in-wrong")
