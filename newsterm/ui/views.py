"""What FEED shows: a view - everything, a feed, a folder, a tag, a saved query - with a filter over it and an order."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from newsterm.errors import UsageError
from newsterm.hints import did_you_mean
from newsterm.library import Sort
from newsterm.model import Target
from newsterm.query.tree import EVERYTHING, And, Dated, Flag, InFeed, InFolder, Is, Tagged, since_visit

if TYPE_CHECKING:
    from newsterm.library import Library
    from newsterm.model import Action, Item, SavedView
    from newsterm.query.tree import Tree


class ViewKind(StrEnum):
    """What a view is made of."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    TODAY = "today"
    FEED = "feed"
    FOLDER = "folder"
    TAG = "tag"
    SAVED = "view"


class View(Struct, frozen=True, kw_only=True):
    """A set of items with a name."""

    kind: ViewKind = ViewKind.ALL
    value: str = ""
    """URL of the feed, name of the folder, the tag or the saved view."""
    title: str = "All"
    query: str = ""
    """What a saved view asks."""
    colour: str = ""
    key: str = ""
    visited: datetime | None = None
    """When a saved view was last left."""

    def tree(self, today: date) -> Tree:
        """The query that finds its items. QueryError where that of a saved view can't be read."""
        if self.kind is ViewKind.SAVED:
            from newsterm.query.parse import parse  # noqa: PLC0415 - 3 ms that the first paint mostly need not wait for

            return since_visit(parse(self.query, today=today), self.visited)
        trees: dict[ViewKind, Tree] = {
            ViewKind.ALL: EVERYTHING,
            ViewKind.UNREAD: Is(Flag.UNREAD),
            ViewKind.STARRED: Is(Flag.STARRED),
            ViewKind.TODAY: Dated(today, None),
            ViewKind.FEED: InFeed(self.value),
            ViewKind.FOLDER: InFolder(self.value),
            ViewKind.TAG: Tagged(self.value),
        }
        return trees[self.kind]

    @property
    def asked(self) -> str:
        """The same as a query's text, which means every day what it means today."""
        from newsterm.query.render import render  # noqa: PLC0415 - few views are saved

        match self.kind:
            case ViewKind.SAVED:
                return "" if self.query == "*" else self.query
            case ViewKind.TODAY:
                return "since:today"
        return render(self.tree(date.min))


ALL = View()
BUILT_IN = (
    ALL,
    View(kind=ViewKind.UNREAD, title="Unread"),
    View(kind=ViewKind.STARRED, title="Starred"),
    View(kind=ViewKind.TODAY, title="Today"),
)


_QUICK = frozenset({ViewKind.ALL, ViewKind.UNREAD, ViewKind.STARRED, ViewKind.TODAY, ViewKind.FEED})


def begun(text: str) -> str:
    """A filter while it is typed: without a single letter at its end, which begins words of everything there is."""
    words = text.split(" ")
    return " ".join(words[:-1]) if len(words[-1]) == 1 and words[-1].isascii() and words[-1].isalnum() else text


def saved(view: SavedView) -> View:
    """The view that the user saved."""
    return View(
        kind=ViewKind.SAVED,
        value=view.name,
        title=view.name,
        query=view.query,
        colour=view.colour or "",
        key=view.key or "",
        visited=view.visited,
    )


def visited(view: View, left: datetime | None) -> datetime | None:
    """When a view was last left, or, of what is no saved view, the reader; None where that never was."""
    return view.visited if view.kind is ViewKind.SAVED else left


def is_new(item: Item, view: View, left: datetime | None) -> bool:
    """Whether an item came after the last visit."""
    visit = visited(view, left)
    return visit is not None and item.first_seen > visit


def leave_view(library: Library, before: View, after: View | None = None) -> None:
    """Remember that a saved view was left, where it was one and another, or none, is shown now."""
    if before.kind is ViewKind.SAVED and (after is None or (before.kind, before.value) != (after.kind, after.value)):
        library.leave_view(before.value)


def colour_named(text: str) -> str | None:
    """The colour of a typed line, None for none. UsageError where there is no such colour."""
    from newsterm.settings.colours import as_colour, colour_names  # noqa: PLC0415 - few choose a colour

    name = text.strip()
    colour = as_colour(name) if name else None
    if name and colour is None:
        raise UsageError(
            f'"{name}" is no colour; #rrggbb is, or a name such as tomato.{did_you_mean(name, colour_names())}'
        )
    return colour


