"""The program as an app on a tablet: manifest, service worker, the list of what is kept."""

from __future__ import annotations

import json

from flask import Blueprint, Response, render_template, url_for
from markupsafe import Markup

from ecabinet.auth.access import public
from ecabinet.frame import body_name
from ecabinet.i18n import language, t

bp = Blueprint("offline", __name__, template_folder="../templates")
ICON_SIZES = (192, 512)
SHORT_NAME = 14
"""Letters that a home screen shows under an icon."""
DOOR_STYLES = ("css/tokens.css", "css/base.css", "documents/offline/door.css")
THEME, GROUND = "#17304f", "#faf8f4"


@bp.get("/kept")
def show_kept() -> str:
    """The page is the same for everybody: what is kept is read from the tablet by the page."""
    return render_template("documents/offline/kept.html")


@bp.get("/offline")
@public
def show_door() -> Response:
    """What a tablet without network and without anything to open shows; knows nobody."""
    answer = Response(render_template("documents/offline/door.html", styles=DOOR_STYLES))
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/sw.js")
@public
def send_worker() -> Response:
    """The service worker, for the whole site. A browser asks for it anew on each visit."""
    files = [url_for("static", filename=path) for path in DOOR_STYLES]
    body = render_template(
        "documents/offline/sw.js",
        vault_url=url_for("static", filename="documents/offline/vault.js"),
        door_files=Markup(json.dumps(files)),  # noqa: S704 - our own addresses
    )
    answer = Response(body, content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/manifest.webmanifest")
@public
def send_manifest() -> Response:
    """What the tablet needs to put the cabinet on its home screen."""
    name = body_name()
    icons = [
        {
            "src": url_for("static", filename=f"icons/{kind}-{size}.png"),
            "sizes": f"{size}x{size}", "type": "image/png",
            "purpose": "maskable" if kind == "maskable" else "any",
        }
        for size in ICON_SIZES
        for kind in ("icon", "maskable")
    ]  # fmt: skip
    manifest = {
        "id": "/", "start_url": "/", "scope": "/", "display": "standalone",
        "name": f"{name} · {t('product-name')}",
        "short_name": name if len(name) <= SHORT_NAME else t("product-name"),
        "description": t("offline-app-text"),
        "lang": language(), "dir": "ltr",
        "theme_color": THEME, "background_color": GROUND,
        "icons": icons,
    }  # fmt: skip
    answer = Response(json.dumps(manifest, ensure_ascii=False))
    answer.headers["Content-Type"] = "application/manifest+json; charset=utf-8"
    answer.headers["Cache-Control"] = "no-cache"
    return answer
