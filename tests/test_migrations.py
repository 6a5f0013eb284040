"""The migrations make exactly the models' tables, on both engines, up and down, with rows."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, func, inspect, literal, select, text

import ecabinet.app  # noqa: F401 - names all features, and with them all tables
from documents.models import AccessLevel, Distribution, Document, DocumentVersion
from documents.services import change_document
from ecabinet import clock, journal, migrate
from ecabinet.auth.models import Account
from ecabinet.db import Database
from ecabinet.errors import Conflict
from ecabinet.orm import Base
from ecabinet.people.models import Organisation
from ecabinet.search.matching import matches, part, question
from ecabinet.storage import Store
from meetings.editions.withdrawing import withdraw_agenda
from meetings.invitations.services import add_guest
from meetings.models import AgendaVersion, Invitation
from meetings.sent.models import EditionWithdrawal
from meetings.services import change_meeting
from tests import cabinet as small
from tests.cabinet import T0
from tests.documents.papers import enter, hand
from tests.meetings.sittings import Secretariat, frame

REVISIONS = [
    script.revision
    for script in ScriptDirectory.from_config(migrate.alembic_config("sqlite://")).walk_revisions()
][::-1]


@pytest.fixture(params=["sqlite", "postgres"])
def empty_store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store, on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    made: str = request.getfixturevalue("new_postgres_database")()
    return made


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def _is_no_shadow(name: str | None, kind: str, parents: Any) -> bool:
    """SQLite's own tables behind its text index are no table of the models."""
    return not (kind == "table" and name and name.startswith("search_terms"))


def test_the_newest_schema_is_what_the_models_say(empty_store: str) -> None:
    migrate.upgrade(empty_store)

    engine = create_engine(empty_store)
    with engine.connect() as connection:
        engine_name = connection.dialect.name
        opts = {
            "compare_type": True,
            "include_name": _is_no_shadow,
            "include_object": lambda made, *_: made.info.get("only", engine_name) == engine_name,
        }
        context = MigrationContext.configure(connection, opts=opts)
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == []


def _checks(url: str) -> dict[str, set[str]]:
    engine = create_engine(url)
    inspector = inspect(engine)
    found = {
        name: {str(check["name"]) for check in inspector.get_check_constraints(name)}
        for name in inspector.get_table_names()
        if name != "alembic_version" and _is_no_shadow(name, "table", {})
    }
    engine.dispose()
    return found


def test_every_check_of_the_models_is_in_the_store(empty_store: str, tmp_path: Path) -> None:
    migrate.upgrade(empty_store)
    made = f"sqlite:///{tmp_path / 'made.sqlite3'}"
    engine = create_engine(made)
    Base.metadata.create_all(engine)
    engine.dispose()

    assert _checks(empty_store) == _checks(made)


def test_each_revision_goes_up_down_and_up_again(empty_store: str) -> None:
    for number, revision in enumerate(REVISIONS):
        before = tables(empty_store) - {"alembic_version"}
        migrate.upgrade(empty_store, revision)
        after = tables(empty_store) - {"alembic_version"}
        migrate.downgrade(empty_store, REVISIONS[number - 1] if number else "base")
        assert tables(empty_store) - {"alembic_version"} == before
        migrate.upgrade(empty_store, revision)
        assert tables(empty_store) - {"alembic_version"} == after


def test_taking_back_later_revisions_keeps_the_rows_of_the_first(empty_store: str) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    with database.unit_of_work() as db:
        small.build(db)
        journal.record(db, journal.SYSTEM, "test:act")
    database.dispose()

    migrate.downgrade(empty_store, REVISIONS[0])
    migrate.upgrade(empty_store)

    database = Database(empty_store)
    with database.reading() as db:
        logins = set(db.execute(select(Account.login)).scalars())
        code = db.execute(select(Organisation.name_vi).where(Organisation.code == "G12")).scalar()
        verified = journal.verify(db)
    database.dispose()
    assert {"pm", "head", "officer.g12"} <= logins
    assert code == "Bộ Tài chính"
    assert (verified.entries, verified.broken_at) == (1, None)


