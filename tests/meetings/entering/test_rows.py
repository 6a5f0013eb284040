"""What is wrong in a row is said in the cell, in words, with what may have been meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.i18n import LANGUAGES, translate
from meetings.entering.columns import FIELDS
from meetings.entering.rules import TYPES, Book, Directory, Known, check_rows, plain, untouched
from meetings.models import ItemType

FINANCE = Known(1, ("G12", "000.00.00.G12", "BTC", "Bộ Tài chính", "Ministry of Finance"),
                "Bộ Tài chính")  # fmt: skip
JUSTICE = Known(2, ("G15", "000.00.00.G15", "BTP", "Bộ Tư pháp"), "Bộ Tư pháp")
PERSONS = [
    Known(11, ("Trần Thị Bình",), "Trần Thị Bình", 1),
    Known(12, ("Lê Văn Cường",), "Lê Văn Cường", 2),
    Known(13, ("Lê Văn Cường",), "Lê Văn Cường", 1),
]
PAPERS = [Known(21, ("15/TTr-BTC", "Tờ trình dự án Luật"), "15/TTr-BTC"),
          Known(22, ("", "Báo cáo"), "Báo cáo"), Known(23, ("", "Báo cáo"), "Báo cáo")]  # fmt: skip
DOSSIERS = [Known(31, ("77/TTr", "Đề án"), "77/TTr")]


def directory(**other: Any) -> Directory:
    values: dict[str, Any] = {
        "organisations": Book([FINANCE, JUSTICE]), "persons": Book(PERSONS),
        "papers": Book(PAPERS), "dossiers": Book(DOSSIERS), "sections": Book([]),
        "titles": {plain("Thông qua biên bản"): 1},
    }  # fmt: skip
    return Directory(**{**values, **other})


def check(*cells: dict[str, str], **other: Any) -> list[Any]:
    rows = [{"line": line, "cells": one} for line, one in enumerate(cells, start=2)]
    return check_rows(rows, directory(**other))


def test_a_row_in_words_becomes_ids_numbers_and_kinds() -> None:
    (row,) = check({
        "title": "Dự án Luật", "type": "Quyết định", "lead": "bo tai chinh", "minutes": "20 phút",
        "presenter": "trần thị bình", "papers": "15/TTr-BTC; Tờ trình dự án Luật",
        "submission": "77/ttr", "section": "Phần A",
    })  # fmt: skip
    assert row.errors == {}
    assert row.values == {
        "title": "Dự án Luật", "type": ItemType.DECISION, "lead": 1, "minutes": 20,
        "presenter": 11, "papers": [21], "submission": 31, "section": "Phần A", "late_reason": "",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["G12", "g12", "000.00.00.G12", "btc", "BỘ TÀI CHÍNH",
                                  "Ministry of  finance"])  # fmt: skip
def test_an_organisation_goes_by_its_code_its_short_name_and_both_its_names(name: str) -> None:
    assert check({"title": "A", "lead": name})[0].values["lead"] == 1


@pytest.mark.parametrize(
    ("cells", "field", "key", "suggested"),
    [
        ({}, "title", "entering-needs-title", None),
        ({"title": "x" * 501}, "title", "entering-too-long", None),
        ({"title": "thông qua BIÊN BẢN"}, "title", "entering-stands-there", None),
        ({"lead": "Bộ Tài chín"}, "lead", "entering-unknown-organisation", "Bộ Tài chính"),
        ({"lead": "Bo Tu phap VN"}, "lead", "entering-unknown-organisation", "Bộ Tư pháp"),
        ({"presenter": "Trần Thị Bìn"}, "presenter", "entering-unknown-person", "Trần Thị Bình"),
        ({"presenter": "Lê Văn Cường"}, "presenter", "entering-ambiguous", "Lê Văn Cường"),
        ({"minutes": "lâu"}, "minutes", "entering-bad-minutes", None),
        ({"minutes": "-5"}, "minutes", "entering-bad-minutes", None),
        ({"minutes": "0"}, "minutes", "agenda-item-minutes", None),
        ({"minutes": "601"}, "minutes", "agenda-item-minutes", None),
        ({"type": "nghị quyết"}, "type", "entering-unknown-type", None),
        ({"papers": "99/TTr"}, "papers", "entering-unknown-paper", None),
        ({"papers": "Báo cáo"}, "papers", "entering-ambiguous-paper", None),
        ({"submission": "78/TTr"}, "submission", "entering-unknown-dossier", "77/TTr"),
        ({"section": "x" * 201}, "section", "entering-too-long", None),
        ({"late_reason": "x" * 501}, "late_reason", "entering-too-long", None),
    ],
)
def test_each_wrong_cell_is_named_with_its_reason(
    cells: dict[str, str], field: str, key: str, suggested: str | None
) -> None:
    (row,) = check({} if not cells else {"title": "A", **cells})
    assert {name: sentence.key for name, sentence in row.errors.items()} == {field: key}
    if suggested:
        assert row.suggestions[field][0] == suggested
    for language in LANGUAGES:
        assert translate(language, key, row.errors[field].params)


def test_of_two_of_one_name_the_one_of_the_leading_organisation_presents() -> None:
    (row,) = check({"title": "A", "lead": "G15", "presenter": "Lê Văn Cường"})
    assert row.values["presenter"] == 12


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 15), ("20", 20), ("20.0", 20), ("20'", 20), ("45 min", 45), ("0:45", 45), ("1h30", 90),
     ("1 giờ 30 phút", 90), ("2h", 120)],
)  # fmt: skip
def test_minutes_are_read_as_people_write_them(text: str, minutes: int) -> None:
    assert check({"title": "A", "minutes": text})[0].values["minutes"] == minutes


def test_the_same_title_or_dossier_twice_is_wrong_the_second_time() -> None:
    one, two, three = check(
        {"title": "A", "submission": "77/TTr"}, {"title": " a "},
        {"title": "B", "submission": "77/TTr"},
    )  # fmt: skip
    assert one.errors == {}
    assert two.errors["title"].params == {"line": 2}
    assert three.errors["submission"].key == "entering-twice"


def test_what_comes_late_says_why() -> None:
    late, explained = check({"title": "A"}, {"title": "B", "late_reason": "Bão"}, is_late=True)
    assert late.errors["late_reason"].key == "entering-needs-late-reason"
    assert explained.is_sound


def test_every_type_in_the_catalogue_is_understood() -> None:
    for language in LANGUAGES:
        for one in ItemType:
            word = translate(language, f"agenda-type-{one.value.replace('_', '-')}")
            assert TYPES[plain(word)] is one


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=60)))
def test_whatever_is_typed_a_row_is_sound_or_says_what_is_wrong(cells: dict[str, str]) -> None:
    (row,) = check(cells)
    assert row.is_sound == (not row.errors)
    if row.is_sound:
        assert row.values["title"]
        assert 1 <= row.values["minutes"] <= 600


def test_an_undoing_sees_every_touch() -> None:
    made = [{"id": 1, "revision": 1, "papers": []}, {"id": 2, "revision": 1, "papers": [5]}]
    now = {one["id"]: dict(one) for one in made}
    assert untouched(made, now, frozen=[])
    assert untouched(made, {1: now[1]}, []).sentence.params == {"count": 1}  # type: ignore[union-attr]
    assert not untouched(made, now | {1: now[1] | {"revision": 2}}, [])
    assert not untouched(made, now | {2: now[2] | {"papers": []}}, [])
    assert untouched(made, now, [2]).sentence.key == "entering-undo-in-edition"  # type: ignore[union-attr]
