"""The catalogue is complete in both languages: each key used exists, each that exists is used."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast

from ecabinet.i18n import FOLDERS, ROOT, bundle

KEY = re.compile(r"^([a-zA-Z][\w-]*)\s*=", re.M)
USED = re.compile(
    r"""(?:\bt|\bS|\bdenied|\bconflict|\binvalid|FieldRefused|sentence)\(\s*["']([a-z0-9]+(?:-[a-z0-9_]+)+)["']"""
)


def catalogue(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in FOLDERS:
        path = ROOT / folder / f"{language}.ftl"
        if path.exists():
            text = path.read_text("utf-8")
            found |= {match.group(1): text for match in KEY.finditer(text)}
    return found


def sources() -> list[Path]:
    folders = ["ecabinet", "documents", "decisions", "dossiers", "meetings", "ballots"]
    return [
        path
        for folder in folders
        for kind in ("*.py", "*.html", "*.js")
        for path in (ROOT / folder).rglob(kind)
    ]


def test_both_languages_hold_the_same_keys() -> None:
    vi, en = set(catalogue("vi")), set(catalogue("en"))
    assert vi - en == set()
    assert en - vi == set()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_key_that_is_used_exists(language: str) -> None:
    known = set(catalogue(language))
    missing = {
        f"{path.relative_to(ROOT)}: {key}"
        for path in sources()
        for key in USED.findall(path.read_text("utf-8"))
        if key not in known
    }
    assert not missing, "\n".join(sorted(missing))


IN_SCRIPT = re.compile(r"""\bt\(\s*["']([a-z0-9]+(?:-[a-z0-9_]+)+)["']""")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_a_script_says_is_a_simple_message(language: str) -> None:
    """The browser puts in names and nothing else: a message with a choice in it is not sent."""
    bodies = {
        entry.id.name: entry.value
        for folder in FOLDERS
        if (path := ROOT / folder / f"{language}.ftl").exists()
        for entry in FluentResource(path.read_text("utf-8")).body
        if isinstance(entry, ast.Message)
    }
    rich = {
        f"{path.relative_to(ROOT)}: {key}"
        for path in sources()
        if path.suffix == ".js"
        for key in IN_SCRIPT.findall(path.read_text("utf-8"))
        for element in bodies[key].elements
        if isinstance(element, ast.Placeable)
        and not isinstance(element.expression, ast.VariableReference | ast.StringLiteral)
    }
    assert not rich, "\n".join(sorted(rich))


def test_every_key_that_exists_is_used_somewhere() -> None:
    text = "\n".join(path.read_text("utf-8") for path in sources())
    ftl = "\n".join((ROOT / folder / "vi.ftl").read_text("utf-8")
                    for folder in FOLDERS if (ROOT / folder / "vi.ftl").exists())  # fmt: skip
    prefixes = set(re.findall(r"""["'`]([a-z0-9]+(?:-[a-z0-9]+)*-)["'`$\{]""", text))
    prefixes |= set(re.findall(r"""f?["'`]([a-z0-9]+(?:-[a-z0-9]+)*-)\{""", text))
    prefixes |= set(re.findall(r"""prefix=["']([a-z0-9-]+-)["']""", text))
    prefixes |= {"rule-answer-", "rule-result-"}  # named by the values of Answer and Result
    unused = [
        key
        for key in catalogue("vi")
        if key not in text
        and f"{{ {key} }}" not in ftl
        and not any(key.startswith(prefix) for prefix in prefixes)
    ]
    assert not unused, "\n".join(unused)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_catalogue_can_be_read_and_is_normalised(language: str) -> None:
    assert bundle(language)
    for folder in FOLDERS:
        path = ROOT / folder / f"{language}.ftl"
        if path.exists():
            text = path.read_text("utf-8")
            assert text == unicodedata.normalize("NFC", text), path
            assert not [e for e in FluentResource(text).body if type(e).__name__ == "Junk"]


PRONOUN = re.compile(r"\b(bạn|đồng chí)\b", re.I)


def test_vietnamese_addresses_nobody_by_a_pronoun() -> None:
    """A minister and an officer read the same sentence: it says what is, and calls nobody *bạn*
    or *đồng chí*. A form of address within a letter is the letter's own."""
    said = [
        f"{folder}: {line}"
        for folder in FOLDERS
        if (path := ROOT / folder / "vi.ftl").exists()
        for line in path.read_text("utf-8").splitlines()
        if PRONOUN.search(line)
    ]
    assert said == []
