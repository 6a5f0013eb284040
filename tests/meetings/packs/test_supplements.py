"""What supplements one after the other bring, and say has gone out. Pure."""

from __future__ import annotations

from documents.packs.contents import lay_out
from documents.packs.freshness import is_out_of_date
from documents.packs.models import Pack, PackKind, PackState
from documents.packs.rules import Line, Paper, Source


def agenda(*titles: str) -> Source:
    """A sitting with these papers on item 3; a paper is known by its first letter."""
    papers = [Paper(ord(one[0]), ord(one[0]), one, "", 1) for one in titles]
    return Source("meeting:1", "Phiên họp", "", {}, [Line(3, "Ngân sách", papers)])


def bound(source: Source, before: list[Pack]) -> Pack:
    """The next pack of the sitting, released."""
    kind = PackKind.SUPPLEMENT if before else PackKind.FULL
    contents, removed = lay_out(source, kind, before)
    return Pack(
        kind=kind, state=PackState.RELEASED, ordinal=len(before) + 1, title=source.title,
        cover=source.cover, contents=contents, removed=removed,
    )  # fmt: skip


def labels(pack: Pack) -> list[str]:
    return [paper["label"] for line in pack.contents for paper in line["papers"]]


def all_of(*sources: Source) -> list[Pack]:
    packs: list[Pack] = []
    for source in sources:
        packs.append(bound(source, packs))
    return packs


def test_a_paper_that_went_is_said_by_one_supplement_and_not_by_the_next_again() -> None:
    now = agenda("A", "C", "D")
    packs = all_of(agenda("A", "B"), agenda("A", "C"), now)
    assert [pack.removed for pack in packs] == [[], ["3.2"], []]
    assert [is_out_of_date(pack, now, packs) for pack in packs] == [False] * 3


def test_what_takes_the_place_of_one_that_went_is_said_when_it_goes_too() -> None:
    now = agenda("A")
    packs = all_of(agenda("A", "B"), agenda("A", "C"), now)
    assert [pack.removed for pack in packs] == [[], ["3.2"], ["3.2"]]
    assert [is_out_of_date(pack, now, packs) for pack in packs] == [False] * 3


def test_a_paper_that_went_and_comes_back_is_in_the_next_supplement() -> None:
    packs = all_of(agenda("A", "B"), agenda("A"))
    now = agenda("A", "B")
    assert is_out_of_date(packs[0], now, packs)
    packs.append(bound(now, packs))
    assert labels(packs[2]) == ["3.2"]
    assert [is_out_of_date(pack, now, packs) for pack in packs] == [False] * 3
