"""What people and programs send when an agenda is approved and sent."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ecabinet.forms import Input, OptionalLine, Prose


class Seen(Input):
    """The agenda as it was read: its fingerprint. Left out, the present one is meant."""

    fingerprint: OptionalLine | None = None


class Sending(Input):
    """`late_reason` is needed when the papers go out later than the rules of the body ask;
    `guest_ids`: persons invited as guests along with the members."""

    late_reason: Annotated[Prose, Field(max_length=2000)] = ""
    guest_ids: list[int] = Field(default_factory=list)