def views_of(library: Library) -> tuple[View, ...]:
    """Everything that FEED can show, as it is named: built-in views, saved ones, feeds, folders, tags."""
    known = library.feed_counts()
    feeds = (View(kind=ViewKind.FEED, value=feed.url, title=feed.title) for feed in known)
    names = sorted({feed.folder for feed in known if feed.folder})
    folders = (View(kind=ViewKind.FOLDER, value=name, title=name) for name in names)
    tags = (View(kind=ViewKind.TAG, value=name, title=name) for name, _ in library.tags(Target.ENTRY))
    return (*BUILT_IN, *map(saved, library.views()), *feeds, *folders, *tags)


def keep_view(library: Library, name: str, showing: Showing) -> tuple[Action | None, Showing]:
    """Save what is shown under a name: what that changed, and the same shown under its name."""
    action = library.save_view(name, showing.asked)
    kept = next(view for view in library.views() if view.name == name)
    return action, replace(showing, view=saved(kept), filter="", unread_only=False)


def renewed(library: Library, showing: Showing) -> Showing | None:
    """The same, with what its saved view asks at the moment: another process, or undo, may have changed it.

    None where the view is not there any more.
    """
    if showing.view.kind is not ViewKind.SAVED:
        return showing
    kept = [saved(there) for there in library.views() if there.name == showing.view.value]
    return replace(showing, view=kept[0]) if kept else None


def view_gone(showing: Showing) -> str:
    """What is said where a saved view is not there any more."""
    return f'The view "{showing.view.title}" is not there any more; this is everything.'


SORT_WORDS = {
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.FEED: "by feed",
    Sort.TITLE: "by title",
}
"""The orders in which `S` goes through them."""


class Showing(Struct, frozen=True, kw_only=True):
    """What FEED shows and how."""

    view: View = ALL
    sort: Sort = Sort.NEWEST
    unread_only: bool = False
    filter: str = ""
    """The filter as it was typed."""

    def tree(self, today: date, filtered: Tree = EVERYTHING) -> Tree:
        """View, filter and the wish for unread items only, together."""
        parts = [self.view.tree(today), filtered]
        if self.unread_only:
            parts.append(Is(Flag.UNREAD))
        kept = tuple(part for part in parts if part != EVERYTHING)
        return kept[0] if len(kept) == 1 else And(kept)

    @property
    def is_quick(self) -> bool:
        """Whether it is found in a few milliseconds however much there is: an index has its order."""
        return self.view.kind in _QUICK and self.by_day and not self.filter

    def with_view(self, view: View) -> Showing:
        """The same of another view."""
        return replace(self, view=view)

    @property
    def asked(self) -> str:
        """What is shown, as a query's text."""
        unread = "is:unread" if self.unread_only else ""
        parts = [part for part in (self.view.asked, self.filter, unread) if part]
        return parts[0] if len(parts) == 1 else " ".join(f"({part})" for part in parts)

    @property
    def with_unread_turned(self) -> Showing:
        """Unread items only, or all."""
        if self.view.kind is ViewKind.UNREAD:
            return replace(self, view=ALL, unread_only=False)
        return replace(self, unread_only=not self.unread_only)

    @property
    def next_sort(self) -> Sort:
        """The order that follows, after the last the first."""
        orders = list(SORT_WORDS)
        return orders[(orders.index(self.sort) + 1) % len(orders)]

    @property
    def by_day(self) -> bool:
        """Whether the order goes by time, so that days can be headings."""
        return self.sort in {Sort.NEWEST, Sort.OLDEST}

    @property
    def title(self) -> str:
        """The view in words, with what narrows it."""
        narrowed = [self.view.title]
        if self.unread_only and self.view.kind is not ViewKind.UNREAD:
            narrowed.append("unread only")
        if self.sort is not Sort.NEWEST:
            narrowed.append(SORT_WORDS[self.sort])
        return ", ".join(narrowed)

    def memo(self) -> dict[str, Any]:
        """As a JSON value, to be remembered over restarts; a filter is of the moment."""
        return {
            "kind": self.view.kind,
            "value": self.view.value,
            "title": self.view.title,
            "sort": self.sort,
            "unread_only": self.unread_only,
        }


def showing_from(memo: Any) -> Showing:
    """What `Showing.memo` remembered, without what a saved view asks; the default where it can't be read."""
    try:
        view = View(kind=ViewKind(memo["kind"]), value=str(memo["value"]), title=str(memo["title"]))
        return Showing(view=view, sort=Sort(memo["sort"]), unread_only=bool(memo["unread_only"]))
    except (KeyError, TypeError, ValueError):
        return Showing()
