"""How acts on the pages of a sitting answer: refusals in place, and the way back to the sitting."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from ecabinet.answers import by_script, refuse_in_place

__all__ = ["back_to", "by_script", "refuse_in_place"]


def back_to(meeting_id: int) -> WerkzeugResponse:
    """Lead back to the sitting."""
    return redirect(url_for("meetings.show_meeting", meeting_id=meeting_id))
