"""Papers and marks sent through both processes at the same moment, into one folder."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from sqlalchemy import select

from documents.models import Annotation, Document, DocumentVersion
from ecabinet import clock
from ecabinet.storage import Store
from tests.cabinet import T0
from tests.documents.papers import enter, hand, pdf
from tests.scaled.processes import LIMIT, Scaled, at_once, codes
from tests.scaled.test_at_once import ROUNDS


@pytest.fixture
def version_id(scaled: Scaled) -> int:
    with clock.at(T0), scaled.database.unit_of_work() as db:
        store = Store(scaled.config.files_folder)
        version = enter(db, scaled.cabinet, store, organisation="G12").current
        hand(db, scaled.cabinet, version, "pm")
        return version.id


@pytest.mark.parametrize("number", ROUNDS)
def test_a_mark_sent_again_through_the_other_process_is_the_same_mark(
    scaled: Scaled, version_id: int, number: int
) -> None:
    mark: dict[str, Any] = {
        "client_id": f"c-{version_id}", "page": 1, "kind": "note", "audience": "meeting",
        "geometry": {"at": [1, 2]}, "body": "Xem lại",
    }  # fmt: skip
    path, key = f"/versions/{version_id}/annotations", f"mark-{version_id}"
    answered = scaled.on_both(("pm", "pm"), "POST", path, key=key, json=mark)
    assert codes(answered) == [201, 201]
    assert len({answer.json()["id"] for answer in answered}) == 1
    with scaled.database.reading() as db:
        kept = db.scalars(select(Annotation).where(Annotation.version_id == version_id))
        assert len(kept.all()) == 1


@pytest.mark.parametrize("number", ROUNDS)
def test_a_paper_recalled_twice_is_recalled_once(
    scaled: Scaled, version_id: int, number: int
) -> None:
    path = f"/versions/{version_id}/recall"
    answered = scaled.on_both(("head", "head.2"), "POST", path, json={"reason": "Nhầm bản"})
    assert codes(answered) == [200, 409]


def test_one_file_uploaded_through_both_is_kept_once_and_read_through_either(
    scaled: Scaled,
) -> None:
    content = pdf("Uploaded through both", 2)
    scaled.give_tokens("secretary")

    def upload(place: str, title: str) -> requests.Response:
        return requests.post(
            f"{place}/api/v1/documents",
            data={"title": title},
            files={"file": ("to-trinh.pdf", content, "application/pdf")},
            headers=scaled.credentials("secretary"),
            timeout=LIMIT,
        )

    answered = at_once(lambda: upload(scaled.a, "Một"), lambda: upload(scaled.b, "Hai"))

    assert codes(answered) == [201, 201]
    ids = [answer.json()["versions"][0]["id"] for answer in answered]
    for place, version_id in zip((scaled.b, scaled.a), ids, strict=True):
        got = scaled.call(place, "secretary", "GET", f"/versions/{version_id}/file")
        assert (got.status_code, got.content[:5]) == (200, b"%PDF-")
    with scaled.database.reading() as db:
        of_both = select(DocumentVersion.sha256).join(Document).where(DocumentVersion.id.in_(ids))
        assert len(set(db.scalars(of_both))) == 1
