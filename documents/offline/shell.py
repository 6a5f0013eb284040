"""All of this program that a kept paper needs when there is no network."""

from __future__ import annotations

from collections.abc import Iterator

from flask import current_app, url_for

from ecabinet import vendor
from ecabinet.assets import Assets, folders, own_modules

FOLDERS = (
    "pdfjs-dist/wasm",
    "pdfjs-dist/iccs",
    "pdfjs-dist/standard_fonts",
    "pdfjs-dist/legacy/web/images",
)
"""Files that PDF.js asks for by name while it draws. The character maps for Chinese, Japanese and
Korean papers without embedded fonts (170 files) are fetched when such a paper is opened."""
STYLES = (
    "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap-icons/font/bootstrap-icons.min.css",
    "bootstrap-icons/font/fonts/bootstrap-icons.woff2",
    "pdfjs-dist/legacy/web/pdf_viewer.css",
)
WEIGHTS, SUBSETS = (400, 500, 600), ("latin", "latin-ext", "vietnamese")


def build() -> str:
    """Return a name of this state of the program: it changes with any of the addresses."""
    assets: Assets = current_app.extensions["ecabinet.assets"]
    libraries: vendor.Libraries = current_app.extensions["vendor"]
    return f"{assets.version}-{libraries.lock[:12]}"


def addresses() -> list[str]:
    """Return the addresses of all scripts, styles, letters and drawing helpers."""
    return [*_own(), *_libraries()]


def _own() -> Iterator[str]:
    for _, path in own_modules():
        yield url_for("static", filename=path)
    for folder in folders():
        for kind in ("*.css", "*.svg"):
            for file in sorted(folder.rglob(kind)):
                yield url_for("static", filename=file.relative_to(folder).as_posix())


def _libraries() -> Iterator[str]:
    files = {path for path in vendor.MODULES.values() if not path.endswith("/")} | set(STYLES)
    fonts = "@fontsource/be-vietnam-pro"
    for weight in WEIGHTS:
        files.add(f"{fonts}/{weight}.css")
        files |= {f"{fonts}/files/be-vietnam-pro-{s}-{weight}-normal.woff2" for s in SUBSETS}
    libraries: vendor.Libraries = current_app.extensions["vendor"]
    for name in FOLDERS:
        folder = libraries.find(name)
        if folder is not None:
            known = (path for path in folder.iterdir() if path.suffix in vendor.MEDIA_TYPES)
            files |= {f"{name}/{path.name}" for path in known}
    for path in sorted(files):
        if libraries.find(path) is not None:
            yield vendor.vendor_url(path)
