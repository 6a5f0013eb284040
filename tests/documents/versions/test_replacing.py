"""A paper replaced after it was handed out: exactly its readers get the new version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import queries, services
from documents.distribution import services as distribution
from documents.events import VersionReplaced
from documents.models import AccessLevel, Distribution, Document, DocumentVersion
from documents.versions.queries import newer_than, taken_back_from
from ecabinet import journal, outbox
from ecabinet.notices.models import Notice
from ecabinet.storage import Store
from meetings import queries as meeting_queries
from meetings.agenda import queries as agenda_queries
from meetings.invitations import services as invitations
from meetings.models import Meeting
from meetings.places import papers_beside
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand, prepared, replace
from tests.meetings.sittings import Secretariat

Clients = Callable[[str], FlaskClient]


def holders(db: Session, cabinet: Cabinet, version: DocumentVersion) -> set[tuple[str, str]]:
    """Who holds the version, by login, and for which occasion."""
    logins = {person_id: login for login, person_id in cabinet.persons.items()}
    rows = db.execute(
        select(Distribution).where(
            Distribution.version_id == version.id, Distribution.recalled_at.is_(None)
        )
    ).scalars()
    return {(logins[row.person_id], row.occasion) for row in rows}


def told(db: Session, cabinet: Cabinet) -> dict[str, tuple[int, int, int]]:
    """Who was told of a replacement: {login: (old version, new version, ordinal)}."""
    logins = {person_id: login for login, person_id in cabinet.persons.items()}
    return {
        logins[person]: (event.old_version_id, event.new_version_id, event.ordinal)
        for event in outbox.published(db)
        if isinstance(event, VersionReplaced)
        for person in event.person_ids
    }


def test_who_holds_the_older_one_is_handed_the_new_one_for_the_same_occasions(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store)
    first = paper.current
    hand(db, cabinet, first, "pm", "minister.g15")
    distribution.distribute(
        db, actor=cabinet.actor(db, "head"), versions=[first],
        person_ids=[cabinet.persons["pm"]], occasion="meeting:7", at=T0,
    )  # fmt: skip
    second = replace(db, cabinet, store, paper)
    assert holders(db, cabinet, second) == {
        ("pm", "a test"), ("pm", "meeting:7"), ("minister.g15", "a test"),
    }  # fmt: skip
    assert holders(db, cabinet, first) == holders(db, cabinet, second)
    assert told(db, cabinet) == {
        "pm": (first.id, second.id, 2), "minister.g15": (first.id, second.id, 2),
    }  # fmt: skip
    assert "document:replace" in journal.recorded(db)


def test_whose_right_has_ended_hears_nothing_and_gets_nothing(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store)
    hand(db, cabinet, paper.current, "pm", "minister.g15")
    distribution.take_back(
        db, actor=cabinet.actor(db, "head"), occasion="a test", at=T0,
        person_ids=[cabinet.persons["minister.g15"]],
    )  # fmt: skip
    second = replace(db, cabinet, store, paper)
    assert holders(db, cabinet, second) == {("pm", "a test")}
    assert set(told(db, cabinet)) == {"pm"}


def test_a_reader_no_longer_named_does_not_get_the_new_version_of_a_confidential_paper(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(
        db, cabinet, store, "Riêng", AccessLevel.CONFIDENTIAL, by="secretary",
        readers=["pm", "minister.g15"],
    )  # fmt: skip
    hand(db, cabinet, paper.current, "pm", "minister.g15")
    services.change_document(
        db, actor=cabinet.actor(db, "secretary"), document=paper,
        reader_ids=[cabinet.persons["pm"]],
    )  # fmt: skip
    second = replace(db, cabinet, store, paper)
    assert holders(db, cabinet, second) == {("pm", "a test")}


def test_who_missed_a_version_is_told_from_the_newest_one_they_held(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store)
    first = paper.current
    hand(db, cabinet, first, "pm", "minister.g15")
    second = replace(db, cabinet, store, paper)
    distribution.take_back(
        db, actor=cabinet.actor(db, "head"), occasion="a test", at=T0,
        person_ids=[cabinet.persons["pm"]],
    )  # fmt: skip
    third = replace(db, cabinet, store, paper, "A third text")
    assert told(db, cabinet)["minister.g15"] == (second.id, third.id, 3)
    assert "pm" not in {login for login, _ in holders(db, cabinet, third)}


def test_after_the_new_one_is_recalled_its_readers_still_have_the_one_before(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store, organisation=None)
    first = paper.current
    hand(db, cabinet, first, "pm")
    second = replace(db, cabinet, store, paper)
    pm = cabinet.actor(db, "pm")
    assert newer_than(db, pm, first) is second
    distribution.recall(
        db, actor=cabinet.actor(db, "head"), version=second, at=T0, reason="Sai số liệu"
    )
    assert queries.may_read(db, pm, first.id)
    assert not queries.may_read(db, pm, second.id)
    assert newer_than(db, pm, first) is None


def test_only_who_held_it_when_it_was_recalled_is_told_why(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    version = enter(db, cabinet, store).current
    hand(db, cabinet, version, "pm", "minister.g15")
    head = cabinet.actor(db, "head")
    distribution.take_back(
        db, actor=head, occasion="a test", at=T0 - timedelta(hours=1),
        person_ids=[cabinet.persons["minister.g15"]],
    )  # fmt: skip
    distribution.recall(db, actor=head, version=version, at=T0, reason="Sai số liệu")
    told = {
        login: found.recall_reason
        for login in cabinet.persons
        if (found := taken_back_from(db, cabinet.actor(db, login), version.id))
    }
    assert told == {"pm": "Sai số liệu"}


def notice_page(app: Flask, client_of: Clients, login: str, person_id: int) -> Any:
    """What opens when the person follows the link of what told them that they lost a paper."""
    with app.extensions["ecabinet.database"].reading() as db:
        told = select(Notice.url).where(
            Notice.kind == "paper-recalled", Notice.person_id == person_id
        )
        url = db.scalars(told).one()
    return client_of(login).get(url)


def test_the_notice_of_a_lost_paper_leads_to_what_happened_and_not_to_its_title(
    app: Flask, cabinet: Cabinet, client_of: Clients, now: Any
) -> None:
    files, persons = app.extensions["ecabinet.store"], cabinet.persons
    work = app.extensions["ecabinet.database"].unit_of_work
    with work() as db:
        paper = enter(db, cabinet, files, "Tên của tài liệu", organisation=None)
        hand(db, cabinet, paper.current, "pm", "minister.g15")
        document_id, version_id = paper.id, paper.current.id
    with work() as db:
        distribution.take_back(
            db, actor=cabinet.actor(db, "head"), occasion="a test", at=T0 + timedelta(hours=1),
            person_ids=[persons["minister.g15"]],
        )  # fmt: skip
        services.change_document(
            db, actor=cabinet.actor(db, "head"), document=db.get_one(Document, document_id),
            access_level=AccessLevel.SECRETARIAT,
        )  # fmt: skip
    by_level = notice_page(app, client_of, "pm", persons["pm"])
    taken = notice_page(app, client_of, "minister.g15", persons["minister.g15"])
    assert (by_level.status_code, taken.status_code) == (404, 404)
    assert "Phạm vi tiếp cận hoặc danh sách người được đọc" in by_level.text
    assert "Đã thu hồi lúc" in taken.text
    assert "Tên của tài liệu" not in by_level.text + taken.text
    stranger = client_of("minister.g03").get(f"/documents/versions/{version_id}/read").text
    assert "thu hồi" not in stranger and "Phạm vi tiếp cận" not in stranger


def replaced_after_sending(desk: Secretariat, store: Store) -> tuple[Meeting, DocumentVersion]:
    meeting = desk.sent("A")
    (item,) = meeting_queries.load_items(desk.db, meeting)
    return meeting, replace(desk.db, desk.cabinet, store, item.papers[0].document)


@pytest.mark.parametrize("login", ["pm", "minister.g12", "minister.g15"])
def test_the_invited_find_the_new_version_in_the_agenda_they_were_sent(
    desk: Secretariat, store: Store, login: str
) -> None:
    meeting, second = replaced_after_sending(desk, store)
    edition = meeting_queries.last_edition(desk.db, meeting, sent=True)
    assert edition is not None
    actor = desk.actor(login)
    (line,) = agenda_queries.sent_lines(desk.db, actor, meeting, edition)
    assert line.papers == [second]
    assert line.line["replaced"] == [second.id]
    beside = papers_beside(desk.db, actor, f"meeting:{meeting.id}")
    assert [place.version_id for place in beside] == [second.id]
    assert edition.lines[0]["version_ids"] != [second.id]  # the record stays as it was


def test_a_replaced_paper_is_no_unsent_change_and_who_joins_later_gets_the_new_one(
    desk: Secretariat, store: Store
) -> None:
    meeting, second = replaced_after_sending(desk, store)
    assert not agenda_queries.desk(desk.db, meeting).differs
    invitations.add_guest(
        desk.db, actor=desk.actor("secretary"), meeting=meeting,
        person_id=desk.cabinet.persons["outsider"],
    )  # fmt: skip
    held = desk.db.scalars(
        select(Distribution.version_id).where(
            Distribution.person_id == desk.cabinet.persons["outsider"]
        )
    ).all()
    assert held == [second.id]


def test_a_new_version_not_yet_out_is_a_change_that_the_next_edition_sends(
    desk: Secretariat, store: Store
) -> None:
    meeting = desk.sent("A")
    (item,) = meeting_queries.load_items(desk.db, meeting)
    paper = item.papers[0].document
    second = services.add_version(
        desk.db, actor=desk.actor("secretary"), document=paper, prepared=prepared(store), at=T0
    )
    changes = agenda_queries.desk(desk.db, meeting).changes
    assert [change.sentence.key for change in changes] == ["agenda-change-papers"]
    desk.approve(meeting)
    desk.send(meeting)
    people = {login for login, _ in holders(desk.db, desk.cabinet, second)}
    assert people >= {"pm", "minister.g12", "minister.g15"}
    assert set(told(desk.db, desk.cabinet)) == people
    assert not agenda_queries.desk(desk.db, meeting).differs


def test_handing_out_a_new_version_to_who_holds_the_old_one_is_no_double(
    work: Callable[[], Any], cabinet: Cabinet, store: Store
) -> None:
    with work() as db:
        paper = enter(db, cabinet, store)
        hand(db, cabinet, paper.current, "pm")
        second = services.add_version(
            db, actor=cabinet.actor(db, "secretary"), document=paper,
            prepared=prepared(store, "Another"), at=T0,
        )  # fmt: skip
        hand(db, cabinet, second, "pm", "minister.g15")
        db.flush()
        assert holders(db, cabinet, second) == {("pm", "a test"), ("minister.g15", "a test")}
