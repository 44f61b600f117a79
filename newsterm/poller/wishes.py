"""What the settings ask of a feed's articles: whose text is shown, which part of a page it is, when pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from newsterm.model import Feed
    from newsterm.settings import Settings


class Wish(Struct, frozen=True, kw_only=True):
    """How the articles of a feed are made."""

    text: str = "better"
    """`better` of the feed's and the page's, `feed` or `page`."""
    selector: str | None = None
    """A CSS selector of the elements of a page that hold the article."""
    at_poll: bool = False
    """Whether pages are read when the feed is polled, not only when an entry is opened."""

    @property
    def takes_pages(self) -> bool:
        """Whether pages are read at all."""
        return self.text != "feed"

    @property
    def prefers_pages(self) -> bool:
        """Whether the page's text is taken even where the feed's is longer."""
        return self.text == "page" or (self.selector is not None and self.takes_pages)

    @property
    def memo(self) -> str:
        """What is kept with an article: it differs where another text would be made."""
        return "" if self == Wish(at_poll=self.at_poll) else f"{self.text} {self.selector or ''}".rstrip()


def wish_for(settings: Settings, feed: Feed | None) -> Wish:
    """What is asked of this feed's articles; the usual for a feed that is gone."""
    if feed is None:
        return Wish()
    own = settings.feeds.get(feed.url)
    at_poll = feed.subscription.full_text
    if own is None:
        return Wish(at_poll=at_poll)
    return Wish(
        text=own.text or "better",
        selector=own.selector,
        at_poll=at_poll if own.full_text is None else own.full_text,
    )
