"""The rules of the body: data with a citation, and pure functions that answer with a sentence."""

from ecabinet.people.rules.assignments import AssignmentStanding, ReportClass, assignment_class
from ecabinet.people.rules.body import (
    BodyRules,
    MajorityOf,
    MajorityRule,
    PapersRule,
    PositionsSeenBy,
    QuorumKind,
    QuorumRule,
    RuleName,
    Share,
    Silence,
    SummaryRule,
    TieRule,
    WrittenRule,
)
from ecabinet.people.rules.outcome import Outcome, Procedure, Result, outcome
from ecabinet.people.rules.periods import (
    PapersLead,
    WrittenPeriod,
    notice_due_on,
    papers_lead,
    written_period,
)
from ecabinet.people.rules.quorum import Presence, QuorumResult, quorum
from ecabinet.people.rules.standing import Standing, may_vote, summary_accepted
from ecabinet.people.rules.tally import Answer, Tally, VoteRecord, tally

__all__ = [
    "Answer",
    "AssignmentStanding",
    "BodyRules",
    "MajorityOf",
    "MajorityRule",
    "Outcome",
    "PapersLead",
    "PapersRule",
    "PositionsSeenBy",
    "Presence",
    "Procedure",
    "QuorumKind",
    "QuorumResult",
    "QuorumRule",
    "ReportClass",
    "Result",
    "RuleName",
    "Share",
    "Silence",
    "Standing",
    "SummaryRule",
    "Tally",
    "TieRule",
    "VoteRecord",
    "WrittenPeriod",
    "WrittenRule",
    "assignment_class",
    "may_vote",
    "notice_due_on",
    "outcome",
    "papers_lead",
    "quorum",
    "summary_accepted",
    "tally",
    "written_period",
]
