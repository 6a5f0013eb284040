"""Answering as a ministry: drafts, two officers at once, late answers; and the lead's replies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from documents.queries import may_read
from dossiers.opinions import answering, queries, rules
from dossiers.opinions.answering import CommentGiven
from dossiers.opinions.rules import Standing
from dossiers.submissions.models import Reply, View
from ecabinet import clock, journal
from ecabinet.errors import Conflict, Denied, Invalid
from ecabinet.journal import JournalEntry
from tests.cabinet import T0, Cabinet
from tests.dossiers.opinions.asking import DUE, LATE, Consultation

ARTICLE_5 = CommentGiven("Bỏ cụm từ “hoặc”", "Điều 5 khoản 2")
CHAPTER = CommentGiven("Đổi tên chương", "Chương I")


def test_a_ministry_answers_with_comments_by_place(office: Consultation) -> None:
    request = office.answer(office.asked(), comments=[ARTICLE_5, CHAPTER], reference="12/BTP")

    assert rules.standing(request, T0) is Standing.ANSWERED
    assert [(one.ordinal, one.place) for one in request.comments] == [
        (1, "Điều 5 khoản 2"), (2, "Chương I"),
    ]  # fmt: skip
    assert request.reference == "12/BTP"
    assert "opinion:answer" in journal.recorded(office.db)
    assert queries.progress([request]) == queries.Progress(0, 2)


def test_remarks_without_a_place_are_one_comment_on_the_whole(office: Consultation) -> None:
    request = office.answer(office.asked(), View.NEGATIVE, "Chưa đủ nguồn lực")
    [comment] = request.comments
    assert (comment.place, comment.text) == ("", "Chưa đủ nguồn lực")
    assert answering.is_whole(request, comment)

    office.answer(request, View.REMARKS, "Đã rõ nguồn lực, góp ý câu chữ")
    [comment] = request.comments
    assert comment.text == "Đã rõ nguồn lực, góp ý câu chữ"
    office.answer(request, View.POSITIVE, "")
    assert request.comments == []


def test_others_do_not_answer_for_a_ministry(office: Consultation) -> None:
    request = office.asked(office.lodged())
    for login in ("officer.g12", "officer.g03", "minister.g15", "secretary", "auditor", "admin"):
        with pytest.raises(Denied):
            office.answer(request, by=login)


def test_a_draft_is_seen_by_its_ministry_alone(office: Consultation) -> None:
    request = office.asked(office.lodged())
    office.draft(request, "Bản nháp", ARTICLE_5)

    assert rules.reads_answer(office.actor("officer.g15"), request)
    assert not rules.reads_answer(office.actor("officer.g12"), request)
    assert not rules.reads_answer(office.actor("secretary"), request)
    assert queries.answered_comments([request]) == []
    assert rules.standing(request, T0) is Standing.ASKED
    office.answer(request, View.POSITIVE, "")
    assert rules.reads_answer(office.actor("secretary"), request)


def test_what_was_typed_is_kept_even_before_it_makes_sense(office: Consultation) -> None:
    request = office.asked()
    office.draft(request, "", CommentGiven("", "Điều 7"))
    assert [(one.place, one.text) for one in request.comments] == [("Điều 7", "")]
    with pytest.raises(Invalid, match="opinion-comment-empty"):
        office.answer(
            request, View.REMARKS, "A", [CommentGiven("", "Điều 7", request.comments[0].id)]
        )


def test_an_answer_is_changed_until_the_deadline_and_each_time_recorded(
    work: Callable[[], Any], cabinet: Cabinet
) -> None:
    with clock.at(T0), work() as db:
        office = Consultation(db, cabinet)
        request = office.answer(office.asked(), comments=[ARTICLE_5])
        number = request.id
    with clock.at(DUE), work() as db:
        office = Consultation(db, cabinet)
        request = db.get(type(request), number)
        office.answer(request, View.POSITIVE, "", at=DUE)
        assert rules.standing(request, DUE) is Standing.ANSWERED
    with work() as db:
        rows = db.execute(
            select(JournalEntry)
            .where(JournalEntry.subject_type == "opinion_request",
                   JournalEntry.act.in_(["opinion:answer", "opinion:change"]))
            .order_by(JournalEntry.number)
        ).scalars().all()  # fmt: skip
        told = [(row.act, row.details["view"], row.details["before"]) for row in rows]
        assert told == [
            ("opinion:answer", "remarks", None), ("opinion:change", "positive", "remarks"),
        ]  # fmt: skip
        hashes = {row.details["sha256"] for row in rows}
        assert len(hashes) == 2
        assert "Bỏ cụm từ" not in str([row.details for row in rows])


def test_after_the_deadline_an_answer_is_late_and_stays_so(office: Consultation) -> None:
    request = office.answer(office.asked(), View.POSITIVE, "", at=LATE)
    assert rules.standing(request, LATE) is Standing.LATE
    with pytest.raises(Conflict, match="opinion-papers-late"):
        document = office.paper(code="G15")
        answering.attach_paper(
            office.db, actor=office.actor("officer.g15"), request=request, document=document,
            at=LATE,
        )  # fmt: skip


def test_two_officers_at_once_the_second_is_told_and_loses_nothing(
    office: Consultation,
) -> None:
    request = office.asked()
    second = office.colleague()
    seen = request.revision
    office.draft(request, "Của người thứ nhất", ARTICLE_5, revision=seen)
    assert request.revision > seen

    with pytest.raises(Conflict, match="opinion-changed-meanwhile"):
        office.draft(request, "Của người thứ hai", CHAPTER, by=second, revision=seen)
    with pytest.raises(Conflict, match="opinion-changed-meanwhile"):
        office.answer(request, by=second, revision=seen)
    assert request.text == "Của người thứ nhất"
    [first] = request.comments
    office.draft(
        request, "Của cả hai", CommentGiven(first.text, first.place, first.id), CHAPTER, by=second
    )
    assert [one.place for one in request.comments] == ["Điều 5 khoản 2", "Chương I"]


def test_a_comment_alone_moves_the_revision(office: Consultation) -> None:
    request = office.asked()
    office.draft(request, "A")
    seen = request.revision
    office.draft(request, "A", ARTICLE_5)
    assert request.revision > seen


def test_two_at_the_same_instant_one_is_told(work: Callable[[], Any], cabinet: Cabinet) -> None:
    """Both read the same revision; who commits second is refused by the row itself."""
    with clock.at(T0), work() as db:
        request = Consultation(db, cabinet).asked()
        number, seen = request.id, request.revision
    with clock.at(T0), work() as db:
        office = Consultation(db, cabinet)
        office.draft(db.get(type(request), number), "Một", revision=seen)
    with clock.at(T0), pytest.raises(Conflict), work() as db:
        office = Consultation(db, cabinet)
        office.draft(db.get(type(request), number), "Hai", revision=seen)
    with work() as db:
        assert db.get(type(request), number).text == "Một"


def test_the_lead_replies_to_each_comment(office: Consultation) -> None:
    request = office.answer(office.asked(), comments=[ARTICLE_5, CHAPTER])
    office.reply(request, 0)
    assert queries.progress([request]) == queries.Progress(1, 2)
    office.reply(request, 1, Reply.EXPLAINED, "Giữ tên chương theo Luật")
    assert queries.progress([request]) == queries.Progress(2, 2)

    for login in ("officer.g15", "officer.g03", "secretary", "minister.g12"):
        with pytest.raises(Denied):
            office.reply(request, 0, text="Khác", by=login)
    with pytest.raises(Invalid, match="opinion-reply-text-missing"):
        office.reply(request, 0, Reply.PARTLY, " ", seen=T0)


def test_a_colleagues_reply_is_not_written_over_unseen(office: Consultation) -> None:
    request = office.answer(office.asked(), comments=[ARTICLE_5])
    office.reply(request, text="Của người thứ nhất")
    with pytest.raises(Conflict, match="opinion-replied-meanwhile"):
        office.reply(request, text="Của người thứ hai", seen=None)
    office.reply(request, text="Của người thứ hai", seen=T0, at=T0 + timedelta(minutes=1))
    assert request.comments[0].reply_text == "Của người thứ hai"


def test_what_has_its_reply_is_not_changed_any_more_new_comments_are_added(
    office: Consultation,
) -> None:
    request = office.answer(office.asked(), comments=[ARTICLE_5])
    office.reply(request)
    [fixed] = request.comments
    with pytest.raises(Conflict, match="opinion-comment-replied"):
        office.answer(request, comments=[CommentGiven("Khác hẳn", fixed.place, fixed.id)])
    office.answer(request, comments=[CHAPTER])
    assert [(one.ordinal, one.place) for one in request.comments] == [
        (1, "Điều 5 khoản 2"), (2, "Chương I"),
    ]  # fmt: skip


def test_a_comment_of_another_request_is_refused(office: Consultation) -> None:
    submission = office.complete()
    first, second = office.ask(submission, "G15", "G03").requests
    office.answer(first, comments=[ARTICLE_5])
    with pytest.raises(Invalid, match="opinion-comment-unknown"):
        office.answer(
            second, comments=[CommentGiven("Của tôi", "", first.comments[0].id)], by="officer.g03"
        )


def test_papers_of_an_answer_go_to_the_lead_when_it_is_given(office: Consultation) -> None:
    request = office.asked(office.lodged())
    document = office.paper(code="G15")
    act = {"actor": office.actor("officer.g15"), "request": request, "at": T0}
    answering.attach_paper(office.db, document=document, **act)
    version = document.current
    assert not may_read(office.db, office.actor("officer.g12"), version.id)
    office.answer(request, View.POSITIVE, "")
    assert may_read(office.db, office.actor("officer.g12"), version.id)
    answering.detach_paper(office.db, document_id=document.id, **act)
    assert not may_read(office.db, office.actor("officer.g12"), version.id)
    with pytest.raises(Conflict, match="opinion-paper-not-own"):
        answering.attach_paper(office.db, document=office.paper(code="G03"), **act)
