"""What a paper is in a dossier, as its file name tells it: a guess that an officer corrects."""

from __future__ import annotations

import re

from dossiers.submissions.models import PaperRole
from ecabinet.search.folding import fold

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


ORDER = tuple(PaperRole)
"""The order in which a dossier is read."""
