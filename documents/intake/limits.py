"""How much of the machine, and how large a paper, one upload may claim."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits of one check. Sizes in bytes, times in seconds, lengths in PDF points."""

    upload_bytes: int = 100 * MIB
    pages: int = 3000
    objects: int = 500_000
    stream_bytes: int = 64 * MIB
    decoded_bytes: int = 768 * MIB
    image_pixels: int = 120_000_000
    page_side: int = 14_400
    """The largest page of ISO 32000-1 annex C, 200 inches."""
    text_bytes: int = 64 * MIB
    text_seconds: float = 8.0
    picture_seconds: float = 2.0
    """Time for the pictures of the pages beside the one that was asked for."""
    word_parts: int = 5000
    word_bytes: int = 256 * MIB
    """Of a DOCX unpacked; what its pages become is held to the limits of a PDF."""
    word_ratio: int = 200
    program_memory_bytes: int = 3072 * MIB
    office_seconds: float = 60.0
    signature_seconds: float = 15.0
    recognition_seconds: float = 600.0
    memory_bytes: int = 1200 * MIB
    """Address space of the checking process, the mapped libraries included."""
    cpu_seconds: int = 20
    wall_seconds: float = 30.0
    written_bytes: int = 300 * MIB
    queue_seconds: float = 120.0

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Self:
        """The defaults with `values` over them, numbers also as text (as from an environment).

        Raises ValueError for an unknown name, or for what is no positive number.
        """
        known = {field.name: type(field.default) for field in fields(cls)}
        given: dict[str, int | float] = {}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"there is no limit named {name!r}")
            number = float(value) if known[name] is float else int(value)
            if not 0 < number < float("inf"):
                raise ValueError(f"the limit {name} must be a positive number, not {value!r}")
            given[name] = number
        return cls(**given)  # type: ignore[arg-type]  # each number was made of its field's type

    @classmethod
    def from_env(cls, environment: Mapping[str, str], prefix: str = "ECABINET_INTAKE_") -> Self:
        """The limits of an environment: `ECABINET_INTAKE_PAGES=500` sets `pages`."""
        return cls.from_mapping(
            {
                name.removeprefix(prefix).lower(): value
                for name, value in environment.items()
                if name.startswith(prefix)
            }
        )

    def to_json(self) -> str:
        """As `from_json` reads them back."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote."""
        return cls.from_mapping(json.loads(text))
