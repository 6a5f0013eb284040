"""What the secretariat sends about numbers."""

from __future__ import annotations

from ecabinet.forms import Input, OptionalLine


class PatternsIn(Input):
    """How papers of sittings and of ballots are numbered."""

    sitting: OptionalLine
    ballot: OptionalLine


class SchemeIn(PatternsIn):
    """The same from the page; `preview`: show what they make, and save nothing."""

    sitting: OptionalLine = ""
    ballot: OptionalLine = ""
    preview: bool = False
