"""What others do with a request arrives on the pages that show it; where the pages belong."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dossiers.opinions import services
from dossiers.opinions.events import OpinionChanged
from dossiers.submissions.events import SubmissionChanged
from dossiers.submissions.models import View
from dossiers.submissions.places import papers_beside
from ecabinet import clock
from ecabinet.announcements import RightsChanged
from ecabinet.db import Database
from ecabinet.outbox import published
from tests.cabinet import T0, Cabinet
from tests.dossiers.opinions.asking import Consultation

HERE = re.compile(r'<a[^>]*href="([^"]*)"[^>]*aria-current="page"')


def told(office: Consultation) -> list[str]:
    return [
        room
        for event in published(office.db)
        if isinstance(event, OpinionChanged | SubmissionChanged)
        for room in event.rooms()
    ]


def test_each_act_on_a_request_is_told_where_it_and_its_dossier_are_shown(
    office: Consultation,
) -> None:
    request = office.asked()
    rooms = {f"opinion:{request.id}", f"submission:{request.submission_id}"}
    acts = (
        lambda: office.answer(request, View.REMARKS, "A"),
        lambda: office.reply(request),
    )
    for act in acts:
        before = len(told(office))
        act()
        assert rooms <= set(told(office)[before:])


def test_a_draft_is_told_to_nobody(office: Consultation) -> None:
    request = office.asked()
    before = len(told(office))
    office.draft(request, "Chưa gửi")
    assert len(told(office)) == before


def test_who_is_asked_no_more_hears_no_more(office: Consultation) -> None:
    request = office.asked()
    services.withdraw(office.db, actor=office.actor("officer.g12"), request=request, at=T0)
    [ended] = [event for event in published(office.db) if isinstance(event, RightsChanged)
               and f"opinion:{request.id}" in event.changed]  # fmt: skip
    assert f"submission:{request.submission_id}" in ended.changed


def test_the_pages_stand_under_their_entry_of_the_navigation(
    database: Database, client_of: Callable[[str], Any], cabinet: Cabinet
) -> None:
    with clock.at(T0):
        with database.unit_of_work() as db:
            request = Consultation(db, cabinet).asked()
            dossier = f"/submissions/{request.submission_id}"
        lead = client_of("officer.g12")
        assert "/opinions" in HERE.findall(lead.get(dossier + "/opinions").text)
        assert "/submissions" in HERE.findall(lead.get(dossier).text)


def test_papers_of_a_dossier_lie_beside_each_other_for_who_sees_it(office: Consultation) -> None:
    submission = office.lodged()
    occasion = f"submission:{submission.id}"
    beside = papers_beside(office.db, office.actor("officer.g12"), occasion)
    assert [one.document_id for one in beside] == [paper.document_id for paper in submission.papers]
    assert papers_beside(office.db, office.actor("officer.g03"), occasion) == []
    office.ask(submission, "G03")
    asked = papers_beside(office.db, office.actor("officer.g03"), occasion)
    assert [one.version_id for one in asked] == [one.version_id for one in beside]
    assert papers_beside(office.db, office.actor("officer.g12"), "meeting:1") == []
