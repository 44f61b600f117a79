"""Readings as Markdown: what stands in a text is escaped, never interpreted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.export.plain import heading_lines, local_time, source_words, state_words
from newsterm.model import Block, BlockKind, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsterm.model import Item, MarkedClaim, Reading

# CommonMark 0.31, 2.4: any ASCII punctuation may be escaped; these are the ones that can begin something.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~!&])|^(\s*)([-+=])|^(\s*\d+)([.)])", re.MULTILINE)


def escape(text: str) -> str:
    """The text so that a Markdown renderer shows it letter for letter."""
    return _SPECIAL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    mark, indent, sign, number, dot = match.groups()
    if mark:
        return f"\\{mark}"
    return f"{indent}\\{sign}" if sign else f"{number}\\{dot}"


def reading_markdown(reading: Reading) -> str:
    """An entry as a Markdown document: heading, article, claims with their sources."""
    title, line, *link = heading_lines(reading.item, reading.article)
    parts = [f"# {escape(clean_line(title))}", escape(line), *(f"<{address}>" for address in link)]
    if reading.note:
        parts.append(f"*{escape(reading.note)}*")
    if reading.item.state.note:
        parts.append(f"Note: {escape(clean_line(reading.item.state.note))}")
    if reading.article is not None:
        parts += [_block(b) for b in reading.article.blocks if not b.furniture]
    if reading.claims:
        parts += ["## Claims", "\n".join(line for m in reading.claims for line in _claim(m))]
    return "\n\n".join(parts)


def claims_markdown(rows: Iterable[tuple[Item, MarkedClaim]]) -> str:
    """Claims as a list, each with its source and the story that it is cited from."""
    lines: list[str] = []
    for item, marked in rows:
        lines += _claim(marked)
        cited = f"{item.title}, {item.feed_title}, {local_time(item.entry.published or item.first_seen)}"
        lines.append(f"  {escape(clean_line(cited))}" + (f" <{item.entry.link}>" if item.entry.link else ""))
    return "\n".join(lines)


def _block(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * min(6, max(2, block.level + 1))} {escape(clean_line(block.text))}"
        case BlockKind.LIST:
            return f"{'   ' * block.level}{_marker(block.marker)} {escape(clean_line(block.text))}"
        case BlockKind.FOOTNOTE:
            return f"{escape(block.marker or '*')} {escape(clean_line(block.text))}"
        case BlockKind.QUOTE:
            return "\n".join(f"> {escape(line)}" for line in block.text.splitlines())
        case BlockKind.CODE:
            return _fenced(block.text)
        case BlockKind.TABLE if block.rows:
            return _table(block.rows)
        case _:
            return escape(block.text)


def _marker(marker: str | None) -> str:
    return marker if marker and re.fullmatch(r"\d{1,9}[.)]", marker) else "-"


def _fenced(text: str) -> str:
    """A fence longer than any run of backticks inside."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    width = max(len(row) for row in rows)
    full = ((*row, *[""] * (width - len(row))) for row in rows)
    lines = [f"| {' | '.join(escape(clean_line(cell)) for cell in row)} |" for row in full]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _claim(marked: MarkedClaim) -> Iterator[str]:
    claim = marked.claim
    yield f"- {escape(clean_line(claim.text))}  "
    noted = marked.state.note
    yield f"  {escape(source_words(claim) + state_words(marked.state))}{'  ' if noted else ''}"
    if noted:
        yield f"  Note: {escape(clean_line(noted))}"
