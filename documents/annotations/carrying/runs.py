"""The longest runs of letters that two versions have in common, around pieces that are unique."""

from __future__ import annotations

from dataclasses import dataclass

from documents.annotations.carrying.paper import Paper

SEED = 16
"""Letters, three or four Vietnamese words."""
_CHUNK = 256
_MANY = -1


@dataclass(frozen=True)
class Run:
    """`length` letters that are alike from `old` in the old row and from `new` in the new one."""

    old: int
    new: int
    length: int

    @property
    def shift(self) -> int:
        """How far the new place stands behind the old one."""
        return self.new - self.old

    @property
    def old_end(self) -> int:
        """After the last letter in the old row."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """After the last letter in the new row."""
        return self.new + self.length


def common_runs(old: Paper, new: Paper) -> list[Run]:
    """Return the runs in the order of the old row. They may overlap where text recurs."""
    there = _seeds(new)
    reached: dict[int, int] = {}
    found = []
    for piece, at in _seeds(old).items():
        place = there.get(piece, _MANY)
        if at == _MANY or place == _MANY or reached.get(place - at, -1) > at:
            continue
        back = alike_before(old.row, at, new.row, place)
        on = alike_after(old.row, at, new.row, place)
        found.append(Run(at - back, place - back, back + on))
        reached[place - at] = at + on
    return sorted(found, key=lambda run: (run.old, run.new))


def _seeds(paper: Paper) -> dict[str, int]:
    """{piece that begins with a word: its place}, in order; _MANY when it stands more than once."""
    row, found = paper.row, {}
    for at, opens in enumerate(paper.opens[: max(0, len(row) - SEED + 1)]):
        if opens:
            piece = row[at : at + SEED]
            found[piece] = _MANY if piece in found else at
    return found


def alike_after(one: str, at: int, other: str, place: int) -> int:
    """How many letters are alike from `at` and `place` on."""
    most = min(len(one) - at, len(other) - place)
    count, step = 0, _CHUNK
    while step:
        if (
            count + step <= most
            and one[at + count : at + count + step] == (other[place + count : place + count + step])
        ):
            count += step
        elif step > 1 or count >= most:
            step //= 2
        else:
            break
    return count


def alike_before(one: str, at: int, other: str, place: int) -> int:
    """How many letters are alike before `at` and `place`."""
    most = min(at, place)
    count, step = 0, _CHUNK
    while step:
        if (
            count + step <= most
            and one[at - count - step : at - count] == (other[place - count - step : place - count])
        ):
            count += step
        elif step > 1 or count >= most:
            step //= 2
        else:
            break
    return count
