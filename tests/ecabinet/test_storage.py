"""The content-addressed store."""

import hashlib
import io
import os
import threading
from pathlib import Path

import pytest

from ecabinet.storage import Store, Stored, TooLarge

PAPER = "Tờ trình Chính phủ".encode()
NAME = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_found_again_under_the_hash_of_its_bytes(store: Store) -> None:
    assert store.put(PAPER) == Stored(NAME, len(PAPER))
    assert store.path(NAME) == store.folder / NAME[:2] / NAME[2:4] / NAME
    assert store.exists(NAME)
    with store.open(NAME) as file:
        assert file.read() == PAPER


def test_a_stream_is_stored_like_its_bytes(store: Store) -> None:
    assert store.put(io.BytesIO(PAPER), limit=len(PAPER)) == Stored(NAME, len(PAPER))


def test_the_same_bytes_twice_are_one_file(store: Store) -> None:
    store.put(PAPER)
    first = store.path(NAME).stat()
    store.put(PAPER)
    assert store.path(NAME).stat().st_ino == first.st_ino
    assert files_in(store.folder) == [store.path(NAME)]


def test_a_stored_file_that_was_shortened_is_mended_by_the_next_put(store: Store) -> None:
    store.put(PAPER)
    store.path(NAME).chmod(0o600)
    os.truncate(store.path(NAME), 3)
    store.put(PAPER)
    assert store.path(NAME).read_bytes() == PAPER


def test_more_than_the_limit_is_refused_and_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(TooLarge) as refused:
        store.put(io.BytesIO(bytes(1_000_001)), limit=1_000_000)
    assert refused.value.limit == 1_000_000
    assert files_in(store.folder) == []


def test_a_stream_that_breaks_off_leaves_nothing_behind(store: Store) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 0:
                raise ConnectionResetError
            return super().read(4)

    with pytest.raises(ConnectionResetError):
        store.put(Broken(PAPER))
    assert files_in(store.folder) == []


def test_many_writers_of_the_same_bytes_all_succeed(store: Store) -> None:
    bytes_of_many = os.urandom(300_000)
    start = threading.Barrier(8)
    results: list[Stored] = []

    def write() -> None:
        start.wait(10)
        results.append(store.put(bytes_of_many))

    writers = [threading.Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    assert len(results) == 8
    assert len(set(results)) == 1
    assert store.path(results[0].sha256).read_bytes() == bytes_of_many
    assert len(files_in(store.folder)) == 1


@pytest.mark.parametrize(
    "name",
    ["", "..", "../../etc/passwd", NAME.upper(), NAME[:-1], NAME + "0", NAME + "\n", "g" * 64],
)
def test_only_a_sha256_is_a_name(store: Store, name: str) -> None:
    for ask in (store.path, store.exists, store.open):
        with pytest.raises(ValueError, match="SHA-256"):
            ask(name)


def test_a_file_that_is_not_there_does_not_exist(store: Store) -> None:
    assert not store.exists(NAME)
    with pytest.raises(FileNotFoundError):
        store.open(NAME)


def test_walk_names_every_stored_file_and_nothing_else(store: Store) -> None:
    assert list(store.walk()) == []
    names = {store.put(bytes([number])).sha256 for number in range(20)}
    (store.folder / "README").write_text("not a stored file")
    (store.path(NAME).parent).mkdir(parents=True, exist_ok=True)
    (store.path(NAME).parent / "something.part").write_text("")
    with store.receive(PAPER):
        walked = list(store.walk())
    assert walked == sorted(names)


def test_a_received_file_waits_in_quarantine_until_its_block_ends(store: Store) -> None:
    with store.receive(PAPER, limit=1000) as (path, stored):
        assert path.parent == store.incoming
        assert path.read_bytes() == PAPER
        assert stored == Stored(NAME, len(PAPER))
        assert not store.exists(NAME)
    assert files_in(store.folder) == []


def test_a_received_file_is_kept_when_it_is_adopted(store: Store) -> None:
    with store.receive(PAPER) as (path, stored):
        assert store.adopt(path) == stored
    assert files_in(store.folder) == [store.path(NAME)]


def test_a_stored_file_is_not_writable(store: Store) -> None:
    store.put(PAPER)
    assert store.path(NAME).stat().st_mode & 0o222 == 0
