"""What a tagger finds: contents, cues and sources as spans, before anything is known of who or what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsterm.claims.text.document import Document
    from newsterm.model import Act, Span


class RawClaim(Struct, frozen=True, kw_only=True):
    """One attribution as a tagger marks it; spans may overlap or be out of order until they are mended."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    pattern: str
    """The name of the rule, or of the model: what confidence is calibrated by."""
    score: float | None = None
    """The tagger's own probability, where it has one."""
    act: Act | None = None
    """What the tagger's lexicon says of the cue, where it has one."""


class Tagger(Protocol):
    """Finds attributions in a prepared text; never raises, whatever the text."""

    @property
    def name(self) -> str:
        """The engine, kept with every claim: `neural`, `lexical`, `quotations`."""
        ...

    def tag(self, document: Document) -> Sequence[RawClaim]:
        """The attributions in reading order of their cues."""
        ...
