"""What the JSON API answers about sittings: models for the OpenAPI document, built from rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from documents.models import DocumentVersion
from meetings.agenda.lines import TimeSlot, guest_slot
from meetings.agenda.numbering import label_of
from meetings.agenda.queries import Desk, SentLine
from meetings.invited.shapes import InvitationOut
from meetings.models import AgendaItem, AgendaVersion, Invitation, Meeting
from meetings.queries import MeetingRow


class PersonOut(BaseModel):
    """A person by name."""

    id: int
    name: str


class PaperOut(BaseModel):
    """A paper of an item, in the version that this reader is given."""

    document_id: int
    version_id: int
    title: str
    pages: int
    state: str

    @classmethod
    def of(cls, version: DocumentVersion, title: str) -> PaperOut:
        """Build from a version and its document's title."""
        return cls(
            document_id=version.document_id,
            version_id=version.id,
            title=title,
            pages=version.pages,
            state=version.state.value,
        )


class OnPaperOut(BaseModel):
    """A paper of an item that is there on paper alone: nothing of it is stored but this."""

    document_id: int
    number: str
    title: str


class ItemGuestOut(BaseModel):
    """A guest who is asked to one item, from when to when."""

    person_id: int
    name: str
    from_at: datetime
    to_at: datetime


def _placed(line: dict[str, Any], slot: TimeSlot) -> dict[str, Any]:
    """What a line says of its place; editions made before there were sections say less."""
    guests = []
    for told in line.get("guests") or ():
        asked = guest_slot(told, slot)
        guests.append(
            ItemGuestOut(
                person_id=told["person_id"],
                name=told["name"],
                from_at=asked.from_at,
                to_at=asked.to_at,
            )
        )
    return {
        "label": label_of(line),
        "section_id": line.get("section_id"),
        "section": line.get("section") or "",
        "chair_id": line.get("chair_id"),
        "chair_name": line.get("chair") or "",
        "pause_after": line.get("pause_after") or 0,
        "late_reason": line.get("late_reason") or "",
        "came_from_id": line.get("came_from_id"),
        "submission_id": line.get("submission_id"),
        "minutes_of_id": line.get("minutes_of_id"),
        "guests": guests,
    }


class ItemOut(BaseModel):
    """A line of the agenda. `revision` belongs to the secretariat's working copy; from the opening
    on, everybody invited reads `state`, `conclusion` and `resubmit_on` as in the room. `label`: the
    number of the item as it is printed; `came_from_id`: the item of an earlier sitting."""

    id: int
    ordinal: int
    type: str
    title: str
    lead_id: int | None
    lead_name: str
    presenter_id: int | None
    presenter_name: str
    minutes: int
    from_at: datetime | None = None
    to_at: datetime | None = None
    papers: list[PaperOut] = Field(default_factory=list)
    on_paper: list[OnPaperOut] = Field(default_factory=list)
    state: str | None = None
    conclusion: str = ""
    resubmit_on: date | None = None
    decision_id: int | None = None
    label: str = ""
    section_id: int | None = None
    section: str = ""
    chair_id: int | None = None
    chair_name: str = ""
    pause_after: int = 0
    late_reason: str = ""
    came_from_id: int | None = None
    submission_id: int | None = None
    minutes_of_id: int | None = None
    guests: list[ItemGuestOut] = Field(default_factory=list)
    revision: int | None = None

    @classmethod
    def of_item(
        cls,
        item: AgendaItem,
        versions: dict[int, DocumentVersion],
        line: dict[str, Any],
        slot: TimeSlot,
    ) -> ItemOut:
        """Build from an item of the working copy, with its line as it would be frozen now."""
        return cls(
            **_placed(line, slot),
            from_at=slot.from_at,
            to_at=slot.to_at,
            id=item.id,
            ordinal=item.ordinal,
            type=item.type.value,
            title=item.title,
            lead_id=item.lead_id,
            lead_name=item.lead.name_vi if item.lead else "",
            presenter_id=item.presenter_id,
            presenter_name=item.presenter.name if item.presenter else "",
            minutes=item.minutes,
            papers=[
                PaperOut.of(versions[paper.document_id], paper.document.title)
                for paper in item.papers
                if paper.document_id in versions
            ],
            on_paper=[
                OnPaperOut(
                    document_id=paper.document_id,
                    number=paper.document.number_symbol,
                    title=paper.document.title,
                )
                for paper in item.papers
                if paper.document.is_paper_only
            ],
            state=item.state.value,
            conclusion=item.conclusion,
            resubmit_on=item.resubmit_on,
            decision_id=item.decision_id,
            revision=item.revision,
        )

    @classmethod
    def of_line(cls, sent: SentLine, item: AgendaItem | None = None) -> ItemOut:
        """Build from a line of a sent edition; `item`: what the room made of it, once it sat."""
        line = sent.line
        return cls(
            **_placed(line, sent.slot),
            id=line["item_id"],
            ordinal=line["ordinal"],
            type=line["type"],
            title=line["title"],
            lead_id=line["lead_id"],
            lead_name=line["lead_vi"],
            presenter_id=line["presenter_id"],
            presenter_name=line["presenter"],
            minutes=line["minutes"],
            from_at=sent.slot.from_at,
            to_at=sent.slot.to_at,
            papers=[PaperOut.of(version, version.document.title) for version in sent.papers],
            on_paper=[
                OnPaperOut(
                    document_id=paper["document_id"], number=paper["number"], title=paper["title"]
                )
                for paper in sent.on_paper
            ],
            state=item.state.value if item else None,
            conclusion=item.conclusion if item else "",
            resubmit_on=item.resubmit_on if item else None,
        )


