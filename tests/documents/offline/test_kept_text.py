"""The text of a paper as a tablet keeps it: all that the text view shows, for nobody else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents.distribution import services as distribution
from documents.models import DocumentVersion, ReadingReceipt
from ecabinet import clock
from ecabinet.storage import Store
from tests.cabinet import Cabinet

PAGES = [
    "CHƯƠNG I\n1. Giảm thuế <hai> điểm phần trăm;\n2. Giao Bộ Tài chính.\nCó hiệu lực ngay.",
    " \n",
]
"""The paper has a third page, of which the check knew no text."""
TABLET = "3f0a9c52-1111-4222-8333-444455556666"


@pytest.fixture
def version(app: Flask, files: Store, paper_of: Callable[..., Any]) -> int:
    """A version of three pages, the first with text, handed to a minister."""
    _, version_id = paper_of("minister.g15")
    stored = files.put(json.dumps({"pages": PAGES}).encode())
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        db.get_one(DocumentVersion, version_id).text_sha256 = stored.sha256
    return int(version_id)


def text_of(client: Any, version_id: int, **headers: str) -> Any:
    answer = client.get(f"/api/v1/offline/versions/{version_id}/text", headers=headers)
    assert answer.status_code == 200, answer.json
    return answer.json


def receipts(app: Flask) -> int:
    with app.extensions["ecabinet.database"].reading() as db:
        return len(list(db.execute(select(ReadingReceipt)).scalars()))


def test_all_pages_come_in_order_with_the_pieces_that_the_text_view_shows(
    client_of: Callable[[str], Any], version: int
) -> None:
    client = client_of("minister.g15")
    text = text_of(client, version)
    assert text["version_id"] == version
    assert [(one["page"], len(one["blocks"])) for one in text["pages"]] == [(1, 4), (2, 0), (3, 0)]
    assert text["pages"][0]["language"] == "vi"
    online = client.get(f"/documents/versions/{version}/text").get_data(as_text=True)
    shown = online.split('<div lang="vi" class="ec-prose">')[1].split("</div>")[0]
    pieces = re.findall(r"<(h3|p|li)>(.*?)</\1>", shown)
    tags = {"heading": "h3", "paragraph": "p", "point": "li"}
    kept = [(tags[one["kind"]], one["text"]) for one in text["pages"][0]["blocks"]]
    assert [(tag, unescape(words)) for tag, words in pieces] == kept


def test_a_paper_without_any_text_has_no_pages_of_it(
    client_of: Callable[[str], Any], paper_of: Callable[..., Any]
) -> None:
    assert text_of(client_of("pm"), paper_of("pm")[1])["pages"] == []


def test_to_ask_for_the_text_is_reading_unless_a_tablet_told_that_it_keeps_it(
    client_of: Callable[[str], Any], version: int, app: Flask
) -> None:
    client = client_of("minister.g15")
    told = client.post("/api/v1/offline/contact", json={"device": TABLET, "kept": [version]})
    assert told.status_code == 200
    text_of(client, version, **{"X-Keep": TABLET})
    assert receipts(app) == 0
    text_of(client, version, **{"X-Keep": "somebody-elses-tablet"})
    assert receipts(app) == 1


def test_a_recalled_paper_gives_its_text_to_its_former_reader_no_more(
    client_of: Callable[[str], Any], version: int, app: Flask, cabinet: Cabinet
) -> None:
    client = client_of("minister.g15")
    told = client.post("/api/v1/offline/contact", json={"device": TABLET, "kept": [version]})
    assert told.json["gone"] == []
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        distribution.recall(
            db, actor=cabinet.actor(db, "head"), at=clock.now(), reason="Sai số liệu",
            version=db.get_one(DocumentVersion, version),
        )  # fmt: skip
    for address in (
        f"/api/v1/offline/versions/{version}/text",
        f"/documents/versions/{version}/text",
    ):
        assert client.get(address, headers={"X-Keep": TABLET}).status_code == 404
    assert receipts(app) == 0
