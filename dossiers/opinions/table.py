"""The table of comments and replies as an official document (form of Decree 30/2020, on its long
side): "Bảng tổng hợp, giải trình, tiếp thu ý kiến". PDF and DOCX come from one form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from documents.rendering.structure import (
    Align,
    Block,
    Column,
    KeyValue,
    Letterhead,
    OfficialForm,
    Paragraph,
    Run,
    Signature,
    Table,
    Text,
)
from documents.rendering.words import place_and_date
from dossiers.opinions import queries, rules
from dossiers.opinions.rules import Standing, standing
from dossiers.submissions.models import OpinionComment, OpinionRequest, Submission
from ecabinet.calendar import WorkingDays
from ecabinet.i18n import show_day, translate
from ecabinet.people.queries import body

Pair = tuple[OpinionRequest, OpinionComment]


def build_table(
    db: Session,
    submission: Submission,
    requests: Sequence[OpinionRequest],
    *,
    order: str,
    language: str,
    days: WorkingDays,
    at: datetime,
) -> OfficialForm:
    """Return who was asked and answered, and each comment with its reply.

    `order`: "place" (in the draft) or "organisation". Silence is named as such.
    """

    def t(key: str, **params: str | int) -> str:
        return translate(language, key, params)

    cabinet = body(db)
    live = [one for one in requests if standing(one, at) is not Standing.WITHDRAWN]
    pairs = queries.answered_comments(live)
    if order == "place":
        pairs = queries.by_place(pairs)
    blocks: list[Block] = [
        Paragraph(t("opinion-table-intro", **_numbers(live, at))),
        *_named(live, at, language, days),
        _comments(pairs, order, language) if pairs else Paragraph(t("opinion-table-none")),
    ]
    lead = submission.organisation
    return OfficialForm(
        letterhead=Letterhead(
            agency=lead.name(language),
            place_and_date=place_and_date(cabinet.place(language), days.local_day(at), language),
        ),
        kind=t("opinion-table-kind"),
        subject=t("opinion-table-subject", subject=submission.subject),
        blocks=tuple(blocks),
        signatures=(Signature(t("opinion-table-signer"), ""),),
        recipients=(
            cabinet.office_name_en if language == "en" else cabinet.office_name_vi,
            t("opinion-table-archive", notation=lead.notation),
        ),
        language=language,
        landscape=True,
    )


def _numbers(live: Sequence[OpinionRequest], at: datetime) -> dict[str, str | int]:
    counted = rules.count(live, at)
    done = queries.progress(live)
    return {
        "asked": counted.asked,
        "received": counted.received,
        "late": counted.late,
        "silent": counted.silent,
        "waiting": counted.waiting,
        "comments": done.total,
        "replied": done.replied,
    }


def _named(
    live: Sequence[OpinionRequest], at: datetime, language: str, days: WorkingDays
) -> list[Block]:
    """Who said what in one word, and who said nothing."""
    named: dict[str, list[str]] = {}
    for request in live:
        name = request.organisation.name(language)
        stands = standing(request, at)
        if request.view is not None:
            if stands is Standing.LATE:
                name = translate(language, "opinion-table-late", {"name": name})
            named.setdefault(f"opinion-view-{request.view.value}", []).append(name)
        elif stands is Standing.SILENT:
            due = show_day(days.local_day(request.due_at), language)
            silent = translate(language, "opinion-table-silent", {"name": name, "due": due})
            named.setdefault("opinion-table-silent-ones", []).append(silent)
    order = [f"opinion-view-{one}" for one in ("positive", "remarks", "negative", "nothing")]
    return [
        KeyValue(translate(language, key), "; ".join(named[key]))
        for key in (*order, "opinion-table-silent-ones")
        if key in named
    ]


def _comments(pairs: Sequence[Pair], order: str, language: str) -> Table:
    def t(key: str) -> str:
        return translate(language, key)

    by_place = order == "place"
    where = Column(t("opinion-table-column-place"), 1.1)
    whose = Column(t("opinion-table-column-organisation"), 1.3)
    first, second = (where, whose) if by_place else (whose, where)
    rows: list[tuple[Text, ...]] = []
    for number, (request, comment) in enumerate(pairs, start=1):
        place = comment.place or t("opinion-place-whole")
        organisation = request.organisation.name(language)
        if request.reference:
            organisation += f"\n({request.reference})"
        lead = (place, organisation) if by_place else (organisation, place)
        rows.append((str(number), *lead, comment.text, _reply(comment, language)))
    return Table(
        columns=(
            Column(t("opinion-table-column-number"), 0.35, Align.CENTRE),
            first,
            second,
            Column(t("opinion-table-column-comment"), 2.8),
            Column(t("opinion-table-column-reply"), 2.8),
        ),
        rows=tuple(rows),
        size=12,
    )


def _reply(comment: OpinionComment, language: str) -> Text:
    if comment.reply is None:
        return (Run(translate(language, "opinion-table-no-reply"), italic=True),)
    kind = translate(language, f"opinion-reply-{comment.reply.value}")
    return (Run(f"{kind}. ", bold=True), comment.reply_text)