class EditionOut(BaseModel):
    """An edition of the agenda."""

    id: int
    letter: str
    approved_at: datetime
    sent_at: datetime | None
    late_reason: str

    @classmethod
    def of(cls, edition: AgendaVersion) -> EditionOut:
        """Build from a row."""
        return cls.model_validate(edition, from_attributes=True)


class MeetingSummary(BaseModel):
    """A sitting in a list."""

    id: int
    title: str
    kind: str
    state: str
    starts_at: datetime
    planned_end_at: datetime
    place: str
    chair: PersonOut
    item_count: int
    edition: str | None
    answer: str | None = Field(description="what the asking person answered, if invited")

    @classmethod
    def of(cls, row: MeetingRow) -> MeetingSummary:
        """Build from a row of a list."""
        return cls(
            **_frame(row.meeting),
            chair=PersonOut(id=row.meeting.chair.id, name=row.meeting.chair.name),
            item_count=row.items,
            edition=row.edition.letter if row.edition else None,
            answer=row.invitation.answer.value if row.invitation else None,
        )


class MeetingsPage(BaseModel):
    """A page of sittings."""

    items: list[MeetingSummary]
    next: str | None


class SectionOut(BaseModel):
    """A section of the working copy, with the letter or number before its name."""

    id: int
    label: str
    name: str


class MeetingOut(BaseModel):
    """A sitting with its agenda: the working copy for the secretariat, the sent edition for those
    invited. `fingerprint` names exactly this working copy; `changes` since `edition`:
    to the secretariat the one that waits for sending, else the one sent last (or withdrawn).
    `sections` and `numbering` (null: as the rules of the body say) of the working copy."""

    id: int
    title: str
    kind: str
    state: str
    starts_at: datetime
    planned_end_at: datetime
    place: str
    chair: PersonOut
    clerk: PersonOut | None
    opened_at: datetime | None
    ended_at: datetime | None
    cancelled_at: datetime | None
    cancel_reason: str
    current_item_id: int | None = None
    revision: int
    edition: EditionOut | None
    items: list[ItemOut]
    sections: list[SectionOut] = Field(default_factory=list)
    numbering: str | None = None
    invitation: InvitationOut | None = None
    fingerprint: str | None = None
    differs: bool | None = None
    changes: list[str] = Field(default_factory=list)
    agenda_submitted_at: datetime | None = None
    return_reason: str = ""


def meeting_out(
    meeting: Meeting,
    *,
    edition: AgendaVersion | None,
    items: list[ItemOut],
    invitation: Invitation | None,
    desk: Desk | None,
    changes: list[str],
) -> MeetingOut:
    """Build the answer about one sitting; `desk` only for the secretariat."""
    clerk = meeting.clerk
    return MeetingOut(
        **_frame(meeting),
        chair=PersonOut(id=meeting.chair.id, name=meeting.chair.name),
        clerk=PersonOut(id=clerk.id, name=clerk.name) if clerk else None,
        opened_at=meeting.opened_at,
        ended_at=meeting.ended_at,
        cancelled_at=meeting.cancelled_at,
        cancel_reason=meeting.cancel_reason,
        current_item_id=meeting.current_item.id if meeting.current_item else None,
        revision=meeting.revision,
        edition=EditionOut.of(edition) if edition else None,
        items=items,
        sections=[
            SectionOut(id=group.section_id, label=group.label, name=group.name)
            for group in (desk.groups if desk else ())
            if group.section_id is not None
        ],
        numbering=meeting.numbering.value if desk and meeting.numbering else None,
        invitation=InvitationOut.of(invitation, whole=True) if invitation else None,
        fingerprint=desk.fingerprint if desk else None,
        differs=desk.differs if desk else None,
        changes=changes,
        agenda_submitted_at=meeting.agenda_submitted_at if desk else None,
        return_reason=meeting.return_reason if desk else "",
    )


def _frame(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "title": meeting.title,
        "kind": meeting.kind.value,
        "state": meeting.state.value,
        "starts_at": meeting.starts_at,
        "planned_end_at": meeting.planned_end_at,
        "place": meeting.place,
    }
