"""E-mail: as text and HTML, by SMTP, into a folder, or into the log."""

from __future__ import annotations

import logging
import os
import secrets
import smtplib
import ssl
from abc import ABC, abstractmethod
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from flask import current_app
from werkzeug.http import parse_options_header

from ecabinet import clock
from ecabinet.i18n import translate
from ecabinet.notices.channels.message import Message, NotSent, Sent
from ecabinet.notices.models import Trouble
from ecabinet.outside import Mail

_NOT_AS_WE_ARE = (smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError, ssl.SSLError)
"""A refused sign-in, no STARTTLS, a wrong certificate: waiting alone does not mend it."""

log = logging.getLogger(__name__)


def compose(settings: Mail, message: Message, *, body_name: str, address: str) -> EmailMessage:
    """Return the e-mail. Its Message-ID follows from the reference: a repeat can be known."""

    def t(key: str, **params: str) -> str:
        return translate(message.language, key, params)

    words = {"message": message, "t": t, "body_name": body_name, "address": address}
    letter = EmailMessage()
    name, sender = parseaddr(settings.sender)
    letter["From"] = Address(name or body_name, addr_spec=sender)
    letter["To"] = message.to
    letter["Subject"] = message.title
    letter["Date"] = format_datetime(clock.now())
    letter["Message-ID"] = f"<{message.reference}@{settings.domain}>"
    letter["Auto-Submitted"] = "auto-generated"
    templates = current_app.jinja_env
    letter.set_content(templates.get_template("notices/mail.txt").render(words))
    html = templates.get_template("notices/mail.html").render(words)
    letter.add_alternative(html, subtype="html")
    letter["Content-Language"] = message.language
    for file in message.files:
        media_type, options = parse_options_header(file.media_type)
        major, _, minor = media_type.partition("/")
        letter.add_attachment(
            file.content, maintype=major, subtype=minor, filename=file.name, params=options
        )
    return letter


def _checked(message: Message) -> str:
    try:
        return Address(addr_spec=message.to).addr_spec
    except (ValueError, IndexError) as error:
        why = f"{message.to!r} is no e-mail address: {error}"
        raise NotSent(why, Trouble.REFUSED_ADDRESS, is_final=True) from error


class MailTransport(ABC):
    """What all ways of mailing share: the e-mail itself."""

    def __init__(self, settings: Mail, *, body_names: dict[str, str], address: str) -> None:
        self.settings, self.body_names, self.address = settings, body_names, address

    def send(self, message: Message) -> Sent:
        to = _checked(message)
        letter = compose(
            self.settings, message,
            body_name=self.body_names[message.language], address=self.address,
        )  # fmt: skip
        self.hand_over(letter, message)
        return Sent(to)

    @abstractmethod
    def hand_over(self, letter: EmailMessage, message: Message) -> None:
        """Give the finished e-mail away. Raises NotSent."""

    def close(self) -> None:  # noqa: B027 - those that have no connection keep this
        """End the connection, if there is one."""


class Console(MailTransport):
    """Into the log, for development and demonstration."""

    def hand_over(self, letter: EmailMessage, message: Message) -> None:
        lines = "; ".join(f"{line.text} {line.url}" for line in message.lines)
        log.info("e-mail to %s, %s: %s", message.to, letter["Message-ID"], lines)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class Folder(MailTransport):
    """Into a folder, one file for each Message-ID: a repeat writes the same file. Only the
    server's own user may read it (0600): an e-mail names its reader."""

    def hand_over(self, letter: EmailMessage, message: Message) -> None:
        folder = self.settings.folder
        aside = folder / f".{message.reference}.{secrets.token_hex(8)}"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(aside, "xb", opener=_private) as file:
                file.write(letter.as_bytes())
            aside.replace(folder / f"{message.reference}.eml")
        except OSError as error:
            with suppress(OSError):
                aside.unlink()
            why = f"the folder cannot be written: {error.strerror}"
            raise NotSent(why, Trouble.SERVER_AWAY, is_down=True) from error


class Smtp(MailTransport):
    """By SMTP, over one connection for a run."""

    _server: smtplib.SMTP | None = None

    def _connected(self) -> smtplib.SMTP:
        if self._server is not None:
            try:
                if self._server.noop()[0] == 250:
                    return self._server
            except (OSError, smtplib.SMTPException):
                pass
            self.close()
        wanted, context = self.settings, ssl.create_default_context()
        if wanted.ca_file:
            context.load_verify_locations(wanted.ca_file)
        if wanted.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                wanted.host, wanted.port, timeout=wanted.timeout, context=context
            )
        else:
            server = smtplib.SMTP(wanted.host, wanted.port, timeout=wanted.timeout)
        self._server = server
        if wanted.security == "starttls":
            server.starttls(context=context)
        if wanted.user:
            server.login(wanted.user, wanted.password)
        return server

    def hand_over(self, letter: EmailMessage, message: Message) -> None:
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            refused = isinstance(error, _NOT_AS_WE_ARE)
            trouble = Trouble.GATEWAY_REFUSED if refused else Trouble.SERVER_AWAY
            why = f"the mail server cannot be used: {error}"
            raise NotSent(why, trouble, is_down=True) from error
        try:
            server.send_message(letter, from_addr=parseaddr(self.settings.sender)[1])
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            trouble = Trouble.REFUSED_ADDRESS if code >= 500 else Trouble.SERVER_AWAY
            raise NotSent(_said(code, words), trouble, is_final=code >= 500) from error
        except smtplib.SMTPResponseException as error:
            self.close()
            is_final = error.smtp_code >= 500
            raise NotSent(
                _said(error.smtp_code, error.smtp_error),
                Trouble.GATEWAY_REFUSED if is_final else Trouble.SERVER_AWAY,
                is_final=is_final,
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            why = f"the mail server went away: {error}"
            raise NotSent(why, Trouble.SERVER_AWAY, is_down=True) from error

    def close(self) -> None:
        if self._server is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._server.quit()
            self._server.close()
            self._server = None


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"the mail server said {code} {text}"


BACKENDS: dict[str, type[MailTransport]] = {"console": Console, "file": Folder, "smtp": Smtp}
