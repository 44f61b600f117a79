"""An opened entry as pieces to be set: header, note, blocks with their claims, and the furniture, folded."""

from __future__ import annotations

from collections import deque
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.model import Block, BlockKind, clean_line, figures_of
from newsterm.ui.render.figures import figure_pieces
from newsterm.ui.render.highlight import claim_sign, highlight
from newsterm.ui.render.inlay import Inlay, Sign
from newsterm.ui.render.masthead import masthead
from newsterm.ui.render.page import Piece, Role
from newsterm.ui.render.table import table_pieces
from newsterm.ui.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import tzinfo

    from newsterm.model import Article, Figure, Reading
    from newsterm.ui.render.figures import Illustration
    from newsterm.ui.render.highlight import Numbered

PIECE_CLASSES = frozenset({
    "article--title", "article--meta", "article--link", "article--note", "article--own-note", "article--heading",
    "article--paragraph", "article--list", "article--footnote", "article--quote", "article--code", "article--table",
    "article--caption",
    "article--furniture", "article--fold", "article--hint", "article--waiting",
})  # fmt: skip
"""For the COMPONENT_CLASSES of a widget that draws articles."""

_BAR = "▎ "
_BULLETS = ("•", "◦", "▪")
_WIDEST_MARK = 4
_CLOSE = frozenset({BlockKind.LIST, BlockKind.FOOTNOTE})


def article_pieces(
    reading: Reading,
    claims: Sequence[Numbered],
    *,
    zone: tzinfo | None = None,
    furniture: bool = False,
    hints: Mapping[int, str] = MappingProxyType({}),
    ascii_only: bool = False,
    illustrations: Mapping[str, Illustration] | None = None,
) -> tuple[Piece, ...]:
    """Everything the article pane shows of an opened entry.

    `zone` is where times are told, None the local one; `furniture` unfolds what is folded otherwise; `hints` are
    labels to set before links, by the text offset at which the link begins. `illustrations` are the pictures that have
    come so far, by address; with None pictures are not shown, and their captions are furniture like the rest.
    """
    pieces = [*masthead(reading, zone)]
    article = reading.article
    if article is None:
        waiting = "The text is being prepared; it appears here as soon as it is."
        return (*pieces, Piece(inlay=Inlay.of(waiting), style="article--waiting"))
    body = story_blocks(reading, article)
    figures = figures_of(reading) if illustrations is not None else ()
    text = _body(body, claims, hints, ascii_only)
    pieces += _illustrated(text, figures, illustrations or {})
    if not body and not figures:
        pieces.append(Piece(inlay=Inlay.of("This text is empty."), style="article--waiting"))
    shown = {id(caption) for figure in figures for caption in figure.captions}
    aside = [block for block in article.blocks if block.furniture and id(block) not in shown]
    return (*pieces, *_furniture(aside, unfolded=furniture))


def story_blocks(reading: Reading, article: Article) -> list[Block]:
    """The story without furniture, and without a heading that says the title again."""
    body = [block for block in article.blocks if not block.furniture and block.text]
    return body[1:] if body and _repeats_title(body[0], reading, article) else body


def _repeats_title(block: Block, reading: Reading, article: Article) -> bool:
    if block.kind is not BlockKind.HEADING:
        return False
    titles = {clean_line(title).casefold() for title in (article.title, reading.item.entry.title) if title}
    return clean_line(block.text).casefold() in titles


# -- body --------------------------------------------------------------------------------------------------------------


def _body(
    blocks: Sequence[Block], claims: Sequence[Numbered], hints: Mapping[int, str], ascii_only: bool
) -> Iterator[Piece]:
    extents = [_extent(numbered) for numbered in claims]
    before: Block | None = None
    for block in blocks:
        start, end = block.start, block.end
        touching: list[Numbered] = []
        if start is not None and end is not None:
            touching = [c for c, (low, high) in zip(claims, extents, strict=True) if low < end and high > start]
        signs = [*_signs(touching, block, ascii_only), *_hint_signs(block, hints)]
        yield _set_block(block, before, signs, touching)
        before = block


def _extent(numbered: Numbered) -> tuple[int, int]:
    """From where to where a claim reaches, its source and cue included."""
    claim = numbered.marked.claim
    spans = (*claim.content, *claim.source, *claim.cue, *claim.hedges)
    return min((span.start for span in spans), default=0), max((span.end for span in spans), default=0)


