"""The minutes as the official form of Decree 30/2020 (annex III, form 1.9 "Biên bản")."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from documents.rendering.structure import (
    Block,
    BulletList,
    Heading,
    KeyValue,
    Letterhead,
    OfficialForm,
    Paragraph,
    Run,
    Side,
    Signature,
)
from documents.rendering.words import date_in_words, number_line, words_in
from ecabinet.i18n import say_in, show_day, translate
from ecabinet.sentences import Sentence


class _Words:
    """The catalogue in the language of the record."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = language
        self.zone = zone

    def t(self, key: str, **params: Any) -> str:
        return translate(self.language, key, params)

    def hour(self, stored: str) -> str:
        """ "8 giờ 00" """
        local = datetime.fromisoformat(stored).astimezone(self.zone)
        return self.t("minutes-hour", hour=str(local.hour), minute=f"{local.minute:02d}")

    def instant(self, stored: str) -> str:
        """ "8 giờ 00, ngày 01 tháng 12 năm 2026" """
        day = datetime.fromisoformat(stored).astimezone(self.zone).date()
        words = date_in_words(day) if self.language == "vi" else show_day(day, "en")
        return f"{self.hour(stored)}, {words}"

    def day(self, stored: str) -> str:
        return show_day(date.fromisoformat(stored), self.language)

    def say(self, stored: dict[str, Any]) -> str:
        return say_in(self.language, Sentence.from_json(stored))


def official_form(
    content: dict[str, Any], zone: ZoneInfo, signed_at: datetime | None = None
) -> OfficialForm:
    """Return the form for `content` (see `content`); instants are written in `zone`.

    `signed_at`: when the chair signed in the system, told in a line below what was said.
    """
    w = _Words(content["language"], zone)
    fixed = words_in(w.language)
    clerk = content["clerk"]
    blocks: list[Block] = [
        KeyValue(w.t("minutes-started"), w.instant(content["opened_at"])),
        KeyValue(w.t("minutes-place"), content["place"]),
        *_attendance(content, w),
        KeyValue(w.t("minutes-chair"), _named(content["chair"])),
        KeyValue(w.t("minutes-clerk"), _named(clerk) if clerk else "…"),
        Paragraph((Run(w.t("minutes-course"), bold=True),)),
        *(Paragraph(text) for text in content["general"]),
    ]
    for item in content["items"]:
        blocks += _item(item, w)
    if signed_at is not None:
        blocks.append(Paragraph((Run(_signed(content, signed_at, w), italic=True),)))
    return OfficialForm(
        letterhead=Letterhead(
            agency=content["agency"],
            parent_agency=content["parent_agency"],
            number=number_line(content["number"], content["symbol"], w.language),
        ),
        kind=w.t("minutes-title"),
        subject=content["title"],
        blocks=tuple(blocks),
        closing=w.t("minutes-closing", at=w.instant(content["ended_at"])),
        signatures=(
            Signature(fixed.secretary, clerk["name"] if clerk else "", side=Side.LEFT),
            Signature(fixed.chair, content["chair"]["name"], side=Side.RIGHT),
        ),
        recipients=(w.t("minutes-recipient-members"), w.t("minutes-recipient-archive")),
        language=w.language,
    )


def _signed(content: dict[str, Any], at: datetime, w: _Words) -> str:
    clerk = content["clerk"]
    chair, instant = _named(content["chair"]), w.instant(at.isoformat())
    if clerk is None:
        return w.t("minutes-signed-line", chair=chair, at=instant)
    return w.t("minutes-signed-line-clerk", chair=chair, at=instant, clerk=_named(clerk))


def _named(person: dict[str, str]) -> str:
    return f"{person['name']}, {person['title']}" if person["title"] else person["name"]


def _attendance(content: dict[str, Any], w: _Words) -> list[Block]:
    came = len(content["present"]) + len(content["remote"])
    summary = w.t("minutes-attended", came=came, total=content["members_total"])
    opening = w.t("minutes-at-opening", quorum=w.say(content["quorum"]["sentence"]))
    blocks: list[Block] = [
        KeyValue(w.t("minutes-attendance"), f"{summary} {opening}"),
    ]
    lists = (
        ("minutes-present", [_came(person, w) for person in content["present"]]),
        ("minutes-remote", [_came(person, w) for person in content["remote"]]),
        ("minutes-absent", [_absent(person, w) for person in content["absent"]]),
        ("minutes-substitutes", [_substitute(person, w) for person in content["substitutes"]]),
        ("minutes-guests", [_named(person) for person in content["guests"]]),
    )
    for key, lines in lists:
        if lines:
            blocks.append(Paragraph((Run(w.t(key, count=len(lines)), italic=True),)))
            blocks.append(BulletList(tuple(_listed(lines))))
    return blocks


