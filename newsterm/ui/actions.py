"""The registry of actions: each named once, with its keys, title and help; all that shows keys comes from here."""

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


def _group(group: Group, *rows: Row) -> Iterator[KeyAction]:
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


_ROWS = (Where.FEED, Where.CLAIMS)
_CLAIM = (Where.CLAIMS,)
_LIST = (Where.FEEDS,)

_SLOTS = tuple(
    KeyAction(
        id=f"slot-{n}",
        keys=(str(n),),
        title=f"Tag slot {n}",
        help=f"Toggle the tag of slot {n} on the item, in CLAIMS on the claim.",
        group=Group.MARK,
        digit=n,
    )
    for n in range(1, 10)
)

ACTIONS: tuple[KeyAction, ...] = (
    *_group(
        Group.MOVE,
        ("down", "j down", "Down", "Move down a row; in ARTICLE scroll down a line."),
        ("up", "k up", "Up", "Move up a row; in ARTICLE scroll up a line."),
        ("pane-left", "h left shift+tab", "Pane on the left", "Go to the pane on the left."),
        ("pane-right", "l right tab", "Pane on the right", "Go to the pane on the right."),
        ("top", "g home", "Top", "Go to the first row or line."),
        ("bottom", "G end", "Bottom", "Go to the last row or line."),
        ("half-down", "ctrl+d", "Half a page down", "Move down by half of what is visible."),
        ("half-up", "ctrl+u", "Half a page up", "Move up by half of what is visible."),
        ("page-down", "pagedown", "Page down", "Move down by what is visible."),
        ("page-up", "pageup", "Page up", "Move up by what is visible."),
        ("next-unread", "n", "Next unread", "Go to the next unread item; outside FEED, open it."),
        ("previous-unread", "p", "Previous unread", "Go to the previous unread item; outside FEED, open it."),
        ("next-feed", "N", "Next feed", "Go to the next unread item of another feed."),
        ("previous-feed", "P", "Previous feed", "Go to the previous unread item of another feed."),
        ("next-claim", "]", "Next claim", "Go to the next claim; the article follows."),
        ("previous-claim", "[", "Previous claim", "Go to the previous claim; the article follows."),
    ),
    *_group(
        Group.READ,
        (
            "open",
            "enter",
            "Open",
            "Open the item and mark it read; on a claim, go to its sentence, and again: its card.",
        ),
        ("read-on", "space", "Read on", "Page the article; at its end, open the next unread item."),
        ("page-back", "b", "Page back", "Page the article back."),
        ("article-down", "J", "Scroll the article", "Scroll the article down, from any pane."),
        ("article-up", "K", "Scroll it back", "Scroll the article up, from any pane."),
        ("full-text", "e", "Full text", "Read the text from the item's page, whatever the feed has."),
        ("versions", "v", "What changed", "Show how the story changed last, word by word; its earlier changes too."),
        ("all-claims", "c", "All claims", "Show the claims that are less sure as well, or only those that are sure."),
        ("pictures", "I", "Pictures", "Fetch the pictures of the article and show them, or show captions again."),
        ("furniture", "w", "Furniture", "Unfold or fold what stands around the story: captions, promos, teasers."),
    ),
    *_SLOTS,
    *_group(
        Group.MARK,
        ("clear-slots", "0", "Clear slots", "Take away the tags of all slots."),
        ("tag-menu", "t", "Tag menu", "Tag by one letter or a typed name; t again takes tags away."),
        ("add-tag", "+", "Add a tag", "Add a tag by name.", Takes.TAGS),
        ("remove-tag", "-", "Remove a tag", "Take a tag away by name.", Takes.TAGS),
        (
            "tag-colour",
            "",
            "Colour of a tag",
            "Give a tag a colour of its own: its name, then a colour; the name alone gives it its usual one.",
            Takes.COLOUR,
        ),
        ("repeat-tag", ".", "Repeat", "Do the last tag action again, on what is focused or marked."),
        ("star", "s", "Star", "Star the item, or take the star away."),
        ("read", "r", "Mark read", "Mark the item read."),
        ("unread", "u", "Mark unread", "Mark the item unread."),
        ("toggle-read", "", "Read or unread", "Mark the item read, or unread where it is read."),
        ("all-read", "A", "Mark all read", "Mark all items shown read, after a question."),
        (
            "mark",
            "x",
            "Mark the row",
            "Mark the row, or take its mark away, and move on; verbs act on marked rows.",
            _ROWS,
        ),
        ("clear-marks", "X", "Clear marks", "Take away the marks of all rows.", _ROWS),
        (
            "hide",
            "Z",
            "Hide",
            "Hide the item: it is in no list, unless is:hidden asks for it; there, show it again.",
        ),
        (
            "mute",
            "!",
            "Mute",
            "Hide what comes of the item's feed or author, or has words, from now on; for 30d ends it by itself.",
            Takes.MUTE,
        ),
        (
            "reject",
            "d",
            "Not a claim",
            "Reject the claim, or take your highlight away; no count has it.",
            _CLAIM,
        ),
        (
            "highlight",
            "H",
            "Highlight",
            "Keep words of the article: those that the mouse selected, or begin to select; again keeps them.",
        ),
        ("note", "W", "Note", "Write a note on the item, in CLAIMS on the claim; an empty one is none.", Takes.TEXT),
        ("edit-note", "", "Note in the editor", "Write the note in your editor, $VISUAL or $EDITOR: several lines."),
        (
            "source",
            "",
            "Source of a highlight",
            "Say who says what you highlighted, so that it counts as a claim: Ana Sorel, or document: the audit.",
            Takes.SOURCE,
        ),
        ("undo", "z", "Undo", "Take back the last change; again, the one before."),
        ("redo", "ctrl+y", "Redo", "Do again what was undone."),
    ),
    *_group(
        Group.FIND,
        (
            "filter",
            "/",
            "Filter",
            "Show only the items that a query finds, in CLAIMS only such claims, while it is typed.",
            Takes.QUERY,
        ),
        ("clear-filter", "escape", "Clear the filter", "Show all items of the view again, in CLAIMS all claims."),
        (
            "claims-kind",
            "i",
            "Kind of source",
            "Show the claims of one kind of source alone, then of the next; after the last, all.",
        ),
        (
            "find",
            "ctrl+f",
            "Find in the article",
            "Mark every place of words in the article, while they are typed.",
            Takes.WORDS,
        ),
        ("find-next", ";", "Next place", "Go to the next place of the words that were found."),
        ("find-previous", ",", "Place before", "Go to the place before of the words that were found."),
        (
            "switcher",
            "F",
            "Views, feeds, tags",
            "Choose what FEED shows: a view, a feed, a folder or a tag.",
            Takes.VIEW,
        ),
        ("save-view", "V", "Save the view", "Keep what FEED shows, its filter included, under a name.", Takes.NAME),
        ("forget-view", "", "Forget a view", "Take a saved view away, the one shown or another.", Takes.SAVED),
        ("rename-view", "", "Rename the view", "Give the saved view that is shown another name.", Takes.WORDS),
        (
            "move-view",
            "",
            "Move the view",
            "Put the saved view that is shown at another place.",
            Takes.WORDS,
        ),
        ("view-colour", "", "Colour of the view", "Give the saved view that is shown a colour.", Takes.WORDS),
        (
            "view-key",
            "",
            "Key of the view",
            "Give the saved view that is shown a key that shows it: f1 to f12, alt+1 to alt+9.",
            Takes.WORDS,
        ),
        (
            "rules",
            "",
            "Rules",
            "Show what newsterm does by itself with what arrives; change it.",
        ),
        ("add-rule", "", "Add a rule", "Tag, star, hide or tell of what a query finds when it arrives.", Takes.WORDS),
        ("unread-only", "U", "Unread or all", "Show unread items only, or all."),
        ("rows", "D", "One line or two", "Show each item in one line, or its title in one and the rest in another."),
        ("sort", "S", "Sort order", "Sort newest first, oldest first, by feed or by title.", Takes.SORT),
    ),
    *_group(
        Group.FEEDS,
        ("browse", "o", "Open in browser", "Open the item's page in the browser."),
        ("play", "O", "Play", "Play what comes with the item: the sound, the film, or another file."),
        ("follow", "f", "Follow a link", "Set letters on the links in sight; typing those of one opens it."),
        ("copy-link", "y", "Copy the link", "Copy the address of the item."),
        ("copy-claim", "Y", "Copy the claim", "Copy the claim with its source and where it was read."),
        (
            "pipe",
            "|",
            "Pipe",
            "Give the item, in CLAIMS the claim, to a command as Markdown or JSON; show its answer.",
            Takes.COMMAND,
        ),
        (
            "export",
            "E",
            "Export",
            "Write items, those marked or all shown, to a file: .md, .html, .jsonl …; their claims: .csv, .jsonld.",
            Takes.FILE,
        ),
        (
            "bookmark",
            "B",
            "Bookmark",
            "Give the item to the command that the settings name for it: a read-later service, a file of notes.",
        ),
        ("refresh", "R", "Refresh", "Ask all feeds, and say what was skipped and when it is due."),
        ("add-feed", "a", "Add a feed", "Follow a feed, by its address or that of a page.", Takes.ADDRESS),
        ("feeds", "L", "List of feeds", "Show every feed with its state and its history; change, pause, remove feeds."),
    ),
    *_group(
        Group.LIST,
        (
            "rename-feed",
            "e r",
            "Rename",
            "Give the feed a title of your own; an empty one shows its own again.",
            (Where.FEEDS,),
        ),
        (
            "move-feed",
            "m",
            "Move",
            "File the feeds in a folder; an empty name takes them out of theirs.",
            (Where.FEEDS,),
        ),
        (
            "pause-feed",
            "p",
            "Pause or resume",
            "Ask the feeds only when they are named, or again; items stay.",
            (Where.FEEDS,),
        ),
        ("remove-feed", "d", "Remove", "Stop following the feeds, after a question.", _LIST),
    ),
    *_group(
        Group.SCREEN,
        ("maximise", "m", "Maximise", "Give the whole screen to the pane, or give it back."),
        ("reading-mode", "M", "Reading mode", "Show the article alone, or all panes again."),
        (
            "command-line",
            ":",
            "Command line",
            "Type the name of an action and what it takes; a number goes to that row.",
            Takes.ACTION,
        ),
        ("theme", "", "Theme", "Show other colours until newsterm is left.", Takes.THEME),
        ("palette", "ctrl+p", "Palette", "Search everything that can be done."),
        ("help", "?", "Help", "Show all keys, searchable."),
    ),
    *_group(
        Group.PROGRAM,
        ("redraw", "ctrl+l", "Draw again", "Draw all of the screen again, where something else wrote to the terminal."),
        ("suspend", "ctrl+z", "Suspend", "Go back to the shell; `fg` returns."),
        ("back", "q", "Back, then quit", "Leave what is open: a maximised pane, a filter, a view; then quit."),
        ("quit", "Q", "Quit", "Quit at once; everything is kept."),
    ),
)

BY_ID = {action.id: action for action in ACTIONS}
