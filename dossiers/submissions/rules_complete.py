"""What a dossier must bring, as the body's rules weigh it: each check pure, with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from documents.models import AccessLevel
from dossiers.submissions.models import Asked, PaperRole
from ecabinet.people.rules import BodyRules, CheckName, RuleName, Weight, summary_accepted
from ecabinet.sentences import S, Sentence


@dataclass(frozen=True)
class Paper:
    """What the checks know of one paper. `pages`: None where it is on paper alone."""

    role: PaperRole
    title: str
    pages: int | None
    level: AccessLevel
    lacks_text: bool = False


@dataclass(frozen=True)
class Dossier:
    """What the checks know of a dossier."""

    subject: str
    proposal_number: str
    proposal_on: date | None
    asked: Asked
    level: AccessLevel
    is_legal_draft: bool
    opinions_asked: bool
    papers: tuple[Paper, ...] = ()

    def of(self, role: PaperRole) -> list[Paper]:
        """Return the papers of one role."""
        return [paper for paper in self.papers if paper.role is role]

    def has(self, role: PaperRole) -> bool:
        """Return whether there is a paper of that role."""
        return bool(self.of(role))

    def pages(self, role: PaperRole) -> int:
        """Return how many pages the papers of a role have together."""
        return sum(paper.pages or 0 for paper in self.of(role))


@dataclass(frozen=True)
class Answer:
    """What one check says: whether it holds, in a sentence."""

    holds: bool
    sentence: Sentence


@dataclass(frozen=True)
class Finding:
    """A check that applied to a dossier, its weight in this body, and the law behind it."""

    name: CheckName
    weight: Weight
    holds: bool
    sentence: Sentence
    citations: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether it stops the lodging."""
        return not self.holds and self.weight is Weight.BLOCKS

    @property
    def warns(self) -> bool:
        """Whether it is to be told, and stops nothing."""
        return not self.holds and self.weight is Weight.WARNS


def _answer(name: CheckName, holds: bool) -> Answer:
    return Answer(holds, S(f"submission-check-{name.value}-{'holds' if holds else 'lacks'}"))


def subject_given(rules: BodyRules, dossier: Dossier) -> Answer:
    """The dossier says what it is about."""
    return _answer(CheckName.SUBJECT, bool(dossier.subject.strip()))


def number_given(rules: BodyRules, dossier: Dossier) -> Answer:
    """The proposal has its number and its day."""
    holds = bool(dossier.proposal_number.strip()) and dossier.proposal_on is not None
    return _answer(CheckName.NUMBER, holds)


def proposal_there(rules: BodyRules, dossier: Dossier) -> Answer:
    """The proposal itself is among the papers."""
    return _answer(CheckName.PROPOSAL, dossier.has(PaperRole.PROPOSAL))


def draft_there(rules: BodyRules, dossier: Dossier) -> Answer | None:
    """Whoever asks for a decision brings its draft text."""
    if dossier.asked is Asked.INFORMATION and not dossier.is_legal_draft:
        return None
    return _answer(CheckName.DRAFT, dossier.has(PaperRole.DRAFT))


def summary_there(rules: BodyRules, dossier: Dossier) -> Answer | None:
    """A long proposal brings a short summary."""
    pages = dossier.pages(PaperRole.PROPOSAL)
    if pages <= rules.summary.over_pages:
        return None
    summary = dossier.pages(PaperRole.SUMMARY) if dossier.has(PaperRole.SUMMARY) else None
    verdict = summary_accepted(rules, pages, summary)
    if verdict.sentence is not None:
        return Answer(False, verdict.sentence)
    return Answer(
        True,
        S("submission-check-summary-holds", pages=summary or 0, most=rules.summary.max_pages),
    )


def appraisal_there(rules: BodyRules, dossier: Dossier) -> Answer | None:
    """A legal draft brings what the Ministry of Justice says of it (báo cáo thẩm định).

    Law 64/2025/QH15 on the making of legal documents, cited as a whole: the article was not
    verified against the official text, so none is named."""
    if not dossier.is_legal_draft:
        return None
    return _answer(CheckName.APPRAISAL, dossier.has(PaperRole.APPRAISAL))


def explanation_there(rules: BodyRules, dossier: Dossier) -> Answer | None:
    """Who asked others about a legal draft tells what became of their comments."""
    if not (dossier.is_legal_draft and dossier.opinions_asked):
        return None
    return _answer(CheckName.EXPLANATION, dossier.has(PaperRole.EXPLANATION))


def replies_there(rules: BodyRules, dossier: Dossier) -> Answer | None:
    """… and brings their replies."""
    if not (dossier.is_legal_draft and dossier.opinions_asked):
        return None
    return _answer(CheckName.CONSULTATION, dossier.has(PaperRole.CONSULTATION))


def levels_agree(rules: BodyRules, dossier: Dossier) -> Answer | None:
    """Each paper has the level of the dossier."""
    if not dossier.papers:
        return None
    other = [
        paper
        for paper in dossier.papers
        if paper.pages is not None and paper.level is not dossier.level
    ]
    if not other:
        return _answer(CheckName.LEVEL, True)
    return Answer(False, S("submission-check-level-lacks", title=other[0].title, count=len(other)))


def texts_readable(rules: BodyRules, dossier: Dossier) -> Answer | None:
    """No paper is a mere picture: nobody can search it, quote it, or carry a mark over."""
    if not dossier.papers:
        return None
    scans = [paper for paper in dossier.papers if paper.lacks_text]
    if not scans:
        return _answer(CheckName.TEXT, True)
    return Answer(False, S("submission-check-text-lacks", title=scans[0].title, count=len(scans)))


CHECKS: dict[CheckName, Callable[[BodyRules, Dossier], Answer | None]] = {
    CheckName.SUBJECT: subject_given,
    CheckName.NUMBER: number_given,
    CheckName.PROPOSAL: proposal_there,
    CheckName.DRAFT: draft_there,
    CheckName.SUMMARY: summary_there,
    CheckName.APPRAISAL: appraisal_there,
    CheckName.EXPLANATION: explanation_there,
    CheckName.CONSULTATION: replies_there,
    CheckName.LEVEL: levels_agree,
    CheckName.TEXT: texts_readable,
}
"""Each check; None where it does not apply to the dossier."""

_LAW = {
    CheckName.NUMBER: RuleName.DOSSIER,
    CheckName.PROPOSAL: RuleName.DOSSIER,
    CheckName.DRAFT: RuleName.DOSSIER,
    CheckName.SUMMARY: RuleName.SUMMARY,
    CheckName.APPRAISAL: RuleName.APPRAISAL,
    CheckName.EXPLANATION: RuleName.DOSSIER,
    CheckName.CONSULTATION: RuleName.DOSSIER,
}


def examine(rules: BodyRules, dossier: Dossier) -> list[Finding]:
    """Return what each check that applies says, in the order of `CHECKS`.

    The subject is asked for whatever the body's rules say: without it nobody could call it.
    """
    weights = {**rules.submissions.checks, CheckName.SUBJECT: Weight.BLOCKS}
    found = []
    for name, check in CHECKS.items():
        answer = check(rules, dossier) if name in weights else None
        if answer is not None:
            law = rules.cite(_LAW[name]) if name in _LAW else ()
            found.append(Finding(name, weights[name], answer.holds, answer.sentence, law))
    return found


def blocking(findings: Sequence[Finding]) -> list[Finding]:
    """Return what stops the lodging."""
    return [finding for finding in findings if finding.blocks]
