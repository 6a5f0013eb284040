"""What is asked for often is found among the newest; that changes no page of hits."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from sqlalchemy import event

from documents.models import AccessLevel
from documents.services import release
from ecabinet.search import reaches, statements
from tests.cabinet import T0
from tests.ecabinet.search.conftest import Desk

WORDS = ["ngân", "sách", "đường", "sắt", "cao", "tốc", "giáo", "dục"]
ASKED = (
    "ngân", "sách đường sắt", '"đường sắt"', "title:cao", "giáo -sắt", "tốc giáo from:2026-07-10",
)  # fmt: skip
READERS = ("secretary", "pm", "minister.g12")


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Papers of thirty days, several on some of them, with the words in title or text by chance;
    some for few readers."""
    chance = random.Random(5)
    with desk.database.unit_of_work() as db:
        for number in range(30):
            day = T0 + timedelta(days=chance.randrange(30) * 3)
            title = f"Tờ {number} " + " ".join(chance.sample(WORDS, chance.randrange(4)))
            pages = [" ".join(chance.choices(WORDS, k=6)) for _ in range(2)]
            hidden = chance.random() < 0.3
            level = AccessLevel.CONFIDENTIAL if hidden else AccessLevel.ADMINISTRATION
            readers = chance.choice(([], ["pm"], ["secretary"])) if hidden else []
            paper = desk.enter(db, title, *pages, level=level, readers=readers, at=day)
            head = desk.cabinet.actor(db, "head")
            release(db, actor=head, version=paper.versions[-1], at=day)
    desk.index()
    return desk


def leafed(desk: Desk, login: str, text: str, limit: int) -> list[tuple[str, list[int]]]:
    """All hits with their pages, leafed through."""
    found, cursor = [], None
    while True:
        results = desk.ask(login, text, cursor=cursor, limit=limit)
        found += [(hit.shown.title, [page.number for page in hit.pages]) for hit in results.hits]
        cursor = results.next
        if cursor is None:
            return found


@pytest.mark.parametrize(
    ("newest", "share", "looked_up"), [((0,), 0, 0), ((3, 9), 0, 5000), ((12,), 1, 5000)]
)
def test_looking_at_the_newest_first_finds_the_same_in_the_same_order(
    filled: Desk,
    monkeypatch: pytest.MonkeyPatch,
    newest: tuple[int, ...],
    share: int,
    looked_up: int,
) -> None:
    asked = [(login, text) for login in READERS for text in ASKED]
    whole = [leafed(filled, login, text, 50) for login, text in asked]
    assert sum(map(len, whole)) > 100
    monkeypatch.setattr(reaches, "NEWEST", newest)
    monkeypatch.setattr(reaches, "SHARE", share)
    monkeypatch.setattr(statements, "LOOKED_UP", looked_up)
    for (login, text), expected in zip(asked, whole, strict=True):
        assert leafed(filled, login, text, 4) == expected, (login, text)


def test_a_common_word_is_answered_from_the_newest_papers_alone(
    filled: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaches, "NEWEST", (12,))
    monkeypatch.setattr(reaches, "SHARE", 1)
    searches: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if "subjects" in statement:
            searches.append(statement)

    event.listen(filled.database.engine, "before_cursor_execute", note)
    assert len(filled.ask("secretary", "title:tờ", limit=3).hits) == 3
    assert len(searches) == 1
    searches.clear()
    assert filled.ask("secretary", "lưu trữ", limit=3).hits == []
    assert len(searches) == 1  # of few there are no newest to look at first
    searches.clear()
    assert filled.ask("secretary", "title:tờ -tờ", limit=3).hits == []
    assert len(searches) == 1
    searches.clear()
    # In a title or side by side these two stand seldom: both are looked for with the newest.
    assert len(filled.ask("secretary", "ngân dục", limit=3).hits) == 3
    assert len(searches) == 1
    event.remove(filled.database.engine, "before_cursor_execute", note)
