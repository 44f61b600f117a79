"""A round: every feed that is due is asked, politely; what each answers is stored in one transaction of its own."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from newsterm.errors import FetchError, NewstermError
from newsterm.events import FeedPolled, Outcome, RoundEnded, RoundStarted
from newsterm.export.records import time_text
from newsterm.feeds.links import host_of
from newsterm.feeds.parse import parse
from newsterm.feeds.plan import body_hash, plan_update
from newsterm.feeds.schedule import Rules, held_back, host_wait, plan_round
from newsterm.library import feed_named
from newsterm.model.address import mask_credentials
from newsterm.poller.headers import request_headers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from newsterm.feeds.answer import Fetched
    from newsterm.model import Feed, FeedUpdate, ParsedFeed
    from newsterm.poller.desk import Desk
    from newsterm.settings import Settings
    from newsterm.store import Store

PARSE_SECONDS = 20.0
"""What a parse may take: 50,000 entries need 15 s."""


def named_feeds(store: Store, names: Iterable[str]) -> frozenset[str]:
    """URLs of the feeds that are meant by URL or by a title that only one has. NotFound for a name that fits none."""
    feeds = store.feeds()
    return frozenset(feed_named(feeds, name).url for name in names)


async def run_round(desk: Desk, named: Collection[str] | None = None, *, quiet: bool = False) -> RoundEnded:
    """Ask all feeds that are due or, where URLs are named, those; tell of each, and of the round.

    A `quiet` round that finds nothing due tells nothing.
    """
    return await _Round(desk, named, quiet=quiet).run()


class _Round:
    """One round's plan and what came of it so far."""

    def __init__(self, desk: Desk, named: Collection[str] | None, *, quiet: bool) -> None:
        self._desk = desk
        self._named = None if named is None else frozenset(named)
        feeds = desk.store.feeds()
        self._waits = dict(desk.store.host_waits())
        self._plan = plan_round(feeds, desk.clock(), waits=self._waits, named=self._named)
        self._silent = quiet and not self._plan.count
        self._outcomes: Counter[Outcome] = Counter()
        self._done = self._new = self._changed = 0
        self._total = len(feeds)
        self._next = {feed.url: feed.state.next_poll for feed in feeds}

    async def run(self) -> RoundEnded:
        """Ask all hosts at once and the feeds of each one after the other."""
        if not self._silent:
            self._desk.tell(RoundStarted(due=self._plan.count, total=self._total))
        for feed, reason in self._plan.skipped:
            self._over(feed, Outcome.NOT_DUE, reason=reason)
        hosts = asyncio.gather(*(self._host(feeds) for feeds in self._plan.due))
        stopped = asyncio.create_task(self._desk.stop.wait())
        await asyncio.wait((hosts, stopped), return_when=asyncio.FIRST_COMPLETED)
        interrupted = not hosts.done()
        stopped.cancel()
        if interrupted:
            hosts.cancel()
        await asyncio.gather(hosts, return_exceptions=True)
        if not interrupted:
            hosts.result()
        return self._end(interrupted)

    def _end(self, interrupted: bool) -> RoundEnded:
        due = [moment for moment in self._next.values() if moment is not None]
        ended = RoundEnded(
            new=self._new,
            changed=self._changed,
            unchanged=self._outcomes[Outcome.UNCHANGED],
            not_due=self._outcomes[Outcome.NOT_DUE],
            failed=self._outcomes[Outcome.FAILED],
            next_due=time_text(min(due, default=None)),
            interrupted=interrupted,
        )
        if not self._silent:
            self._desk.tell(ended)
        return ended

    async def _host(self, feeds: tuple[Feed, ...]) -> None:
        for feed in feeds:
            wait = self._waits.get(host_of(feed.url))
            named = self._named is not None
            if reason := held_back(feed, self._desk.clock(), named=named, wait=wait):
                self._over(feed, Outcome.NOT_DUE, reason=reason, asked=True)
            else:
                await self._feed(feed)

    async def _feed(self, feed: Feed) -> None:
        outcome, parsed = await self._ask(feed)
        now = self._desk.clock()
        rules = rules_for(self._desk.settings, feed.url)
        if isinstance(outcome, FetchError) and (until := host_wait(outcome, now, rules)):
            host = host_of(feed.url)
            self._waits[host] = until
            self._desk.store.save_host_wait(host, until)
        known = self._desk.store.known(feed.url, [e.guid for e in parsed.entries]) if parsed else {}
        self._store(feed, plan_update(feed, known, outcome, parsed, now, rules=rules), now)

    def _store(self, feed: Feed, update: FeedUpdate, now: datetime) -> None:
        applied = self._desk.store.apply(update, now=now)
        self._next[feed.url] = update.state.next_poll
        self._new += len(applied.new)
        self._changed += len(applied.changed)
        if update.state.error is not None:
            self._over(feed, Outcome.FAILED, reason=update.state.error, asked=True)
            return
        outcome = Outcome.NEW if applied.new else Outcome.CHANGED if applied.changed else Outcome.UNCHANGED
        self._over(feed, outcome, new=len(applied.new), changed=len(applied.changed), asked=True)

    async def _ask(self, feed: Feed) -> tuple[Fetched | NewstermError, ParsedFeed | None]:
        """The answer, parsed where its body is another one, or what went wrong. Nothing that one feed does goes on."""
        try:
            headers = await request_headers(self._desk.settings, feed.url, self._desk.secrets)
            async with self._desk.gate.turn(feed.url):
                fetched = await self._desk.fetcher.get(feed.url, validators=feed.state.validators, own=headers)
            if fetched.body is None or body_hash(fetched.body) == feed.state.body_hash:
                return fetched, None
            return fetched, await parse_in_worker(self._desk, fetched)
        except NewstermError as error:
            return error, None
        except Exception as error:
            return NewstermError(f"newsterm stumbled over this feed ({type(error).__name__}); please report it."), None

    def _over(
        self,
        feed: Feed,
        outcome: Outcome,
        *,
        new: int = 0,
        changed: int = 0,
        reason: str | None = None,
        asked: bool = False,
    ) -> None:
        self._outcomes[outcome] += 1
        self._done += asked
        if self._silent:
            return
        self._desk.tell(
            FeedPolled(
                feed=mask_credentials(feed.url),
                outcome=outcome,
                new=new,
                changed=changed,
                reason=reason,
                done=self._done,
                due=self._plan.count,
            )
        )


async def parse_in_worker(desk: Desk, fetched: Fetched) -> ParsedFeed:
    """The feed in an answer's body; ParseError, also where it takes too long or too much memory."""
    content_type = fetched.headers.get("content-type")
    return await desk.workers.run(
        PARSE_SECONDS, parse, fetched.body or b"", url=fetched.final_url, content_type=content_type
    )


def rules_for(settings: Settings, url: str) -> Rules:
    """The scheduling rules that the settings make for this feed."""
    own = settings.feeds.get(url)
    minutes = own.interval if own and own.interval is not None else settings.poll.interval
    return Rules(interval=timedelta(minutes=minutes), gap=settings.poll.per_host_gap)
