"""Text and inline elements become lines of text with the links inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsterm.articles.hints import names
from newsterm.articles.notes import raised
from newsterm.model import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement


class Run(NamedTuple):
    """A linked stretch of a piece's text, with the address as written."""

    start: int
    end: int
    href: str


_SILENT = names(
    "script style noscript template svg math canvas object embed iframe audio video map button select option"
    " input textarea progress meter head title meta link base"
)
_BREAK = "\x00"


def gather(nodes: list[HtmlElement | str], around: HtmlElement) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Paragraphs of a run of inline nodes with their links; a lone line break stays one, two part paragraphs."""
    outer = _outer_link(around)
    parts: list[tuple[str, str | None]] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append((node.replace(_BREAK, ""), outer))
        else:
            _flat(node, outer, parts)
    if parts:
        yield from _paragraphs(parts)


def _outer_link(element: HtmlElement) -> str | None:
    """The address of the link that a block stands in: HTML 5 lets a link wrap paragraphs."""
    while element is not None and element.tag not in ("body", "article", "main"):
        if element.tag == "a":
            href: str | None = element.get("href")
            return href
        element = element.getparent()
    return None


def _flat(element: HtmlElement, href: str | None, parts: list[tuple[str, str | None]]) -> None:
    """An inline element's text, without its tail, with the link that each part stands in."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SILENT or element.get("hidden") is not None:
        return
    if tag == "br":
        parts.append((_BREAK, None))
        return
    if tag == "a":
        href = element.get("href") or href
    if tag == "sup" and (number := raised(text := "".join(element.itertext()))) != text:
        inner = next((link.get("href") for link in element.iter("a") if link.get("href")), None)
        parts.append((number, inner or href))
        return
    if element.text:
        parts.append((element.text.replace(_BREAK, ""), href))
    for child in element:
        _flat(child, href, parts)
        if child.tail:
            parts.append((child.tail.replace(_BREAK, ""), href))


def _paragraphs(parts: list[tuple[str, str | None]]) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Parts become paragraphs: white space collapses across their borders, links keep their places."""
    text: list[str] = []
    length, space, breaks = 0, False, 0
    runs: list[Run] = []
    for part, href in parts:
        if part == _BREAK:
            breaks += 1
            continue
        cleaned = clean_text(part)
        split = cleaned.split()
        if not split:
            space = space or bool(cleaned)
            continue
        if breaks > 1 and text:
            yield "".join(text), tuple(runs)
            text, length, runs = [], 0, []
        lead = "\n" if breaks == 1 else " " if space or cleaned[0].isspace() else ""
        if text and lead:
            text.append(lead)
            length += 1
        breaks, space = 0, cleaned[-1].isspace()
        joined = " ".join(split)
        if href:
            _extend(runs, Run(length, length + len(joined), href))
        text.append(joined)
        length += len(joined)
    if text:
        yield "".join(text), tuple(runs)


def _extend(runs: list[Run], run: Run) -> None:
    """A link whose text comes in several parts is one link."""
    if runs and runs[-1].href == run.href and run.start - runs[-1].end <= 1:
        run = Run(runs.pop().start, run.end, run.href)
    runs.append(run)
