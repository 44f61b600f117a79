"""Claims and their marks to documents and back."""

from __future__ import annotations

from newsterm.model import Act, Claim, ClaimState, Kind, MarkedClaim, Quote, QuoteType, When
from newsterm.store.codec.plain import Document, kept, spans_from, spans_to, time_from


def claim_to(claim: Claim) -> Document:
    """The claim; its id is the document's `key`, its entry is the document's number, both set by the caller."""
    return {
        "text": claim.text,
        "quote": [
            claim.quote.exact if claim.quote.exact != claim.text else None,
            claim.quote.prefix,
            claim.quote.suffix,
        ],
        "content": spans_to(claim.content),
        "kind": claim.kind.value,
        "quote_type": claim.quote_type.value,
        "act": claim.act.value,
        "confidence": claim.confidence,
        "check": claim.check_worthiness,
        "extractor": claim.extractor,
        **kept(
            cue_spans=spans_to(claim.cue),
            source_spans=spans_to(claim.source),
            source_text=claim.source_text,
            cue_text=claim.cue_text,
            resolved=claim.resolved,
            role=claim.role,
            chain=list(claim.chain),
            when=[claim.when.text, claim.when.date] if claim.when else None,
            hedges=spans_to(claim.hedges),
        ),
    }


def claim_from(doc: Document, entry: str) -> Claim:
    """The claim of an entry."""
    get, (exact, prefix, suffix), when = doc.get, doc["quote"], doc.get("when")
    text = doc["text"]
    return Claim(
        id=doc["key"],
        entry=entry,
        content=spans_from(doc["content"]),
        cue=spans_from(get("cue_spans", ())),
        source=spans_from(get("source_spans", ())),
        text=text,
        source_text=get("source_text"),
        cue_text=get("cue_text"),
        quote=Quote(exact=text if exact is None else exact, prefix=prefix, suffix=suffix),
        quote_type=QuoteType(get("quote_type") or get("quoted", QuoteType.INDIRECT)),
        kind=Kind(doc["kind"]),
        resolved=get("resolved"),
        role=get("role"),
        chain=tuple(get("chain", ())),
        when=When(text=when[0], date=when[1]) if when else None,
        hedges=spans_from(get("hedges", ())),
        act=Act(get("act", Act.ASSERTS)),
        check_worthiness=doc["check"],
        confidence=doc["confidence"],
        extractor=doc["extractor"],
    )


def say_by(doc: Document, source: str | None) -> None:
    """Write into a highlight's document who says it, as `said_by` reads it: then it is a claim like others.

    Where nobody does, what queries ask of claims alone is left out.
    """
    kind, _, name = (source or Kind.OWN.value).partition(":")
    for member in ("resolved", "act", "quote_type", "hedged"):
        doc.pop(member, None)
    doc |= {"kind": kind, "source": name.casefold(), "chain": [name or None, *doc["chain"][1:]]}
    if name:
        doc |= {"resolved": name, "act": Act.ASSERTS.value, "quote_type": doc["quoted"], "hedged": False}


def said_by(doc: Document) -> str | None:
    """Who says what the user highlighted, kind first: `document:the audit`; None for nobody."""
    return None if doc["kind"] == Kind.OWN else f"{doc['kind']}:{doc['resolved']}"


def claim_state_from(doc: Document) -> ClaimState:
    """What the user did with a claim."""
    return ClaimState(
        tags=tuple(doc.get("tags", ())),
        rejected=doc.get("rejected", False),
        note=doc.get("note"),
        kept=time_from(doc.get("since")),
    )


def marked_from(doc: Document, entry: str) -> MarkedClaim:
    """The claim of an entry with what the user did with it."""
    return MarkedClaim(claim=claim_from(doc, entry), state=claim_state_from(doc))
