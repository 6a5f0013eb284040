"""What a paper is in a dossier, as its file name tells it: a guess that an officer corrects; and
which orders of its papers there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dossiers.submissions.models import PaperRole
from ecabinet.search.folding import fold
from ecabinet.verdicts import ALLOW, Verdict, conflict, invalid

_WORDS = (
    (PaperRole.SUMMARY, r"\btom tat\b|\bsummary\b"),
    (PaperRole.APPRAISAL, r"\btham dinh\b|\bbctd\b|\bappraisal\b"),
    (PaperRole.EXPLANATION, r"\btiep thu\b|\bgiai trinh\b|\bexplanation\b"),
    (PaperRole.CONSULTATION, r"\by kien\b|\bgop y\b|\btham gia\b|\bcomments?\b|\breplies\b"),
    (PaperRole.DRAFT, r"\bdu thao\b|\bdraft\b"),
    (PaperRole.PROPOSAL, r"\bto trinh\b|\bttr\b|\bproposal\b"),
)
"""In the order asked: "Tóm tắt tờ trình" is a summary, "Dự thảo tờ trình" a draft."""


def role_of_name(name: str) -> PaperRole:
    """Guess the role of a paper from its file name or title."""
    plain = re.sub(r"[\W_]+", " ", fold(name)).strip()
    for role, words in _WORDS:
        if re.search(words, plain):
            return role
    return PaperRole.OTHER


def may_order(asked: Sequence[int], present: Collection[int]) -> Verdict:
    """Say whether `asked` is an order of papers that lie there."""
    if len(set(asked)) != len(asked):
        return invalid("submission-order-has-doubles", field="documents")
    if not set(asked) <= set(present):
        return conflict("submission-papers-changed-meanwhile")
    return ALLOW


ORDER = tuple(PaperRole)
"""The order in which a dossier is read."""
