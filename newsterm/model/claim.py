"""A claim: an attribution in the sense of PARC and PolNeAR, its place in the text and what is known of its source."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from newsterm.model.article import Span

BY_HAND = "own"
"""The extractor of what the user highlighted."""


class Kind(StrEnum):
    """What the source refers to."""

    NAMED_PERSON = "named-person"
    UNNAMED_PERSON = "unnamed-person"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    GROUP = "group"
    SELF = "self"
    NONE = "none"
    OWN = "own"
    """Nobody is said to say it: words that the user highlighted, which count as no claim."""


class QuoteType(StrEnum):
    """Whether the content stands in quotation marks: all of it, none of it, or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the source does by saying it."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ASKS = "asks"
    PLANS = "plans"
    BELIEVES = "believes"
    DECLINES = "declines"


class Quote(Struct, frozen=True, kw_only=True):
    """W3C TextQuoteSelector: finds the content again in another version of the text."""

    exact: str
    prefix: str
    suffix: str


class When(Struct, frozen=True, kw_only=True):
    """The time of the saying: the words, and the date they mean (YYYY, YYYY-MM or YYYY-MM-DD) where that is known."""

    text: str
    date: str | None


class Claim(Struct, frozen=True, kw_only=True):
    """Who says what, how and when. Spans count code points of the article's text, are sorted and never overlap."""

    id: str
    """Stable over re-extraction as long as the quotation can be found; unique inside its article."""
    entry: str | None
    content: tuple[Span, ...]
    """Empty where the user highlighted words that the text no longer holds."""
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    text: str
    source_text: str | None
    cue_text: str | None
    quote: Quote
    quote_type: QuoteType
    kind: Kind
    resolved: str | None
    """The fullest name or description of the source in the article."""
    role: str | None
    chain: tuple[str | None, ...]
    """Origin first (None where there is none), then through whom, last the outlet (None where unknown)."""
    when: When | None
    hedges: tuple[Span, ...]
    act: Act
    check_worthiness: float
    confidence: float
    extractor: str

    @property
    def own(self) -> bool:
        """Whether the user highlighted it, naming a source or none."""
        return self.extractor == BY_HAND

    @property
    def lost(self) -> bool:
        """Whether the user highlighted it, and the article's text, another one now, no longer holds the words."""
        return self.own and not self.content


class ClaimState(Struct, frozen=True, kw_only=True):
    """What the user did with a claim."""

    tags: tuple[str, ...] = ()
    rejected: bool = False
    note: str | None = None
    kept: datetime | None = None
    """When the user highlighted it; None for what was found."""


class MarkedClaim(Struct, frozen=True, kw_only=True):
    """A claim and its marks."""

    claim: Claim
    state: ClaimState
