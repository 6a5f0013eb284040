"""The order of an agenda: its sections, who is asked to single items, what comes round again."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.orm import Base
from ecabinet.people.models import Person
from meetings.models import MeetingKind


class AgendaSection(Base):
    """A named part of an agenda; its letter or number is counted, not stored.

    A removed one stays, so that an edition that was sent can be restored.
    """

    __tablename__ = "agenda_section"
    __table_args__ = (
        CheckConstraint("ordinal >= 1", name="ordinal"),
        CheckConstraint("name != ''", name="has_name"),
        Index(None, "meeting_id", "ordinal"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    ordinal: Mapped[int]
    name: Mapped[str]
    removed_at: Mapped[datetime | None]


class ItemGuest(Base):
    """A guest who is asked to one item: while it is planned to be taken up, or from–to as set."""

    __tablename__ = "item_guest"
    __table_args__ = (
        CheckConstraint("(from_at IS NULL) = (to_at IS NULL)", name="both_or_none"),
        CheckConstraint("to_at IS NULL OR to_at > from_at", name="period"),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    from_at: Mapped[datetime | None]
    to_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class PutOffAgain(Base):
    """The secretariat looked at an item that was put off and did not take it up at this sitting;
    the next one is asked."""

    __tablename__ = "put_off_again"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


class AgendaTemplate(Base):
    """What sittings of a kind begin with.

    `content`: {sections: [name], items: [{title, type, minutes, pause_after, section (index or
    null), lead_id, presenter_id, standing}], guest_ids}.
    """

    __tablename__ = "agenda_template"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 10080", name="minutes"),
        CheckConstraint("name != ''", name="has_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[MeetingKind]
    title: Mapped[str]
    place: Mapped[str]
    minutes: Mapped[int]
    content: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    retired_at: Mapped[datetime | None]


class DayRule(enum.Enum):
    """On which day of a month a series sits; never on a day off."""

    LAST_WORKING_DAY = "last_working_day"
    WEEKDAY = "weekday"
    DAY = "day"


class MeetingSeries(Base):
    """Sittings that come round every month.

    `rule` WEEKDAY: the `nth` (1–5, 5: the last) `weekday` (0: Monday); DAY: the `nth` day of the
    month. Both go to the next working day when that is a day off. `starts_minute`: minutes after
    midnight where the cabinet sits; `minutes`: how long a sitting is planned to take.
    """

    __tablename__ = "meeting_series"
    __table_args__ = (
        CheckConstraint("starts_minute BETWEEN 0 AND 1439", name="starts_minute"),
        CheckConstraint("minutes BETWEEN 1 AND 10080", name="minutes"),
        CheckConstraint("(rule = 'weekday') = (weekday IS NOT NULL)", name="rule_has_weekday"),
        CheckConstraint("(rule = 'last_working_day') = (nth IS NULL)", name="rule_has_nth"),
        CheckConstraint("weekday IS NULL OR weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("nth IS NULL OR nth BETWEEN 1 AND 31", name="nth"),
        CheckConstraint("title != ''", name="has_title"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[MeetingKind]
    rule: Mapped[DayRule]
    weekday: Mapped[int | None]
    nth: Mapped[int | None]
    starts_minute: Mapped[int]
    minutes: Mapped[int]
    place: Mapped[str]
    template_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_template.id"))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    retired_at: Mapped[datetime | None]

    template: Mapped[AgendaTemplate | None] = relationship()
