"""What on a page is not the article: each piece of furniture with its kind, judged by its place and its words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsterm.articles.phrases import phrase_label
from newsterm.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from newsterm.articles.pieces import Piece

_HOLDS_ARTICLE = 0.3
"""An element that holds this share of the body's words is the article, whatever its name says."""
_TRUSTED = frozenset(
    {"comments", "newsletter", "share", "related", "navigation", "notice", "ad", "tags", "footer", "form", "promo"}
)
"""Names that mean furniture whatever the text."""
_LINES = frozenset({"byline", "date", "credit", "standfirst"})
"""Names that mean furniture where the text is a line; longer texts under them are body that is named after its top."""
_LINE = 30
"""Words up to which a piece is a line rather than a paragraph."""


class Facts(Struct, frozen=True, kw_only=True):
    """What is known of the page when its pieces are judged."""

    titles: tuple[tuple[str, ...], ...] = ()
    """The words of everything that may be its title."""
    names: tuple[tuple[str, ...], ...] = ()
    """The words of its byline and of the site's name."""
    articles: frozenset[HtmlElement] = frozenset()
    """Elements that hold much of the body."""
    parents: frozenset[HtmlElement] = frozenset()
    """Elements that are parents of several body pieces."""
    lists: frozenset[HtmlElement] = frozenset()
    """Lists, outermost ones, of which half or more is body."""

    def around(self, pieces: Sequence[Piece], support: Sequence[bool]) -> Facts:
        """The same facts, knowing which pieces are probably body."""
        body = [piece for piece, has in zip(pieces, support, strict=True) if has]
        held: Counter[HtmlElement] = Counter()
        parents: Counter[HtmlElement] = Counter()
        total = 0
        for piece in body:
            total += len(piece.words)
            parents[piece.element.getparent()] += 1
            for element in {element for element, _ in piece.place.hints}:
                held[element] += len(piece.words)
        every, some = (Counter(map(list_around, these)) for these in (pieces, body))
        return replace(
            self,
            articles=frozenset(e for e, n in held.items() if n >= _HOLDS_ARTICLE * total),
            parents=frozenset(e for e, n in parents.items() if n >= 2),
            lists=frozenset(e for e, n in some.items() if e is not None and 2 * n >= every[e]),
        )


def list_around(piece: Piece) -> HtmlElement | None:
    """The outermost list that a piece stands in."""
    around = list(piece.element.iterancestors("ul", "ol")) if piece.kind is BlockKind.LIST else []
    return around[-1] if around else None


def label_of(piece: Piece, facts: Facts) -> str | None:
    """The kind of furniture that a piece is, or None where it is body."""
    if piece.kind is BlockKind.CAPTION:
        return "caption"
    if _same(piece.words, facts.titles):
        return "title"
    return (
        _hinted(piece, facts)
        or ("byline" if len(piece.words) < _LINE and _same(piece.words, facts.names) else None)
        or _phrased(piece)
        or ("related" if piece.kind is BlockKind.PARAGRAPH and len(piece.words) >= 25 and piece.linked > 0.8 else None)
    )


def _hinted(piece: Piece, facts: Facts) -> str | None:
    """What the names around a piece make it, where its text does not speak against them."""
    hints = [kind for element, kind in piece.place.hints if element not in facts.articles]
    if not hints:
        return None
    trusted = next((kind for kind in hints if kind in _TRUSTED and not _speaks_against(piece, kind)), None)
    if trusted:
        return trusted
    line = len(piece.words) < _LINE
    if line and hints[-1] in _LINES:
        return hints[-1]
    return hints[-1] if piece.linked > 0.8 else None


def _speaks_against(piece: Piece, kind: str) -> bool:
    """Whether a piece can't be what the names say: an embedded post is "social", prose without links is no teaser."""
    if kind == "share":
        return piece.kind is BlockKind.QUOTE
    return kind == "related" and len(piece.words) >= 20 and piece.linked < 0.2


def _phrased(piece: Piece) -> str | None:
    """What a piece's own words make it; what is quoted speaks for others, with their addresses."""
    label = phrase_label(piece.text, linked=piece.linked, heading=piece.kind is BlockKind.HEADING)
    return None if label == "contact" and piece.kind is BlockKind.QUOTE else label


def light_label(piece: Piece, facts: Facts) -> str | None:
    """The kind of furniture that a piece of a feed's text is: feeds carry little, so only plain cases count."""
    if piece.kind is BlockKind.CAPTION:
        return "caption"
    if _same(piece.words, facts.titles) and piece.kind is BlockKind.HEADING:
        return "title"
    hints = [kind for element, kind in piece.place.hints if element not in facts.articles]
    if hints and hints[-1] in _TRUSTED and len(piece.words) < _LINE and not _speaks_against(piece, hints[-1]):
        return hints[-1]
    return _phrased(piece)


def _same(own: Sequence[str], others: Iterable[Sequence[str]]) -> bool:
    """Whether words equal one of others, but for one in five."""
    size = len(own)
    alike = [other for other in others if other and 0.8 * max(size, len(other)) <= min(size, len(other))]
    if not alike:
        return False
    mine = Counter(own)
    return any((mine & Counter(other)).total() >= 0.8 * max(size, len(other)) for other in alike)
