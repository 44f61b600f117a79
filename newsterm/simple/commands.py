"""What can be said to newsterm, and what a typed line means: the registry's actions and keys, and a few words more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from newsterm.errors import UsageError
from newsterm.ui.actions import ACTIONS, BY_ID
from newsterm.ui.key_table import shown_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from newsterm.ui.keymap import Keymap

_NUMBERS = re.compile(r"[0-9]+(?:-[0-9]+)?(?:[ ,]+[0-9]+(?:-[0-9]+)?)*(?=\s|$)")
GO_ON = "go-on"
"""What an empty line means."""
NUMBER = "number"
"""What a number alone means."""


class Command(Struct, frozen=True, kw_only=True):
    """A word that is no action of the registry: most ask for what panes show unasked."""

    id: str
    help: str
    words: tuple[str, ...] = ()
    """Other words for it."""

    @property
    def method(self) -> str:
        """The method of the conversation that does it."""
        return f"do_{self.id.replace('-', '_')}"


COMMANDS = {
    command.id: command
    for command in (
        Command(id="list", help="Say the page of the list again, with what is new in it."),
        Command(id="where", help="Say what is shown, which item is open and how far it is read."),
        Command(id="again", help="Say the last answer again."),
        Command(id="views", words=("view",), help="List the views; with a number or a name show one."),
        Command(id="feed-card", help="Say everything that is known of the feed of that number or name."),
        Command(id="resume-feed", help="Ask the feeds of those numbers, or that name, again by themselves."),
        Command(id="folders", words=("folder",), help="List the folders; with a number or a name show one."),
        Command(id="tags", words=("tagged",), help="List the tags; with a number or a name show the items tagged so."),
        Command(id="claims", help="Say all claims of the article in full."),
        Command(id="claim", help="Go to the claim of that number; marks go to it until the article is read on."),
        Command(id="sentence", help="Read the paragraph in which the claim stands, and go on from there."),
        Command(id="card", help="Say everything that is known of the claim."),
        Command(id="inline", help="Say claims after the paragraph in which they stand, or no more."),
        Command(id="play-file", help="Play the file of that number, of those that play listed."),
    )
}

ALIASES: Mapping[str, str] = {
    **{word: command.id for command in COMMANDS.values() for word in command.words},
    "feed": "feeds",
    "tag": "tag-menu",
    "untag": "remove-tag",
    "link": "copy-link",
    "links": "follow",
    "cite": "copy-claim",
    "next": "next-unread",
    "add": "add-feed",
    "ask": "refresh",
    "exit": "quit",
}

HELP: Mapping[str, str] = {
    "down": "Say the next item; in an article read the next paragraph, at a claim go to the next.",
    "up": "Say the item before; in an article read the paragraph before, at a claim go to the one before.",
    "pane-left": "Go from the claims to the article, from the article to the list.",
    "pane-right": "Go from the list to the open article, from the article to its claims.",
    "top": "Say the first page of the list; read the article from its beginning.",
    "bottom": "Say the last page of the list; read the last paragraph of the article.",
    "page-down": "Say the next page of the list; read on in the article.",
    "page-up": "Say the page of the list before; read the page of the article before.",
    "next-unread": "Say the next unread item; in an article open it.",
    "previous-unread": "Say the unread item before; in an article open it.",
    "open": "Open the item, or that of a number; at a claim read its paragraph, and again: its card.",
    "read-on": "Read on in the article; at its end open the next unread item. An empty line does it, too.",
    "page-back": "Read the page of the article before.",
    "furniture": "Say what stands around the story: captions, promos, teasers.",
    "versions": "Say how the story changed last; with a number that change, with all everything since the first.",
    "tag-menu": "Add the tag of that name, or say the tags there are.",
    "add-tag": "Add tags by name: +check, or several: +check -later.",
    "remove-tag": "Take tags away by name: -check.",
    "highlight": "Keep sentences by their numbers, which it tells, or words in quotation marks; a note may follow.",
    "source": "Say who says the highlight at hand, so that it counts as a claim: Ana Sorel, or document: the audit.",
    "note": "Write a note on the item or the claim; - takes it away.",
    "mark": "Mark the item, or those of the numbers, or take the marks away; verbs act on what is marked.",
    "hide": "Hide the item; in a list of hidden ones show it again.",
    "mute": "Hide what comes of the item's feed or author, or has a word: mute author, mute word cup for 30d.",
    "rename-view": "Give the saved view that is listed another name.",
    "move-view": "Put the saved view that is listed at that place.",
    "view-colour": "Give the saved view that is listed that colour, for the reader on a screen.",
    "view-key": "Give the saved view that is listed that key, for the reader on a screen.",
    "rules": "List what newsterm does by itself; with a number or a name turn a rule on or off.",
    "add-rule": "Make a rule, step by step, and hear what it would have met.",
    "filter": "Show only the items that a query finds: /port is:unread; at a claim only such claims: /kind:named.",
    "clear-filter": "Show all items again; in an article with a filter on its claims all of those.",
    "claims-kind": "Tell the claims of one kind of source alone, then of the next; after the last, all.",
    "find": "Read the paragraph in which the words stand first.",
    "switcher": "List views, feeds, folders and tags; with a number or a name show one.",
    "save-view": "Keep what the list shows, its filter included, under that name.",
    "forget-view": "Take the saved view of that name away, or the one that is shown.",
    "unread-only": "Show unread items only, or all.",
    "sort": "Sort newest first, oldest first, by feed or by title; the next order, or the one that is named.",
    "follow": "List the links of the article; with a number open one in the browser.",
    "copy-link": "Say the address of the item.",
    "copy-claim": "Say the claim as one cites it.",
    "pipe": "Give the item or the claim to a command as Markdown, after json as JSON; say its answer.",
    "play": "Play what comes with the item: the sound, the film, or another file; of several they are listed.",
    "export": "Write the items of the list, or those marked, to that file: .md, .html, .jsonl; claims as .csv.",
    "bookmark": "Give the item, or those of the numbers, to the command that the settings name for it.",
    "refresh": "Ask all feeds, or those of the numbers, or the one of that name; say what came of it.",
    "feeds": "List the feeds and how each is doing; with a number or a name show the items of one.",
    "rename-feed": "Give the feed of that number or name a title of your own; what follows the number is the title.",
    "move-feed": "File the feeds of those numbers, or that name, in a folder.",
    "pause-feed": "Ask the feeds of those numbers, or that name, only when they are named; paused ones again.",
    "remove-feed": "Stop following the feeds of those numbers, or that name, after a question.",
    "add-feed": "Follow the feed at an address, or that of a page, or a list of feeds by its file.",
    "help": "Say the commands; with a word those that have to do with it.",
    "back": "Leave what is open: the claim, the article, a filter, a view; then quit.",
}
"""What actions do in a conversation, where that is not what their help says of panes."""

SCREEN_ONLY: Mapping[str, str] = {
    "maximise": "There is no screen here, and nothing to lay out: one line follows the other.",
    "reading-mode": "There is no screen here, and nothing to lay out: one line follows the other.",
    "rows": "Every item is a line of its own here, as long as it needs.",
    "tag-colour": "Nothing is coloured here; the reader on a screen shows a tag's colour.",
    "redraw": "There is no screen here, and nothing to draw.",
    "theme": "Nothing is coloured here: the colours are your terminal's.",
    "pictures": "Pictures are not shown here; their captions stand around the story, which furniture says.",
}
"""What is answered to actions that only a screen can do."""
SILENT = frozenset({
    "half-down", "half-up", "article-down", "article-up", "command-line", "palette", *SCREEN_ONLY,
})  # fmt: skip
"""Actions that mean nothing of their own without a screen; help leaves them out."""

ITEMS_FOLLOW = frozenset({
    "star", "read", "unread", "toggle-read", "bookmark", "copy-link", "browse", "play", "mark", "full-text",
    "repeat-tag", "clear-slots", "reject", "hide", *(f"slot-{n}" for n in range(1, 10)),
})  # fmt: skip
"""Actions that numbers may follow: `star 3 5-7`."""


class Intent(NamedTuple):
    """What a line asks for."""

    command: str
    """Id of an action or a command, GO_ON or NUMBER."""
    argument: str = ""


class Vocabulary:
    """All that is understood, by the keys of the settings."""

    def __init__(self, keymap: Keymap) -> None:
        self._keys = dict(keymap.pairs())
        # As help shows them, in either case: Ctrl-y, Esc, PgDn.
        self._own = {action.id.casefold(): action.id for action in keymap.own}
        self._named = {shown_key(key).casefold(): action for key, action in keymap.pairs() if len(key) > 1}

    def read(self, line: str) -> Intent:
        """What the line means. UsageError for what is not understood, with what was perhaps meant.

        A line is a key or a word and what follows it; a sign that is a key needs no space: `/port`, `+check`.
        """
        line = line.strip()
        if not line:
            return Intent(GO_ON)
        if line.isascii() and line.isdigit():
            return Intent(NUMBER, line)
        word, _, rest = line.partition(" ")
        found = self._word(line.replace(" ", "-"))
        if found is not None:
            return Intent(found)
        found = self._word(word)
        if found is not None:
            return Intent(found, rest.strip())
        if not line[0].isalnum() and line[0] in self._keys:
            return Intent(self._keys[line[0]], line[1:].strip())
        from newsterm.hints import did_you_mean  # noqa: PLC0415 - only an error needs it

        raise UsageError(f'There is no command "{word}".{did_you_mean(word, self.words()) or " help lists them."}')

    def key_of_digit(self, digit: str) -> str | None:
        """The action that a digit is the key of."""
        return self._keys.get(digit)

    def _word(self, word: str) -> str | None:
        if word in self._keys:
            return self._keys[word]
        folded = word.casefold()
        if folded in BY_ID or folded in COMMANDS:
            return folded
        return self._own.get(folded) or ALIASES.get(folded) or self._named.get(folded)

    def words(self) -> list[str]:
        """Every word that is understood, without keys."""
        return sorted({*BY_ID, *COMMANDS, *ALIASES, *self._own.values()} - SILENT)


def completions(line: str, words: Sequence[str], names: Callable[[str, str], Iterable[str]]) -> list[str]:
    """The lines that a line may be completed to: a word of `words`, or what `names` gives for the word before it.

    `names` takes the first word, or a sign such as `+`, and what follows it so far, and gives what may stand there.
    """
    word, space, rest = line.partition(" ")
    if not space and line[:1].isalpha():
        return [known for known in words if known.startswith(line.casefold())]
    if not space:
        word, rest = line[:1], line[1:]
    begun = rest.lstrip()
    lead = line[: len(line) - len(begun)]
    return [f"{lead}{name}" for name in names(word, begun) if name.casefold().startswith(begun.casefold())]


def begun_by_number(argument: str) -> tuple[str, str]:
    """`3 The Coast` and `3-4, 7 Coasts` as numbers and the rest; no numbers where it begins otherwise."""
    found = _NUMBERS.match(argument)
    return (found[0], argument[found.end() :].strip()) if found else ("", argument)


def numbers_in(argument: str) -> list[int]:
    """The numbers of `3 5-7` or `3, 5-7`. UsageError where something else stands there."""
    numbers: list[int] = []
    for part in argument.replace(",", " ").split():
        first, dash, last = part.partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()) or len(part) > 20:
            raise UsageError(f'"{part}" is no number; numbers are written as 3, or 5-7.')
        numbers += range(int(first), min(int(last or first), int(first) + 10_000) + 1)
    return list(dict.fromkeys(numbers))


def registered() -> tuple[str, ...]:
    """The ids of everything that can be done, in the order of help."""
    return (*(action.id for action in ACTIONS if action.id not in SILENT), *COMMANDS)
