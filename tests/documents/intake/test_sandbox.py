"""The limited process: whatever happens in it, the caller gets a sentence and nothing is left."""

import contextlib
import json
import os
import sys
import threading
import time
from pathlib import Path

import pytest
from pikepdf import Name

from documents.intake.limits import MIB, Limits
from documents.intake.processes import ANSWER_BYTES, NOISE_BYTES, run_watched
from documents.intake.results import Accepted, Refused
from documents.intake.sandbox import CHILDREN_AT_ONCE, inspect
from ecabinet.errors import NoRoom
from tests.documents.intake import hostile


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(hostile.paper())
    return path


@pytest.fixture
def with_checker(paper: Path, out_folder: Path):
    """Check the paper with a checking program that misbehaves: Python source, and limits."""

    def run(source: str, **limits: float) -> Accepted | Refused:
        command = (sys.executable, "-c", source)
        return inspect(paper, Limits.from_mapping(limits), out_folder, command)

    return run


BEFORE: set[int] = set()
"""What ran before the test: a browser or a server that other tests share."""


@pytest.fixture(autouse=True)
def only_what_the_test_starts() -> None:
    BEFORE.clear()
    BEFORE.update(children())


def children() -> set[int]:
    """The processes started since the test began and still there, ended or not."""
    found = set()
    for task in Path("/proc/self/task").iterdir():
        # A thread may end while it is asked; it has handed its children on before.
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            found |= {int(pid) for pid in (task / "children").read_text().split()}
    return found - BEFORE


def is_running(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("import os; os.abort()", "checker-crashed"),
        ("import os; os.kill(os.getpid(), 11)", "checker-crashed"),
        ("raise SystemExit(3)", "checker-crashed"),
        ("raise RuntimeError('a fault')", "checker-crashed"),
        ("import os; os.kill(os.getpid(), 9)", "too-much-memory"),
        ("raise MemoryError", "too-much-memory"),
        ("import os; os.kill(os.getpid(), 24)", "took-too-long"),
        ("pass", "checker-failed"),
        ("print('garbage')", "checker-failed"),
        ("print('[1]')", "checker-failed"),
        ("print('{\"checked\": {}}')", "checker-failed"),
        ("print('{\"checked\"', end='')", "checker-failed"),
        ("import sys; sys.stdout.buffer.write(bytes(range(256)) * 9)", "checker-failed"),
        ("while True: print('x' * 10000)", "checker-failed"),
    ],
)
def test_a_checker_that_misbehaves_is_a_refusal(with_checker, source: str, key: str) -> None:
    result = with_checker(source)
    assert isinstance(result, Refused)
    assert result.key == f"document-refused-{key}"
    assert children() == set()


def test_a_checker_that_says_accepted_and_leaves_no_copy_is_not_believed(with_checker) -> None:
    answer = (
        '{"checked": {"pages": 1, "page_sizes": [[1, 1]], "warnings": [], "signed": false,'
        ' "encrypted_owner_only": false, "title": null}}'
    )
    assert with_checker(f"print('{answer}')") == Refused("document-refused-checker-failed")
    link = "import os; os.symlink('/etc/passwd', 'reading.pdf'); "
    assert with_checker(f"{link}print('{answer}')") == Refused("document-refused-checker-failed")


def test_a_paper_whose_text_cannot_be_read_is_still_a_paper(with_checker, out_folder) -> None:
    source = (
        "import json, os\n"
        "open('reading.pdf', 'w').close()\n"
        "open('text.part', 'w').close()\n"
        "print(json.dumps({'checked': {'pages': 1, 'page_sizes': [[1, 2]], 'warnings': [],"
        " 'signed': False, 'encrypted_owner_only': False, 'title': None}}), flush=True)\n"
        "os.abort()"
    )
    result = with_checker(source)
    assert isinstance(result, Accepted)
    assert result.text_path is None
    assert [warning.key for warning in result.warnings] == ["document-warning-text-unreadable"]
    assert [path.name for path in out_folder.iterdir()] == ["reading.pdf"]


def test_a_checker_that_hangs_is_killed_with_all_it_started(with_checker, tmp_path) -> None:
    note = tmp_path / "pids"
    source = (
        "import os, signal, subprocess, sys\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(note)!r}, 'w').write(f'{{os.getpid()}} {{other.pid}}')\n"
        "signal.pause()"
    )
    started = time.monotonic()
    result = with_checker(source, wall_seconds=3)
    assert result == Refused("document-refused-took-too-long", {"seconds": 3})
    assert time.monotonic() - started < 10
    pids = [int(pid) for pid in note.read_text().split()]
    deadline = time.monotonic() + 5
    while any(is_running(pid) for pid in pids) and time.monotonic() < deadline:
        os.sched_yield()
    assert [pid for pid in pids if is_running(pid)] == []
    assert children() == set()


def test_a_checker_that_closes_its_output_and_hangs_is_killed_too(with_checker) -> None:
    source = "import os, signal; os.close(1); os.close(2); signal.pause()"
    result = with_checker(source, wall_seconds=1)
    assert result == Refused("document-refused-took-too-long", {"seconds": 1})
    assert children() == set()


