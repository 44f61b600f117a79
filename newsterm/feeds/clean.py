"""HTML from strangers, made harmless: a stream of tags in, well-formed plain HTML out, in one pass without a tree."""

from __future__ import annotations

import re
import threading
from html import escape, unescape

from lxml import etree

from newsterm.feeds.links import absolute, clean_link
from newsterm.feeds.markup import ADDRESSES, ALLOWED, ATTRIBUTES, DROPPED, EVERYWHERE, NUMBERS, VOID
from newsterm.feeds.trackers import is_tracker
from newsterm.model import clean_line, clean_text

MAX_HTML = 500_000
"""Characters of HTML that are kept of one text."""
MAX_DEPTH = 60
"""Elements that stand inside each other; deeper ones are unwrapped, their text stays."""
_MAX_INPUT = 4_000_000
_MAX_ELEMENTS = 60_000

_AROUND = frozenset({"html", "body", "head"})
_ALLOWED = {tag: names | EVERYWHERE for tag, names in ATTRIBUTES.items()}
_BARE = {tag: f"<{tag}>" for tag in ALLOWED - VOID}
_CLOSING = {tag: f"</{tag}>" for tag in ALLOWED}
_ANCHOR = re.compile(r"#[\w:.%-]{1,100}")
_MAIL = re.compile(r"mailto:[^\s<>\"']{1,300}", re.IGNORECASE)
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-orig-file")
_TAGGED = re.compile(r"<[a-zA-Z/!?]")
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+([\d.]+[wx]))?\s*(?:,|$)")


def clean_html(html: str, *, base: str | None = None) -> str:
    """The HTML without anything that acts: no script, style, form, frame, handler, tracking pixel or javascript: link.

    Text, headings, paragraphs, lists, quotations, code, tables, links and images stay; links become absolute and lose
    tracking parameters; elements nested deeper than MAX_DEPTH are unwrapped. Never longer than about MAX_HTML.
    """
    html = clean_text(html[:_MAX_INPUT])
    if not _TAGGED.search(html):
        return escape(clean_text(unescape(html)), quote=False).strip()[:MAX_HTML]
    return _cleaner().clean(html, base)


def html_to_line(html: str) -> str:
    """The text of a piece of HTML, on one line: for titles, names and other short strings."""
    if "<" not in html and "&" not in html:
        return clean_line(html)
    if not _TAGGED.search(html):
        return clean_line(unescape(html))
    return clean_line(
        unescape(re.sub(r"<[^<>]*>", "", re.sub(r"<(?:br|/?p|/?div|/?li|hr)\b[^<>]*>", " ", clean_html(html))))
    )


class _Full(Exception):
    """Enough was read."""


class _Kept(threading.local):
    cleaner: _Cleaner | None = None


_kept = _Kept()


def _cleaner() -> _Cleaner:
    """This thread's cleaner: making a parser takes four times as long as using it for a paragraph."""
    found = _kept.cleaner
    if found is None or found.is_spent:
        found = _kept.cleaner = _Cleaner()
    return found


class _Cleaner:
    """A parser with its target."""

    def __init__(self) -> None:
        self._sanitizer = _Sanitizer()
        self._parser = etree.HTMLParser(target=self._sanitizer, huge_tree=True, remove_comments=True, remove_pis=True)
        self.is_spent = False
        """Whether it stopped in the middle of something."""

    def clean(self, html: str, base: str | None) -> str:
        """The harmless part of the HTML."""
        self._sanitizer.begin(base)
        try:
            self._parser.feed("<div>")  # a wrapper, so that bare text is not put into a paragraph of the parser's own
            self._parser.feed(html)
            self._parser.close()
        except (_Full, etree.XMLSyntaxError):
            self.is_spent = True  # what came until then is what can be read of it
        return self._sanitizer.result()


