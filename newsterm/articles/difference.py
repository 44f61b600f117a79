"""Versions of a story: whether one differs from the next in its words, and in which of them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsterm.model import Difference, Edit, Passage, Stretch, Version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from newsterm.model import Article

# Scripts without spaces between words are compared character by character.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"\s+|[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")
_WORD = re.compile(r"\w+")
_ALIKE = 0.4
"""The share of words that two paragraphs must have in common for one to have become the other."""
_MOST_PAIRS = 10_000
"""Pairs of paragraphs that are compared; above, a region counts as rewritten."""
_LONG = 40_000
"""The product of two texts' tokens above which they are compared sentence by sentence first."""
_BUDGET = 3_000_000
"""The sum of such products that one comparison may cost, half a second; what is beyond counts as rewritten."""
_SENTENCE = re.compile(r".+?(?:[.!?…][\"”’'»)\]]*\s+|[。！？]|\n+|\Z)", re.DOTALL)


def revises(before: Article, after: Article) -> bool:
    """Whether a page says something else than it did.

    White space, markup, furniture and dates are not looked at. Only pages that were cut alike are compared: another
    selector or extractor makes other text of the same words. What a feed said before is kept with the feed.
    """
    return are_alike(before, after) and said(before) != said(after)


def are_alike(one: Article, other: Article) -> bool:
    """Whether both are of the page, cut by the same extractor from the same elements."""
    cuts = {(article.origin, article.extractor, article.selector) for article in (one, other)}
    return len(cuts) == 1 and one.origin == "page"


def said(article: Article) -> str:
    """Title and text without white space."""
    return "".join(f"{article.title or ''} {article.text}".split())


def versions_of(pages: Sequence[tuple[Article, datetime | None]]) -> list[Version]:
    """A page's versions, given its articles in order, each with when it was replaced; those that say the same are one.

    The last decides how they are cut; others can't be compared with it.
    """
    found: list[Version] = []
    last = ""
    for article, until in pages:
        if not are_alike(article, pages[-1][0]):
            continue
        if found and said(article) == last:
            found.pop()
        last = said(article)
        found.append(version_of(article, until=until))
    return found


def version_of(article: Article, *, until: datetime | None = None) -> Version:
    """An article as a version."""
    paragraphs = tuple(block.text for block in article.blocks if not block.furniture)
    return Version(title=article.title, paragraphs=paragraphs, until=until)


def compare(before: Version, after: Version) -> Difference:
    """What was taken out of one version and put into the next, paragraph by paragraph; half a second at worst."""
    comparer = _Comparer()
    titles = [
        Passage(stretches=passage.stretches, heading=True)
        for passage in comparer.passages(*([v.title] if v.title else [] for v in (before, after)))
    ]
    passages = (*titles, *comparer.passages(before.paragraphs, after.paragraphs))
    return Difference(
        before=before,
        after=after,
        passages=passages,
        added=_count(passages, Edit.ADDED),
        removed=_count(passages, Edit.REMOVED),
    )


def _count(passages: Sequence[Passage], edit: Edit) -> int:
    return sum(len(_WORD.findall(s.text)) for passage in passages for s in passage.stretches if s.edit is edit)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph became which: the pairs, in order on both sides, that have most words in common."""
    if not before or not after or len(before) * len(after) > _MOST_PAIRS:
        return []
    old, new = ([_words(text) for text in texts] for texts in (before, after))
    # best[i][j]: how much the pairs among the first i and the first j paragraphs have in common.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_alike(one, other) for other in new] for one in old]
    for i, row in enumerate(alike, start=1):
        for j, common in enumerate(row, start=1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + common)
    pairs = []
    i, j = len(old), len(new)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def _words(text: str) -> frozenset[str]:
    return frozenset(token for token in _TOKEN.findall(text) if not token.isspace())


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words in common (Dice), 0 where it is too small."""
    share = 2 * len(one & other) / max(1, len(one) + len(other))
    return share if share >= _ALIKE else 0.0


class _Step(NamedTuple):
    """A part of two token sequences: equal, or one in the other's place."""

    equal: bool
    old: str
    new: str


class _Comparer:
    """Compares texts within a budget."""

    def __init__(self) -> None:
        self._left = _BUDGET

    def passages(self, before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
        """Paragraphs that both have, in order; between them those that became others, or came, or went."""
        for old, new in _aligned(before, after):
            yield Passage(stretches=tuple(self._stretches(old, new)))

    def _stretches(self, before: str | None, after: str | None) -> Iterator[Stretch]:
        """A paragraph with its words taken out and put in."""
        for equal, old, new in _joined(list(self._steps(before or "", after or "", whole=False))):
            if equal:
                yield Stretch(Edit.SAME, new)
            else:
                yield from (Stretch(e, t) for e, t in ((Edit.REMOVED, old), (Edit.ADDED, new)) if t)

    def _steps(self, before: str, after: str, *, whole: bool) -> Iterator[_Step]:
        """One text in the other's place, step by step; `whole` where it is a sentence already."""
        if _folded(before) == _folded(after):
            yield _Step(True, before, after)
            return
        old, new = _TOKEN.findall(before), _TOKEN.findall(after)
        cost = len(old) * len(new)
        if cost > _LONG and not whole:
            for one, other in _aligned(_SENTENCE.findall(before), _SENTENCE.findall(after)):
                yield from self._steps(one or "", other or "", whole=True)
            return
        if cost > self._left:
            yield _Step(False, before, after)
            return
        self._left -= cost
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield _Step(kind == "equal", "".join(old[a:b]), "".join(new[c:d]))


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Two texts' parts side by side; None where a part went or came."""
    matcher = SequenceMatcher(None, [_folded(t) for t in before], [_folded(t) for t in after])
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(before[a:b], after[c:d], strict=True)
        else:
            yield from _region(before[a:b], after[c:d])


def _region(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """A run of parts without equals on the other side."""
    done, placed = 0, 0
    for old, new in [*_pairs(before, after), (len(before), len(after))]:
        yield from ((text, None) for text in before[done:old])
        yield from ((None, text) for text in after[placed:new])
        if old < len(before):
            yield before[old], after[new]
        done, placed = old + 1, new + 1


def _joined(steps: list[_Step]) -> list[_Step]:
    """Changes with nothing but space between them are one: words are read, not gaps."""
    kept: list[_Step] = []
    inner = {i for i, (one, two) in enumerate(pairwise(steps), start=1) if not one.equal and two.equal}
    for index, step in enumerate(steps):
        between = index in inner and index + 1 < len(steps) and not step.new.strip()
        changed = not step.equal or between
        if kept and changed and not kept[-1].equal:
            last = kept.pop()
            kept.append(_Step(False, last.old + step.old, last.new + step.new))
        else:
            kept.append(step)
    return kept
