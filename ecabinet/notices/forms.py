"""What is sent to the pages and the API of notices."""

from __future__ import annotations

from email.headerregistry import Address
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ecabinet.forms import FieldRefused, Input, Line, none_if_blank
from ecabinet.notices.channels.sms import PHONE
from ecabinet.notices.kinds import GROUPS
from ecabinet.notices.models import Channel, DeliveryState
from ecabinet.notices.rules import CHOSEN_CHANNELS
from ecabinet.notices.services import Chosen

_CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9](:00)?$"
Clock = Annotated[Annotated[str, Field(pattern=_CLOCK)] | None, BeforeValidator(none_if_blank)]
"""A time of day as the browser sends it, "07:30", or nothing."""


def _phone(value: str) -> str:
    compact = "".join(letter for letter in value if letter not in " .-()")
    if compact and not PHONE.fullmatch(compact):
        raise FieldRefused("notice-phone-wrong")
    return compact


class Preferences(Input):
    """The page "How I am notified". `on`: "papers-email" for each tick."""

    on: list[str] = Field(default_factory=list, max_length=50)
    phone: Annotated[str, Field(max_length=40), AfterValidator(_phone)] = ""
    digest_at: Clock = None
    quiet_from: Clock = None
    quiet_until: Clock = None

    @model_validator(mode="after")
    def _quiet_is_whole(self) -> Preferences:
        if (self.quiet_from is None) != (self.quiet_until is None) or (
            self.quiet_from is not None and self.quiet_from == self.quiet_until
        ):
            raise FieldRefused("notice-quiet-wrong")
        return self

    def chosen(self) -> Chosen:
        """Return what was chosen; ticks that mean nothing are left out."""
        known = {
            f"{group}-{channel.value}": (group, channel)
            for group in GROUPS
            for channel in CHOSEN_CHANNELS
        }
        return Chosen(
            on={known[tick] for tick in self.on if tick in known},
            phone=self.phone,
            digest_at=_minute(self.digest_at),
            quiet_from=_minute(self.quiet_from),
            quiet_until=_minute(self.quiet_until),
        )


def _minute(clock: str | None) -> int | None:
    return None if clock is None else int(clock[:2]) * 60 + int(clock[3:5])


def _email(value: str) -> str:
    try:
        return Address(addr_spec=value).addr_spec if value else ""
    except (ValueError, IndexError):
        raise FieldRefused("notice-email-wrong") from None


class AddressIn(Input):
    """The e-mail address of whoever signs in as `login`; empty takes it away."""

    login: Line
    email: Annotated[str, Field(max_length=200), AfterValidator(_email)] = ""


class DeliveryQuery(Input):
    """The filter of the list of deliveries."""

    state: Annotated[DeliveryState | None, BeforeValidator(none_if_blank)] = None
    kind: Annotated[str, Field(max_length=100)] = ""
    channel: Annotated[Channel | None, BeforeValidator(none_if_blank)] = None
    cursor: Annotated[str, Field(max_length=500)] = ""


class NoticeQuery(Input):
    """The filter of one's own notices."""

    show: Annotated[Literal["unread", "all"], BeforeValidator(lambda v: v or "all")] = "all"
    cursor: Annotated[str, Field(max_length=500)] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class SubscriptionIn(Input):
    """What a browser says of itself when it may be pushed to."""

    endpoint: Annotated[str, Field(min_length=10, max_length=1000)]
    p256dh: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{87}=?$")]
    auth: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}(==)?$")]


class TrialIn(Input):
    """On which way somebody wants to try whether anything arrives."""

    channel: Literal["email", "sms", "push"]


class EndpointIn(Input):
    """A browser that is not to be pushed to any more."""

    endpoint: Annotated[str, Field(min_length=10, max_length=1000)]
