"""Pictures of pages: drawn once, for whoever may read the paper, and never out of date."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from documents.intake.limits import Limits
from documents.intake.picture_names import WIDTHS
from documents.models import DocumentVersion
from documents.pictures.places import place_of
from documents.pictures.services import page_picture
from documents.pictures.sweeping import sweep, sweep_daily, sweep_leftovers
from ecabinet import doctor
from ecabinet.app import create_app
from ecabinet.config import Config, ConfigError
from ecabinet.db import Database
from ecabinet.errors import Conflict, NotVisible
from ecabinet.storage import Store
from tests.documents.intake import hostile
from tests.documents.papers import pdf

Papers = Callable[..., tuple[int, int]]


@pytest.fixture
def version_of(tmp_path: Path) -> Callable[..., tuple[Store, DocumentVersion]]:
    """A store with a reading copy in it, and the version that names it."""

    def make(content: bytes, pages: int) -> tuple[Store, DocumentVersion]:
        store = Store(tmp_path / "files")
        return store, DocumentVersion(reading_sha256=store.put(content).sha256, pages=pages)

    return make


def test_a_page_is_drawn_in_each_width(client_of: Any, paper_of: Papers) -> None:
    _, version_id = paper_of("pm")
    client = client_of("pm")
    for width in WIDTHS:
        answer = client.get(f"/documents/versions/{version_id}/pages/2/picture?width={width}")
        assert (answer.status_code, answer.content_type) == (200, "image/webp")
        with Image.open(BytesIO(answer.data)) as picture:
            assert picture.width == width
            assert picture.height > width
            assert picture.convert("L").getextrema()[0] < 100, "no letter is on it"


def test_a_picture_is_asked_for_again_and_sent_once(client_of: Any, paper_of: Papers) -> None:
    _, version_id = paper_of("pm")
    client = client_of("pm")
    address = f"/documents/versions/{version_id}/pages/1/picture"
    tag = client.get(address).headers["ETag"]
    assert client.get(address).headers["Cache-Control"] == "private, no-cache"
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(address + "?width=480").headers["ETag"] != tag


def test_a_recalled_paper_shows_no_page_any_more(client_of: Any, paper_of: Papers) -> None:
    _, version_id = paper_of("pm")
    client = client_of("pm")
    address = f"/documents/versions/{version_id}/pages/1/picture"
    tag = client.get(address).headers["ETag"]
    answer = client_of("secretary").post(
        f"/documents/versions/{version_id}/recall", data={"reason": "Sai số liệu"}
    )
    assert answer.status_code == 302
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 404


@pytest.mark.parametrize("page", ["0", "4", "999"])
def test_a_page_that_is_not_there_is_said_to_be_missing(
    client_of: Any, paper_of: Papers, page: str
) -> None:
    _, version_id = paper_of("pm")
    answer = client_of("pm").get(f"/documents/versions/{version_id}/pages/{page}/picture")
    assert answer.status_code == 404
    assert f"Tài liệu có 3 trang, không có trang {page}." in answer.get_data(as_text=True)


@pytest.mark.parametrize("width", ["0", "241", "100000", "-1", "x", "240.5"])
def test_only_the_widths_of_the_list_are_drawn(
    client_of: Any, paper_of: Papers, width: str
) -> None:
    _, version_id = paper_of("pm")
    address = f"/documents/versions/{version_id}/pages/1/picture?width={width}"
    assert client_of("pm").get(address).status_code == 422


def test_one_look_draws_the_pages_beside_it(version_of: Any) -> None:
    store, version = version_of(pdf(pages=30), 30)
    page_picture(store, version, 3, 240)
    there = [n for n in range(1, 31) if place_of(store, version.reading_sha256, n, 240).is_file()]
    assert there == list(range(1, 25))


def test_ten_at_once_get_their_picture_from_one_drawing(
    version_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, version = version_of(pdf(pages=10), 10)
    made: dict[int, Path] = {}
    instants = set()

    def ask(page: int) -> None:
        made[page] = page_picture(store, version, page, 240)

    threads = [threading.Thread(target=ask, args=(page,)) for page in range(1, 11)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(made) == list(range(1, 11))
    instants = {path.stat().st_mtime_ns for path in made.values()}
    for page in made:
        page_picture(store, version, page, 240)
    assert {path.stat().st_mtime_ns for path in made.values()} == instants
    assert list(store.incoming.iterdir()) == []


def test_a_page_that_stops_the_drawing_is_a_refusal_and_not_tried_at_every_look(
    version_of: Any,
) -> None:
    store, version = version_of(pdf(pages=2), 2)
    short = replace(Limits(), wall_seconds=0.01)
    with pytest.raises(Conflict, match="document-page-not-drawn"):
        page_picture(store, version, 1, 240, short)
    with pytest.raises(Conflict, match="document-page-not-drawn"):
        page_picture(store, version, 1, 240)
    assert page_picture(store, version, 2, 240).is_file()
    assert list(store.incoming.iterdir()) == []


def test_what_crashes_the_drawing_leaves_the_server_standing(version_of: Any) -> None:
    bomb = hostile.with_content(hostile.packed_again(hostile.zeros(256 * 1024 * 1024), 1), 2)
    store, version = version_of(bomb, 1)
    small = replace(Limits(), memory_bytes=300 * 1024 * 1024, wall_seconds=20)
    with pytest.raises(Conflict, match="document-page-not-drawn"):
        page_picture(store, version, 1, 1200, small)


def test_a_page_a_hundred_times_longer_than_wide_becomes_a_narrow_picture(version_of: Any) -> None:
    store, version = version_of(hostile.one_page(b"/MediaBox [0 0 100 10000]"), 1)
    with Image.open(page_picture(store, version, 1, 240)) as picture:
        assert picture.size == (10, 960)


def test_a_paper_of_which_the_file_is_gone_says_so(version_of: Any) -> None:
    store, version = version_of(pdf(), 3)
    store.path(version.reading_sha256).unlink()
    with pytest.raises(Conflict, match="document-file-missing"):
        page_picture(store, version, 1, 240)


def test_a_page_beyond_the_end_is_not_visible_to_a_program_either(version_of: Any) -> None:
    store, version = version_of(pdf(), 3)
    with pytest.raises(NotVisible):
        page_picture(store, version, 4, 240)


def test_old_pictures_go_and_are_drawn_again_when_somebody_looks(version_of: Any) -> None:
    store, version = version_of(pdf(pages=2), 2)
    old, new = (page_picture(store, version, page, 1200) for page in (1, 2))
    os.utime(old, (0, 0))
    assert sweep(store, time.time() - 3600) == 1
    assert (old.exists(), new.exists()) == (False, True)
    assert page_picture(store, version, 1, 1200).is_file()


def test_pictures_are_swept_once_a_day_by_whoever_comes_first(version_of: Any) -> None:
    store, version = version_of(pdf(pages=2), 2)
    picture = page_picture(store, version, 1, 1200)
    sweep_daily(store)
    os.utime(picture, (0, 0))
    sweep_daily(store)
    assert picture.is_file()
    os.utime(store.derived / "swept", (0, 0))
    sweep_daily(store)
    assert not picture.exists()


def test_the_doctor_finds_nothing_wrong_with_pictures(
    app: Flask, client_of: Any, paper_of: Papers
) -> None:
    _, version_id = paper_of("pm")
    client_of("pm").get(f"/documents/versions/{version_id}/pages/1/picture")
    database: Database = app.extensions["ecabinet.database"]
    with database.reading() as db:
        assert doctor.find_faults(db, app.extensions["ecabinet.store"], read_files=True) == []


def test_the_limits_of_the_environment_are_those_of_the_running_app(config: Config) -> None:
    written = {"ECABINET_INTAKE_PAGES": "7", "ECABINET_INTAKE_WALL_SECONDS": "4.5"}
    app = create_app(replace(config, intake=written, upload_limit_bytes=5_000_000))
    limits: Limits = app.extensions["documents.limits"]
    assert (limits.pages, limits.wall_seconds, limits.upload_bytes) == (7, 4.5, 5_000_000)


@pytest.mark.parametrize("name", ["ECABINET_INTAKE_PAGE", "ECABINET_INTAKE_UPLOAD_BYTES"])
def test_a_limit_that_does_not_exist_stops_the_start(config: Config, name: str) -> None:
    with pytest.raises(ConfigError):
        create_app(replace(config, intake={name: "7"}))


def test_working_folders_of_killed_processes_go_and_what_still_arrives_stays(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path)
    left, working, arriving = (store.incoming / name for name in ("tmp1", "tmp2", "parts"))
    for folder in (left, working, arriving):
        folder.mkdir(parents=True)
        (folder / "marks.json").write_text("[]")
    for folder in (left, arriving):
        os.utime(folder, (0, 0))
    sweep_leftovers(store, time.time() - 3600)
    assert sorted(path.name for path in store.incoming.iterdir()) == ["parts", "tmp2"]


def test_an_unchecked_file_of_a_killed_process_goes_and_one_that_is_being_checked_stays(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path)
    with store.receive(b"killed") as (left, _), store.receive(b"now") as (checked, _):
        os.utime(left, (0, 0))
        sweep_leftovers(store, time.time() - 3600)
        assert list(store.incoming.iterdir()) == [checked]
