"""Who reads which paper: one Select, asked for every role, level and state."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from documents import queries, services
from documents.distribution import services as distribution
from documents.models import AccessLevel, Document, NamedReader
from ecabinet.auth.models import AccountRole, Role
from ecabinet.auth.services import deactivate_account, find_account
from ecabinet.journal import SYSTEM
from ecabinet.people.models import Delegation, DelegationScope
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet
from tests.documents.papers import enter, hand, prepared

EVERYBODY = (
    "pm", "minister.g12", "minister.g15", "minister.g03", "secretary", "head", "clerk",
    "officer.g12", "officer.g15", "auditor", "admin", "outsider",
)  # fmt: skip
SECRETARIAT = {"secretary", "head", "clerk"}
OFFICES = set(EVERYBODY) - {"auditor", "admin", "outsider"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


@pytest.fixture(autouse=True)
def at_t0(now: Any) -> None:
    pass


def readers(db: Session, cabinet: Cabinet, document: Document) -> set[str]:
    db.flush()
    version_id = document.current.id
    found = {
        login for login in EVERYBODY if queries.may_read(db, cabinet.actor(db, login), version_id)
    }
    by_document = {
        login
        for login in EVERYBODY
        if document in db.scalars(queries.visible_documents(cabinet.actor(db, login))).all()
    }
    assert by_document == found
    return found


def test_a_fresh_paper_is_read_by_the_secretariat_and_its_own_organisation(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    assert readers(db, cabinet, enter(db, cabinet, store)) == SECRETARIAT | {"officer.g12"}


def test_a_paper_of_nobody_in_particular_is_read_by_the_secretariat_alone(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    assert readers(db, cabinet, enter(db, cabinet, store, organisation=None)) == SECRETARIAT


def test_exactly_those_who_were_handed_a_paper_read_it(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store, organisation=None)
    hand(db, cabinet, paper.current, "pm", "minister.g15", "outsider")
    assert readers(db, cabinet, paper) == SECRETARIAT | {"pm", "minister.g15", "outsider"}


def test_neither_administrator_nor_auditor_reads_a_paper_even_when_handed_it(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    for level in AccessLevel:
        paper = enter(db, cabinet, store, level=level)
        for login in ("admin", "auditor") if level is AccessLevel.CONFIDENTIAL else ():
            # Named before the account was given that role: nobody names them now.
            db.add(NamedReader(document_id=paper.id, person_id=cabinet.persons[login]))
        db.flush()
        hand(db, cabinet, paper.current, "admin", "auditor")
        assert not {"admin", "auditor"} & readers(db, cabinet, paper)


def test_a_second_role_does_not_let_an_administrator_read(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    for role in (Role.HEAD, Role.OFFICER, Role.MEMBER):
        db.add(AccountRole(account_id=cabinet.accounts["admin"], role=role))
    paper = enter(db, cabinet, store, level=AccessLevel.PUBLIC, organisation="G22")
    hand(db, cabinet, paper.current, "admin")
    db.expire_all()
    assert "admin" not in readers(db, cabinet, paper)


def test_a_confidential_paper_is_read_by_the_named_alone(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(
        db, cabinet, store, level=AccessLevel.CONFIDENTIAL, by="head", readers=["pm", "clerk"]
    )
    assert readers(db, cabinet, paper) == {"head", "clerk"}
    hand(db, cabinet, paper.current, "pm", "minister.g15")
    assert readers(db, cabinet, paper) == {"head", "clerk", "pm"}


def test_who_is_no_longer_named_loses_a_confidential_paper(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store, level=AccessLevel.CONFIDENTIAL, by="head", readers=["pm"])
    hand(db, cabinet, paper.current, "pm")
    services.change_document(
        db, actor=cabinet.actor(db, "head"), document=paper, reader_ids=[cabinet.persons["clerk"]]
    )
    assert readers(db, cabinet, paper) == {"head", "clerk"}


def test_a_paper_that_becomes_confidential_closes_to_all_but_the_named(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store)
    hand(db, cabinet, paper.current, "pm", "minister.g15")
    services.change_document(
        db,
        actor=cabinet.actor(db, "head"),
        document=paper,
        access_level=AccessLevel.CONFIDENTIAL,
        reader_ids=[cabinet.persons["pm"]],
    )
    assert readers(db, cabinet, paper) == {"head", "pm"}


def test_a_paper_of_the_secretariat_is_never_handed_to_others(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store, level=AccessLevel.SECRETARIAT, organisation=None)
    handed = hand(db, cabinet, paper.current, "pm", "clerk")
    assert handed.withheld == {paper.current.id: (cabinet.persons["pm"],)}
    assert readers(db, cabinet, paper) == SECRETARIAT


@pytest.mark.parametrize("level", [AccessLevel.ADMINISTRATION, AccessLevel.PUBLIC])
def test_an_open_paper_is_read_by_every_office_once_released(
    db: Session, cabinet: Cabinet, store: Store, level: AccessLevel
) -> None:
    paper = enter(db, cabinet, store, level=level, organisation=None)
    assert readers(db, cabinet, paper) == SECRETARIAT
    services.release(db, actor=cabinet.actor(db, "head"), version=paper.current, at=T0)
    assert readers(db, cabinet, paper) == OFFICES


def test_a_recalled_paper_is_lost_to_those_who_had_it(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    for level in (AccessLevel.CABINET, AccessLevel.PUBLIC):
        paper = enter(db, cabinet, store, level=level, organisation=None)
        hand(db, cabinet, paper.current, "pm")
        distribution.recall(
            db, actor=cabinet.actor(db, "head"), version=paper.current, at=T0, reason="sai số"
        )
        assert readers(db, cabinet, paper) == SECRETARIAT


def test_a_new_version_is_not_read_before_it_is_handed_out(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store, organisation=None)
    first = paper.current
    hand(db, cabinet, first, "pm")
    second = services.add_version(
        db,
        actor=cabinet.actor(db, "secretary"),
        document=paper,
        prepared=prepared(store, "Another text"),
        at=T0,
    )
    pm = cabinet.actor(db, "pm")
    assert queries.versions_of(db, pm, [paper])[paper.id] == [first]
    hand(db, cabinet, second, "pm")
    assert queries.versions_of(db, pm, [paper])[paper.id] == [first, second]


def delegate(db: Session, cabinet: Cabinet, scope: DelegationScope, **changes: Any) -> None:
    values = {
        "person_id": cabinet.persons["minister.g15"],
        "account_id": cabinet.accounts["outsider"],
        "scope": scope,
        "starts_at": T0 - timedelta(days=1),
        "ends_at": T0 + timedelta(days=1),
    } | changes
    db.add(Delegation(**values))
    db.flush()


@pytest.mark.parametrize("scope", [DelegationScope.READ, DelegationScope.PREPARE])
def test_a_delegate_reads_what_the_principal_was_handed(
    db: Session, cabinet: Cabinet, store: Store, scope: DelegationScope
) -> None:
    paper = enter(db, cabinet, store, organisation=None)
    hand(db, cabinet, paper.current, "minister.g15")
    delegate(db, cabinet, scope)
    assert readers(db, cabinet, paper) == SECRETARIAT | {"minister.g15", "outsider"}


@pytest.mark.parametrize(
    "changes",
    [
        {"revoked_at": T0},
        {"ends_at": T0},
        {"starts_at": T0 + timedelta(hours=1)},
        {"scope": DelegationScope.SIT_IN},
    ],
)
def test_a_delegation_not_in_force_opens_nothing(
    db: Session, cabinet: Cabinet, store: Store, changes: dict[str, Any]
) -> None:
    paper = enter(db, cabinet, store, organisation=None)
    hand(db, cabinet, paper.current, "minister.g15")
    delegate(db, cabinet, **({"scope": DelegationScope.READ} | changes))
    assert "outsider" not in readers(db, cabinet, paper)


def test_a_closed_account_reads_nothing_even_with_rights_loaded_before(
    db: Session, cabinet: Cabinet, store: Store
) -> None:
    paper = enter(db, cabinet, store)
    hand(db, cabinet, paper.current, "minister.g12")
    before = cabinet.actor(db, "minister.g12")
    assert queries.may_read(db, before, paper.current.id)
    deactivate_account(db, SYSTEM, find_account(db, "minister.g12"), at=T0)
    db.flush()
    assert not queries.may_read(db, before, paper.current.id)
