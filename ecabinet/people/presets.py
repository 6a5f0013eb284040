"""Rules of known bodies to start from. A body keeps its own dated copy and changes that."""

from __future__ import annotations

from ecabinet.people.rules import (
    BodyRules,
    CheckName,
    InvitationRules,
    MajorityOf,
    MajorityRule,
    PapersRule,
    PositionsSeenBy,
    QuorumKind,
    QuorumRule,
    RuleName,
    Share,
    Silence,
    SubmissionRules,
    SubstitutesFrom,
    SummaryRule,
    TieRule,
    Weight,
    WrittenRule,
)

# Working regulations of the Government, 2026. The two numbers for sending papers are those of the
# regulations of 2016: the later ones could not be read.
_ND191 = "Nghị định 191/2026/NĐ-CP"
_ND138 = "Nghị định 138/2016/NĐ-CP"

VN_GOVERNMENT = BodyRules(
    quorum=QuorumRule(kind=QuorumKind.FRACTION, share=Share(2, 3), remote_counts=True),
    majority=MajorityRule(share=Share(1, 2), of=MajorityOf.ALL_MEMBERS),
    tie=TieRule.CHAIR_SIDE,
    written=WrittenRule(silence=Silence.DEEMED_AGREEMENT, min_working_days=2, max_working_days=5),
    substitutes_vote=False,
    papers=PapersRule(regular_working_days=5, smaller_working_days=3),
    notice_working_days=5,
    summary=SummaryRule(over_pages=10, max_pages=6),
    positions_seen_by=PositionsSeenBy.MEMBERS_LATER,
    citations={
        RuleName.QUORUM: f"{_ND191}, Điều 21",
        RuleName.MAJORITY: f"{_ND191}, Điều 3 khoản 3",
        RuleName.TIE: f"{_ND191}, Điều 3 khoản 3",
        RuleName.SILENCE: f"{_ND191}, Điều 7 và Điều 17",
        RuleName.WRITTEN_PERIOD: f"{_ND191}, Điều 7 và Điều 17",
        RuleName.SUBSTITUTES: f"{_ND191}, Điều 21",
        RuleName.PAPERS: f"{_ND138}, Điều 27 và Điều 33",
        RuleName.NOTICE: "Quyết định 45/2018/QĐ-TTg",
        RuleName.SUMMARY: f"{_ND191}, Điều 14",
        RuleName.DOSSIER: f"{_ND191}, Điều 14",
        RuleName.APPRAISAL: "Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15",
        RuleName.SUBMISSION_CLOCKS: f"{_ND191}, Điều 15 và Điều 16",
        RuleName.OPINION_PERIOD: f"{_ND191}, Điều 12",
    },
    submissions=SubmissionRules(),
)

# From the commentary on the Constitution of Estonia (on § 96). It speaks of the quorum, the
# majority, the tie and of ministers standing in; the remaining values are a start, uncited.
_EE96 = "Eesti Vabariigi põhiseaduse kommentaarid, § 96"

# The official description of the Estonian e-Cabinet: each minister says beforehand whether they
# object or wish to speak, the others see it, and items that nobody opens are adopted undebated.
_EE_CABINET = "https://e-estonia.com/component/e-cabinet/"

EE_GOVERNMENT = BodyRules(
    quorum=QuorumRule(kind=QuorumKind.CHAIR_PLUS, share=Share(1, 2), remote_counts=True),
    majority=MajorityRule(share=Share(1, 2), of=MajorityOf.PRESENT),
    tie=TieRule.CHAIR_SIDE,
    written=WrittenRule(silence=Silence.NOT_COUNTED, min_working_days=1, max_working_days=5),
    substitutes_vote=False,
    papers=PapersRule(regular_working_days=2, smaller_working_days=1),
    notice_working_days=5,
    summary=SummaryRule(over_pages=10, max_pages=6),
    positions_seen_by=PositionsSeenBy.MEMBERS,
    citations={
        RuleName.QUORUM: _EE96,
        RuleName.MAJORITY: _EE96,
        RuleName.TIE: _EE96,
        RuleName.SUBSTITUTES: _EE96,
        RuleName.POSITIONS: _EE_CABINET,
        RuleName.EN_BLOC: _EE_CABINET,
    },
    submissions=SubmissionRules(
        check_working_days=2,
        to_chair_working_days=5,
        opinion_min_working_days=1,
        opinion_max_working_days=15,
        checks={
            CheckName.SUBJECT: Weight.BLOCKS,
            CheckName.PROPOSAL: Weight.BLOCKS,
            CheckName.DRAFT: Weight.BLOCKS,
            CheckName.EXPLANATION: Weight.BLOCKS,
            CheckName.CONSULTATION: Weight.WARNS,
            CheckName.LEVEL: Weight.WARNS,
            CheckName.TEXT: Weight.WARNS,
        },
    ),
    invitations=InvitationRules(remind_working_days=1, substitutes_from=SubstitutesFrom.ANYONE),
)

PRESETS: dict[str, BodyRules] = {
    "vn-government": VN_GOVERNMENT,
    "ee-government": EE_GOVERNMENT,
}
