"""Frames: the first message at once, the rest gathered, nobody's order changed, nothing lost."""

from __future__ import annotations

import queue
import threading
import time
from typing import Any

import pytest

from ecabinet.realtime.gathering import Gatherer

Frame = tuple[str, dict[str, Any], str, str | None]


class Room:
    """Collects what would be sent."""

    def __init__(self, period: float = 0.1) -> None:
        self.frames: queue.Queue[Frame] = queue.Queue()
        self.gatherer = Gatherer(self.emit, period)

    def emit(self, name: str, frame: dict[str, Any], room: str, skip: str | None) -> None:
        self.frames.put((name, frame, room, skip))

    def next(self) -> Frame:
        return self.frames.get(timeout=20)


def texts(frame: Frame) -> list[str]:
    return [item["data"]["text"] for item in frame[1]["items"]]


def test_the_first_message_of_a_quiet_room_does_not_wait() -> None:
    room = Room(period=60)
    room.gatherer.add("a:1", "ink", {"text": "first"}, "anh")
    assert room.frames.get_nowait() == (
        "ink",
        {"room": "a:1", "items": [{"from": "anh", "data": {"text": "first"}}]},
        "a:1",
        "anh",
    )


def test_what_several_send_within_a_period_is_one_frame_for_all() -> None:
    room = Room()
    for sender, text in (("anh", "1"), ("binh", "2"), ("anh", "3"), ("chi", "4")):
        room.gatherer.add("a:1", "ink", {"text": text}, sender)
    assert texts(room.next()) == ["1"]
    gathered = room.next()
    assert texts(gathered) == ["2", "3", "4"]
    assert gathered[3] is None


def test_a_frame_of_one_sender_alone_is_not_sent_back() -> None:
    room = Room()
    for text in ("1", "2", "3"):
        room.gatherer.add("a:1", "ink", {"text": text}, "anh")
    assert room.next()[3] == "anh"
    assert (texts(frame := room.next()), frame[3]) == (["2", "3"], "anh")


def test_rooms_and_names_do_not_wait_for_each_other() -> None:
    room = Room(period=60)
    for name, where in (("ink", "a:1"), ("pointer", "a:1"), ("ink", "a:2")):
        room.gatherer.add(where, name, {"text": ""}, "anh")
    assert room.frames.qsize() == 3


def test_a_room_that_went_quiet_is_forgotten_and_starts_at_once_again() -> None:
    room = Room(period=0.02)
    room.gatherer.add("a:1", "ink", {"text": "1"}, "anh")
    end = time.monotonic() + 5
    while room.gatherer._batches and time.monotonic() < end:
        time.sleep(0.005)
    assert not room.gatherer._batches
    room.gatherer.add("a:1", "ink", {"text": "2"}, "anh")
    assert room.frames.qsize() == 2


def test_many_at_once_lose_nothing_and_keep_each_ones_order() -> None:
    room = Room(period=0.005)

    def draw(sender: str) -> None:
        for number in range(200):
            room.gatherer.add("a:1", "ink", {"text": f"{sender}{number}"}, sender)

    pens = [threading.Thread(target=draw, args=(sender,)) for sender in "abc"]
    for pen in pens:
        pen.start()
    for pen in pens:
        pen.join()
    sent: list[str] = []
    while len(sent) < 600:
        sent += texts(room.next())
    for sender in "abc":
        mine = [text for text in sent if text.startswith(sender)]
        assert mine == [f"{sender}{number}" for number in range(200)]


def test_a_frame_that_cannot_be_sent_does_not_stop_the_next(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sent: list[Any] = []

    def emit(name: str, frame: dict[str, Any], room: str, skip: str | None) -> None:
        if frame["items"][0]["data"]["text"] == "1":
            raise ConnectionError("the queue is away")
        sent.append(frame)

    gatherer = Gatherer(emit, 0.01)
    gatherer.add("a:1", "ink", {"text": "1"}, "anh")
    gatherer.add("a:1", "ink", {"text": "2"}, "anh")
    end = time.monotonic() + 5
    while not sent and time.monotonic() < end:
        time.sleep(0.005)
    assert sent[0]["items"][0]["data"] == {"text": "2"}
    assert "the queue is away" in caplog.text
