"""What changed between two texts: pages aligned by their words, and the words themselves."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from documents import services
from documents.models import AccessLevel, Document
from documents.versions import comparison
from documents.versions.comparing import (
    AROUND,
    CELLS_MOST,
    WORDS_MOST,
    Kind,
    Row,
    align,
    differences,
)
from ecabinet.errors import Conflict, NotVisible
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand, replace, written

WORDS = ("kinh", "tế", "xã", "hội", "ngân", "sách", "đầu", "tư", "công", "chính", "phủ")


def page(seed: int, length: int = 60) -> list[str]:
    chance = random.Random(seed)
    return [f"{chance.choice(WORDS)}{seed}.{n}" for n in range(length)]


def kinds(rows: list[Row]) -> list[tuple[str, int | None, int | None]]:
    return [(row.kind.value, row.before, row.after) for row in rows]


def test_an_inserted_page_shifts_nothing() -> None:
    before = [page(n) for n in range(6)]
    after = [*before[:2], page(99), *before[2:]]
    rows = align(before, after)
    assert [row for row in rows if row.kind is not Kind.SAME] == [Row(Kind.INSERTED, None, 3)]
    assert kinds(rows)[3:] == [("same", n, n + 1) for n in range(3, 7)]


def test_a_changed_page_beside_an_inserted_one_is_still_known() -> None:
    before = [page(n) for n in range(5)]
    changed = [*before[2][:50], "khác", *before[2][50:]]
    after = [before[0], page(77), before[1], changed, before[3]]
    assert [row for row in kinds(align(before, after)) if row[0] != "same"] == [
        ("inserted", None, 2), ("changed", 3, 4), ("removed", 5, None),
    ]  # fmt: skip


def test_pages_without_words_are_left_to_the_eye() -> None:
    assert kinds(align([[], page(1)], [[], page(1)])) == [("picture", 1, 1), ("same", 2, 2)]


pages = st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=8)


@given(pages, pages)
def test_every_page_of_both_stands_exactly_once_and_in_order(
    before: list[list[str]], after: list[list[str]]
) -> None:
    rows = align(before, after)
    assert [row.before for row in rows if row.before] == list(range(1, len(before) + 1))
    assert [row.after for row in rows if row.after] == list(range(1, len(after) + 1))
    for row in rows:
        if row.kind is Kind.SAME:
            assert row.before and row.after
            assert before[row.before - 1] == after[row.after - 1]


words = st.lists(st.sampled_from(WORDS), max_size=40)


@given(words, words)
def test_the_parts_hold_both_texts_whole_but_for_what_is_skipped(
    before: list[str], after: list[str]
) -> None:
    parts = differences(before, after)
    assert parts is not None
    for side, drop in ((before, "inserted"), (after, "removed")):
        shown = sum(
            part.count if part.kind == "skipped" else len(part.text.split())
            for part in parts
            if part.kind != drop
        )
        assert shown == len(side)


def test_a_long_unchanged_stretch_is_shortened_and_says_by_how_much() -> None:
    before = page(1, 200)
    after = [*before[:100], "mới", *before[100:]]
    parts = differences(before, after)
    assert parts is not None
    assert [(part.kind, part.count) for part in parts] == [
        ("skipped", 100 - AROUND), ("same", 0), ("inserted", 0), ("same", 0),
        ("skipped", 100 - AROUND),
    ]  # fmt: skip


def test_too_many_words_are_not_compared_and_huge_rewritten_papers_stay_quick() -> None:
    assert differences(["a"] * (WORDS_MOST + 1), ["b"]) is None
    many = int(CELLS_MOST**0.5) + 10
    rows = align([[f"a{n}"] for n in range(many)], [[f"b{n}"] for n in range(many + 1)])
    assert (len(rows), rows[-1].kind) == (many + 1, Kind.INSERTED)


@pytest.fixture
def paper(app: Flask, cabinet: Cabinet, work: Callable[[], Any]) -> int:
    """A paper with two versions, the second released, and a third that is not out."""
    store: Store = app.extensions["ecabinet.store"]
    with work() as db:
        secretary = cabinet.actor(db, "secretary")
        document = services.add_document(
            db, actor=secretary, prepared=written(store, "một hai ba", "bốn năm"), title="Dự toán",
            access_level=AccessLevel.CABINET, organisation_id=cabinet.organisations["G12"], at=T0,
        )  # fmt: skip
        hand(db, cabinet, document.current, "pm")
        for text in ("một hai sáu", "một bảy sáu"):
            version = services.add_version(
                db, actor=secretary, document=document, prepared=written(store, text, "bốn năm"),
                at=T0,
            )  # fmt: skip
            if text == "một hai sáu":
                services.release(db, actor=secretary, version=version, at=T0)
        return document.id


def test_only_versions_that_one_may_read_are_compared(
    cabinet: Cabinet, work: Callable[[], Any], paper: int
) -> None:
    with work() as db:
        document = db.get_one(Document, paper)
        first, second, third = document.versions
        pm, secretary = cabinet.actor(db, "pm"), cabinet.actor(db, "secretary")
        assert comparison.pair_of(db, pm, document, None, None) == (first, second)
        assert comparison.pair_of(db, secretary, document, None, None) == (second, third)
        assert comparison.pair_of(db, pm, document, second.id, first.id) == (first, second)
        with pytest.raises(NotVisible):
            comparison.pair_of(db, pm, document, first.id, third.id)
        with pytest.raises(Conflict):
            comparison.pair_of(db, pm, document, first.id, first.id)


def test_the_api_and_the_page_say_what_changed(
    api_of: Callable[[str], Any], client_of: Callable[[str], Any], paper: int
) -> None:
    answer = api_of("pm")("GET", f"/documents/{paper}/compare").get_json()
    numbers = {name: answer[name] for name in ("changed", "inserted", "removed", "unchanged")}
    assert numbers == {"changed": 1, "inserted": 0, "removed": 0, "unchanged": 1}
    assert answer["by_words"]
    (change,) = answer["changes"]
    assert [(part["kind"], part["text"]) for part in change["words"]] == [
        ("same", "một hai"), ("removed", "ba"), ("inserted", "sáu"),
    ]  # fmt: skip
    text = client_of("pm").get(f"/documents/{paper}/compare").get_data(as_text=True)
    assert "<del>" in text
    assert "<ins>" in text


def test_pages_without_words_are_counted_for_the_eye_and_not_taken_for_unchanged(
    app: Flask, cabinet: Cabinet, work: Callable[[], Any], api_of: Callable[[str], Any]
) -> None:
    store: Store = app.extensions["ecabinet.store"]
    with work() as db:
        secretary = cabinet.actor(db, "secretary")
        document = services.add_document(
            db, actor=secretary, prepared=written(store, "một hai ba", ""), title="Dự toán",
            access_level=AccessLevel.CABINET, organisation_id=cabinet.organisations["G12"], at=T0,
        )  # fmt: skip
        newer = written(store, "một hai ba", "", "")
        services.add_version(db, actor=secretary, document=document, prepared=newer, at=T0)
        document_id = document.id
    answer = api_of("secretary")("GET", f"/documents/{document_id}/compare").get_json()
    assert (answer["changed"], answer["inserted"], answer["pictures"]) == (0, 1, 1)
    assert answer["summary"].endswith("1 trang không có chữ cần xem bằng mắt.")


def test_without_text_the_pages_stand_side_by_side_and_the_page_says_so(
    app: Flask, cabinet: Cabinet, work: Callable[[], Any], api_of: Callable[[str], Any]
) -> None:
    store = app.extensions["ecabinet.store"]
    with work() as db:
        document = enter(db, cabinet, store)
        hand(db, cabinet, document.current, "pm")
        replace(db, cabinet, store, document)
        document_id = document.id
    answer = api_of("pm")("GET", f"/documents/{document_id}/compare").get_json()
    assert not answer["by_words"]
    assert [change["kind"] for change in answer["changes"]] == ["picture"] * 3


def test_with_one_version_there_is_nothing_to_compare(
    app: Flask, cabinet: Cabinet, work: Callable[[], Any], client_of: Callable[[str], Any]
) -> None:
    with work() as db:
        document_id = enter(db, cabinet, app.extensions["ecabinet.store"]).id
    assert client_of("head").get(f"/documents/{document_id}/compare").status_code == 409
