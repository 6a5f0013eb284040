"""Whether a pack is still what the sitting or ballot says: its papers at their places, its lines,
its cover. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from documents.packs.contents import lay_out
from documents.packs.models import Pack, PackKind, PackState
from documents.packs.rules import OPEN_STATES, Source

_Place = tuple[int, int | None, int | None]
"""What stands at a label: the paper, the version that is in, the one that was taken back."""


def is_out_of_date(pack: Pack, source: Source | None, packs: Sequence[Pack]) -> bool:
    """Whether the sitting or ballot says something else now than this pack, as far as no later
    supplement says it; `packs`: all of this occasion. Labels stand on every page: a paper that has
    moved is on another place of the agenda than in the room."""
    if pack.state in (PackState.SUPERSEDED, PackState.DROPPED):
        return False
    if source is None:
        return True
    out = [one for one in packs if one.state is PackState.RELEASED]
    if pack.state in OPEN_STATES:
        again, removed = lay_out(source, pack.kind, out)
        return (
            _said(pack) != (source.title, source.cover)
            or _lines(pack.contents) != _lines(again)
            or _places(pack.contents) != _places(again)
            or list(pack.removed) != removed
        )
    now, _ = lay_out(source, PackKind.FULL, [])
    later = sorted((p for p in out if p.ordinal > pack.ordinal), key=lambda p: p.ordinal)
    if pack.kind is PackKind.SUPPLEMENT:
        redone = {label for one in later for label in (*_places(one.contents), *one.removed)}
        theirs = _places(now)
        return any(
            theirs.get(label) != place
            for label, place in _places(pack.contents).items()
            if label not in redone
        )
    lines, places = _lines(pack.contents), _places(pack.contents)
    for one in later:
        for label in one.removed:
            places.pop(label, None)
        places |= _places(one.contents)
        lines |= _lines(one.contents)
    newest = later[-1] if later else pack
    return (
        _said(newest) != (source.title, source.cover)
        or lines != _lines(now)
        or places != _places(now)
    )


def _said(pack: Pack) -> tuple[str, dict[str, Any]]:
    """What the cover says."""
    return pack.title, pack.cover


def _lines(contents: Sequence[Mapping[str, Any]]) -> dict[int | str, tuple[str, str]]:
    return {line["number"]: (line["title"], line.get("section", "")) for line in contents}


def _places(contents: Sequence[Mapping[str, Any]]) -> dict[str, _Place]:
    return {
        paper["label"]: (paper["document_id"], paper["version_id"], paper.get("taken_back"))
        for line in contents
        for paper in line["papers"]
    }
