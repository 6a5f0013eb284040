"""Every reason the intake can give is a sentence in both languages, with the same parameters."""

import re
from pathlib import Path

import pytest
from fluent.syntax import parse
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

HOUSE = Path(__file__).parents[3]
KEYS = re.compile(r"document-(?:refused|warning)-[a-z-]+[a-z]")


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    papers = HOUSE / "documents"
    source = "".join(
        (folder / "locale" / f"{language}.ftl").read_text(encoding="utf-8")
        for folder in (papers, papers / "intake")
    )
    found = {}
    for entry in parse(source).body:
        if isinstance(entry, Message) and KEYS.fullmatch(entry.id.name):
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_used_is_written_and_every_one_written_is_used(language: str) -> None:
    used: set[str] = set()
    papers = HOUSE / "documents"
    for module in (
        *(papers / "intake").rglob("*.py"),
        papers / "services.py",
        papers / "duplicates.py",
        papers / "recognition" / "services.py",
    ):
        used |= set(KEYS.findall(module.read_text(encoding="utf-8")))
    assert used == set(messages(language))


def test_both_languages_tell_the_same() -> None:
    assert messages("vi") == messages("en")
