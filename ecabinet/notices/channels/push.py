"""Web push: a general sentence and where it leads, encrypted for the browser (RFC 8291)."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode
from pywebpush import WebPushException, webpush

from ecabinet.notices.channels.message import Browser, Message, NotSent, Sent
from ecabinet.notices.models import Trouble
from ecabinet.outside import Mail, Push

KEPT_SECONDS = 24 * 3600
"""How long a push service keeps what a browser that is off has not taken."""
GONE = frozenset({404, 410})


def key_of(settings: Push) -> Vapid02:
    """Return the key this cabinet signs its pushes with; made once."""
    path = settings.key_file
    if not path.exists():
        made = Vapid02()
        made.generate_keys()
        _keep(path, made.private_pem())
    return Vapid02.from_pem(path.read_bytes())


def _keep(path: Path, pem: bytes) -> None:
    """Two processes that start together agree on the same key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    with suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()


def public_key(settings: Push) -> str:
    """Return the public half as browsers want it: base64url of the uncompressed point."""
    point = key_of(settings).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return str(b64urlencode(point))


def is_push_service(settings: Push, endpoint: str) -> bool:
    """Say whether an address that a browser names is one of a push service we know."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    known = any(host == name or host.endswith(f".{name}") for name in settings.hosts)
    return known and (parts.scheme == "https" or host == "127.0.0.1")


def _trouble_of(code: int) -> Trouble:
    if code in GONE:
        return Trouble.GONE
    return Trouble.GATEWAY_REFUSED if 400 <= code < 500 and code != 429 else Trouble.SERVER_AWAY


class WebPush:
    """The push services of the browsers."""

    def __init__(self, settings: Push, mail: Mail) -> None:
        self.settings = settings
        self._key = key_of(settings)
        self._contact = settings.contact or f"mailto:{parseaddr(mail.sender)[1]}"
        self._http = requests.Session()
        self._http.max_redirects = 0

    def send(self, message: Message) -> Sent:
        """Push to every browser of the person; one that takes it is enough."""
        line = message.lines[0]
        path = urlsplit(line.url)
        content = {
            "title": message.title,
            "body": line.text,
            "url": path.path + (f"?{path.query}" if path.query else ""),
            "tag": message.reference,
        }
        gone: list[int] = []
        errors: list[NotSent] = []
        taken = 0
        for browser in message.browsers:
            try:
                self._push(browser, json.dumps(content, ensure_ascii=False), message.reference)
                taken += 1
            except NotSent as error:
                gone += error.gone
                errors.append(error)
        if taken:
            return Sent(str(taken), gone)
        worst = next((error for error in errors if not error.is_final), errors[-1])
        raise NotSent(str(worst), worst.trouble, is_final=worst.is_final, gone=gone)

    def _push(self, browser: Browser, content: str, reference: str) -> None:
        keys = {"p256dh": browser.p256dh, "auth": browser.auth}
        try:
            webpush(
                {"endpoint": browser.endpoint, "keys": keys},
                content,
                vapid_private_key=self._key,
                vapid_claims={"sub": self._contact},
                ttl=KEPT_SECONDS,
                timeout=self.settings.timeout,
                # Of two of one topic that wait, the service delivers the later only.
                headers={"Topic": reference},
                requests_session=self._http,
            )
        except WebPushException as error:
            code = error.status_code or 0
            raise NotSent(
                f"the push service said {error.message}",
                _trouble_of(code),
                is_final=400 <= code < 500 and code != 429,
                gone=[browser.id] if code in GONE else (),
            ) from error
        except requests.RequestException as error:
            why = f"the push service cannot be used: {error}"
            raise NotSent(why, Trouble.SERVER_AWAY) from error
        except ValueError as error:
            why = f"the browser's keys cannot be used: {error}"
            raise NotSent(why, Trouble.GONE, is_final=True, gone=[browser.id]) from error

    def close(self) -> None:
        self._http.close()
