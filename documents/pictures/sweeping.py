"""Pictures that were drawn long ago go, so that the disk does not fill: who looks again has them
drawn again. So does what a killed process left in its working folder."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ecabinet.storage import Store

KEPT_SECONDS = 60 * 86400.0
LEFT_SECONDS = 86400.0
"""No work on a paper takes as long."""
_EVERY_SECONDS = 86400.0


def sweep_daily(store: Store) -> None:
    """Sweep when a day has passed since any process of this store did."""
    marker = store.derived / "swept"
    with suppress(FileNotFoundError):
        if time.time() - marker.stat().st_mtime < _EVERY_SECONDS:
            return
    store.derived.mkdir(parents=True, exist_ok=True)
    marker.touch()
    sweep(store, time.time() - KEPT_SECONDS)
    sweep_leftovers(store, time.time() - LEFT_SECONDS)


def sweep(store: Store, before: float) -> int:
    """Remove what was made before an instant (seconds of the epoch); returns how many."""
    removed = 0
    for paper in _folders_of_papers(store.derived / "pictures"):
        pictures = [Path(entry.path) for entry in os.scandir(paper)]
        for picture in pictures:
            with suppress(FileNotFoundError):
                if picture.stat().st_mtime < before:
                    picture.unlink()
                    removed += 1
        if not pictures:
            # Empty since the last time; somebody may just be putting something in.
            with suppress(OSError):
                paper.rmdir()
    return removed


def left_behind(store: Store, before: float) -> Iterator[Path]:
    """Yield the files in quarantine and the working folders in `incoming` (`tempfile` names them)
    that nobody has touched since an instant: they are removed by whoever made them, unless that
    was killed. What still arrives in pieces is told by `documents.uploading`."""
    if not store.incoming.is_dir():
        return
    for entry in os.scandir(store.incoming):
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder and not entry.name.startswith(tempfile.gettempprefix()):
            continue
        with suppress(FileNotFoundError):
            if entry.stat(follow_symlinks=False).st_mtime < before:
                yield Path(entry.path)


def sweep_leftovers(store: Store, before: float) -> None:
    """Remove what killed processes left behind before an instant."""
    for path in left_behind(store, before):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _folders_of_papers(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [paper for part in folder.iterdir() for paper in part.iterdir() if paper.is_dir()]
