"""What is asked of the picture of a page."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from documents.intake.picture_names import THUMBNAIL, WIDTHS
from ecabinet.forms import FieldRefused, Input


def _of_the_list(width: int) -> int:
    if width not in WIDTHS:
        raise FieldRefused("field-choice")
    return width


class PictureQuery(Input):
    """`width`: pixels, 240, 480 or 1200."""

    width: Annotated[int, AfterValidator(_of_the_list)] = THUMBNAIL
