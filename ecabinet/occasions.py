"""What a paper is handed out for, and a number or a pack belongs to: "meeting:7", "ballot:3".

Named and read here alone. The live rooms of these subjects bear the same names.
"""

from __future__ import annotations

import re

MEETING = "meeting"
BALLOT = "ballot"
SUBMISSION = "submission"
OPINION = "opinion"
OPINION_ANSWER = "opinion-answer"
POSITION = "position"
DOCUMENT = "document"
"""By hand, from the page of the paper."""

_NAMED = re.compile(r"([a-z-]+):([0-9]{1,9})")


def name(kind: str, number: int) -> str:
    """Return the occasion of this kind with this number."""
    return f"{kind}:{number}"


def number_in(kind: str, text: str) -> int | None:
    """Return the number of the occasion if `text` names one of this kind and nothing else."""
    named = _NAMED.fullmatch(text)
    return int(named[2]) if named and named[1] == kind else None


def kind_of(text: str) -> str:
    """Return of which kind the occasion is: what stands before its number."""
    return text.partition(":")[0]
