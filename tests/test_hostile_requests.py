"""Every entry, asked by people and programs with what nobody's page sends: never a server error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

NUMBERS = ("0", "2147483648", "9223372036854775808", "99999999999999999999")
"""Ids just beyond what a column holds, and far beyond."""
QUERY = {
    "cursor": "9" * 24, "q": "\x00'\"%", "page": "-1", "person_id": str(2**70), "view": "\x00",
    "organisation_id": str(2**70), "day": "9999-99-99", "from": "x", "period": "zz", "width": "-9",
}  # fmt: skip
FIELDS = {"x": "\x00", "title": "a" * 100_000, "ids": "9" * 24, "item_ids": "\x00", "state": "x"}
BODIES: tuple[dict[str, Any], ...] = (
    {"data": FIELDS},
    {"json": {"ids": [2**70], "title": None, "name": {"a": [1]}}},
    {"json": [1, 2]},
    {"data": b"\xff\xfe{", "content_type": "application/json"},
)
ENDS_THE_SIGN_IN = ("/sign-out", "/sign-out-everywhere", "/api/v1/offline/departure")


def _paths(rule: Rule) -> Iterator[str]:
    for number in NUMBERS:
        path = re.sub(r"<int:[^>]+>", number, rule.rule)
        yield re.sub(r"<[^>]+>", "x", path)
        if "<int:" not in rule.rule:
            return


def _asked(rule: Rule) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in _paths(rule):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if method == "GET":
                yield method, path, {"query_string": QUERY}
            else:
                for body in BODIES:
                    yield method, path, body


@pytest.mark.parametrize("login", ["secretary", "minister.g12", "admin", ""])
def test_no_entry_meets_what_it_cannot_read_with_an_error_of_its_own(
    app: Flask, client_of: Callable[[str], Any], login: str
) -> None:
    browser = client_of(login)
    failed, asked = [], 0
    for rule in app.url_map.iter_rules():
        if rule.rule in ENDS_THE_SIGN_IN:
            continue
        for method, path, body in _asked(rule):
            answer = browser.open(path, method=method, **body)
            answer.close()
            asked += 1
            if answer.status_code >= 500:
                failed.append(f"{answer.status_code} {method} {path} {str(body)[:50]}")
    assert failed == []
    assert asked > 1_500