class _Sanitizer:
    """The parser's target: writes what is allowed, keeps count of what is open."""

    def __init__(self) -> None:
        self.begin(None)

    def begin(self, base: str | None) -> None:
        """Begin a new text."""
        self._base = base
        self._out: list[str] = []
        self._open: list[str | None] = []
        self._depth = 0
        self._hidden = 0
        self._size = 0
        self._elements = 0
        self._started = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        bare = _BARE.get(tag)
        if bare and not attributes and self._started and not self._hidden and self._roomy():
            size = self._size + len(bare)
            if size <= MAX_HTML:  # most elements are like this: written as they are
                self._size = size
                self._elements += 1
                self._depth += 1
                self._out.append(bare)
                self._open.append(tag)
                return
        if ":" in tag:  # <xhtml:p>, as markup in XML may have it
            tag = tag.rpartition(":")[2].lower()
        if tag in _AROUND or (not self._started and tag == "div"):
            self._started = self._started or tag == "div"
            self._open.append(None)
            return
        self._elements += 1
        if self._hidden or tag in DROPPED:
            self._hidden += 1
            self._open.append("-")
            return
        written = self._element(tag, attributes) if tag in ALLOWED and self._roomy() else None
        if written is None:
            self._open.append(None)
            return
        self._write(written)
        self._open.append(tag if tag not in VOID else None)
        self._depth += tag not in VOID

    def end(self, _tag: str) -> None:
        tag = self._open.pop() if self._open else None
        if tag == "-":
            self._hidden -= 1
        elif tag is not None:
            self._depth -= 1
            self._out.append(_CLOSING[tag])

    def data(self, text: str) -> None:
        if not self._hidden:
            if "&" in text or "<" in text or ">" in text:
                text = escape(text, quote=False)
            if self._fits(text):
                self._out.append(text)
            else:
                self._write(text)

    def close(self) -> None:
        """Nothing is kept back."""

    def result(self) -> str:
        closing = [f"</{tag}>" for tag in reversed(self._open) if tag not in {None, "-"}]
        return clean_text("".join([*self._out, *closing])).strip()

    def _roomy(self) -> bool:
        return self._depth < MAX_DEPTH and self._elements < _MAX_ELEMENTS

    def _fits(self, text: str) -> bool:
        """Whether there is room for the text, which then counts; closing tags need none."""
        size = self._size + len(text)
        if size > MAX_HTML:
            return False
        self._size = size
        return True

    def _write(self, text: str) -> None:
        if not self._fits(text):
            if not text.startswith("<"):
                self._out.append(re.sub(r"&\w*$", "", text[: MAX_HTML - self._size]))
            raise _Full
        self._out.append(text)

    def _element(self, tag: str, attributes: dict[str, str]) -> str | None:
        """The opening tag with the attributes that are kept; None unwraps or leaves out the element."""
        if not attributes:
            return f"<{tag}>" if tag not in {"img", "source"} else None
        if tag == "img" and is_tracker(attributes):
            return None
        kept = self._attributes(tag, attributes)
        if tag == "img" and not kept.get("src") and not kept.get("srcset") and not kept.get("alt"):
            return None
        if tag == "source" and not kept.get("src") and not kept.get("srcset"):
            return None
        words = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        return f"<{tag}{words}>"

    def _attributes(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        allowed = _ALLOWED.get(tag, EVERYWHERE)
        kept = {
            name: value
            for name, raw in attributes.items()
            if name in allowed and (value := self._value(name, raw or "")) is not None
        }
        if tag == "img" and "src" not in kept:
            lazy = next((absolute(attributes[name], self._base) for name in _LAZY if name in attributes), None)
            if lazy:
                kept = {"src": lazy, **kept}
        return kept

    def _value(self, name: str, value: str) -> str | None:
        if name == "href":
            return self._target(value)
        if name in ADDRESSES:
            return absolute(value, self._base)
        if name == "srcset":
            return self._srcset(value)
        if name in NUMBERS:
            return value if re.fullmatch(r"\d{1,6}", value) else None
        if name == "id":
            return value if re.fullmatch(r"[\w:.-]{1,100}", value) else None
        return value[:1000]

    def _target(self, href: str) -> str | None:
        href = href.strip()
        if href.startswith("#"):
            return href if _ANCHOR.fullmatch(href) else None
        if href[:1] in "mM" and _MAIL.fullmatch(href):
            return href
        return clean_link(href, base=self._base)

    def _srcset(self, value: str) -> str | None:
        kept = []
        for address, size in _CANDIDATE.findall(value[:20_000]):
            link = absolute(address, self._base)
            if link and not is_tracker({"src": link}):
                kept.append(f"{link} {size}".strip())
        return ", ".join(kept) or None
