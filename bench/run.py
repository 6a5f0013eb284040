"""Finds the measurements, runs those that were asked for, prints and keeps what they say."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
RESULTS = FOLDER / "results"


@dataclass
class Result:
    """What a measurement found. `table`: rows of cells, the first row names the columns.

    `kept`: each promise of design.md 9 that was measured, and whether it held.
    """

    title: str
    table: list[list[str]]
    kept: dict[str, bool] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    numbers: dict[str, Any] = field(default_factory=dict)


def names() -> list[str]:
    """Return the measurements there are: modules of this package with a `measure()`."""
    infrastructure = {
        "run",
        "__main__",
        "servers",
        "first_page_app",
        "ink_app",
        "search_corpus",
    }
    found = [module.name for module in pkgutil.iter_modules([str(FOLDER)])]
    return sorted(name for name in found if name not in infrastructure)


def main(arguments: Sequence[str]) -> int:
    """Run the measurements named, or all; return 1 when a promise was not kept."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names()))
    chosen = parser.parse_args(arguments).names or names()
    unknown = set(chosen) - set(names())
    if unknown:
        parser.error(f"no measurement {', '.join(sorted(unknown))}; there are {', '.join(names())}")
    broken = 0
    for name in chosen:
        result: Result = importlib.import_module(f"bench.{name}").measure()
        print(in_words(result), flush=True)
        _keep(name, result)
        broken += sum(not held for held in result.kept.values())
    return 1 if broken else 0


def in_words(result: Result) -> str:
    """Return the result as the Markdown that docs/performance.md holds."""
    head, *rows = result.table
    lines = [f"## {result.title}", "", _row(head), _row(["---", *["--:"] * (len(head) - 1)])]
    lines += [_row(row) for row in rows]
    lines += ["", *(f"- {'kept' if held else 'NOT KEPT'}: {p}" for p, held in result.kept.items())]
    lines += [f"- {note}" for note in result.notes]
    return "\n".join([*lines, ""])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _keep(name: str, result: Result) -> None:
    RESULTS.mkdir(exist_ok=True)
    at = datetime.now(UTC)
    content = {
        "name": name,
        "at": at.isoformat(timespec="seconds"),
        "machine": {
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.system(),
        },
        "kept": result.kept,
        "notes": result.notes,
        "numbers": result.numbers,
    }
    path = RESULTS / f"{name}-{at:%Y%m%dT%H%M%S}.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
