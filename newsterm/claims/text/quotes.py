"""Where quotation marks open and close: typographic, straight, guillemets, doubled apostrophes; nested."""

from __future__ import annotations

import re

from msgspec import Struct

from newsterm.model import Span

_MARK = re.compile("[“”„«»\"‘’\n]|''+")


class Quotation(Struct, frozen=True):
    """One quotation, marks included; `inner` is what stands between them."""

    span: Span
    inner: Span
    continues: bool = False
    """Whether it goes on in the next paragraph, which opens with a mark again."""


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order; linear in its length.

    A mark left open runs to the end of its paragraph, as printers have it when the next one opens with a mark again.
    """
    found: list[Quotation] = []
    opened: tuple[int, int, str] | None = None
    for match in _MARK.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        if mark == "\n":
            if opened is not None and opened[2] != "‘":
                found.append(_quotation(opened, start, start, continues=True))
            opened = None
            continue
        kind = mark[:2] if mark.startswith("''") else mark
        if opened is None:
            if _opens(text, kind, start, end):
                opened = (start, end if kind != mark else start + len(kind), kind)
        elif _closes(text, opened[2], kind, start, end):
            found.append(_quotation(opened, start, end, continues=False))
            opened = None
        elif kind == "“" and opened[2] in '“"':
            found.append(_quotation(opened, start, start, continues=False))
            opened = (start, end, kind)
        elif opened[2] == "‘" and _opens(text, kind, start, end):
            # An apostrophe that looked like a mark (‘90s) gives way to a mark that is one.
            opened = (start, end, kind)
    if opened is not None and opened[2] != "‘":
        found.append(_quotation(opened, len(text), len(text), continues=True))
    return tuple(q for q in found if q.inner.end > q.inner.start)


def _quotation(opened: tuple[int, int, str], inner_end: int, end: int, *, continues: bool) -> Quotation:
    start, inner_start, _ = opened
    return Quotation(span=Span(start, end), inner=Span(inner_start, max(inner_start, inner_end)), continues=continues)


def _opens(text: str, kind: str, start: int, end: int) -> bool:
    if kind in ("“", "„", "«"):
        return True
    if kind in ('"', "''"):
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        return not after.isspace() and not before.isalnum()
    return kind == "‘" and not (start and text[start - 1].isalnum())


def _closes(text: str, opener: str, kind: str, start: int, end: int) -> bool:
    if opener in "“„":
        return kind in ("”", '"')
    if opener == '"':
        before = text[start - 1] if start else " "
        return kind == "”" or (kind == '"' and not (before.isspace() and end < len(text) and text[end].isalnum()))
    if opener == "«":
        return kind == "»"
    if opener == "‘":
        return kind == "’" and not (end < len(text) and text[end].isalnum())
    return kind == "''"
