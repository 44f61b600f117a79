"""Subscriptions as OPML, without what is a command of the user's own settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.feeds.links import is_web

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from newsterm.model import Feed


def is_listed(feed: Feed) -> bool:
    """Whether a list says where the feed is: it has an address of the web, and is no command of the settings."""
    return is_web(feed.url)


def opml(feeds: Iterable[Feed], *, at: datetime) -> str:
    """The feeds that can be listed: other readers would run the rest as commands of theirs."""
    from newsterm.feeds.opml import write_opml  # noqa: PLC0415 - what reads XML is slow to import

    return write_opml(filter(is_listed, feeds), at=at)
