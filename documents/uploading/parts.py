"""The part files of uploads that go on, in the quarantine of the store."""

from __future__ import annotations

import fcntl
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ecabinet.errors import Conflict
from ecabinet.sentences import S
from ecabinet.storage import Store

_PIECE = 256 * 1024


class WrongOffset(Exception):
    """The sender is not where we are: `offset` is how much is here."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"{offset} bytes are here")
        self.offset = offset


def part_of(store: Store, name: str) -> Path:
    """Where the upload of this name (hexadecimal, ours) grows."""
    folder = store.incoming / "parts"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def parts_in(store: Store) -> list[Path]:
    """Every part file there is."""
    folder = store.incoming / "parts"
    return list(folder.iterdir()) if folder.is_dir() else []


def received(path: Path) -> int:
    """How many bytes are here."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def append(path: Path, source: BinaryIO, *, offset: int, size: int) -> int:
    """Write what comes from `source` behind the first `offset` bytes; return how much is here now.

    What arrived before the connection broke stays. Raises WrongOffset, and Conflict when another
    connection is writing, or when more comes than the `size` that was announced.
    """
    with path.open("ab") as out:
        try:
            fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Conflict(S("upload-in-two-places")) from error
        here = out.tell()
        if here != offset:
            raise WrongOffset(here)
        with suppress(ConnectionError, TimeoutError):
            while piece := source.read(min(_PIECE, size - here + 1)):
                if here + len(piece) > size:
                    raise Conflict(S("upload-longer-than-announced"))
                out.write(piece)
                here += len(piece)
        out.flush()
    return here
