"""Markup becomes a tree that the extractors can bear: sized, flattened, parsed once, without comments."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree, html

from newsterm.articles.decode import MAX_BYTES
from newsterm.articles.hints import names
from newsterm.errors import ExtractError

MAX_DEPTH = 120
"""Open elements at a time: libxml2 drops text below 256 silently, and walking a tree costs a frame a level."""

MAX_TAGS = 60_000
"""Tags that are read: an ordinary page has a tenth, and the extractors take seconds for half a million."""

# libxml2 compares each attribute with all before it: 100,000 of them take half a minute.
_STUFFED = re.compile(r"<([a-zA-Z][a-zA-Z0-9:-]*)([^<>]{20000,})>")
_MAX_ATTRIBUTES = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
# Elements that have no content, or that the parser closes by itself: leaving them open nests nothing.
_FLAT = names(
    "area base br col embed hr img input link meta param source track wbr p li dd dt tr td th thead tbody tfoot"
    " option optgroup html head body"
)
_RAW = frozenset({"script", "style", "textarea", "title", "template", "noscript"})
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse_markup(source: str) -> html.HtmlElement:
    """The document's root element; raises ExtractError where nothing in it can be read as HTML."""
    source = _NO_XML.sub("", source[:MAX_BYTES])
    if not source.strip():
        raise ExtractError("The page is empty; open it in a browser.")
    source = _STUFFED.sub(_unstuffed, _cut(source))
    if _deep(source):
        source = flatten(source)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ExtractError("The page can't be read as HTML; open it in a browser.") from error
    return root


def _cut(source: str) -> str:
    """The source up to its tag number MAX_TAGS."""
    if source.count("<") <= MAX_TAGS:
        return source
    last = next(islice(_TAG.finditer(source), MAX_TAGS, None), None)
    return source[: last.start()] if last else source


def _unstuffed(tag: re.Match[str]) -> str:
    """A very long tag: without its attributes where it has very many."""
    return f"<{tag[1]}>" if len(tag[2].split()) > _MAX_ATTRIBUTES else tag[0]


def _deep(source: str) -> bool:
    """Whether elements may nest deeper than MAX_DEPTH: counted, not parsed, so that it costs a millisecond."""
    depth = 0
    for closing, name in _TAG.findall(source):
        if name.lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False


def flatten(source: str) -> str:
    """The source without the tags that open an element below MAX_DEPTH, and without their closing tags; linear."""
    kept: list[str] = []
    open_names: list[str] = []
    dropped: dict[str, int] = {}
    at = 0
    for match in _TAG.finditer(source):
        if match.start() < at:  # inside a script, or inside a tag's attributes
            continue
        name, closing = match[2].lower(), bool(match[1])
        end = source.find(">", match.end()) + 1 or len(source)
        kept.append(source[at : match.start()])
        at = end
        if name in _RAW:
            at = _end_of_raw(source, name, end) if not closing else end
            kept.append(source[match.start() : at])
        elif name in _FLAT or source.endswith("/>", match.start(), end) or _keeps(name, closing, open_names, dropped):
            kept.append(source[match.start() : end])
        else:
            kept.append(" ")
    kept.append(source[at:])
    return "".join(kept)


def _keeps(name: str, closing: bool, open_names: list[str], dropped: dict[str, int]) -> bool:
    """Whether a tag stays; keeps count of what is open and of what was dropped."""
    if not closing:
        if len(open_names) < MAX_DEPTH:
            open_names.append(name)
            return True
        dropped[name] = dropped.get(name, 0) + 1
        return False
    if dropped.get(name):
        dropped[name] -= 1
        return False
    if name in open_names:
        while open_names.pop() != name:
            pass
    return True


def _end_of_raw(source: str, name: str, start: int) -> int:
    """Where an element without markup inside ends."""
    closing = re.compile(f"</{name}", re.IGNORECASE).search(source, start)
    return source.find(">", closing.end()) + 1 or len(source) if closing else len(source)
