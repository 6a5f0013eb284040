"""A pack that a tablet fetches by itself: the copy is out and on record, but nobody has looked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from documents.packs.models import PackCopy
from documents.packs.notices import is_to_open
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.journal import JournalEntry
from tests.cabinet import T0, Cabinet
from tests.meetings.packs.bound import Laid, text_of

TABLET = "3f0a9c52-1111-4222-8333-444455556666"
WORDS = "Tập tài liệu số 1 đã phát hành"


class Reader:
    """A member at their tablet."""

    def __init__(self, client: Any, login: str, cabinet: Cabinet, pack_id: int) -> None:
        self.client, self.pack_id = client, pack_id
        self.person_id = cabinet.persons[login]

    def contact(self, kept: list[int], opened: list[dict[str, Any]] | None = None) -> None:
        body = {"device": TABLET, "kept": kept, "opened": opened or []}
        answer = self.client.post("/api/v1/offline/contact", json=body)
        assert answer.status_code == 200, answer.json

    def fetch(self, **headers: str) -> bytes:
        answer = self.client.get(f"/packs/{self.pack_id}/file", headers=headers)
        assert answer.status_code == 200
        content: bytes = answer.data
        return content

    def is_told_to_open(self, database: Database) -> bool:
        with database.reading() as db:
            waits = is_to_open(db, self.person_id, {"pack_id": self.pack_id})
        assert (WORDS in self.client.get("/").get_data(as_text=True)) is waits
        return waits


@pytest.fixture
def reader(release: Any, client_of: Any, cabinet: Cabinet) -> Reader:
    pack = release()
    return Reader(client_of("minister.g15"), "minister.g15", cabinet, pack["id"])


def _versions(reader: Reader, laid: Laid) -> list[int]:
    told = reader.client.get(f"/api/v1/offline/occasion?name=meeting:{laid.meeting}").json
    found: list[int] = told["packs"][0]["version_ids"]
    return found


def test_a_pack_that_a_tablet_fetched_to_keep_waits_until_the_reader_opens_it(
    reader: Reader, laid: Laid, database: Database
) -> None:
    reader.contact(_versions(reader, laid))
    kept = reader.fetch(**{"X-Keep": TABLET})
    assert "Bản của Lê Văn Cường" in text_of(kept)
    assert reader.is_told_to_open(database)
    with database.reading() as db:  # who took which copy stays on record
        (copy,) = db.scalars(select(PackCopy))
        assert (copy.person_id, copy.opened_at) == (reader.person_id, None)
        assert len(list(db.scalars(select(JournalEntry).where(JournalEntry.act == "pack:take"))))

    assert reader.fetch() == kept
    assert not reader.is_told_to_open(database)


def test_a_pack_that_was_opened_without_a_network_is_opened_as_soon_as_the_tablet_tells(
    reader: Reader, laid: Laid, database: Database
) -> None:
    versions = _versions(reader, laid)
    reader.contact(versions)
    reader.fetch(**{"X-Keep": TABLET})
    at = T0 + timedelta(hours=2)
    with clock.at(T0 + timedelta(hours=5)):
        reader.contact(versions, [{"pack_id": reader.pack_id, "at": at.isoformat()}])
        assert not reader.is_told_to_open(database)
    with database.reading() as db:
        assert db.scalars(select(PackCopy.opened_at)).all() == [at]


def test_who_only_sends_the_header_or_tells_of_a_pack_that_was_never_taken_does_not_hide_it(
    reader: Reader, laid: Laid, database: Database
) -> None:
    reader.contact([], [{"pack_id": reader.pack_id, "at": T0.isoformat()}])
    assert reader.is_told_to_open(database)
    reader.contact(_versions(reader, laid)[:1])  # a part of what is bound in it
    reader.fetch(**{"X-Keep": TABLET})
    assert not reader.is_told_to_open(database)


def test_an_opening_before_the_taking_is_not_stored(reader: Reader, work: Any) -> None:
    reader.fetch()
    with pytest.raises(IntegrityError), work() as db:
        db.execute(update(PackCopy).values(opened_at=T0 - timedelta(days=1)))


@pytest.mark.parametrize("what", [{}, {"version_id": 1, "pack_id": 1}])
def test_an_opening_names_a_paper_or_a_pack(reader: Reader, what: dict[str, int]) -> None:
    body = {"device": TABLET, "opened": [{**what, "at": T0.isoformat()}]}
    assert reader.client.post("/api/v1/offline/contact", json=body).status_code == 422
