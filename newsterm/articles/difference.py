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
_MANY_TOKENS = 1_000_000
"""The product of two paragraphs' tokens above which frequent ones are no anchors: up to 0.4 s of work."""


def revises(before: Article, after: Article) -> bool:
    """Whether a page says something else than it did; what it lost to a login or to a fault is no change.

    White space, markup, furniture and dates are not looked at. Only pages are compared with pages: what a feed said
    before is kept with the feed.
    """
    return before.origin == after.origin == "page" and _said(before) != _said(after)


def _said(article: Article) -> str:
    return "".join(f"{article.title or ''} {article.text}".split())


def version_of(article: Article, *, title: str | None = None, until: datetime | None = None) -> Version:
    """An article as a version."""
    paragraphs = tuple(block.text for block in article.blocks if not block.furniture)
    return Version(title=article.title or title, paragraphs=paragraphs, until=until)


def compare(before: Version, after: Version) -> Difference:
    """What was taken out of one version and put into the next, paragraph by paragraph; half a second at worst."""
    titles = [
        Passage(stretches=passage.stretches, heading=True)
        for passage in _passages(*([v.title] if v.title else [] for v in (before, after)))
    ]
    passages = (*titles, *_passages(before.paragraphs, after.paragraphs))
    return Difference(
        before=before,
        after=after,
        passages=passages,
        added=_count(passages, Edit.ADDED),
        removed=_count(passages, Edit.REMOVED),
    )


def _count(passages: Sequence[Passage], edit: Edit) -> int:
    return sum(len(_WORD.findall(s.text)) for passage in passages for s in passage.stretches if s.edit is edit)


def _passages(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """Paragraphs that both have, in order; between them those that became others, or came, or went."""
    matcher = SequenceMatcher(None, [_folded(t) for t in before], [_folded(t) for t in after])
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from (Passage(stretches=(Stretch(Edit.SAME, text),)) for text in after[c:d])
        else:
            yield from _region(before[a:b], after[c:d])


def _folded(text: str) -> str:
    return " ".join(text.split())


def _region(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """A run of paragraphs without equals on the other side."""
    done, placed = 0, 0
    for old, new in [*_pairs(before, after), (len(before), len(after))]:
        yield from (Passage(stretches=(Stretch(Edit.REMOVED, text),)) for text in before[done:old])
        yield from (Passage(stretches=(Stretch(Edit.ADDED, text),)) for text in after[placed:new])
        if old < len(before):
            yield Passage(stretches=_stretches(before[old], after[new]))
        done, placed = old + 1, new + 1


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


def _stretches(before: str, after: str) -> tuple[Stretch, ...]:
    """A paragraph with its words taken out and put in."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > _MANY_TOKENS)
    steps = [_Step(kind == "equal", "".join(old[a:b]), "".join(new[c:d])) for kind, a, b, c, d in matcher.get_opcodes()]
    found = []
    for step in _joined(steps):
        if step.equal:
            found.append(Stretch(Edit.SAME, step.new))
            continue
        found += [Stretch(e, t) for e, t in ((Edit.REMOVED, step.old), (Edit.ADDED, step.new)) if t]
    return tuple(found)


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
