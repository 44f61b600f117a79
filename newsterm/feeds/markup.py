"""Which elements and attributes of HTML newsterm keeps: what is text, structure, a link or a picture."""

from __future__ import annotations

ALLOWED = frozenset(
    {
        "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote", "br", "caption",
        "center", "cite", "code", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li",
        "main", "mark", "nav", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small",
        "source", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
        "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr",
    }
)  # fmt: skip
VOID = frozenset({"br", "hr", "img", "source", "wbr"})
"""Elements without content."""
DROPPED = frozenset(
    {
        "annotation", "annotation-xml", "applet", "base", "button", "canvas", "datalist", "embed", "frame", "frameset",
        "iframe", "input", "link", "meta", "noembed", "noframes", "object", "optgroup", "option", "param", "plaintext",
        "script", "select", "style", "svg", "template", "textarea", "title", "xml",
    }
)  # fmt: skip
"""Left out with everything inside: none of it is text to read."""
ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "title", "id"}),
    "abbr": frozenset({"title"}),
    "audio": frozenset({"src"}),
    "blockquote": frozenset({"cite"}),
    "code": frozenset({"class"}),
    "data": frozenset({"value"}),
    "del": frozenset({"datetime"}),
    "img": frozenset({"src", "srcset", "alt", "title", "width", "height"}),
    "ins": frozenset({"datetime"}),
    "li": frozenset({"value", "id"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "pre": frozenset({"class"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"src", "srcset", "type", "media"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
    "video": frozenset({"src", "poster"}),
}
EVERYWHERE = frozenset({"lang", "dir"})
"""Attributes of every element."""
ADDRESSES = frozenset({"src", "cite", "poster"})
NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "start", "value"})
