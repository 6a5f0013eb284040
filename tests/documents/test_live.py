"""Papers live: who enters a room, ink passed on and kept nowhere, a recall felt at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event, select

from documents.annotations import services as marks
from documents.distribution import services as distribution
from documents.models import Annotation, AnnotationKind, Audience
from documents.queries import find_version
from ecabinet import clock
from ecabinet.announcements import Announcement
from ecabinet.config import Config
from tests.cabinet import Cabinet
from tests.documents.papers import enter, hand
from tests.live_server import LiveServer, Tablet

INK: dict[str, Any] = {
    "stroke": "s-1", "page": 1, "kind": "ink", "color": "#1F4FD8", "width": 2, "from": 0,
    "points": [[1, 2, 0.5], [3, 4, 0.75]], "done": False,
}  # fmt: skip


@pytest.fixture
def server(config: Config) -> Iterator[LiveServer]:
    made = LiveServer(config)
    yield made
    made.close()


@pytest.fixture
def version_id(server: LiveServer, cabinet: Cabinet) -> int:
    """A paper of finance, handed to the Prime Minister and the minister of justice."""
    with server.database.unit_of_work() as db:
        store = server.app.extensions["ecabinet.store"]
        paper = enter(db, cabinet, store, organisation="G12")
        hand(db, cabinet, paper.current, "pm", "minister.g15")
        return paper.current.id


@pytest.fixture
def room(version_id: int) -> str:
    return f"version:{version_id}:meeting"


@pytest.fixture
def tablet(server: LiveServer) -> Callable[[str], Tablet]:
    return lambda login: server.signed_in(login).connect()


def test_readers_enter_the_room_of_a_version_and_nobody_else_does(
    tablet: Callable[[str], Tablet], room: str
) -> None:
    expected = {
        "pm": True, "minister.g15": True, "secretary": True, "officer.g12": True,
        "minister.g12": False, "officer.g15": False, "admin": False, "auditor": False,
        "outsider": False,
    }  # fmt: skip
    assert {login: tablet(login).join(room)["ok"] for login in expected} == expected


@pytest.mark.parametrize("tail", ["private", "office", "meeting:1", "", "meeting%20"])
def test_there_is_no_other_room_of_a_version(
    tablet: Callable[[str], Tablet], version_id: int, tail: str
) -> None:
    assert tablet("pm").join(f"version:{version_id}:{tail}")["ok"] is False


def test_ink_reaches_the_others_with_its_author_and_is_kept_nowhere(
    server: LiveServer, tablet: Callable[[str], Tablet], room: str, cabinet: Cabinet
) -> None:
    pm, justice = tablet("pm"), tablet("minister.g15")
    pm.join(room), justice.join(room)
    assert pm.ask("ink", INK | {"room": room}) == {"ok": True}
    frame = justice.next("ink")
    assert frame["room"] == room
    (item,) = frame["items"]
    assert item["data"] == INK | {
        "color": "#1f4fd8",
        "author": {"id": cabinet.persons["pm"], "name": "Nguyễn Văn An"},
    }
    assert pm.ask("ink-cancel", {"room": room, "stroke": "s-1"}) == {"ok": True}
    assert justice.next("ink-cancel")["items"][0]["data"]["stroke"] == "s-1"
    with server.database.reading() as db:
        assert db.scalars(select(Annotation)).all() == []
        assert [r for r in db.scalars(select(Announcement)) if r.room == room] == []


def test_ink_asks_the_database_for_nothing_but_the_sign_in(
    server: LiveServer, tablet: Callable[[str], Tablet], room: str
) -> None:
    pm = tablet("pm")
    pm.join(room)
    pm.ask("ink", INK | {"room": room})
    asked: list[str] = []
    event.listen(
        server.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2])
    )
    for _ in range(5):
        assert pm.ask("ink", INK | {"room": room})["ok"]
    assert not [statement for statement in asked if "document" in statement]


@pytest.mark.parametrize(
    "wrong",
    [
        {"points": [[0, 0, 0.5]] * 201},
        {"points": [[0, float("inf"), 0.5]]},
        {"points": [["1", 0, 0.5]]},
        {"points": "many"},
        {"page": 0},
        {"from": -1},
        {"kind": "note"},
        {"color": "javascript:"},
        {"stroke": ""},
        {"author": {"id": 1, "name": "Somebody else"}},
        {"room": "meeting:1"},
    ],
)
def test_malformed_ink_is_refused(
    tablet: Callable[[str], Tablet], room: str, wrong: dict[str, Any]
) -> None:
    pm = tablet("pm")
    pm.join(room)
    answer = pm.ask("ink", INK | {"room": room} | wrong)
    assert (answer["ok"], answer["code"]) == (False, "live-malformed")


def test_who_may_not_write_for_the_meeting_sends_no_ink(
    tablet: Callable[[str], Tablet], room: str
) -> None:
    pm = tablet("pm")
    pm.join(room)
    expected = {
        "officer.g12": "annotation-meeting-not-yours",  # reads, and writes for itself only
        "outsider": "annotation-meeting-not-yours",
        "minister.g12": "live-not-in-room",  # a member without this paper
        "admin": "not-visible",
    }
    for login, code in expected.items():
        other = tablet(login)
        other.join(room)
        assert other.ask("ink", INK | {"room": room})["code"] == code, login
        assert other.ask("ink-cancel", {"room": room, "stroke": "s-1"})["code"] == code, login
    assert pm.is_silent()


def test_a_recall_closes_the_room_for_those_who_lose_the_paper(
    server: LiveServer, tablet: Callable[[str], Tablet], room: str, version_id: int,
    cabinet: Cabinet,
) -> None:  # fmt: skip
    pm, justice, clerk = tablet("pm"), tablet("minister.g15"), tablet("clerk")
    for one in (pm, justice, clerk):
        assert one.join(room)["ok"]
    own = f"person:{cabinet.persons['pm']}"
    assert pm.join(own)["ok"]
    with server.app.app_context(), server.database.unit_of_work() as db:
        head = cabinet.actor(db, "head")
        version = find_version(db, head, version_id)
        distribution.recall(db, actor=head, version=version, at=clock.now(), reason="Sai")
    assert justice.next("rejoin") == {"room": room}
    told = pm.next("announcement")
    assert (told["room"], told["name"]) == (own, "paper-recalled")
    assert told["payload"]["version_id"] == version_id
    assert pm.ask("ink", INK | {"room": room})["code"] == "live-not-in-room"
    assert pm.join(room)["ok"] is False
    assert clerk.join(room)["ok"] is True


def test_a_private_mark_is_told_to_the_authors_other_tablet_and_to_nobody_else(
    server: LiveServer, tablet: Callable[[str], Tablet], room: str, version_id: int,
    cabinet: Cabinet,
) -> None:  # fmt: skip
    first, second, justice = tablet("pm"), tablet("pm"), tablet("minister.g15")
    own = f"person:{cabinet.persons['pm']}"
    assert [one.join(own)["ok"] for one in (first, second, justice)] == [True, True, False]
    justice.join(room)
    with server.app.app_context(), server.database.unit_of_work() as db:
        pm = cabinet.actor(db, "pm")
        marks.add_annotation(
            db, actor=pm, version=find_version(db, pm, version_id), client_id="c-1", page=1,
            kind=AnnotationKind.NOTE, audience=Audience.PRIVATE, geometry={"at": [1, 2]},
            color="#ff0000", width=1.0, body="Riêng tôi", quote="", at=clock.now(),
        )  # fmt: skip
    told = second.next("announcement")
    assert (told["room"], told["name"]) == (own, "annotation-to-ask")
    # What it says is asked for by whoever may see it; the announcement is kept for two days.
    assert "Riêng tôi" not in str(told)
    assert justice.is_silent()
