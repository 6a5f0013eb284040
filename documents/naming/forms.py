"""What the secretariat sends about numbers."""

from __future__ import annotations

from ecabinet.forms import Input, OptionalLine


class SchemeIn(Input):
    """The two patterns; `preview`: show what they make, and save nothing."""

    sitting: OptionalLine = ""
    ballot: OptionalLine = ""
    preview: bool = False
