"""Which actions each screen has, and what those that screens share do in the list of feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.ui.action import EVERYWHERE, KeyAction, Where
from newsterm.ui.actions import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

ON_MAIN = tuple(action for action in ACTIONS if set(action.panes) & set(EVERYWHERE))
"""What can be done on the main screen."""
_SAME = """
top bottom half-down half-up page-down page-up clear-marks undo redo add-feed help redraw suspend quit
""".split()
_OTHERWISE = {
    "down": ("Down", "Move down a row."),
    "up": ("Up", "Move up a row."),
    "open": ("Items", "Show the feed's items in FEED."),
    "article-down": ("Scroll down", "Scroll what is told of the feed."),
    "article-up": ("Scroll up", "Scroll it back."),
    "mark": ("Mark the row", "Mark the row and move on; moving, pausing, removing and asking act on marked rows."),
    "filter": ("Filter", "Show only the feeds that have the typed words in title, folder, tag, address or state."),
    "clear-filter": ("Clear the filter", "Show all feeds again; then leave the list."),
    "sort": ("Sort order", "Sort by folder, by title, failing first, most items first, longest silent first."),
    "browse": ("Open its site", "Open the feed's site in the browser."),
    "copy-link": ("Copy the address", "Copy the feed's address, without a password in it."),
    "refresh": ("Ask now", "Ask the feeds, due or not, paused or not, but never against what their hosts ask for."),
    "feeds": ("Leave", "Leave the list."),
    "back": ("Leave", "Leave the list."),
}
"""What actions of the main screen are in the list of feeds: title and help."""


def _in_feeds() -> Iterator[KeyAction]:
    """The list's own actions, then those that it shares with the main screen, as they are there."""
    yield from (replace(action, panes=EVERYWHERE) for action in ACTIONS if Where.FEEDS in action.panes)
    for action in ACTIONS:
        if action.id in _SAME:
            yield replace(action, panes=EVERYWHERE)
        elif action.id in _OTHERWISE:
            title, text = _OTHERWISE[action.id]
            yield replace(action, title=title, help=text, panes=EVERYWHERE)


IN_FEEDS = tuple(_in_feeds())
"""What can be done in the list of feeds."""
SCREENS = (ON_MAIN, IN_FEEDS)
"""Within each of these a key has one meaning."""