def test_the_real_checker_is_stopped_by_a_short_wall(paper: Path, out_folder: Path) -> None:
    limits = Limits.from_mapping({"wall_seconds": 0.02})
    result = inspect(paper, limits, out_folder)
    assert result == Refused("document-refused-took-too-long", {"seconds": 0})
    assert list(out_folder.iterdir()) == []
    assert children() == set()


def test_the_real_checker_is_stopped_by_its_processor_time(check) -> None:
    heavy = hostile.changed(_many_streams, stream_decode_level=0)
    result = check(heavy, cpu_seconds=1, decoded_bytes=10**15)
    assert isinstance(result, Refused)
    assert result.key == "document-refused-took-too-long"


def test_the_real_checker_lives_with_the_memory_it_is_given(check) -> None:
    large = hostile.with_content(hostile.zeros(512 * MIB))
    result = check(large, memory_bytes=400 * MIB, stream_bytes=10**12)
    assert result == Refused("document-refused-too-much-memory")


def test_a_reading_copy_over_the_limit_of_written_bytes_is_a_refusal(check) -> None:
    result = check(hostile.paper(50), written_bytes=4096)
    assert isinstance(result, Refused)
    assert result.key == "document-refused-copy-too-large"


def test_a_full_disk_is_not_blamed_on_the_file(paper: Path, out_folder: Path) -> None:
    # What is written there meets a full disk, as the kernel tells it.
    (out_folder / "text.part").symlink_to("/dev/full")
    with pytest.raises(NoRoom):
        inspect(paper, Limits(), out_folder)


def test_the_checker_inherits_no_secrets_and_no_open_files(
    paper: Path, out_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for the child")
    kept = os.open(paper, os.O_RDONLY)
    os.set_inheritable(kept, True)
    told = out_folder.parent / "told"
    source = (
        "import json, os\n"
        "at = '/proc/self/fd/'\n"
        "files = [name for name in os.listdir(at) if os.path.exists(at + name)]\n"
        "own = os.getsid(0) == os.getpid()\n"
        "seen = {'names': sorted(os.environ), 'files': sorted(files), 'own': own}\n"
        f"open({str(told)!r}, 'w').write(json.dumps(seen))"
    )
    try:
        inspect(paper, Limits(), out_folder, (sys.executable, "-c", source))
    finally:
        os.close(kept)
    seen = json.loads(told.read_text())
    assert set(seen["names"]) - {"LC_CTYPE"} == {"LANG", "PATH", "PYTHONPATH"}
    assert seen["files"] == ["0", "1", "2"]
    assert seen["own"], "a process group of its own"


def test_what_lies_in_the_output_folder_is_never_imported(paper: Path, out_folder: Path) -> None:
    (out_folder / "pikepdf.py").write_text(
        "raise SystemExit('imported from a folder of strangers')"
    )
    assert isinstance(inspect(paper, Limits(), out_folder), Accepted)


def test_noise_is_bounded(tmp_path: Path) -> None:
    source = "import sys; sys.stderr.write('n' * 10_000_000); print('done')"
    ended = run_watched(
        [sys.executable, "-c", source], folder=tmp_path, environment={}, wall_seconds=30
    )
    assert (ended.status, ended.output) == (0, b"done\n")
    assert len(ended.noise) == NOISE_BYTES < ANSWER_BYTES


def test_four_threads_at_once_all_get_their_answer(tmp_path: Path, paper: Path) -> None:
    results: list[Accepted | Refused] = []
    most = 0
    done = threading.Event()

    def check(number: int) -> None:
        folder = tmp_path / str(number)
        folder.mkdir()
        results.append(inspect(paper, Limits(), folder))

    def count() -> None:
        nonlocal most
        while not done.wait(0.002):
            most = max(most, len(children()))

    counter = threading.Thread(target=count)
    counter.start()
    threads = [threading.Thread(target=check, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    done.set()
    counter.join(10)
    assert [type(result) for result in results] == [Accepted] * 4
    assert 1 <= most <= CHILDREN_AT_ONCE
    assert children() == set()


def test_who_waits_too_long_for_a_place_is_told_so(paper: Path, tmp_path: Path) -> None:
    for name in ("first", "second", "third"):
        (tmp_path / name).mkdir()
    hanging = (sys.executable, "-c", "import signal; signal.pause()")
    limits = Limits.from_mapping({"wall_seconds": 2, "queue_seconds": 0.05})
    busy = [
        threading.Thread(target=inspect, args=(paper, limits, tmp_path / name, hanging))
        for name in ("first", "second")
    ]
    for thread in busy:
        thread.start()
    deadline = time.monotonic() + 3
    while len(children()) < CHILDREN_AT_ONCE and time.monotonic() < deadline:
        os.sched_yield()
    assert inspect(paper, limits, tmp_path / "third") == Refused("document-refused-busy")
    for thread in busy:
        thread.join(30)
    assert isinstance(inspect(paper, Limits(), tmp_path / "third"), Accepted)


def _many_streams(pdf) -> None:
    packed = hostile.zeros(60 * MIB)
    for number in range(200):
        stream = pdf.make_stream(b"")
        stream.write(packed, filter=Name.FlateDecode)
        pdf.Root[f"/X{number}"] = stream
