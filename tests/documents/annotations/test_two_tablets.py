"""One mark on two tablets of its author: the last one wins, and no text is lost silently."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

NOTE = {"page": 1, "kind": "note", "geometry": {"at": [1, 2]}, "body": "Hỏi về kinh phí"}


def test_two_tablets_that_change_a_text_at_the_same_time_lose_neither(
    api_of: Callable[[str], Any], paper_of: Callable[..., tuple[int, int]]
) -> None:
    _, version_id = paper_of("pm")
    pm = api_of("pm")
    mark = pm("POST", f"/versions/{version_id}/annotations", json=NOTE).json
    path = f"/annotations/{mark['id']}"
    for text in ("Từ máy bàn", "Từ máy tính bảng"):
        sent = {"body": text, "body_before": "Hỏi về kinh phí"}
        answer = pm("PATCH", path, json=sent)
    assert answer.json["body"] == "Từ máy tính bảng\n— — —\nTừ máy bàn"
    again = pm("PATCH", path, json=sent)
    assert again.json["body"] == answer.json["body"]
    alone = pm("PATCH", path, json={"body": "Gọn lại", "body_before": again.json["body"]})
    assert alone.json["body"] == "Gọn lại"
    assert pm("PATCH", path, json={"body": "Không hỏi"}).json["body"] == "Không hỏi"
