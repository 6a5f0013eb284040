"""Rules of any body, for laws that hold under all of them."""

from dataclasses import replace

from hypothesis import strategies as st

from ecabinet.people.presets import EE_GOVERNMENT, VN_GOVERNMENT
from ecabinet.people.rules import (
    MajorityOf,
    MajorityRule,
    QuorumRule,
    Share,
    Silence,
    TieRule,
    WrittenRule,
)

RULES = st.builds(
    lambda share, of, tie, silence, remote, base: replace(
        base,
        majority=MajorityRule(share, of),
        tie=tie,
        written=WrittenRule(silence, 1, 5),
        quorum=QuorumRule(base.quorum.kind, base.quorum.share, remote),
    ),
    st.sampled_from([Share(1, 2), Share(3, 5), Share(2, 3)]),
    st.sampled_from(MajorityOf),
    st.sampled_from(TieRule),
    st.sampled_from(Silence),
    st.booleans(),
    st.sampled_from([VN_GOVERNMENT, EE_GOVERNMENT]),
)
