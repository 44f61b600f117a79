"""newsboat's `urls` file: an address or a query a line, then tags, titles and flags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.feeds.newsboat_query import translate
from newsterm.feeds.outline import MAX_FEEDS, Imported, Outline, feed_url, name
from newsterm.model import SavedView, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUERY = "query:"
_BLANK = " \t\r\v\f"
_TOKEN = re.compile(r'[ \t\r\v\f]*(?:#.*|"((?:[^"\\]|\\.)*)(?:"|\\?$)|([^ \t\r\v\f]+))')
_ESCAPED = re.compile(r"\\(.)")
_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}


def read_urls(text: str) -> Imported:
    """The feeds and query feeds of the file: `"tag"` tags, `"~title"` names, `"!"` (hidden) is passed over.

    What runs commands (`exec:`, `filter:`), local files and queries that newsterm can't ask are refused with a word.
    """
    found: dict[str, Outline] = {}
    views: dict[str, SavedView] = {}
    refused: list[str] = []
    for line in text.split("\n"):
        tokens = list(_tokens(line))
        try:
            if not tokens:
                continue
            if tokens[0].startswith(_QUERY):
                _keep(_view(tokens[0], tokens[1:]), views)
            elif (url := feed_url(tokens[0])) not in found and len(found) < MAX_FEEDS:
                found[url] = _outline(url, tokens[1:])
        except ValueError as error:
            refused.append(str(error))
    return Imported(outlines=tuple(found.values()), views=tuple(views.values()), refused=tuple(refused))


def _tokens(line: str) -> Iterator[str]:
    """The words of a line, as newsboat tells them apart: a `#` that begins a word begins a comment."""
    # Blanks at the end are no word's: 16,000 of them would be tried from each on, which took 3.4 s.
    for found in _TOKEN.finditer(line.rstrip(_BLANK)):
        quoted, plain = found.groups()
        if quoted is not None:
            yield _ESCAPED.sub(lambda escaped: _CONTROL.get(escaped[1], escaped[1]), quoted)
        elif plain:
            yield plain


def _outline(url: str, words: list[str]) -> Outline:
    tags = (name(word) for word in words if not word.startswith(("~", "!")))
    return Outline(url=url, title=_title(words), tags=tuple(dict.fromkeys(tag for tag in tags if tag)))


def _title(words: list[str]) -> str | None:
    return next((name(word[1:]) for word in words if word.startswith("~")), None)


def _keep(view: SavedView, views: dict[str, SavedView]) -> None:
    """Add the view to those that are there; ValueError where another has its name."""
    if view.query != views.setdefault(view.name, view).query:
        raise ValueError(f'Another view is called "{view.name}" as well; only the first of them was saved.')


def _view(query: str, words: list[str]) -> SavedView:
    """The view of a query feed; ValueError, a sentence that names it, where it can't be one."""
    called, colon, expression = query.removeprefix(_QUERY).partition(":")
    known = _title(words) or name(called)
    if not colon or known is None:
        raise ValueError(f'"{clean_line(query)[:200]}" is no query feed; expected "query:NAME:EXPRESSION".')
    try:
        return SavedView(name=known, query=translate(expression))
    except ValueError as error:
        raise ValueError(f'The view "{known}" was not saved: {clean_line(str(error))[:400].rstrip(".")}.') from error
