"""What the JSON API answers about an invitation."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from meetings.models import Invitation


class InvitationOut(BaseModel):
    """An invitation and its answer; the reason is told to the invited and the secretariat."""

    id: int
    person_id: int
    name: str
    title: str
    kind: str
    answer: str
    reason: str
    substitute_name: str
    substitute_position: str
    absent_from: datetime | None
    absent_until: datetime | None
    sent_at: datetime | None
    answered_at: datetime | None
    consent: bool | None = Field(description="what the chair said of an announced absence")
    consented_at: datetime | None

    @classmethod
    def of(cls, invitation: Invitation, *, whole: bool) -> InvitationOut:
        """Build from a row; without `whole` only who is invited, not what they answered."""
        return cls(
            id=invitation.id,
            person_id=invitation.person_id,
            name=invitation.name,
            title=invitation.title_vi,
            kind=invitation.kind.value,
            answer=invitation.answer.value if whole else "",
            reason=invitation.reason if whole else "",
            substitute_name=invitation.substitute_name if whole else "",
            substitute_position=invitation.substitute_position if whole else "",
            absent_from=invitation.absent_from if whole else None,
            absent_until=invitation.absent_until if whole else None,
            sent_at=invitation.sent_at,
            answered_at=invitation.answered_at if whole else None,
            consent=invitation.consent if whole else None,
            consented_at=invitation.consented_at if whole else None,
        )
