"""From the blocks of a story file to HTML, dressed in an outlet's own fragments."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.demo.stories import Part, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from string import Template

_INLINE = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|\*(?P<em>[^*]+)\*|\[(?P<words>[^\]]+)\]\((?P<target>[^)]+)\)"
)
_FRAGMENTS = {Shape.FIGURE: "figure", Shape.PROMO: "promo", Shape.NEWSLETTER: "newsletter"}


class Dress(Struct, frozen=True, kw_only=True):
    """How an outlet sets its stories."""

    fragments: Mapping[str, Template]
    """Templates of "figure", "promo" and "newsletter"; blocks whose template is missing are left out."""
    link: Callable[[str], str]
    """From `outlet/slug` to an address."""
    origin: str
    """The site's scheme, host and port, for its images."""

    def html(self, parts: Iterable[Part]) -> str:
        """The blocks as HTML, one after the other."""
        return "\n".join(filter(None, (self._fragment(p) if p.shape in _FRAGMENTS else self._text(p) for p in parts)))

    def line(self, text: str) -> str:
        """One line with its inline marks as HTML; everything else in it is escaped."""
        pieces, done = [], 0
        for match in _INLINE.finditer(text):
            pieces += [escape(text[done : match.start()], quote=False), self._inline(match)]
            done = match.end()
        return "".join(pieces) + escape(text[done:], quote=False)

    def _inline(self, match: re.Match[str]) -> str:
        if match["words"]:
            return f'<a href="{escape(self.link(match["target"]))}">{escape(match["words"], quote=False)}</a>'
        tag = match.lastgroup or "em"
        return f"<{tag}>{escape(match[tag], quote=False)}</{tag}>"

    def _text(self, part: Part) -> str:
        match part.shape:
            case Shape.TABLE:
                return self._table(part)
            case Shape.CODE:
                code = escape("\n".join(part.lines), quote=False)
                return f"<pre><code>{code}</code></pre>"
            case Shape.LIST:
                return f"<ul>{self._each('li', part)}</ul>"
            case Shape.NUMBERED:
                return f"<ol>{self._each('li', part)}</ol>"
            case Shape.QUOTE:
                return f"<blockquote>{self._each('p', part)}</blockquote>"
            case _:
                return self._each("h2" if part.shape is Shape.HEADING else "p", part)

    def _each(self, tag: str, part: Part) -> str:
        return "".join(f"<{tag}>{self.line(line)}</{tag}>" for line in part.lines)

    def _table(self, part: Part) -> str:
        head, *rows = ([self.line(cell.strip()) for cell in line.strip(" |").split("|")] for line in part.lines)
        top = "".join(f"<th>{cell}</th>" for cell in head)
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"

    def _fragment(self, part: Part) -> str:
        template = self.fragments.get(_FRAGMENTS[part.shape])
        return template.substitute(self._fields(part)).strip() if template else ""

    def _fields(self, part: Part) -> dict[str, str]:
        if part.shape is Shape.FIGURE:
            name, caption, credit = (cell.strip() for cell in part.lines[0].split("|"))
            return {
                "image": escape(image_address(self.origin, name)),
                "caption": self.line(caption),
                "credit": self.line(credit),
                "alt": escape(plain(caption)),
            }
        if part.shape is Shape.NEWSLETTER:
            return {}
        words, _, target = part.lines[0].rpartition("|")
        label, _, text = words.strip().partition(": ")
        return {"label": escape(label), "text": escape(text), "url": escape(self.link(target.strip()))}


def plain(text: str) -> str:
    """One line without its inline marks."""
    return _INLINE.sub(lambda m: m["code"] or m["strong"] or m["em"] or m["words"], text)


def image_address(origin: str, name: str) -> str:
    """Where the picture of that name is served."""
    return f"{origin}/images/{name}.png"


def first_image(parts: Iterable[Part]) -> str | None:
    """The name of the first picture, if there is one."""
    return next((part.lines[0].partition("|")[0].strip() for part in parts if part.shape is Shape.FIGURE), None)
