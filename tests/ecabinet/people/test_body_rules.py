"""The rules as data: presets, round trip, and what is refused."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.errors import Invalid
from ecabinet.people.presets import EE_GOVERNMENT, PRESETS, VN_GOVERNMENT
from ecabinet.people.rules import (
    BodyRules,
    MajorityOf,
    MajorityRule,
    PapersRule,
    PositionsSeenBy,
    QuorumKind,
    QuorumRule,
    ReadingRules,
    RuleName,
    Share,
    Silence,
    SummaryRule,
    TieRule,
    WrittenRule,
)

_shares = st.tuples(st.integers(1, 9), st.integers(1, 9)).map(lambda p: Share(min(p), max(p)))
_majorities = st.sampled_from([Share(1, 2), Share(3, 5), Share(2, 3), Share(3, 4)])
_days = st.integers(0, 20)

any_rules = st.builds(
    BodyRules,
    quorum=st.builds(
        QuorumRule, kind=st.sampled_from(QuorumKind), share=_shares, remote_counts=st.booleans()
    ),
    majority=st.builds(MajorityRule, share=_majorities, of=st.sampled_from(MajorityOf)),
    tie=st.sampled_from(TieRule),
    written=st.builds(
        lambda silence, a, b: WrittenRule(silence, min(a, b), max(a, b)),
        st.sampled_from(Silence),
        st.integers(1, 20),
        st.integers(1, 20),
    ),
    substitutes_vote=st.booleans(),
    papers=st.builds(PapersRule, regular_working_days=_days, smaller_working_days=_days),
    notice_working_days=st.integers(1, 20),
    summary=st.builds(SummaryRule, over_pages=st.integers(1, 50), max_pages=st.integers(1, 50)),
    positions_seen_by=st.sampled_from(PositionsSeenBy),
    en_bloc=st.booleans(),
    reading=st.builds(ReadingRules, st.integers(1, 60), st.integers(1, 60)),
    citations=st.dictionaries(st.sampled_from(RuleName), st.text(min_size=1, max_size=30)),
)


@given(any_rules)
def test_rules_come_back_from_json_as_they_went(rules: BodyRules) -> None:
    assert BodyRules.from_json(json.loads(json.dumps(rules.to_json()))) == rules


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_survives_the_store(name: str) -> None:
    assert BodyRules.from_json(PRESETS[name].to_json()) == PRESETS[name]


def test_rules_stored_before_adoption_en_bloc_was_one_of_them_are_read_and_allow_it() -> None:
    stored = VN_GOVERNMENT.to_json()
    del stored["en_bloc"]

    assert BodyRules.from_json(stored).en_bloc is True


def test_rules_cannot_be_changed_in_place() -> None:
    with pytest.raises(AttributeError):
        VN_GOVERNMENT.substitutes_vote = True  # type: ignore[misc]


def test_the_vietnamese_preset_cites_a_law_for_every_rule_it_takes_from_one() -> None:
    uncited = set(RuleName) - set(VN_GOVERNMENT.citations)
    assert uncited == {RuleName.POSITIONS, RuleName.EN_BLOC}
    assert VN_GOVERNMENT.cite(RuleName.MAJORITY, RuleName.TIE) == (
        "Nghị định 191/2026/NĐ-CP, Điều 3 khoản 3",
    )


def test_a_rule_without_citation_cites_nothing() -> None:
    assert EE_GOVERNMENT.cite(RuleName.PAPERS, RuleName.NOTICE) == ()


def _changed(path: str, value: object) -> dict[str, Any]:
    stored = copy.deepcopy(VN_GOVERNMENT.to_json())
    place = stored
    *parents, last = path.split(".")
    for part in parents:
        place = place[part]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return stored


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("colour", "red"),
        ("quorum.colour", "red"),
        ("citations.colour", "red"),
        ("tie", None),
        ("quorum.share", None),
        ("tie", "coin"),
        ("majority.of", "everyone"),
        ("majority.share.numerator", 0),
        ("majority.share.denominator", 0),
        ("majority.share", {"numerator": 1, "denominator": 3}),
        ("majority.share", {"numerator": 2, "denominator": 2}),
        ("quorum.share", {"numerator": 3, "denominator": 2}),
        ("written.min_working_days", 6),
        ("written.max_working_days", "5"),
        ("written.max_working_days", 2.5),
        ("notice_working_days", 0),
        ("papers.regular_working_days", -1),
        ("substitutes_vote", "no"),
    ],
)
def test_what_does_not_fit_is_refused_and_the_place_named(path: str, value: object) -> None:
    with pytest.raises(Invalid) as refusal:
        BodyRules.from_json(_changed(path, value))
    where = refusal.value.sentence.params["where"]
    assert isinstance(where, str)
    assert where.split(".")[0] == path.split(".")[0]


@given(_shares, st.integers(0, 1000))
def test_a_share_is_exact(share: Share, total: int) -> None:
    least, above = share.at_least(total), share.more_than(total)
    assert least * share.denominator >= share.numerator * total
    assert (least - 1) * share.denominator < share.numerator * total
    assert above * share.denominator > share.numerator * total
    assert (above - 1) * share.denominator <= share.numerator * total
