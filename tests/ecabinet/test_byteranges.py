"""Byte ranges over HTTP, through a small Flask application."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ecabinet.byteranges import (
    CHUNK_BYTES,
    ONE_READ_BYTES,
    ByteRange,
    Unsatisfiable,
    content_disposition,
    parse_range,
    serve_file,
)

SIZE = 3 * ONE_READ_BYTES + 17
ETAG = "a" * 64


@pytest.fixture(scope="module")
def content() -> bytes:
    return os.urandom(SIZE)


@pytest.fixture
def client(tmp_path: Path, content: bytes) -> FlaskClient:
    (tmp_path / "paper").write_bytes(content)
    (tmp_path / "empty").write_bytes(b"")
    app = Flask(__name__)

    @app.get("/<name>")
    def file(name: str) -> Response:
        return serve_file(
            request,
            tmp_path / name,
            media_type=request.args.get("type", "application/pdf"),
            file_name="Nghị quyết số 12.pdf",
            etag=ETAG,
        )

    return app.test_client()


Get = Callable[..., TestResponse]


@pytest.fixture
def get(client: FlaskClient) -> Get:
    def ask(range_: str | None = None, path: str = "/paper", **headers: str) -> TestResponse:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if range_ is not None:
            sent["Range"] = range_
        return client.get(path, headers=sent)

    return ask


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_a_whole_file_comes_with_all_that_a_reader_needs(get: Get, content: bytes) -> None:
    answer = get()
    assert answer.status_code == 200
    assert answer.data == content
    assert answer.content_length == SIZE
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["ETag"] == f'"{ETAG}"'
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=5-70", 5, 70),
        ("BYTES= 5-70 ", 5, 70),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=-9", SIZE - 9, SIZE - 1),
        (f"bytes=-{SIZE * 5}", 0, SIZE - 1),
        (f"bytes=100-{10**30}", 100, SIZE - 1),
        (f"bytes=1-{ONE_READ_BYTES}", 1, ONE_READ_BYTES),
        (f"bytes=1-{ONE_READ_BYTES + 1}", 1, ONE_READ_BYTES + 1),
        ("bytes=3-", 3, SIZE - 1),
    ],
)
def test_a_range_gives_exactly_its_bytes(
    get: Get, content: bytes, asked: str, first: int, last: int
) -> None:
    answer = get(asked)
    assert answer.status_code == 206
    assert answer.data == content[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer.content_length == last - first + 1


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=9-5",
        "bytes=-",
        "bytes=a-b",
        "pages=1-2",
        "bytes=0-1,5-6",
        "bytes 0-1",
        "bytes=٣-٤",
        "",
    ],
)
def test_what_is_no_single_range_gives_the_whole_file(get: Get, content: bytes, asked: str) -> None:
    if asked.isascii():
        answer = get(asked)
        assert answer.status_code == 200
        assert answer.data == content
    assert parse_range(asked, SIZE) is None


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=-0", f"bytes={10**40}-"])
def test_a_range_beyond_the_end_is_416_and_tells_the_size(get: Get, asked: str) -> None:
    answer = get(asked)
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{SIZE}"
    assert answer.data == b""


def test_an_empty_file_has_no_range() -> None:
    assert parse_range("bytes=0-", 0) == Unsatisfiable()
    assert parse_range("bytes=-5", 0) == Unsatisfiable()
    assert parse_range("bytes=-5", 3) == ByteRange(0, 2)


def test_an_empty_file_is_sent_whole(get: Get) -> None:
    answer = get(path="/empty")
    assert (answer.status_code, answer.data, answer.content_length) == (200, b"", 0)


def test_head_tells_the_length_sends_nothing_and_knows_no_ranges(client: FlaskClient) -> None:
    answer = client.head("/paper", headers={"Range": "bytes=0-9"})
    assert answer.status_code == 200
    assert answer.content_length == SIZE
    assert answer.data == b""
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("tag", [f'"{ETAG}"', f'W/"{ETAG}"', f'"x", "{ETAG}"', "*"])
def test_a_copy_the_client_still_has_is_not_sent_again(get: Get, tag: str) -> None:
    answer = get("bytes=0-9", If_None_Match=tag)
    assert answer.status_code == 304
    assert answer.data == b""
    assert answer.headers["ETag"] == f'"{ETAG}"'


def test_an_older_copy_is_sent_again(get: Get, content: bytes) -> None:
    assert get(If_None_Match='"older"').data == content


def test_if_range_gives_the_range_only_of_the_same_file(get: Get, content: bytes) -> None:
    assert get("bytes=2-3", If_Range=f'"{ETAG}"').data == content[2:4]
    for other in ('"older"', f'W/"{ETAG}"', "Sat, 21 Nov 2026 00:00:00 GMT"):
        answer = get("bytes=2-3", If_Range=other)
        assert answer.status_code == 200
        assert answer.data == content


def test_a_long_range_leaves_in_large_chunks_and_a_short_one_in_one(client: FlaskClient) -> None:
    long = client.get("/paper", headers={"Range": "bytes=1-"}, buffered=False)
    chunks = [len(chunk) for chunk in long.response]
    assert chunks[:-1] == [CHUNK_BYTES] * (len(chunks) - 1)
    assert sum(chunks) == SIZE - 1
    short = client.get("/paper", headers={"Range": f"bytes=0-{ONE_READ_BYTES - 1}"}, buffered=False)
    assert [len(chunk) for chunk in short.response] == [ONE_READ_BYTES]
    long.close()
    short.close()


def test_no_answer_leaves_a_file_open(client: FlaskClient) -> None:
    before = open_files()
    for method, headers in (
        ("GET", {}),
        ("HEAD", {}),
        ("GET", {"Range": "bytes=0-1"}),
        ("GET", {"Range": "bytes=0-"}),
        ("GET", {"Range": f"bytes={SIZE}-"}),
        ("GET", {"If-None-Match": f'"{ETAG}"'}),
    ):
        # Unread and closed, as when the client goes away before the first byte.
        client.open("/paper", method=method, headers=headers, buffered=False).close()
    assert open_files() == before


def test_the_file_name_keeps_its_vietnamese_letters(get: Get) -> None:
    assert get().headers["Content-Disposition"] == (
        'inline; filename="Nghi quyet so 12.pdf"; '
        "filename*=UTF-8''Ngh%E1%BB%8B%20quy%E1%BA%BFt%20s%E1%BB%91%2012.pdf"
    )


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("plain.pdf", 'attachment; filename="plain.pdf"'),
        (
            "Đề án.pdf",
            "attachment; filename=\"De an.pdf\"; filename*=UTF-8''%C4%90%E1%BB%81%20%C3%A1n.pdf",
        ),
        ('a"b\\c.pdf', "attachment; filename=\"a_b_c.pdf\"; filename*=UTF-8''a%22b%5Cc.pdf"),
        ("a\r\nSet-Cookie: x.pdf", 'attachment; filename="aSet-Cookie: x.pdf"'),
        ("\u202efdp.exe", 'attachment; filename="fdp.exe"'),
        ("会议", "attachment; filename=\"file\"; filename*=UTF-8''%E4%BC%9A%E8%AE%AE"),
        ("", 'attachment; filename="file"'),
    ],
)
def test_no_file_name_breaks_the_header(name: str, header: str) -> None:
    assert content_disposition(name, inline=False) == header


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/xml"])
def test_what_could_run_as_a_page_is_only_handed_over_as_a_download(
    get: Get, media_type: str
) -> None:
    answer = get(path=f"/paper?type={media_type.replace('+', '%2B')}")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
