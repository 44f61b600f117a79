"""A table set in columns where it fits, and as flowing rows where it does not; nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.ui.render.inlay import Inlay, Sign
from newsterm.ui.render.page import Piece
from newsterm.ui.render.visible import visible
from newsterm.ui.render.wrap import cells

if TYPE_CHECKING:
    from newsterm.model import Block
    from newsterm.ui.render.highlight import Styled

_RULE = "│"


def table_pieces(block: Block, signs: list[Sign], runs: tuple[Styled, ...]) -> Piece:
    """The table in columns, with the flowing form as what is set in its place where that is too wide.

    The block's text is its rows, cells separated by tabs; a rule stands for each tab, so offsets hold.
    """
    text = visible(block.text.replace("\t", _RULE))
    return replace(
        _set(block, text, _padding(block.text, signs) + signs, runs),
        narrow=replace(_set(block, text, _spaces(block.text) + signs, runs), turn="  "),
    )


def _set(block: Block, text: str, signs: list[Sign], runs: tuple[Styled, ...]) -> Piece:
    return Piece(inlay=Inlay.of(text, signs), start=block.start, style="article--table", runs=runs)


def _rows(text: str) -> list[list[tuple[int, int]]]:
    """Where the cells of each row begin and end."""
    rows: list[list[tuple[int, int]]] = []
    at = 0
    for line in text.split("\n"):
        row: list[tuple[int, int]] = []
        for cell in line.split("\t"):
            row.append((at, at + len(cell)))
            at += len(cell) + 1
        rows.append(row)
    return rows


def _padding(text: str, signs: list[Sign]) -> list[Sign]:
    """Spaces that bring the cells into columns; columns of numbers end flush, others begin flush."""
    rows = _rows(text)
    columns = max(len(row) for row in rows)
    sizes = [[_size(text, cell, signs) for cell in row] for row in rows]
    widths = [max(row[i] for row in sizes if i < len(row)) for i in range(columns)]
    flush_right = [_numbers([text[slice(*row[i])] for row in rows[1:] if i < len(row)]) for i in range(columns)]
    spaces: list[Sign] = []
    for row, row_sizes in zip(rows, sizes, strict=True):
        for i, (start, end) in enumerate(row):
            pad = " " * (widths[i] - row_sizes[i])
            edge = " " if i else ""
            spaces.append(Sign(start, edge + (pad if flush_right[i] else "")))
            if i < len(row) - 1:
                spaces.append(Sign(end, ("" if flush_right[i] else pad) + " "))
    return spaces


def _size(text: str, cell: tuple[int, int], signs: list[Sign]) -> int:
    start, end = cell
    return cells(visible(text[start:end])) + sum(cells(sign.text) for sign in signs if start <= sign.at < end)


def _numbers(column: list[str]) -> bool:
    filled = [cell for cell in column if cell.strip()]
    return bool(filled) and all(any(c.isdigit() for c in cell) and len(cell) <= 16 for cell in filled)


def _spaces(text: str) -> list[Sign]:
    """A space on either side of each rule."""
    tabs = [offset for offset, character in enumerate(text) if character == "\t"]
    return [Sign(at, " ") for tab in tabs for at in (tab, tab + 1)]
