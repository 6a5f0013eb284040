"""The house stands: imports go down only, the domain knows no web, features keep their rooms."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "ecabinet": {"ecabinet"},
    "documents": {"documents", "ecabinet"},
    "decisions": {"decisions", "documents", "ecabinet"},
    "dossiers": {"dossiers", "decisions", "documents", "ecabinet"},
    "meetings": {"meetings", "dossiers", "decisions", "documents", "ecabinet"},
    "ballots": {"ballots", "meetings", "dossiers", "decisions", "documents", "ecabinet"},
}
FLOORS = frozenset(MAY_IMPORT)
TOPS = frozenset({"demo", "bench", "tests", "wsgi", "scripts"})
ACROSS = frozenset({"models", "rules", "queries", "services", "rendering", "intake"})
DOMAIN = frozenset({"models", "rules", "queries", "services"})
ROOMS = {
    "ecabinet": (
        *("clock", "sentences", "normal_text", "merging", "byteranges", "storage"),
        *("errors", "verdicts", "calendar", "orm", "outside", "config"),
        *("outbox", "journal", "db", "running", "i18n", "forms", "files", "migrate"),
        *("people", "occasions", "auth", "announcements", "api", "web", "answers"),
        *("search_sources", "slots", "jobs", "notices", "search", "realtime", "delegations"),
        *("people_api", "vendor", "assets", "frame", "home", "journal_pages", "styleguide"),
        *("doctor", "cli", "app", "serve"),
    ),
    "documents": (
        *("kinds", "rendering", "intake"),
        *("models", "rules", "queries", "events", "forms"),
        *("meanwhile", "duplicates", "signatures", "shapes"),
        *("pictures", "preparation", "uploading", "naming", "recognition"),
        *("reader_lists", "copies", "release_plans", "distribution", "services", "versions"),
        *("attachments", "taking_in", "sending_out", "bulk"),
        *("annotations", "reading", "export", "packs", "offline"),
        *("search", "notices", "sockets", "api", "views", "wiring"),
    ),
    "decisions": (
        *("models", "queries", "rules", "events", "services", "forms"),
        *("notices", "search", "standing", "views", "api", "wiring"),
    ),
    "dossiers": ("submissions", "opinions", "wiring"),
    "meetings": (
        *("models", "rules", "queries", "events", "frame", "forms", "answers", "guests_told"),
        *("changes", "sent", "invited", "agenda", "handing_out", "invitations"),
        *("services", "editing", "seating", "editions"),
        *("series", "many", "entering", "live", "positions", "readiness", "minutes", "room"),
        *("packs", "places", "search", "steps", "waiting", "api", "views", "wiring"),
    ),
    "ballots": (
        *("models", "rules", "queries", "outcomes", "result_sheet", "downloads", "events"),
        *("closing", "voting", "services", "forms", "shapes"),
        *("calendar", "due", "notices", "packs", "places", "search"),
        *("show", "api", "views", "draft_views", "wiring"),
    ),
}
"""The rooms of a floor (its folders and its modules) from the bottom to the top. A new one takes
its place above whatever it imports; a room is split before it would need one above it."""
SCRIPTS = ROOT / "documents" / "static" / "documents"
READER_ROOMS = (
    *("dom", "memory", "page", "drawing", "queue", "marks"),
    "offline",
    *("hand", "panel", "shortcuts", "acts", "reading", "newer", "receipt", "main"),
)
"""The rooms of the reader in the browser (`SCRIPTS`/reader: its folders and its scripts), likewise;
`offline` is the folder beside it, which every page has, and which needs the lower ones alone."""
_SCRIPT_IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["'`]((?:\.|documents/)[^"'`]+)["'`]""")


def modules() -> Iterator[tuple[str, Path]]:
    for floor in MAY_IMPORT:
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield floor, path


def imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def test_imports_go_down_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for floor, path in modules()
        if path != ROOT / "ecabinet" / "app.py"
        for line, name in imported(path)
        if (top := name.partition(".")[0]) in FLOORS | TOPS and top not in MAY_IMPORT[floor]
    ]
    assert not wrong, "\n".join(wrong)


def test_other_features_are_reached_by_their_domain_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for floor, path in modules()
        if path != ROOT / "ecabinet" / "app.py"
        for line, name in imported(path)
        if (parts := name.split("."))[0] in FLOORS - {floor, "ecabinet"}
        and not ACROSS.intersection(parts[1:])
    ]
    assert not wrong, "\n".join(wrong)


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def room_of(name: str) -> str:
    return ".".join(name.split(".")[:2])


