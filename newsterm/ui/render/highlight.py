"""Claims as they are drawn in the text: which words are whose content, source, cue or hedge, and in what style."""

from __future__ import annotations

import sys
from enum import IntEnum
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from newsterm.model import Kind, Span
from newsterm.ui.render.inlay import Sign
from newsterm.ui.render.kinds import KIND_LOOKS
from newsterm.ui.render.runs import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsterm.model import MarkedClaim

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


_NONE: Mapping[str, int] = MappingProxyType({})


class Part(IntEnum):
    """What of a claim a span is; a later one is drawn over an earlier one."""

    CONTENT = 0
    SOURCE = 1
    CUE = 2
    HEDGE = 3


class Numbered(Struct, frozen=True, kw_only=True):
    """A claim that is shown, with its number in the article."""

    number: int
    marked: MarkedClaim

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.marked.claim.id

    @property
    def kind(self) -> Kind:
        """What the claim's source is."""
        return self.marked.claim.kind


class Styled(NamedTuple):
    """A stretch of the article's text with its style and the claims whose words it is."""

    start: int
    end: int
    style: tuple[str, ...]
    """Component classes, each drawn over the one before it."""
    claims: tuple[str, ...]
    """Ids of the claims whose content, source or cue it is, the innermost first."""


def number_claims(claims: Iterable[MarkedClaim], known: Mapping[str, int] = _NONE) -> tuple[Numbered, ...]:
    """The claims that are not rejected, in the order of the text, which numbers them.

    Claims whose numbers are `known`, by their ids, keep them, and others get those that follow; where no claim has a
    known number, they are those of another text, and all are numbered anew.
    """
    ordered = sorted(claims, key=_place)
    kept = known if any(marked.claim.id in known for marked in ordered) else _NONE
    following = count(max(kept.values(), default=0) + 1)
    numbered = [Numbered(number=kept.get(marked.claim.id) or next(following), marked=marked) for marked in ordered]
    return tuple(claim for claim in numbered if not claim.marked.state.rejected)


class Numbers:
    """The numbers of an article's claims: none means another claim because one was rejected, or less sure ones came."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, claims: Iterable[MarkedClaim]) -> tuple[Numbered, ...]:
        """The claims that are not rejected, each under the number that it had before."""
        numbered = number_claims(claims, self._known)
        if not any(claim.id in self._known for claim in numbered):
            self._known.clear()
        self._known |= {claim.id: claim.number for claim in numbered}
        return numbered


def _place(marked: MarkedClaim) -> tuple[int, int]:
    spans = marked.claim.content or marked.claim.cue or marked.claim.source
    return (spans[0].start, -spans[-1].end) if spans else (sys.maxsize, 0)  # what the text lost comes last


def claim_sign(numbered: Numbered, at: int, *, ascii_only: bool = False) -> Sign:
    """What stands before a claim's first word: its shape and its number: small, in ASCII set apart."""
    number = f"{numbered.number} " if ascii_only else str(numbered.number).translate(_SUPERSCRIPTS)
    return Sign(
        at,
        f"{KIND_LOOKS[numbered.kind].shape}{number}",
        (KIND_LOOKS[numbered.kind].component, "claim--sign"),
        numbered.id,
    )


def content_class(kind: Kind) -> str:
    """The component class of a claim's content: as `kind--...`, with the underline that tells kinds apart."""
    return KIND_LOOKS[kind].component.replace("kind--", "claim--", 1)


_OWN = content_class(Kind.OWN)
CLAIM_CLASSES = frozenset(content_class(kind) for kind in Kind) | {
    "claim--sign",
    "claim--source",
    "claim--cue",
    "claim--hedge",
}
"""For the COMPONENT_CLASSES of a widget that draws claims in a text."""


def highlight(claims: Sequence[Numbered], start: int, end: int) -> tuple[Styled, ...]:
    """The range of the text as stretches that cover every character once, each with what the claims make of it.

    Where contents overlap or nest, the innermost - the one of the least extent - gives the style.
    """
    spans: list[Span] = []
    meant: list[tuple[Part, Numbered]] = []
    for numbered in claims:
        claim = numbered.marked.claim
        parts = (
            (Part.CONTENT, claim.content),
            (Part.SOURCE, claim.source),
            (Part.CUE, claim.cue),
            (Part.HEDGE, claim.hedges),
        )
        for part, places in parts:
            spans += places
            meant += [(part, numbered)] * len(places)
    sizes = {numbered.id: _extent(numbered) for numbered in claims}
    return tuple(
        Styled(run.start, run.end, *_drawn([meant[i] for i in run.over], sizes)) for run in split(spans, start, end)
    )


def _extent(numbered: Numbered) -> int:
    return sum(span.end - span.start for span in numbered.marked.claim.content)


def _drawn(over: list[tuple[Part, Numbered]], sizes: dict[str, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Style classes and claim ids of a run with these parts of claims over it."""
    if not over:
        return (), ()
    inner = sorted(over, key=lambda pair: (sizes[pair[1].id], -pair[1].number))
    style: list[str] = []
    contents = [numbered for part, numbered in inner if part is Part.CONTENT]
    if any(numbered.marked.claim.own for numbered in contents):
        style.append(_OWN)  # a ground, on which a claim shows as elsewhere
    content = next((numbered for numbered in contents if numbered.kind is not Kind.OWN), None)
    if content is not None:
        style.append(content_class(content.kind))
    source = next((numbered for part, numbered in inner if part is Part.SOURCE), None)
    if source is not None:
        style += (KIND_LOOKS[source.kind].component, "claim--source")
    parts = {part for part, _ in over}
    if Part.CUE in parts:
        style.append("claim--cue")
    if Part.HEDGE in parts:
        style.append("claim--hedge")
    return tuple(style), tuple(dict.fromkeys(numbered.id for _, numbered in inner))