def _signs(claims: Sequence[Numbered], block: Block, ascii_only: bool) -> list[Sign]:
    """The signs of the claims that begin in the block."""
    start, end = block.start or 0, block.end or 0
    begun = [(c.marked.claim.content[0].start, c) for c in claims if c.marked.claim.content]
    return [claim_sign(c, at - start, ascii_only=ascii_only) for at, c in begun if start <= at < end]


def _hint_signs(block: Block, hints: Mapping[int, str]) -> list[Sign]:
    start = block.start
    if start is None or not hints:
        return []
    places = [link.span.start for link in block.links if start + link.span.start in hints]
    return [Sign(at, f"[{hints[start + at]}]", ("article--hint",)) for at in places]


def _set_block(block: Block, before: Block | None, signs: list[Sign], claims: Sequence[Numbered]) -> Piece:
    runs = () if block.start is None or not claims else highlight(claims, block.start, block.start + len(block.text))
    if block.kind is BlockKind.TABLE:
        return table_pieces(block, signs, runs)
    lead, hang = _leads(block)
    continues = before is not None and before.kind is block.kind
    bar = lead.rstrip() if block.kind is BlockKind.QUOTE and continues else ""
    return Piece(
        inlay=Inlay.of(visible(block.text), _indented_tabs(block) + signs),
        start=block.start,
        style=f"article--{block.kind.value}",
        runs=runs,
        lead=lead,
        hang=hang,
        turn=hang,
        unbroken=block.kind is BlockKind.CODE,
        gap=_gap(block, before),
        bar=bar,
    )


def _leads(block: Block) -> tuple[str, str]:
    """What stands before the first and before the other lines."""
    match block.kind:
        case BlockKind.LIST:
            marker = clean_line(block.marker or "")
            bullet = marker if marker[:1].isalnum() else _BULLETS[min(block.level, len(_BULLETS) - 1)]
            lead = f"{'  ' * min(block.level, 6)}{bullet} "
            return lead, " " * len(lead)
        case BlockKind.FOOTNOTE:
            lead = f"{clean_line(block.marker or '*')[:_WIDEST_MARK]} "
            return lead, " " * len(lead)
        case BlockKind.QUOTE:
            bars = _BAR * (1 + min(block.level, 3))
            return bars, bars
        case BlockKind.CODE:
            return "  ", "  "
        case _:
            return "", ""


def _gap(block: Block, before: Block | None) -> bool:
    """Items of a list and footnotes stand close together, and a text close to its heading."""
    if before is None:
        return True
    return before.kind is not BlockKind.HEADING and not (before.kind is block.kind and block.kind in _CLOSE)


def _indented_tabs(block: Block) -> list[Sign]:
    """A tab of a code block takes four cells: the one that stands for it and three before it."""
    if block.kind is not BlockKind.CODE:
        return []
    return [Sign(offset, "   ") for offset, character in enumerate(block.text) if character == "\t"]


def _illustrated(
    text: Iterable[Piece], figures: Sequence[Figure], illustrations: Mapping[str, Illustration]
) -> Iterator[Piece]:
    """The text with its pictures, each behind the block that it stands behind."""
    waiting = deque(figures)
    for piece in text:
        before: list[Piece] = []
        while waiting and piece.start is not None and waiting[0].picture.at <= piece.start:
            figure = waiting.popleft()
            before += figure_pieces(figure, illustrations.get(figure.picture.url))
        yield from before
        yield replace(piece, gap=True, bar="") if before else piece
    for figure in waiting:
        yield from figure_pieces(figure, illustrations.get(figure.picture.url))


# -- furniture ---------------------------------------------------------------------------------------------------------


def _furniture(blocks: Sequence[Block], *, unfolded: bool) -> Iterator[Piece]:
    if not blocks:
        return
    count = "1 piece of furniture" if len(blocks) == 1 else f"{len(blocks)} pieces of furniture"
    words = f"▾ {count}" if unfolded else f"▸ {count} folded"
    yield Piece(inlay=Inlay.of(words), style="article--fold", role=Role.FOLD)
    for block in blocks if unfolded else ():
        label = f"{clean_line(block.label or block.kind.value)} · "
        yield Piece(
            inlay=Inlay.of(visible(block.text), [Sign(0, label)]),
            start=block.start,
            style="article--furniture",
            lead="  ",
            hang="  ",
            turn="  ",
            gap=False,
            role=Role.FURNITURE,
        )
