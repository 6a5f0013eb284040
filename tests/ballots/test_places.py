"""Where papers stand among ballots, as lower pages are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from ballots import services
from ballots.places import document_places, papers_beside
from documents.models import Distribution
from ecabinet.storage import Store
from tests.ballots.acts import DAYS, drafted
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter


def test_the_asked_learn_of_the_papers_of_a_ballot_when_it_opens(
    db: Any, cabinet: Cabinet, tmp_path: Path
) -> None:
    store = Store(tmp_path / "files")
    ballot = drafted(db, cabinet)
    papers = [enter(db, cabinet, store, title) for title in ("Tờ trình", "Dự thảo")]
    secretary, minister = cabinet.actor(db, "secretary"), cabinet.actor(db, "minister.g15")
    services.attach_papers(db, ballot, actor=secretary, documents=papers)
    db.flush()
    occasion = f"ballot:{ballot.id}"
    ids = [paper.id for paper in papers]
    assert [p.document_title for p in papers_beside(db, secretary, occasion)] == [
        "Tờ trình", "Dự thảo",
    ]  # fmt: skip
    assert papers_beside(db, minister, occasion) == []
    assert document_places(db, minister, ids) == []

    services.submit(db, ballot, actor=secretary, days=DAYS, at=T0)
    services.approve(db, ballot, actor=cabinet.actor(db, "head"), days=DAYS, at=T0)
    db.flush()
    found = papers_beside(db, minister, occasion)
    assert [(p.line, p.ordinal, p.document_title, p.version_id) for p in found] == [
        (0, 1, "Tờ trình", papers[0].current.id), (0, 2, "Dự thảo", papers[1].current.id),
    ]  # fmt: skip
    assert document_places(db, minister, ids[1:]) == found[1:]
    assert {row.occasion for row in db.scalars(select(Distribution))} == {occasion}
    for login in ("auditor", "admin", "outsider", "officer.g15"):
        assert papers_beside(db, cabinet.actor(db, login), occasion) == []
    for odd in ("", "meeting:1", "ballot:", f"{occasion} "):
        assert papers_beside(db, secretary, odd) == []
