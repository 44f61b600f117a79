"""Items that another newsterm wrote as JSON lines, taken in with their marks, articles and claims."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn

from msgspec import Struct
from msgspec.structs import replace

from newsterm.errors import ParseError
from newsterm.export.arranging import is_arranged, read_arranged
from newsterm.export.lines import MAX_LINE, read_copy
from newsterm.feeds.clean import clean_html
from newsterm.feeds.links import absolute
from newsterm.feeds.outline import feed_url
from newsterm.feeds.plan import compared
from newsterm.model import CopyUpdate, FeedInfo, ParsedFeed, Subscription, TagEdit, Target
from newsterm.model.address import MASKED, mask_credentials
from newsterm.store import Edit
from newsterm.store.copies import BATCH
from newsterm.store.highlights import source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from io import BufferedIOBase

    from newsterm.model import Change, Copy, Placed, SavedView
    from newsterm.model.rule import Rule
    from newsterm.store import Store, Tell

_FIELDS = {
    Target.ENTRY: ("read", "starred", "hidden", "tags", "note"),
    Target.HIGHLIGHT: ("kept", "source"),
    Target.CLAIM: ("tags", "rejected", "note"),
}


class TakenCopies(Struct, frozen=True, kw_only=True):
    """What came of it."""

    items: int
    """Items that were not there before."""
    there: int
    """Items that were."""
    marked: int
    """Items and claims whose marks changed."""
    unseen: int
    """Feeds that the items belong to and that nobody follows here: their items are out of sight."""
    refused: tuple[str, ...]
    """A sentence for each line that was not taken in."""
    arranged: tuple[tuple[int, SavedView | Rule], ...]
    """Views and rules, with the numbers of their lines: they are read, and still to be kept."""


def take_in_lines(
    store: Store, file: BufferedIOBase, *, follow: bool, clock: Callable[[], datetime], tell: Tell
) -> TakenCopies:
    """Take in what `newsterm export jsonl` wrote.

    What is not there is stored as it was; what is there keeps its words and gets the marks as well: it is read or
    starred if it is so in either, has the tags and highlights of both, and the note that it has here. All marks are one
    action. Feeds that are not known are noted, and followed only with `follow`. A line that can't be read costs itself.
    """
    taker = _Taker(store, follow, clock)
    lines = _numbered(file)
    while some := list(islice(lines, BATCH)):
        taker.take(some)
        tell(f"{taker.new + taker.there:,} items taken in")
    tell("setting the marks")
    return taker.finish()


def _numbered(file: BufferedIOBase) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers, empty ones left out; None in the place of one that is too long."""
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) <= MAX_LINE:
            if line.strip():
                yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE + 1)
        yield number, None


