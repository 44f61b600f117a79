"""Queries as values: what the language's text is parsed into and what the store compiles.

Entry leaves say something of an entry, claim leaves of a claim. Asked for entries, a claim leaf holds where any claim
that is not rejected satisfies it; asked for claims, an entry leaf holds for the claim's entry.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime, timedelta

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


class FeedPart(StrEnum):
    """Where something is looked for in a feed."""

    TITLE = "feedtitle"
    URL = "feedurl"
    TAG = "feedtag"


class NameField(StrEnum):
    """Whose name is nearly so."""

    ANY = "any"
    """Any of the others."""
    SOURCE = "source"
    VIA = "via"
    AUTHOR = "author"
    FEED = "feed"


class Flag(StrEnum):
    """What `is:` can ask."""

    READ = "read"
    UNREAD = "unread"
    STARRED = "starred"
    TAGGED = "tagged"
    OWN = "own"
    """The user highlighted it; an entry: something in it."""
    HIDDEN = "hidden"
    NEW = "new"
    """It came after the last visit: to the saved view whose query it is, else to the reader."""


class Part(StrEnum):
    """What `has:` can ask."""

    CLAIMS = "claims"
    ENCLOSURE = "enclosure"
    REVISION = "revision"
    NOTE = "note"
    HIGHLIGHT = "highlight"


class Counted(StrEnum):
    """What can be counted in an entry."""

    CLAIMS = "claims"
    NAMED = "named"
    UNNAMED = "unnamed"


class And(Struct, frozen=True):
    """All parts hold; no parts hold always."""

    parts: tuple[Tree, ...]


class Or(Struct, frozen=True):
    """One part holds at least."""

    parts: tuple[Tree, ...]


class Not(Struct, frozen=True):
    """The part does not hold."""

    part: Tree


class Words(Struct, frozen=True):
    """Full text: every word of `text` begins a word there or is another form of it (case and diacritics folded).

    A phrase has them in this order. A form is a word with the same stem: reopening, reopened, reopens.
    """

    text: str
    field: TextField = TextField.ANY
    phrase: bool = False


class Pattern(Struct, frozen=True):
    """A regular expression (re.IGNORECASE) found in title or text, or in the named one of title, text and authors."""

    regex: str
    field: TextField = TextField.ANY


class InFeed(Struct, frozen=True):
    """The feed's URL equals, or its title or host contains, the value, case folded."""

    value: str


class InFolder(Struct, frozen=True):
    """The feed is filed in this folder or below it."""

    value: str


class FeedHas(Struct, frozen=True):
    """The feed's title or address contains the value, case folded, or the feed has it for a tag.

    A pattern is a regular expression (re.IGNORECASE) found in the title, the address or a tag.
    """

    part: FeedPart
    value: str
    pattern: bool = False


class Tagged(Struct, frozen=True):
    """The entry, asked for entries, or the claim, asked for claims, has this tag."""

    name: str


class Is(Struct, frozen=True):
    """A mark of the entry (`tagged` and `own`: of the thing asked for)."""

    flag: Flag


class FirstSeen(Struct, frozen=True):
    """The entry came after this moment; None is always. What `is:new` means where a visit is known."""

    after: datetime | None


class Has(Struct, frozen=True):
    """The entry has at least one of these; `note`: the thing asked for, an entry also where one of its claims has."""

    part: Part


class Age(Struct, frozen=True):
    """How long ago the entry's sort time is."""

    op: Op
    age: timedelta


class Dated(Struct, frozen=True):
    """The entry's sort time lies between two days, both included, in the local zone; None is open."""

    first: date | None
    last: date | None


class InLanguage(Struct, frozen=True):
    """The entry's language begins with this code."""

    value: str


class LinkHas(Struct, frozen=True):
    """The entry's link contains this, case folded; or, a pattern, it is found there (re.IGNORECASE)."""

    value: str
    pattern: bool = False


class Count(Struct, frozen=True):
    """How many claims, by named or unnamed sources or all, the entry has."""

    what: Counted
    op: Op
    number: int


class SaidBy(Struct, frozen=True):
    """The claim's source, as written or resolved, contains this, case folded."""

    name: str


class Near(Struct, frozen=True):
    """Each word of the name is spelled nearly as a word of the source, one of the chain, an author, or the feed."""

    name: str
    field: NameField = NameField.ANY


class SourceKind(Struct, frozen=True):
    """The claim's source is of this kind."""

    kind: Kind


class Via(Struct, frozen=True):
    """One of the links of the claim's chain after the origin contains this, case folded."""

    name: str


class CueHas(Struct, frozen=True):
    """The claim's cue contains this, case folded."""

    value: str


class Hedged(Struct, frozen=True):
    """The claim carries a hedge, or none."""

    hedged: bool


class Quoted(Struct, frozen=True):
    """The claim's type of quotation."""

    quote_type: QuoteType


class Acts(Struct, frozen=True):
    """What the source does by saying it."""

    act: Act


class NoteHas(Struct, frozen=True):
    """The user's note contains this, case folded: that of the claim; asked for entries, theirs or one of a claim."""

    value: str


ClaimLeaf = SaidBy | SourceKind | Via | CueHas | Hedged | Quoted | Acts
"""What can be said of a claim alone."""
Leaf = (
    Words | Pattern | InFeed | InFolder | FeedHas | Tagged | Is | Has | Age | Dated | InLanguage | LinkHas | Count
    | FirstSeen | Near | NoteHas | ClaimLeaf
)  # fmt: skip
Tree = And | Or | Not | Leaf

EVERYTHING = And(())


def leaves(tree: Tree) -> Iterator[Leaf]:
    """Everything in the tree that says something of an entry or a claim."""
    match tree:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from leaves(part)
        case Not(part=part):
            yield from leaves(part)
        case _:
            yield tree


def since_visit(tree: Tree, visit: datetime | None) -> Tree:
    """The same, where `is:new` means what came after this visit; None is before everything."""
    match tree:
        case And(parts=parts):
            return And(tuple(since_visit(part, visit) for part in parts))
        case Or(parts=parts):
            return Or(tuple(since_visit(part, visit) for part in parts))
        case Not(part=part):
            return Not(since_visit(part, visit))
        case Is(flag=Flag.NEW):
            return FirstSeen(visit)
    return tree
