"""What a round works with: the store, the settings, the clock, the network, the worker processes, and who is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from datetime import datetime

    from newsterm.events import Event
    from newsterm.feeds.fetch import Fetcher
    from newsterm.poller.gate import Gate
    from newsterm.settings import Settings
    from newsterm.store import Store
    from newsterm.workers import Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything that a round, a preparation or a new subscription needs from the world."""

    store: Store
    settings: Settings
    clock: Callable[[], datetime]
    fetcher: Fetcher
    gate: Gate
    workers: Workers
    tell: Callable[[Event], None]
    stop: asyncio.Event
    """Set by a signal: finish what is in hand, begin nothing."""
