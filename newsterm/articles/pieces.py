"""A tree is cut into pieces: the runs of text that become blocks, each with where it stands and what stands there."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from newsterm.articles.hints import hint, names
from newsterm.articles.inline import Run, gather
from newsterm.articles.notes import NOTE, raised
from newsterm.articles.sightings import Sighting, images_in, solid, unscripted
from newsterm.model import BlockKind, clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_SKIPPED = names(
    "script style noscript template svg math canvas object embed applet iframe frame frameset audio video map"
    " area button select option optgroup datalist input textarea progress meter head title meta link base dialog"
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul caption"
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CAPTION = re.compile(r"caption|cutline", re.IGNORECASE)
_NO_CAPTION = re.compile(r"closed-?caption|captioned", re.IGNORECASE)
_BULLET = "•"


class Place(Struct, frozen=True, kw_only=True):
    """Where a piece stands in the document: what its ancestors say about it."""

    quotes: int = 0
    """Open quotations."""
    lists: int = 0
    """Open lists."""
    marker: str | None = None
    """What stands before the list item that begins here."""
    in_item: bool = False
    heading: int = 0
    caption: bool = False
    note: bool = False
    """Whether this is a footnote; its mark is the marker."""
    figure: HtmlElement | None = None
    hints: tuple[tuple[HtmlElement, str], ...] = ()
    """Ancestors whose names tell what kind of furniture they hold, outermost first, with that kind."""


class Piece(Struct, kw_only=True):
    """A run of text that becomes one block. Filled once by `cut`, then only read."""

    element: HtmlElement
    """The innermost block element around the text."""
    place: Place
    kind: BlockKind
    text: str
    links: tuple[Run, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    words: list[str] = field(default_factory=list)
    """Its words in lower case, as `\\w+` finds them."""
    sightings: tuple[Sighting, ...] = ()
    """The images between the piece before and this one."""

    @property
    def linked(self) -> float:
        """The share of its characters that is linked."""
        return sum(run.end - run.start for run in self.links) / max(1, len(self.text))


_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.lower())


def cut(root: HtmlElement) -> list[Piece]:
    """All visible text under an element, in the order of the document."""
    return cut_all(root)[0]


def cut_all(root: HtmlElement) -> tuple[list[Piece], list[Sighting]]:
    """All visible text under an element, in the order of the document, and the images behind the last of it."""
    pieces: list[Piece] = []
    met: list[Sighting] = []
    for found in _element(root, Place()):
        if isinstance(found, Sighting):
            met.append(found)
        elif found.text:
            found.words = words(found.text)
            found.sightings, met = tuple(met), []
            pieces.append(found)
    return pieces, met


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element says that it is not shown."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)


def _element(element: HtmlElement, place: Place) -> Iterator[Piece | Sighting]:
    """The pieces and images of a block element."""
    tag = element.tag
    if tag == "pre":
        yield _code(element, place)
        return
    if tag == "table" and (rows := data_rows(element)):
        for caption in element.iterfind("caption"):
            yield from _element(caption, replace(place, caption=True))
        text = "\n".join("\t".join(row) for row in rows)
        yield Piece(element=element, place=place, kind=BlockKind.TABLE, text=text, rows=rows)
        return
    if tag in ("ul", "ol", "menu", "dir"):
        yield from _list(element, place)
        return
    yield from _children(element, place)


def _children(element: HtmlElement, place: Place) -> Iterator[Piece | Sighting]:
    """Text and inline children are gathered into pieces; block children end them and give their own."""
    waiting: list[HtmlElement | str] = [element.text] if element.text else []
    for child in element:
        if not _is_text(child):
            if child.tag == "noscript":
                yield from (Sighting(image=image, hints=place.hints) for image in unscripted(child))
            if child.tail:
                waiting.append(child.tail)
            continue
        if _holds_blocks(child):
            yield from _flush(element, place, waiting)
            if waiting:
                place = _after_first(place)
            waiting = []
            yield from _element(child, _inside(child, place))
            place = _after_first(place)
        else:
            waiting.append(child)
        if child.tail:
            waiting.append(child.tail)
    yield from _flush(element, place, waiting)


def _after_first(place: Place) -> Place:
    """Only the first piece of a list item carries the marker."""
    return replace(place, marker=None) if place.marker is not None else place


def _is_text(child: HtmlElement) -> bool:
    """Whether a child is an element whose text is shown."""
    return isinstance(child.tag, str) and child.tag not in _SKIPPED and not is_hidden(child)


def _holds_blocks(child: HtmlElement) -> bool:
    """Whether a child is a block or wraps one (a link or span around paragraphs)."""
    return child.tag in _BLOCKS or next(child.iter(*_BLOCKS), None) is not None


def _flush(element: HtmlElement, place: Place, waiting: list[HtmlElement | str]) -> Iterator[Piece | Sighting]:
    """The pieces of what was gathered, two line breaks in a row part paragraphs; and its images, behind their piece."""
    images = deque((before, Sighting(image=image, hints=place.hints)) for before, image in images_in(waiting))
    done = 0
    for text, links in gather(waiting, element):
        while images and images[0][0] <= done:
            yield images.popleft()[1]
        yield Piece(element=element, place=place, kind=_kind(place), text=text, links=links)
        place = _after_first(place)
        done += solid(text) if images else 0
    yield from (sighting for _, sighting in images)


def _kind(place: Place) -> BlockKind:
    if place.caption:
        return BlockKind.CAPTION
    if place.heading:
        return BlockKind.HEADING
    if place.note:
        return BlockKind.FOOTNOTE
    if place.in_item:
        return BlockKind.LIST
    return BlockKind.QUOTE if place.quotes else BlockKind.PARAGRAPH


def _inside(element: HtmlElement, place: Place) -> Place:
    """What holds inside an element, given what holds around it."""
    tag = element.tag
    stated = " ".join(element.get(name, "") for name in ("class", "id", "role", "itemprop"))
    kind = hint(tag, stated)
    if mark := element.get(NOTE):
        place = replace(place, note=True, marker=raised(mark))
    if kind and not (place.quotes and kind == "footer"):  # there it says whose words are quoted
        place = replace(place, hints=(*place.hints, (element, kind)))
    if tag == "blockquote":
        return replace(place, quotes=place.quotes + 1)
    if tag in _HEADINGS:
        return replace(place, heading=_HEADINGS[tag])
    if tag == "figure":
        return replace(place, figure=element)
    if tag in ("figcaption", "caption") or (_CAPTION.search(stated) and not _NO_CAPTION.search(stated)):
        return replace(place, caption=True)
    return replace(place, in_item=True, marker=None) if tag == "dd" else place


def _list(element: HtmlElement, place: Place) -> Iterator[Piece | Sighting]:
    """Items of a list, each with its bullet or number."""
    ordered = element.tag == "ol"
    number = _number(element.get("start"), 1)
    inner = replace(place, lists=place.lists + 1)
    for child in element:
        if not _is_text(child):
            continue
        if child.tag != "li":
            yield from _element(child, _inside(child, inner))
            continue
        number = _number(child.get("value"), number)
        marker = f"{number}." if ordered else _BULLET
        number += 1
        within = _inside(child, inner)
        yield from _element(child, within if within.note else replace(within, in_item=True, marker=marker))


def _number(stated: str | None, default: int) -> int:
    """A list's number as stated, where that is a number of sane size."""
    return int(stated) if stated and stated.isascii() and stated.isdigit() and len(stated) < 7 else default


def _code(element: HtmlElement, place: Place) -> Piece:
    """Preformatted text keeps its lines and columns."""
    text = clean_text("".join(element.itertext())).strip("\n").rstrip()
    return Piece(element=element, place=place, kind=BlockKind.CODE, text=text)


def data_rows(table: HtmlElement) -> tuple[tuple[str, ...], ...]:
    """The cells of a table that holds data; nothing for one that only lays out a page."""
    if table.get("role") == "presentation" or next(table.iterfind(".//table"), None) is not None:
        return ()
    rows = []
    for row in table.iter("tr"):
        cells = tuple(clean_line("".join(cell.itertext())) for cell in row if cell.tag in ("td", "th"))
        if any(cells):
            rows.append(cells)
    columns = max(map(len, rows), default=0)
    lengths = sorted(len(cell) for row in rows for cell in row)
    # Cells of data are short; in a table for layout one cell holds the page.
    if len(rows) < 2 or columns < 2 or lengths[-1] > 600 or lengths[len(lengths) // 2] > 120:
        return ()
    return tuple(rows)
