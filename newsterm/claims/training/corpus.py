"""Marked articles as numbers: pieces, and for each cue which of them are it, what it attributes, and to whom."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newsterm.claims.neural.inputs import Pieces, read

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsterm.claims.neural.wordpiece import WordPiece

OUT, BEGIN, INSIDE = 0, 1, 2
IGNORED = -100
"""The label of a piece that teaches nothing."""
_CONTENT, _SOURCE = 0, 2
"""What is added to BEGIN and INSIDE for a content's and for a source's pieces."""


class Marked(Struct, frozen=True):
    """An attribution in pieces."""

    cue: tuple[int, ...]
    content: tuple[tuple[int, ...], ...]
    source: tuple[tuple[int, ...], ...]


class Example(Struct, frozen=True):
    """An article with its attributions."""

    id: str
    pieces: Pieces
    marked: tuple[Marked, ...]
    ignored: frozenset[int]
    """Pieces of regions that the annotators left out."""
    whole: bool = True
    """Whether all that is said in it is marked; else only cues teach."""


def load(path: Path, wordpiece: WordPiece, *, without: frozenset[str] = frozenset()) -> list[Example]:
    """The articles of a file of lines {"id", "text", "attributions", "discard"}, spans in code points."""
    with path.open(encoding="utf-8") as lines:
        records = map(json.loads, lines)
        return [example(record, wordpiece) for record in records if record["id"] not in without]


def example(record: dict[str, Any], wordpiece: WordPiece) -> Example:
    """An article with its attributions in pieces; one whose cue has no piece is left out."""
    pieces = read(record["text"], wordpiece)
    covered = _Covered(pieces)
    marked = (
        Marked(
            cue=tuple(n for span in a["cue"] for n in covered(span)),
            content=tuple(filter(None, map(covered, a["content"]))),
            source=tuple(filter(None, map(covered, a["source"]))),
        )
        for a in record["attributions"]
    )
    ignored = frozenset(n for span in record.get("discard", ()) for n in covered(span))
    return Example(id=record["id"], pieces=pieces, marked=tuple(m for m in marked if m.cue), ignored=ignored)


def load_rejected(path: Path, wordpiece: WordPiece) -> list[Example]:
    """What `newsterm claims --rejected --jsonl` gives, as paragraphs where only the cue teaches: it is none.

    Records without a cue, or with one that attributes something else as well, teach nothing and are left out.
    """
    with path.open(encoding="utf-8") as lines:
        records = [r for r in map(json.loads, lines) if r["cue"] and r["paragraph"] and not r["shared_cue"]]
    return [_rejected(record, wordpiece) for record in records]


def _rejected(record: dict[str, Any], wordpiece: WordPiece) -> Example:
    paragraph = record["paragraph"]
    pieces = read(paragraph["text"], wordpiece)
    covered, begin = _Covered(pieces), paragraph["start"]
    cue = {number for start, end in record["cue"] for number in covered((start - begin, end - begin))}
    return Example(id=record["id"], pieces=pieces, marked=(), ignored=frozenset(range(len(pieces))) - cue, whole=False)


class _Covered:
    """Which pieces a span of the text has: those of which it has half or more."""

    def __init__(self, pieces: Pieces) -> None:
        self._of: dict[int, int] = {}
        for number, (start, end) in enumerate(zip(pieces.starts, pieces.ends, strict=True)):
            self._of.update(dict.fromkeys(range(start, end), number))
        self._sizes = [end - start for start, end in zip(pieces.starts, pieces.ends, strict=True)]

    def __call__(self, span: Sequence[int]) -> tuple[int, ...]:
        seen: dict[int, int] = {}
        for offset in range(span[0], span[1]):
            if (number := self._of.get(offset)) is not None:
                seen[number] = seen.get(number, 0) + 1
        return tuple(number for number, count in seen.items() if 2 * count >= self._sizes[number])


class Sample(Struct, frozen=True):
    """A window of an article with its labels, in the window's own numbers."""

    article: int
    """Which of the articles it is of."""
    ids: list[int]
    shapes: list[int]
    quoted: list[int]
    tags: tuple[list[int], list[int], list[int]]
    """For each piece OUT, BEGIN or INSIDE of a cue, of a content, of a source; IGNORED where nothing can be learned."""
    cues: list[tuple[int, int]]
    """First and last piece of each cue, inclusive."""
    roles: list[list[int]]
    """For each cue and piece: 0, or 1, 2 for a content's and 3, 4 for a source's first and other pieces."""


def samples(examples: Iterable[Example], size: int, chance: random.Random) -> Iterator[Sample]:
    """Every article once, in windows of whole paragraphs whose borders chance moves."""
    for number, one in enumerate(examples):
        for first, last in _cuts(one.pieces.paragraphs, size, chance):
            yield _sample(number, one, first, last)


def _cuts(ranges: Sequence[tuple[int, int]], size: int, chance: random.Random) -> Iterator[tuple[int, int]]:
    room = chance.randint(size // 2, size)
    first = last = ranges[0][0] if ranges else 0
    for start, end in ranges:
        if end - first > room and last > first:
            yield first, last
            first, room = start, chance.randint(2 * size // 3, size)
        while end - first > size:
            yield first, first + size
            first += size
        last = end
    if last > first:
        yield first, last


def _sample(article: int, one: Example, first: int, last: int) -> Sample:
    pieces, length = one.pieces, last - first
    tags: tuple[list[int], list[int], list[int]] = ([OUT] * length, [OUT] * length, [OUT] * length)
    cues, roles = [], []
    for marked in one.marked:
        _mark(tags[0], [marked.cue], first)
        _mark(tags[1], marked.content, first)
        _mark(tags[2], marked.source, first)
        inside = [n - first for n in marked.cue if first <= n < last]
        if not inside:
            continue
        role = [0] * length
        _mark(role, marked.content, first, above=_CONTENT)
        _mark(role, marked.source, first, above=_SOURCE)
        cues.append((inside[0], inside[-1]))
        roles.append(role)
    for row in tags:
        for number in one.ignored if one.whole or row is tags[0] else range(first, last):
            if first <= number < last:
                row[number - first] = IGNORED
    return Sample(
        article=article,
        ids=pieces.ids[first:last],
        shapes=pieces.shapes[first:last],
        quoted=pieces.quoted[first:last],
        tags=tags,
        cues=cues,
        roles=roles,
    )


def _mark(row: list[int], spans: Iterable[Sequence[int]], first: int, *, above: int = 0) -> None:
    for span in spans:
        label = BEGIN
        for number in span:
            if 0 <= number - first < len(row):
                row[number - first] = above + label
            label = INSIDE
