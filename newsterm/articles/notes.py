"""Footnotes: the marks in a text that lead to notes on the same page, and the notes themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NOTE = "data-newsterm-note"
"""The attribute that a note carries in our tree: its mark."""
_MARK = re.compile(r"\s*[\[(]?\s*(\d{1,3}|[*†‡§¶]{1,3}|[a-z])\s*[\])]?\s*")
_BACK = re.compile(r"\s*(?:[↩↑⤴^⇑⏎\ufe0e\ufe0f]+|back|jump up|return)\s*", re.IGNORECASE)
_HOLDERS = frozenset({"li", "p", "div", "dd", "aside", "tr", "section", "footer"})
_NO_NOTE = ("h1", "h2", "h3", "h4", "h5", "h6", "article", "main", "figure", "table", "blockquote", "pre")
"""What no footnote has in it."""
_LONGEST = 2_000
"""Characters of the longest note; what a mark leads to and is longer is a part of the page."""
_MOST = 1_000
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_NUMBER = re.compile(r"[+\-−]?\d{1,4}")


def raised(text: str) -> str:
    """A number as it stands above the line; other text as it is: "m²", but "1st"."""
    bare = text.strip()
    return bare.translate(_RAISED) if _NUMBER.fullmatch(bare) else text


def mark_notes(root: HtmlElement) -> None:
    """Give the notes of a page their marks, and take the brackets and the way back out of the text. Changes the tree.

    A note is what a link with a mark for text leads to, further down on the same page.
    """
    for element in root.iter("*"):
        element.attrib.pop(NOTE, None)  # ours alone: what a page says there would be shown as a mark
    links = [a for a in root.iter("a") if (a.get("href") or "").startswith("#") and len(a.get("href")) > 1]
    marks = [(a, found[1]) for a in links[:_MOST] if (found := _MARK.fullmatch("".join(a.itertext())))]
    if not marks:
        return
    places = {element: number for number, element in enumerate(root.iter())}
    targets = _targets(root)
    verdicts: dict[HtmlElement, bool] = {}
    for link, mark in marks:
        note = _holder(targets.get(link.get("href")[1:]))
        if note is None or places[note] <= places[link]:
            continue
        if note not in verdicts:
            verdicts[note] = _is_note(note)
            if verdicts[note]:
                note.set(NOTE, mark)
                _drop_ways_back(note, mark)
        if note.get(NOTE) == mark:
            _shorten(link, mark)


def _targets(root: HtmlElement) -> dict[str, HtmlElement]:
    """Elements by what a link on the page calls them; the first of a name counts."""
    found: dict[str, HtmlElement] = {}
    for element in root.iter("*"):
        for name in (element.get("id"), element.get("name")):
            if name:
                found.setdefault(name, element)
    return found


def _holder(element: HtmlElement | None) -> HtmlElement | None:
    """The block that a target is, or that it stands at the beginning of."""
    while element is not None and element.tag not in _HOLDERS:
        parent = element.getparent()
        begins = parent is not None and element.getprevious() is None and not (parent.text or "").strip()
        element = parent if begins and element.tag not in _NO_NOTE else None
    return element


def _is_note(element: HtmlElement) -> bool:
    """Whether a block is short, and no part of a page with headings and notes of its own."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > _LONGEST:
            return False
    inner = next(element.iter(*_NO_NOTE), None)
    return inner is None and all(other is element or other.get(NOTE) is None for other in element.iter("*"))


def _drop_ways_back(note: HtmlElement, mark: str) -> None:
    """Take out the links that lead back to the text, and the mark where the note repeats it."""
    for link in list(note.iter("a")):
        text = "".join(link.itertext())
        found = _MARK.fullmatch(text)
        repeats = found is not None and found[1] == mark
        to_here = (link.get("href") or "").startswith("#")
        if (to_here and (repeats or _BACK.fullmatch(text))) or (repeats and not link.get("href")):
            link.drop_tree()


def _shorten(link: HtmlElement, mark: str) -> None:
    """The mark alone, above the line where it is a number."""
    for child in list(link):
        link.remove(child)
    link.text = raised(mark)
