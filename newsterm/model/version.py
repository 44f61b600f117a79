"""Versions of a story's words, and what became of one on the way to the next."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from newsterm.model.article import Article
    from newsterm.model.entry import Entry


class Revision(Struct, frozen=True, kw_only=True):
    """An earlier version as it is kept: what the feed said, or the article that was made of the page."""

    until: datetime
    """When another version took its place."""
    entry: Entry | None = None
    article: Article | None = None


class Version(Struct, frozen=True, kw_only=True):
    """What a story said at one time."""

    title: str | None
    paragraphs: tuple[str, ...]
    """The body, furniture left out."""
    until: datetime | None = None
    """When the next one took its place; None is the one that is shown."""


class Edit(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Stretch(NamedTuple):
    """Words that share a fate."""

    edit: Edit
    text: str


class Passage(Struct, frozen=True, kw_only=True):
    """A paragraph, or the title, with what was taken out and what was put in, in reading order."""

    stretches: tuple[Stretch, ...]
    heading: bool = False
    """Whether it is the title."""

    @property
    def is_changed(self) -> bool:
        """Whether anything was taken out or put in."""
        return any(stretch.edit is not Edit.SAME for stretch in self.stretches)

    def side(self, edit: Edit) -> tuple[Stretch, ...]:
        """One version's words: what stayed, and what was taken out (REMOVED) or put in (ADDED)."""
        return tuple(stretch for stretch in self.stretches if stretch.edit in (Edit.SAME, edit))


class Difference(Struct, frozen=True, kw_only=True):
    """How one version became the next."""

    before: Version
    after: Version
    passages: tuple[Passage, ...]
    added: int
    """Words that were put in."""
    removed: int
    """Words that were taken out."""

    @property
    def words(self) -> str:
        """The size of the change: `12 words added, 1 removed`."""
        noun = "word" if self.added == 1 else "words"
        return f"{self.added} {noun} added, {self.removed} removed"
