"""How long papers stay readable on a tablet that nobody hears of."""

from __future__ import annotations

from datetime import datetime, timedelta

KEPT_FOR = timedelta(days=7)
"""Without a contact for so long, the tablet puts its key away; the next contact brings it back."""

MOST_COPIES = 2000
"""Versions that one tablet may name in one contact."""


def good_until(contact_at: datetime) -> datetime:
    """Return until when a tablet may open what it keeps after this contact."""
    return contact_at + KEPT_FOR
