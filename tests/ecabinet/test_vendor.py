"""Browser libraries: what is served, how, and what never is."""

import gzip
import os
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ecabinet import vendor
from ecabinet.app import create_app

SCRIPT = b"export const answer = 42;\n" * 100
FILES = {
    "bootstrap/dist/css/bootstrap.min.css": b"body{}",
    "bootstrap/LICENSE": b"MIT",
    "pdfjs-dist/legacy/build/pdf.min.mjs": SCRIPT,
    "pdfjs-dist/legacy/web/pdf_viewer.mjs": b"export {};",
    "pdfjs-dist/legacy/build/pdf.worker.min.mjs": b"export {};",
    "pdfjs-dist/wasm/qcms_bg.wasm": b"\0asm",
    "@fontsource/be-vietnam-pro/files/a.woff2": b"wOF2",
    "socket.io-client/dist/socket.io.esm.min.js": b"export {};",
    "perfect-freehand/dist/esm/index.mjs": b"export {};",
    "idiomorph/dist/idiomorph.esm.js": b"export {};",
    "sortablejs/modular/sortable.esm.js": b"export {};",
    "tus-js-client/dist/tus.min.js": b"export {};",
    "bootstrap-icons/font/x.ftl": b"a = b",
    "leftpad/index.js": b"module.exports = 1",
    ".package-lock.json": b"{}",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        file = tmp_path / "node_modules" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (tmp_path / "package-lock.json").write_text('{"lockfileVersion": 3}')
    (tmp_path / "secret.js").write_text("never")
    return tmp_path


def app_of(project: Path) -> Flask:
    app = Flask("vendor_test")
    vendor.init_app(app, project)
    return app


@pytest.fixture
def app(project: Path) -> Flask:
    return app_of(project)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def url(app: Flask, path: str) -> str:
    with app.test_request_context():
        return vendor.vendor_url(path)


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("pdfjs-dist/legacy/build/pdf.min.mjs", "text/javascript; charset=utf-8"),
        ("pdfjs-dist/wasm/qcms_bg.wasm", "application/wasm"),
        ("@fontsource/be-vietnam-pro/files/a.woff2", "font/woff2"),
        ("bootstrap-icons/font/x.ftl", "text/plain; charset=utf-8"),
        ("bootstrap/dist/css/bootstrap.min.css", "text/css; charset=utf-8"),
    ],
)
def test_a_library_file_is_served_with_its_type_and_kept_for_a_year(app, client, path, media_type):
    answer = client.get(url(app, path))

    assert answer.status_code == 200
    assert answer.data == FILES[path]
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_compressed_beforehand_goes_out_compressed_to_those_who_accept_it(
    project, app, client
):
    path = "pdfjs-dist/legacy/build/pdf.min.mjs"
    packed = gzip.compress(SCRIPT)
    (project / "node_modules" / f"{path}.gz").write_bytes(packed)

    accepted = client.get(url(app, path), headers={"Accept-Encoding": "br, gzip"})
    refused = client.get(url(app, path), headers={"Accept-Encoding": "gzip;q=0, br"})
    part = client.get(url(app, path), headers={"Accept-Encoding": "gzip", "Range": "bytes=0-5"})

    assert accepted.headers["Content-Encoding"] == "gzip"
    assert accepted.data == packed
    assert accepted.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "Content-Encoding" not in refused.headers
    assert refused.data == SCRIPT
    assert (part.status_code, part.data) == (206, SCRIPT[:6])
    assert all("Accept-Encoding" in a.headers["Vary"] for a in (accepted, refused, part))


def test_an_unchanged_file_is_answered_without_its_bytes(app, client):
    address = url(app, "bootstrap/dist/css/bootstrap.min.css")
    tag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "leftpad/index.js",
        ".package-lock.json",
        "bootstrap",
        "bootstrap/dist",
        "bootstrap/LICENSE",
        "bootstrap/nothing.js",
        "bootstrap/../leftpad/index.js",
        "bootstrap/..%2fleftpad/index.js",
        "bootstrap/../../secret.js",
        "bootstrap/%2e%2e/%2e%2e/secret.js",
        "bootstrap//etc/hostname",
        "bootstrap/a%00.js",
        "bootstrap/" + "a" * 5000 + ".js",
        "@fontsource",
        "@fontsource/other/a.js",
        "../secret.js",
    ],
)
def test_nothing_else_is_served(app, client, path):
    lock = app.extensions["vendor"].lock

    answer = client.get(f"/vendor/{lock}/{path}")

    assert answer.status_code == 404


def test_a_link_out_of_the_package_is_not_followed(project, app, client):
    os.symlink(project / "secret.js", project / "node_modules/bootstrap/out.js")

    answer = client.get(f"/vendor/{app.extensions['vendor'].lock}/bootstrap/out.js")

    assert answer.status_code == 404


def test_the_address_changes_with_the_lock_and_the_old_one_is_gone(project, app):
    path = "bootstrap/dist/css/bootstrap.min.css"
    before = url(app, path)
    (project / "package-lock.json").write_text('{"lockfileVersion": 3, "name": "new"}')
    renewed = app_of(project)

    assert url(renewed, path) != before
    assert renewed.test_client().get(before).status_code == 404


def test_the_import_map_names_every_library_and_takes_our_own_modules(app):
    with app.test_request_context():
        imports = vendor.import_map({"ecabinet/live": "/static/ecabinet/live.js"})["imports"]

    assert imports["ecabinet/live"] == "/static/ecabinet/live.js"
    assert imports["pdfjs"].endswith("/pdfjs-dist/legacy/build/pdf.min.mjs")
    assert imports["pdfjs-dist/"].endswith("/pdfjs-dist/")
    assert set(vendor.MODULES) < set(imports)


def test_a_file_that_does_not_exist_is_a_mistake_of_the_template(app):
    with pytest.raises(LookupError, match=r"bootstrap/typo\.css"):
        url(app, "bootstrap/typo.css")


def test_without_libraries_the_server_says_what_to_run(tmp_path):
    app = app_of(tmp_path)
    app.add_url_rule("/page", "page", lambda: vendor.vendor_url("bootstrap/x.css"))
    client = app.test_client()

    for address in ("/page", "/vendor/abc/bootstrap/x.css"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "make run" in answer.text


def test_the_sign_in_page_gets_its_libraries_before_anybody_signed_in(config, project):
    cabinet = create_app(config)
    cabinet.extensions["vendor"] = vendor.Libraries(project)

    answer = cabinet.test_client().get(url(cabinet, "bootstrap/dist/css/bootstrap.min.css"))

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == vendor.FOREVER
    assert "Set-Cookie" not in answer.headers
    cabinet.extensions["ecabinet.database"].dispose()


def test_the_installed_libraries_have_every_file_we_name(browser_libraries):
    found = browser_libraries.find
    missing = [path for path in vendor.MODULES.values() if found(path) is None]

    assert missing == []
