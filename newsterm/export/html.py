"""Articles as HTML: blocks as elements, claims as marks; every text is escaped, only web addresses become links."""

from __future__ import annotations

from html import escape
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from newsterm.export.looks import LOOKS, css_class
from newsterm.model import BlockKind, Kind, clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsterm.model import Block, Claim

_WEB = ("http://", "https://")


class Spot:
    """A claim in the text: where, of what kind of source, whose, and how its mark and its note are called."""

    def __init__(self, nth: int, claim: Claim, prefix: str) -> None:
        self.nth = nth
        self.kind = claim.kind
        self.own = claim.own
        self.spans = claim.content
        self.mark = f"{prefix}c{nth}"
        self.note = f"{prefix}n{nth}"


def text(words: str | None) -> str:
    """The words as HTML text or the value of an attribute."""
    return escape(clean_text(words or ""), quote=True)


def line(words: str | None) -> str:
    """The same on one line."""
    return text(clean_line(words or ""))


def link(address: str | None, words: str) -> str:
    """Words, HTML already, that lead to an address of the web; the words alone where it is none."""
    if not address or not address.lower().startswith(_WEB):
        return words
    return f'<a href="{text(address)}" rel="noreferrer noopener">{words}</a>'


def blocks_html(blocks: Sequence[Block], spots: Sequence[Spot] = (), *, top: int = 3) -> Iterator[str]:
    """The body's blocks as elements; the article's own headings begin at the level `top`."""
    seen: set[int] = set()
    shown = [block for block in blocks if not block.furniture]
    for is_list, some in groupby(shown, key=lambda block: block.kind is BlockKind.LIST):
        if is_list:
            yield "<ul>" + "".join(_list_item(block, spots, seen) for block in some) + "</ul>"
        else:
            yield from (_block(block, spots, seen, top) for block in some)


def _list_item(block: Block, spots: Sequence[Spot], seen: set[int]) -> str:
    number = f"{line(block.marker)} " if block.marker and block.marker[:1].isalnum() else ""
    kind = ' class="numbered"' if number else ""
    inner = f"{number}{_marked(block, spots, seen)}"
    return "<li" + kind + ">" + '<span class="deeper"></span>' * min(block.level, 5) + inner + "</li>"


def _block(block: Block, spots: Sequence[Spot], seen: set[int], top: int) -> str:
    match block.kind:
        case BlockKind.HEADING:
            level = min(6, top + max(0, block.level - 2))
            return f"<h{level}>{_marked(block, spots, seen)}</h{level}>"
        case BlockKind.QUOTE:
            return f"<blockquote><p>{_marked(block, spots, seen)}</p></blockquote>"
        case BlockKind.CODE:
            return f"<pre>{_marked(block, spots, seen)}</pre>"
        case BlockKind.TABLE if block.rows:
            rows = ("<tr>" + "".join(f"<td>{text(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
            return f'<div class="wide"><table>{"".join(rows)}</table></div>{_signs(block, spots, seen)}'
        case BlockKind.FOOTNOTE:
            return f'<p class="small">{line(block.marker or "*")} {_marked(block, spots, seen)}</p>'
    return f"<p>{_marked(block, spots, seen)}</p>"


def _signs(block: Block, spots: Sequence[Spot], seen: set[int]) -> str:
    """The signs of the claims in a block whose text can't be marked."""
    inside = [s for s in spots if any(_overlaps(block, span) for span in s.spans) and s.nth not in seen]
    seen.update(spot.nth for spot in inside)
    signs = "".join(f'<span id="{spot.mark}">{_sign(spot)}</span>' for spot in inside)
    return f"<p>{signs}</p>" if signs else ""


def _overlaps(block: Block, span: tuple[int, int]) -> bool:
    return block.start is not None and block.end is not None and span[0] < block.end and span[1] > block.start


def _marked(block: Block, spots: Sequence[Spot], seen: set[int]) -> str:
    """The block's text with claims marked and links set; of claims inside each other the innermost shows."""
    words, start = block.text, block.start
    if start is None:
        return _lines(words)
    placed = [
        (max(0, s - start), min(len(words), e - start), spot)
        for spot in spots
        for s, e in spot.spans
        if _overlaps(block, (s, e))
    ]
    links = [(found.span.start, min(len(words), found.span.end), found.url) for found in block.links]
    cuts = {0, len(words), *(p for s, e, _ in placed for p in (s, e)), *(p for s, e, _ in links for p in (s, e))}
    made = []
    for s, e in pairwise(sorted(cut for cut in cuts if 0 <= cut <= len(words))):
        inner = _lines(words[s:e])
        inner = next((link(url, inner) for a, b, url in links if a <= s and e <= b), inner)
        over = sorted((b - a, spot.nth, spot) for a, b, spot in placed if a <= s and e <= b)
        made.append(_mark([spot for *_, spot in over], inner, seen) if over else inner)
        made += [_sign(spot) for _, b, spot in placed if b == e and start + b == spot.spans[-1][1]]
    return "".join(made)


def _mark(over: Sequence[Spot], inner: str, seen: set[int]) -> str:
    """The words in the look of the innermost claim, on a ground of their own where the user highlighted them."""
    shown = next((spot for spot in over if spot.kind is not Kind.OWN), over[0])
    others = "".join(f'<span id="{s.mark}"></span>' for s in over if s is not shown and s.nth not in seen)
    name = "" if shown.nth in seen else f' id="{shown.mark}"'
    own = " own" if any(spot.own for spot in over) else ""
    seen.update(spot.nth for spot in over)
    return f'{others}<mark{name} class="{css_class(shown.kind)}{own}">{inner}</mark>'


def _sign(spot: Spot) -> str:
    look = LOOKS[spot.kind]
    return (
        f'<a class="sign {css_class(spot.kind)}" href="#{spot.note}" aria-label="claim {spot.nth}, {look.words}">'
        f"{look.shape}{spot.nth}</a>"
    )


def _lines(words: str) -> str:
    return text(words).replace("\n", "<br>")
