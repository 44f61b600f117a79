"""Dropping what the settings say need not be kept, a few items at a time between other work."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from newsterm.events import Notice
from newsterm.model import Retention

if TYPE_CHECKING:
    from newsterm.poller.desk import Desk
    from newsterm.settings import Settings


def retention_in(settings: Settings) -> Retention | None:
    """What the settings want dropped; None where they want nothing dropped."""
    wanted = settings.retention
    if wanted.days is None and wanted.entries is None:
        return None
    return Retention(
        age=None if wanted.days is None else timedelta(days=wanted.days),
        most=wanted.entries,
        unread=timedelta(days=wanted.unread_days),
    )


async def drop_old(desk: Desk) -> int:
    """Drop what need not be kept and tell of it; how many items went. Ends early when asked to stop."""
    keep, dropped = retention_in(desk.settings), 0
    if keep is None:
        return 0
    for count in desk.store.drop(keep, now=desk.clock()):
        dropped += count
        await asyncio.sleep(0)  # commands have their turn
        if desk.stop.is_set():
            break
    if dropped:
        items = "1 old item was" if dropped == 1 else f"{dropped:,} old items were"
        desk.tell(Notice(text=f"{items} dropped, as [retention] in the settings wants it."))
    return dropped
