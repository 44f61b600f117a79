"""What every part of a conversation stands on: the library, what is listed and open, and how something is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.library import utc_now
from newsterm.model import Target, clean_text
from newsterm.simple.commands import Vocabulary, numbers_in
from newsterm.simple.plain import folded, plain
from newsterm.ui.action import Where
from newsterm.ui.held import NO_ROWS
from newsterm.ui.render.highlight import Numbers
from newsterm.ui.render.sure import sure_part
from newsterm.ui.views import Showing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime, tzinfo

    from newsterm.events import Event
    from newsterm.library import Library
    from newsterm.model import Action, Item, Reading
    from newsterm.query.tree import Tree
    from newsterm.settings import Settings
    from newsterm.simple.hearing import Hearing
    from newsterm.simple.story import Told
    from newsterm.simple.terminal import Terminal
    from newsterm.ui.held import Rows
    from newsterm.ui.keymap import Keymap
    from newsterm.ui.render.highlight import Numbered

PLACES = {Where.FEED: "the list", Where.ARTICLE: "an article", Where.CLAIMS: "a claim"}
_DEEPEST = 24
"""Spaces of an indent, which code has, that are kept."""
_UNSEEN_HEIGHT = 24
"""Lines of a page where nobody looks at a screen."""


class Desk:
    """A conversation without what can be asked in it."""

    def __init__(
        self,
        library: Library,
        hearing: Hearing | None,
        settings: Settings,
        keymap: Keymap,
        terminal: Terminal,
        *,
        ascii_only: bool = False,
        clock: Callable[[], datetime] = utc_now,
        zone: tzinfo | None = None,
    ) -> None:
        self.library, self.hearing, self.settings, self.keymap = library, hearing, settings, keymap
        self.terminal, self.ascii_only = terminal, ascii_only
        self.clock, self.zone = clock, zone
        self.vocabulary = Vocabulary(keymap)
        self.where = Where.FEED
        """What verbs act on: an item of the list, the article, or a claim."""
        self.showing = Showing()
        self.listing: Rows[Item] = NO_ROWS
        """Its rows keep their numbers until something else is listed."""
        self.row = 0
        self.reading: Reading | None = None
        self.story: tuple[Told, ...] = ()
        self.doubtful = False
        """Whether claims are told that are less sure than the settings want."""
        self.numbers = Numbers()
        self.narrowed = ""
        """The query that the claims which are told satisfy; empty where all are told."""
        self.only: frozenset[str] | None = None
        """The claims that it finds."""
        self.claim_id: str | None = None
        self.marked: dict[Where, dict[str, None]] = {where: {} for where in Where}
        self.answer: list[str] = []
        """What was said last, to be said again."""
        self.choosing: str | None = None
        """The command whose choices were said last: a number alone is meant for it."""
        self._rest: list[str] = []

    # -- saying ------------------------------------------------------------------------------------------------------

    @property
    def page_height(self) -> int:
        """Lines that are said in one go, the prompt left out."""
        return max(3, (self.terminal.height or _UNSEEN_HEIGHT) - 1)

    def lines_of(self, text: str) -> list[str]:
        """What is printed for a text: one line, or several where the terminal is narrower; its indent stays."""
        line = plain(text, ascii_only=self.ascii_only)
        indent = " " * min(len(text) - len(text.lstrip(" ")), _DEEPEST)
        width = self.terminal.width
        if not line:
            return []
        room = None if width is None else max(1, min(width, self.settings.interface.width) - len(indent))
        return [f"{indent}{part}" for part in folded(line, room)]

    def say(self, *texts: str) -> None:
        """Say something. KeyboardInterrupt where it is broken off."""
        self.answer += texts
        with self.terminal.interruptible():
            for text in texts:
                for line in self.lines_of(text):
                    self.terminal.put(line)

    def say_pages(self, texts: Iterable[str]) -> None:
        """Say as much as a screen holds; an empty line goes on with the rest."""
        texts = list(texts)
        if self.terminal.height is None:
            self.say(*texts)
            return
        used = count = 0
        for text in texts:
            used += len(self.lines_of(text))
            if used > self.page_height - 1 and count:
                break
            count += 1
        self.say(*texts[:count])
        self._rest = texts[count:]
        if self._rest:
            self.say(f"{len(self._rest)} lines more; an empty line goes on.")

    def say_rest(self) -> bool:
        """Go on with what was too long; False where nothing was."""
        if not self._rest:
            return False
        self.say_pages(self._rest)
        return True

    def forget_rest(self) -> None:
        """Another command was given: the rest of the last answer is not wanted."""
        self._rest = []

    def ask(self, question: str, prompt: str) -> str:
        """An answer to a question, trimmed; empty where there was none, or Ctrl-C.

        The question is a line of its own, so that it is heard in a pipe too, and the line that is typed stays short.
        """
        self.say(question)
        try:
            return clean_text(self.terminal.ask(f"{prompt}: ")).strip()
        except KeyboardInterrupt:
            self.terminal.put("")
            return ""

    def agrees(self, question: str) -> bool:
        """Whether the answer to a question is yes."""
        return self.ask(question, "y or n").casefold() in {"y", "yes"}

    def key(self, action_id: str) -> str:
        """The key of an action that can be typed, else its name, for sentences."""
        keys = [key for key, action in self.keymap.pairs() if action == action_id and len(key) == 1]
        return keys[0] if keys else action_id

    def done(self, action: Action | None, *, nothing: str = "Nothing to change.") -> None:
        """Say what an action changed, and how to take it back."""
        if action is None:
            self.say(nothing)
            return
        self.show_changes(action)
        self.say(f"{action.label}{self._named(action)}; {self.key('undo')} undoes it.")

    def _named(self, action: Action) -> str:
        """The item's title, where the action changed one alone and it is not the open one."""
        changed = {change.id for change in action.changes if change.target is Target.ENTRY}
        if len(changed) != 1 or self.where is not Where.FEED:
            return ""
        return f": {self.library.item(changed.pop()).title}"

    def show_changes(self, action: Action) -> None:
        """Take in what an action changed."""
        if self.reading is not None:
            self.reading = self.library.reading(self.reading.item.id)
        if any(change.target in {Target.FEED, Target.VIEW} for change in action.changes):
            self.list_anew()

    # -- what is meant -----------------------------------------------------------------------------------------------

    def item_at(self, row: int) -> Item | None:
        """The item of a row of the list."""
        return next(iter(self.listing.rows(row, row + 1)), None) if 0 <= row < len(self.listing) else None

    @property
    def cursor_id(self) -> str | None:
        """The item that the list is at."""
        item = self.item_at(self.row)
        return item.id if item else None

    def numbered_row(self, number: int) -> int:
        """The row of a number. UsageError where there is none."""
        if 1 <= number <= len(self.listing):
            return number - 1
        if not len(self.listing):
            raise UsageError("The list is empty.")
        raise UsageError(f"There is no item {number}: the list has {len(self.listing):,}.")

    def shown_claims(self) -> tuple[Numbered, ...]:
        """The claims of the open article that are told, with their numbers."""
        if self.reading is None:
            return ()
        least = 0.0 if self.doubtful else self.settings.claims.sure
        numbered = self.numbers.of(sure_part(self.reading, least)[0].claims)
        return tuple(claim for claim in numbered if self.only is None or claim.id in self.only)

    def numbered_claim(self, number: int) -> Numbered:
        """The claim of a number. UsageError where there is none."""
        claims = self.shown_claims()
        found = next((claim for claim in claims if claim.number == number), None)
        if found is None:
            many = f"the article has {len(claims)}" if claims else "no claim is told here"
            if self.narrowed:
                many = f'"{self.narrowed}" finds {len(claims)}'
            raise UsageError(f"There is no claim {number}: {many}.")
        return found

    @property
    def claim(self) -> Numbered | None:
        """The claim that is at hand."""
        return next((claim for claim in self.shown_claims() if claim.id == self.claim_id), None)

    def targets(self, argument: str = "") -> tuple[Target, tuple[str, ...]]:
        """What a tag goes to: what the numbers name, else what is marked, else what is at hand."""
        if self.where is not Where.CLAIMS:
            return Target.ENTRY, self.entries(argument)
        if argument:
            return Target.CLAIM, tuple(self.numbered_claim(number).id for number in numbers_in(argument))
        marked = tuple(self.marked[Where.CLAIMS])
        return Target.CLAIM, marked or ((self.claim.id,) if self.claim else ())

    def entries(self, argument: str = "") -> tuple[str, ...]:
        """The items that a verb for items acts on; beside an article's claims that is the open one."""
        if argument:
            return tuple(self.listing.id_at(self.numbered_row(number)) for number in numbers_in(argument))
        if self.where is not Where.FEED:
            return (self.reading.item.id,) if self.reading else ()
        marked = tuple(self.marked[Where.FEED])
        return marked or ((self.cursor_id,) if self.cursor_id else ())

    def one_item(self, argument: str = "") -> Item:
        """The item that a verb for one item acts on. UsageError where there is none."""
        entries = self.entries(argument)
        if not entries:
            raise UsageError("There is no item here.")
        return self.library.item(entries[0])

    def slots(self, target: Target) -> dict[int, str]:
        """Tags by digit."""
        slots = self.settings.slots
        return dict(slots.claims if target is Target.CLAIM else slots.items)

    # -- what others of its parts do ---------------------------------------------------------------------------------

    def meaning(self) -> Tree:
        """The query of what the list shows."""
        raise NotImplementedError

    def list_anew(self, cursor: str | None = None) -> None:
        """Ask the library again for what the list shows."""
        raise NotImplementedError

    def open_entry(self, entry: str) -> None:
        """Open an item."""
        raise NotImplementedError

    def do_open(self, argument: str) -> None:
        """Open what is at hand, or the item of a number."""
        raise NotImplementedError

    def hear(self, event: Event) -> None:
        """Say what happened in the background, where it is worth a line."""
        raise NotImplementedError

    def told_by(self, names: Sequence[str], wanted: str) -> int:
        """The place of the name that a typed one means."""
        raise NotImplementedError
