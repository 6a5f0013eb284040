"""E-mail on its way: over TLS with a checked certificate, into a folder, into the log."""

from __future__ import annotations

import email
import email.policy
import ipaddress
import logging
import ssl
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ecabinet import clock
from ecabinet.config import Config
from ecabinet.jobs import engine
from ecabinet.notices import rules
from ecabinet.notices.models import Channel, DeliveryState, Trouble
from ecabinet.notices.sending import send_due_of_rounds
from ecabinet.sentences import S
from tests.cabinet import T0
from tests.ecabinet.notices.conftest import MailServer, Telling, free_port

CONFIDENTIAL = "job-state-running"
"""Stands for what only the page may say: "Đang làm"."""


@dataclass
class Certificate:
    """What a mail server shows, and the file by which it is trusted."""

    file: Path
    context: ssl.SSLContext


def certificate_for(folder: Path, address: str) -> Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail of the tests")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )
    file, both = folder / f"{address}.pem", folder / f"{address}.key.pem"
    file.write_bytes(made.public_bytes(Encoding.PEM))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    both.write_bytes(private + file.read_bytes())
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(both)
    return Certificate(file, context)


@contextmanager
def serving(security: str, certificate: Certificate) -> Iterator[MailServer]:
    """A mail server that takes letters over TLS only, from who signs in."""
    server = MailServer()

    def sign_in(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        in_clear = server.transport.get_extra_info("sslcontext") is None
        assert not in_clear, "the password came in the clear"
        ok = isinstance(data, LoginPassword) and data.password == b"of-the-mail-server"
        return AuthResult(success=ok, handled=False)

    tls = (
        {"ssl_context": certificate.context, "auth_require_tls": False}
        if security == "tls"
        else {"tls_context": certificate.context, "require_starttls": True, "auth_required": True}
    )
    controller = Controller(
        server, hostname="127.0.0.1", port=free_port(), authenticator=sign_in,
        **tls,
    )  # fmt: skip
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()


@pytest.fixture
def mailing(telling: Telling, config: Config, only: Callable[..., None]) -> Callable[..., None]:
    """`mailing(security="tls")`: e-mail goes that way, and nothing goes on the other channels."""
    only(Channel.EMAIL)

    def change(**mail: Any) -> None:
        outside = replace(config.outside, mail=replace(config.outside.mail, **mail))
        telling.app.extensions["ecabinet.jobs"].config = replace(config, outside=outside)

    return change


def of_telling(telling: Telling) -> tuple[DeliveryState, int, str]:
    delivery = telling.delivery(Channel.EMAIL)
    return delivery.state, delivery.tries, delivery.last_error or ""


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_goes_over_tls_to_a_server_whose_certificate_is_known(
    telling: Telling, mailing: Callable[..., None], tmp_path: Path, now: Any, security: str
) -> None:
    certificate = certificate_for(tmp_path, "127.0.0.1")
    with serving(security, certificate) as server:
        mailing(security=security, port=server.port, ca_file=str(certificate.file))
        telling.tell()
        engine.run_queued(telling.app)
    assert of_telling(telling) == (DeliveryState.SENT, 1, "")
    assert [letter["To"] for letter in server.letters] == ["g12@example.test"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("wrong", ["unknown", "of another host"])
def test_a_wrong_certificate_gets_nothing_and_the_letter_is_kept_until_it_is_right(
    telling: Telling, mailing: Callable[..., None], tmp_path: Path, now: Any, security: str,
    wrong: str,
) -> None:  # fmt: skip
    shown = certificate_for(tmp_path, "127.0.0.2" if wrong == "of another host" else "127.0.0.1")
    trusted = str(shown.file) if wrong == "of another host" else ""
    with serving(security, shown) as server:
        mailing(security=security, port=server.port, ca_file=trusted)
        telling.tell()
        engine.run_queued(telling.app)
    assert server.letters == []
    state, tries, why = of_telling(telling)
    assert (state, tries) == (DeliveryState.QUEUED, 1)
    assert "certificate verify failed" in why.lower()

    right = certificate_for(tmp_path, "127.0.0.1")
    with serving(security, right) as server, clock.at(T0 + rules.WAITS[0]):
        mailing(security=security, port=server.port, ca_file=str(right.file))
        with telling.app.app_context():
            send_due_of_rounds()
        engine.run_queued(telling.app)
    assert of_telling(telling) == (DeliveryState.SENT, 2, "")
    assert len(server.letters) == 1


def test_a_server_without_starttls_is_not_told_the_password(
    telling: Telling, mailing: Callable[..., None], mail_server: MailServer, now: Any
) -> None:
    mailing(security="starttls")
    telling.tell()
    engine.run_queued(telling.app)
    state, _, why = of_telling(telling)
    assert state is DeliveryState.QUEUED
    assert "STARTTLS" in why
    assert mail_server.letters == []


def test_a_refused_sign_in_keeps_the_letter_and_never_shows_the_password(
    telling: Telling, mailing: Callable[..., None], tmp_path: Path, now: Any, client_of: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    certificate = certificate_for(tmp_path, "127.0.0.1")
    with serving("starttls", certificate) as server:
        mailing(
            security="starttls", port=server.port, ca_file=str(certificate.file),
            password="not-that-one",
        )  # fmt: skip
        telling.tell()
        engine.run_queued(telling.app)
    state, _, why = of_telling(telling)
    assert state is DeliveryState.QUEUED
    assert "535" in why
    assert telling.delivery(Channel.EMAIL).trouble is Trouble.GATEWAY_REFUSED
    pages = {
        login: client_of(login).get("/notices/deliveries?channel=email").text
        for login in ("secretary", "admin")
    }
    assert "535" in pages["admin"] and "535" not in pages["secretary"]
    assert "báo quản trị viên kiểm tra thiết lập" in pages["secretary"]
    assert "not-that-one" not in "".join(pages.values()) + caplog.text


def test_the_folder_holds_one_private_file_for_each_message_and_nothing_confidential(
    telling: Telling, mailing: Callable[..., None], tmp_path: Path, now: Any
) -> None:
    folder = tmp_path / "mail"
    mailing(backend="file", folder=folder)
    telling.tell("first", sentence=S(CONFIDENTIAL))
    telling.tell("second", sentence=S(CONFIDENTIAL), url="/ballots/3")
    engine.run_queued(telling.app)

    first = telling.delivery(Channel.EMAIL, "first").reference
    second = telling.delivery(Channel.EMAIL, "second").reference
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [f"{first}.eml", f"{second}.eml"]
    )
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    letter = email.message_from_bytes(
        (folder / f"{first}.eml").read_bytes(), policy=email.policy.default
    )
    assert letter["To"] == "g12@example.test"
    assert letter["Message-ID"] == f"<{first}@cabinet.example>"
    for kind in ("plain", "html"):
        part = letter.get_body((kind,))
        assert part is not None
        assert "https://cabinet.example/documents/7" in part.get_content()
        assert "Đang làm" not in part.get_content()


def test_a_folder_that_cannot_be_written_keeps_the_letters(
    telling: Telling, mailing: Callable[..., None], tmp_path: Path, now: Any
) -> None:
    (tmp_path / "mail").write_text("a file stands where the folder is to be")
    mailing(backend="file", folder=tmp_path / "mail")
    telling.tell()
    engine.run_queued(telling.app)
    state, tries, why = of_telling(telling)
    assert (state, tries) == (DeliveryState.QUEUED, 1)
    assert "folder" in why


def test_the_log_names_who_is_written_to_and_nothing_confidential(
    telling: Telling, mailing: Callable[..., None], now: Any, caplog: pytest.LogCaptureFixture
) -> None:
    mailing(backend="console")
    telling.tell(sentence=S(CONFIDENTIAL))
    with caplog.at_level(logging.INFO, logger="ecabinet.notices.channels.mail"):
        engine.run_queued(telling.app)
    assert of_telling(telling)[0] is DeliveryState.SENT
    assert "g12@example.test" in caplog.text
    assert "https://cabinet.example/documents/7" in caplog.text
    assert "Đang làm" not in caplog.text
