"""What a user highlights, as a claim of the user's own; and the sentences that an article offers for it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from newsterm.claims.identity import Ids, quote_of
from newsterm.claims.text.quotes import find_quotations
from newsterm.claims.text.sentences import paragraphs, sentences
from newsterm.model import BY_HAND, Act, Claim, Kind, QuoteType, Span, spans_within, story_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.model import Article

_MARK = "0"
"""How ids of highlights begin: those of claims that are found have no such digit, so that none is another's."""


def own_claim(article: Article, span: Span, *, source: str | None, kind: Kind, outlet: str | None) -> Claim | None:
    """What of the range is part of the story, as a claim; None where nothing is.

    `source` is who says it, if the user names somebody, and of which `kind` that is; else the kind is OWN.
    """
    content = spans_within(article, span)
    if not content:
        return None
    words = [article.text[start:end] for start, end in content]
    whole = Span(content[0].start, content[-1].end)
    place = hashlib.sha256(repr(content).encode()).hexdigest()  # the same words elsewhere are another highlight
    return Claim(
        id=_MARK + Ids().next("".join(words), place)[1:],
        entry=None,
        content=content,
        cue=(),
        source=(),
        text=" … ".join(words) if len(words) > 1 else words[0],
        source_text=None,
        cue_text=None,
        quote=quote_of(article.text, content),
        quote_type=_quoted(article.text, whole),
        kind=kind if source else Kind.OWN,
        resolved=source,
        role=None,
        chain=(source, outlet),
        when=None,
        hedges=(),
        act=Act.ASSERTS,
        check_worthiness=0.0,
        confidence=1.0,
        extractor=BY_HAND,
    )


def _quoted(text: str, whole: Span) -> QuoteType:
    """Whether the words stand in quotation marks; the marks may be left out of them."""
    start = text.rfind("\n", 0, whole.start) + 1
    end = text.find("\n", whole.end)
    around = text[start:] if end < 0 else text[start:end]
    low, high = whole.start - start, whole.end - start
    touching = [q for q in find_quotations(around) if q.span.start < high and q.span.end > low]
    if not touching:
        return QuoteType.INDIRECT
    within = any(quotation.span.start <= low and high <= quotation.span.end for quotation in touching)
    return QuoteType.DIRECT if within else QuoteType.MIXED


def sentences_of(article: Article) -> Iterator[Span]:
    """The sentences of the story, in the order of the text."""
    for start, end in story_spans(article):
        block = article.text[start:end]
        for line in paragraphs(block):
            yield from (Span(start + first, start + last) for first, last in sentences(block, line))
