"""The record of who had which version, narrowed to days and to a paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from documents.distribution import services as distribution
from documents.distribution.audit import Question, list_holdings
from documents.models import AccessLevel
from ecabinet.journal import JournalEntry
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand

pytestmark = pytest.mark.usefixtures("now")
DAY = date(2026, 12, 1)


def titles(db: Session, cabinet: Cabinet, login: str = "head", **asked: Any) -> list[str | None]:
    page = list_holdings(db, cabinet.actor(db, login), Question(**asked))
    return [row.title for row in page.items]


def after(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (None, after(-1), []),
        (None, DAY, ["Held", "Ended"]),
        (DAY, DAY, ["Held", "Ended"]),
        (after(2), None, ["Held", "Ended"]),
        (after(3), after(9), ["Held"]),
        (after(3), date.max, ["Held"]),
        (date.min, DAY, ["Held", "Ended"]),
    ],
)
def test_the_days_asked_for_are_those_on_which_it_was_held(
    db: Session, cabinet: Cabinet, files: Store, first: Any, last: Any, found: list[str]
) -> None:
    ended, held = enter(db, cabinet, files, "Ended"), enter(db, cabinet, files, "Held")
    hand(db, cabinet, ended.current, "pm")
    hand(db, cabinet, held.current, "pm")
    distribution.recall(
        db, actor=cabinet.actor(db, "head"), version=ended.current, at=T0 + timedelta(days=2),
        reason="Sai",
    )  # fmt: skip
    assert titles(db, cabinet, from_on=first, to_on=last) == found


def test_a_paper_is_found_by_number_or_title_and_never_by_a_title_that_is_not_told(
    db: Session, cabinet: Cabinet, files: Store
) -> None:
    dyke = enter(db, cabinet, files, "Đê điều")
    dyke.number_symbol = "12/TTr-BTC"
    persons = enter(
        db, cabinet, files, "Đê nhân sự", AccessLevel.CONFIDENTIAL, by="head", readers=["pm"]
    )
    db.flush()
    for paper in (dyke, persons):
        hand(db, cabinet, paper.current, "pm")
    assert titles(db, cabinet, search="de dieu") == titles(db, cabinet, search="12/TTR")
    assert titles(db, cabinet, search="đê") == ["Đê nhân sự", "Đê điều"]
    assert titles(db, cabinet, "auditor", search="đê") == ["Đê điều"]
    assert titles(db, cabinet, "auditor") == [None, "Đê điều"]


def test_page_and_table_answer_the_same_question_and_the_journal_keeps_it_without_the_words(
    app: Flask, work: Callable[[], Any], client_of: Callable[[str], Any],
    paper_of: Callable[..., Any],
) -> None:  # fmt: skip
    paper_of("pm", title="Đê điều")
    paper_of("pm", title="Báo cáo")
    asked = "search=de+dieu&from_on=2026-12-01&to_on=2026-12-02"
    client = client_of("secretary")
    page = client.get(f"/documents/audit?{asked}")
    assert page.status_code == 200
    assert "Đê điều" in page.text and "Báo cáo" not in page.text
    assert 'value="2026-12-02"' in page.text
    assert "search=de+dieu" in page.text  # on the way to the table
    table = client.get(f"/documents/audit.csv?{asked}").get_data(as_text=True)
    assert "Đê điều" in table and "Báo cáo" not in table
    with work() as db:
        (noted,) = db.query(JournalEntry).filter_by(act="audit:export")
        assert (noted.details["from"], noted.details["to"]) == ("2026-12-01", "2026-12-02")
        assert "de dieu" not in str(noted.details)


def test_days_in_the_wrong_order_are_said_at_their_field(client_of: Callable[[str], Any]) -> None:
    answer = client_of("auditor").get("/documents/audit?from_on=2026-12-02&to_on=2026-12-01")
    assert answer.status_code == 422
    assert "Ngày cuối đứng trước ngày đầu." in answer.text
    assert 'value="2026-12-02"' in answer.text