def test_papers_entered_before_lists_folded_their_names_are_found_by_folded_names(
    empty_store: str,
) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    with database.unit_of_work() as db:
        small.build(db)
    migrate.downgrade(empty_store, "0015")
    with database.unit_of_work() as db:
        clerk = db.execute(text("SELECT id FROM account WHERE login = 'clerk'")).scalar()
        db.execute(
            text(
                "INSERT INTO document (title, kind, number_symbol, access_level, created_by_id,"
                " created_at, revision) VALUES (:title, 'other', :number, 'cabinet', :clerk,"
                " CURRENT_TIMESTAMP, 1)"
            ),
            [
                {"title": "TỜ TRÌNH về đê điều", "number": f"{n}/TTr-BTC", "clerk": clerk}
                for n in range(2100)
            ],
        )
    migrate.upgrade(empty_store)

    with database.reading() as db:
        folded = set(db.execute(text("SELECT folded FROM document")).scalars())
    database.dispose()
    assert folded == {f"{n}/ttr-btc\nto trinh ve de dieu" for n in range(2100)}


def test_texts_indexed_before_months_were_known_are_found_by_month_and_no_more_after_a_downgrade(
    empty_store: str,
) -> None:
    migrate.upgrade(empty_store, "0041")
    database = Database(empty_store)
    is_postgres = database.engine.dialect.name == "postgresql"
    text_of = "array_to_tsvector(ARRAY['duong', 'sat'])" if is_postgres else "'duong sat'"
    with database.unit_of_work() as db:
        for subject, ordinal in ((1, 1), (2, 1), (2, 2)):
            db.execute(
                text(
                    "INSERT INTO search_part (source, subject_id, ordinal, day, terms)"
                    f" VALUES ('papers', {subject}, {ordinal}, '2026-03-0{subject}', {text_of})"
                )
            )
        for subject in (1, 2):
            db.execute(
                text(
                    "INSERT INTO search_state (source, subject_id, fingerprint, indexed_at)"
                    f" VALUES ('papers', {subject}, 'as it was', CURRENT_TIMESTAMP)"
                )
            )

    def found(*wanted: str) -> int:
        with database.reading() as db:
            asked = matches(db, literal(question(db, wanted)))
            return db.execute(select(func.count()).select_from(part).where(asked)).scalar_one()

    for _ in range(2):
        migrate.upgrade(empty_store)
        assert [found("sat", *more) for more in ((), ("_2026",), ("_2026_03",))] == [3, 3, 3]
        assert found("_2026_04") == 0
        migrate.downgrade(empty_store, "0041")
        assert [found("sat", *more) for more in ((), ("_2026",), ("_2026_03",))] == [3, 0, 0]
    with database.reading() as db:
        kept = db.execute(text("SELECT fingerprint FROM search_state ORDER BY subject_id"))
        # A long text is read anew, to be found as a whole as well.
        assert kept.scalars().all() == ["as it was", ""]
    database.dispose()


def test_where_two_versions_of_a_paper_were_out_the_newest_stays_released(empty_store: str) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    with database.unit_of_work() as db:
        small.build(db)
    migrate.downgrade(empty_store, "0030")
    instant = T0.replace(tzinfo=None)
    with database.unit_of_work() as db:
        by = db.execute(text("SELECT id FROM account WHERE login = 'clerk'")).scalar()
        for id_ in (1, 2):
            db.execute(text(
                "INSERT INTO document (id, title, kind, number_symbol, access_level, created_by_id,"
                " created_at, is_paper_only, asks_acknowledgement, revision) VALUES (:id, 'a',"
                " 'other', '', 'cabinet', :by, CURRENT_TIMESTAMP, FALSE, FALSE, 1)"
            ), {"id": id_, "by": by})  # fmt: skip
        for id_, paper, ordinal, state in (
            (11, 1, 1, "released"), (12, 1, 2, "superseded"), (13, 1, 3, "released"),
            (21, 2, 1, "draft"), (22, 2, 2, "released"), (23, 2, 3, "draft"),
        ):  # fmt: skip
            db.execute(text(
                "INSERT INTO document_version (id, document_id, ordinal, state, file_name, sha256,"
                " reading_sha256, media_type, size, pages, page_sizes, is_signed, warnings,"
                " uploaded_by_id, uploaded_at, released_at) VALUES (:id, :paper, :ordinal, :state,"
                " 'a', :sha, :sha, 'application/pdf', 1, 1, '[]', FALSE, '[]', :by,"
                " CURRENT_TIMESTAMP, :released)"
            ), {"id": id_, "paper": paper, "ordinal": ordinal, "state": state, "by": by,
                "sha": "0" * 64, "released": instant if state == "released" else None})  # fmt: skip
        for id_ in (21, 23):
            db.execute(text(
                "INSERT INTO planned_release (version_id, rule, release_at, ordered_by_id,"
                " ordered_at) VALUES (:id, 'at', CURRENT_TIMESTAMP, :by, CURRENT_TIMESTAMP)"
            ), {"id": id_, "by": by})  # fmt: skip
    migrate.upgrade(empty_store)

    with database.reading() as db:
        rows = db.execute(text("SELECT id, state, released_at IS NULL FROM document_version"))
        states = {id_: (state, bool(missing)) for id_, state, missing in rows}
        planned = list(db.execute(text("SELECT version_id FROM planned_release")).scalars())
    with pytest.raises(Conflict), database.unit_of_work() as db:
        db.execute(text("UPDATE document_version SET state = 'released' WHERE id = 11"))
    database.dispose()
    assert states == {
        11: ("superseded", False), 12: ("superseded", False), 13: ("released", False),
        21: ("draft", True), 22: ("released", False), 23: ("draft", True),
    }  # fmt: skip
    assert planned == [23]


