"""Readings as Markdown with footnotes: what stands in a text is escaped, never interpreted.

Footnotes are those of GitHub and Pandoc, `[^c1]`; where a renderer knows none, they are read as text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.export.citation import citation, facts_line
from newsterm.export.plain import heading_lines
from newsterm.model import Block, BlockKind, Kind, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsterm.model import Item, MarkedClaim, Reading

# CommonMark 0.31, 2.4: any ASCII punctuation may be escaped; these are the ones that can begin something, there or in
# what others add: tables, strikethrough, mathematics, attributes, bare addresses (GFM 0.29, 6.9), definition lists.
_SPECIAL = re.compile(
    r"([\\`*_\[\]<>#|~&$^{}@]|!(?=\[|\Z)|/(?=/)|(?<=[wW]{3})\.)|^(\s*)([-+=%:])|^(\s*\d+)([.)])", re.MULTILINE
)
_ADDRESS = re.compile(r"https?://[^\s<>\\`\x00-\x20]+", re.IGNORECASE)


def escape(text: str) -> str:
    """The text so that a Markdown renderer shows it letter for letter."""
    return _SPECIAL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    mark, indent, sign, number, dot = match.groups()
    if mark:
        return f"\\{mark}"
    return f"{indent}\\{sign}" if sign else f"{number}\\{dot}"


def _plain(text: str) -> str:
    """A text of one line."""
    return escape(clean_line(text))


def _link(text: str) -> str:
    """An address as a link that shows itself; another text where it is none."""
    return f"<{text}>" if _ADDRESS.fullmatch(text) else _plain(text)


def readings_markdown(readings: Iterable[Reading]) -> Iterator[str]:
    """Documents one after the other, a rule between two; footnotes are numbered through."""
    first = 1
    for nth, reading in enumerate(readings):
        rule = "\n---\n\n" if nth else ""
        yield f"{rule}{reading_markdown(reading, first=first)}\n"
        first += len(reading.claims)


def reading_markdown(reading: Reading, *, first: int = 1) -> str:
    """An entry as a Markdown document: heading, article with a footnote at each claim, the footnotes."""
    title, line, *link = heading_lines(reading.item, reading.article)
    parts = [f"# {escape(clean_line(title))}", escape(clean_line(line)), *map(_link, link)]
    if reading.note:
        parts.append(f"*{escape(clean_line(reading.note))}*")
    if reading.item.state.note:
        parts.append(f"Note: {escape(clean_line(reading.item.state.note))}")
    numbered = [(marked.claim, f"[^c{nth}]") for nth, marked in enumerate(reading.claims, first)]
    ends = [(claim.content[-1].end, mark) for claim, mark in numbered if claim.content]
    placed: set[str] = set()
    if reading.article is not None:
        for block in reading.article.blocks:
            if not block.furniture:
                marks = _marks_in(block, ends)
                placed.update(mark for _, mark in marks)
                parts.append(_block(block, marks))
    for lead, own in (("Also said", False), ("Also highlighted", True)):
        if missing := [mark for claim, mark in numbered if mark not in placed and claim.own is own]:
            parts.append(f"{lead}: {' '.join(missing)}")
    notes = (f"[^c{nth}]: {_note(reading, marked)}" for nth, marked in enumerate(reading.claims, first))
    return "\n\n".join([*filter(None, parts), *notes])


def _marks_in(block: Block, ends: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The marks of claims that end in the block, each with its place in the block's text, in order."""
    if block.start is None or block.end is None:
        return []
    return sorted((end - block.start, mark) for end, mark in ends if block.start < end <= block.end)


def _note(reading: Reading, marked: MarkedClaim) -> str:
    text = reading.article.text if reading.article else None
    cited = citation(reading.item, reading.article, plain=_plain, link=_link)
    claim, facts = marked.claim, facts_line(marked, text, plain=_plain)
    told = f"{facts[0].upper()}{facts[1:]}" if claim.kind is Kind.OWN else f"Said by {facts}"
    words = f"“{_plain(claim.text)}” " if claim.lost else ""
    return f"{words}{told}. In: {cited}."


def item_link(item: Item) -> str:
    """The item's title as a link to its page; without a page the title alone."""
    title, link = escape(clean_line(item.title)), item.entry.link
    return f"[{title}](<{link.replace('<', '%3C').replace('>', '%3E')}>)" if link else title


def claims_markdown(rows: Iterable[tuple[Item, MarkedClaim]]) -> str:
    """Claims as quotations, each with its source and the story that it is cited from."""
    return "\n\n".join(_quotation(item, marked) for item, marked in rows)


def _quotation(item: Item, marked: MarkedClaim) -> str:
    rejected = " (rejected)" if marked.state.rejected else ""
    return (
        f"> {escape(clean_line(marked.claim.text))}\n>\n"
        f"> — {facts_line(marked, None, plain=_plain)}{rejected}\n>\n> {citation(item, plain=_plain, link=_link)}."
    )


def _with_marks(text: str, marks: Sequence[tuple[int, str]]) -> str:
    """The text escaped, with the marks in it; no line is indented, which would make it code."""
    pieces, at = [], 0
    for place, mark in marks:
        pieces += [escape(text[at:place]), mark]
        at = place
    pieces.append(escape(text[at:]))
    return "\n".join(line.strip() for line in "".join(pieces).splitlines())


def _block(block: Block, marks: Sequence[tuple[int, str]] = ()) -> str:
    match block.kind:
        case BlockKind.CODE:
            return _followed(_fenced(block.text), marks)
        case BlockKind.TABLE if block.rows:
            return _followed(_table(block.rows), marks)
    text = _with_marks(block.text, marks)
    line = " ".join(text.split())
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * min(6, max(2, block.level + 1))} {line}"
        case BlockKind.LIST:
            return f"{'   ' * min(block.level, 5)}{_marker(block.marker)} {line}"
        case BlockKind.FOOTNOTE:
            return f"{escape(clean_line(block.marker or '*'))} {line}"
        case BlockKind.QUOTE:
            return "\n".join(f"> {line}" for line in text.splitlines())
    return text


def _followed(text: str, marks: Sequence[tuple[int, str]]) -> str:
    """What can hold no marks, with those of its claims behind it."""
    return f"{text}\n\n{' '.join(mark for _, mark in marks)}" if marks else text


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
