"""What people and programs send for acts on dossiers; pages and API read the same models."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from documents.models import AccessLevel
from dossiers.submissions.models import Asked, PaperRole, SubmissionState, Urgency
from ecabinet.forms import Input, OptionalId, OptionalLine, Prose, none_if_blank
from ecabinet.people.rules import CheckName

OptionalDay = Annotated[date | None, BeforeValidator(none_if_blank)]
OptionalText = Annotated[str, BeforeValidator(lambda value: value or ""), Field(max_length=2000)]


class SubmissionFields(Input):
    """A dossier as it is typed. Nothing is required before lodging."""

    proposal_number: OptionalLine = ""
    proposal_on: OptionalDay = None
    subject: OptionalLine = ""
    note: Prose = ""
    asked: Asked = Asked.DECISION
    urgency: Urgency = Urgency.NORMAL
    access_level: AccessLevel = AccessLevel.CABINET
    is_legal_draft: bool = False
    opinions_asked: bool = False
    signer_ids: list[int] = []


class SubmissionSeen(SubmissionFields):
    """What the officer saw in the fields before changing them."""


class SubmissionChange(SubmissionFields):
    """The fields to be changed; what is left out stays. `seen`: what stood in them before: where
    somebody else wrote meanwhile, the change is refused with 409."""

    seen: SubmissionSeen | None = None

    def values(self) -> dict[str, Any]:
        """Return the given fields alone."""
        return self.model_dump(exclude_unset=True, exclude={"seen"})

    def seen_values(self) -> dict[str, Any] | None:
        """Return what was seen, as far as it was said."""
        return self.seen.model_dump(exclude_unset=True) if self.seen else None


class PaperIn(Input):
    """A paper of the own organisation, and what it is in the dossier."""

    document_id: int
    role: PaperRole


class RoleIn(Input):
    """What a paper of the dossier is."""

    role: PaperRole


class PaperOrder(Input):
    """Papers of a dossier in the order in which they are read."""

    documents: list[int]


class MoveIn(Input):
    """Where a paper goes among those of its role."""

    direction: Literal["up", "down"]


class UploadRole(Input):
    """A file for the dossier; without a role its name decides."""

    role: PaperRole | None = None
    upload: OptionalLine = ""


class ReturnIn(Input):
    """Why a dossier goes back: as a whole, and check by check."""

    reason: OptionalText = ""
    remarks: dict[CheckName, OptionalText] = {}


class WithdrawalIn(Input):
    """Why it is taken back; needed once it was lodged."""

    reason: OptionalText = ""


class ListQuery(Input):
    """Which dossiers of the list. `late`: a clock of the secretariat ran out."""

    state: SubmissionState | None = None
    search: OptionalLine = ""
    organisation_id: OptionalId = None
    urgency: Annotated[Urgency | None, BeforeValidator(none_if_blank)] = None
    late: bool = False
    cursor: str | None = None
    limit: int = 50


class PageQuery(Input):
    """The same of the page, by tab."""

    tab: OptionalLine = ""
    search: OptionalLine = ""
    organisation_id: OptionalId = None
    urgency: Annotated[Urgency | None, BeforeValidator(none_if_blank)] = None
    late: bool = False
    cursor: str | None = None
