"""An edition that was withdrawn, returned or opened again goes out no more; the next one does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from ecabinet import clock, journal
from ecabinet.errors import Conflict, Denied
from ecabinet.journal import JournalEntry
from meetings import queries
from meetings.agenda import queries as agenda_queries
from meetings.agenda import services as agenda
from meetings.editions import services, withdrawing
from meetings.events import meeting_room
from meetings.models import AgendaVersion, Meeting, MeetingState
from meetings.packs.source import pack_source
from meetings.queries import Reason, waiting_for
from meetings.sent.models import EditionWithdrawal
from tests.cabinet import Cabinet
from tests.meetings.sittings import Secretariat

Act = Callable[[Secretariat, Meeting], Any]


def withdraw(desk: Secretariat, meeting: Meeting) -> None:
    withdrawing.withdraw_agenda(
        desk.db, actor=desk.actor("head"), meeting=meeting, reason="Sai nội dung"
    )


def reopen(desk: Secretariat, meeting: Meeting) -> None:
    services.reopen_agenda(desk.db, actor=desk.actor("secretary"), meeting=meeting)


def give_back(desk: Secretariat, meeting: Meeting) -> None:
    desk.give_back(meeting)


def discard(desk: Secretariat, meeting: Meeting) -> None:
    services.discard_changes(desk.db, actor=desk.actor("secretary"), meeting=meeting)


def second_approved(desk: Secretariat) -> Meeting:
    """Edition A was sent, B is approved and waits for sending."""
    meeting = desk.sent("Một")
    desk.add(meeting, "Hai")
    desk.approve(meeting)
    return meeting


def waits(desk: Secretariat, meeting: Meeting) -> bool:
    return (meeting, Reason.SENDING) in waiting_for(desk.db, desk.actor("secretary"))


def test_a_withdrawn_edition_is_not_sent_again_and_the_next_may_be_withdrawn_too(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("Một")
    for letter in ("B", "C"):
        withdraw(desk, meeting)
        with pytest.raises(Conflict) as refused:
            desk.send(meeting)
        assert refused.value.code == "agenda-not-approved"
        assert desk.approve(meeting).letter == letter
        desk.send(meeting)
    withdraw(desk, meeting)


@pytest.mark.parametrize("act", [reopen, give_back, discard])
def test_a_later_edition_with_a_mistake_is_kept_back_and_another_is_approved(
    desk: Secretariat, act: Act
) -> None:
    meeting = second_approved(desk)
    assert waits(desk, meeting)
    act(desk, meeting)

    assert meeting.state is MeetingState.INVITED
    assert not waits(desk, meeting)
    with pytest.raises(Conflict):
        desk.send(meeting)
    desk.add(meeting, "Ba")
    edition = desk.approve(meeting)
    assert edition.letter == "C"
    assert desk.send(meeting) is edition


def test_what_was_opened_again_may_be_approved_again_as_it_was(desk: Secretariat) -> None:
    meeting = second_approved(desk)
    reopen(desk, meeting)
    assert desk.approve(meeting).letter == "C"


def test_only_what_waits_for_sending_is_returned_or_opened_again(desk: Secretariat) -> None:
    meeting = desk.sent("Một")
    for act in (reopen, give_back):
        with pytest.raises(Conflict):
            act(desk, meeting)
    desk.add(meeting, "Hai")
    desk.approve(meeting)
    with pytest.raises(Denied):
        services.return_agenda(
            desk.db, actor=desk.actor("secretary"), meeting=meeting, reason="Sai"
        )
    with pytest.raises(Denied):
        services.reopen_agenda(desk.db, actor=desk.actor("clerk"), meeting=meeting)


def test_the_store_keeps_no_edition_both_sent_and_set_aside(desk: Secretariat) -> None:
    meeting = second_approved(desk)
    reopen(desk, meeting)
    edition = queries.last_edition(desk.db, meeting)
    assert edition is not None
    sent = update(AgendaVersion).where(AgendaVersion.id == edition.id)
    with pytest.raises(IntegrityError), desk.db.begin_nested():
        desk.db.execute(sent.values(sent_at=edition.approved_at))


@pytest.fixture
def page(app: Flask, cabinet: Cabinet, client_of: Any) -> Callable[[Act, str], str]:
    """What the desk shows `login` of a sitting with two editions on which something was done."""

    def show(act: Act, login: str) -> str:
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            desk = Secretariat(db, cabinet)
            meeting = second_approved(desk)
            act(desk, meeting)
            number = meeting.id
        text: str = client_of(login).get(f"/meetings/{number}").text
        return text

    return show


def nothing(desk: Secretariat, meeting: Meeting) -> None:
    """Leave it as it is."""


def change(desk: Secretariat, meeting: Meeting) -> None:
    item = agenda_queries.desk(desk.db, meeting).items[0]
    agenda.change_item(
        desk.db, actor=desk.actor("secretary"), item=item, content=desk.content("Một sửa"),
        revision=None,
    )  # fmt: skip


def send_and_withdraw(desk: Secretariat, meeting: Meeting) -> None:
    desk.send(meeting)
    withdraw(desk, meeting)


@pytest.mark.parametrize(
    ("act", "sends", "approves", "returns", "discards"),
    [
        (nothing, True, False, True, False),
        (change, True, True, True, True),
        (reopen, False, True, False, True),
        (give_back, False, True, False, True),
        (discard, False, False, False, False),
        (send_and_withdraw, False, True, False, False),
    ],
)
def test_the_desk_offers_what_may_be_done_with_a_later_edition(
    page: Any, act: Act, sends: bool, approves: bool, returns: bool, discards: bool
) -> None:
    head = page(act, "head")
    assert ('id="send-form"' in head) == sends
    assert ("/approval" in head) == approves
    assert ('id="return-form"' in head) == returns
    assert ("/reopening" in head) == returns
    assert ("/discarding" in head) == discards


@pytest.mark.parametrize(
    ("act", "letter"),
    [(nothing, "B"), (reopen, "A"), (give_back, "A"), (discard, "A"), (send_and_withdraw, "B")],
)
def test_the_desk_tells_what_changed_since_what_was_sent_or_is_to_be(
    page: Any, act: Act, letter: str
) -> None:
    assert f"Thay đổi so với bản {letter}<" in page(act, "secretary")


def test_what_went_back_to_what_was_sent_is_neither_submitted_nor_approved_nor_discarded_again(
    desk: Secretariat,
) -> None:
    meeting = second_approved(desk)
    discard(desk, meeting)
    for act in (desk.submit, desk.approve):
        with pytest.raises(Conflict) as refused:
            act(meeting)
        assert refused.value.sentence.params["edition"] == "A"
    with pytest.raises(Conflict) as refused:
        discard(desk, meeting)
    assert refused.value.code == "agenda-nothing-to-discard"


def test_what_waits_for_sending_is_not_approved_once_more(desk: Secretariat) -> None:
    meeting = second_approved(desk)
    with pytest.raises(Conflict) as refused:
        desk.approve(meeting)
    assert refused.value.code == "agenda-same-as-edition"


def test_an_edition_is_discarded_too_where_the_agenda_was_put_back_by_hand(
    desk: Secretariat,
) -> None:
    meeting = second_approved(desk)
    added = agenda_queries.desk(desk.db, meeting).items[1]
    agenda.remove_item(desk.db, actor=desk.actor("secretary"), item=added)
    discard(desk, meeting)
    assert not waits(desk, meeting)


@pytest.mark.parametrize("act", [reopen, give_back, discard])
def test_packs_are_bound_of_the_edition_in_force(app: Flask, desk: Secretariat, act: Act) -> None:
    meeting = desk.sent("Một")
    desk.paper(desk.add(meeting, "Hai"))
    desk.approve(meeting)
    act(desk, meeting)
    with app.app_context():
        source = pack_source(desk.db, desk.actor("secretary"), meeting_room(meeting.id))
    assert source is not None
    assert [line.title for line in source.lines] == ["Một"]
    assert source.may_release


@pytest.mark.parametrize("act", [reopen, give_back, discard])
def test_the_journal_names_the_edition_that_goes_out_no_more(desk: Secretariat, act: Act) -> None:
    meeting = second_approved(desk)
    change(desk, meeting)
    desk.submit(meeting)
    act(desk, meeting)
    journal.seal(desk.db)
    newest = select(JournalEntry.details).order_by(JournalEntry.number.desc()).limit(1)
    assert desk.db.execute(newest).scalar_one() == {"set_aside": "B"}


def submit_more(desk: Secretariat, meeting: Meeting) -> None:
    change(desk, meeting)
    desk.submit(meeting)


def test_who_returns_is_told_before_that_an_approved_edition_goes_out_no_more(page: Any) -> None:
    assert "Bản B đã duyệt sẽ không được gửi nữa." in page(submit_more, "head")


def test_an_edition_withdrawn_and_sent_again_is_withdrawn_once_more(desk: Secretariat) -> None:
    """Before editions were set aside, a withdrawn one could be sent again."""
    meeting = desk.sent("Một")
    withdraw(desk, meeting)
    edition = queries.last_edition(desk.db, meeting)
    assert edition is not None
    with clock.at(clock.now() + timedelta(hours=1)):
        edition.sent_at, edition.set_aside_at = clock.now(), None
        withdraw(desk, meeting)
    rows = desk.db.execute(select(EditionWithdrawal.edition_id)).scalars().all()
    assert rows == [edition.id, edition.id]


def test_an_officer_asks_for_approval_of_the_agenda_after_a_withdrawal(page: Any) -> None:
    shown = page(send_and_withdraw, "secretary")
    assert "/submission" in shown
    assert 'id="send-form"' not in shown


def test_programs_are_told_no_warnings_of_an_edition_that_goes_out_no_more(
    app: Flask, cabinet: Cabinet, api_of: Any
) -> None:
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        desk = Secretariat(db, cabinet)
        meeting = desk.sent("Một")
        withdraw(desk, meeting)
        number = meeting.id
        set_aside = db.execute(select(AgendaVersion.set_aside_at)).scalars().all()
    assert all(set_aside)
    refused = api_of("secretary")("GET", f"/meetings/{number}/warnings")
    assert (refused.status_code, refused.json["code"]) == (409, "agenda-not-approved")
