"""Which widths of pictures of pages there are, and how their files are named."""

WIDTHS = (240, 480, 1200)
"""Pixels: a thumbnail, a page beside another, a page to be read."""

THUMBNAIL = WIDTHS[0]


def file_name(page: int, width: int) -> str:
    """The name of a picture in its paper's folder."""
    return f"{page}-{width}.webp"
