"""A program changes what a paper is called and who may have it, as the form of its page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from documents.models import AccessLevel
from tests.cabinet import Cabinet

Ask = Callable[[str], Any]
PaperOf = Callable[..., tuple[int, int]]


def test_a_program_changes_what_it_names_and_the_rest_stays(api_of: Ask, paper_of: PaperOf) -> None:
    document_id, _ = paper_of("pm")
    call, where = api_of("secretary"), f"/documents/{document_id}"
    before = call("GET", where).json
    change = {"revision": before["revision"], "title": "Tên đúng", "number_symbol": "12/TTr-BTC"}
    answer = call("PATCH", where, json=change)
    assert answer.status_code == 200, answer.json
    now = before | {
        "title": "Tên đúng", "number_symbol": "12/TTr-BTC", "revision": before["revision"] + 1,
    }  # fmt: skip
    assert answer.json == now
    assert call("GET", where).json == now
    # The answer was lost on the way, and the same is sent again: it writes over nobody.
    assert call("PATCH", where, json=change).json == now


def test_a_program_that_saw_an_older_revision_writes_over_nothing(
    api_of: Ask, paper_of: PaperOf
) -> None:
    document_id, _ = paper_of("pm")
    where = f"/documents/{document_id}"
    seen = api_of("secretary")("GET", where).json["revision"]
    kind = {"revision": seen, "kind": "report"}
    assert api_of("officer.g12")("PATCH", where, json=kind).status_code == 200
    refused = api_of("secretary")("PATCH", where, json={"revision": seen, "title": "Tên khác"})
    assert (refused.status_code, refused.json["code"]) == (409, "document-changed-meanwhile")
    shown = api_of("secretary")("GET", where).json
    assert (shown["title"], shown["kind"]) == ("Tờ trình", "report")
    unsaid = api_of("secretary")("PATCH", where, json={"title": "Tên khác"})
    assert unsaid.status_code == 422 and "revision" in unsaid.json["fields"]


def test_a_program_is_told_who_would_lose_the_paper_before_they_do(
    api_of: Ask, paper_of: PaperOf
) -> None:
    document_id, version_id = paper_of("pm", "minister.g15")
    call, where = api_of("secretary"), f"/documents/{document_id}"
    change = {"revision": call("GET", where).json["revision"], "access_level": "secretariat"}
    refused = call("PATCH", where, json=change)
    assert (refused.status_code, refused.json["code"]) == (422, "document-change-takes")
    assert "takes_away" in refused.json["fields"]
    assert api_of("pm")("GET", f"/versions/{version_id}/file").status_code == 200
    assert call("PATCH", where, json=change | {"takes_away": True}).status_code == 200
    assert api_of("pm")("GET", f"/versions/{version_id}/file").status_code == 404


def test_a_program_sees_and_names_the_readers_of_a_confidential_paper(
    api_of: Ask, paper_of: PaperOf, cabinet: Cabinet
) -> None:
    document_id, _ = paper_of(level=AccessLevel.CONFIDENTIAL, readers=["pm"])
    call, where = api_of("secretary"), f"/documents/{document_id}"
    pm, clerk, own = (cabinet.persons[login] for login in ("pm", "clerk", "secretary"))
    shown = call("GET", where).json
    assert shown["reader_ids"] == sorted([pm, own])
    change = {"revision": shown["revision"], "reader_ids": [clerk]}
    assert call("PATCH", where, json=change).json["reader_ids"] == sorted([clerk, own])
    assert api_of("clerk")("GET", where).status_code == 200
    open_paper, _ = paper_of("pm")
    assert call("GET", f"/documents/{open_paper}").json["reader_ids"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"access_level": "mat"}, "access_level"),
        ({"kind": "poem"}, "kind"),
        ({"organisation_id": 1}, "organisation_id"),
    ],
)
def test_a_change_that_cannot_be_is_refused_at_its_field(
    api_of: Ask, paper_of: PaperOf, change: dict[str, Any], field: str
) -> None:
    document_id, _ = paper_of("pm")
    answer = api_of("secretary")(
        "PATCH", f"/documents/{document_id}", json=change | {"revision": 1}
    )
    assert answer.status_code == 422
    assert list(answer.json["fields"]) == [field]


@pytest.mark.parametrize("unknown", [999_999, 2**70])
def test_a_reader_who_is_nobody_is_refused_and_nobody_loses_the_paper(
    api_of: Ask, paper_of: PaperOf, unknown: int
) -> None:
    document_id, _ = paper_of(level=AccessLevel.CONFIDENTIAL, readers=["pm"])
    call, where = api_of("secretary"), f"/documents/{document_id}"
    before = call("GET", where).json
    change = {"revision": before["revision"], "reader_ids": [unknown]}
    answer = call("PATCH", where, json=change)
    assert 400 <= answer.status_code < 500, answer.json
    assert call("GET", where).json == before