def test_editions_withdrawn_before_they_were_set_aside_are_so_after_the_upgrade(
    empty_store: str,
) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    with clock.at(T0), database.unit_of_work() as db:
        desk = Secretariat(db, small.build(db))
        withdrawn, standing = desk.sent("A"), desk.sent("B")
        withdraw_agenda(db, actor=desk.actor("head"), meeting=withdrawn, reason="Sai nội dung")
        ids = (withdrawn.id, standing.id)
    database.dispose()

    migrate.downgrade(empty_store, "0032")
    migrate.upgrade(empty_store)

    database = Database(empty_store)
    with database.reading() as db:
        rows = db.execute(select(AgendaVersion.meeting_id, AgendaVersion.set_aside_at))
        found = {row.meeting_id: row.set_aside_at for row in rows}
    database.dispose()
    assert found == {ids[0]: T0, ids[1]: None}


def test_what_a_level_took_before_is_kept_back_since_the_change_of_the_level(
    empty_store: str, tmp_path: Path
) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    with clock.at(T0 - timedelta(days=1)), database.unit_of_work() as db:
        cabinet = small.build(db)
        paper = enter(db, cabinet, Store(tmp_path / "files"), by="head")
        hand(db, cabinet, paper.current, "pm", "minister.g15")
        paper_id = paper.id
    with clock.at(T0), database.unit_of_work() as db:
        change_document(
            db, actor=cabinet.actor(db, "head"), document=db.get_one(Document, paper_id),
            access_level=AccessLevel.CONFIDENTIAL, reader_ids=[cabinet.persons["pm"]],
        )  # fmt: skip
    database.dispose()
    migrate.downgrade(empty_store, "0039")
    migrate.upgrade(empty_store)

    database = Database(empty_store)
    with database.reading() as db:
        rows = db.execute(select(Distribution.person_id, Distribution.withheld_at)).all()
    database.dispose()
    persons = cabinet.persons
    found = {row.person_id: row.withheld_at for row in rows}
    assert found == {persons["pm"]: None, persons["minister.g15"]: T0}


def test_what_the_program_handed_out_names_after_a_downgrade_who_had_handed_it_out_before(
    empty_store: str, tmp_path: Path
) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    with clock.at(T0), database.unit_of_work() as db:
        cabinet = small.build(db)
        paper = enter(db, cabinet, Store(tmp_path / "files"), by="head")
        hand(db, cabinet, paper.current, "pm", "minister.g15")
        before = db.execute(select(Distribution).filter_by(person_id=cabinet.persons["pm"]))
        row = before.scalar_one()
        row.withheld_at = row.recalled_at = T0
        db.flush()
        db.add(Distribution(
            version_id=row.version_id, person_id=row.person_id, by_id=None, at=T0,
            occasion=row.occasion,
        ))  # fmt: skip
        handed_by = row.by_id
    database.dispose()
    migrate.downgrade(empty_store, "0044")
    migrate.upgrade(empty_store)

    database = Database(empty_store)
    with database.reading() as db:
        told = db.execute(select(Distribution.by_id).order_by(Distribution.id)).scalars().all()
    # The index that lets nobody hold a version twice for one occasion came over, too.
    with pytest.raises(Conflict), database.unit_of_work() as db:
        db.execute(text("UPDATE distribution SET recalled_at = NULL"))
    database.dispose()
    assert told == [handed_by] * 3


