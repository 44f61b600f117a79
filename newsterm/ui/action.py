"""What an action is: what it is for, where it acts, what it takes, and how it is written as a row of the registry."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator


class Group(StrEnum):
    """What an action is for; the order of help and of every key table."""

    MOVE = "Move"
    READ = "Read"
    MARK = "Mark and tag"
    FIND = "Find"
    FEEDS = "Feeds and links"
    LIST = "In the list of feeds"
    SCREEN = "Screen"
    PROGRAM = "Program"
    OWN = "Your commands"


class Where(StrEnum):
    """A pane that an action applies to: one of the main screen's three, or the list of feeds."""

    FEED = "FEED"
    ARTICLE = "ARTICLE"
    CLAIMS = "CLAIMS"
    FEEDS = "FEEDS"


EVERYWHERE = (Where.FEED, Where.ARTICLE, Where.CLAIMS)
"""The panes of the main screen."""


class Takes(StrEnum):
    """What an action is given: after its name in the command line, else in answer to a prompt."""

    TAGS = "tags"
    """Names of tags, separated by commas."""
    QUERY = "query"
    WORDS = "words"
    SOURCE = "source"
    """Who says something, or what kind of source that is and a name: document: the audit."""
    TEXT = "text"
    """What the user has to say."""
    ADDRESS = "address"
    """A feed's, a page's, or the path of a list of feeds."""
    FILE = "file"
    VIEW = "view"
    """The name of a view, a feed, a folder or a tag."""
    NAME = "name"
    """A name that the user makes up."""
    SAVED = "saved view"
    MUTE = "mute"
    """`feed`, `author` or `word`, and which."""
    THEME = "theme"
    COLOUR = "colour"
    """The name of a tag and a colour for it."""
    SORT = "sort"
    COMMAND = "command"
    """A program and its arguments."""
    ACTION = "action"
    """The name of an action, and what that one takes."""


class KeyAction(Struct, frozen=True, kw_only=True):
    """Something that a key can do."""

    id: str
    """Its name in settings, in the command line and in the palette."""
    keys: tuple[str, ...]
    """Default keys, as `newsterm.settings.keys.key_name` spells them."""
    title: str
    """What it does, in two or three words."""
    help: str
    """What it does, in a sentence."""
    group: Group
    panes: tuple[Where, ...] = EVERYWHERE

    takes: Takes | None = None
    """What it is given, if anything."""
    digit: int | None = None
    """Which slot, for the nine actions that are one."""
    own: bool = False
    """Whether it is a command of the user's settings."""

    @property
    def method(self) -> str:
        """The method of the main screen that does it; a slot's takes the digit, a command's its name."""
        if self.own:
            return "run_own"
        return "do_slot" if self.digit else f"do_{self.id.replace('-', '_')}"

    @property
    def arguments(self) -> tuple[int | str, ...]:
        """What that method takes."""
        if self.own:
            return (self.id,)
        return (self.digit,) if self.digit else ()

    @property
    def answer(self) -> str:
        """The method of the main screen that is given what it takes."""
        return f"answer_{self.id.replace('-', '_')}"


BOOKMARK = "bookmark"
"""The action that runs the command of that name in the settings."""
Row = tuple[str, str, str, str] | tuple[str, str, str, str, tuple[Where, ...] | Takes]


def rows_of(group: Group, *rows: Row) -> Iterator[KeyAction]:
    """Rows of id, keys separated by spaces, title, help and, where that is special, panes or what it takes."""
    for name, keys, title, text, *special in rows:
        extra = special[0] if special else EVERYWHERE
        yield KeyAction(
            id=name,
            keys=tuple(keys.split()),
            title=title,
            help=text,
            group=group,
            panes=EVERYWHERE if isinstance(extra, Takes) else extra,
            takes=extra if isinstance(extra, Takes) else None,
        )
