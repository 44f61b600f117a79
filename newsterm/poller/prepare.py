"""Articles and claims of entries: made in a worker process, from the feed's text or the page, and stored together."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm import articles, claims
from newsterm.errors import FetchError, NewstermError
from newsterm.events import EntryPrepared, Notice
from newsterm.feeds.answer import PAGE_TYPES
from newsterm.feeds.links import host_of
from newsterm.feeds.schedule import Rules
from newsterm.poller.making import Made, Page, is_settled, job_of, make, unmade
from newsterm.poller.wishes import wish_for
from newsterm.store import the_only_one

if TYPE_CHECKING:
    from newsterm.feeds.answer import Fetched
    from newsterm.model import Reading
    from newsterm.poller.desk import Desk
    from newsterm.poller.making import Job
    from newsterm.poller.wishes import Wish

EXTRACT_SECONDS = 10.0
BATCH = 64
_LOOK_EVERY = 0.3
"""Seconds between two looks at whether another process has done preparing."""
_REFUSED = frozenset({401, 402, 403, 404, 405, 406, 410, 451})
"""Answers that asking once more would not change."""


class Preparer:
    """Makes and stores what is not prepared yet, newest first, and single entries on demand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._in_hand: set[str] = set()
        """Entries that a person has opened and that are being prepared."""

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
        """Prepare one entry and tell of it; with its page where the settings say so, or where it was read before."""
        reading = self._desk.store.reading(entry_id)
        if reading is None:
            return
        wish = self._wish(reading)
        again = _was_revised(reading, wish)
        made = await self._prepare(reading, wish)
        if again or (wish.at_poll and made is not None and not is_settled(made, wish)):
            await self._prepare_with_page(made or reading, wish)

    async def opened(self, entry_id: str, *, page: bool = False) -> None:
        """Prepare an entry that a person reads: its text at once, and its page where the feed's text is not whole.

        With `page` the page is fetched in any case.
        """
        if entry_id in self._in_hand:
            return
        self._in_hand.add(entry_id)
        try:
            await self._opened(entry_id, page)
        finally:
            self._in_hand.discard(entry_id)

    async def _opened(self, entry_id: str, page: bool) -> None:
        reading = self._desk.store.reading(entry_id)
        if reading is None:
            return
        wish = self._wish(reading)
        page = page or _was_revised(reading, wish)
        if reading.article is None or not reading.item.prepared or reading.article.wish != wish.memo:
            reading = await self._prepare(reading, wish) or reading
        if page or not is_settled(reading, wish):
            if reading.item.entry.link:
                self._desk.tell(Notice(text=f"Reading the page at {host_of(reading.item.entry.link)}…"))
            await self._prepare_with_page(reading, wish)

    def _wish(self, reading: Reading) -> Wish:
        return wish_for(self._desk.settings, self._desk.store.feed(reading.item.feed))

    async def _prepare(self, reading: Reading, wish: Wish) -> Reading | None:
        """Make and store what can be made without the network; the entry as it then is."""
        job = job_of(reading, wish)
        await self._store(job, reading.note if job.asked is not None else None)
        return self._desk.store.reading(job.entry)

    async def _prepare_with_page(self, reading: Reading, wish: Wish) -> None:
        """Fetch an entry's page and make its article of it."""
        if reading.item.entry.link is None:
            self._desk.tell(Notice(text="This item has no page to read; its feed gives no link.", bad=True))
            return
        job, note = await self._with_page(job_of(reading, wish))
        await self._store(job, note)

    async def _with_page(self, job: Job) -> tuple[Job, str | None]:
        """The job with its page, or without it and a note that says why."""
        assert job.url is not None  # noqa: S101 - nobody asks for the page of an entry without a link
        try:
            fetched = await self._page(job.url)
        except FetchError as error:
            final = error.status in _REFUSED
            return replace(job, asked=self._desk.clock() if final else job.asked), f"{error} {_what_is_shown(job)}"
        job = replace(job, asked=self._desk.clock())
        if not fetched.body:
            return job, f"The page is empty; open it in a browser. {_what_is_shown(job)}"
        page = Page(body=fetched.body, url=fetched.final_url, content_type=fetched.headers.get("content-type"))
        return replace(job, page=page), None

    async def _page(self, url: str) -> Fetched:
        async with self._desk.turn(url, Rules()) as turn:
            return await self._desk.fetcher.get(url, accept=PAGE_TYPES, moving=turn.move)

    async def _store(self, job: Job, note: str | None) -> None:
        """Make article and claims, keep them and tell of it. A page's problem costs only the page."""
        try:
            made = await self._desk.workers.run(EXTRACT_SECONDS, make, job)
        except NewstermError as error:
            if job.page is not None:
                await self._store(replace(job, page=None), f"{error} {_what_is_shown(job)}")
                return
            made, note = Made(article=unmade(job), claims=(), revised=False), str(error)
        self._desk.store.save_article(
            job.entry,
            made.article,
            made.claims,
            extractor=articles.EXTRACTOR,
            claims_extractor=claims.EXTRACTOR,
            note=note or made.article.note,
            revised_at=self._desk.clock() if made.revised else None,
        )
        self._desk.tell(EntryPrepared(entry=job.entry, claims=len(made.claims)))


def _was_revised(reading: Reading, wish: Wish) -> bool:
    """Whether the feed's words changed since the page was read: then the page's have, too."""
    article = reading.article
    return article is not None and article.origin == "page" and not reading.item.prepared and wish.takes_pages


def _what_is_shown(job: Job) -> str:
    """What stands in the place of a page that can't be had."""
    if job.before is not None and job.before.origin == "page":
        return "This is the page's text as it was."
    return "This is the feed's text." if job.html.strip() else "The feed gives no text either."
