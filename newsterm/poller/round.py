"""A round: every feed that is due is asked, politely; what each answers is read and stored."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.errors import FetchError, NewstermError, StoreError
from newsterm.events import FeedPolled, Notice, Outcome, RoundEnded, RoundStarted
from newsterm.export.record import time_text
from newsterm.feeds.schedule import Rules, held_back, plan_round
from newsterm.model.address import mask_credentials
from newsterm.model.feed import active, feeds_named
from newsterm.poller.asking import ask, read
from newsterm.poller.storing import Polled, Storing
from newsterm.query.rules import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsterm.feeds.answer import Fetched
    from newsterm.model import Feed, FeedRead
    from newsterm.poller.desk import Desk
    from newsterm.poller.storing import Stored
    from newsterm.settings import Settings

_READY = 16
"""Feeds that may have answered and wait to be read and stored while others are asked."""


async def run_round(
    desk: Desk, named: Iterable[str] | None = None, *, everything: bool = False, quiet: bool = False
) -> RoundEnded:
    """Ask all feeds that are due or, where some are named, those, or `everything` that is not paused; tell of each,
    and of the round.

    A name is a URL, or a title that only one feed has; NotFound for one that fits none. A `quiet` round that finds
    nothing due tells nothing.
    """
    feeds = desk.store.feeds()
    wanted = None
    if everything or named is not None:
        asked = active(feeds) if everything else feeds_named(feeds, named or ())
        wanted = frozenset(feed.url for feed in asked)
    return await _Round(desk, feeds, wanted, quiet=quiet).run()


class _Round:
    """One round's plan and what came of it so far."""

    def __init__(self, desk: Desk, feeds: tuple[Feed, ...], named: frozenset[str] | None, *, quiet: bool) -> None:
        self._desk = desk
        self._named = named
        desk.waits.refresh()
        desk.secrets.forget()
        self._plan = plan_round(feeds, desk.clock(), wait=desk.waits.until, named=self._named)
        self._silent = quiet and not self._plan.count
        if not self._silent:
            self._tell_unreadable()
        self._outcomes: Counter[Outcome] = Counter()
        self._done = self._new = self._changed = 0
        self._skipped: str | None = None
        self._total = len(feeds)
        self._storing = Storing(desk.store)
        self._asking: set[asyncio.Task[Fetched | NewstermError]] = set()
        # Bodies that were fetched wait for a worker; were there no bound, those of 1,000 feeds would fill the memory.
        self._in_hand = asyncio.Semaphore(desk.settings.poll.concurrency + _READY)
        self._next = {feed.url: feed.state.next_poll for feed in active(feeds)}

    def _tell_unreadable(self) -> None:
        """Say which rules do nothing since their query can't be read."""
        for name, problem in unreadable(self._desk.store.rules(), self._desk.clock()):
            self._desk.tell(Notice(text=f'The rule "{name}" does nothing: {problem}', bad=True))

    async def run(self) -> RoundEnded:
        """Ask all hosts at once and the feeds of each one after the other."""
        if not self._silent:
            self._desk.tell(RoundStarted(due=self._plan.count, total=self._total))
        for feed, reason in self._plan.skipped:
            self._over(feed, Outcome.NOT_DUE, reason=reason)
        async with self._storing:
            hosts = asyncio.gather(*(self._host(feeds) for feeds in self._plan.due))
            stopped = asyncio.create_task(self._desk.stop.wait())
            await asyncio.wait((hosts, stopped), return_when=asyncio.FIRST_COMPLETED)
            interrupted = not hosts.done()
            stopped.cancel()
            for asking in self._asking:
                asking.cancel()
            await hosts
        await self._desk.errands.run(self._desk)
        return self._end(interrupted)

    def _end(self, interrupted: bool) -> RoundEnded:
        due = [moment for moment in self._next.values() if moment is not None]
        ended = RoundEnded(
            new=self._new,
            changed=self._changed,
            unchanged=self._outcomes[Outcome.UNCHANGED],
            not_due=self._outcomes[Outcome.NOT_DUE],
            skipped=self._skipped,
            failed=self._outcomes[Outcome.FAILED],
            next_due=time_text(min(due, default=None)),
            interrupted=interrupted,
        )
        if not self._silent:
            self._desk.tell(ended)
        return ended

    async def _host(self, feeds: tuple[Feed, ...]) -> None:
        for feed in feeds:
            if self._desk.stop.is_set():
                return
            wait = self._desk.waits.until(feed.url)
            if reason := held_back(feed, self._desk.clock(), named=self._named is not None, wait=wait):
                self._over(feed, Outcome.NOT_DUE, reason=reason, asked=True)
            else:
                await self._feed(feed)

    async def _feed(self, feed: Feed) -> None:
        """Ask the feed, read and store what it answers. Nothing that one feed does goes on to others."""
        asking = asyncio.create_task(self._ask(feed))
        self._asking.add(asking)
        try:
            outcome = await asking
        except asyncio.CancelledError:
            if self._desk.stop.is_set():
                return  # what was not answered yet is asked another time
            raise
        finally:
            self._asking.discard(asking)
        try:
            await self._store(feed, *await self._read(feed, outcome))
        finally:
            self._in_hand.release()

    async def _ask(self, feed: Feed) -> Fetched | NewstermError:
        """The answer in the host's turn, or what went wrong; afterwards one more feed is in hand."""
        async with self._desk.gate.turn(feed.url) as turn:
            await self._in_hand.acquire()
            try:
                return await ask(self._desk, feed, turn)
            except NewstermError as error:
                return error
            except asyncio.CancelledError:
                self._in_hand.release()
                raise
            except Exception as error:
                return _stumbled(error)

    async def _read(
        self, feed: Feed, outcome: Fetched | NewstermError
    ) -> tuple[Fetched | NewstermError, FeedRead | None]:
        if isinstance(outcome, NewstermError):
            return outcome, None
        try:
            return outcome, await read(self._desk, outcome, feed)
        except NewstermError as error:
            return error, None
        except Exception as error:
            return _stumbled(error), None

    async def _store(self, feed: Feed, outcome: Fetched | NewstermError, found: FeedRead | None) -> None:
        now = self._desk.clock()
        rules = rules_for(self._desk.settings, feed.url)
        if isinstance(outcome, FetchError):
            self._desk.waits.note(outcome, feed.url, rules)
        polled = Polled(feed=feed, outcome=outcome, read=found, at=now, rules=rules)
        try:
            stored = await self._storing.store(polled)
        except StoreError:
            raise  # of the cache, not of this feed
        except Exception as error:
            stored = await self._storing.store(replace(polled, outcome=_stumbled(error), read=None))
        self._tell(feed, stored)

    def _tell(self, feed: Feed, stored: Stored) -> None:
        self._desk.errands.note(stored.applied.deeds)
        state, new, changed = stored.update.state, len(stored.applied.new), len(stored.applied.changed)
        if (to := stored.update.rewritten_url) is not None:
            self._tell_move(feed, to)
        if feed.url in self._next:
            self._next[feed.url] = state.next_poll
        self._new += new
        self._changed += changed
        if state.error is not None:
            self._over(feed, Outcome.FAILED, reason=state.error, asked=True)
            return
        outcome = Outcome.NEW if new else Outcome.CHANGED if changed else Outcome.UNCHANGED
        self._over(feed, outcome, new=new, changed=changed, asked=True)

    def _tell_move(self, feed: Feed, to: str) -> None:
        text = f"{feed.title} has moved for good and is asked at {mask_credentials(to)} from now on."
        if feed.url in self._desk.settings.feeds:
            text += f' The settings still name the old address: [feeds."{mask_credentials(feed.url)}"].'
        self._desk.tell(Notice(text=text))

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
        if outcome is Outcome.NOT_DUE and self._skipped is None:
            self._skipped = f"{feed.title}: {reason}"
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


def _stumbled(error: Exception) -> NewstermError:
    return NewstermError(f"newsterm stumbled over this feed ({type(error).__name__}); please report it.")


def rules_for(settings: Settings, url: str) -> Rules:
    """The scheduling rules that the settings make for this feed."""
    own = settings.feeds.get(url)
    minutes = own.interval if own and own.interval is not None else settings.poll.interval
    return Rules(interval=timedelta(minutes=minutes), gap=settings.poll.per_host_gap)
