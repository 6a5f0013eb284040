"""Versions that go out at their time, or with the agenda; once, also where two processes do it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from documents import queries, services
from documents.distribution import by_hand
from documents.distribution import services as distribution
from documents.events import PaperHanded
from documents.models import Distribution, DocumentVersion, VersionState
from documents.release_plans.models import PlannedRelease, ReleaseRule
from documents.release_plans.queries import due_releases
from documents.versions import due, releases
from ecabinet import clock, journal, outbox
from ecabinet.db import Database
from ecabinet.errors import Conflict, Denied, Invalid
from ecabinet.jobs import run_round
from ecabinet.journal import JournalEntry
from ecabinet.sentences import S
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand, prepared, replace
from tests.meetings.sittings import Secretariat

LATER = T0 + timedelta(hours=3)


def plan(db: Session, cabinet: Cabinet, version: DocumentVersion, **other: Any) -> PlannedRelease:
    values: dict[str, Any] = {"rule": ReleaseRule.AT, "release_at": LATER, "at": T0} | other
    login = values.pop("by", "secretary")
    return releases.plan_release(db, actor=cabinet.actor(db, login), version=version, **values)


def test_it_goes_out_at_its_time_and_not_before(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    version = enter(db, cabinet, store).current
    plan(db, cabinet, version)
    assert due_releases(db, LATER - timedelta(seconds=1)) == []
    assert not releases.carry_out(db, version.id, LATER - timedelta(seconds=1))
    assert due_releases(db, LATER) == [version.id]
    assert releases.carry_out(db, version.id, LATER)
    assert (version.state, version.released_at) == (VersionState.RELEASED, LATER)
    assert due_releases(db, LATER) == []
    assert not releases.carry_out(db, version.id, LATER)


def test_an_order_is_taken_back_or_given_anew_until_it_was_carried_out(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    version = enter(db, cabinet, store).current
    secretary = cabinet.actor(db, "secretary")
    plan(db, cabinet, version)
    plan(db, cabinet, version, release_at=LATER + timedelta(days=1))
    assert not releases.carry_out(db, version.id, LATER)
    releases.cancel_plan(db, actor=secretary, version=version)
    assert not releases.carry_out(db, version.id, LATER + timedelta(days=2))
    with pytest.raises(Conflict):
        releases.cancel_plan(db, actor=secretary, version=version)
    services.release(db, actor=secretary, version=version, at=T0)
    with pytest.raises(Conflict):
        plan(db, cabinet, version)


@pytest.mark.parametrize("release_at", [None, T0, T0 - timedelta(days=1)])
def test_an_order_names_an_instant_to_come(
    db: Session, cabinet: Cabinet, store: Store, release_at: Any
) -> None:
    with pytest.raises(Invalid) as refused:
        plan(db, cabinet, enter(db, cabinet, store).current, release_at=release_at)
    assert list(refused.value.fields) == ["release_at"]


@pytest.mark.parametrize("login", ["pm", "officer.g12", "auditor", "admin", "outsider"])
def test_nobody_but_the_secretariat_orders_it(
    db: Session, cabinet: Cabinet, store: Store, login: str
) -> None:
    with pytest.raises(Denied):
        plan(db, cabinet, enter(db, cabinet, store).current, by=login)


def test_handed_out_before_its_time_it_stays_closed_and_opens_then(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    version = enter(db, cabinet, store, organisation=None).current
    plan(db, cabinet, version)
    hand(db, cabinet, version, "pm")
    pm = cabinet.actor(db, "pm")
    assert version.state is VersionState.DRAFT
    assert not queries.may_read(db, pm, version.id)
    assert [e for e in outbox.published(db) if isinstance(e, PaperHanded)] == []
    assert releases.carry_out(db, version.id, LATER)
    assert queries.may_read(db, pm, version.id)
    (told,) = [e for e in outbox.published(db) if isinstance(e, PaperHanded)]
    assert told.person_ids == (cabinet.persons["pm"],)


def test_sending_the_agenda_lets_out_what_waits_for_it_and_not_what_waits_for_its_hour(
    desk: Secretariat,
) -> None:
    meeting = desk.plan()
    item = desk.add(meeting)
    waits_for_it, waits_for_hour = desk.paper(item, "Một"), desk.paper(item, "Hai")
    plan(desk.db, desk.cabinet, waits_for_it.current, rule=ReleaseRule.WITH_AGENDA,
         release_at=None)  # fmt: skip
    plan(desk.db, desk.cabinet, waits_for_hour.current)
    assert due_releases(desk.db, LATER) == [waits_for_hour.current.id]
    desk.approve(meeting)
    desk.send(meeting)
    assert waits_for_it.current.state is VersionState.RELEASED
    assert waits_for_hour.current.state is VersionState.DRAFT
    minister = desk.actor("minister.g15")
    assert not queries.may_read(desk.db, minister, waits_for_hour.current.id)
    assert releases.carry_out(desk.db, waits_for_hour.current.id, LATER)
    assert queries.may_read(desk.db, minister, waits_for_hour.current.id)


def test_what_waits_for_the_agenda_is_let_out_by_no_other_handing_out(
    desk: Secretariat, store: Store
) -> None:
    db, cabinet, meeting = desk.db, desk.cabinet, desk.plan()
    paper = desk.paper(desk.add(meeting))
    first = paper.current
    hand(db, cabinet, first, "pm", "minister.g15")
    second = newer(db, cabinet, store, first)
    plan(db, cabinet, second, rule=ReleaseRule.WITH_AGENDA, release_at=None)
    for occasion in (by_hand.occasion(paper), "ballot:3", "opinion:4"):
        distribution.distribute(
            db, actor=desk.actor("head"), versions=[second], occasion=occasion, at=T0,
            person_ids=[cabinet.persons["minister.g03"]],
        )  # fmt: skip
    assert (first.state, second.state) == (VersionState.RELEASED, VersionState.DRAFT)
    assert second.id not in [getattr(e, "version_id", 0) for e in outbox.published(db)]
    minister = desk.actor("minister.g03")
    assert not queries.may_read(db, minister, second.id)
    desk.approve(meeting)
    desk.send(meeting)
    assert second.state is VersionState.RELEASED
    assert queries.may_read(db, minister, second.id)


def test_the_page_says_when_what_is_handed_out_now_opens(
    work: Callable[[], Any], cabinet: Cabinet, files: Store, client_of: Callable[[str], Any]
) -> None:
    with work() as db:
        version = enter(db, cabinet, files).current
        document_id = version.document_id
        plan(db, cabinet, version, rule=ReleaseRule.WITH_AGENDA, release_at=None)
    page = client_of("secretary").get(f"/documents/{document_id}").text
    assert "Người được chọn mở được tài liệu khi chương trình phiên họp được gửi." in page
    assert "sẽ được phát hành ngay cho người được chọn" not in page


def test_what_was_taken_back_before_its_time_does_not_go_out(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    version = enter(db, cabinet, store).current
    plan(db, cabinet, version)
    head = cabinet.actor(db, "head")
    services.release(db, actor=head, version=version, at=T0)
    distribution.recall(db, actor=head, version=version, at=T0, reason="Sai")
    assert due_releases(db, LATER) == []
    assert not releases.carry_out(db, version.id, LATER)


def newer(db: Session, cabinet: Cabinet, store: Store, version: DocumentVersion) -> DocumentVersion:
    """A version laid over `version`, not out yet."""
    return services.add_version(
        db, actor=cabinet.actor(db, "secretary"), document=version.document,
        prepared=prepared(store, "Another text"), at=T0,
    )  # fmt: skip


def test_after_a_newer_version_no_older_one_goes_out(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    first = enter(db, cabinet, store).current
    second = newer(db, cabinet, store, first)
    secretary = cabinet.actor(db, "secretary")
    services.release(db, actor=secretary, version=second, at=T0)
    with pytest.raises(Conflict) as refused:
        services.release(db, actor=secretary, version=first, at=T0)
    assert refused.value.code == "document-release-overtaken"
    with pytest.raises(Conflict):
        plan(db, cabinet, first)
    assert (first.state, second.state) == (VersionState.DRAFT, VersionState.RELEASED)


def test_the_page_offers_no_release_of_an_overtaken_version_and_refuses_it(
    app: Flask, cabinet: Cabinet, work: Callable[[], Any], client_of: Callable[[str], Any]
) -> None:
    with work() as db:
        files = app.extensions["ecabinet.store"]
        first = enter(db, cabinet, files).current
        second = newer(db, cabinet, files, first)
        document_id, older, newest = first.document_id, first.id, second.id
    secretary = client_of("secretary")
    where = f"/documents/{document_id}"
    assert f"/documents/versions/{older}/release" in secretary.get(where).text
    assert secretary.post(f"/documents/versions/{newest}/release").status_code == 302
    assert f"/documents/versions/{older}/release" not in secretary.get(where).text
    assert secretary.post(f"/documents/versions/{older}/release").status_code == 409
    later = {"rule": "at", "release_at": "2030-01-01T09:00"}
    planned = secretary.post(f"/documents/versions/{older}/release-plan", data=later)
    assert planned.status_code == 409


def test_once_the_newer_version_was_taken_back_the_older_one_may_go_out(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    first = enter(db, cabinet, store).current
    second = newer(db, cabinet, store, first)
    secretary = cabinet.actor(db, "secretary")
    services.release(db, actor=secretary, version=second, at=T0)
    distribution.recall(db, actor=secretary, version=second, at=T0, reason="Sai")
    services.release(db, actor=secretary, version=first, at=T0)
    assert first.state is VersionState.RELEASED


def test_a_superseded_version_whose_successor_was_taken_back_stands_for_the_older_ones(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    first = enter(db, cabinet, store, organisation=None).current
    secretary = cabinet.actor(db, "secretary")
    second = newer(db, cabinet, store, first)
    services.release(db, actor=secretary, version=second, at=T0)
    third = replace(db, cabinet, store, first.document, "Nội dung thứ ba")
    distribution.recall(db, actor=secretary, version=third, at=T0, reason="Sai")
    assert (first.state, second.state) == (VersionState.DRAFT, VersionState.SUPERSEDED)
    # It is what the readers have: handed out in the place of the first, which is not released.
    hand(db, cabinet, first, "pm")
    pm = cabinet.actor(db, "pm")
    assert queries.may_read(db, pm, second.id) and not queries.may_read(db, pm, first.id)
    with pytest.raises(Conflict) as refused:
        services.release(db, actor=secretary, version=first, at=T0)
    assert refused.value.sentence == S("document-release-overtaken", ordinal=second.ordinal)
    # Taken back too, nothing newer is with the readers any more.
    distribution.recall(db, actor=secretary, version=second, at=T0, reason="Sai")
    services.release(db, actor=secretary, version=first, at=T0)
    assert first.state is VersionState.RELEASED


def test_handing_out_asks_the_store_no_more_for_ten_papers_that_are_held_than_for_two(
    app: Flask, cabinet: Cabinet, count_queries: Any
) -> None:
    database, files = app.extensions["ecabinet.database"], app.extensions["ecabinet.store"]
    with database.unit_of_work() as db:
        drafts = []
        for number in range(10):
            first = enter(db, cabinet, files, f"Tờ trình {number}").current
            hand(db, cabinet, newer(db, cabinet, files, first), "pm")
            drafts.append(first.id)

    def again(version_ids: list[int]) -> int:
        with database.unit_of_work() as db:
            found = db.scalars(select(DocumentVersion).where(DocumentVersion.id.in_(version_ids)))
            versions, head = found.all(), cabinet.actor(db, "head")
            with count_queries(app) as seen:
                distribution.distribute(
                    db, actor=head, versions=versions, person_ids=[cabinet.persons["pm"]],
                    occasion="a test", at=T0,
                )  # fmt: skip
        return len(seen)

    assert again(drafts) == again(drafts[:2])


def test_what_was_ordered_for_an_older_version_is_off_once_a_newer_one_is_out(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    first = enter(db, cabinet, store).current
    plan(db, cabinet, first)
    second = newer(db, cabinet, store, first)
    plan(db, cabinet, second, release_at=LATER + timedelta(days=1))
    services.release(db, actor=cabinet.actor(db, "secretary"), version=second, at=T0)
    assert db.scalars(select(PlannedRelease.version_id)).all() == [second.id]
    assert "document:cancel-release" in journal.recorded(db)
    assert not releases.carry_out(db, first.id, LATER)
    assert first.state is VersionState.DRAFT


def test_who_waited_for_the_older_version_is_handed_the_newer_one(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    first = enter(db, cabinet, store, organisation=None).current
    plan(db, cabinet, first)
    hand(db, cabinet, first, "pm")
    second = newer(db, cabinet, store, first)
    services.release(db, actor=cabinet.actor(db, "secretary"), version=second, at=T0)
    assert queries.may_read(db, cabinet.actor(db, "pm"), second.id)
    (told,) = [e for e in outbox.published(db) if isinstance(e, PaperHanded)]
    assert (told.version_id, told.person_ids) == (second.id, (cabinet.persons["pm"],))


def test_an_agenda_that_names_an_overtaken_version_hands_out_the_newer_one(
    desk: Secretariat, store: Store
) -> None:
    meeting = desk.plan()
    paper = desk.paper(desk.add(meeting))
    first = paper.current
    desk.approve(meeting)
    second = newer(desk.db, desk.cabinet, store, first)
    services.release(desk.db, actor=desk.actor("secretary"), version=second, at=T0)
    desk.send(meeting)
    assert (first.state, second.state) == (VersionState.DRAFT, VersionState.RELEASED)
    assert queries.may_read(desk.db, desk.actor("minister.g15"), second.id)


def test_the_store_refuses_a_second_released_version_and_one_without_its_instant(
    any_database: Database, cabinet: Cabinet, store: Store
) -> None:
    with any_database.unit_of_work() as db:
        first = enter(db, cabinet, store).current
        second = newer(db, cabinet, store, first)
        services.release(db, actor=cabinet.actor(db, "secretary"), version=second, at=T0)
        first_id = first.id
    for state, released_at in (("released", T0), ("superseded", None)):
        change = update(DocumentVersion).where(DocumentVersion.id == first_id)
        with pytest.raises((Conflict, IntegrityError)), any_database.unit_of_work() as db:
            db.execute(change.values(state=VersionState(state), released_at=released_at))


def test_the_store_refuses_who_took_a_paper_back_without_when(
    any_database: Database, cabinet: Cabinet, store: Store
) -> None:
    with any_database.unit_of_work() as db:
        hand(db, cabinet, enter(db, cabinet, store).current, "pm")
    with pytest.raises((Conflict, IntegrityError)), any_database.unit_of_work() as db:
        db.execute(update(Distribution).values(recalled_by_id=cabinet.accounts["head"]))


def test_the_rounds_of_the_server_release_it_and_name_who_ordered_it(
    app: Flask, cabinet: Cabinet, work: Callable[[], Any]
) -> None:
    with work() as db:
        version_id = enter(db, cabinet, app.extensions["ecabinet.store"]).current.id
        plan(db, cabinet, db.get_one(DocumentVersion, version_id))
    run_round(app)
    with clock.at(LATER):
        run_round(app)
        run_round(app)
    with app.extensions["ecabinet.database"].reading() as db:
        assert db.get_one(DocumentVersion, version_id).state is VersionState.RELEASED
        (entry,) = db.scalars(
            select(JournalEntry).where(JournalEntry.act == "document:release")
        ).all()
        assert entry.actor_name == "system"
        assert entry.details["ordered_by"] == cabinet.accounts["secretary"]


def test_two_processes_that_find_it_due_release_it_once(
    app: Flask, cabinet: Cabinet, work: Callable[[], Any]
) -> None:
    with work() as db:
        version_id = enter(db, cabinet, app.extensions["ecabinet.store"]).current.id
        plan(db, cabinet, db.get_one(DocumentVersion, version_id))
    start = threading.Barrier(2)
    counts: list[int] = []

    def run() -> None:
        with app.app_context(), clock.at(LATER):
            start.wait(10)
            counts.append(due.release_all_due())

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(counts) == [0, 1]


def both(database: Database, *acts: Callable[[Any], Any]) -> list[Exception]:
    """Do `acts` at the same moment, each in a unit of work of its own; return the refusals."""
    start = threading.Barrier(len(acts))
    raised: list[Exception] = []

    def run(act: Callable[[Any], Any]) -> None:
        start.wait(10)
        try:
            with database.unit_of_work() as db:
                act(db)
        except Conflict as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


def acts_on(
    version_id: int, cabinet: Cabinet
) -> tuple[Callable[[Any], None], Callable[[Any], None]]:
    def release(db: Any) -> None:
        services.release(
            db, actor=cabinet.actor(db, "secretary"), at=T0,
            version=queries.find_version(db, cabinet.actor(db, "secretary"), version_id),
        )  # fmt: skip

    def recall(db: Any) -> None:
        distribution.recall(
            db, actor=cabinet.actor(db, "head"), at=T0, reason="Sai",
            version=queries.find_version(db, cabinet.actor(db, "head"), version_id),
        )  # fmt: skip

    return release, recall


def test_two_who_release_or_recall_at_once_do_it_once(
    any_database: Database, cabinet: Cabinet, store: Store
) -> None:
    with any_database.unit_of_work() as db:
        version_id = enter(db, cabinet, store).current.id
    release, recall = acts_on(version_id, cabinet)
    assert len(both(any_database, release, release)) == 1
    with any_database.unit_of_work() as db:
        hand(db, cabinet, db.get_one(DocumentVersion, version_id), "pm")
    assert len(both(any_database, recall, recall)) == 1
    with any_database.reading() as db:
        for act in ("document:release", "document:recall"):
            entries = select(func.count()).where(JournalEntry.act == act)
            assert db.scalar(entries) == 1, act
