"""How far found attributions agree with marked ones: the measure by which everything else is chosen.

A content agrees where the pieces of both overlap by half or more of those that either has (Jaccard); matching is one to
one. An attribution is right where its source agrees as well, or both have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsterm.claims.neural.decode import Attribution
    from newsterm.claims.training.corpus import Example, Marked

_ENOUGH = 0.5


class Score(Struct, frozen=True):
    """Counts over articles."""

    right: int = 0
    """With content and source."""
    soft: int = 0
    """With content."""
    found: int = 0
    marked: int = 0
    pieces: tuple[int, int, int] = (0, 0, 0)
    """Pieces of contents: in both, found, marked."""

    @property
    def full_f1(self) -> float:
        """Per cent of content and source together."""
        return 200 * self.right / max(1, self.found + self.marked)

    @property
    def soft_f1(self) -> float:
        """Per cent of content alone."""
        return 200 * self.soft / max(1, self.found + self.marked)

    @property
    def piece_f1(self) -> float:
        """Per cent of the pieces that stand in any content."""
        both, found, marked = self.pieces
        return 200 * both / max(1, found + marked)


def judge(pairs: Iterable[tuple[Example, Sequence[Attribution]]]) -> Score:
    """The score over all articles."""
    right = soft = found = marked = 0
    pieces = [0, 0, 0]
    for example, given in pairs:
        verdicts = verdicts_of(example, given)
        right += sum(verdict is True for verdict in verdicts)
        soft += sum(verdict is not None for verdict in verdicts)
        found += len(given)
        marked += len(example.marked)
        mine = {n for one in given for span in one.contents for n in range(*span)}
        theirs = {n for one in example.marked for span in one.content for n in span}
        pieces = [total + len(some) for total, some in zip(pieces, (mine & theirs, mine, theirs), strict=True)]
    return Score(right, soft, found, marked, (pieces[0], pieces[1], pieces[2]))


def verdicts_of(example: Example, given: Sequence[Attribution]) -> list[bool | None]:
    """For each attribution: right, right but for its source (False), or not there (None)."""
    contents = [frozenset(n for span in one.contents for n in range(*span)) for one in given]
    wanted = [frozenset(n for span in one.content for n in span) for one in example.marked]
    overlaps = sorted(
        ((_overlap(w, c), i, j) for i, w in enumerate(wanted) for j, c in enumerate(contents) if w & c), reverse=True
    )
    verdicts: list[bool | None] = [None] * len(given)
    taken: set[int] = set()
    for overlap, i, j in overlaps:
        if overlap < _ENOUGH:
            break
        if i not in taken and verdicts[j] is None:
            taken.add(i)
            verdicts[j] = _same_source(example.marked[i], given[j])
    return verdicts


def _same_source(marked: Marked, given: Attribution) -> bool:
    wanted = frozenset(n for span in marked.source for n in span)
    source = frozenset(range(*given.source)) if given.source is not None else frozenset[int]()
    return _overlap(wanted, source) >= _ENOUGH if wanted and source else not wanted and not source


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))
