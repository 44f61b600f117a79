"""Queries as values: what the language's text is parsed into and what the store compiles.

Entry leaves say something of an entry, claim leaves of a claim. Asked for entries, a claim leaf holds where any claim
that is not rejected satisfies it; asked for claims, an entry leaf holds for the claim's entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, timedelta

    from newsterm.model import Act, Kind, QuoteType


class Op(StrEnum):
    """Comparison of a number or an age."""

    LT = "<"
    LE = "<="
    EQ = "="
    GE = ">="
    GT = ">"


class TextField(StrEnum):
    """Where words are looked for."""

    ANY = "any"
    TITLE = "title"
    AUTHOR = "author"
    TEXT = "text"
    SAID = "said"
    """The content of claims."""


class Flag(StrEnum):
    """What `is:` can ask."""

    READ = "read"
    UNREAD = "unread"
    STARRED = "starred"
    TAGGED = "tagged"


class Part(StrEnum):
    """What `has:` can ask."""

    CLAIMS = "claims"
    ENCLOSURE = "enclosure"
    REVISION = "revision"


class Counted(StrEnum):
    """What can be counted in an entry."""

    CLAIMS = "claims"
    NAMED = "named"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; no parts hold always."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One part holds at least."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Tree


@dataclass(frozen=True, slots=True)
class Words:
    """Full text: every word of `text` begins a word there (case and diacritics folded); a phrase in this order."""

    text: str
    field: TextField = TextField.ANY
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression (re.IGNORECASE) found in title or text."""

    regex: str


@dataclass(frozen=True, slots=True)
class InFeed:
    """The feed's URL equals, or its title or host contains, the value, case folded."""

    value: str


@dataclass(frozen=True, slots=True)
class InFolder:
    """The feed is filed in this folder or below it."""

    value: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """The entry, asked for entries, or the claim, asked for claims, has this tag."""

    name: str


@dataclass(frozen=True, slots=True)
class Is:
    """A mark of the entry (`tagged`: of the thing asked for)."""

    flag: Flag


@dataclass(frozen=True, slots=True)
class Has:
    """The entry has at least one of these."""

    part: Part


@dataclass(frozen=True, slots=True)
class Age:
    """How long ago the entry's sort time is."""

    op: Op
    age: timedelta


@dataclass(frozen=True, slots=True)
class Dated:
    """The entry's sort time lies between two days, both included, in the local zone; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The entry's language begins with this code."""

    value: str


@dataclass(frozen=True, slots=True)
class LinkHas:
    """The entry's link contains this, case folded."""

    value: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many claims, by named or unnamed sources or all, the entry has."""

    what: Counted
    op: Op
    number: int


@dataclass(frozen=True, slots=True)
class SaidBy:
    """The claim's source, as written or resolved, contains this, case folded."""

    name: str


@dataclass(frozen=True, slots=True)
class SourceKind:
    """The claim's source is of this kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Via:
    """One of the links of the claim's chain after the origin contains this, case folded."""

    name: str


@dataclass(frozen=True, slots=True)
class CueHas:
    """The claim's cue contains this, case folded."""

    value: str


@dataclass(frozen=True, slots=True)
class Hedged:
    """The claim carries a hedge, or none."""

    hedged: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """The claim's type of quotation."""

    quote_type: QuoteType


@dataclass(frozen=True, slots=True)
class Acts:
    """What the source does by saying it."""

    act: Act


Leaf = (
    Words | Pattern | InFeed | InFolder | Tagged | Is | Has | Age | Dated | InLanguage | LinkHas | Count
    | SaidBy | SourceKind | Via | CueHas | Hedged | Quoted | Acts
)  # fmt: skip
Tree = And | Or | Not | Leaf

EVERYTHING = And(())