def test_what_is_kept_back_for_another_reason_is_so_no_earlier_than_it_was_handed_out(
    empty_store: str, tmp_path: Path
) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    with clock.at(T0 - timedelta(days=1)), database.unit_of_work() as db:
        cabinet = small.build(db)
        paper = enter(db, cabinet, Store(tmp_path / "files"), by="head", organisation=None)
        change_document(
            db, actor=cabinet.actor(db, "head"), document=paper,
            access_level=AccessLevel.SECRETARIAT,
        )  # fmt: skip
        hand(db, cabinet, paper.current, "secretary", "clerk")
        db.get_one(Account, cabinet.accounts["clerk"]).deactivated_at = T0
    database.dispose()
    migrate.downgrade(empty_store, "0039")
    migrate.upgrade(empty_store)

    database = Database(empty_store)
    with database.reading() as db:
        rows = db.execute(select(Distribution.person_id, Distribution.withheld_at)).all()
    database.dispose()
    found = {row.person_id: row.withheld_at for row in rows}
    assert found == {cabinet.persons["secretary"]: None, cabinet.persons["clerk"]: T0}


def test_the_clerk_who_is_nobodys_guest_is_called_by_office_after_the_upgrade(
    empty_store: str,
) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    with clock.at(T0), database.unit_of_work() as db:
        cabinet = small.build(db)
        desk = Secretariat(db, cabinet)
        by_office, invited = desk.sent("Một"), desk.sent("Hai")
        secretary, outsider = desk.actor("secretary"), cabinet.persons["outsider"]
        add_guest(db, actor=secretary, meeting=invited, person_id=outsider)
        change_meeting(
            db, actor=secretary, meeting=invited, revision=invited.revision,
            frame=frame(cabinet, clerk_id=outsider),
        )  # fmt: skip
        ids = by_office.id, invited.id
    database.dispose()
    migrate.downgrade(empty_store, "0043")
    migrate.upgrade(empty_store)

    database = Database(empty_store)
    with database.reading() as db:
        rows = db.execute(
            select(Invitation.meeting_id, Invitation.person_id).where(Invitation.by_office)
        ).all()
    database.dispose()
    assert [tuple(row) for row in rows] == [(ids[0], cabinet.persons["clerk"])]


def test_what_was_noted_of_deliveries_gets_its_kind(empty_store: str) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    with database.unit_of_work() as db:
        small.build(db)
    migrate.downgrade(empty_store, "0031")
    noted = {
        "the mail server cannot be used: refused": "server-away",
        "the mail server said 550 no such mailbox": "gateway-refused",
        "'x' is no e-mail address: x": "refused-address",
        "the browser's keys cannot be used: x": "gone",
        "LookupError: no feature knows the kind": "broken",
    }
    instant = T0.replace(tzinfo=None)
    with database.unit_of_work() as db:
        person = db.execute(text("SELECT min(id) FROM person")).scalar()
        for id_, words in enumerate(noted, start=1):
            db.execute(text(
                "INSERT INTO notice (id, person_id, kind, key, sentence, subject, url, created_at)"
                " VALUES (:id, :person, 'x', :key, '{}', '{}', '/', :at)"
            ), {"id": id_, "person": person, "key": words, "at": instant})  # fmt: skip
            db.execute(text(
                "INSERT INTO notice_delivery (notice_id, channel, state, reference, in_digest,"
                " due_at, tries, resends, failed_at, last_error) VALUES (:id, 'email', 'failed',"
                " 'r', FALSE, :at, 1, 0, :at, :words)"
            ), {"id": id_, "words": words, "at": instant})  # fmt: skip
    migrate.upgrade(empty_store)

    with database.reading() as db:
        rows = db.execute(text("SELECT last_error, trouble FROM notice_delivery")).all()
    database.dispose()
    assert {row.last_error: row.trouble for row in rows} == noted


