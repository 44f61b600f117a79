"""Claims as sentences: who says it and what kind of source that is, how, through whom and when, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model import Kind, QuoteType, clean_line, counted
from newsterm.simple.items import tag_words
from newsterm.simple.plain import sentence
from newsterm.ui.render.card import claim_facts, origin_words, source_words
from newsterm.ui.render.claims import LOST, act_words, cue_words, outer_hedges, source_name, via_names, when_words
from newsterm.ui.render.kinds import KIND_LOOKS
from newsterm.ui.render.profile import engine_words, kind_words, no_claims, own_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from newsterm.model import Claim, Reading
    from newsterm.ui.render.highlight import Numbered


def claim_line(numbered: Numbered, article_text: str) -> str:
    """`Claim 3: an official, unnamed source, via Northwire, reportedly, told on Monday 10 March 2025: ...`"""
    claim, tags = numbered.marked.claim, tag_words(numbered.marked.state.tags)
    said = sentence(clean_line(claim.text))
    after = f" {sentence(_begun(tags))}" if tags else ""
    if claim.kind is Kind.OWN:
        note = numbered.marked.state.note
        noted = f" {sentence(f'Note: {clean_line(note)}')}" if note else ""
        return f"Highlight {numbered.number}{f', {LOST}' if claim.lost else ''}: {said}{noted}{after}"
    kind, name = KIND_LOOKS[claim.kind].title, source_name(claim)
    if claim.kind in {Kind.NAMED_PERSON, Kind.UNNAMED_PERSON}:
        kind = f"{KIND_LOOKS[claim.kind].short} source"
    via = " and ".join(via_names(claim))
    hedges = outer_hedges(claim, article_text)
    cue = cue_words(claim, hedges)
    parts = [
        name,
        kind if kind != name else "",
        f"via {via}" if via else "",
        ", ".join(hedges),
        act_words(claim),
        (", " if cue.endswith(" to") else " ").join(filter(None, (cue[:1].lower() + cue[1:], _when(claim)))),
        "word for word" if claim.quote_type is QuoteType.DIRECT else "",
        LOST if claim.lost else "",
    ]
    return f"Claim {numbered.number}: {', '.join(filter(None, parts))}: {said}{after}"


def _when(claim: Claim) -> str:
    """`on Monday 10 March 2025`, `in March 2025`, or the words of the text."""
    words = when_words(claim.when, spelled=True)
    if claim.when is None or claim.when.date is None or words == clean_line(claim.when.text):
        return words
    return f"on {words}" if claim.when.date.count("-") == 2 else f"in {words}"


def full_lines(numbered: Numbered, article_text: str) -> list[str]:
    """The claim, then the way it came, its hedges, and how sure newsterm is of having read it right."""
    claim, state = numbered.marked.claim, numbered.marked.state
    if claim.kind is Kind.OWN:
        return [claim_line(numbered, article_text)]
    facts = dict(claim_facts(claim, article_text, ", then ", spelled=True))
    # A way without anybody between source and outlet is told by naming the source.
    labels = ("came by", "hedged by") if via_names(claim) else ("hedged by",)
    told = [f"{label} {facts[label]}" for label in labels if label in facts]
    told.append(f"confidence {_percent(claim.confidence)}")
    if state.note:
        told.append(f"note: {clean_line(state.note)}")
    further = "; ".join(told)
    return [claim_line(numbered, article_text), sentence(_begun(further))]


def card_lines(numbered: Numbered, article_text: str, zone: tzinfo | None = None) -> Iterator[str]:
    """Everything that is known of a claim, a line for each fact; times are told in the zone."""
    claim, state = numbered.marked.claim, numbered.marked.state
    yield claim_line(numbered, article_text)
    if claim.kind is Kind.OWN:
        yield sentence(_begun(origin_words(numbered.marked, zone, spelled=True)))
        return
    about = source_words(claim)
    yield sentence(f"Source: {source_name(claim)}{f', {about}' if about else ''}")
    for label, words in claim_facts(claim, article_text, ", then ", spelled=True):
        yield sentence(f"{label.capitalize()}: {words}")
    if not claim.own:
        yield f"Confidence: {_percent(claim.confidence)}."
        yield f"Worth checking: {_percent(claim.check_worthiness)}."
    if state.note:
        yield sentence(f"Note: {clean_line(state.note)}")
    yield sentence(_begun(origin_words(numbered.marked, zone, spelled=True)))


def profile_line(reading: Reading, shown: Sequence[Numbered], aside: int, key: str) -> str:
    """How the story is sourced: `9 claims: 4 named, 2 unnamed via Northwire, 1 no source.`

    `aside` are so many that are less sure, which `key` tells.
    """
    less_sure = f" {aside} less sure left out, {key} tells {'it' if aside == 1 else 'them'}." if aside else ""
    if not shown:
        return "No claim is sure enough to be told." + less_sure if aside else no_claims(reading)
    kinds = ", ".join("".join(bit.text for bit in phrase) for phrase in kind_words(shown))
    engine = engine_words(shown)
    own = own_words(shown)
    count = counted(sum(claim.kind is not Kind.OWN for claim in shown), "claim")
    told = "; ".join(filter(None, (f"{count}: {kinds}" if kinds else count, engine, own)))
    return sentence(told) + less_sure


def _percent(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * 100:.0f} percent"


def _begun(words: str) -> str:
    """The words as a sentence begins."""
    return words[:1].upper() + words[1:]
