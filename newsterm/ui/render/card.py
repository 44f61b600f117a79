"""Everything that is known of a claim, as lines: its words, its source, the way it came, and its place in the text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsterm.model import Kind, QuoteType, clean_line
from newsterm.ui.render.claims import source_name, when_words
from newsterm.ui.render.flow import Bit, TextLine, flow
from newsterm.ui.render.kinds import KIND_LOOKS
from newsterm.ui.render.masthead import stamp
from newsterm.ui.render.tags import chips
from newsterm.ui.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from newsterm.model import Claim, MarkedClaim, Span
    from newsterm.ui.render.tags import TagStyles

CARD_CLASSES = frozenset({"card--text", "card--label", "card--quiet", "card--source", "card--hedge", "card--context"})
"""For the COMPONENT_CLASSES of a widget that shows a card."""

_LABEL = 15
"""Cells of the column of labels, the space after them included."""
_CONTEXT = 180
"""Characters of the text shown on either side of the claim."""
_BAR = 10
_HEDGED = "hedged by"
_QUOTATION = {
    QuoteType.DIRECT: "direct: the words themselves",
    QuoteType.INDIRECT: "indirect: told in other words",
    QuoteType.MIXED: "mixed: some of the words themselves",
}


def card_lines(
    marked: MarkedClaim, article_text: str, width: int, *, tags: TagStyles, zone: tzinfo | None = None
) -> list[TextLine]:
    """The card of a claim in lines of at most `width` cells; `zone` is where times are told, None the local one."""
    claim = marked.claim
    lines = flow([Bit(visible(claim.text.replace("\n", " ")), ("card--text",))], width)
    lines += [(), *_source(claim, width)]
    lines.append(())
    for label, value in _facts(claim, article_text):
        lines += _labelled(label, value, width)
    if marked.state.tags:
        shown = chips([clean_line(tag) for tag in marked.state.tags], tags, max(1, width - _LABEL))
        lines += _labelled(
            "tags", [Bit(text, (style.removeprefix("."),) if style else ()) for text, style in shown], width
        )
    if marked.state.note:
        lines += _labelled("note", [Bit(clean_line(marked.state.note))], width)
    context = _context(claim, article_text)
    if context:
        lines += [(), (Bit("in the text", ("card--label",)),), *flow(context, width)]
    return [*lines, (), *flow([Bit(origin_words(marked, zone), ("card--quiet",))], width)]


def origin_words(marked: MarkedClaim, zone: tzinfo | None, *, spelled: bool = False) -> str:
    """What found it, or when the user highlighted it, and whether the text still holds it; `spelled` as in `stamp`."""
    claim, kept = marked.claim, marked.state.kept
    if kept is None:
        return f"found by {clean_line(claim.extractor)}"
    lost = "; the text has changed since and no longer holds these words" if claim.lost else ""
    return f"highlighted by you on {stamp(kept, zone, spelled=spelled)}{lost}"


def _source(claim: Claim, width: int) -> list[TextLine]:
    shape = Bit(f"{KIND_LOOKS[claim.kind].shape}\xa0", (KIND_LOOKS[claim.kind].component,))
    lines = flow([shape, Bit(source_name(claim), ("card--source",))], width)
    words = source_words(claim)
    return [*lines, *_hung([Bit("  ")], [Bit(words, ("card--quiet",))], width)] if words else lines


def source_words(claim: Claim) -> str:
    """What is known of the source beside its name: its kind, its role, how the text calls it."""
    title, name = KIND_LOOKS[claim.kind].title, source_name(claim)
    told = [title if name != title else ""]
    role = clean_line(claim.role or "")
    if role and role.casefold() not in name.casefold():
        told.append(role)
    written = clean_line(claim.source_text or "")
    if written and written != name:
        told.append(f"“{written}” in the text")
    return ", ".join(filter(None, told))


def claim_facts(claim: Claim, article_text: str, arrow: str, *, spelled: bool = False) -> Iterator[tuple[str, str]]:
    """What is known of how it was said, label and words; `arrow` stands between those through whom it came.

    `spelled` as in `when_words`.
    """
    chain = [clean_line(name) if name else "" for name in claim.chain]
    if len(chain) > 1:
        # What was told to this very paper came through it once.
        links = [name for name, after in pairwise(chain[1:]) if name.casefold() != after.casefold()]
        yield "came by", arrow.join([chain[0] or "no source", *links, chain[-1] or "this page"])
    yield "said", clean_line(claim.cue_text or "") or "without a word of attribution"
    if claim.when is not None:
        date, words = when_words(claim.when, spelled=spelled), clean_line(claim.when.text)
        yield "when", date if date == words else f"{date} (“{words}”)"
    hedges = dict.fromkeys(clean_line(article_text[start:end]) for start, end in claim.hedges)
    if hedges:
        yield _HEDGED, ", ".join(hedges)
    yield "act", claim.act.value
    yield "quotation", _QUOTATION[claim.quote_type]


def _facts(claim: Claim, article_text: str) -> Iterator[tuple[str, list[Bit]]]:
    """What is known, label and value, in the order in which a reader asks; nothing of what nobody says."""
    if claim.kind is Kind.OWN:
        return
    for label, words in claim_facts(claim, article_text, " → "):
        yield label, [Bit(words, ("card--hedge",) if label == _HEDGED else ())]
    if claim.own:
        return
    yield "confidence", meter(claim.confidence)
    yield "worth checking", meter(claim.check_worthiness)


def meter(share: float) -> list[Bit]:
    """A share from 0 to 1 as a bar and in per cent."""
    share = min(max(share, 0.0), 1.0)
    filled = round(share * _BAR)
    return [Bit("━" * filled), Bit("─" * (_BAR - filled), ("card--quiet",)), Bit(f" {share:.0%}", ("card--quiet",))]


def _labelled(label: str, value: list[Bit], width: int) -> list[TextLine]:
    return _hung([Bit(f"{label:<{_LABEL - 1}} "[:_LABEL], ("card--label",))], value, width)


def _hung(lead: list[Bit], value: list[Bit], width: int) -> list[TextLine]:
    """The value behind its lead, further lines below its beginning."""
    indent = sum(len(bit.text) for bit in lead)
    lines = flow(value, max(1, width - indent))
    return [(*(lead if i == 0 else (Bit(" " * indent),)), *line) for i, line in enumerate(lines)]


def _context(claim: Claim, article_text: str) -> list[Bit]:
    """The passage that the claim stands in, its content emphasised."""
    spans = claim.content or claim.cue or claim.source
    if not spans or not article_text:
        return []
    first, last = spans[0].start, spans[-1].end
    before = article_text.rfind("\n\n", 0, first)
    start = _word_edge(article_text, max(first - _CONTEXT, before + 2 if before >= 0 else 0))
    end = article_text.find("\n\n", last)
    end = min(last + _CONTEXT, len(article_text) if end < 0 else end)
    bits = [Bit("… " if start > 0 and article_text[start - 1 : start] != "\n" else "", ("card--quiet",))]
    bits += _emphasised(article_text, start, end, spans, KIND_LOOKS[claim.kind].component)
    more = end < len(article_text) and article_text[end] != "\n"
    return [*bits, Bit(" …" if more else "", ("card--quiet",))]


def _emphasised(text: str, start: int, end: int, spans: tuple[Span, ...], style: str) -> Iterator[Bit]:
    at = start
    for span in spans:
        yield Bit(_on_one_line(text[at : span.start]), ("card--quiet",))
        yield Bit(_on_one_line(text[span.start : span.end]), (style, "card--context"))
        at = span.end
    yield Bit(_on_one_line(text[at:end]), ("card--quiet",))


def _on_one_line(text: str) -> str:
    return visible(text.replace("\n", " "))


def _word_edge(text: str, at: int) -> int:
    """The beginning of the first whole word from here on."""
    if at == 0 or text[at - 1].isspace():
        return at
    space = text.find(" ", at, at + 30)
    return at if space < 0 else space + 1
