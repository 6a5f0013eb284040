"""The quorum: known bodies, and what holds for any."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.people.presets import EE_GOVERNMENT, VN_GOVERNMENT
from ecabinet.people.rules import (
    BodyRules,
    Presence,
    quorum,
)
from tests.ecabinet.people.strategies import RULES


@pytest.mark.parametrize(
    ("rules", "total", "required"),
    [
        (VN_GOVERNMENT, 27, 18),
        (VN_GOVERNMENT, 25, 17),
        (VN_GOVERNMENT, 24, 16),
        (VN_GOVERNMENT, 1, 1),
        (EE_GOVERNMENT, 14, 8),
        (EE_GOVERNMENT, 15, 9),
        (EE_GOVERNMENT, 1, 1),
    ],
)
def test_the_quorum_of_known_bodies(rules: BodyRules, total: int, required: int) -> None:
    assert quorum(rules, total, Presence(total)).required == required
    assert quorum(rules, total, Presence(required)).holds
    if required > 1:
        assert not quorum(rules, total, Presence(required - 1)).holds


def test_remote_members_count_only_where_the_rules_say_so() -> None:
    only_here = replace(VN_GOVERNMENT, quorum=replace(VN_GOVERNMENT.quorum, remote_counts=False))
    there = Presence(in_room=16, remote=4)
    assert quorum(VN_GOVERNMENT, 27, there).present == 20
    assert quorum(VN_GOVERNMENT, 27, there).holds
    assert quorum(only_here, 27, there).present == 16
    assert not quorum(only_here, 27, there).holds


def test_in_estonia_nothing_is_decided_without_the_chair() -> None:
    result = quorum(EE_GOVERNMENT, 14, Presence(13, chair=False))
    assert not result.holds
    assert result.sentence.key == "rule-quorum-chair-absent"
    assert quorum(VN_GOVERNMENT, 27, Presence(26, chair=False)).holds


def test_more_present_than_members_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        quorum(VN_GOVERNMENT, 24, Presence(20, 5))
    with pytest.raises(ValueError, match="chair"):
        Presence(0)


@given(RULES, st.integers(1, 60), st.data())
def test_who_comes_in_never_breaks_the_quorum(
    rules: BodyRules, total: int, data: st.DataObject
) -> None:
    there = data.draw(st.integers(0, total - 1))
    remote = data.draw(st.integers(0, there))
    chair = there > 0 and data.draw(st.booleans())
    before = quorum(rules, total, Presence(there - remote, remote, chair))
    for after in (Presence(there - remote + 1, remote, chair), Presence(there + 1, 0, chair)):
        assert quorum(rules, total, after).holds >= before.holds
    assert quorum(rules, total, Presence(total)).holds
