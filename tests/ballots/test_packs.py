"""The pack of a ballot: released once the ballot is open, to those who are asked."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ballots import services
from ballots.models import BallotDocument
from documents import services as document_services
from documents.distribution import services as distribution
from documents.models import Document
from ecabinet import clock
from ecabinet.jobs import engine
from tests.ballots import acts
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, prepared
from tests.meetings.packs.bound import bookmarks_of, text_of


def test_a_ballot_has_its_pack_too(
    app: Flask, work: Any, cabinet: Cabinet, api_of: Any, client_of: Any
) -> None:
    with clock.at(T0):
        with work() as db:
            ballot = acts.drafted(db, cabinet)
            for ordinal, title in enumerate(("Draft resolution", "Explanation"), start=1):
                paper = enter(db, cabinet, app.extensions["ecabinet.store"], title)
                ballot.papers.append(BallotDocument(document_id=paper.id, ordinal=ordinal))
            ballot_id = ballot.id
        secretary = api_of("secretary")
        pack = secretary("POST", "/packs", json={"occasion": f"ballot:{ballot_id}"}).get_json()
        engine.run_queued(app)
        place = f"/packs/{pack['id']}"
        assert secretary("POST", f"{place}/freezing").status_code == 200
        refused = secretary("POST", f"{place}/release").get_json()
        assert refused["code"] == "pack-open-ballot-first"
        with work() as db:
            ballot = db.get_one(type(ballot), ballot_id)
            services.submit(db, ballot, actor=cabinet.actor(db, "secretary"), days=acts.DAYS, at=T0)
            services.approve(db, ballot, actor=cabinet.actor(db, "head"), days=acts.DAYS, at=T0)
        assert secretary("POST", f"{place}/release").status_code == 200
        engine.run_queued(app)

        content = api_of("minister.g15")("GET", f"{place}/file").data
        page = client_of("minister.g15").get(f"/ballots/{ballot_id}").get_data(as_text=True)
    assert bookmarks_of(content) == ["Bìa", "MỤC LỤC", "1. Draft resolution", "2. Explanation"]
    assert "Tài liệu 2 · trang 6/8" in text_of(content)
    assert "Tập tài liệu số 1" in page


def _ballot(app: Flask, work: Any, cabinet: Cabinet) -> tuple[int, dict[str, int]]:
    """Open a ballot with two papers: its id, and {title: id of the paper}."""
    papers: dict[str, int] = {}
    with work() as db:
        ballot = acts.drafted(db, cabinet)
        for ordinal, title in enumerate(("Draft resolution", "Explanation"), start=1):
            paper = enter(db, cabinet, app.extensions["ecabinet.store"], title)
            papers[title] = paper.id
            ballot.papers.append(BallotDocument(document_id=paper.id, ordinal=ordinal))
        services.submit(db, ballot, actor=cabinet.actor(db, "secretary"), days=acts.DAYS, at=T0)
        services.approve(db, ballot, actor=cabinet.actor(db, "head"), days=acts.DAYS, at=T0)
        return ballot.id, papers


def _released(app: Flask, secretary: Any, ballot_id: int) -> str:
    """Put a pack of the ballot together, fix and release it: its place in the API."""
    pack = secretary("POST", "/packs", json={"occasion": f"ballot:{ballot_id}"}).get_json()
    place = f"/packs/{pack['id']}"
    engine.run_queued(app)
    for step in ("freezing", "release"):
        answer = secretary("POST", f"{place}/{step}")
        assert answer.status_code == 200, answer.get_json()
    engine.run_queued(app)
    return place


def test_an_open_ballot_whose_paper_was_taken_back_has_a_pack_of_the_others(
    app: Flask, work: Any, cabinet: Cabinet, api_of: Any
) -> None:
    with clock.at(T0):
        ballot_id, papers = _ballot(app, work, cabinet)
        with work() as db:
            version = db.get_one(Document, papers["Explanation"]).current
            head = cabinet.actor(db, "head")
            distribution.recall(db, actor=head, version=version, at=T0, reason="Sai")
        place = _released(app, api_of("secretary"), ballot_id)
        content = api_of("minister.g15")("GET", f"{place}/file").data
    assert bookmarks_of(content)[2:] == [
        "1. Draft resolution", "2. Explanation – đã thu hồi, không có trong bản này",
    ]  # fmt: skip


def test_the_pack_of_an_open_ballot_holds_what_the_voters_have_and_no_version_that_is_not_out(
    app: Flask, work: Any, cabinet: Cabinet, api_of: Any, client_of: Any
) -> None:
    with clock.at(T0):
        ballot_id, papers = _ballot(app, work, cabinet)
        before = _released(app, api_of("secretary"), ballot_id)
        with work() as db:
            document_services.add_version(
                db, actor=cabinet.actor(db, "secretary"),
                document=db.get_one(Document, papers["Explanation"]),
                prepared=prepared(app.extensions["ecabinet.store"], "Not out yet"), at=T0,
            )  # fmt: skip
        page = client_of("secretary").get(f"/ballots/{ballot_id}").get_data(as_text=True)
        assert "đã thay đổi sau khi phát hành" not in page
        place = _released(app, api_of("secretary"), ballot_id)
        voter = api_of("minister.g15")
        lines = voter("GET", place).get_json()["lines"]
        old = voter("GET", before).get_json()["lines"]
    assert [paper["standing"] for paper in lines[0]["papers"]] == ["in", "in"]
    assert [paper["version_id"] for paper in lines[0]["papers"]] == [
        paper["version_id"] for paper in old[0]["papers"]
    ]
