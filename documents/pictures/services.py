"""The picture of a page: taken from the disk, or drawn first. Knows no rights: ask before."""

from __future__ import annotations

import logging
import sys
import tempfile
import threading
import time
from pathlib import Path

from documents.intake.limited import environment_of_child
from documents.intake.limits import Limits
from documents.intake.picture_names import WIDTHS, file_name
from documents.intake.processes import run_watched
from documents.models import DocumentVersion
from documents.pictures.places import folder_of, keep_pictures, place_of
from ecabinet.errors import Conflict, NotVisible, TooMany
from ecabinet.sentences import S
from ecabinet.storage import Store

logger = logging.getLogger(__name__)

# Pages drawn together: who looks at one thumbnail looks at its neighbours next, and starting the
# process costs more than drawing them.
_TOGETHER = dict(zip(WIDTHS, (24, 8, 2), strict=True))
_CHILDREN_AT_ONCE = 2
_FAILED_SECONDS = 3600.0
_BUSY_SECONDS = 5

_places = threading.BoundedSemaphore(_CHILDREN_AT_ONCE)
# Requests for neighbouring pages wait for one drawing; which lock is chosen by what they ask for.
_locks = [threading.Lock() for _ in range(64)]


def page_picture(
    store: Store, version: DocumentVersion, page: int, width: int, limits: Limits | None = None
) -> Path:
    """Return the WebP picture of a page (from 1), `width` one of WIDTHS. Draws it when it is not
    there yet: call it outside any transaction.

    Two processes at once make it twice, with the same result. Raises NotVisible for a page that
    does not exist, Conflict for one that cannot be drawn, TooMany when too much is being drawn.
    """
    if width not in WIDTHS:
        raise ValueError(f"no picture is {width} pixels wide")
    if not 1 <= page <= version.pages:
        raise NotVisible(S("annotation-no-such-page", pages=version.pages, page=page))
    picture = place_of(store, version.reading_sha256, page, width)
    if picture.is_file():
        return picture
    together = _TOGETHER[width]
    row = (page - 1) // together
    with _locks[hash((version.reading_sha256, width, row)) % len(_locks)]:
        if not picture.is_file():
            pages = range(row * together + 1, min((row + 1) * together, version.pages) + 1)
            _draw(store, version, page, pages, width, limits or Limits())
    return picture


def _draw(
    store: Store, version: DocumentVersion, page: int, pages: range, width: int, limits: Limits
) -> None:
    sha256 = version.reading_sha256
    if not store.exists(sha256):
        logger.error("version %s: its file %s is gone", version.id, sha256)
        raise Conflict(S("document-file-missing"))
    failed = place_of(store, sha256, page, width).with_suffix(".failed")
    not_drawn = Conflict(S("document-page-not-drawn", page=page))
    if failed.is_file() and time.time() - failed.stat().st_mtime < _FAILED_SECONDS:
        raise not_drawn
    folder = folder_of(store, sha256)
    missing = [n for n in pages if n != page and not (folder / file_name(n, width)).is_file()]
    # From the page asked for onwards, then what stands before it.
    order = [page, *sorted(missing, key=lambda number: (number < page, number))]
    if not _places.acquire(timeout=limits.queue_seconds):
        raise TooMany(S("document-pictures-busy"), _BUSY_SECONDS)
    try:
        store.incoming.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=store.incoming) as made:
            ended = run_watched(
                [
                    *(sys.executable, "-P", "-m", "documents.pictures.child"),
                    *(str(store.path(sha256).resolve()), made, str(width)),
                    *(",".join(map(str, order)), limits.to_json()),
                ],
                folder=Path(made),
                environment=environment_of_child(),
                wall_seconds=limits.wall_seconds,
            )
            keep_pictures(store, sha256, Path(made))
    finally:
        _places.release()
    if not (folder / file_name(page, width)).is_file():
        logger.warning("page %s of %s could not be drawn: %s", page, sha256, ended.noise[-500:])
        failed.touch()
        raise not_drawn
