"""What was typed and ticked on the page of a paper comes back with its refusal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from documents import services
from documents.models import AccessLevel, Document
from tests.cabinet import T0, Cabinet
from tests.documents.papers import prepared, replace

PaperOf = Callable[..., tuple[int, int]]


@pytest.fixture
def secretary(client_of: Callable[[str], FlaskClient]) -> FlaskClient:
    return client_of("secretary")


def test_a_refused_handing_out_comes_back_with_its_ticks(
    secretary: FlaskClient, cabinet: Cabinet, paper_of: PaperOf
) -> None:
    document_id, version_id = paper_of()
    organisation, pm = cabinet.organisations["G12"], cabinet.persons["pm"]
    answer = secretary.post(
        f"/documents/{document_id}/distribution",
        data={"version_id": version_id, "organisation_ids": organisation, "members": "yes",
              "person_ids": [pm, 987654]},
    )  # fmt: skip
    assert answer.status_code == 422
    for name, value in (("organisation_ids", organisation), ("person_ids", pm), ("members", "yes")):
        assert re.search(rf'name="{name}" value="{value}" checked', answer.text), name
    assert 'value="Tờ trình"' in answer.text  # the form beside it shows what is stored


def test_a_refused_plan_comes_back_with_its_instant_and_why(
    secretary: FlaskClient, paper_of: PaperOf
) -> None:
    document_id, version_id = paper_of()
    where = f"/documents/versions/{version_id}/release-plan"
    answer = secretary.post(where, data={"rule": "at", "release_at": "2001-02-03T04:05"})
    assert answer.status_code == 422
    assert 'value="2001-02-03T04:05"' in answer.text
    assert 'href="#field-release_at"' in answer.text
    assert f'action="/documents/{document_id}/change"' in answer.text


def test_a_refused_recall_leaves_the_other_forms_as_they_are_stored(
    secretary: FlaskClient, paper_of: PaperOf
) -> None:
    _, version_id = paper_of("pm", title="Tờ trình đê điều")
    answer = secretary.post(f"/documents/versions/{version_id}/recall", data={"reason": " "})
    assert answer.status_code == 422
    assert 'value="Tờ trình đê điều"' in answer.text


def of_four_versions(app: Flask, cabinet: Cabinet, document_id: int) -> tuple[int, int]:
    """Two versions that may be recalled and two that wait: the older of each two."""
    files = app.extensions["ecabinet.store"]
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        paper = db.get_one(Document, document_id)
        replace(db, cabinet, files, paper)
        for text in ("Bản ba", "Bản bốn"):
            services.add_version(
                db, actor=cabinet.actor(db, "secretary"), document=paper,
                prepared=prepared(files, text), at=T0,
            )  # fmt: skip
        return paper.versions[0].id, paper.versions[2].id


def test_each_field_on_the_page_of_several_versions_has_a_name_of_its_own(
    app: Flask, secretary: FlaskClient, cabinet: Cabinet, paper_of: PaperOf
) -> None:
    document_id, _ = paper_of("pm")
    out, waiting = of_four_versions(app, cabinet, document_id)
    where = "/documents/versions"
    pages = {
        None: secretary.get(f"/documents/{document_id}").text,
        "reason": secretary.post(f"{where}/{out}/recall", data={"reason": " "}).text,
        "release_at": secretary.post(f"{where}/{waiting}/release-plan", data={"rule": "at"}).text,
    }
    for refused, page in pages.items():
        assert page.count('name="release_at"') == page.count('name="reason"') == 2
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert [one for one, count in Counter(ids).items() if count > 1] == []
        assert set(re.findall(r'<label for="([^"]+)"', page)) <= set(ids)
        if refused:
            # Where the summary of what is wrong leads.
            field = re.search(rf'<input[^>]*id="field-{refused}"[^>]*>', page)
            assert field is not None and 'aria-invalid="true"' in field[0]


def test_a_level_that_takes_the_paper_from_its_holders_is_asked_first(
    secretary: FlaskClient, client_of: Callable[[str], FlaskClient], paper_of: PaperOf
) -> None:
    document_id, version_id = paper_of("pm")
    form = {"title": "Tờ trình mới", "kind": "other", "access_level": AccessLevel.SECRETARIAT.value,
            "revision": 1}  # fmt: skip
    where = f"/documents/{document_id}/change"
    asked = secretary.post(where, data=form)
    assert asked.status_code == 422
    assert 'name="takes_away"' in asked.text and 'value="Tờ trình mới"' in asked.text
    reader = f"/documents/versions/{version_id}/read"
    assert client_of("pm").get(reader).status_code == 200
    assert secretary.post(where, data=form | {"takes_away": "yes"}).status_code == 302
    assert client_of("pm").get(reader).status_code == 404