def test_of_an_edition_withdrawn_twice_a_downgrade_keeps_the_last_withdrawal(
    empty_store: str,
) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    later = T0 + timedelta(hours=1)
    with clock.at(T0), database.unit_of_work() as db:
        desk = Secretariat(db, small.build(db))
        twice, once = desk.sent("A"), desk.sent("B")
        for meeting in (twice, once):
            withdraw_agenda(db, actor=desk.actor("head"), meeting=meeting, reason="Sai nội dung")
        again = db.execute(select(AgendaVersion).where(AgendaVersion.meeting_id == twice.id))
        edition = again.scalar_one()
        edition.sent_at, edition.set_aside_at = T0, None
        with clock.at(later):
            withdraw_agenda(db, actor=desk.actor("head"), meeting=twice, reason="Lại sai")
    database.dispose()

    migrate.downgrade(empty_store, "0037")
    migrate.upgrade(empty_store)

    database = Database(empty_store)
    with database.reading() as db:
        rows = db.execute(select(EditionWithdrawal.withdrawn_at).order_by(EditionWithdrawal.reason))
        found = list(rows.scalars())
    database.dispose()
    assert sorted(found) == [T0, later]


def test_a_lost_race_on_a_unique_index_is_a_conflict_and_not_a_crash(empty_store: str) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    with database.unit_of_work() as db:
        small.build(db)

    with pytest.raises(Conflict), database.unit_of_work() as db:
        db.execute(text("UPDATE account SET login = 'head' WHERE login = 'clerk'"))
    database.dispose()


def test_writers_on_several_connections_keep_one_chain(empty_store: str) -> None:
    migrate.upgrade(empty_store)
    databases = [Database(empty_store) for _ in range(3)]
    failures: list[BaseException] = []

    def write(database: Any) -> None:
        try:
            for _ in range(8):
                with database.unit_of_work() as db:
                    journal.record(db, journal.SYSTEM, "test:act")
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(one,)) for one in databases for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with databases[0].reading() as db:
        verified = journal.verify(db)
    for one in databases:
        one.dispose()
    assert failures == []
    assert (verified.entries, verified.broken_at) == (48, None)


def test_a_file_that_was_here_before_is_known_by_its_version_and_no_longer_by_a_title(
    empty_store: str,
) -> None:
    migrate.upgrade(empty_store)
    database = Database(empty_store)
    with database.unit_of_work() as db:
        small.build(db)
    migrate.downgrade(empty_store, "0040")
    told = '{"key": "document-warning-duplicate-item", "params": {"title": "Tên", "item": 3}}'
    other = '{"key": "document-warning-not-drawn", "params": {}}'
    with database.unit_of_work() as db:
        by = db.execute(text("SELECT id FROM account WHERE login = 'clerk'")).scalar()
        for id_, sha, warnings in (
            (1, "a", "[]"), (2, "a", f"[{told}, {other}]"), (3, "b", f"[{told}]"),
        ):  # fmt: skip
            db.execute(text(
                "INSERT INTO document (id, title, kind, number_symbol, access_level, created_by_id,"
                " created_at, is_paper_only, asks_acknowledgement, revision) VALUES (:id, 'a',"
                " 'other', '', 'cabinet', :by, CURRENT_TIMESTAMP, FALSE, FALSE, 1)"
            ), {"id": id_, "by": by})  # fmt: skip
            db.execute(text(
                "INSERT INTO document_version (id, document_id, ordinal, state, file_name, sha256,"
                " reading_sha256, media_type, size, pages, page_sizes, is_signed, warnings,"
                " uploaded_by_id, uploaded_at) VALUES (:id, :id, 1, 'draft', 'a', :sha, :sha,"
                " 'application/pdf', 1, 1, '[]', FALSE, :warnings, :by, CURRENT_TIMESTAMP)"
            ), {"id": id_, "by": by, "sha": sha * 64, "warnings": warnings})  # fmt: skip
    migrate.upgrade(empty_store)

    def stored() -> dict[int, list[tuple[str, object]]]:
        with database.reading() as db:
            rows = db.execute(select(DocumentVersion.id, DocumentVersion.warnings))
            return {id_: [(one["key"], one["params"]) for one in found] for id_, found in rows}

    kept = ("document-warning-not-drawn", {})
    after = stored()
    migrate.downgrade(empty_store, "0040")
    before = stored()
    database.dispose()
    assert after == {1: [], 2: [kept, ("document-warning-duplicate", {"version": 1})], 3: []}
    assert before == {1: [], 2: [kept], 3: []}
