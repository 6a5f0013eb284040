"""Every sentence of the rules reads in both languages, without an error and with its numbers."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax.ast import BaseNode, Junk, Message, Placeable, VariableReference
from fluent.syntax.visitor import Visitor

import ecabinet.calendar
import ecabinet.people.rules
from ecabinet.calendar import vietnam
from ecabinet.people.presets import VN_GOVERNMENT
from ecabinet.people.rules import (
    Answer,
    Presence,
    Procedure,
    ReportClass,
    Result,
    Tally,
    assignment_class,
    outcome,
    papers_lead,
    quorum,
    summary_accepted,
    written_period,
)
from ecabinet.sentences import Sentence

LANGUAGES = ("vi", "en")
RULES_FOLDER = Path(ecabinet.people.rules.__file__).parent
CATALOGUES = {
    language: (RULES_FOLDER.parent / "locale" / f"{language}.ftl").read_text("utf-8")
    for language in LANGUAGES
}
TEXT_PARAMS = {"where": "quorum.share", "year": "2031", "first": "2024", "last": "2030"}
DAY_PARAMS = {"earliest", "latest", "due"}


class Variables(Visitor):  # type: ignore[misc, unused-ignore]  # fluent.syntax is untyped
    """Collects the variables of a message: all, and those whose value is printed."""

    def __init__(self) -> None:
        self.all: set[str] = set()
        self.printed: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.all.add(node.id.name)

    def visit_Placeable(self, node: Placeable) -> None:  # noqa: N802
        if isinstance(node.expression, VariableReference):
            self.printed.add(node.expression.id.name)
        self.generic_visit(node)


def _messages(language: str) -> dict[str, Message]:
    body = FluentParser().parse(CATALOGUES[language]).body
    assert not [entry for entry in body if isinstance(entry, Junk)]
    return {entry.id.name: entry for entry in body if isinstance(entry, Message)}


def _variables(node: BaseNode) -> Variables:
    found = Variables()
    found.visit(node)
    return found


def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(CATALOGUES[language]))
    return bundle


MESSAGES = {language: _messages(language) for language in LANGUAGES}
BUNDLES = {language: _bundle(language) for language in LANGUAGES}


def say(language: str, sentence: Sentence) -> str:
    bundle = BUNDLES[language]
    pattern = bundle.get_message(sentence.key).value
    assert pattern is not None
    text, errors = bundle.format_pattern(pattern, dict(sentence.params))
    assert errors == [], (language, sentence)
    return str(text)


def test_both_languages_have_the_same_sentences_with_the_same_variables() -> None:
    assert MESSAGES["vi"].keys() == MESSAGES["en"].keys()
    for key in MESSAGES["vi"]:
        assert key.startswith("rule-")
        vi, en = (_variables(MESSAGES[language][key]).all for language in LANGUAGES)
        assert vi == en, key


def _keys_in_code() -> set[str]:
    files = [*RULES_FOLDER.glob("*.py"), Path(ecabinet.calendar.__file__)]
    return {
        key
        for file in files
        for key in re.findall(r'"(rule-[a-z-]+[a-z])"', file.read_text("utf-8"))
    }


def test_every_key_in_the_code_is_in_the_catalogue_and_no_sentence_is_left_over() -> None:
    composed = {item.label.key for item in ReportClass}
    composed |= {"rule-assignment-done-late", "rule-assignment-overdue"}
    for_pages = {f"rule-answer-{answer.value}" for answer in Answer}
    for_pages |= {f"rule-result-{result.value.replace('_', '-')}" for result in Result}
    assert _keys_in_code() | composed | for_pages == MESSAGES["vi"].keys()


@pytest.mark.parametrize("key", MESSAGES["vi"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_renders_and_prints_all_its_numbers(language: str, key: str) -> None:
    variables = _variables(MESSAGES[language][key])
    for of in ("all_members", "present", "votes_cast"):
        for start in (1, 11):
            params: dict[str, object] = {}
            for number, name in enumerate(sorted(variables.all), start=start):
                params[name] = TEXT_PARAMS.get(name, number)
                if name in DAY_PARAMS:
                    params[name] = date(2026, 11, 23)
            if "of" in variables.all:
                params["of"] = of
            text = say(language, Sentence(key, params))  # type: ignore[arg-type]
            if start == 1:
                continue  # singular forms may say the number in words
            for name in variables.printed:
                expected = "23" if name in DAY_PARAMS else str(params[name])
                assert expected in text, (name, text)


def _answers() -> Iterator[Sentence]:
    """What the engine really says, so that no message asks for what the engine does not give."""
    rules, calendar = VN_GOVERNMENT, vietnam()
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    yield quorum(rules, 27, Presence(18)).sentence
    yield quorum(rules, 27, Presence(1)).sentence
    yield Tally(27, 13, 12, 1, 0).sentence
    for agree, disagree, present in ((14, 13, 27), (9, 9, 27), (13, 13, 27), (1, 0, 2)):
        for chair in (*Answer, None):
            counts = Tally(27, agree, disagree, 0, 0)
            presence = Presence(present)
            yield outcome(rules, counts, 27, Procedure.IN_ROOM, presence, chair).sentence
            yield outcome(rules, counts, 27, Procedure.WRITTEN, None, chair).sentence
    opened_at = datetime(2026, 11, 16, 9, tzinfo=zone)
    for day in (16, 20, 30):
        closes_at = datetime(2026, 11, day, 17, tzinfo=zone)
        yield written_period(rules, opened_at, closes_at, calendar).sentence
    for day in (2, 13):
        yield papers_lead(rules, date(2026, 11, 16), date(2026, 11, day), calendar).sentence
    for due_on in (None, date(2026, 11, 1), date(2026, 11, 20), date(2026, 12, 20)):
        for closed_on in (None, date(2026, 11, 10)):
            yield assignment_class(due_on, closed_on, date(2026, 11, 20), calendar).sentence
    for pages in (None, 9):
        refusal = summary_accepted(rules, 11, pages).sentence
        assert refusal is not None
        yield refusal


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_engine_says_reads_without_an_error(language: str) -> None:
    for sentence in _answers():
        text = say(language, sentence)
        assert "{" not in text
        assert "  " not in text
        assert "\n" not in text


def test_the_explanation_of_a_vote_reads_as_a_person_would_say_it() -> None:
    counts = Tally(27, 11, 13, 0, 0)
    sentence = outcome(VN_GOVERNMENT, counts, 27, Procedure.WRITTEN).sentence
    assert say("en", sentence) == (
        "14 of 27 members are in favour (3 by silence), 13 against; a majority needs 14. Carried."
    )
    assert say("vi", sentence) == (
        "14/27 thành viên tán thành (trong đó 3 được coi là đồng ý do không trả lời), "
        "13 không tán thành; cần 14 để được thông qua. Được thông qua."
    )
