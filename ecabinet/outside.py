"""How notices leave the house: what the environment says of mail server, SMS gateway and push."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

MAIL_BACKENDS = ("console", "file", "smtp")
SECURITIES = ("starttls", "tls", "none")
PUSH_HOSTS = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
    "notify.windows.com",
)
"""The push services of the browsers that are in use; a subscription elsewhere is refused."""


@dataclass(frozen=True)
class Mail:
    """E-mail. `console` writes into the log, `file` into a folder, `smtp` sends."""

    backend: str = "console"
    sender: str = "e-cabinet@localhost"
    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    """Certificates (PEM) that are trusted beside those of the machine."""
    folder: Path = Path("mail")
    timeout: float = 30.0
    """Seconds that the server may take for one step."""

    @property
    def domain(self) -> str:
        """What stands behind the @ of the sender, and of each Message-ID."""
        return self.sender.rpartition("@")[2].rstrip(">") or "localhost"


@dataclass(frozen=True)
class Sms:
    """An HTTP gateway that takes `{to, text, reference}` as JSON with a bearer token."""

    url: str = ""
    token: str = field(default="", repr=False)
    sender: str = ""
    timeout: float = 15.0


@dataclass(frozen=True)
class Push:
    """Web push; off unless asked for: the services of the browsers lie outside the country."""

    is_on: bool = False
    contact: str = ""
    hosts: tuple[str, ...] = PUSH_HOSTS
    key_file: Path = Path("vapid.pem")
    timeout: float = 15.0


@dataclass(frozen=True)
class Outside:
    """All of it. `address`: where people reach the cabinet; links in messages begin with it."""

    address: str = "http://127.0.0.1:5000"
    mail: Mail = field(default_factory=Mail)
    sms: Sms = field(default_factory=Sms)
    push: Push = field(default_factory=Push)


def read(env: Mapping[str, str], home: Path, *, served_at: str) -> Outside:
    """Read `ECABINET_URL`, `ECABINET_MAIL…`, `ECABINET_SMTP…`, `ECABINET_SMS…`, `ECABINET_PUSH…`.

    Raises ValueError with a sentence that says what to change.
    """
    return Outside(
        address=_address(env, "ECABINET_URL", served_at).rstrip("/"),
        mail=_mail(env, home),
        sms=Sms(
            url=_address(env, "ECABINET_SMS_URL", ""),
            token=env.get("ECABINET_SMS_TOKEN") or "",
            sender=env.get("ECABINET_SMS_SENDER") or "",
        ),
        push=Push(
            is_on=env.get("ECABINET_PUSH") == "yes",
            contact=env.get("ECABINET_PUSH_CONTACT") or "",
            hosts=tuple((env.get("ECABINET_PUSH_HOSTS") or "").split()) or PUSH_HOSTS,
            key_file=home / "keys" / "vapid.pem",
        ),
    )


def _mail(env: Mapping[str, str], home: Path) -> Mail:
    backend = env.get("ECABINET_MAIL") or "console"
    if backend not in MAIL_BACKENDS:
        raise ValueError(f"ECABINET_MAIL must be console, file or smtp, not {backend!r}")
    security = env.get("ECABINET_SMTP_SECURITY") or "starttls"
    if security not in SECURITIES:
        raise ValueError(f"ECABINET_SMTP_SECURITY must be starttls, tls or none, not {security!r}")
    usual = {"starttls": "587", "tls": "465", "none": "25"}[security]
    port = env.get("ECABINET_SMTP_PORT") or usual
    if not port.isdigit():
        raise ValueError(f"ECABINET_SMTP_PORT must be a number, not {port!r}")
    host = env.get("ECABINET_SMTP_HOST") or ""
    sender = env.get("ECABINET_MAIL_FROM") or ""
    if backend == "smtp" and not (host and sender):
        raise ValueError("ECABINET_MAIL=smtp needs ECABINET_SMTP_HOST and ECABINET_MAIL_FROM")
    folder = env.get("ECABINET_MAIL_FOLDER")
    return Mail(
        backend=backend,
        sender=sender or Mail.sender,
        host=host,
        port=int(port),
        security=security,
        user=env.get("ECABINET_SMTP_USER") or "",
        password=env.get("ECABINET_SMTP_PASSWORD") or "",
        ca_file=env.get("ECABINET_SMTP_CA_FILE") or "",
        folder=Path(folder).resolve() if folder else home / "mail",
    )


def _address(env: Mapping[str, str], name: str, default: str) -> str:
    raw = env.get(name) or default
    if raw and (urlsplit(raw).scheme not in ("http", "https") or not urlsplit(raw).netloc):
        raise ValueError(f"{name} must be an address like https://cabinet.example, not {raw!r}")
    return raw
