"""Claims as JSON records; see `newsterm.export.records`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.export.record import Record, as_record, time_text
from newsterm.model.address import mask_credentials

if TYPE_CHECKING:
    from newsterm.export import shapes
    from newsterm.model import Claim, Item, MarkedClaim, Reading, Span


def claim_record(claim: Claim) -> Record:
    """A claim as its definition names the parts; spans are [start, end) in code points of the article's text."""
    return as_record(claim_shape(claim))


def claim_shape(claim: Claim) -> shapes.Claim:
    """The members of a claim, for records that have more."""
    return {
        "id": claim.id,
        "entry": claim.entry,
        "content": _pairs(claim.content),
        "cue": _pairs(claim.cue),
        "source": _pairs(claim.source),
        "text": claim.text,
        "source_text": claim.source_text,
        "cue_text": claim.cue_text,
        "quote": {"exact": claim.quote.exact, "prefix": claim.quote.prefix, "suffix": claim.quote.suffix},
        "quote_type": claim.quote_type.value,
        "kind": claim.kind.value,
        "resolved": claim.resolved,
        "role": claim.role,
        "chain": list(claim.chain),
        "when": None if claim.when is None else {"text": claim.when.text, "date": claim.when.date},
        "hedges": _pairs(claim.hedges),
        "act": claim.act.value,
        "check_worthiness": claim.check_worthiness,
        "confidence": claim.confidence,
        "extractor": claim.extractor,
    }


def marked_record(marked: MarkedClaim) -> Record:
    """A claim of the library with its marks; `own` tells what the user highlighted, `kept` when.

    The spans of an own one are empty where the article's text, another one now, no longer holds its words.
    """
    return as_record(_marked(marked))


def _marked(marked: MarkedClaim) -> shapes.MarkedClaim:
    state = marked.state
    return {
        **claim_shape(marked.claim),
        "tags": list(state.tags),
        "rejected": state.rejected,
        "note": state.note,
        "own": marked.claim.own,
        "kept": time_text(state.kept),
    }


def rejected_record(item: Item, marked: MarkedClaim, reading: Reading) -> Record:
    """A rejected claim as an example to learn from: with the paragraphs that it stands in.

    `paragraph` holds their text and where in the article it starts, from which the claim's spans count; it is null
    where the article no longer says so. `shared_cue` tells that its cue attributes something that was not rejected.
    """
    text = reading.article.text if reading.article else ""
    made: shapes.RejectedClaim = {
        **_claim_row(item, marked),
        "paragraph": _paragraph(marked.claim, text),
        "shared_cue": any(other.claim.cue == marked.claim.cue for other in reading.claims),
    }
    return as_record(made)


def _paragraph(claim: Claim, text: str) -> shapes.Paragraph | None:
    spans = sorted((*claim.content, *claim.cue, *claim.source))
    exact = claim.quote.exact
    if not spans or text[claim.content[0].start : claim.content[0].start + len(exact)] != exact:
        return None
    start = text.rfind("\n", 0, spans[0].start) + 1
    end = text.find("\n", max(span.end for span in spans))
    return {"start": start, "text": text[start:] if end < 0 else text[start:end]}


def claim_row_record(item: Item, marked: MarkedClaim) -> Record:
    """A claim in a list over many entries: with the entry's title, link and feed."""
    return as_record(_claim_row(item, marked))


def _claim_row(item: Item, marked: MarkedClaim) -> shapes.ClaimRow:
    return {
        **_marked(marked),
        "title": item.entry.title,
        "link": item.entry.link,
        "feed": mask_credentials(item.feed),
        "feed_title": item.feed_title,
        "published": time_text(item.entry.published),
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
