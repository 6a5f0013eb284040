"""Our own static files, under an address that changes with their content.

`/static/v-<hash>/<path>`: one hash over all of them, so that a module that is imported by its name
in the import map and by a relative path has one address, and is one module.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from ecabinet.auth.access import public
from ecabinet.i18n import ROOT

FEATURES = ("documents", "decisions", "dossiers", "meetings", "ballots")
FOREVER = "public, max-age=31536000, immutable"
MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}
_VERSIONED = re.compile(r"v-(?P<version>[0-9a-f]{12})/(?P<path>.+)")


class Assets:
    """The files as they were when the application started."""

    def __init__(self) -> None:
        digest = hashlib.sha256()
        self._times: dict[Path, int] = {}
        for folder in folders():
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                content = path.read_bytes()
                digest.update(f"{path.relative_to(ROOT)} {len(content)}\n".encode() + content)
                self._times[path] = path.stat().st_mtime_ns
        self.version = digest.hexdigest()[:12]

    def may_stay(self, version: str, path: Path) -> bool:
        """Return whether a browser may keep `path` for good: it is the content of `version`."""
        return version == self.version and self._times.get(path) == path.stat().st_mtime_ns


def folders() -> Iterator[Path]:
    """Yield the static folders of the ground and of the features."""
    for package in ("ecabinet", *FEATURES):
        yield ROOT / package / "static"


@public
def serve_static(filename: str) -> Response:
    """Serve `ecabinet/static/…`, and `<feature>/static/<feature>/…` as `/static/<feature>/…`.

    A page of the time before an update gets what is there now, and must not keep it.
    """
    asked = _VERSIONED.fullmatch(filename)
    version, path = (asked["version"], asked["path"]) if asked else ("", filename)
    first = path.partition("/")[0]
    folder = ROOT / (first if first in FEATURES else "ecabinet") / "static"
    if safe_join(str(folder), path) is None:
        raise NotFound
    answer = send_from_directory(folder, path, mimetype=MEDIA_TYPES.get(Path(path).suffix))
    assets: Assets = current_app.extensions["ecabinet.assets"]
    stays = assets.may_stay(version, folder / path)
    answer.headers["Cache-Control"] = FOREVER if stays else "no-cache"
    return answer


def own_modules() -> Iterator[tuple[str, str]]:
    """Yield (name in the import map, path under /static) of our ES modules."""
    core = ROOT / "ecabinet" / "static" / "js"
    for path in sorted(core.rglob("*.js")):
        name = path.relative_to(core).with_suffix("").as_posix()
        yield f"ecabinet/{name}", f"js/{name}.js"
    for feature in FEATURES:
        folder = ROOT / feature / "static"
        for path in sorted((folder / feature).rglob("*.js")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            yield name, f"{name}.js"


def init_app(app: Flask) -> None:
    """Register the route; `url_for("static", filename=…)` names the version by itself."""
    app.extensions["ecabinet.assets"] = assets = Assets()
    app.add_url_rule("/static/<path:filename>", "static", serve_static)

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and not app.debug:
            values["filename"] = f"v-{assets.version}/{values['filename']}"
