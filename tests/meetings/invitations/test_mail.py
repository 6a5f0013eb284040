"""An invitation by e-mail, through a real mail server, taken into a calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from ecabinet import clock
from ecabinet.config import Config
from ecabinet.jobs import engine
from ecabinet.people.models import Person
from meetings.models import Meeting
from tests.cabinet import T0, Cabinet
from tests.ecabinet.notices.conftest import MailServer, mail_server  # noqa: F401 - a fixture
from tests.meetings.invitations.reading import CalendarProgram
from tests.meetings.sittings import Secretariat


@pytest.fixture
def config(config: Config, mail_server: MailServer) -> Config:  # noqa: F811
    """Mail leaves through our server."""
    mail = replace(
        config.outside.mail, backend="smtp", sender="Văn phòng <vp@cabinet.example>",
        host="127.0.0.1", port=mail_server.port, security="none", user="cabinet",
        password="of-the-mail-server", timeout=5,
    )  # fmt: skip
    return replace(
        config, outside=replace(config.outside, address="https://cabinet.example", mail=mail)
    )


def calendar_files(server: MailServer) -> list[tuple[str, bytes]]:
    found = []
    for letter in server.letters:
        for file in letter.iter_attachments():
            assert file.get_content_type() == "text/calendar"
            found.append((file.get_param("method"), file.get_payload(decode=True)))
    return found


def test_the_mail_carries_the_entry_then_its_change_then_its_end(
    app: Flask,
    cabinet: Cabinet,
    mail_server: MailServer,  # noqa: F811
) -> None:
    store = app.extensions["ecabinet.database"]
    program = CalendarProgram()
    with clock.at(T0):
        with store.unit_of_work() as db:
            db.get_one(Person, cabinet.persons["minister.g12"]).email = "g12@example.test"
        with store.unit_of_work() as db:
            desk = Secretariat(db, cabinet)
            meeting_id = desk.sent("Việc mật của Bộ").id
        engine.run_queued(app)
        [letter] = mail_server.letters
        body: Any = letter.get_body(("plain",))
        assert "Phòng họp số 1" in body.get_content()
        assert "Việc mật" not in letter.as_string()
        [(method, content)] = calendar_files(mail_server)
        assert method == "REQUEST"
        program.take(content)
        (event,) = program.entries.values()
        assert event.organizer.value == "mailto:vp@cabinet.example"
        assert event.attendee.value == "mailto:g12@example.test"
        assert event.url.value == f"https://cabinet.example/meetings/{meeting_id}"

        with store.unit_of_work() as db:
            desk = Secretariat(db, cabinet)
            desk.cancel(db.get_one(Meeting, meeting_id))
        engine.run_queued(app)
        method, content = calendar_files(mail_server)[-1]
        assert method == "CANCEL"
        program.take(content)
        assert program.entries == {}
