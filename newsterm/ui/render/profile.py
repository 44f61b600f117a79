"""The sourcing profile of an article: how many claims rest on what, as a bar and in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsterm.model import BlockKind, Kind
from newsterm.ui.render.claims import via_names
from newsterm.ui.render.flow import Bit, TextLine, flow, joined_by, width_of
from newsterm.ui.render.kinds import KIND_LOOKS, kind_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.model import Block, Reading
    from newsterm.ui.render.highlight import Numbered

PROFILE_CLASSES = frozenset({"profile--count", "profile--words", "profile--rule", "profile--filter", "profile--empty"})
"""For the COMPONENT_CLASSES of a widget that shows a profile."""

_LINES = 3
_BETWEEN = Bit("\xa0· ", ("profile--words",))


def profile_lines(
    claims: Sequence[Numbered],
    width: int,
    *,
    aside: str | None = None,
    filtered: str | None = None,
) -> list[TextLine]:
    """Count and bar, then the kinds in words, with the user's highlights, which count as no claims.

    `aside` says what is not counted, `filtered` what alone is listed.
    """
    kinds: Counter[Kind] = Counter(claim.kind for claim in claims if claim.kind is not Kind.OWN)
    count = Bit(f"{kinds.total()} claim{'' if kinds.total() == 1 else 's'}", ("profile--count",))
    room = width - width_of([count]) - 2
    bar = kind_marks([(kind, kinds[kind]) for kind in Kind], room)
    head: TextLine = (count, Bit("  "), *(Bit(shapes, (component,)) for shapes, component in bar))
    lines = [head, *flow(joined_by(_BETWEEN, kind_words(claims)), width, most=_LINES, separator=_BETWEEN)]
    if lesser := engine_words(claims):
        lines += flow([Bit(lesser, ("profile--words",))], width, most=1)
    if own := own_words(claims):
        sign = Bit(f"{KIND_LOOKS[Kind.OWN].shape}\xa0", (KIND_LOOKS[Kind.OWN].component,))
        lines += flow([sign, Bit(own, ("profile--words",))], width, most=1)
    if aside:
        lines += flow([Bit(aside, ("profile--words",))], width, most=1)
    if filtered:
        lines += flow([Bit(f"only {filtered}", ("profile--filter",))], width, most=1)
    return lines


def own_words(claims: Sequence[Numbered]) -> str:
    """How much of it the user highlighted; empty where nothing."""
    number = sum(claim.kind is Kind.OWN for claim in claims)
    return f"{number} highlight{'' if number == 1 else 's'} of yours" if number else ""


def engine_words(claims: Sequence[Numbered]) -> str | None:
    """What to say of claims that were not found by the model."""
    engines = {claim.marked.claim.extractor.rpartition(" ")[2] for claim in claims}
    if "lexical" in engines:
        return "found by word lists, without the model"
    return "quotations only: the model reads English" if "quotations" in engines else None


def kind_words(claims: Sequence[Numbered]) -> list[list[Bit]]:
    """How many claims rest on which kind of source, one phrase a kind."""
    kinds = Counter(claim.kind for claim in claims)
    words: list[list[Bit]] = []
    for kind in Kind:
        number = kinds[kind]
        if number and kind is not Kind.OWN:
            look = KIND_LOOKS[kind]
            via = _via([claim for claim in claims if claim.kind is kind]) if kind is Kind.UNNAMED_PERSON else ""
            noun = look.short if number == 1 else look.plural
            words.append([Bit(f"{number}\xa0{noun}", (look.component,)), Bit(via, ("profile--words",))])
    return words


def _via(claims: Sequence[Numbered]) -> str:
    """` via Reuters` where all came through it, ` (2 via Reuters)` where some did."""
    names = Counter(names[0] for claim in claims if (names := via_names(claim.marked.claim)))
    if not names:
        return ""
    name, number = names.most_common(1)[0]
    return f" via {name}" if number == len(claims) else f" ({number} via {name})"


def no_claims(reading: Reading | None) -> str:
    """Why there is nothing to list, in words."""
    if reading is None:
        return "Open an item to see who says what in it."
    if reading.article is None:
        return "Claims are being found; they appear here with the text."
    if reading.claims:
        rejected = len(reading.claims)
        return "The only claim was rejected." if rejected == 1 else f"All {rejected} claims were rejected."
    return _nobody_speaks([block for block in reading.article.blocks if not block.furniture])


def _nobody_speaks(blocks: Sequence[Block]) -> str:
    prose = [block for block in blocks if block.kind in {BlockKind.PARAGRAPH, BlockKind.QUOTE}]
    if not blocks:
        return "No claims: there is no text."
    if not prose:
        return "No claims: this is a list of items, not a story."
    if sum(len(block.text.split()) for block in prose) < 40:
        return "No claims: there are only a few words here. The full page may have more."
    return "No claims: nobody is quoted or cited in this text."
