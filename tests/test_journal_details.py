"""What the journal tells of an act: ids, codes and digests, nothing that somebody wrote. Auditors
read it of matters that they may not see."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("ecabinet", "documents", "decisions", "dossiers", "meetings", "ballots")

WRITTEN = re.compile(
    r"(^|_)(title|reason|text|body|remark|remarks|note|comment|words|name|task|evidence|subject"
    r"|conclusion|place|message|question)$"
)
"""Names of what people write."""

FINE = {
    ("room:add", "name"),  # a room of the house
    ("job:cancel", "subject"), ("job:retry", "subject"), ("job:fail", "subject"),  # "version:31"
    ("document:numbering", "name"),  # which of the patterns
}  # fmt: skip

Given = tuple[str, str, ast.expr]
"""(act, key, value) of one detail."""


def _details(function: ast.FunctionDef, call: ast.Call) -> Iterator[Given]:
    act = ast.unparse(call.args[2]).strip("'")
    for keyword in call.keywords:
        if keyword.arg == "details":
            yield from ((act, key, value) for key, value in _entries(function, keyword.value))


def _entries(function: ast.FunctionDef, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(value, ast.Dict):
        for key, one in zip(value.keys, value.values, strict=True):
            name = ast.literal_eval(key) if isinstance(key, ast.Constant) else "**"
            yield from _entries(function, one) if isinstance(one, ast.Dict) else [(name, one)]
    elif isinstance(value, ast.Name):
        for node in ast.walk(function):
            if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
                continue
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name) and target.id == value.id:
                    yield from _entries(function, node.value)
                if isinstance(target, ast.Subscript) and ast.unparse(target.value) == value.id:
                    yield ast.unparse(target.slice).strip("'"), node.value


def _is_written(value: ast.expr) -> bool:
    """Say whether an expression hands on what somebody wrote."""
    if isinstance(value, ast.Call):
        if isinstance(value.func, ast.Attribute) and value.func.attr in ("strip", "lower"):
            return _is_written(value.func.value)
        return False  # a digest, a number, a truth
    if isinstance(value, ast.DictComp):
        return _is_written(value.value)
    if isinstance(value, ast.ListComp | ast.GeneratorExp):
        return _is_written(value.elt)
    if isinstance(value, ast.JoinedStr):
        return any(_is_written(p.value) for p in value.values if isinstance(p, ast.FormattedValue))
    if isinstance(value, ast.IfExp):
        return _is_written(value.body) or _is_written(value.orelse)
    if isinstance(value, ast.Subscript):
        return _is_written(value.value)
    name = value.attr if isinstance(value, ast.Attribute) else ast.unparse(value)
    return bool(WRITTEN.search(name))


def told(source: str) -> list[str]:
    """Return "act: key = value" of all details that hand on what somebody wrote."""
    found = []
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            if not isinstance(call, ast.Call) or ast.unparse(call.func) != "journal.record":
                continue
            for act, key, value in _details(function, call):
                if _is_written(value) and (act, key) not in FINE:
                    found.append(f"{act}: {key} = {ast.unparse(value)}")
    return found


def test_no_act_tells_the_journal_what_somebody_wrote() -> None:
    sources = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    found = {str(p.relative_to(ROOT)): told(p.read_text(encoding="utf-8")) for p in sources}
    assert {path: acts for path, acts in found.items() if acts} == {}


@pytest.mark.parametrize(
    "line",
    [
        'journal.record(db, a, "x:y", row, details={"why": row.return_reason})',
        'journal.record(db, a, "x:y", row, details={"why": {"deep": reason.strip()}})',
        'd = {"n": 1}; d["why"] = item.title; journal.record(db, a, "x:y", row, details=d)',
    ],
)
def test_such_a_detail_would_be_found(line: str) -> None:
    assert len(told(f"def act():\n    {line}")) == 1


@pytest.mark.parametrize("value", ["journal.digest(reason)", "row.id", "bool(reason)", "row.state"])
def test_ids_codes_and_digests_are_what_the_journal_is_for(value: str) -> None:
    line = f'journal.record(db, a, "x:y", row, details={{"why": {value}}})'
    assert told(f"def act():\n    {line}") == []
