"""Signatures of stored papers read again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents.intake.tools import Tools
from documents.models import DocumentVersion
from ecabinet.journal import JournalEntry
from ecabinet.storage import Store
from tests.documents.intake.signing import root_pem, signed
from tests.documents.intake.word_signing import signed_word
from tests.documents.intake.wordfiles import letter
from tests.documents.papers import pdf

SIGNED = "document-warning-signed"


@pytest.fixture
def version_of(api_of: Any) -> Any:
    """`version_of(content, name)`: the id of the version that the secretary makes of a file."""

    def make(content: bytes, name: str) -> int:
        data = {"file": (BytesIO(content), name), "access_level": "cabinet"}
        made = api_of("secretary")("POST", "/documents", data=data).json
        number: int = made["versions"][0]["id"]
        return number

    return make


@pytest.fixture
def told(app: Flask) -> Any:
    """`told(version_id)`: (signed, states, keys of warnings) of a version."""

    def tell(version_id: int) -> tuple[bool, list[str], list[str]]:
        with app.extensions["ecabinet.database"].reading() as db:
            version = db.get_one(DocumentVersion, version_id)
            states = [one["state"] for one in version.signatures]
            return version.is_signed, states, [one["key"] for one in version.warnings]

    return tell


@pytest.fixture
def trusting(app: Flask, tmp_path: Path) -> Any:
    """Put the authority of these tests on the trusted list."""

    def trust() -> None:
        folder = tmp_path / "roots"
        folder.mkdir()
        (folder / "goc.pem").write_bytes(root_pem())
        app.extensions["documents.tools"] = Tools(trust_roots=folder)

    return trust


def read(app: Flask) -> Any:
    """What the command says, and how it ends."""
    return app.test_cli_runner().invoke(args=["signatures", "read"])


def test_signers_who_are_trusted_now_are_told_as_trusted(
    app: Flask, version_of: Any, told: Any, trusting: Any
) -> None:
    app.extensions["documents.tools"] = Tools()
    ids = [
        version_of(signed(pdf()), "a.pdf"),
        version_of(signed_word(letter()), "b.docx"),
        version_of(letter(), "c.docx"),
    ]
    assert [told(one)[1] for one in ids] == [["unchecked"], ["unchecked"], []]
    trusting()
    result = read(app)
    assert (result.exit_code, "2 papers" in result.output) == (0, True)
    assert [told(one)[1] for one in ids] == [["trusted"], ["trusted"], []]
    with app.extensions["ecabinet.database"].reading() as db:
        acts = db.scalars(
            select(JournalEntry).where(JournalEntry.act == "document:signatures-read")
        ).all()
    assert [(one.details["earlier"], one.details["now"]) for one in acts] == [
        (["unchecked"], ["trusted"])
    ] * 2
    assert "0 papers" in read(app).output


def test_a_signed_word_file_of_an_earlier_program_is_seen_as_signed(
    app: Flask, version_of: Any, told: Any
) -> None:
    app.extensions["documents.tools"] = Tools()
    version_id = version_of(signed_word(letter(), leave_out={"word/document.xml"}), "b.docx")
    with app.extensions["ecabinet.database"].unit_of_work() as db:
        version = db.get_one(DocumentVersion, version_id)
        version.is_signed, version.signatures = False, []
        version.warnings = [one for one in version.warnings if "signed" not in one["key"]][:1]
    assert told(version_id) == (False, [], ["document-warning-made-plain"])
    assert read(app).exit_code == 0
    assert told(version_id) == (
        True,
        ["partial"],
        ["document-warning-made-plain", SIGNED, "document-warning-signature-partial"],
    )


def test_what_cannot_be_read_is_named_and_stays_as_it_was(
    app: Flask, version_of: Any, told: Any, files: Store, trusting: Any
) -> None:
    app.extensions["documents.tools"] = Tools()
    gone, here = version_of(signed(pdf()), "a.pdf"), version_of(signed_word(letter()), "b.docx")
    with app.extensions["ecabinet.database"].reading() as db:
        files.path(db.get_one(DocumentVersion, gone).sha256).unlink()
    trusting()
    result = read(app)
    assert result.exit_code == 1
    assert f"could not be read: {gone};" in result.output
    assert (told(gone)[1], told(here)[1]) == (["unchecked"], ["trusted"])
