"""The pack of a ballot: released once the ballot is open, to those who are asked."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ballots import services
from ballots.models import BallotDocument
from ecabinet import clock
from ecabinet.jobs import engine
from tests.ballots import acts
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter
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
