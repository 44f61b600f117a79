"""Feeds in every state: well, busy, failing, gone, paused, silent, never asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsterm.model import FeedInfo, FeedStatus, FeedUpdate, FetchState, Polls, Subscription
from newsterm.store import Store

from .world import NOW, entry

if TYPE_CHECKING:
    from pathlib import Path

POST, LEDGER, COAST = "https://post.example/feed", "https://ledger.example/feed", "https://coast.example/feed"
GONE, QUIET, RADIO, FRESH = (f"https://{name}.example/feed" for name in ("gone", "quiet", "radio", "fresh"))
SECRET = "https://ana:hunter2@members.example/feed"
HOUR = timedelta(hours=1)
_AT = int(NOW.timestamp())


def asked(status: FeedStatus = FeedStatus.OK, **fields: object) -> FetchState:
    values: dict[str, object] = {
        "status": status, "checked": NOW - HOUR / 2, "next_poll": NOW + HOUR, "why": "every 1 h",
    }  # fmt: skip
    return FetchState(**(values | fields))  # type: ignore[arg-type]


def _logged(state: FetchState, *polls: Polls) -> FetchState:
    for poll in polls:
        state = state.logged(poll)
    return state


_NOTHING = "ledger.example answers 404 Not Found: there is nothing at this address."
STATES = {
    POST: _logged(asked(), Polls(_AT - 7200, _AT - 5400, times=2), Polls(_AT - 1800, _AT - 1800, new=12, changed=1)),
    LEDGER: _logged(
        asked(FeedStatus.FAILING, error=_NOTHING, failures=3, why="failed 3 times, trying again after 4 h"),
        Polls(_AT - 9 * 3600, _AT - 9 * 3600, new=1),
        Polls(_AT - 7200, _AT - 1800, times=3, error=_NOTHING),
    ),
    COAST: asked(why="publisher asks for 2 h"),
    GONE: asked(FeedStatus.GONE, error="gone.example answers 410 Gone: the feed is gone for good.", next_poll=None,
                failures=1, why="410: gone for good, not asked again"),
    QUIET: asked(),
    RADIO: asked(),
    SECRET: asked(moved_to="https://bo:pw@members.example/new"),
}  # fmt: skip
TITLES = {POST: "Harbour Post", LEDGER: "Daily Ledger", COAST: "Coastal", GONE: "The Evening Mail",
          QUIET: "Lighthouse Notes", RADIO: "Radio [/]", SECRET: "Members"}  # fmt: skip
FOLDERS = {POST: "Papers", LEDGER: "Papers", GONE: "Papers/Old", RADIO: "On air"}
HOURS = {
    POST: [6 * n for n in range(90)] + [2, 3, 4, 5, 7, 8],
    LEDGER: [12, 75, 300],
    COAST: [5, 30, 200, 201],
    QUIET: [24 * 400],
    RADIO: [24 * n for n in range(3, 25, 2)],
}


def fill(path: Path) -> Path:
    """A cache of these feeds."""
    with Store.open(path, now=NOW) as store:
        store.subscribe(
            Subscription(url=url, folder=FOLDERS.get(url), paused=url == RADIO, added=NOW - timedelta(days=40))
            for url in (*STATES, FRESH)
        )
        for url, state in STATES.items():
            site = f"{url.rpartition('/')[0]}/" if url != SECRET else None
            store.apply(
                FeedUpdate(
                    url=url,
                    state=state,
                    info=FeedInfo(title=TITLES[url], link=site, language="en"),
                    entries=tuple(
                        entry(f"{url} {hours}", hours, link=f"{url}/{hours}") for hours in HOURS.get(url, ())
                    ),
                ),
                now=NOW,
            )
    return path
