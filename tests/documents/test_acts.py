"""The acts on papers: what they change, what they announce, what they write in the journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import queries, services
from documents.distribution import services as distribution
from documents.events import PaperHanded, PaperRecalled
from documents.models import AccessLevel, Distribution, Document, VersionState
from ecabinet import journal, outbox
from ecabinet.announcements import RightsChanged
from ecabinet.errors import Conflict, Denied
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand, prepared

Work = Callable[[], Any]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


@pytest.fixture(autouse=True)
def at_t0(now: Any) -> None:
    pass


def test_handing_out_releases_and_tells_each_person_once(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    version = enter(db, cabinet, store).current
    first = hand(db, cabinet, version, "pm", "minister.g15")
    again = hand(db, cabinet, version, "minister.g15", "minister.g12")
    assert (first.new, again.new) == (2, 1)
    assert (version.state, version.released_at) == (VersionState.RELEASED, T0)
    handed = [e.person_ids for e in outbox.published(db) if isinstance(e, PaperHanded)]
    persons = cabinet.persons
    assert handed == [
        tuple(sorted((persons["pm"], persons["minister.g15"]))),
        (persons["minister.g12"],),
    ]
    assert journal.recorded(db).count("document:release") == 1


def test_a_confidential_paper_is_withheld_from_those_not_named(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(
        db, cabinet, store, level=AccessLevel.CONFIDENTIAL, readers=["pm", "minister.g15"]
    )
    handed = hand(db, cabinet, paper.current, "pm", "minister.g12")
    assert (handed.new, handed.withheld) == (
        1, {paper.current.id: (cabinet.persons["minister.g12"],)},
    )  # fmt: skip
    holders = db.scalars(select(Distribution.person_id)).all()
    assert holders == [cabinet.persons["pm"]]


def test_a_newer_version_supersedes_the_released_one_and_both_stay(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store)
    first = paper.current
    hand(db, cabinet, first, "pm")
    second = services.add_version(
        db,
        actor=cabinet.actor(db, "officer.g12"),
        document=paper,
        prepared=prepared(store, "Another text"),
        at=T0,
    )
    assert (first.state, second.state) == (VersionState.RELEASED, VersionState.DRAFT)
    hand(db, cabinet, second, "pm")
    assert (first.state, second.state) == (VersionState.SUPERSEDED, VersionState.RELEASED)
    assert first.released_at is not None


def test_a_recall_ends_every_holding_and_closes_the_room_before_anybody_is_told(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    version = enter(db, cabinet, store).current
    hand(db, cabinet, version, "pm", "minister.g15")
    head = cabinet.actor(db, "head")
    distribution.recall(db, actor=head, version=version, at=T0, reason="Sai")
    rows = db.scalars(select(Distribution)).all()
    assert [(row.recalled_at, row.recalled_by_id) for row in rows] == [(T0, head.account_id)] * 2
    closed, told = outbox.published(db)[-2:]
    assert isinstance(closed, RightsChanged)
    assert closed.changed == (f"version:{version.id}:meeting",)
    assert isinstance(told, PaperRecalled)
    assert len(told.rooms()) == 2


def test_what_was_taken_back_is_neither_handed_out_nor_taken_back_again(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    version = enter(db, cabinet, store).current
    head = cabinet.actor(db, "head")
    with pytest.raises(Conflict) as fresh:
        distribution.recall(db, actor=head, version=version, at=T0, reason="Sai")
    assert fresh.value.code == "document-recall-not-out"
    hand(db, cabinet, version, "pm")
    distribution.recall(db, actor=head, version=version, at=T0, reason="Sai")
    with pytest.raises(Conflict) as handed:
        hand(db, cabinet, version, "pm")
    assert handed.value.code == "document-distribute-recalled"
    with pytest.raises(Conflict):
        services.release(db, actor=head, version=version, at=T0)


@pytest.mark.parametrize("login", ["pm", "officer.g12", "admin", "auditor", "outsider"])
def test_only_the_secretariat_releases_and_recalls(
    db: Session, cabinet: Cabinet, store: Store, login: str
) -> None:
    version = enter(db, cabinet, store).current
    actor = cabinet.actor(db, login)
    with pytest.raises(Denied):
        services.release(db, actor=actor, version=version, at=T0)
    with pytest.raises(Denied):
        distribution.recall(db, actor=actor, version=version, at=T0, reason="")


def test_a_changed_level_closes_the_rooms_of_the_paper_and_a_changed_title_does_not(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store)
    head = cabinet.actor(db, "head")
    services.change_document(db, actor=head, document=paper, title="Tên khác")
    assert not [e for e in outbox.published(db) if isinstance(e, RightsChanged)]
    services.change_document(
        db, actor=head, document=paper, access_level=AccessLevel.CONFIDENTIAL, reader_ids=[]
    )
    (closed,) = [e for e in outbox.published(db) if isinstance(e, RightsChanged)]
    assert closed.changed == (f"version:{paper.current.id}:meeting",)
    assert [reader.person_id for reader in paper.named_readers] == [head.person_id]


def test_two_new_versions_at_the_same_time_are_a_conflict_for_the_second(
    work: Work, cabinet: Cabinet, store: Store
) -> None:
    with work() as db:
        paper_id = enter(db, cabinet, store).id
    with pytest.raises(Conflict), work() as db:
        actor = cabinet.actor(db, "secretary")
        paper = db.get_one(Document, paper_id)
        for text in ("One", "Two"):
            # The second still sees the paper as it was before the first, as a racing writer does.
            version = services._enter(db, actor, paper, prepared(store, text), ordinal=2, at=T0)
            assert version.ordinal == 2


def test_the_acts_of_a_paper_are_in_the_journal_in_their_order(
    work: Work, cabinet: Cabinet, store: Store
) -> None:
    with work() as db:
        version = enter(db, cabinet, store).current
        hand(db, cabinet, version, "pm")
        distribution.recall(
            db, actor=cabinet.actor(db, "head"), version=version, at=T0, reason="Sai số liệu"
        )
    with work() as db:
        entries = db.scalars(
            select(journal.JournalEntry).order_by(journal.JournalEntry.number)
        ).all()
        acts = [entry.act for entry in entries if entry.act.startswith("document")]
        assert acts == [
            "document:upload", "document:release", "document:distribute", "document:recall",
        ]  # fmt: skip
        assert journal.verify(db).broken_at is None


def test_a_paper_of_two_sittings_stays_when_one_takes_its_own_back(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    version = enter(db, cabinet, store).current
    head, pm = cabinet.actor(db, "head"), cabinet.actor(db, "pm")
    both, only_first = cabinet.persons["pm"], cabinet.persons["minister.g15"]
    for occasion, persons in (("meeting:1", [both, only_first]), ("meeting:2", [both])):
        distribution.distribute(
            db, actor=head, versions=[version], person_ids=persons, occasion=occasion, at=T0
        )

    distribution.take_back(db, actor=head, occasion="meeting:1", at=T0)

    assert queries.may_read(db, pm, version.id)
    assert not queries.may_read(db, cabinet.actor(db, "minister.g15"), version.id)
    told = [e for e in outbox.published(db) if isinstance(e, PaperRecalled)]
    assert [e.person_ids for e in told] == [(only_first,)]
