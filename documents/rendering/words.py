"""The words every official form repeats, per language; the national title is Vietnamese in all."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words of a form, and the code under which the file declares its language."""

    language: str
    number: str
    recipients: str
    addressees: str
    archived: str
    annex: str
    secretary: str
    chair: str
    language_tag: str
    end_mark: str = "./."
    nation: str = "Cộng hòa xã hội chủ nghĩa Việt Nam"
    motto: str = "Độc lập - Tự do - Hạnh phúc"


VIETNAMESE = Words(
    language="vi",
    number="Số:",
    recipients="Nơi nhận:",
    addressees="Kính gửi:",
    archived="Lưu:",
    annex="Phụ lục",
    secretary="Thư ký",
    chair="Chủ tọa",
    language_tag="vi-VN",
)
ENGLISH = Words(
    language="en",
    number="No.",
    recipients="Recipients:",
    addressees="To:",
    archived="Archived:",
    annex="Annex",
    secretary="Secretary",
    chair="Chair",
    language_tag="en-GB",
)

_WORDS = {words.language: words for words in (VIETNAMESE, ENGLISH)}


# Spaces that no line setting folds into one.
_ROOM_FOR_A_NUMBER = "\u00a0" * 8


def words_in(language: str) -> Words:
    """The fixed words of a language code ("vi", "en"); raises KeyError for any other."""
    return _WORDS[language]


def number_line(number: int | None, symbol: str, language: str = "vi") -> str:
    """ "Số: 05/NQ-CP": below ten with a leading nought; without a number, room to write it in.

    Source: Decree 30/2020, annex I, part I, section II.3.
    """
    figure = _ROOM_FOR_A_NUMBER if number is None else f"{number:02d}"
    return f"{words_in(language).number} {figure}/{symbol}"


def place_and_date(place: str, on: date, language: str = "vi") -> str:
    """ "Hà Nội, ngày 05 tháng 02 năm 2026": days below ten and months 1, 2 take a nought.

    Source: Decree 30/2020, annex I, part I, section II.4.
    """
    if language == "vi":
        return f"{place}, {date_in_words(on)}"
    return f"{place}, {on.day} {on:%B} {on.year}"


def date_in_words(on: date) -> str:
    """ "ngày 05 tháng 3 năm 2026" """
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"
