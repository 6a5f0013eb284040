"""A pack of 20 papers of 50 pages: binding the book, then a personal copy of it.

Beside it, in the same rounds: pypdf doing the same (papers, a label on each page, bookmarks; then a
name on each page), and qpdf only putting the papers one after the other, as the floor.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from bench.run import Result
from documents.packs.building import Book, bind_book
from documents.packs.contents import IN, Entry, Part
from documents.packs.models import Pack, PackKind
from documents.packs.personal import personal_copy
from documents.rendering.fonts import REGULAR, register_serif
from ecabinet import clock, migrate
from ecabinet.app import create_app
from ecabinet.config import Config
from ecabinet.storage import Store

PAPERS, PAGES, ROUNDS = 20, 50, 5
BOOK = "pack: 20 papers of 50 pages bound in 3 s"
COPY = "pack: a personal copy in 0.5 s more"
SIZE = (595.0, 842.0)
Timed = tuple[float, float]


def measure() -> Result:
    """Make the papers, then bind and stamp in turns."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config.from_env({"ECABINET_HOME": folder, "SECRET_KEY": "bench"})
        migrate.upgrade(config.database_url)
        app = create_app(config)
        store: Store = app.extensions["ecabinet.store"]
        papers = [store.put(_paper(number)).sha256 for number in range(PAPERS)]
        with app.app_context():
            result = _rounds(store, papers, Path(folder))
        app.extensions["ecabinet.database"].dispose()
    return result


def _paper(number: int) -> bytes:
    register_serif()
    out = BytesIO()
    canvas = Canvas(out, pagesize=SIZE)
    for page in range(PAGES):
        canvas.setFont(REGULAR, 13)
        for line in range(38):
            canvas.drawString(85, 780 - 18 * line, f"Tờ trình {number}, trang {page}, dòng {line}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _rounds(store: Store, papers: list[str], folder: Path) -> Result:
    books: list[Book] = []
    paths = [store.path(sha256) for sha256 in papers]
    merged = folder / "merged.pdf"

    def ours() -> None:
        books.append(_bind(store, papers))

    def our_copy() -> None:
        personal_copy(store, books[-1].sha256, f"Trần Thị Bình {time.time_ns()}", "Bản của", "")

    acts: dict[str, Callable[[], object]] = {
        "e-Cabinet: book": ours,
        "pypdf: book": lambda: _pypdf_book(paths, merged),
        "e-Cabinet: personal copy": our_copy,
        "pypdf: personal copy": lambda: _pypdf_copy(merged, folder / "copy.pdf"),
    }
    if shutil.which("qpdf"):
        command = ["qpdf", "--empty", "--pages", *map(str, paths), "--", str(folder / "q.pdf")]
        acts["qpdf: papers alone"] = lambda: subprocess.run(command, check=True)
    times: dict[str, list[Timed]] = {name: [] for name in acts}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            times[name].append(_timed(act))
    rows = [["", "seconds", "fastest", "CPU s", "× of pypdf"]]
    medians = {name: statistics.median(wall for wall, _ in of) for name, of in times.items()}
    for name, of in times.items():
        peer = medians.get(f"pypdf: {name.partition(': ')[2]}")
        rows.append(
            [
                name,
                f"{medians[name]:.2f}",
                f"{min(wall for wall, _ in of):.2f}",
                f"{statistics.median(cpu for _, cpu in of):.2f}",
                f"{medians[name] / peer:.2f}" if peer else "",
            ]
        )
    kept = {
        BOOK: medians["e-Cabinet: book"] <= 3,
        COPY: medians["e-Cabinet: personal copy"] <= 0.5,
    }
    load = os.getloadavg()[0]
    notes = [
        f"{PAPERS * PAGES} pages of Vietnamese text; medians of {ROUNDS} rounds in turn. "
        "e-Cabinet starts a limited process each time, draws cover and linked contents, and puts "
        "the file into its store; pypdf and qpdf do none of that.",
        f"Load {load:.1f} on {os.cpu_count()} CPUs" + (": other programs used the machine, read "
        "the CPU seconds and the ratio." if load > 2 else "."),
    ]  # fmt: skip
    return Result("Pack of 20 papers of 50 pages", rows, kept=kept, notes=notes)


def _timed(act: Callable[[], object]) -> Timed:
    """Seconds on the clock, and of CPU in this process and those it started."""
    began, cpu = time.perf_counter(), _cpu()
    act()
    return time.perf_counter() - began, _cpu() - cpu


def _cpu() -> float:
    of = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in of)


def _bind(store: Store, papers: list[str]) -> Book:
    cover: dict[str, Any] = {"body": ["CHÍNH PHỦ"], "motto": [], "edition": [], "facts": []}
    pack = Pack(
        ordinal=1, kind=PackKind.FULL, title="Phiên họp", cover=cover, removed=[],
        asked_at=clock.now(),
    )  # fmt: skip
    parts = [
        Part(
            number,
            f"Nội dung {number}",
            tuple(
                Entry(f"{number}.{place}", IN, f"Tờ trình {at}", "", at, PAGES, "")
                for place, at in enumerate((2 * number - 2, 2 * number - 1), start=1)
            ),
        )
        for number in range(1, PAPERS // 2 + 1)
    ]
    files = {at: (sha256, PAGES) for at, sha256 in enumerate(papers)}
    return bind_book(store, pack, parts, files, "vi", lambda pages: None)


def _pypdf_book(papers: list[Path], out: Path) -> None:
    writer = PdfWriter()
    for number, path in enumerate(papers):
        writer.append(path, outline_item=f"Tờ trình {number}")
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=SIZE)
    for number in range(len(writer.pages)):
        canvas.setFont(REGULAR, 8.5)
        canvas.drawRightString(580, 10, f"Mục 1 · trang {number + 1}/{len(writer.pages)}")
        canvas.showPage()
    canvas.save()
    labels = PdfReader(drawn)
    for page, label in zip(writer.pages, labels.pages, strict=True):
        page.merge_page(label)
    writer.write(out)


def _pypdf_copy(book: Path, out: Path) -> None:
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=SIZE)
    canvas.setFont(REGULAR, 30)
    canvas.drawCentredString(297, 420, "Trần Thị Bình")
    canvas.save()
    stamp = PdfReader(drawn).pages[0]
    writer = PdfWriter(clone_from=book)
    for page in writer.pages:
        page.merge_page(stamp)
    writer.write(out)
