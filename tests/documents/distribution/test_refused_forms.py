"""What was typed and ticked on the page of a paper comes back with its refusal."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from documents.models import AccessLevel
from tests.cabinet import Cabinet

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


def test_a_level_that_takes_the_paper_from_its_holders_is_asked_first(
    secretary: FlaskClient, client_of: Callable[[str], FlaskClient], paper_of: PaperOf
) -> None:
    document_id, version_id = paper_of("pm")
    form = {"title": "Tờ trình mới", "kind": "other", "access_level": AccessLevel.SECRETARIAT.value}
    where = f"/documents/{document_id}/change"
    asked = secretary.post(where, data=form)
    assert asked.status_code == 422
    assert 'name="takes_away"' in asked.text and 'value="Tờ trình mới"' in asked.text
    reader = f"/documents/versions/{version_id}/read"
    assert client_of("pm").get(reader).status_code == 200
    assert secretary.post(where, data=form | {"takes_away": "yes"}).status_code == 302
    assert client_of("pm").get(reader).status_code == 404
