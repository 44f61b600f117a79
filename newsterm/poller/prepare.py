"""Articles and claims of entries: made in a worker process, from the feed's text or the page, and stored together."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsterm import articles, claims
from newsterm.errors import ExtractError, FetchError, NewstermError
from newsterm.events import EntryPrepared
from newsterm.feeds.answer import PAGE_TYPES
from newsterm.feeds.schedule import Rules
from newsterm.model import Article
from newsterm.store import the_only_one

if TYPE_CHECKING:
    from datetime import datetime

    from newsterm.feeds.answer import Fetched
    from newsterm.model import Claim, Reading
    from newsterm.poller.desk import Desk

EXTRACT_SECONDS = 10.0
BATCH = 64
_LOOK_EVERY = 0.3
"""Seconds between two looks at whether another process has done preparing."""


class Page(Struct, frozen=True, kw_only=True):
    """A fetched page."""

    body: bytes
    url: str
    content_type: str | None


class Job(Struct, frozen=True, kw_only=True):
    """Everything that a worker needs to make an article and its claims."""

    entry: str
    html: str
    title: str | None
    url: str | None
    outlet: str
    published: datetime | None
    language: str | None
    page: Page | None = None


def make(job: Job) -> tuple[Article, tuple[Claim, ...]]:
    """The better of the feed's text and the page's, and the claims in it. Pure; runs in a worker."""
    article = _article(job)
    published = job.published or article.published
    found = claims.find_claims(article, published=published, outlet=article.outlet or job.outlet, entry=job.entry)
    return article, found


def _article(job: Job) -> Article:
    fed = articles.from_feed_html(job.html, title=job.title, url=job.url, outlet=job.outlet, language=job.language)
    if job.page is None:
        return fed
    page = job.page
    try:
        paged = articles.extract_page(page.body, url=page.url, content_type=page.content_type, title=job.title)
    except ExtractError:
        if fed.text:
            return fed
        raise
    return articles.better_of(fed, paged)


class Preparer:
    """Makes and stores what is not prepared yet, newest first, and single entries on demand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def all_waiting(self, *, until: asyncio.Event | None = None) -> int:
        """Prepare every entry that has no article or an older extractor's; how many were done.

        Ends early when asked to stop, or when `until` is set since something else wants its turn. Does nothing while
        another process is at it.
        """
        with the_only_one(self._desk.preparing) as free:
            return await self._all_waiting(until) if free else 0

    async def all_at_last(self) -> None:
        """Like `all_waiting`, after another process that is at it, which leaves little to do."""
        desk = self._desk
        while not desk.stop.is_set():
            with the_only_one(desk.preparing) as free:
                if free:
                    await self._all_waiting(None)
                    return
            with suppress(TimeoutError):
                await asyncio.wait_for(desk.stop.wait(), _LOOK_EVERY)

    async def _all_waiting(self, until: asyncio.Event | None) -> int:
        done = 0
        while waiting := self._desk.store.unprepared(articles.EXTRACTOR, claims.EXTRACTOR, limit=BATCH):
            for entry in waiting:
                if self._desk.stop.is_set() or (until is not None and until.is_set()):
                    return done
                await self.one(entry)
                done += 1
        return done

    async def one(self, entry_id: str) -> None:
        """Prepare one entry and tell of it."""
        reading = self._desk.store.reading(entry_id)
        if reading is not None:
            await self._prepare(reading, page=self._wants_page(reading))

    async def _prepare(self, reading: Reading, *, page: bool) -> None:
        job, note = _job(reading), None
        if page:
            job, note = await self._with_page(job)
        count = await self._store(job, note)
        self._desk.tell(EntryPrepared(entry=job.entry, claims=count))

    async def opened(self, entry_id: str, *, page: bool = False) -> None:
        """Prepare an entry that a person reads: its page too, once, where the feed's text is not whole.

        With `page` the page is fetched in any case.
        """
        reading = self._desk.store.reading(entry_id)
        if reading is not None and (page or not _settled(reading)):
            await self._prepare(reading, page=True)

    def _wants_page(self, reading: Reading) -> bool:
        feed = self._desk.store.feed(reading.item.feed)
        return feed is not None and feed.subscription.full_text

    async def _with_page(self, job: Job) -> tuple[Job, str | None]:
        """The job with its page, or without it and a note that says why."""
        if job.url is None:
            return job, None
        try:
            fetched = await self._page(job.url)
        except FetchError as error:
            return job, f"{error} This is the feed's text."
        if not fetched.body:
            return job, "The page is empty; this is the feed's text."
        page = Page(body=fetched.body, url=fetched.final_url, content_type=fetched.headers.get("content-type"))
        return replace(job, page=page), None

    async def _page(self, url: str) -> Fetched:
        async with self._desk.turn(url, Rules()) as turn:
            return await self._desk.fetcher.get(url, accept=PAGE_TYPES, moving=turn.move)

    async def _store(self, job: Job, note: str | None) -> int:
        """Make article and claims and keep them; how many claims. A page's problem costs only the page."""
        try:
            article, found = await self._desk.workers.run(EXTRACT_SECONDS, make, job)
        except NewstermError as error:
            if job.page is not None:
                return await self._store(replace(job, page=None), f"{error} This is the feed's text.")
            article, found, note = _unmade(job), (), str(error)
        note = note or article.note
        self._desk.store.save_article(job.entry, article, found, claims_extractor=claims.EXTRACTOR, note=note)
        return len(found)


def _job(reading: Reading) -> Job:
    item = reading.item
    entry = item.entry
    return Job(
        entry=item.id,
        html=entry.content or entry.summary or "",
        title=entry.title,
        url=entry.link,
        outlet=item.feed_title,
        published=entry.published or item.first_seen,
        language=entry.language,
    )


def _unmade(job: Job) -> Article:
    """An empty article, so that what can't be made is not tried again at every round."""
    return Article(text="", blocks=(), title=job.title, url=job.url, origin="feed", extractor=articles.EXTRACTOR)


def _settled(reading: Reading) -> bool:
    """Whether opening the entry can't bring more text: the page was read or refused, or the feed's text is whole."""
    article = reading.article
    return article is not None and (article.origin == "page" or reading.note is not None or articles.is_full(article))
