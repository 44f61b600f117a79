"""newsboat's `urls` file: an address a line, then tags, titles and flags."""

from __future__ import annotations

import re

from newsterm.feeds.outline import MAX_FEEDS, Imported, Outline, feed_url, name
from newsterm.model import clean_line

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


def read_urls(text: str) -> Imported:
    """The feeds of the file: `"tag"` tags it, `"~title"` names it, `"!"` (hidden) is passed over.

    What runs commands (`exec:`, `filter:`) and query feeds are refused with a word.
    """
    found: dict[str, Outline] = {}
    refused: list[str] = []
    for line in text.splitlines():
        tokens = [
            _unescaped(quoted) if quoted or not plain else plain for quoted, plain in _TOKEN.findall(line.strip())
        ]
        if not tokens or tokens[0].startswith("#"):
            continue
        try:
            url = feed_url(tokens[0])
        except ValueError as error:
            refused.append(str(error) if not tokens[0].startswith("query:") else _query(tokens[0]))
            continue
        if url not in found and len(found) < MAX_FEEDS:
            found[url] = _outline(url, tokens[1:])
    return Imported(outlines=tuple(found.values()), refused=tuple(refused))


def _query(text: str) -> str:
    return f'"{clean_line(text)[:200]}" is a query of newsboat\'s; save the like of it as a view in newsterm.'


def _outline(url: str, words: list[str]) -> Outline:
    title = next((name(word[1:]) for word in words if word.startswith("~")), None)
    tags = (name(word) for word in words if not word.startswith(("~", "!")))
    return Outline(url=url, title=title, tags=tuple(dict.fromkeys(tag for tag in tags if tag)))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
