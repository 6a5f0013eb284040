"""No request holds one connection to the store while it waits for another: with a pool of fixed
size, as on PostgreSQL, tablets that come at once would then wait for each other for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from ecabinet import clock
from tests.cabinet import T0


@pytest.mark.parametrize("path", ["/", "/account", "/meetings", "/documents"])
def test_a_page_after_a_long_silence_uses_one_connection_at_a_time(
    app: Flask, client_of: Any, path: str
) -> None:
    with clock.at(T0):
        client = client_of("secretary")
    held, most = 0, 0

    def taken(*given: Any) -> None:
        nonlocal held, most
        held += 1
        most = max(most, held)

    def given_back(*given: Any) -> None:
        nonlocal held
        held -= 1

    pool = app.extensions["ecabinet.database"].engine.pool
    event.listen(pool, "checkout", taken)
    event.listen(pool, "checkin", given_back)
    with clock.at(T0 + timedelta(hours=1)):
        assert client.get(path).status_code == 200
    assert most == 1
