"""A sentence the program says to a person: a catalogue key and parameters, translated later."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Union

Param = Union[str, int, float, datetime, date, "Sentence"]


@dataclass(frozen=True)
class Sentence:
    """A catalogue key and what stands in its placeables. Knows no language."""

    key: str
    params: dict[str, Param] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return a form that a JSON column keeps and `from_json` reads back."""
        return {
            "key": self.key,
            "params": {k: _plain(v) for k, v in self.params.items()},
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Sentence:
        """Read what `to_json` wrote."""
        return cls(stored["key"], {k: _rich(v) for k, v in stored["params"].items()})

    def __hash__(self) -> int:
        return hash((self.key, tuple(sorted((k, str(v)) for k, v in self.params.items()))))


def S(key: str, **params: Param) -> Sentence:  # noqa: N802 - reads as a mark, like gettext's _
    """Build a `Sentence`."""
    return Sentence(key, params)


def _plain(value: Param) -> Any:
    if isinstance(value, Sentence):
        return {"sentence": value.to_json()}
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def _rich(value: Any) -> Param:
    if isinstance(value, dict):
        if "sentence" in value:
            return Sentence.from_json(value["sentence"])
        if "instant" in value:
            return datetime.fromisoformat(value["instant"])
        return date.fromisoformat(value["day"])
    return value  # type: ignore[no-any-return]  # a JSON scalar is a Param
