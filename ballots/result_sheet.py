"""The result sheet as an official document (form of Decree 30/2020): PDF and DOCX from one form."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ballots import outcomes, queries
from ballots.models import Ballot
from documents.rendering.structure import (
    Align,
    Block,
    Column,
    Heading,
    KeyValue,
    Letterhead,
    OfficialForm,
    Paragraph,
    Side,
    Signature,
    Table,
)
from documents.rendering.words import number_line, place_and_date
from ecabinet.calendar import WorkingDays
from ecabinet.i18n import say_in, show_instant, translate
from ecabinet.people.queries import body


def build_sheet(
    db: Session, ballot: Ballot, *, language: str, named: bool, days: WorkingDays
) -> OfficialForm:
    """Return the consolidated answers of a closed ballot.

    `named`: with the table of members (for the members and the secretariat).
    """
    assert ballot.closed_at is not None and ballot.opened_at is not None

    def t(key: str, **params: str | int) -> str:
        return translate(language, key, params)

    cabinet = body(db)
    opinions = queries.opinions_in_force(db, ballot)
    office = cabinet.office_name_en if language == "en" else cabinet.office_name_vi
    seen = queries.turnout(db, ballot)
    blocks: list[Block] = [
        KeyValue(t("ballot-sheet-matter"), ballot.title),
        KeyValue(t("ballot-sheet-opened"), show_instant(ballot.opened_at, language)),
        KeyValue(t("ballot-sheet-closed"), show_instant(ballot.closed_at, language)),
        KeyValue(t("ballot-sheet-asked"), str(seen.asked)),
        KeyValue(t("ballot-sheet-answered"), str(seen.answered)),
    ]
    if ballot.organisation is not None:
        blocks.insert(1, KeyValue(t("ballot-sheet-lead"), ballot.organisation.name(language)))
    if ballot.early_reason:
        blocks.append(KeyValue(t("ballot-sheet-early"), ballot.early_reason))
    for question in ballot.questions:
        record = question.outcome
        assert record is not None
        counts = record.counts
        blocks += [
            Heading(question.text, level=3, number=f"{question.ordinal}."),
            KeyValue(t("rule-answer-agree"), str(counts["agree"])),
            KeyValue(t("rule-answer-disagree"), str(counts["disagree"])),
            KeyValue(t("rule-answer-other"), str(counts["other"])),
            KeyValue(
                t("ballot-silent-deemed" if counts["deemed"] else "ballot-silent"),
                str(counts["silent"]),
            ),
            Paragraph(say_in(language, outcomes.sentence_of(record))),
        ]
        if record.rules["applied"]:
            blocks.append(KeyValue(t("ballot-sheet-rules"), "; ".join(record.rules["applied"])))
        if named:
            stated = outcomes.positions(ballot, record, opinions[question.id])
            blocks.append(_table(stated, language))
    return OfficialForm(
        letterhead=Letterhead(
            agency=office,
            parent_agency=cabinet.name(language),
            number=number_line(None, f"BTH-{cabinet.office_notation}", language),
            place_and_date=place_and_date(
                cabinet.place(language), days.local_day(ballot.closed_at), language
            ),
        ),
        kind=t("ballot-sheet-kind"),
        subject=t("ballot-sheet-subject", title=ballot.title),
        blocks=tuple(blocks),
        signatures=(
            Signature(t("ballot-sheet-compiled-by"), "", side=Side.LEFT),
            Signature(t("ballot-sheet-head"), "", side=Side.RIGHT),
        ),
        recipients=(
            t("ballot-sheet-to-chair"),
            t("ballot-sheet-to-members"),
            t("ballot-sheet-archive"),
        ),
        language=language,
    )


def _table(stated: list[outcomes.Position], language: str) -> Table:
    def t(key: str) -> str:
        return translate(language, key)

    rows = []
    for number, one in enumerate(stated, start=1):
        if one.answer:
            answer = t(f"rule-answer-{one.answer}")
        else:
            answer = t("ballot-deemed" if one.deemed else "ballot-no-answer")
        at = show_instant(one.opinion.cast_at, language) if one.opinion else ""
        rows.append(
            (str(number), one.voter.name, one.voter.title(language), answer, one.remark, at)
        )
    return Table(
        columns=(
            Column(t("ballot-sheet-number"), 0.5, Align.CENTRE),
            Column(t("ballot-sheet-name"), 1.6),
            Column(t("ballot-sheet-seat"), 1.8),
            Column(t("ballot-sheet-answer"), 1.2),
            Column(t("ballot-sheet-remark"), 2),
            Column(t("ballot-sheet-at"), 1.1),
        ),
        rows=tuple(rows),
        size=11,
    )
