"""Content-addressed files in a folder: a stored file is named by the SHA-256 of its bytes.

What has not been checked yet lies in `incoming/` and becomes a stored file only by `adopt`.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PART = re.compile(r"[0-9a-f]{2}")
_CHUNK = 256 * 1024


class TooLarge(Exception):
    """More bytes came than allowed; nothing was kept. `limit` is in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


@dataclass(frozen=True)
class Stored:
    """A file that is in the store: its name there and its size in bytes."""

    sha256: str
    size: int


class Store:
    """Files under `folder/ab/cd/<sha256>`, written once and never changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.incoming = folder / "incoming"
        self.derived = folder / "derived"
        """What can be made again from stored files at any time, such as pictures of pages."""

    def put(self, source: bytes | BinaryIO, limit: int | None = None) -> Stored:
        """Store the bytes of `source` and name them; the same bytes twice are one file.

        `limit` is in bytes. Raises TooLarge, after which nothing is left behind.
        """
        with self.receive(source, limit) as (received, stored):
            return self._settle(received, stored)

    def adopt(self, path: Path) -> Stored:
        """Store a copy of the file at `path` (for instance what a check has written)."""
        with path.open("rb") as source:
            return self.put(source)

    @contextmanager
    def receive(
        self, source: bytes | BinaryIO, limit: int | None = None
    ) -> Iterator[tuple[Path, Stored]]:
        """Keep `source` in quarantine for the length of the block: its path, and its name to be.

        The file is gone when the block ends, however it ends. Raises TooLarge.
        """
        self.incoming.mkdir(parents=True, exist_ok=True)
        path = self.incoming / secrets.token_hex(16)
        try:
            yield path, self._write(source, path, limit)
        finally:
            path.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the file of this name lies, there or not. Raises ValueError for any other name."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError("not the SHA-256 of a stored file")
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def exists(self, sha256: str) -> bool:
        """Whether the file is in the store."""
        return self.path(sha256).is_file()

    def open(self, sha256: str) -> IO[bytes]:
        """The stored bytes, to be read and closed by the caller. Raises FileNotFoundError."""
        return self.path(sha256).open("rb")

    def discard(self, sha256: str) -> None:
        """Remove a file that no record names any more; nothing happens where it is not there."""
        self.path(sha256).unlink(missing_ok=True)

    def walk(self) -> Iterator[str]:
        """The names of all stored files, in order."""
        for first in _folders(self.folder):
            for second in _folders(first):
                for name in sorted(entry.name for entry in os.scandir(second)):
                    if _SHA256.fullmatch(name) and name.startswith(first.name + second.name):
                        yield name

    def _write(self, source: bytes | BinaryIO, path: Path, limit: int | None) -> Stored:
        stream = BytesIO(source) if isinstance(source, bytes) else source
        digest = hashlib.sha256()
        size = 0
        with path.open("xb") as out:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if limit is not None and size > limit:
                    raise TooLarge(limit)
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        return Stored(digest.hexdigest(), size)

    def _settle(self, received: Path, stored: Stored) -> Stored:
        target = self.path(stored.sha256)
        # A file of that name holds the same bytes, unless a disk fault shortened it: then mend it.
        if target.is_file() and target.stat().st_size == stored.size:
            return stored
        target.parent.mkdir(parents=True, exist_ok=True)
        received.chmod(0o440)
        # Renaming over what another writer put there meanwhile is harmless: the bytes are equal.
        received.replace(target)
        for folder in (target.parent, target.parent.parent, self.folder):
            _sync_folder(folder)
        return stored


def _folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(entry for entry in parent.iterdir() if _PART.fullmatch(entry.name))


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, not only the bytes."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