class _Taker:
    """Takes in lines, and counts."""

    def __init__(self, store: Store, follow: bool, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._follow = follow
        self._clock = clock
        self._known: dict[str, str] = {}
        for url in store.known_feeds():
            self._known[mask_credentials(url)] = url
            self._known[url] = url
        self._used: set[str] = set()
        self._marks: dict[tuple[Target, str], dict[str, Any]] = defaultdict(dict)
        self.new = self.there = 0
        self._refused: list[str] = []
        self._arranged: list[tuple[int, SavedView | Rule]] = []

    def take(self, lines: list[tuple[int, bytes | None]]) -> None:
        """Take in some lines, stored together."""
        updates = []
        for number, line in lines:
            try:
                if line and is_arranged(line):
                    self._arranged.append((number, read_arranged(line)))
                else:
                    updates.append(_update(self._at_home(read_copy(line or _too_long()))))
            except ParseError as error:
                self._refused.append(f"line {number}: {error}")
        self._note_feeds([one.copy for one in updates])
        for one, placed in zip(updates, self._store.take_in(updates), strict=True):
            self.new += placed.new
            self.there += not placed.new
            self._mark(one.copy, placed)

    def finish(self) -> TakenCopies:
        """Set the marks; what came of it all."""
        wanted = [
            Edit(target, marks, field, {thing: partial(_both, value) for thing, value in marks.items()})
            for target, fields in _FIELDS.items()
            for field in fields
            if (marks := self._marks[target, field])
        ]
        action = self._store.edit_all(wanted, label=_told, at=self._clock())
        followed = {feed.url for feed in self._store.feeds()}
        return TakenCopies(
            items=self.new,
            there=self.there,
            marked=_things(action.changes) if action else 0,
            unseen=len(self._used - followed),
            refused=tuple(self._refused),
            arranged=tuple(self._arranged),
        )

    def _at_home(self, copy: Copy) -> Copy:
        """The copy with the addresses that its feeds have here. ParseError where one can't be."""
        carried = tuple(dict.fromkeys(replace(c, feed=self._address(c.feed)) for c in copy.carried))
        return replace(copy, carried=carried)

    def _address(self, url: str) -> str:
        if known := self._known.get(url):
            return known
        if MASKED in url:
            raise ParseError(f"{url} has a password that is in no such file; follow the feed first, then import again.")
        try:
            return feed_url(url)
        except ValueError as error:
            raise ParseError(f"Its feed is none: {error}") from error

    def _note_feeds(self, copies: list[Copy]) -> None:
        named: dict[str, str] = {}
        for copy in copies:
            for nth, carried in enumerate(copy.carried):
                self._used.add(carried.feed)
                if carried.feed not in self._known:
                    title = copy.item.feed_title if nth == 0 or len(copy.carried) == 1 else ""
                    named[carried.feed] = named.get(carried.feed) or title
        if not named:
            return
        self._store.record({url: title or mask_credentials(url) for url, title in named.items()}, at=self._clock())
        if self._follow:
            self._store.subscribe([Subscription(url=url, added=self._clock()) for url in named])
        self._known |= {url: url for url in named}

    def _mark(self, copy: Copy, placed: Placed) -> None:
        for field in _FIELDS[Target.ENTRY]:
            self._wish(Target.ENTRY, placed.id, field, getattr(copy.item.state, field))
        for marked in (*copy.claims, *copy.lost):
            if here := placed.claims.get(marked.claim.id):
                for field in _FIELDS[Target.CLAIM]:
                    self._wish(Target.CLAIM, here, field, getattr(marked.state, field))
                if marked.claim.own:
                    self._wish(Target.HIGHLIGHT, here, "kept", True)
                    self._wish(Target.HIGHLIGHT, here, "source", source_of(marked.claim))

    def _wish(self, target: Target, thing: str, field: str, value: Any) -> None:
        """Note what a thing is to be marked with."""
        if value:
            marks = self._marks[target, field]
            marks[thing] = _both(value, marks[thing]) if thing in marks else value


def _both(value: Any, before: Any) -> Any:
    """What there is to be of a mark that is there and another: a flag is set, tags are added, a note stays."""
    return TagEdit(add=value).apply(before) if isinstance(value, tuple) else before or value


def _too_long() -> NoReturn:
    raise ParseError(f"It is longer than {MAX_LINE:,} bytes.")


def _told(changes: Sequence[Change]) -> str:
    count = _things(changes)
    return f"took in the marks of {count:,} {'item or claim' if count == 1 else 'items and claims'}"


def _things(changes: Sequence[Change]) -> int:
    return len({change.id for change in changes})


def _update(copy: Copy) -> CopyUpdate:
    """The copy, cleaned as what a feed brings is, with what the next poll will compare."""
    entry = copy.item.entry
    cleaned = replace(
        entry,
        link=absolute(entry.link, None) if entry.link else None,
        comments=absolute(entry.comments, None) if entry.comments else None,
        enclosures=tuple(e for e in entry.enclosures if absolute(e.url, None)),
        media=tuple(url for url in entry.media if absolute(url, None)),
        summary=clean_html(entry.summary) if entry.summary else entry.summary,
        content=clean_html(entry.content) if entry.content else entry.content,
    )
    (update,) = compared(ParsedFeed(info=FeedInfo(), entries=(cleaned,))).entries
    return CopyUpdate(copy=replace(copy, item=replace(copy.item, entry=cleaned)), update=update)
