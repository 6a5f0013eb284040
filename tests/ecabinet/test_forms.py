"""What is said of a field that cannot be used: the sentence fits what was typed."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field

from ecabinet.errors import Invalid
from ecabinet.forms import Input, Line, parse


class Typed(Input):
    """A line, a text with a least length, and a list."""

    line: Line = "there"
    text: Annotated[str, Field(min_length=3)] = "there"
    many: Annotated[list[int], Field(min_length=1, max_length=2)] = [1]


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"line": ""}, "field-missing"),
        ({"line": "x" * 501}, "field-too-long"),
        ({"text": "ab"}, "field-too-short"),
        ({"text": ""}, "field-missing"),
        ({"many": []}, "field-too-few"),
        ({"many": [1, 2, 3]}, "field-too-many"),
    ],
)
def test_an_empty_line_is_missing_and_an_empty_list_has_too_few(
    given: dict[str, object], key: str
) -> None:
    with pytest.raises(Invalid) as refused:
        parse(Typed, given)

    assert [sentence.key for sentence in refused.value.fields.values()] == [key]
