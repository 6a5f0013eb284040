"""An answer and the withdrawal of its dossier at the same moment."""

from __future__ import annotations

import threading

import pytest

from dossiers.opinions import answering, queries, services
from dossiers.opinions.answering import Given
from dossiers.submissions import queries as submission_queries
from dossiers.submissions import services as submissions
from dossiers.submissions.models import View
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.errors import DomainError
from ecabinet.people.presets import VN_GOVERNMENT
from tests.cabinet import T0, Cabinet
from tests.dossiers.opinions.asking import Consultation

RULES = VN_GOVERNMENT.submissions


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        ("answer", "not-visible"),  # with its dossier the request has ended
        ("withdrawal of the request", "opinion-dossier-withdrawn"),
    ],
)
def test_nobody_acts_on_a_request_whose_dossier_is_just_being_withdrawn(
    database: Database, cabinet: Cabinet, act: str, refusal: str
) -> None:
    with clock.at(T0), database.unit_of_work() as db:
        request = Consultation(db, cabinet).asked()
        number, dossier, seen = request.id, request.submission_id, request.revision
    outcome: list[str] = []

    def late() -> None:
        with clock.at(T0):
            try:
                with database.unit_of_work() as db:
                    office = Consultation(db, cabinet)
                    actor = office.actor("officer.g15" if act == "answer" else "officer.g12")
                    found = queries.find_request(db, actor, number, RULES, lock=True)
                    if act == "answer":
                        answering.answer(
                            db, actor=actor, request=found, view=View.POSITIVE, given=Given(),
                            revision=seen, at=T0,
                        )  # fmt: skip
                    else:
                        services.withdraw(db, actor=actor, request=found, at=T0)
                outcome.append("done")
            except DomainError as error:
                outcome.append(error.sentence.key)

    thread = threading.Thread(target=late)
    with clock.at(T0), database.unit_of_work() as db:
        actor = cabinet.actor(db, "officer.g12")
        submission = submission_queries.find_submission(db, actor, dossier, lock=True)
        submissions.withdraw(db, actor=actor, submission=submission, reason="x", at=T0)
        thread.start()
        # Without the lock it would be through by now, and have answered what is gone.
        thread.join(1)
        assert outcome == []
    thread.join()
    assert outcome == [refusal]
