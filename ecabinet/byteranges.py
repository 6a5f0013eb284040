"""Files over HTTP with byte ranges (RFC 9110 section 14), fast enough for a PDF reader.

Werkzeug sends a range in 8 KiB pieces, which costs a threaded server most of its speed;
a range of up to 1 MiB leaves here as one read and one write.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from flask import Request, Response
from werkzeug.http import parse_etags
from werkzeug.wsgi import wrap_file

ONE_READ_BYTES = 1024 * 1024
CHUNK_BYTES = 256 * 1024

# The only types a browser may show in place; all others are handed over as a download, so that
# a stored file can never run as a page of this site.
SHOWN_IN_PLACE = frozenset(
    {"application/pdf", "image/jpeg", "image/png", "image/webp", "text/plain"}
)

_SINGLE_RANGE = re.compile(r"bytes=\s*(?P<first>[0-9]{0,100})-(?P<last>[0-9]{0,100})\s*", re.I)


@dataclass(frozen=True)
class Unsatisfiable:
    """A well-formed range of which the file has not one byte."""


@dataclass(frozen=True)
class ByteRange:
    """Bytes `first` to `last`, both included, counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes that is."""
        return self.last - self.first + 1


def parse_range(header: str | None, size: int) -> ByteRange | Unsatisfiable | None:
    """The one range asked of a file of `size` bytes; None when the whole file is to be sent.

    What is malformed, of another unit, or several ranges at once is ignored, as RFC 9110
    section 14.2 allows.
    """
    match = _SINGLE_RANGE.fullmatch(header or "")
    if match is None or match["first"] == match["last"] == "":
        return None
    if not match["first"]:
        count = min(int(match["last"]), size)
        return ByteRange(size - count, size - 1) if count else Unsatisfiable()
    first = int(match["first"])
    last = int(match["last"]) if match["last"] else size - 1
    if match["last"] and last < first:
        return None
    if first >= size:
        return Unsatisfiable()
    return ByteRange(first, min(last, size - 1))


def content_disposition(file_name: str, *, inline: bool) -> str:
    """A Content-Disposition header with a plain name and the true one (RFC 6266, RFC 8187)."""
    kind = "inline" if inline else "attachment"
    name = "".join(c for c in file_name if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    name = unicodedata.normalize("NFC", name).strip() or "file"
    # đ does not decompose into d and a mark; the other Vietnamese letters do.
    folded = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    plain = re.sub(r'[\\"/%;]', "_", folded.encode("ascii", "ignore").decode()).strip() or "file"
    if plain == name:
        return f'{kind}; filename="{plain}"'
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def serve_file(
    request: Request,
    path: Path,
    *,
    media_type: str,
    file_name: str,
    etag: str,
    inline: bool = True,
    cache_control: str = "private, no-cache",
) -> Response:
    """Answer a GET or HEAD for the file at `path`: 200, 206, 304 or 416.

    `etag` is a strong tag without quotes, such as the SHA-256. `inline` is heeded only for the
    types of SHOWN_IN_PLACE. Raises FileNotFoundError.
    """
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        size = os.fstat(handle).st_size
        response = _answer(request, handle, size, etag)
    except BaseException:
        os.close(handle)
        raise
    if not isinstance(response.response, _Span) and not response.direct_passthrough:
        os.close(handle)
    headers = response.headers
    headers["Content-Type"] = media_type
    headers["Content-Disposition"] = content_disposition(
        file_name, inline=inline and media_type.partition(";")[0].strip() in SHOWN_IN_PLACE
    )
    headers["Accept-Ranges"] = "bytes"
    headers["Cache-Control"] = cache_control
    headers["X-Content-Type-Options"] = "nosniff"
    headers["ETag"] = f'"{etag}"'
    return response


def _answer(request: Request, handle: int, size: int, etag: str) -> Response:
    """The response with its body; it owns `handle` when its body is a _Span or a whole file."""
    if parse_etags(request.headers.get("If-None-Match")).contains_weak(etag):
        return Response(status=304)
    wanted: ByteRange | Unsatisfiable | None = None
    # Range means something for GET alone, and only while the file is the one the client has.
    if request.method == "GET" and request.headers.get("If-Range", f'"{etag}"') == f'"{etag}"':
        wanted = parse_range(request.headers.get("Range"), size)
    if isinstance(wanted, Unsatisfiable):
        return Response(status=416, headers={"Content-Range": f"bytes */{size}"})
    if wanted is None:
        return _whole(request, handle, size)
    headers = {
        "Content-Range": f"bytes {wanted.first}-{wanted.last}/{size}",
        "Content-Length": str(wanted.length),
    }
    if wanted.length <= ONE_READ_BYTES:
        return Response(os.pread(handle, wanted.length, wanted.first), 206, headers)
    return Response(_Span(handle, wanted), 206, headers)


def _whole(request: Request, handle: int, size: int) -> Response:
    if request.method == "HEAD":
        return Response(headers={"Content-Length": str(size)})
    # A file wrapper of the server (wsgi.file_wrapper) lets it use sendfile.
    body = wrap_file(request.environ, os.fdopen(handle, "rb"), CHUNK_BYTES)
    return Response(body, headers={"Content-Length": str(size)}, direct_passthrough=True)


class _Span:
    """The bytes of a long range in chunks; a class and not a generator, so that `close` frees the
    file also when the client is gone before the first chunk."""

    def __init__(self, handle: int, wanted: ByteRange) -> None:
        self._file = os.fdopen(handle, "rb", buffering=0)
        self._at = wanted.first
        self._end = wanted.last + 1

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        chunk = b""
        if self._at < self._end:
            wanted = min(CHUNK_BYTES, self._end - self._at)
            chunk = os.pread(self._file.fileno(), wanted, self._at)
        if not chunk:
            self.close()
            raise StopIteration
        self._at += len(chunk)
        return chunk

    def close(self) -> None:
        """Give the file back; safe to call twice."""
        self._file.close()
