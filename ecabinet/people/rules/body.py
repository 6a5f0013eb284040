"""The rules of one body as data: what its dated row stores, with the law behind each rule."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StrictBool, TypeAdapter, ValidationError, model_validator
from pydantic.dataclasses import dataclass

from ecabinet.errors import Invalid
from ecabinet.sentences import S

_SHAPE = ConfigDict(extra="forbid")

Whole = Annotated[int, Field(strict=True, ge=0)]
Positive = Annotated[int, Field(strict=True, ge=1)]


class QuorumKind(StrEnum):
    """How the quorum is counted."""

    FRACTION = "fraction"
    CHAIR_PLUS = "chair_plus"


class MajorityOf(StrEnum):
    """Of whom a decision needs its majority. Votes cast are those for and against."""

    ALL_MEMBERS = "all_members"
    PRESENT = "present"
    VOTES_CAST = "votes_cast"


class TieRule(StrEnum):
    """What a tie leads to."""

    CHAIR_SIDE = "chair_side"
    NOT_CARRIED = "not_carried"


class Silence(StrEnum):
    """What no answer to a written ballot means."""

    DEEMED_AGREEMENT = "deemed_agreement"
    NOT_COUNTED = "not_counted"


class PositionsSeenBy(StrEnum):
    """Who sees what members said of an item before it is called. Chair and secretariat always do,
    at once; the others never, at once, or once all have answered or the sitting has begun."""

    SECRETARIAT = "secretariat"
    MEMBERS = "members"
    MEMBERS_LATER = "members_later"


class AgendaNumbering(StrEnum):
    """How the items of an agenda are numbered: 1, 2, 3 through all sections; A.1, A.2, B.1 by the
    letter of the section; 1.1, 1.2, 2.1 by its number."""

    THROUGH = "through"
    LETTER = "letter"
    DECIMAL = "decimal"


class SubstitutesFrom(StrEnum):
    """Whom a member may send, of the persons known to the system: those of their own ministry or
    agency, or anybody. Somebody else is named with their position."""

    ORGANISATION = "organisation"
    ANYONE = "anyone"


class CheckName(StrEnum):
    """What is looked at before a dossier is lodged and when it is checked."""

    SUBJECT = "subject"
    NUMBER = "number"
    PROPOSAL = "proposal"
    DRAFT = "draft"
    SUMMARY = "summary"
    APPRAISAL = "appraisal"
    EXPLANATION = "explanation"
    CONSULTATION = "consultation"
    LEVEL = "level"
    TEXT = "text"


class Weight(StrEnum):
    """What a check that fails does: it stops the lodging, or it only warns."""

    BLOCKS = "blocks"
    WARNS = "warns"


class RuleName(StrEnum):
    """The rules that can carry a citation."""

    QUORUM = "quorum"
    MAJORITY = "majority"
    TIE = "tie"
    SILENCE = "silence"
    WRITTEN_PERIOD = "written_period"
    SUBSTITUTES = "substitutes"
    PAPERS = "papers"
    NOTICE = "notice"
    SUMMARY = "summary"
    POSITIONS = "positions"
    EN_BLOC = "en_bloc"
    DOSSIER = "dossier"
    APPRAISAL = "appraisal"
    SUBMISSION_CLOCKS = "submission_clocks"
    OPINION_PERIOD = "opinion_period"


@dataclass(frozen=True, config=_SHAPE)
class Share:
    """A fraction between 0 and 1, kept as two whole numbers so that nothing is rounded."""

    numerator: Positive
    denominator: Positive

    @model_validator(mode="after")
    def _not_above_one(self) -> Share:
        if self.numerator > self.denominator:
            raise ValueError("a share is at most 1")
        return self

    @property
    def is_half(self) -> bool:
        """True for one half, however it is written."""
        return 2 * self.numerator == self.denominator

    def at_least(self, total: int) -> int:
        """Return the smallest count that is this share of `total` or more."""
        return -(-self.numerator * total // self.denominator)

    def more_than(self, total: int) -> int:
        """Return the smallest count that is strictly more than this share of `total`."""
        return self.numerator * total // self.denominator + 1


@dataclass(frozen=True, config=_SHAPE)
class QuorumRule:
    """Who must be there. `chair_plus`: the chair and, besides, `share` of all members."""

    kind: QuorumKind
    share: Share
    remote_counts: StrictBool


@dataclass(frozen=True, config=_SHAPE)
class MajorityRule:
    """Strictly more than `share` of `of` must be in favour; never less than one half."""

    share: Share
    of: MajorityOf

    @model_validator(mode="after")
    def _not_below_half(self) -> MajorityRule:
        if not 1 <= 2 * self.share.numerator / self.share.denominator < 2:
            raise ValueError("a majority is more than a share from one half to below one")
        return self


@dataclass(frozen=True, config=_SHAPE)
class WrittenRule:
    """Written ballots: what silence means, and how long they stay open, in working days."""

    silence: Silence
    min_working_days: Whole
    max_working_days: Positive

    @model_validator(mode="after")
    def _min_before_max(self) -> WrittenRule:
        if self.min_working_days > self.max_working_days:
            raise ValueError("the shortest period is longer than the longest")
        return self


@dataclass(frozen=True, config=_SHAPE)
class PapersRule:
    """How many working days before a sitting the papers go out."""

    regular_working_days: Whole
    smaller_working_days: Whole


@dataclass(frozen=True, config=_SHAPE)
class SummaryRule:
    """A submission of more than `over_pages` needs a summary of at most `max_pages`."""

    over_pages: Positive
    max_pages: Positive


def _usual_checks() -> dict[CheckName, Weight]:
    warned = {CheckName.CONSULTATION, CheckName.LEVEL, CheckName.TEXT}
    return {name: Weight.WARNS if name in warned else Weight.BLOCKS for name in CheckName}


@dataclass(frozen=True, config=_SHAPE)
class SubmissionRules:
    """Dossiers: what is checked and how much it weighs (a check that is not named is not made), and
    the clocks, in working days after lodging, or after the asking for opinions.

    `opinions_seen_by_asked`: who was asked reads what the others answered, not only its own."""

    check_working_days: Positive = 2
    to_chair_working_days: Positive = 5
    opinion_min_working_days: Whole = 2
    opinion_max_working_days: Positive = 5
    opinions_seen_by_asked: StrictBool = False
    checks: Mapping[CheckName, Weight] = field(default_factory=_usual_checks, hash=False)

    @model_validator(mode="after")
    def _min_before_max(self) -> SubmissionRules:
        if self.opinion_min_working_days > self.opinion_max_working_days:
            raise ValueError("the shortest period is longer than the longest")
        return self


@dataclass(frozen=True, config=_SHAPE)
class InvitationRules:
    """Invitations: so many working days before the sitting whoever has not answered is reminded (0:
    nobody is), and who may sit in for a member."""

    remind_working_days: Whole = 2
    substitutes_from: SubstitutesFrom = SubstitutesFrom.ORGANISATION
    substitute_needs_position: StrictBool = True


@dataclass(frozen=True, config=_SHAPE)
class ReadingRules:
    """How long preparing for a sitting takes: a page to read, a position or an answer to give."""

    minutes_per_page: Positive = 2
    minutes_per_answer: Positive = 1


@dataclass(frozen=True, config=_SHAPE)
class BodyRules:
    """All rules of a body at one time. Built in code or read by `from_json`.

    `en_bloc`: the chair may have the items to which nobody objects adopted in one act.
    """

    quorum: QuorumRule
    majority: MajorityRule
    tie: TieRule
    written: WrittenRule
    substitutes_vote: StrictBool
    papers: PapersRule
    notice_working_days: Positive
    summary: SummaryRule
    positions_seen_by: PositionsSeenBy
    en_bloc: StrictBool = True
    citations: Mapping[RuleName, str] = field(default_factory=dict, hash=False)
    agenda_numbering: AgendaNumbering = AgendaNumbering.THROUGH
    submissions: SubmissionRules = field(default_factory=SubmissionRules)
    invitations: InvitationRules = field(default_factory=InvitationRules)
    reading: ReadingRules = field(default_factory=ReadingRules)

    def cite(self, *names: RuleName) -> tuple[str, ...]:
        """Return the citations of the named rules that have one, each text once, in order."""
        found = (self.citations[name] for name in names if name in self.citations)
        return tuple(dict.fromkeys(found))

    def to_json(self) -> dict[str, Any]:
        """Return plain values that a JSON column keeps and `from_json` reads back."""
        return _ADAPTER.dump_python(self, mode="json")  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> BodyRules:
        """Read what `to_json` wrote.

        Raises Invalid (`rule-body-invalid`) naming the first place that is missing, unknown or
        impossible.
        """
        try:
            return _ADAPTER.validate_json(json.dumps(stored))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "-"
            raise Invalid(S("rule-body-invalid", where=where)) from error


_ADAPTER: TypeAdapter[BodyRules] = TypeAdapter(BodyRules)
