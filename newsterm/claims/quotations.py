"""The tagger for languages without a lexicon: quotations long enough to be statements, without a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.claims.raw import RawClaim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.claims.text.document import Document

_FEWEST_WORDS = 4


class QuotationTagger(Struct, frozen=True):
    """Finds quotations of at least four words; shorter ones are mostly names and titles."""

    name: str = "quotations"

    def tag(self, document: Document) -> Sequence[RawClaim]:
        """The quotations of a text, as attributions without cue and source."""
        found: list[RawClaim] = []
        for quotation in document.quotations:
            words = document.word_at(quotation.inner.end) - document.word_at(quotation.inner.start)
            if words >= _FEWEST_WORDS:
                found.append(RawClaim(content=(quotation.span,), cue=(), source=(), pattern="quotation"))
        return found
