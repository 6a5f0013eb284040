"""What people send about the minutes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ecabinet.forms import Input, Line, Prose

PARAGRAPHS = re.compile(r"\n\s*\n")
FIELD = re.compile(r"recorded\.(\d{1,12})")


class Return(Input):
    """Why the minutes go back to the secretariat."""

    reason: Line


class Wording(Input):
    """Other words for what was said: {item id: text}; paragraphs are separated by empty lines."""

    revision: int
    general: Prose = ""
    recorded: dict[int, Prose] = {}

    def paragraphs(self) -> dict[int, list[str]]:
        """Return {item id: its paragraphs}."""
        return {item_id: split(text) for item_id, text in self.recorded.items()}


def split(text: str) -> list[str]:
    """Return the paragraphs of a text, without the empty ones."""
    return [part.strip() for part in PARAGRAPHS.split(text) if part.strip()]


def wording_values(form: Mapping[str, str]) -> dict[str, object]:
    """Gather the fields `recorded.<item id>` of a page's form into one value."""
    values: dict[str, object] = {}
    recorded: dict[str, str] = {}
    for name, text in form.items():
        found = FIELD.fullmatch(name)
        if found:
            recorded[found[1]] = text
        elif name != "csrf_token":
            values[name] = text
    return {**values, "recorded": recorded}
