"""What was answered before is kept word for word, for those who must be able to tell it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from dossiers.opinions import queries, rules
from dossiers.opinions.answering import CommentGiven
from dossiers.submissions.models import OpinionAnswer, OpinionRequest, View
from ecabinet import clock, journal, migrate
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.journal import JournalEntry
from tests.cabinet import T0, Cabinet
from tests.dossiers.opinions.asking import Consultation

ARTICLE_5 = CommentGiven("Bỏ cụm từ “hoặc”", "Điều 5 khoản 2")


@pytest.fixture
def changed(database: Database, cabinet: Cabinet) -> int:
    """A request to G15 on a lodged dossier, answered with remarks and then without any; G03 was
    asked too and has answered."""
    with clock.at(T0), database.unit_of_work() as db:
        office = Consultation(db, cabinet)
        request, other = office.ask(office.lodged(), "G15", "G03").requests
        office.answer(other, View.NOTHING, "", by="officer.g03")
        office.answer(request, View.REMARKS, "Đề nghị làm rõ", [ARTICLE_5], reference="12/BTP")
        office.answer(request, View.POSITIVE, "", [])
        return request.id


def test_the_words_before_stand_as_they_were_with_who_and_when(
    database: Database, changed: int
) -> None:
    with database.reading() as db:
        [before] = queries.answers_before(db, db.get_one(OpinionRequest, changed))
        assert (before.ordinal, before.view, before.text, before.reference) == (
            1, View.REMARKS, "Đề nghị làm rõ", "12/BTP",
        )  # fmt: skip
        assert before.comments == [{"ordinal": 1, "place": ARTICLE_5.place, "text": ARTICLE_5.text}]
        assert (before.given_at, before.given_by.login) == (T0, "officer.g15")
        proved = db.execute(
            select(JournalEntry.details).where(
                JournalEntry.subject_type == "opinion_request", JournalEntry.act == "opinion:answer"
            )
        ).scalars()
        assert before.content_sha256 in {details["sha256"] for details in proved}


def test_the_lead_the_secretariat_and_who_wrote_it_read_it_on_the_page_others_do_not(
    client_of: Callable[[str], Any], changed: int
) -> None:
    with clock.at(T0):
        for login in ("officer.g12", "secretary", "officer.g15"):
            page = client_of(login).get(f"/opinions/{changed}").text
            assert ARTICLE_5.text in page and "12/BTP" in page, login
        assert client_of("officer.g03").get(f"/opinions/{changed}").status_code == 404


def test_who_was_asked_too_and_sees_the_answer_does_not_see_those_before_it(
    database: Database, cabinet: Cabinet, changed: int
) -> None:
    with database.reading() as db:
        office, request = Consultation(db, cabinet), db.get_one(OpinionRequest, changed)
        assert office.finds("officer.g03", request, opinions_seen_by_asked=True)
        assert not rules.reads_earlier(office.actor("officer.g03"), request)


def test_programs_read_it_too(api_of: Callable[[str], Any], changed: int) -> None:
    with clock.at(T0):
        found = api_of("officer.g12")("GET", f"/opinions/{changed}").get_json()
    assert [(one["view"], one["text"]) for one in found["earlier"]] == [
        ("remarks", "Đề nghị làm rõ")
    ]
    assert found["view"] == "positive"


def test_the_store_refuses_two_answers_in_one_place(database: Database, changed: int) -> None:
    with pytest.raises(IntegrityError), database.reading() as db:
        db.execute(update(OpinionAnswer).values(ordinal=1))


def test_an_answer_from_before_they_were_kept_is_the_first_that_is(
    config: Config, database: Database, cabinet: Cabinet, changed: int
) -> None:
    migrate.downgrade(config.database_url, "0026")
    migrate.upgrade(config.database_url)

    with database.reading() as db:
        [kept] = db.execute(
            select(OpinionAnswer).where(OpinionAnswer.request_id == changed)
        ).scalars()
        proved = db.execute(
            select(JournalEntry.details).where(JournalEntry.act == "opinion:change")
        ).scalars()
        assert (kept.ordinal, kept.view, kept.given_at) == (1, View.POSITIVE, T0)
        assert kept.content_sha256 in {details["sha256"] for details in proved}
        assert journal.verify(db).broken_at is None


def test_what_a_draft_is_going_to_be_is_kept_like_its_words(
    app: Flask, client_of: Callable[[str], Any], api_of: Callable[[str], Any], cabinet: Cabinet
) -> None:
    with clock.at(T0):
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            request = Consultation(db, cabinet).asked()
            number, seen = request.id, request.revision
        officer = client_of("officer.g15")
        sent = {"view": "negative", "text": "Chưa rõ", "revision": seen}
        officer.post(f"/opinions/{number}/draft", data=sent)

        page = officer.get(f"/opinions/{number}").text
        assert 'value="negative" required checked' in " ".join(page.split())
        assert api_of("officer.g15")("GET", f"/opinions/{number}").get_json()["draft_view"]
        lead = api_of("officer.g12")("GET", f"/opinions/{number}").get_json()
        assert (lead["draft_view"], lead["view"]) == (None, None)

        sent = {"view": "positive", "revision": seen + 1}
        assert officer.post(f"/opinions/{number}/answer", data=sent).status_code == 302
        answered = api_of("officer.g15")("GET", f"/opinions/{number}").get_json()
    assert (answered["draft_view"], answered["view"]) == (None, "positive")


def test_why_a_deadline_is_unusual_is_read_by_who_is_asked_and_by_the_secretariat(
    database: Database, client_of: Callable[[str], Any], cabinet: Cabinet
) -> None:
    reason = "Thủ tướng yêu cầu trình trong tuần"
    with clock.at(T0):
        with database.unit_of_work() as db:
            office = Consultation(db, cabinet)
            [request] = office.ask(
                office.lodged(), "G15", due_on=clock.day_of(T0), reason=reason
            ).requests
            page, desk = f"/opinions/{request.id}", f"/submissions/{request.submission_id}/opinions"
        assert reason in client_of("officer.g15").get(page).text
        assert reason in client_of("secretary").get(desk).text
