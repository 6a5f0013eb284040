"""What happens to a request for an opinion. Ids only: pages ask again for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from dossiers.submissions.events import submission_room
from dossiers.submissions.models import OpinionRequest
from dossiers.submissions.services import tell
from ecabinet.announcements import RightsChanged
from ecabinet.outbox import Event, publish


def opinion_room(request_id: int) -> str:
    """Return the room of those who have the request open."""
    return f"opinion:{request_id}"


@dataclass(frozen=True)
class OpinionChanged(Event):
    """Asked, answered, replied to, another deadline, other papers, or asked no more. Nothing of a
    draft is told."""

    name: ClassVar[str] = "opinion-changed"
    request_id: int

    def rooms(self) -> tuple[str, ...]:
        """Those who look at the request."""
        return (opinion_room(self.request_id),)

    def payload(self) -> dict[str, Any]:
        """The id."""
        return {"request_id": self.request_id}


def tell_of(db: Session, request: OpinionRequest) -> None:
    """Have the pages of the request, and of its dossier, ask anew."""
    publish(db, OpinionChanged(request.id))
    tell(db, request.submission)


def shut(db: Session, request: OpinionRequest) -> None:
    """Who was asked may hear no more of it: the rooms are asked again."""
    publish(db, RightsChanged((opinion_room(request.id), submission_room(request.submission_id))))
