"""An opened item as passages that are read one after the other, and the difference of two versions, in words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.model import Block, BlockKind, Edit, clean_line, counted
from newsterm.simple.plain import sentence
from newsterm.ui.render.article import story_blocks
from newsterm.ui.render.masthead import byline, dates, headline, outlet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from newsterm.model import Article, Difference, Passage, Reading

_CONTEXT = 5
"""Words told before a place that changed."""


class Told(Struct, frozen=True, kw_only=True):
    """A paragraph, heading, list item or table as it is said."""

    lines: tuple[str, ...]
    start: int
    """Where it begins in the article's text."""
    end: int


def head_lines(reading: Reading, zone: tzinfo | None) -> Iterator[str]:
    """Title, outlet and byline, date, and what a reader should know about the text."""
    yield sentence(headline(reading))
    names = dict.fromkeys(filter(None, (outlet(reading), clean_line(byline(reading)))))
    yield sentence(", ".join(names))
    yield sentence(dates(reading, zone, spelled=True))
    if reading.item.revisions:
        yield "Changed since it was first read."
    if reading.note:
        yield sentence(f"Note: {clean_line(reading.note)}")
    if reading.item.state.note:
        yield sentence(f"Your note: {clean_line(reading.item.state.note)}")


def told_story(reading: Reading, article: Article) -> tuple[Told, ...]:
    """The story without its furniture."""
    told: list[Told] = []
    for kind, group in groupby(story_blocks(reading, article), key=lambda block: block.kind):
        blocks = list(group)
        for place, block in enumerate(blocks):
            lines = tuple(_list_item(block, place, len(blocks)) if kind is BlockKind.LIST else _block(block))
            start = block.start if block.start is not None else told[-1].end if told else 0
            told.append(Told(lines=lines, start=start, end=block.end if block.end is not None else start))
    return tuple(told)


def furniture_lines(article: Article) -> list[str]:
    """What stands around the story: captions, promos, teasers."""
    return [
        f"{clean_line(block.label or block.kind.value)}: {sentence(clean_line(block.text))}"
        for block in article.blocks
        if block.furniture
    ]


def _block(block: Block) -> list[str]:
    text = clean_line(block.text)
    match block.kind:
        case BlockKind.PARAGRAPH:
            return [text]
        case BlockKind.TABLE:
            return _table(block)
        case BlockKind.CODE:
            lines = [line.expandtabs(4) for line in block.text.splitlines() if line.strip()]
            return [f"Code: {counted(len(lines), 'line')}.", *lines]
        case BlockKind.FOOTNOTE:
            marker = clean_line(block.marker or "")
            return [f"Footnote{f' {marker}' if marker else ''}: {text}"]
        case _:
            return [f"{block.kind.value.capitalize()}: {sentence(text)}"]


def _list_item(block: Block, place: int, number: int) -> list[str]:
    marker = clean_line(block.marker or "")
    name = marker.rstrip(".)") if marker[:1].isalnum() else str(place + 1)
    begins = f"List of {number}. " if place == 0 and number > 1 else ""
    level = f", level {block.level + 1}" if block.level else ""
    return [f"{begins}Item {name}{level}: {sentence(clean_line(block.text))}"]


def _table(block: Block) -> list[str]:
    rows = block.rows or tuple(tuple(line.split("\t")) for line in block.text.split("\n"))
    rows = tuple(tuple(map(clean_line, row)) for row in rows)
    columns = max(len(row) for row in rows)
    size = f"Table, {counted(columns, 'column')}, {counted(len(rows), 'row')}."
    if len(rows) == 1 or columns == 1:
        return [size, *(_row(i, row, ()) for i, row in enumerate(rows, 1))]
    return [size, _row(1, rows[0], ()), *(_row(i, row, rows[0]) for i, row in enumerate(rows[1:], 2))]


def _row(number: int, row: Sequence[str], names: Sequence[str]) -> str:
    """The cells of a row, each with the name of its column."""
    named = [
        f"{names[i]}: {cell}" if i < len(names) and names[i] and names[i] != cell else cell
        for i, cell in enumerate(row)
        if cell
    ]
    return f"Row {number}: {sentence('; '.join(named) or 'empty')}"


# -- differences -------------------------------------------------------------------------------------------------------


def difference_lines(difference: Difference) -> Iterator[str]:
    """What changed, passage by passage: what was taken out and put in, and after which words."""
    yield sentence(difference.words.capitalize())
    unchanged = 0
    for passage in difference.passages:
        if not passage.is_changed:
            unchanged += not passage.heading
            continue
        if unchanged:
            yield f"{counted(unchanged, 'paragraph')} as before."
            unchanged = 0
        yield from _changed(passage)
    if unchanged:
        yield f"{counted(unchanged, 'paragraph')} as before."


def _changed(passage: Passage) -> Iterator[str]:
    noun = "title" if passage.heading else "paragraph"
    edits = {stretch.edit for stretch in passage.stretches}
    if edits in ({Edit.ADDED}, {Edit.REMOVED}):
        text = clean_line("".join(stretch.text for stretch in passage.stretches))
        yield f"{noun.capitalize()} {edits.pop().value}: {sentence(text)}"
        return
    before = ""
    for same, group in groupby(passage.stretches, key=lambda stretch: stretch.edit is Edit.SAME):
        stretches = list(group)
        if same:
            before = clean_line("".join(stretch.text for stretch in stretches))
            continue
        removed, added = (
            clean_line(" ".join(stretch.text for stretch in stretches if stretch.edit is edit))
            for edit in (Edit.REMOVED, Edit.ADDED)
        )
        where = f"After “{' '.join(before.split()[-_CONTEXT:])}”" if before else f"At the beginning of the {noun}"
        parts = [f"removed: {removed}" if removed else "", f"added: {added}" if added else ""]
        yield sentence(f"{where}: {'; '.join(filter(None, parts))}")
