"""Who comes to a sitting after its papers were replaced or taken back gets what is in force now."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from documents import services as papers
from documents.distribution import services as distribution
from documents.models import AccessLevel, Document, DocumentVersion
from ecabinet import clock
from meetings.invitations import services as invitations
from meetings.models import Meeting
from tests.meetings.sittings import Secretariat
from tests.meetings.test_sending import holds, shown

NEW = "outsider"


def replace(desk: Secretariat, document: Document) -> None:
    """Lay down a second version, and let it out."""
    document.versions.append(desk.version(2))
    desk.db.flush()
    papers.release(desk.db, actor=desk.actor("head"), version=document.current, at=clock.now())


def take_back(desk: Secretariat, document: Document) -> None:
    distribution.recall(
        desk.db, actor=desk.actor("head"), version=document.current, at=clock.now(), reason="Sai"
    )


def join(desk: Secretariat, meeting: Meeting) -> None:
    invitations.add_guest(
        desk.db, actor=desk.actor("secretary"), meeting=meeting,
        person_id=desk.cabinet.persons[NEW],
    )  # fmt: skip


def ordinals(desk: Secretariat, document: Document, login: str) -> list[int]:
    """Which versions of the paper somebody holds."""
    rows = (desk.db.get_one(DocumentVersion, one) for one in holds(desk, login))
    return sorted(row.ordinal for row in rows if row.document_id == document.id)


def sent(desk: Secretariat) -> tuple[Meeting, Document]:
    meeting = desk.plan()
    document = desk.paper(desk.add(meeting, "Một"))
    desk.approve(meeting)
    desk.send(meeting)
    return meeting, document


def test_a_guest_of_an_edition_approved_before_the_paper_was_replaced_reads_the_new_version(
    desk: Secretariat,
) -> None:
    meeting, document = sent(desk)
    desk.paper(desk.add(meeting, "Hai"))
    desk.approve(meeting)
    replace(desk, document)
    desk.send(meeting, guest_ids=[desk.cabinet.persons[NEW]])
    assert ordinals(desk, document, NEW) == [2]
    assert ordinals(desk, document, "minister.g15") == [1, 2]
    assert shown(desk, NEW, meeting) == shown(desk, "minister.g15", meeting)


def test_what_was_replaced_between_approval_and_sending_goes_out_as_it_is_in_force(
    desk: Secretariat,
) -> None:
    meeting = desk.plan()
    document = desk.paper(desk.add(meeting))
    papers.release(desk.db, actor=desk.actor("head"), version=document.current, at=clock.now())
    desk.approve(meeting)
    replace(desk, document)
    desk.send(meeting)
    join(desk, meeting)
    assert ordinals(desk, document, "minister.g15") == ordinals(desk, document, NEW) == [2]


def test_a_named_reader_who_joins_reads_the_version_that_nobody_at_the_sitting_was_handed(
    desk: Secretariat,
) -> None:
    meeting = desk.plan()
    document = desk.paper(desk.add(meeting))
    papers.change_document(
        desk.db, actor=desk.actor("secretary"), document=document,
        access_level=AccessLevel.CONFIDENTIAL,
        reader_ids=[desk.cabinet.persons[one] for one in (NEW, "head")],
    )  # fmt: skip
    desk.approve(meeting)
    desk.send(meeting)
    replace(desk, document)
    join(desk, meeting)
    assert ordinals(desk, document, NEW) == [2]


def test_who_holds_the_older_version_for_the_sitting_gets_the_new_one_with_who_joins(
    desk: Secretariat,
) -> None:
    """Otherwise the line would name a version that they cannot open."""
    meeting, document = sent(desk)
    replace(desk, document)
    distribution.take_back(
        desk.db, actor=desk.actor("head"), occasion=f"meeting:{meeting.id}", at=clock.now()
    )
    distribution.distribute(
        desk.db, actor=desk.actor("head"), versions=[document.versions[0]],
        person_ids=[desk.cabinet.persons["minister.g15"]], occasion=f"meeting:{meeting.id}",
        at=clock.now(),
    )  # fmt: skip
    join(desk, meeting)
    assert ordinals(desk, document, "minister.g15") == [1, 2]
    assert shown(desk, NEW, meeting) == shown(desk, "minister.g15", meeting)


def test_after_a_recall_somebody_may_still_be_called_and_gets_the_other_papers(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("Một", "Hai")
    first = desk.db.query(Document).order_by(Document.id).first()
    assert first is not None
    take_back(desk, first)
    join(desk, meeting)
    assert ordinals(desk, first, NEW) == [] and len(holds(desk, NEW)) == 1


def test_after_a_recall_who_joins_gets_the_version_that_came_in_its_place(
    desk: Secretariat,
) -> None:
    meeting, document = sent(desk)
    take_back(desk, document)
    replace(desk, document)
    join(desk, meeting)
    assert ordinals(desk, document, NEW) == [2]


def statements_of_joining(desk: Secretariat, meeting: Meeting) -> list[str]:
    """What is sent to the store while somebody joins the sitting, with nothing read before.

    What the preparing left in the unit of work would hide whatever is asked row by row, or not,
    as the collector comes by.
    """
    desk.db.flush()
    desk.db.expunge_all()
    meeting = desk.db.get_one(Meeting, meeting.id)
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    engine = desk.db.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        join(desk, meeting)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen


@pytest.mark.usefixtures("app")  # what follows a paper that goes out asks, too
def test_who_joins_asks_of_ten_replaced_papers_no_more_than_of_two(desk: Secretariat) -> None:
    """It is asked inside the unit of work that writes, which all others wait for."""
    counts: list[int] = []
    for papers_of_it in (2, 10):
        meeting = desk.plan()
        laid = [desk.paper(desk.add(meeting, f"Nội dung {n}")) for n in range(papers_of_it)]
        desk.approve(meeting)
        desk.send(meeting)
        for document in laid:
            replace(desk, document)
        seen = statements_of_joining(desk, meeting)
        assert [ordinals(desk, document, NEW) for document in laid] == [[2]] * papers_of_it
        # One row is written for each paper, and one job that carries marks over is asked for.
        counts.append(
            len([one for one in seen if one.startswith("SELECT") and "FROM job" not in one])
        )
    assert counts[1] <= counts[0]
