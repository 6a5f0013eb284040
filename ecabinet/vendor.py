"""Serves the browser libraries of node_modules as they are, under addresses that never change.

`/vendor/<lock>/<package>/<path>`: <lock> is a hash of package-lock.json, so that whatever is kept
under such an address for a year is right for a year.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, request, send_file, url_for

from ecabinet.auth.access import public

ROOT = Path(__file__).resolve().parent.parent

PACKAGES = frozenset(
    {
        "@fontsource/be-vietnam-pro",
        "bootstrap",
        "bootstrap-icons",
        "idiomorph",
        "pdfjs-dist",
        "perfect-freehand",
        "socket.io-client",
        "sortablejs",
        "tus-js-client",
    }
)

# Said here, not asked of the operating system, whose table may know less or say otherwise.
MEDIA_TYPES = {
    ".bcmap": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".ftl": "text/plain; charset=utf-8",
    ".gif": "image/gif",
    ".icc": "application/vnd.iccprofile",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pfb": "application/x-font-type1",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}

# Name in the import map -> file. A name that ends in / stands for the folder: workers, character
# maps and wasm of PDF.js are found by `import.meta.resolve("pdfjs-dist/…")`.
# The legacy build of PDF.js, because tablets are not replaced every year.
MODULES = {
    "pdfjs": "pdfjs-dist/legacy/build/pdf.min.mjs",
    "pdfjs/viewer": "pdfjs-dist/legacy/web/pdf_viewer.mjs",
    "pdfjs/worker": "pdfjs-dist/legacy/build/pdf.worker.min.mjs",
    "pdfjs-dist/": "pdfjs-dist/",
    "socket.io-client": "socket.io-client/dist/socket.io.esm.min.js",
    "perfect-freehand": "perfect-freehand/dist/esm/index.mjs",
    "idiomorph": "idiomorph/dist/idiomorph.esm.js",
    "sortablejs": "sortablejs/modular/sortable.esm.js",
    "tus-js-client": "tus-js-client/dist/tus.min.js",
}

FOREVER = "public, max-age=31536000, immutable"
MISSING = (
    "The browser libraries are not installed (there is no folder node_modules). "
    "Start the server with `make run`, or run `python3 scripts/setup.py` first.\n"
)

blueprint = Blueprint("vendor", __name__)


class Libraries:
    """The installed packages of one project folder."""

    def __init__(self, root: Path) -> None:
        self.modules = root / "node_modules"
        try:
            content = (root / "package-lock.json").read_bytes()
        except FileNotFoundError:
            content = b""
        self.lock = hashlib.sha256(content).hexdigest()[:12]
        self.known: set[str] = set()
        """What templates have named and was there: every page names a dozen, looked up once."""

    @property
    def installed(self) -> bool:
        """False as long as nobody ran the set-up."""
        return self.modules.is_dir()

    def find(self, path: str) -> Path | None:
        """The file or folder at `<package>/<path>`, None if it is not there or not ours to give.

        Neither `..` nor a symbolic link leads out of the package.
        """
        parts = PurePosixPath(path).parts
        depth = 2 if path.startswith("@") else 1
        package = "/".join(parts[:depth])
        if package not in PACKAGES:
            return None
        folder = (self.modules / package).resolve()
        try:
            found = folder.joinpath(*parts[depth:]).resolve()
            is_ours = found.is_relative_to(folder) and found.exists()
        except (OSError, ValueError):  # too long a name; a zero byte
            return None
        return found if is_ours else None


def init_app(app: Flask, root: Path = ROOT) -> None:
    """Register the route, and `vendor()` for the templates."""
    app.extensions["vendor"] = libraries = Libraries(root)
    app.register_blueprint(blueprint)
    app.jinja_env.globals["vendor"] = vendor_url
    if not libraries.installed:
        app.logger.warning(MISSING.strip())


def vendor_url(path: str) -> str:
    """Address of `<package>/<path>`.

    Raises LookupError for a file that no allowed package has (a mistake in a template), and answers
    503 with what to do while the libraries are not installed.
    """
    libraries = _libraries()
    if not libraries.installed:
        abort(_missing())
    if path not in libraries.known:
        if libraries.find(path) is None:
            raise LookupError(f"no such file in the browser libraries: {path}")
        libraries.known.add(path)
    return url_for("vendor.serve_library", lock=libraries.lock, path=path)


def import_map(extra: Mapping[str, str]) -> dict[str, Any]:
    """The import map of a page: the libraries, then `extra` (module name to address)."""
    return {"imports": {name: vendor_url(path) for name, path in MODULES.items()} | dict(extra)}


@blueprint.get("/vendor/<lock>/<path:path>")
@public
def serve_library(lock: str, path: str) -> Response:
    """One file, compressed beforehand where that was done; 404 for everything not allowed."""
    libraries = _libraries()
    if not libraries.installed:
        return _missing()
    file = libraries.find(path)
    if lock != libraries.lock or file is None or not file.is_file():
        abort(404)
    media_type = MEDIA_TYPES.get(file.suffix)
    if media_type is None:
        abort(404)
    packed = file.with_name(file.name + ".gz")
    is_packed = _accepts_gzip() and packed.is_file()
    response = send_file(packed if is_packed else file, media_type, conditional=True)
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Type"] = media_type
    response.headers["Cache-Control"] = FOREVER
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.vary.add("Accept-Encoding")
    return response


def _libraries() -> Libraries:
    libraries: Libraries = current_app.extensions["vendor"]
    return libraries


def _accepts_gzip() -> bool:
    # A part of a compressed file is of no use to anybody who asks for a part of the file.
    return "Range" not in request.headers and request.accept_encodings["gzip"] > 0


def _missing() -> Response:
    return Response(MISSING, 503, mimetype="text/plain", headers={"Retry-After": "30"})
