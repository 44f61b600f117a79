"""What a source stands for, and those who are spoken of in an article, as values."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from newsterm.claims.sources.names import Mention


class Referent(Struct, frozen=True, kw_only=True):
    """What a source stands for."""

    text: str | None
    """The fullest name or description, as the article has it."""
    role: str | None = None
    person: bool = False
    """Whether it is a person whom the article names."""
    several: bool = False
    """Whether it is several persons who are named."""
    body: bool = False
    """Whether it is a firm or another body, although its name alone does not show it."""
    own_voice: bool = False
    """Whether it is the writer."""


class Sort(StrEnum):
    """What a pronoun must be to stand for something: he or she, they, it."""

    PERSON = "person"
    MANY = "many"
    THING = "thing"


class Spoken(Struct, frozen=True, kw_only=True):
    """One place where somebody or something is spoken of."""

    word: int
    last: int
    """The word after the phrase."""
    sentence: int
    sort: Sort
    head: str
    """The noun of the phrase in the singular; of a name, its key."""
    subject: bool
    """Whether it stands where the subject of a clause stands."""
    quotation: int
    """The number of the quotation around it, or 0."""
    female: bool | None = None
    mention: Mention | None = None
    """The name, where it is one."""
    referent: Referent | None = None
    """What it stands for, where that is known."""
    told: bool = False
    """Whether it was the source of something said."""
