"""Who was reminded of what, and when."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.orm import Base
from ecabinet.people.models import Person


class Missing(enum.Enum):
    """What somebody still owes a sitting."""

    INVITATION = "invitation"
    POSITION = "position"
    PAPERS = "papers"
    OPINION = "opinion"


class Reminder(Base):
    """A person was reminded of what they still owe: of an item, or (none) of the whole sitting."""

    __tablename__ = "reminder"
    __table_args__ = (
        CheckConstraint("missing != 'invitation' OR item_id IS NULL", name="invitation_of_sitting"),
        Index(None, "meeting_id", "person_id", "missing", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    missing: Mapped[Missing]
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    person: Mapped[Person] = relationship()
