"""What people and programs send when an agenda is approved and sent."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ecabinet.forms import Input, OptionalLine, Prose


class Seen(Input):
    """The agenda as it was read: its fingerprint. Left out, the present one is meant."""

    fingerprint: OptionalLine | None = None


class Sending(Input):
    """`reasons`: {code of a warning: why it is sent all the same}, needed for each that stands;
    `late_reason`: the one for papers that go out later than the rules of the body ask;
    `guest_ids`: persons invited as guests along with the members."""

    reasons: dict[str, Annotated[Prose, Field(max_length=2000)]] = Field(default_factory=dict)
    late_reason: Annotated[Prose, Field(max_length=2000)] = ""
    guest_ids: list[int] = Field(default_factory=list)


class Checked(Input):
    """The items that are formally in order; left out, all that stand on the agenda."""

    items: list[int] | None = None
