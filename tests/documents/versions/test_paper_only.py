"""Papers on paper alone: they keep number, title and place, and never take a file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from documents import queries, services
from documents.models import AccessLevel, Document, DocumentKind, DocumentVersion, Secrecy
from documents.versions.placeholders import add_placeholder
from ecabinet.errors import Conflict, Denied
from ecabinet.i18n import say_in
from ecabinet.storage import Store
from meetings.agenda import queries as agenda_queries
from meetings.agenda import services as agenda
from meetings.editions.restoring import restore_sent_edition
from meetings.minutes import content
from meetings.models import Meeting
from meetings.queries import last_edition, load_items
from tests.cabinet import T0, Cabinet
from tests.documents.papers import pdf, prepared
from tests.meetings.sittings import Secretariat

MEMBERS = ("pm", "minister.g12", "minister.g15")


def placeholder(
    db: Session, cabinet: Cabinet, by: str = "secretary", title: str = "Phương án bảo vệ"
) -> Document:
    return add_placeholder(
        db, actor=cabinet.actor(db, by), title=title, number_symbol="12/PA-BCA",
        kind=DocumentKind.REPORT, organisation_id=cabinet.organisations["G12"],
        secrecy=Secrecy.TOI_MAT, at=T0,
    )  # fmt: skip


def test_the_secretariat_and_the_owner_find_it_in_their_lists_and_nobody_else_does(
    db: Session, cabinet: Cabinet
) -> None:
    paper = placeholder(db, cabinet)
    found = {
        login
        for login in cabinet.persons
        if paper in queries.list_documents(db, cabinet.actor(db, login)).items
    }
    assert found == {"secretary", "head", "clerk", "officer.g12"}


def test_it_takes_no_version_and_no_other_level(
    db: Session, cabinet: Cabinet, tmp_path: Any
) -> None:
    paper = placeholder(db, cabinet)
    secretary = cabinet.actor(db, "secretary")
    with pytest.raises(Conflict):
        services.add_version(
            db, actor=secretary, document=paper, prepared=prepared(Store(tmp_path)), at=T0
        )
    with pytest.raises(Conflict):
        services.change_document(
            db, actor=secretary, document=paper, access_level=AccessLevel.PUBLIC
        )
    services.change_document(db, actor=secretary, document=paper, title="Tên chung")
    assert paper.title == "Tên chung"


@pytest.mark.parametrize(
    "wrong",
    [
        {"is_paper_only": False, "secrecy": Secrecy.MAT},
        {"is_paper_only": True, "access_level": AccessLevel.PUBLIC},
    ],
)
def test_the_store_itself_refuses_a_degree_on_a_file_and_an_open_placeholder(
    db: Session, cabinet: Cabinet, wrong: dict[str, Any]
) -> None:
    values: dict[str, Any] = {"access_level": AccessLevel.SECRETARIAT} | wrong
    db.add(Document(title="Sai", created_by_id=cabinet.accounts["head"], created_at=T0, **values))
    with pytest.raises(IntegrityError):
        db.flush()


def test_an_officer_enters_one_for_the_own_organisation_only(db: Session, cabinet: Cabinet) -> None:
    assert placeholder(db, cabinet, by="officer.g12").is_paper_only
    for login in ("officer.g15", "minister.g12", "auditor", "admin"):
        with pytest.raises(Denied):
            placeholder(db, cabinet, by=login)


def sent_with_a_placeholder(desk: Secretariat) -> tuple[Meeting, Document]:
    """A sitting whose one item has a paper, a placeholder and another paper."""
    meeting = desk.plan()
    item = desk.add(meeting, "An ninh mạng")
    desk.paper(item, "Tờ trình")
    paper = placeholder(desk.db, desk.cabinet)
    agenda.attach_document(desk.db, actor=desk.actor("secretary"), item=item, document=paper)
    desk.paper(item, "Dự thảo")
    desk.approve(meeting)
    desk.send(meeting)
    return meeting, paper


def test_it_keeps_its_place_in_the_agenda_that_is_sent(desk: Secretariat) -> None:
    meeting, paper = sent_with_a_placeholder(desk)
    edition = last_edition(desk.db, meeting, sent=True)
    assert edition is not None
    for login in MEMBERS:
        (line,) = agenda_queries.sent_lines(desk.db, desk.actor(login), meeting, edition)
        assert [version.document.title for version in line.papers] == ["Tờ trình", "Dự thảo"]
        assert line.on_paper == [
            {"document_id": paper.id, "title": paper.title, "number": "12/PA-BCA", "place": 2}
        ]


def test_going_back_to_the_edition_brings_it_back_to_its_place(desk: Secretariat) -> None:
    meeting, paper = sent_with_a_placeholder(desk)
    (item,) = load_items(desk.db, meeting)
    order = [one.document_id for one in item.papers]
    agenda.detach_document(desk.db, actor=desk.actor("secretary"), item=item, document_id=paper.id)
    changes = agenda_queries.desk(desk.db, meeting).changes
    assert [change.sentence.key for change in changes] == ["agenda-change-papers"]
    assert restore_sent_edition(desk.db, meeting, actor=desk.actor("secretary"))
    desk.db.expire_all()
    assert [one.document_id for one in load_items(desk.db, meeting)[0].papers] == order
    assert not agenda_queries.desk(desk.db, meeting).differs


def test_the_minutes_name_it(desk: Secretariat) -> None:
    meeting, _ = sent_with_a_placeholder(desk)
    meeting.opened_at, meeting.ended_at = T0, T0
    meeting.minutes_number, meeting.minutes_year = 1, 2026
    with desk.db.no_autoflush:
        (item,) = content.build(desk.db, meeting, T0.date(), "vi")["items"]
    assert item["on_paper"] == [{"number": "12/PA-BCA", "title": "Phương án bảo vệ"}]
    desk.db.expire(meeting)


@pytest.mark.parametrize("degree", ["mat", "toi-mat", "tuyet-mat"])
def test_a_state_secret_is_refused_with_the_law_and_nothing_is_stored(
    app: Flask, api_of: Callable[[str], Any], degree: str
) -> None:
    before = set(app.extensions["ecabinet.store"].walk())
    answer = api_of("officer.g12")(
        "POST", "/documents",
        data={"access_level": degree, "file": (BytesIO(pdf("secret", 1)), "mật.pdf")},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "29/2018/QH14" in answer.get_data(as_text=True)
    with app.extensions["ecabinet.database"].reading() as db:
        assert db.scalar(select(func.count()).select_from(Document)) == 0
        assert db.scalar(select(func.count()).select_from(DocumentVersion)) == 0
    assert set(app.extensions["ecabinet.store"].walk()) == before


def test_the_pages_show_it_and_say_where_it_is_to_be_had(
    client_of: Callable[[str], Any],
) -> None:
    secretary = client_of("secretary")
    assert secretary.get("/documents/paper-only").status_code == 200
    refused = secretary.post("/documents/paper-only", data={"title": " ", "secrecy": "mat"})
    assert refused.status_code == 422
    answer = secretary.post(
        "/documents/paper-only",
        data={"title": "Kế hoạch A", "number_symbol": "5/KH", "secrecy": "tuyet-mat"},
        follow_redirects=True,
    )
    where = say_in("vi", services.S("paper-only-where"))
    for page in (answer, secretary.get("/documents")):
        assert page.status_code == 200
        text = page.get_data(as_text=True)
        assert "Kế hoạch A" in text
        assert where in text