def _listed(lines: list[str]) -> list[str]:
    return [line + (";" if place < len(lines) else ".") for place, line in enumerate(lines, 1)]


def _came(person: dict[str, Any], w: _Words) -> str:
    spans = "; ".join(
        w.t("minutes-from-to", start=w.hour(start), end=w.hour(end))
        for start, end in person["intervals"]
    )
    return f"{_named(person)} ({spans})" if spans else _named(person)


def _absent(person: dict[str, Any], w: _Words) -> str:
    said = w.t("minutes-reason", reason=person["reason"] or w.t("minutes-no-reason"))
    if person["consent"] is not None:
        said += "; " + w.t("minutes-consented" if person["consent"] else "minutes-not-consented")
    return f"{_named(person)} ({said})"


def _substitute(person: dict[str, str], w: _Words) -> str:
    name = f"{person['name']}, {person['position']}" if person["position"] else person["name"]
    return w.t("minutes-sits-for", name=name, member=person["member"], title=person["title"])


def _item(item: dict[str, Any], w: _Words) -> list[Block]:
    blocks: list[Block] = [Heading(item["title"], level=3, number=f"{item['ordinal']}.")]
    if item["presenter"]:
        named = _named({"name": item["presenter"], "title": item["presenter_title"]})
        blocks.append(KeyValue(w.t("minutes-presenter"), named))
    elif item["lead"]:
        blocks.append(KeyValue(w.t("minutes-lead"), item["lead"]))
    # Minutes made before there were papers on paper alone do not name them.
    for paper in item.get("on_paper", ()):
        named = " · ".join(filter(None, (paper["number"], paper["title"])))
        blocks.append(KeyValue(w.t("minutes-on-paper"), named))
    if item["recorded"]:
        blocks.append(Paragraph(w.t("minutes-recorded")))
        blocks.append(BulletList(tuple(item["recorded"])))
    if item["vote"]:
        blocks.append(KeyValue(w.t("minutes-vote"), _vote(item["vote"], w)))
    if item["state"] == "deferred":
        blocks.append(Paragraph(w.t("minutes-deferred", day=w.day(item["resubmit_on"]))))
        blocks += _reason(item, w)
    elif item["state"] == "withdrawn":
        blocks.append(Paragraph(w.t("minutes-withdrawn")))
        blocks += _reason(item, w)
    elif item["conclusion"]:
        first, *others = [part for part in item["conclusion"].split("\n") if part.strip()]
        blocks.append(KeyValue(w.t("minutes-conclusion"), first))
        blocks += [Paragraph(part) for part in others]
    elif item["recorded"] or item["vote"]:
        blocks.append(Paragraph(w.t("minutes-not-concluded")))
    else:
        blocks.append(Paragraph(w.t("minutes-not-dealt-with")))
    if item["assignments"]:
        blocks.append(Paragraph(w.t("minutes-assignments")))
        blocks.append(BulletList(tuple(_assignment(row, w) for row in item["assignments"])))
    return blocks


def _reason(item: dict[str, Any], w: _Words) -> list[Block]:
    return [KeyValue(w.t("minutes-set-aside-reason"), item["reason"])] if item["reason"] else []


def _vote(outcome: dict[str, Any], w: _Words) -> tuple[str | Run, ...]:
    """The counts first, as a table would say them, then quorum and majority in sentences."""
    parts: list[str | Run] = []
    counts = outcome.get("counts")
    if counts:
        # In the room silence is not voting, like saying so.
        counts = {**counts, "abstain": counts.get("abstain", 0) + counts.get("silent", 0)}
        said = [
            f"{w.t(f'rule-answer-{answer}').lower()} {counts.get(answer, 0)}"
            for answer in ("agree", "disagree", "other", "abstain")
        ]
        parts.append(Run("; ".join(said) + ". ", bold=True))
    if outcome.get("quorum"):
        parts.append(w.say(outcome["quorum"]["sentence"]) + " ")
    parts.append(w.say(outcome["sentence"]))
    return tuple(parts)


def _assignment(row: dict[str, Any], w: _Words) -> str:
    text = f"{row['lead']}: {row['task'].rstrip('.;')}"
    if row["coordinators"]:
        text += "; " + w.t("minutes-with", names=", ".join(row["coordinators"]))
    due = (
        w.t("minutes-ongoing")
        if row["is_ongoing"]
        else w.t("minutes-due", day=w.day(row["due_on"]))
    )
    return f"{text}; {due}."
