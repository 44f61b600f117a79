"""Subscriptions as other readers list them: feeds with titles, folders and tags, views, and what was refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.feeds.links import split
from newsterm.model import clean_line
from newsterm.model.address import mask_credentials

if TYPE_CHECKING:
    from newsterm.model import SavedView

MAX_NAME = 300
MAX_FEEDS = 20_000
_COMMANDS = re.compile(r"\s*(?:\||exec:|filter:)", re.IGNORECASE)


class Outline(Struct, frozen=True, kw_only=True):
    """One feed of an imported list."""

    url: str
    title: str | None = None
    folder: str | None = None
    """Nested folders are joined by `/`."""
    tags: tuple[str, ...] = ()
    site: str | None = None
    """The page that the feed belongs to."""
    paused: bool = False
    """Whether newsterm asked it only by name."""


class Imported(Struct, frozen=True, kw_only=True):
    """What a list holds: feeds and views, none twice, and a sentence for each line that was refused."""

    outlines: tuple[Outline, ...]
    views: tuple[SavedView, ...] = ()
    refused: tuple[str, ...] = ()


def feed_url(text: str) -> str:
    """The address to subscribe to; ValueError with the word for the user where it is none.

    `feed:` in front is taken off; the rest stays as it is written.
    """
    url = text.strip()
    shown = mask_credentials(clean_line(url))[:200]
    if _COMMANDS.match(url):
        raise ValueError(f'"{shown}" runs a command, which newsterm does for no imported list.')
    url = re.sub(r"^feed:(?://)?(?=https?:)", "", url, flags=re.IGNORECASE)
    url = re.sub(r"^feed://", "http://", url, flags=re.IGNORECASE)
    parts = split(url)
    if parts is None or parts.scheme.lower() not in {"http", "https"} or clean_line(url) != url or " " in url:
        raise ValueError(f'"{shown}" is no http or https address.')
    return url


def name(text: str | None) -> str | None:
    """A title, folder or tag as it is kept: one clean line."""
    return clean_line(text or "")[:MAX_NAME].strip() or None
