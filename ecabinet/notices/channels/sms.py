"""SMS by an HTTP gateway: POST of `{to, text, reference}` as JSON, with a bearer token.

The reference stands in `Idempotency-Key` too: a gateway that knows it sends a repeat once.
"""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.request

from ecabinet.notices.channels.message import Message, NotSent, Sent
from ecabinet.notices.models import Trouble
from ecabinet.outside import Sms

LONGEST = 300
"""Letters of a text; what is longer loses the end of its sentence, never the address."""
AGAIN_LATER = frozenset({408, 425, 429})
OF_THE_NUMBER = frozenset({400, 404, 422})
"""What a gateway answers to a number that it cannot serve."""
PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
"""E.164."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token is not carried elsewhere."""

    def redirect_request(self, *given: object) -> None:
        return None


def text_of(message: Message) -> str:
    """Return the text of an SMS: the sentence, and where it leads."""
    line = message.lines[0]
    room = LONGEST - len(line.url) - 1
    words = line.text if len(line.text) <= room else line.text[: room - 1].rstrip() + "…"
    return f"{words} {line.url}"


def _trouble_of(code: int) -> Trouble:
    if code >= 500 or code in AGAIN_LATER:
        return Trouble.SERVER_AWAY
    return Trouble.REFUSED_ADDRESS if code in OF_THE_NUMBER else Trouble.GATEWAY_REFUSED


class Gateway:
    """The gateway of the configuration."""

    def __init__(self, settings: Sms) -> None:
        self.settings = settings
        self._opener = urllib.request.build_opener(_NoRedirect)

    def send(self, message: Message) -> Sent:
        content = {"to": message.to, "text": text_of(message), "reference": message.reference}
        if self.settings.sender:
            content["from"] = self.settings.sender
        request = urllib.request.Request(  # noqa: S310 - the scheme is checked in `outside.read`
            self.settings.url,
            data=json.dumps(content, ensure_ascii=False).encode(),
            headers={
                "Content-Type": "application/json; charset=utf-8",
                "Authorization": f"Bearer {self.settings.token}",
                "Idempotency-Key": message.reference,
            },
        )
        try:
            with self._opener.open(request, timeout=self.settings.timeout) as answer:
                answer.read(10_000)
        except urllib.error.HTTPError as error:
            with error:
                words = error.read(300).decode("utf-8", "replace")
            is_final = error.code < 500 and error.code not in AGAIN_LATER
            is_down = error.code in (401, 403, *AGAIN_LATER)
            raise NotSent(
                f"the SMS gateway said {error.code} {words}",
                _trouble_of(error.code),
                is_final=is_final and not is_down,
                is_down=is_down,
            ) from error
        except (OSError, http.client.HTTPException) as error:
            why = f"the SMS gateway cannot be used: {error}"
            raise NotSent(why, Trouble.SERVER_AWAY, is_down=True) from error
        return Sent(message.to)

    def close(self) -> None:
        pass
