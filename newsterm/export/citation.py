"""How an item is cited: who, what, where, when, and when it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.export.plain import KIND_WORDS
from newsterm.model import Act, Kind, QuoteType, clean_line
from newsterm.model.address import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from newsterm.model import Article, Claim, Item, MarkedClaim

_ACTS = {
    Act.ASSERTS: "",
    Act.DENIES: "denied",
    Act.ASKS: "asked",
    Act.PLANS: "planned",
    Act.BELIEVES: "believed",
    Act.DECLINES: "declined to say more",
}
_QUOTES = {
    QuoteType.DIRECT: "quoted word for word",
    QuoteType.INDIRECT: "in the outlet's words",
    QuoteType.MIXED: "partly quoted",
}


def day_words(moment: datetime | None) -> str:
    """A day as people write it, in the local zone: 3 March 2025."""
    if moment is None:
        return ""
    local = moment.astimezone()
    return f"{local.day} {local:%B %Y}"


def citation(
    item: Item,
    article: Article | None = None,
    *,
    plain: Callable[[str], str] = str,
    link: Callable[[str], str] = str,
) -> str:
    """Authors, “title”, outlet, date, address, and the day on which it was read.

    `plain` makes each text harmless, `link` the address.
    """
    entry = item.entry
    byline = ", ".join(entry.authors) or (article.byline if article else None) or ""
    read = (article.asked if article else None) or item.first_seen
    parts = [
        plain(clean_line(byline)),
        f"“{plain(clean_line(item.title))}”",
        plain(clean_line((article.outlet if article else None) or item.feed_title)),
        day_words(entry.published or item.sort_time),
    ]
    where = f", {link(entry.link)}" if entry.link else ""
    return f"{', '.join(filter(None, parts))}{where}, accessed {day_words(read)}"


def confidence_words(confidence: float) -> str:
    """How sure the extractor is that somebody said this: no word on whether it is so."""
    if confidence >= 0.85:
        return "with high confidence"
    return "with some confidence" if confidence >= 0.6 else "with low confidence"


def hedge_words(claim: Claim, text: str | None) -> tuple[str, ...]:
    """The words that hedge a claim, where the article is at hand."""
    return tuple(dict.fromkeys(clean_line(text[s.start : s.end]) for s in claim.hedges)) if text else ()


def facts(marked: MarkedClaim, text: str | None) -> Iterator[tuple[str, str]]:
    """What is known of a claim's source, each with its name: as a reader is told it, in the order of asking."""
    claim, state = marked.claim, marked.state
    name = claim.resolved or claim.source_text
    yield "source", clean_line(name) if name else KIND_WORDS[claim.kind]
    if name:
        yield "kind", KIND_WORDS[claim.kind]
    if claim.role and claim.role not in (name or ""):
        yield "role", clean_line(claim.role)
    if via := [clean_line(link) for link in claim.chain[1:-1] if link]:
        yield "via", " via ".join(via)
    if claim.cue_text:
        yield "cue", f"“{clean_line(claim.cue_text)}”"
    if claim.when is not None:
        yield "when", clean_line(claim.when.text) + (f" ({claim.when.date})" if claim.when.date else "")
    if claim.hedges:
        words = ", ".join(f"“{hedge}”" for hedge in hedge_words(claim, text))
        yield "hedged", words or "yes"
    yield from _of_highlight(marked) if claim.own else _as_found(claim)
    if state.tags:
        yield "tags", ", ".join(state.tags)
    if state.note:
        yield "note", clean_line(state.note)


def _as_found(claim: Claim) -> Iterator[tuple[str, str]]:
    if act := _ACTS[claim.act]:
        yield "act", act
    yield "form", _QUOTES[claim.quote_type]
    yield "found", confidence_words(claim.confidence)


def _of_highlight(marked: MarkedClaim) -> Iterator[tuple[str, str]]:
    yield "highlighted", day_words(marked.state.kept)
    if marked.claim.lost:
        yield "place", "no longer in the text"


def facts_line(marked: MarkedClaim, text: str | None, *, plain: Callable[[str], str] = str) -> str:
    """The same on one line: the source and its kind first, then what is named."""
    told = dict(facts(marked, text))
    first = plain(told.pop("source")) + (f" ({told.pop('kind')})" if "kind" in told else "")
    bare = {"act", "form", "place"}
    return "; ".join([first, *(plain(value if name in bare else f"{name} {value}") for name, value in told.items())])


def claim_citation(claim: Claim, item: Item) -> str:
    """The claim on one line, as one quotes it: what is said, by whom, where it was read."""
    day = f", {item.entry.published:%Y-%m-%d}" if item.entry.published else ""
    link = f" <{item.entry.link}>" if item.entry.link and refusal(item.entry.link) is None else ""
    read_at = f"({item.feed_title}: {item.title}{day}){link}"
    if claim.kind is Kind.OWN:
        return f"“{claim.text}” {read_at}"
    source = claim.resolved or claim.source_text or "no source given"
    via = [name for name in claim.chain[1:-1] if name]
    who = f"{source}, via {', '.join(via)}" if via else source
    return f"“{claim.text}” — {who} {read_at}"
