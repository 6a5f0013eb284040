"""Who may vote, and what a submission must bring: small questions with a yes or no."""

from __future__ import annotations

from enum import StrEnum

from ecabinet.people.rules.body import BodyRules
from ecabinet.verdicts import ALLOW, Verdict, denied, invalid


class Standing(StrEnum):
    """As what somebody takes part."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"
    GUEST = "guest"


def may_vote(rules: BodyRules, standing: Standing) -> Verdict:
    """Say whether somebody may vote.

    A substitute presents the member's opinion; whether that includes the vote is a rule of the
    body. A member who stands in for another has one vote, their own: the tally counts persons.
    """
    if standing is Standing.MEMBER:
        return ALLOW
    if standing is Standing.SUBSTITUTE:
        return ALLOW if rules.substitutes_vote else denied("rule-substitute-no-vote")
    return denied("rule-guest-no-vote")


def summary_accepted(rules: BodyRules, pages: int, summary_pages: int | None) -> Verdict:
    """Say whether a submission of `pages` pages brings the summary that the rules ask for."""
    over, most = rules.summary.over_pages, rules.summary.max_pages
    if pages <= over:
        return ALLOW
    if summary_pages is None:
        return invalid("rule-summary-missing", field="summary", pages=pages, over=over, most=most)
    if summary_pages > most:
        return invalid("rule-summary-long", field="summary", pages=summary_pages, most=most)
    return ALLOW
