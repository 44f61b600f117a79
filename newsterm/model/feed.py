"""A feed: what its document says (RFC 4287's names), what the user set, and how fetching it went."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field, json
from msgspec.structs import replace

from newsterm.errors import NotFound
from newsterm.hints import did_you_mean
from newsterm.model.address import mask_credentials
from newsterm.model.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, timedelta


class Pace(Struct, frozen=True, kw_only=True):
    """How often the publisher wants to be asked, as the document says it."""

    ttl: timedelta | None = None
    """RSS 2.0 `ttl`."""
    update_every: timedelta | None = None
    """RSS 1.0 syndication module: updatePeriod / updateFrequency."""
    skip_hours: frozenset[int] = frozenset()
    """RSS 2.0 `skipHours`, 0-23, UTC."""
    skip_days: frozenset[int] = frozenset()
    """RSS 2.0 `skipDays`, Monday is 0, UTC."""


class FeedInfo(Struct, frozen=True, kw_only=True):
    """What a feed document says of itself."""

    id: str | None = None
    title: str | None = None
    link: str | None = None
    """The page that the feed belongs to."""
    feed_link: str | None = None
    """The address that the document gives for itself (`rel=self`)."""
    description: str | None = None
    language: str | None = None
    image: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    pace: Pace = field(default_factory=Pace)


class Subscription(Struct, frozen=True, kw_only=True):
    """What the user set: the address, exactly as it is requested, and how it is shown and filed."""

    url: str
    title: str | None = None
    """The user's own title; None shows the document's."""
    folder: str | None = None
    """Nested folders are joined by `/`."""
    tags: tuple[str, ...] = ()
    full_text: bool = False
    """Whether pages are fetched at poll time instead of when an entry is opened."""
    paused: bool = False
    """Whether the feed is asked only when the user names it."""
    added: datetime


class FeedStatus(StrEnum):
    """How the last request went."""

    NEW = "new"
    OK = "ok"
    FAILING = "failing"
    GONE = "gone"


class Validators(Struct, frozen=True, kw_only=True):
    """ETag and Last-Modified of the last 200, byte for byte (RFC 9110, 13.1)."""

    etag: str | None = None
    last_modified: str | None = None


LOGGED = 20
"""How many results `FetchState.log` keeps."""


class Polls(Struct, frozen=True, array_like=True):
    """What one poll brought, or several in a row that brought nothing or failed in the same way; times in seconds."""

    since: int
    until: int
    times: int = 1
    new: int = 0
    changed: int = 0
    error: str | None = None

    def followed_by(self, poll: Polls) -> tuple[Polls, ...]:
        """This and a later poll: one value where nothing sets them apart."""
        if self.new or self.changed or poll.new or poll.changed or self.error != poll.error:
            return self, poll
        return (replace(self, until=poll.until, times=self.times + poll.times),)


_LOG = tuple[Polls, ...]


class FetchState(Struct, frozen=True, kw_only=True):
    """What is known of fetching a feed."""

    status: FeedStatus = FeedStatus.NEW
    validators: Validators = field(default_factory=Validators)
    body_hash: str | None = None
    """SHA-256 of the last body that was parsed, hexadecimal."""
    fingerprints: bytes = b""
    """Of the entries of that body: what is as it was need not be read again."""
    checked: datetime | None = None
    """When an answer last came, a 304 or an error included."""
    next_poll: datetime | None = None
    why: str | None = None
    """Why `next_poll` is when it is, in words: "publisher asks for 2 h"."""
    error: str | None = None
    failures: int = 0
    """Failed polls in a row."""
    moved_to: str | None = None
    """Where a permanent redirect leads."""
    moved_seen: int = 0
    """Polls in a row that saw that redirect."""
    log: str = ""
    """What the last polls brought, read by `polls` where it is shown: with every feed it would take 40 µs."""

    @property
    def polls(self) -> tuple[Polls, ...]:
        """What the last polls brought, the latest last."""
        return json.decode(self.log, type=_LOG) if self.log else ()

    def logged(self, poll: Polls) -> FetchState:
        """The state with one more poll in its log."""
        before = self.polls
        latest = before[-1].followed_by(poll) if before else (poll,)
        return replace(self, log=json.encode((*before[:-1], *latest)[-LOGGED:]).decode())


class Feed(Struct, frozen=True, kw_only=True):
    """A subscribed feed with everything known of it."""

    subscription: Subscription
    info: FeedInfo = field(default_factory=FeedInfo)
    state: FetchState = field(default_factory=FetchState)
    entries: int = 0
    unread: int = 0

    @property
    def url(self) -> str:
        """The address that is requested; the feed's identity."""
        return self.subscription.url

    @property
    def title(self) -> str:
        """The user's title, else the document's, else the address without scheme and credentials."""
        return self.subscription.title or self.info.title or _shortened(mask_credentials(self.url))


def _shortened(address: str) -> str:
    return address.partition("://")[2].rstrip("/") or address


class NextPoll(Struct, frozen=True, kw_only=True):
    """When a feed is asked next, and why then."""

    at: datetime | None
    """None is never."""
    why: str | None = None
    waits: bool = False
    """Whether the feed's host asked for it, so that nobody asks earlier, named or not."""

    def words(self, clock: Callable[[datetime], str]) -> str:
        """In words, moments as `clock` shows them: "publisher asks for 2 h, next 14:05"."""
        if self.at is None:
            return self.why or "never"
        return f"{self.why or 'waits'}{' until' if self.waits else ', next'} {clock(self.at)}"


class Activity(Struct, frozen=True, kw_only=True):
    """How much a feed brings, as far as its items are kept."""

    daily: tuple[int, ...]
    """Items a day, today last."""
    latest: datetime | None = None
    """The date of its latest item."""


class FeedCount(Struct, frozen=True, kw_only=True):
    """How much a subscribed feed has, and what is needed to name it: what a list of feeds shows."""

    url: str
    title: str
    folder: str | None
    entries: int
    unread: int


def active(feeds: Iterable[Feed]) -> tuple[Feed, ...]:
    """The feeds that are not paused: what is meant by all of them."""
    return tuple(feed for feed in feeds if not feed.subscription.paused)


def feeds_named(feeds: Iterable[Feed], names: Iterable[str]) -> tuple[Feed, ...]:
    """The feeds of these names, each as `feed_named` finds it."""
    known = tuple(feeds)
    by_url = {feed.url: feed for feed in known}
    return tuple(by_url.get(name) or feed_named(known, name) for name in names)


def feed_named(feeds: Iterable[Feed], name: str) -> Feed:
    """The feed with this URL, as it is or as it is shown, else with this title if only one has it (case folded).

    NotFound where no feed is meant, or several.
    """
    known = tuple(feeds)
    exact = [f for f in known if name in (f.url, mask_credentials(f.url))]
    found = exact or [f for f in known if f.title.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f'{len(found)} feeds are called "{clean_line(name)}"; name one by its URL.')
    hint = did_you_mean(name, (feed.title for feed in known))
    raise NotFound(f'There is no feed "{clean_line(name)}"; `newsterm feeds` lists them.{hint}')
