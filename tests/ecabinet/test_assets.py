"""Our own static files: kept by browsers until they change, and each module is one module."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from flask import Flask, url_for

from ecabinet import assets
from ecabinet.i18n import ROOT

IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")


def address(app: Flask, path: str) -> str:
    with app.test_request_context():
        return url_for("static", filename=path)


def test_what_a_page_asks_for_may_be_kept_and_is_not_asked_for_again(
    app: Flask, client_of: Any
) -> None:
    client = client_of("pm")
    page = client.get("/").text
    own = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))

    assert len(own) > 10
    for path in own:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "immutable" in answer.headers["Cache-Control"], path
        assert "Cookie" not in answer.headers.get("Vary", ""), path
        assert "Set-Cookie" not in answer.headers, path


def test_the_browser_libraries_do_not_vary_by_cookie(client_of: Any) -> None:
    client = client_of("pm")
    path = re.search(r'href="(/vendor/[^"]+\.css)"', client.get("/").text)

    assert path is not None
    assert "Cookie" not in client.get(path[1]).headers.get("Vary", "")


@pytest.mark.parametrize("prefix", ["", "v-000000000000/"])
def test_an_address_without_the_right_version_is_asked_for_again(app: Flask, prefix: str) -> None:
    answer = app.test_client().get(f"/static/{prefix}mark.svg")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_file_changed_under_a_running_server_is_not_kept_for_good(
    app: Flask, tmp_path: Path
) -> None:
    found = app.extensions["ecabinet.assets"]
    path = ROOT / "ecabinet" / "static" / "mark.svg"
    assert found.may_stay(found.version, path)

    found._times[path] -= 1

    assert not found.may_stay(found.version, path)
    assert app.test_client().get(address(app, "mark.svg")).headers["Cache-Control"] == "no-cache"


def test_the_version_follows_the_content(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    folder = tmp_path / "ecabinet" / "static"
    folder.mkdir(parents=True)
    (folder / "a.js").write_text("1")
    first = assets.Assets().version
    os.utime(folder / "a.js", (1, 1))
    assert assets.Assets().version == first

    (folder / "a.js").write_text("2")

    assert assets.Assets().version != first


@pytest.mark.parametrize("path", ["../config.py", "v-000000000000/../../config.py", "js", "x.js"])
def test_nothing_else_is_served(app: Flask, path: str) -> None:
    assert app.test_client().get(f"/static/{path}").status_code == 404


def test_a_module_has_one_address_however_it_is_imported(app: Flask, client_of: Any) -> None:
    page = client_of("pm").get("/").text
    found = re.search(r'<script type="importmap"[^>]*>(.*?)</script>', page, re.S)
    assert found is not None
    addresses = json.loads(found[1])["imports"].values()
    own = {path for path in addresses if path.startswith("/static/")}

    wrong = []
    for _, path in assets.own_modules():
        here = address(app, path)
        assert here in own
        first = path.partition("/")[0]
        folder = ROOT / (first if first in assets.FEATURES else "ecabinet") / "static"
        wrong += [
            f"{path} imports {relative}"
            for relative in IMPORTED.findall((folder / path).read_text("utf-8"))
            if urljoin(here, relative) not in own
        ]
    assert not wrong
    scripts = set(re.findall(r'<script type="module" src="([^"]+)"', page))
    assert scripts <= own
