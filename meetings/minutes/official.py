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
from meetings.agenda.numbering import label_of


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
        Paragraph((Run(w.t("minutes-course"), bold=True),), leads=True),
        *(Paragraph(text) for text in content["general"]),
    ]
    section = None
    for item in content["items"]:
        # Minutes made before there were sections do not tell of them.
        if item.get("section") and item["section"] != section:
            section = item["section"]
            blocks.append(Heading(section["name"], level=2, number=f"{section['label']}."))
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
            blocks.append(Paragraph((Run(w.t(key, count=len(lines)), italic=True),), leads=True))
            blocks.append(BulletList(tuple(_listed(lines))))
    return blocks


def _listed(lines: list[str]) -> list[str]:
    return [line + (";" if place < len(lines) else ".") for place, line in enumerate(lines, 1)]


def _came(person: dict[str, Any], w: _Words) -> str:
    told = _told_away(person, w)
    return f"{_named(person)} ({told})" if told else _named(person)


def _told_away(person: dict[str, Any], w: _Words) -> str:
    """Whom the sitting missed when, and what had been said of it."""
    if "away" not in person:  # minutes made before gaps were told name when somebody was there
        return _spans(person["intervals"], w)
    announced = person["announced"]
    told = w.t("minutes-away", parts=_spans(person["away"], w)) if person["away"] else ""
    if announced is None:
        return told
    if not told:
        told = w.t("minutes-away-announced", part=_part(announced["part"], w))
    return f"{told}; {_why(announced, w)}"


def _spans(spans: list[list[str]], w: _Words) -> str:
    return "; ".join(
        w.t("minutes-from-to", start=w.hour(start), end=w.hour(end)) for start, end in spans
    )


def _part(part: list[str | None], w: _Words) -> str:
    """An announced part in words; an edge that is None is the edge of the sitting."""
    start, end = part
    if start and end:
        return w.t("minutes-from-to", start=w.hour(start), end=w.hour(end))
    if start:
        return w.t("minutes-part-since", start=w.hour(start))
    return w.t("minutes-part-to", end=w.hour(end or ""))


def _why(said: dict[str, Any], w: _Words) -> str:
    told = w.t("minutes-reason", reason=said["reason"] or w.t("minutes-no-reason"))
    if said["consent"] is not None:
        told += "; " + w.t("minutes-consented" if said["consent"] else "minutes-not-consented")
    return told


def _absent(person: dict[str, Any], w: _Words) -> str:
    told = _why(person, w)
    if person.get("part"):
        told = f"{w.t('minutes-away-announced', part=_part(person['part'], w))}; {told}"
    return f"{_named(person)} ({told})"


def _substitute(person: dict[str, Any], w: _Words) -> str:
    name = f"{person['name']}, {person['position']}" if person["position"] else person["name"]
    named = {"name": name, "member": person["member"], "title": person["title"]}
    if person.get("part"):
        return w.t("minutes-sits-in-part", part=_part(person["part"], w), **named)
    return w.t("minutes-sits-for", **named)


def _item(item: dict[str, Any], w: _Words) -> list[Block]:
    blocks: list[Block] = [Heading(item["title"], level=3, number=f"{label_of(item)}.")]
    if item.get("chair"):
        blocks.append(KeyValue(w.t("minutes-item-chair"), item["chair"]))
    if item["presenter"]:
        named = _named({"name": item["presenter"], "title": item["presenter_title"]})
        blocks.append(KeyValue(w.t("minutes-presenter"), named))
    elif item["lead"]:
        blocks.append(KeyValue(w.t("minutes-lead"), item["lead"]))
    # Minutes made before there were papers on paper alone do not name them.
    for paper in item.get("on_paper", ()):
        named = " · ".join(filter(None, (paper["number"], paper["title"])))
        blocks.append(KeyValue(w.t("minutes-on-paper"), named))
    # Minutes made before positions were taken do not tell of them.
    if item.get("positions"):
        blocks += _positions(item["positions"], w)
    if item["recorded"]:
        blocks.append(Paragraph(w.t("minutes-recorded"), leads=True))
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
        by = "minutes-conclusion-item" if item.get("chair") else "minutes-conclusion"
        blocks.append(KeyValue(w.t(by), first))
        blocks += [Paragraph(part) for part in others]
    elif item["recorded"] or item["vote"]:
        blocks.append(Paragraph(w.t("minutes-not-concluded")))
    else:
        blocks.append(Paragraph(w.t("minutes-not-dealt-with")))
    if item["assignments"]:
        blocks.append(Paragraph(w.t("minutes-assignments"), leads=True))
        blocks.append(BulletList(tuple(_assignment(row, w) for row in item["assignments"])))
    return blocks


def _positions(stated: dict[str, Any], w: _Words) -> list[Block]:
    """What members stated beforehand: counts, then objections (opinions reserved) and wishes."""
    if "members" not in stated:  # only that it was adopted so, where the rules tell no more
        return [KeyValue(w.t("minutes-positions"), w.t("minutes-adopted-en-bloc"))]
    counts = w.t(
        "minutes-positions-counts",
        members=stated["members"],
        no_objection=stated["no_objection"],
        objections=sum(one["stance"] == "objection" for one in stated["said"]),
        speakers=sum(one["speaks"] for one in stated["said"]),
        unanswered=stated["unanswered"],
    )
    if stated["en_bloc"]:
        counts += " " + w.t("minutes-adopted-en-bloc")
    blocks: list[Block] = [KeyValue(w.t("minutes-positions"), counts)]
    lines = [_stated(one, w) for one in stated["said"]]
    if lines:
        blocks.append(BulletList(tuple(_listed(lines))))
    return blocks


def _stated(one: dict[str, Any], w: _Words) -> str:
    key = "minutes-position-" + one["stance"].replace("_", "-")
    if one["stance"] == "objection" and one["speaks"]:
        key += "-and-speak"
    text = f"{_named(one)}: {w.t(key)}"
    if one["substitute"]:
        text += f" ({w.t('position-substitute', name=one['substitute'])})"
    return f"{text}. {one['remark'].rstrip('.;')}" if one["remark"] else text


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
