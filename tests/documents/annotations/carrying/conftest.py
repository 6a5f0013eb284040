"""Papers of the corpus in the running application, in versions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from documents import services
from documents.annotations.carrying.queries import Counts
from documents.distribution import services as distribution
from documents.models import AccessLevel, Document, DocumentVersion
from documents.preparation import Prepared
from ecabinet import clock
from ecabinet.announcements import Announcement
from ecabinet.db import Database
from ecabinet.people.models import Delegation, DelegationScope
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.annotations.carrying.corpus import Maker, Paragraph, Style, Version, lay_out
from tests.documents.papers import hand

LINES = [
    "Kính gửi: Các thành viên Chính phủ về việc cải cách chính sách tiền lương.",
    "Bộ Nội vụ đề nghị Chính phủ xem xét, quyết định mức lương cơ sở mới là 2.530.000 đồng.",
    "Kinh phí thực hiện năm 2027 dự kiến là 85.000 tỷ đồng từ ngân sách trung ương.",
    "Các bộ, cơ quan ngang bộ có trách nhiệm rà soát biên chế trước ngày 31 tháng 3.",
    "Bộ Tài chính chủ trì, phối hợp với Bộ Nội vụ bố trí nguồn và hướng dẫn thực hiện.",
]


def prepared(store: Store, version: Version) -> Prepared:
    """A laid out version as the check of its file leaves it."""
    stored = store.put(version.pdf)
    pages = max(spot.page for spot in version.spots.values())
    return Prepared(
        file_name="to-trinh.pdf", title="Tờ trình", sha256=stored.sha256,
        reading_sha256=stored.sha256, text_sha256=None, size=stored.size, pages=pages,
        page_sizes=((595.0, 842.0),) * pages, is_signed=False, warnings=(),
    )  # fmt: skip


class Desk:
    """Makes versions of one paper and gives them out."""

    def __init__(self, database: Database, store: Store, cabinet: Cabinet) -> None:
        self.database, self.store, self.cabinet = database, store, cabinet
        self.maker = Maker(1)
        self.document_id = 0

    def paragraphs(self, *lines: str) -> list[Paragraph]:
        return [Paragraph(self.maker.words(line)) for line in lines]

    def first(self, *logins: str, lines: list[str] | None = None) -> tuple[int, Version]:
        """Version 1, handed to these logins: its id and where its words are."""
        drawn = lay_out(Version(self.paragraphs(*(lines or LINES)), Style()))
        with self.database.unit_of_work() as db:
            document = services.add_document(
                db, actor=self.cabinet.actor(db, "secretary"),
                prepared=prepared(self.store, drawn), title="Tờ trình",
                access_level=AccessLevel.CABINET,
                organisation_id=self.cabinet.organisations["G12"], at=T0,
            )  # fmt: skip
            hand(db, self.cabinet, document.current, *logins)
            self.document_id = document.id
            return document.current.id, drawn

    def next(self, drawn: Version, *, out: bool = True) -> int:
        """The next version, out unless said otherwise; returns its id."""
        lay_out(drawn)
        with self.database.unit_of_work() as db:
            document = db.get_one(Document, self.document_id)
            actor = self.cabinet.actor(db, "secretary")
            version = services.add_version(
                db, actor=actor, document=document,
                prepared=prepared(self.store, drawn), at=T0,
            )  # fmt: skip
            number = version.id
        if out:
            self.release(number)
        return number

    def release(self, version_id: int) -> None:
        with self.database.unit_of_work() as db:
            services.release(
                db, actor=self.cabinet.actor(db, "head"),
                version=db.get_one(DocumentVersion, version_id), at=T0,
            )  # fmt: skip

    def take_back(self, login: str) -> None:
        """Take what was handed to somebody back; all others keep it."""
        with self.database.unit_of_work() as db:
            distribution.take_back(
                db, actor=self.cabinet.actor(db, "head"), occasion="a test", at=T0,
                person_ids=[self.cabinet.persons[login]],
            )  # fmt: skip

    def told(self, version_id: int) -> list[tuple[str, str]]:
        """(room, what) of all that was said of marks on a version."""
        with self.database.reading() as db:
            rows = db.scalars(
                select(Announcement).order_by(Announcement.room, Announcement.number)
            ).all()
        return [
            (row.room, row.name) for row in rows
            if row.name.startswith("annotation")
            and row.payload.get("annotation", row.payload).get("version_id") == version_id
        ]  # fmt: skip


def delegate(desk: Desk, principal: str, account: str) -> None:
    """Let an account prepare for somebody, from yesterday until tomorrow."""
    with desk.database.unit_of_work() as db:
        db.add(
            Delegation(
                person_id=desk.cabinet.persons[principal],
                account_id=desk.cabinet.accounts[account],
                scope=DelegationScope.PREPARE,
                starts_at=clock.now() - timedelta(days=1),
                ends_at=clock.now() + timedelta(days=1),
            )
        )


def end_delegations(desk: Desk) -> None:
    """End all that was delegated, now."""
    with desk.database.unit_of_work() as db:
        db.execute(update(Delegation).values(revoked_at=clock.now()))


@pytest.fixture
def desk(app: Flask, cabinet: Cabinet) -> Desk:
    return Desk(app.extensions["ecabinet.database"], app.extensions["ecabinet.store"], cabinet)


@pytest.fixture
def counts(api_of: Callable[[str], Any]) -> Callable[[str, int], Counts]:
    """`counts("pm", version_id)`: how that person's marks came over, as the API tells it."""

    def ask(login: str, version_id: int) -> Counts:
        answer = api_of(login)("GET", f"/versions/{version_id}/carried")
        assert answer.status_code == 200, answer.json
        names = ("carried", "look", "unplaced", "waiting")
        return Counts(*(answer.json[name] for name in names))

    return ask
