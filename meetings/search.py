"""What of sittings can be found: the agenda as it was sent, for those invited; as it stands on the
desk, for those who prepare it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Select, String, and_, cast, false, func, select
from sqlalchemy.orm import Session, joinedload

from ecabinet.auth.actor import Actor
from ecabinet.i18n import local_day
from ecabinet.search_sources import Content, Passage, Shown, Source, Watch
from ecabinet.sentences import S, Sentence
from ecabinet.storage import Store
from meetings import queries, rules
from meetings.agenda.lines import standing
from meetings.agenda.numbering import label_of
from meetings.agenda.queries import labels_in
from meetings.models import AgendaItem, AgendaVersion, Invitation, Meeting


def _shown(meeting: Meeting, labels: Mapping[int, str]) -> Shown:
    """`labels`: {item id: its number as the agenda shows it}, in order."""
    item_ids, numbers = list(labels), list(labels.values())
    return Shown(
        title=meeting.title,
        names=(meeting.title,),
        url=partial(_url, meeting.id, item_ids),
        facts=S("search-sitting", at=meeting.starts_at, place=meeting.place),
        place=partial(_place, numbers),
        subject={"meeting_id": meeting.id},
    )


def _place(numbers: Sequence[str], page: int) -> Sentence | None:
    return S("search-item", number=numbers[page - 1]) if 0 < page <= len(numbers) else None


def _url(meeting_id: int, item_ids: Sequence[int], page: int, words: str) -> str:
    found = f"#item-{item_ids[page - 1]}" if 0 < page <= len(item_ids) else ""
    return f"/meetings/{meeting_id}{found}"


def _sent() -> Select[int]:
    """The edition of each sitting that was sent last."""
    last = (
        select(AgendaVersion.meeting_id, func.max(AgendaVersion.ordinal).label("ordinal"))
        .where(AgendaVersion.sent_at.is_not(None))
        .group_by(AgendaVersion.meeting_id)
        .subquery()
    )
    same = and_(
        AgendaVersion.meeting_id == last.c.meeting_id, AgendaVersion.ordinal == last.c.ordinal
    )
    return select(AgendaVersion.id).join(last, same)


def _visible_sent(actor: Actor, older: bool) -> Select[int]:
    if rules.sees_preparation(actor):
        return select(AgendaVersion.id).where(false())  # the desk holds the same and more
    # Who comes to single items alone finds nothing of the agenda as a whole.
    whole = select(Invitation.meeting_id).where(
        queries.is_own_invitation(actor), Invitation.only_items.is_(False)
    )
    return _sent().where(AgendaVersion.meeting_id.in_(whole))


def _content_sent(db: Session, store: Store, edition_id: int) -> Content | None:
    edition = db.get(AgendaVersion, edition_id)
    if edition is None:
        return None
    return Content(
        names=(edition.meeting.title,),
        passages=[
            Passage(number, _text_of(line), stands_alone=True, organisation_id=line["lead_id"])
            for number, line in enumerate(edition.lines, start=1)
        ],
        day=local_day(edition.meeting.starts_at),
    )


def _text_of(line: Mapping[str, Any]) -> str:
    on_paper = [f"{paper['title']} {paper['number']}" for paper in line.get("on_paper", ())]
    parts = [line["title"], *on_paper, line["lead_vi"], line["lead_en"], line["presenter"]]
    return "\n".join(part for part in parts if part)


def _show_sent(db: Session, actor: Actor, ids: Sequence[int]) -> dict[int, Shown]:
    wanted = (
        select(AgendaVersion)
        .where(AgendaVersion.id.in_(_visible_sent(actor, False)), AgendaVersion.id.in_(ids))
        .options(joinedload(AgendaVersion.meeting))
    )
    return {
        edition.id: _shown(
            edition.meeting, {line["item_id"]: label_of(line) for line in edition.lines}
        )
        for edition in db.execute(wanted).scalars()
    }


def _editions_of(db: Session, row: Any) -> list[int]:
    meeting_id = row.id if isinstance(row, Meeting) else row.meeting_id
    wanted = select(AgendaVersion.id).where(AgendaVersion.meeting_id == meeting_id)
    return list(db.execute(wanted).scalars())


_OF_MEETING = frozenset({"title", "starts_at", "place"})

SENT = Source(
    name="agenda",
    kind="agenda",
    visible=_visible_sent,
    fingerprints=lambda: (
        _sent()
        .join(Meeting, Meeting.id == AgendaVersion.meeting_id)
        .with_only_columns(AgendaVersion.id, cast(Meeting.revision, String))
    ),
    content=_content_sent,
    show=_show_sent,
    watches=(
        Watch(AgendaVersion, frozenset({"sent_at"}), _editions_of),
        Watch(Meeting, _OF_MEETING, _editions_of),
    ),
)


def _visible_desk(actor: Actor, older: bool) -> Select[int]:
    if not rules.sees_preparation(actor):
        return select(Meeting.id).where(false())
    return queries.visible_meetings(actor).with_only_columns(Meeting.id)


def _fingerprints_desk() -> Select[int, str]:
    items = (
        select(cast(func.sum(AgendaItem.revision), String) + ":" + cast(func.count(), String))
        .where(AgendaItem.meeting_id == Meeting.id)
        .scalar_subquery()
    )
    return select(Meeting.id, cast(Meeting.revision, String) + ":" + func.coalesce(items, ""))


def _content_desk(db: Session, store: Store, meeting_id: int) -> Content | None:
    meeting = db.get(Meeting, meeting_id)
    if meeting is None:
        return None
    return Content(
        names=(meeting.title,),
        passages=[
            Passage(
                number,
                "\n".join(part for part in _said_of(item) if part),
                stands_alone=True,
                organisation_id=item.lead_id,
            )
            for number, item in enumerate(standing(meeting.items), start=1)
        ],
        day=local_day(meeting.starts_at),
    )


def _said_of(item: AgendaItem) -> list[str]:
    lead = (item.lead.name_vi, item.lead.name_en) if item.lead else ()
    presenter = item.presenter.name if item.presenter else ""
    return [item.title, item.conclusion, *lead, presenter]


def _show_desk(db: Session, actor: Actor, ids: Sequence[int]) -> dict[int, Shown]:
    visible = queries.visible_meetings(actor).where(Meeting.id.in_(ids))
    meetings = list(db.execute(visible).scalars())
    labels = labels_in(db, meetings)
    return {meeting.id: _shown(meeting, labels[meeting.id]) for meeting in meetings}


DESK = Source(
    name="agenda-desk",
    kind="agenda",
    visible=_visible_desk,
    fingerprints=_fingerprints_desk,
    content=_content_desk,
    show=_show_desk,
    watches=(
        Watch(Meeting, _OF_MEETING, lambda db, meeting: [meeting.id]),
        Watch(
            AgendaItem,
            frozenset({"title", "lead_id", "presenter_id", "conclusion", "removed_at", "ordinal"}),
            lambda db, item: [item.meeting_id],
        ),
    ),
)
