"""Whose account was closed after they took their copy of a pack is counted apart."""

from __future__ import annotations

from typing import Any

from ecabinet import clock, journal
from ecabinet.auth.services import deactivate_account, find_account
from tests.meetings.packs.bound import file_of


def test_whose_account_is_closed_is_named_apart_among_those_who_took_their_copy(
    release: Any, api_of: Any, client_of: Any, work: Any
) -> None:
    pack = release()
    for login in ("pm", "minister.g15"):
        file_of(api_of, login, pack)
    where = f"/packs/{pack['id']}"
    before = client_of("secretary").get(where).text
    assert "2 người đã lấy bản của mình" in before and "nay đã đóng" not in before
    with work() as db:
        deactivate_account(db, journal.SYSTEM, find_account(db, "pm"), at=clock.now())
    after = client_of("secretary").get(where).text
    assert "2 người đã lấy bản của mình (trong đó 1 người có tài khoản nay đã đóng)" in after
