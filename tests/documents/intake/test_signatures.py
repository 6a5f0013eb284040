"""Signed originals: who signed, whether it holds, and that the file is never touched."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from documents.intake import sandbox
from documents.intake import signed as signed_files
from documents.intake.limits import Limits
from documents.intake.results import Accepted
from documents.intake.signed import BROKEN_STATES
from documents.intake.tools import Tools
from tests.documents.intake import hostile
from tests.documents.intake.signing import clock, root_pem, signed
from tests.documents.papers import pdf

AN, BINH = "Nguyễn Văn An", "Trần Thị Bình"
Sign = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture
def roots(tmp_path: Path) -> Path:
    """A folder with the trusted list: the authority of these tests."""
    folder = tmp_path / "roots"
    folder.mkdir()
    (folder / "goc.pem").write_bytes(root_pem())
    (folder / "readme.pem").write_text("no certificate")
    return folder


@pytest.fixture
def check_signed(tmp_path: Path) -> Any:
    """The signatures of a file, as the intake finds them."""

    def find(content: bytes, roots: Path | None) -> Any:
        path = tmp_path / "upload"
        path.write_bytes(content)
        folder = tmp_path / f"all-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        result = sandbox.inspect(path, Limits(), folder, tools=Tools(trust_roots=roots))
        assert isinstance(result, Accepted)
        return result.signatures

    return find


@pytest.fixture
def signatures_of(tmp_path: Path) -> Sign:
    """(signer, state, what came later) of each signature, as the intake finds them."""

    def find(content: bytes, roots: Path | None = None) -> list[tuple[str, str, str]]:
        path = tmp_path / "upload"
        path.write_bytes(content)
        folder = tmp_path / f"out-{roots and roots.name}"
        folder.mkdir()
        result = sandbox.inspect(path, Limits(), folder, tools=Tools(trust_roots=roots))
        assert isinstance(result, Accepted)
        assert path.read_bytes() == content
        broken = {one["state"] for one in result.signatures} & set(BROKEN_STATES)
        warned = {warning.key for warning in result.warnings}
        assert ("document-warning-signature-broken" in warned) == bool(broken)
        return [(one["signer"], one["state"], one["later"]) for one in result.signatures]

    return find


def turned(content: bytes) -> bytes:
    """`content` with its first page turned, added behind it as editors do."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    page.get_object()["/Rotate"] = generic.NumberObject(90)
    writer.mark_update(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_signature_holds_and_says_that_nobody_checked_the_signer(signatures_of: Sign) -> None:
    assert signatures_of(signed(pdf(), AN)) == [(AN, "unchecked", "nothing")]


def test_a_signer_of_the_trusted_list_is_known_and_another_is_not(
    signatures_of: Sign, roots: Path, tmp_path: Path
) -> None:
    content = signed(pdf(), AN)
    assert signatures_of(content, roots) == [(AN, "trusted", "nothing")]
    (tmp_path / "nobody").mkdir()
    assert signatures_of(content, tmp_path / "nobody") == [(AN, "untrusted", "nothing")]


def test_a_second_signature_leaves_the_first_in_force(signatures_of: Sign, roots: Path) -> None:
    both = signed(signed(pdf(), AN), BINH, "Sig2")
    assert signatures_of(both, roots) == [
        (AN, "trusted", "additions"),
        (BINH, "trusted", "nothing"),
    ]


def test_one_flipped_bit_breaks_every_signature_over_it(signatures_of: Sign) -> None:
    content = bytearray(signed(signed(pdf(), AN), BINH, "Sig2"))
    place = content.index(b"/MediaBox [ 0 0 595") + len(b"/MediaBox [ 0 0 59")
    content[place] ^= 1
    assert [state for _, state, _ in signatures_of(bytes(content))] == ["broken", "broken"]


def test_a_page_turned_after_signing_is_a_change(signatures_of: Sign, roots: Path) -> None:
    assert signatures_of(turned(signed(pdf(), AN)), roots) == [(AN, "changed", "changes")]


def test_a_certificate_that_has_ended_is_said_to_have_ended(
    signatures_of: Sign, roots: Path
) -> None:
    assert signatures_of(signed(pdf(), AN, days=-10), roots) == [(AN, "expired", "nothing")]


def test_a_method_of_old_proves_nothing_any_more(signatures_of: Sign, roots: Path) -> None:
    old = signed(pdf(), AN, method="sha1")
    assert signatures_of(old) == [(AN, "weak", "nothing")]
    assert signatures_of(old, roots) == [(AN, "weak", "nothing")]


def test_a_stamp_by_a_clock_of_the_trusted_list_tells_the_time(
    check_signed: Any, roots: Path
) -> None:
    for stamper, known, told in (
        (clock(), roots, ("timestamp", "trusted")),
        (clock(), None, ("signer", "unchecked")),
        (clock(is_known=False), roots, ("signer", "trusted")),
    ):
        (signature,) = check_signed(signed(pdf(), AN, stamper=stamper), known)
        assert (signature["at_by"], signature["state"]) == told


def test_a_certificate_that_ended_after_the_stamped_time_was_good(
    signatures_of: Sign, roots: Path
) -> None:
    stamped = signed(pdf(), AN, days=-10, stamper=clock(days=-20))
    assert signatures_of(stamped, roots) == [(AN, "trusted", "nothing")]


def test_what_only_looks_like_a_signature_is_unreadable(signatures_of: Sign) -> None:
    content = signed(pdf(), AN)
    at = content.index(b"/Contents <") + len(b"/Contents <")
    nonsense = content[:at] + b"ff" * 20 + content[at + 40 :]
    assert [state for _, state, _ in signatures_of(nonsense)] == ["unreadable"]


def test_a_paper_without_a_signature_costs_no_second_process(
    check: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []
    real = sandbox.run_watched
    for module in (sandbox, signed_files):
        monkeypatch.setattr(
            module, "run_watched", lambda *a, **k: counted.append(a) or real(*a, **k)
        )
    assert isinstance(check(hostile.paper()), Accepted)
    assert len(counted) == 1


def test_a_reader_of_signatures_that_fails_is_no_refusal(signatures_of: Sign, tmp_path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(signed(pdf(), AN))
    (tmp_path / "out").mkdir()
    short = replace(Limits(), signature_seconds=0.01)
    result = sandbox.inspect(path, short, tmp_path / "out")
    assert isinstance(result, Accepted)
    assert (result.signed, result.signatures) == (True, ())
    assert "document-warning-signatures-unread" in {warning.key for warning in result.warnings}


def test_the_page_and_the_api_tell_who_signed_and_give_the_original_untouched(
    app: Flask, api_of: Any, client_of: Any, roots: Path
) -> None:
    app.extensions["documents.tools"] = Tools(trust_roots=roots)
    content = signed(signed(pdf(), AN), BINH, "Sig2")
    ask = api_of("secretary")
    data = {"file": (BytesIO(content), "to-trinh.pdf"), "access_level": "cabinet"}
    made = ask("POST", "/documents", data=data).json
    (version,) = made["versions"]
    assert [(one["signer"], one["state"]) for one in version["signatures"]] == [
        (AN, "trusted"), (BINH, "trusted"),
    ]  # fmt: skip
    assert json.dumps(version["signatures"]).count("certificate_sha256") == 2
    original = ask("GET", f"/versions/{version['id']}/file?original=yes")
    assert original.data == content
    page = client_of("secretary").get(f"/documents/{made['id']}").get_data(as_text=True)
    assert f"{AN}, Bộ Tài chính" in page
    assert "Còn đúng, người ký đáng tin cậy" in page
    assert "ví dụ một chữ ký nữa" in page
