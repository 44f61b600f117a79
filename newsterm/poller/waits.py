"""Hosts that asked to be left alone (429, 503): remembered over restarts, kept by whatever asks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import FetchError
from newsterm.feeds.links import host_of
from newsterm.feeds.schedule import Rules, host_wait, in_words
from newsterm.feeds.target import host

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsterm.store import Store


class HostWaits:
    """Until when each host is left alone."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._until = dict(store.host_waits())

    def refresh(self) -> None:
        """Learn what other processes were told."""
        self._until = dict(self._store.host_waits())

    def until(self, url: str) -> datetime | None:
        """When the host of this address may be asked again; None where it has not asked for anything."""
        return self._until.get(host_of(url))

    def check(self, url: str) -> None:
        """FetchError where the address's host is to be left alone at this moment."""
        until, now = self.until(url), self._clock()
        if until is not None and until > now:
            raise FetchError(f"{host(url)} asked to be left alone for {in_words(until - now)} more.")

    def note(self, error: FetchError, url: str, rules: Rules) -> None:
        """Remember what an answer to a request for `url` asks for; its own host is meant, wherever redirects led."""
        until = host_wait(error, self._clock(), rules)
        if until is not None:
            asked = host_of(error.url or url)
            self._until[asked] = until
            self._store.save_host_wait(asked, until)
