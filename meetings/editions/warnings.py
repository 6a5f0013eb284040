"""What speaks against sending an agenda as it is. Pure: each warning may be overridden with a
reason, which is kept with the edition and in the journal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from ecabinet.people.rules import PapersLead
from ecabinet.sentences import S, Sentence
from ecabinet.verdicts import ALLOW, Verdict, invalid
from meetings.invitations.forecast import Outlook, Stretch
from meetings.models import ItemType

Line = Mapping[str, Any]

LATE = "papers-late"
CODES = (
    LATE, "papers-missing", "papers-doubtful", "room-taken", "persons-taken", "quorum-short",
    "checks-open", "submissions-open",
)  # fmt: skip


@dataclass(frozen=True)
class SendingWarning:
    """One thing that speaks against sending. `details`: the items, papers, persons it is about;
    `citation` of the rule, or "". `code` is stable."""

    code: str
    sentence: Sentence
    citation: str = ""
    details: tuple[Sentence, ...] = field(default=())
    overridable: bool = True

    @property
    def field_name(self) -> str:
        """The name of the field in which the page asks for the reason."""
        return "late_reason" if self.code == LATE else f"_reason-{self.code}"


class Call(NamedTuple):
    """Somebody is to be at a sitting from when until when; who misses a part has two calls."""

    person_id: int
    from_at: datetime
    until_at: datetime

    def overlaps(self, other: Call) -> bool:
        """Return whether one cannot follow both calls."""
        return self.from_at < other.until_at and other.from_at < self.until_at


@dataclass(frozen=True)
class Held:
    """A sitting: when, where (as told, and the room whose seats were taken), who is called."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    calls: Sequence[Call] = ()
    room_id: int | None = None

    def overlaps(self, other: Held) -> bool:
        """Return whether both are held at the same time for a while."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def papers_late(lead: PapersLead, citation: str) -> list[SendingWarning]:
    """Warn when the papers go out later than the rules of the body ask."""
    return [] if lead.holds else [SendingWarning(LATE, lead.sentence, citation)]


def papers_missing(lines: Sequence[Line]) -> list[SendingWarning]:
    """Warn of items to which no paper is laid."""
    bare = [
        _item(line)
        for line in lines
        if not (line["version_ids"] or line.get("on_paper"))
        and line["type"] != ItemType.APPROVAL_OF_MINUTES.value
    ]
    return _about("papers-missing", bare)


def papers_doubtful(titles: Sequence[str]) -> list[SendingWarning]:
    """Warn of papers about which the intake had doubts when they came in."""
    return _about("papers-doubtful", [S("warning-paper", title=title) for title in titles])


def room_taken(this: Held, others: Sequence[Held]) -> list[SendingWarning]:
    """Warn when another sitting is held in the same place at the same time: by its name, or by the
    room in which seats were given."""
    place = _same(this.place)

    def same_place(other: Held) -> bool:
        same_room = this.room_id is not None and this.room_id == other.room_id
        return same_room or bool(place and _same(other.place) == place)

    taken = [
        S("warning-sitting", title=other.title, start=other.starts_at)
        for other in others
        if this.overlaps(other) and same_place(other)
    ]
    return _about("room-taken", taken)


def persons_taken(
    this: Held, others: Sequence[Held], names: Mapping[int, str]
) -> list[SendingWarning]:
    """Warn of persons who are called to another sitting at the same time."""
    taken: dict[int, list[str]] = {
        number: [names[one] for one in sorted(_twice(this, other) & {*names})]
        for number, other in enumerate(others)
        if this.overlaps(other)
    }
    details = [
        S(
            "warning-persons",
            title=others[number].title,
            start=others[number].starts_at,
            names=", ".join(people),
        )
        for number, people in taken.items()
        if people
    ]
    return _about("persons-taken", details, count=sum(map(len, taken.values())))


def _twice(this: Held, other: Held) -> set[int]:
    """Who is called to both at the same time."""
    called: dict[int, list[Call]] = {}
    for call in this.calls:
        called.setdefault(call.person_id, []).append(call)
    return {
        call.person_id
        for call in other.calls
        if any(call.overlaps(mine) for mine in called.get(call.person_id, ()))
    }


def quorum_short(stretches: Sequence[Stretch]) -> list[SendingWarning]:
    """Warn when the answers so far leave no quorum for a part of the sitting."""
    short = [one.sentence for one in stretches if one.outlook is Outlook.SHORT]
    return _about("quorum-short", short)


def checks_open(lines: Sequence[Line], checked: Collection[int]) -> list[SendingWarning]:
    """Warn of items that nobody found formally in order as they stand."""
    return _about("checks-open", [_item(line) for line in lines if line["item_id"] not in checked])


def submissions_open(lines: Sequence[Line], unaccepted: Collection[int]) -> list[SendingWarning]:
    """Warn of items whose dossier the head has not accepted."""
    return _about(
        "submissions-open", [_item(line) for line in lines if line["item_id"] in unaccepted]
    )


def all_explained(warnings: Sequence[SendingWarning], reasons: Mapping[str, str]) -> Verdict:
    """Say whether every warning may be passed over, and has its reason."""
    for warning in warnings:
        if not warning.overridable:
            return invalid(warning.sentence)
        if reasons.get(warning.code, "").strip():
            continue
        if warning.code == LATE:
            return invalid("agenda-late-needs-reason", field="late_reason", lead=warning.sentence)
        return invalid("warning-needs-reason", field=warning.field_name, warning=warning.sentence)
    return ALLOW


def _about(
    code: str, details: Sequence[Sentence], count: int | None = None
) -> list[SendingWarning]:
    """`count`: of what it is about, where one detail names several."""
    if not details:
        return []
    sentence = S(f"warning-{code}", count=len(details) if count is None else count)
    return [SendingWarning(code, sentence, details=tuple(details))]


def _item(line: Line) -> Sentence:
    number = str(line.get("label") or line["ordinal"])
    return S("warning-item", ordinal=number, title=line["title"])


def _same(place: str) -> str:
    return " ".join(place.casefold().split())
