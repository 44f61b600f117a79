"""A library of three feeds on a fixed day, and the reader over it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.widgets import Input

from newsterm.model import Entry, EntryUpdate, FeedInfo, FeedStatus, FeedUpdate, FetchState, Subscription
from newsterm.settings import Settings
from newsterm.store import Store
from newsterm.store.ids import entry_id
from newsterm.ui.app import NewstermApp
from newsterm.ui.keymap import Keymap
from tests.ui.panes.readings import harbour

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from textual.pilot import Pilot

    from newsterm.events import Event
    from newsterm.library import Library
    from newsterm.model import Canvas

NOW = datetime(2025, 3, 12, 9, 30, tzinfo=UTC)
POST, LEDGER, COAST = "https://post.example/feed", "https://ledger.example/feed", "https://coast.example/feed"
FEEDS = ((POST, "Harbour Post", "Papers"), (LEDGER, "Daily Ledger", "Papers"), (COAST, "Coastal", None))

TITLES = (
    (POST, "Ministers weigh port reopening as talks resume", 2),
    (LEDGER, "Port may reopen within weeks", 3),
    (COAST, "Ferry timetable for the spring", 5),
    (LEDGER, "Grain prices fall for a third week", 12),
    (POST, "Council votes on the quay", 26),
    (COAST, "Lighthouse lit again", 30),
    (POST, "Court hears the dockers' appeal", 50),
    (LEDGER, "Survey of shopkeepers", 75),
)
"""Feed, title, and age in hours."""


def key_of(title: str) -> str:
    """The id of an item."""
    feed = next(feed for feed, known, _ in TITLES if known == title)
    return entry_id(feed, title)


FIRST = entry_id(POST, TITLES[0][1])


def entry(title: str, hours: float, **fields: object) -> EntryUpdate:
    values: dict[str, object] = {
        "guid": title,
        "title": title,
        "link": f"https://news.example/{len(title)}",
        "published": NOW - timedelta(hours=hours),
        "summary": f"<p>{len(title)} letters.</p>",
    }
    made = Entry(**(values | fields))  # type: ignore[arg-type]
    return EntryUpdate(entry=made, digest=title, text_digest=title, new=True)


def bring(store: Store, feed: str, *updates: EntryUpdate) -> None:
    """What a poll does: entries arrive."""
    name = next((title for url, title, _ in FEEDS if url == feed), feed)
    state = FetchState(status=FeedStatus.OK, checked=NOW)
    store.apply(FeedUpdate(url=feed, state=state, info=FeedInfo(title=name), entries=updates), now=NOW)


def fill(path: Path, titles: Sequence[tuple[str, str, float]] = TITLES) -> Path:
    """A cache of the three feeds; the first item is prepared, with claims of every kind."""
    with Store.open(path, now=NOW) as store:
        store.subscribe([Subscription(url=url, title=title, folder=folder, added=NOW) for url, title, folder in FEEDS])
        for url, _, _ in FEEDS:
            bring(store, url, *(entry(title, hours) for feed, title, hours in titles if feed == url))
        story = harbour()
        assert story.article is not None
        for feed, title, _ in titles[:1]:
            claims = [marked.claim for marked in story.claims]
            store.save_article(entry_id(feed, title), story.article, claims, claims_extractor="newsterm-claims test")
    return path


class QuietBackstage:
    """Remembers what it was asked; tells what a test puts into it."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self._events: asyncio.Queue[Event] = asyncio.Queue()

    def poll(self, feeds: Sequence[str] | None = None) -> None:
        self.asked.append(("poll", None if feeds is None else tuple(sorted(feeds))))

    def prepare(self, entry_id: str, *, page: bool = False) -> None:
        self.asked.append(("prepare", entry_id, page))

    def illustrate(self, entry_id: str, canvas: Canvas) -> None:
        self.asked.append(("illustrate", entry_id, canvas))

    def subscribe(self, address: str) -> None:
        self.asked.append(("subscribe", address))

    def tell(self, *events: Event) -> None:
        for event in events:
            self._events.put_nowait(event)

    async def events(self) -> AsyncIterator[Event]:
        while True:
            yield await self._events.get()


def reader(
    library: Library, *, settings: Settings | None = None, backstage: QuietBackstage | None = None, **options: object
) -> NewstermApp:
    """The reader over a library, in UTC."""
    settings = settings or Settings()
    app = NewstermApp(
        library,
        backstage,
        settings,
        Keymap.from_settings(settings),
        clock=lambda: NOW,
        zone=UTC,
        **options,  # type: ignore[arg-type]
    )
    app.animation_level = "none"
    return app


def with_interface(**fields: object) -> Settings:
    """Settings with other values for the interface."""
    settings = Settings()
    return replace(settings, interface=replace(settings.interface, **fields))  # type: ignore[arg-type]


def screen_text(app: NewstermApp) -> list[str]:
    """What is on the screen, line by line."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a text at once: a press of a key costs a test 60 ms."""
    line = pilot.app.focused
    assert isinstance(line, Input)
    line.insert_text_at_cursor(text)
    await pilot.pause()


async def seen(pilot: Pilot[None], there: Callable[[], bool]) -> bool:
    """Whether what another process did comes to be there; how soon depends on what the last look has cost."""
    app = pilot.app
    assert isinstance(app, NewstermApp)
    app.main.last_key = 0.0  # long ago
    for _ in range(200):
        app.main.watch_library()
        await pilot.pause(0.01)
        if there():
            return True
    return False


async def settled(pilot: Pilot[None]) -> None:
    """Wait for what follows the first paint: the other panes, and what was open."""
    app = pilot.app
    assert isinstance(app, NewstermApp)
    while app.main._early is not None:
        await pilot.pause(0.01)
    await pilot.pause()
