"""A letter of invitation as the official form of Decree 30/2020 (annex III, form 1.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from documents.rendering.structure import (
    Block,
    BulletList,
    KeyValue,
    Letterhead,
    NumberedList,
    OfficialForm,
    Paragraph,
    Run,
    Signature,
)
from documents.rendering.words import date_in_words, number_line, place_and_date
from ecabinet.i18n import show_day, translate


@dataclass(frozen=True)
class Addressee:
    """To whom a personal letter goes; `items`: those to which they are asked, None: to all."""

    name: str
    title: str
    items: Sequence[dict[str, Any]] | None = None


class _Words:
    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = language
        self.zone = zone

    def t(self, key: str, **params: Any) -> str:
        return translate(self.language, key, params)

    def local(self, stored: str) -> datetime:
        return datetime.fromisoformat(stored).astimezone(self.zone)

    def hour(self, stored: str) -> str:
        """ "8 giờ 00" """
        local = self.local(stored)
        return self.t("minutes-hour", hour=str(local.hour), minute=f"{local.minute:02d}")

    def day(self, stored: str) -> str:
        day = self.local(stored).date()
        return date_in_words(day) if self.language == "vi" else show_day(day, "en")

    def span(self, first: str, last: str) -> str:
        """ "từ 8 giờ 00 đến 11 giờ 30, ngày 27 tháng 11 năm 2026" """
        if self.day(first) == self.day(last):
            return self.t("letter-span", start=self.hour(first), end=self.hour(last),
                          day=self.day(first))  # fmt: skip
        return self.t("letter-span-days", start=self.hour(first), first=self.day(first),
                      end=self.hour(last), last=self.day(last))  # fmt: skip


def official_form(
    content: dict[str, Any],
    zone: ZoneInfo,
    *,
    number: int | None,
    symbol: str,
    addressee: Addressee | None = None,
) -> OfficialForm:
    """Return the form: the general letter, or with `addressee` the one of a person. `number` None:
    not issued yet, room is left for it. Instants are written in `zone`."""
    w = _Words(content["language"], zone)
    day = date.fromisoformat(content["day"])
    signer = content["signer"]
    return OfficialForm(
        letterhead=Letterhead(
            agency=content["agency"],
            parent_agency=content["parent_agency"],
            number=number_line(number, symbol, w.language),
            place_and_date=place_and_date(content["place"], day, w.language),
        ),
        kind=w.t("letter-title"),
        subject=content["title"],
        blocks=tuple(_blocks(content, w, addressee)),
        closing=w.t("letter-closing"),
        signatures=(Signature(signer["title"] or w.t("letter-signer"), signer["name"]),),
        recipients=(
            w.t("letter-recipient-person", name=addressee.name)
            if addressee
            else w.t("letter-recipient-members"),
            *([] if addressee else [w.t("letter-recipient-guests")] if content["guests"] else []),
            w.t("letter-recipient-archive"),
        ),
        language=w.language,
    )


def _blocks(content: dict[str, Any], w: _Words, addressee: Addressee | None) -> list[Block]:
    asks = w.t("letter-asks", agency=content["agency"])
    blocks: list[Block] = []
    if addressee is not None:
        named = f", {addressee.title}" if addressee.title else ""
        blocks.append(
            Paragraph((f"{asks} ", w.t("letter-mr"), " ", Run(addressee.name, bold=True), named))
        )
    else:
        blocks.append(Paragraph(asks))
        called = [w.t("letter-members"), *map(_named, content["guests"])]
        blocks.append(BulletList(tuple(_listed(called))))
    blocks.append(KeyValue(w.t("letter-to"), content["title"]))
    blocks.append(KeyValue(w.t("letter-chair"), _named(content["chair"])))
    own = addressee.items if addressee else None
    blocks.append(KeyValue(w.t("letter-time"), w.span(content["starts_at"], content["ends_at"])))
    blocks.append(KeyValue(w.t("letter-place"), content["room"]))
    items = content["items"] if own is None else own
    if items:
        label = w.t("letter-contents" if own is None else "letter-contents-own")
        blocks.append(Paragraph((Run(f"{label}:", bold=True),)))
        blocks.append(NumberedList(tuple(_listed([_item(i, w, own is not None) for i in items]))))
    if content["requirements"]:
        blocks.append(Paragraph((Run(f"{w.t('letter-requirements')}:", bold=True),)))
        blocks.append(BulletList(tuple(_listed(content["requirements"]))))
    replaced = content["replaces"]
    if replaced:
        named = f"{replaced['number']:02d}/{replaced['symbol']}"
        on = date.fromisoformat(replaced["day"])
        words = date_in_words(on) if w.language == "vi" else show_day(on, "en")
        blocks.append(
            Paragraph((Run(w.t("letter-replaces", number=named, day=words), italic=True),))
        )
    return blocks


def _item(item: dict[str, Any], w: _Words, with_hours: bool) -> str:
    text: str = item["title"].rstrip(".;")
    if with_hours:
        hours = w.t("letter-hours", start=w.hour(item["from_at"]), end=w.hour(item["to_at"]))
        return f"{text} ({hours})"
    return text


def _named(person: dict[str, str]) -> str:
    return f"{person['name']}, {person['title']}" if person["title"] else person["name"]


def _listed(lines: Sequence[str]) -> list[str]:
    return [
        line.rstrip(".;") + (";" if place < len(lines) else ".")
        for place, line in enumerate(lines, 1)
    ]
