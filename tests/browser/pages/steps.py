"""What is pressed on many pages to come to the next."""

FIRST, SECOND = ".ec-row-link >> nth=0", ".ec-row-link >> nth=1"
COMING, NEXT, TWICE, UNSENT = (f"/meetings/{number}" for number in (2, 3, 4, 5))
"""Sittings of the demo: called, prepared, sent twice, approved and not sent."""
