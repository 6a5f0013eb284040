"""What is typed is read forgivingly; nothing that is typed breaks anything."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecabinet.errors import Invalid
from ecabinet.search.folding import fold, joined, words_of
from ecabinet.search.language import MOST_WORDS, Term, parse, read_period
from ecabinet.search.snippets import holds, snippet_of
from ecabinet.search.terms import all_of, asked, terms_of
from tests.ecabinet.search.conftest import Desk

SYLLABLES = ["ngân", "sách", "nhà", "nước", "đào", "tạo", "Đường", "sắt", "2027", "QĐ", "hoà", "x"]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
TYPED = st.lists(
    st.sampled_from([*SYLLABLES, '"', "“", "”", "-", "=", "in:", "title:", "from:", "to:",
                     "organisation:", "tiêu-đề:", "papers", "01/2026", "31/02/2026", ":", "(", ")",
                     "*", "'", "\\", "|", "&", "!", "<->", "NEAR(", "AND", "OR", "NOT", "\x00",
                     "%", "^", "{", "}", "🙂", "한국어", "ﬁ", "½", "\u0301", " ", "  ", "\n"]),
    max_size=25,
).map("".join)  # fmt: skip


def terms(text: str, **how: bool) -> list[Term]:
    return list(parse(text, **how).terms)


def test_words_phrases_exclusions_and_exact_marks() -> None:
    assert terms('Ngân "nhà nước" -dự ="mã số" title:tờ -title:"a b"') == [
        Term(("ngan",)),
        Term(("nha", "nuoc")),
        Term(("du",), is_excluded=True),
        Term(("ma", "so"), ("mã", "số")),
        Term(("to",), in_title=True),
        Term(("a", "b"), in_title=True, is_excluded=True),
    ]


def test_what_is_joined_by_signs_is_a_phrase() -> None:
    assert terms("46/2017/NĐ-CP") == [Term(("46", "2017", "nd", "cp"))]
    assert terms("http://x") == [Term(("http", "x"))]


def test_all_marks_count_when_the_box_is_ticked() -> None:
    assert terms("mã", exact=True) == [Term(("ma",), ("mã",))]


def test_an_open_quote_goes_to_the_end() -> None:
    assert terms('"ngân sách') == [Term(("ngan", "sach"))]
    assert terms("“ngân sách”") == [Term(("ngan", "sach"))]


def test_filters_in_both_languages() -> None:
    query = parse("x in:papers trong:phiếu tu:2026 đến:15/11/2026 cơ-quan:BTC")

    assert query.kinds == ("papers", "ballots")
    assert (query.starts_on, query.ends_on) == (date(2026, 1, 1), date(2026, 11, 15))
    assert query.organisation == "BTC"
    assert query.notes == ()


def test_what_cannot_be_used_is_said() -> None:
    def notes(text: str) -> list[str]:
        return [note.key for note in parse(text).notes]

    assert notes("x in:everything") == ["search-unknown-kind"]
    assert notes("x from:31/02/2026") == ["search-unknown-day"]
    assert notes("x from:2027 to:2026") == ["search-dates-crossed"]
    assert notes(" ".join(f"w{n}" for n in range(30))) == ["search-too-many-words"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("21/11/2026", (date(2026, 11, 21), date(2026, 11, 21))),
        ("2026-2", (date(2026, 2, 1), date(2026, 2, 28))),
        ("12/2026", (date(2026, 12, 1), date(2026, 12, 31))),
        ("12/9999", (date(9999, 12, 1), date(9999, 12, 31))),
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("0000", None),
        ("13/2026", None),
        ("hôm qua", None),
    ],
)
def test_days(text: str, days: tuple[date, date] | None) -> None:
    assert read_period(text) == days


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXT)
def test_composed_and_decomposed_text_are_the_same_words(text: str) -> None:
    forms = [
        [word.folded for word in words_of(unicodedata.normalize(form, text))]
        for form in ("NFC", "NFD")
    ]
    assert forms[0] == forms[1]


@given(TEXT | TYPED)
def test_reading_never_fails_and_stays_small(text: str) -> None:
    query = parse(text)

    assert sum(len(term.words) for term in query.terms) <= MOST_WORDS
    for term in query.terms:
        for one in asked(term):
            assert one.isascii()
            assert not set(one) & set(" '\"\\&|!()*:<>")


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=40), st.data())
def test_any_run_of_words_of_a_text_is_in_its_terms_and_marked_in_its_passage(
    words: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    length = data.draw(st.integers(1, min(6, len(words) - start)))
    run = words[start : start + length]
    text = " ".join(words)
    for typed in (run, [fold(word) for word in run]):
        (term,) = parse(f'"{" ".join(typed)}"').terms
        assert set(all_of([term])) <= terms_of(words_of(text))
        assert joined(term.words) in joined(word.folded for word in words_of(text))
        assert holds(text, term)
        snippet = snippet_of(text, [term])
        assert snippet is not None
        marked = [one for one, is_marked in snippet.pieces() if is_marked]
        assert any(holds(one, term) for one in marked)
        assert holds(snippet.phrase, term)


@given(TEXT, TYPED)
def test_a_passage_is_a_part_of_the_page(text: str, typed: str) -> None:
    snippet = snippet_of(text, parse(typed).wanted)

    if snippet is not None:
        assert "".join(piece for piece, _ in snippet.pieces()) == snippet.text
        assert "".join(snippet.text.split()) in "".join(text.split())
        assert all(snippet.text[start:end].strip() for start, end in snippet.marks)


def test_a_long_page_is_cut_around_what_was_found() -> None:
    text = "đầu " * 500 + "ngân sách nhà nước " + "cuối " * 500
    snippet = snippet_of(text, parse("ngan nuoc").terms)

    assert snippet is not None
    assert snippet.is_begun
    assert snippet.is_cut
    assert len(snippet.text) < 250
    assert [one for one, is_marked in snippet.pieces() if is_marked] == ["ngân", "nước"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TYPED | TEXT)
def test_no_query_is_an_error_of_the_store(desk: Desk, text: str) -> None:
    try:
        desk.ask("secretary", text)
    except Invalid as refused:
        assert refused.code == "search-no-word"


@pytest.mark.parametrize(
    "text", ["한국어 문서", "ﬁnance ½", "привет мир", "a_b", "O'Brien", "٣٤", "ß straße"]
)
def test_other_scripts_are_found_too(desk: Desk, text: str) -> None:
    with desk.database.unit_of_work() as db:
        desk.enter(db, "Khác", f"trước {text} sau")
    desk.index()

    assert desk.titles("secretary", text) == ["Khác"]
    assert desk.titles("secretary", f'"{text} sau"') == ["Khác"]
