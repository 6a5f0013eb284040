"""What a person or a program sends about packs."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from documents.packs.models import PackKind
from ecabinet.forms import Input

Occasion = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,20}:[0-9]{1,9}$")]


class AssembleIn(Input):
    """`occasion`: "meeting:7" or "ballot:3"; `kind`: all papers, or what changed since."""

    occasion: Occasion
    kind: PackKind = PackKind.FULL


class OccasionQuery(Input):
    """Whose packs: "meeting:7" or "ballot:3"."""

    occasion: Occasion
