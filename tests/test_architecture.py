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
