"""Articles and claims of entries: made in a worker process, from the feed's text or the page, and stored together."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

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
    from collections.abc import Callable

    from newsterm.feeds.answer import Fetched
    from newsterm.model import Article, Reading
    from newsterm.poller.desk import Desk
    from newsterm.poller.making import Job
    from newsterm.poller.wishes import Wish

    Waiting = Callable[[int], tuple[str, ...]]
    """Ids of what is to be prepared, so many of them at most."""

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
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """Held while an entry is prepared: what a person opens may be in hand already."""

    async def all_waiting(self, *, until: asyncio.Event | None = None) -> int:
        """Prepare every entry that has no article or an older extractor's; how many were done.

        Ends early when asked to stop, or when `until` is set since something else wants its turn. Does nothing while
        another process is at it.
        """
        with the_only_one(self._desk.preparing) as free:
            return await self._all(self._waiting, until) if free else 0

    async def all_at_last(self) -> None:
        """Like `all_waiting`, after another process that is at it, which leaves little to do."""
        await self._at_last(self._waiting)

    async def all_anew(self) -> None:
        """Prepare again what the store was told to `make_anew`, with or after another process that is at it."""
        await self._at_last(self._desk.store.to_make_anew)

    async def _at_last(self, waiting: Waiting) -> None:
        desk, told = self._desk, False
        while not desk.stop.is_set():
            with the_only_one(desk.preparing) as free:
                if free:
                    await self._all(waiting, None)
                    return
            if not waiting(1):
                return
            if not told:
                told = True
                desk.tell(Notice(text="Another newsterm is preparing articles; waiting for it."))
            with suppress(TimeoutError):
                await asyncio.wait_for(desk.stop.wait(), _LOOK_EVERY)

    def _waiting(self, limit: int) -> tuple[str, ...]:
        return self._desk.store.unprepared(articles.EXTRACTOR, claims.EXTRACTOR, limit=limit)

    async def _all(self, some: Waiting, until: asyncio.Event | None) -> int:
        done = 0
        try:
            while waiting := some(BATCH):
                for entry in waiting:
                    if self._desk.stop.is_set() or (until is not None and until.is_set()):
                        return done
                    await self.one(entry)
                    done += 1
                await self._desk.errands.run(self._desk)
        finally:
            await self._desk.errands.run(self._desk)
        return done

    async def one(self, entry_id: str) -> None:
        """Prepare one entry and tell of it; with its page where the settings say so."""
        async with self._turn(entry_id):
            reading = self._desk.store.reading(entry_id)
            if reading is None:
                return
            wish = self._wish(reading)
            made = await self._prepare(reading, wish)
            if wish.at_poll and made is not None and not is_settled(made, wish):
                await self._prepare_with_page(made, wish)

    async def opened(self, entry_id: str, *, page: bool = False) -> None:
        """Prepare an entry that a person reads: its text at once, and its page where the feed's text is not whole.

        With `page` the page is fetched in any case.
        """
        async with self._turn(entry_id):
            reading = self._desk.store.reading(entry_id)
            if reading is None:
                return
            wish = self._wish(reading)
            if reading.article is None or not reading.item.prepared or reading.article.wish != wish.memo:
                reading = await self._prepare(reading, wish) or reading
            if page or not is_settled(reading, wish):
                if reading.item.entry.link:
                    self._desk.tell(Notice(text=f"Reading the page at {host_of(reading.item.entry.link)}…"))
                await self._prepare_with_page(reading, wish)
        await self._desk.errands.run(self._desk)

    def _turn(self, entry_id: str) -> asyncio.Lock:
        return self._turns.setdefault(entry_id, asyncio.Lock())

    def _wish(self, reading: Reading) -> Wish:
        return wish_for(self._desk.settings, self._desk.store.feed(reading.item.feed))

    async def _prepare(self, reading: Reading, wish: Wish) -> Reading | None:
        """Make and store what can be made without the network; the entry as it then is."""
        job = self._job(reading, wish)
        await self._store(reading, job, reading.note if job.asked is not None else None)
        return self._desk.store.reading(job.entry)

    def _job(self, reading: Reading, wish: Wish) -> Job:
        return job_of(reading, wish, reading.article if _is_page(reading) else self._last_page(reading.item.id))

    def _last_page(self, entry_id: str) -> Article | None:
        """What the page said when it was last shown."""
        pages = [r.article for r in self._desk.store.revisions(entry_id) if r.article is not None]
        return pages[-1] if pages else None

    async def _prepare_with_page(self, reading: Reading, wish: Wish) -> None:
        """Fetch an entry's page and make its article of it."""
        entry = reading.item.entry
        if entry.link is None:
            self._desk.tell(Notice(text="This item has no page to read; its feed gives no link.", bad=True))
            return
        job, note = self._job(reading, wish), None
        answered = replace(job, asked=self._desk.clock(), as_of=entry.updated)
        try:
            fetched = await self._page(entry.link)
        except FetchError as error:
            job, note = answered if error.status in _REFUSED else job, f"{error} {_what_is_shown(job)}"
        else:
            job = answered
            if fetched.body:
                content_type = fetched.headers.get("content-type")
                job = replace(job, page=Page(body=fetched.body, url=fetched.final_url, content_type=content_type))
            else:
                note = f"The page is empty; open it in a browser. {_what_is_shown(job)}"
        await self._store(reading, job, note)

    async def _page(self, url: str) -> Fetched:
        async with self._desk.turn(url, Rules()) as turn:
            return await self._desk.fetcher.get(url, accept=PAGE_TYPES, moving=turn.move)

    async def _store(self, reading: Reading, job: Job, note: str | None) -> None:
        """Make article and claims, keep them and tell of it. A page's problem costs only the page."""
        try:
            made = await self._desk.workers.run(EXTRACT_SECONDS, make, job)
        except NewstermError as error:
            if job.page is not None:
                await self._store(reading, replace(job, page=None), f"{error} {_what_is_shown(job)}")
                return
            made, note = Made(article=unmade(job)), str(error)
        leaves = _is_page(reading) and (made.revised or made.article.origin != "page")
        ruling = self._desk.store.save_article(
            job.entry,
            made.article,
            made.claims,
            extractor=articles.EXTRACTOR,
            claims_extractor=claims.EXTRACTOR,
            note=note or made.note,
            replaced_at=self._desk.clock() if leaves else None,
            revised=made.revised,
            arrives=self._desk.clock(),
        )
        self._desk.errands.note(ruling.deeds)
        self._desk.tell(EntryPrepared(entry=job.entry, claims=len(made.claims)))


def _is_page(reading: Reading) -> bool:
    return reading.article is not None and reading.article.origin == "page"


def _what_is_shown(job: Job) -> str:
    """What stands in the place of a page that can't be had."""
    if job.earlier is not None:
        return "This is the page's text as it was."
    return "This is the feed's text." if job.html.strip() else "The feed gives no text either."