def rooms_of(floor: str) -> set[str]:
    folders = {path.parent.name for path in (ROOT / floor).glob("*/*.py")}
    return folders | {path.stem for path in (ROOT / floor).glob("*.py")} - {"__init__"}


@pytest.mark.parametrize("floor", MAY_IMPORT)
def test_every_room_of_a_floor_has_its_place(floor: str) -> None:
    assert sorted(ROOMS[floor]) == sorted(rooms_of(floor))


@pytest.mark.parametrize("floor", MAY_IMPORT)
def test_rooms_import_lower_rooms_only(floor: str) -> None:
    height = {f"{floor}.{room}": number for number, room in enumerate(ROOMS[floor])}
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for of_floor, path in modules()
        if of_floor == floor
        for line, name in imported(path)
        if height.get(room_of(name), 0) > height.get(room_of(dotted(path)), 0)
    ]
    assert not wrong, "\n".join(wrong)


def script_room(path: Path) -> str:
    parts = path.relative_to(SCRIPTS).with_suffix("").parts
    return parts[1] if parts[0] == "reader" else parts[0]


def rooms_imported(path: Path) -> Iterator[tuple[int, str]]:
    text = path.read_text("utf-8")
    for found in _SCRIPT_IMPORT.finditer(text):
        name = found[1]
        base = path.parent if name.startswith(".") else SCRIPTS.parent
        yield text.count("\n", 0, found.start()) + 1, script_room((base / name).resolve())


def test_every_room_of_the_reader_has_its_place() -> None:
    rooms = {script_room(path) for path in (SCRIPTS / "reader").rglob("*.js")}
    assert sorted(READER_ROOMS) == sorted(rooms | {"offline"})


def test_rooms_of_the_reader_import_lower_rooms_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports from {there}"
        for folder in ("reader", "offline")
        for path in sorted((SCRIPTS / folder).rglob("*.js"))
        for here in [script_room(path)]
        for line, there in rooms_imported(path)
        if there in READER_ROOMS and READER_ROOMS.index(there) > READER_ROOMS.index(here)
    ]
    assert not wrong, "\n".join(wrong)


def test_an_api_imports_no_views() -> None:
    """What both need lies below both."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for _, path in modules()
        if "api" in path.stem.split("_")
        for line, name in imported(path)
        if any("views" in part.split("_") for part in name.split("."))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_import_hides_inside_a_function() -> None:
    wrong = []
    for _, path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                wrong += [
                    f"{path.relative_to(ROOT)}:{inner.lineno}"
                    for inner in ast.walk(node)
                    if isinstance(inner, ast.Import | ast.ImportFrom)
                ]
    assert not wrong, "\n".join(wrong)


def domain_modules() -> list[str]:
    found = []
    for _, path in modules():
        parts = path.relative_to(ROOT).with_suffix("").parts
        if DOMAIN.intersection(parts) and parts[-1] != "__init__":
            found.append(".".join(parts))
    return found


def test_the_domain_runs_without_the_web() -> None:
    program = (
        f"import sys, importlib\nfor name in {domain_modules()!r}: importlib.import_module(name)\n"
        "sys.exit('flask' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True)
    assert result.returncode == 0, f"flask was imported\n{result.stderr.decode()}"


def test_no_file_of_ours_passes_400_lines() -> None:
    kinds = ("*.py", "*.js", "*.html", "*.css")
    folders = [*MAY_IMPORT, "demo", "bench", "scripts"]
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for folder in folders
        for kind in kinds
        for path in (ROOT / folder).rglob(kind)
        if "node_modules" not in path.parts
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    ]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("word", ["session"])
def test_a_sitting_is_never_called_a_session(word: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for _, path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and word in node.name.lower()
        and node.name != "save_session"  # Flask's own name of a step of its cookies
    ]
    assert not wrong, "\n".join(wrong)


def test_migrations_are_one_line_numbered_by_their_files() -> None:
    """Two that follow the same one leave every store without a newest schema."""
    line = []
    for path in sorted((ROOT / "migrations" / "versions").glob("*.py")):
        said = dict(
            re.findall(r'^(revision|down_revision)(?:: \S+)? = "?(\w+)', path.read_text(), re.M)
        )
        line.append((path.name[:4], said["revision"], said["down_revision"]))

    numbers = [f"{number:04}" for number in range(1, len(line) + 1)]
    assert line == list(zip(numbers, numbers, ["None", *numbers], strict=False))
