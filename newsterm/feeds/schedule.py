"""When a feed is asked next, and why: pure decisions, with the clock passed in."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.feeds.links import host_of
from newsterm.model import Feed, FeedStatus, NextPoll, Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from newsterm.errors import FetchError

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_BUSY = frozenset({429, 503})
PAUSED = "paused"
"""Why a feed that the user paused is not asked."""


class Rules(Struct, frozen=True, kw_only=True):
    """How often newsterm asks; every figure can be set by the user."""

    interval: timedelta = timedelta(minutes=60)
    floor: timedelta = timedelta(minutes=15)
    """No interval of the user's is shorter."""
    ceiling: timedelta = _DAY
    """What a publisher's freshness and repeated failures can add up to."""
    busy: timedelta = timedelta(minutes=10)
    """How long a host rests that says 429 or 503 without saying how long."""
    longest: timedelta = timedelta(days=7)
    """The longest Retry-After that is believed."""
    gap: float = 1.0
    """Seconds between two requests to one host."""
    jitter: float = 0.1
    """The share of a waiting time by which feeds are spread."""


class Due(Struct, frozen=True, kw_only=True):
    """When to ask next and the reason in words; None is never."""

    at: datetime | None
    why: str


class Round(Struct, frozen=True, kw_only=True):
    """What a round does: feeds to ask, one after the other within a host, and feeds left alone with the reason."""

    due: tuple[tuple[Feed, ...], ...]
    """One group for each host."""
    skipped: tuple[tuple[Feed, str], ...]

    @property
    def count(self) -> int:
        """How many feeds are asked."""
        return sum(map(len, self.due))


def next_poll(
    now: datetime,
    *,
    rules: Rules,
    pace: Pace,
    headers: Mapping[str, str],
    failures: int = 0,
    wait: datetime | None = None,
    spread: float = 0.0,
) -> Due:
    """The earliest moment that every rule allows: interval, freshness, backoff after `failures`, Retry-After (`wait`),
    hours and days that the publisher leaves out; later by `spread` (0 to 1) times the jitter.
    """
    interval = max(rules.interval, rules.floor)
    reasons = [(interval, f"every {in_words(interval)}")]
    asked = publisher_wait(pace, headers, now, rules)
    if asked:
        reasons.append((asked, f"publisher asks for {in_words(asked)}"))
    if failures:
        back = min(interval * 2 ** min(failures - 1, 16), max(rules.ceiling, interval))
        times = "once" if failures == 1 else f"{failures} times"
        reasons.append((back, f"failed {times}, trying again after {in_words(back)}"))
    if wait is not None and wait > now:
        reasons.append((wait - now, f"the server asks to wait {in_words(wait - now)}"))
    pause, why = max(reasons, key=lambda reason: (reason[0], len(reasons)))
    if failures and pause == interval:  # the failure is what a reader wants to know of, though it costs no longer
        why = reasons[-1 if wait is None or wait <= now else -2][1]
    most = max(pause, rules.ceiling)
    pause = min(pause + min(pause, rules.ceiling) * rules.jitter * spread, most)
    at = now + pause
    allowed = _not_skipped(at, pace)
    return Due(at=allowed, why=why if allowed == at else f"{why}; publisher leaves out these hours")


def publisher_wait(pace: Pace, headers: Mapping[str, str], now: datetime, rules: Rules) -> timedelta | None:
    """What the publisher asks for: the longest of HTTP freshness, `ttl` and the syndication module, at most a day."""
    asked = [wait for wait in (freshness(headers, now), pace.ttl, pace.update_every) if wait]
    return min(max(asked), rules.ceiling) if asked else None


def freshness(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the answer stays fresh (RFC 9111, 4.2.1): `max-age` less Age, else Expires; `no-cache` cancels both."""
    control = headers.get("cache-control", "").lower()
    if re.search(r"\bno-(?:cache|store)\b(?!=)", control):
        return None
    found = re.search(r"\bmax-age\s*=\s*\"?(\d+)", control, re.ASCII)
    if found:
        age = headers.get("age", "").strip()
        past = int(age[:9]) if age.isascii() and age.isdigit() else 0
        seconds = min(int(found[1][:12]), 10**9) - past
        return timedelta(seconds=seconds) if seconds > 0 else None
    expires = _http_date(headers.get("expires", ""))
    if expires is None:
        return None
    left = expires - (_http_date(headers.get("date", "")) or now)
    return left if left > timedelta() else None


def retry_until(value: str | None, now: datetime, rules: Rules) -> datetime:
    """What a Retry-After header means (RFC 9110, 10.2.3): seconds or a date, never beyond `rules.longest`."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        until = now + timedelta(seconds=min(int(text[:12]), 10**9))
    else:
        until = _http_date(text) or now + rules.busy
    return min(max(until, now), now + rules.longest)


def host_wait(error: FetchError, now: datetime, rules: Rules) -> datetime | None:
    """Until when the whole host is left alone after this error; None where the error is no 429 or 503."""
    return retry_until(error.retry_after, now, rules) if error.status in _BUSY else None


def held_back(feed: Feed, now: datetime, *, named: bool = False, wait: datetime | None = None) -> str | None:
    """Why the feed is not asked at this moment, in words; None where it is due.

    A feed that the user names is asked before its time, and though it is paused, but never against Retry-After (`wait`,
    the host's) or a 410.
    """
    if feed.state.status is FeedStatus.GONE:
        return "gone for good (410)"
    if feed.subscription.paused and not named:
        return PAUSED
    if wait is not None and wait > now:
        return f"the whole host waits for {in_words(wait - now)}, as it asked"
    due = feed.state.next_poll
    if named or due is None or due <= now:
        return None
    why = f" ({feed.state.why})" if feed.state.why else ""
    return f"due in {in_words(due - now)}{why}"


def next_request(feed: Feed, now: datetime, wait: datetime | None = None) -> NextPoll:
    """When the feed is asked next; `wait` is until when its host asked to be left alone."""
    state = feed.state
    if state.status is FeedStatus.GONE:
        return NextPoll(at=None, why=state.why)
    if feed.subscription.paused:
        return NextPoll(at=None, why=PAUSED)
    if wait is not None and wait > now:
        said = re.match(r"(\d{3}): ", state.why or "")
        return NextPoll(at=wait, why=f"{said[1]}, whole host waits" if said else "whole host waits", waits=True)
    if state.next_poll is None or state.next_poll <= now:
        return NextPoll(at=now, why=state.why or "not asked yet")
    return NextPoll(at=state.next_poll, why=state.why)


def is_due(feed: Feed, now: datetime, *, named: bool = False, wait: datetime | None = None) -> bool:
    """Whether the feed is to be asked at this moment."""
    return held_back(feed, now, named=named, wait=wait) is None


def plan_round(
    feeds: Iterable[Feed],
    now: datetime,
    *,
    wait: Callable[[str], datetime | None],
    named: frozenset[str] | None = None,
) -> Round:
    """Which feeds a round asks: all that are due or, where URLs are named, those; `wait` is until when a host rests.

    Hosts with most feeds come first, since their gaps make them last.
    """
    groups: dict[str, list[Feed]] = defaultdict(list)
    skipped: list[tuple[Feed, str]] = []
    for feed in feeds:
        if named is not None and feed.url not in named:
            continue
        host = host_of(feed.url)
        reason = held_back(feed, now, named=named is not None, wait=wait(feed.url))
        if reason is None:
            groups[host].append(feed)
        else:
            skipped.append((feed, reason))
    ordered = sorted(groups.values(), key=len, reverse=True)
    return Round(due=tuple(tuple(group) for group in ordered), skipped=tuple(skipped))


def gap_before(previous: float | None, now: float, *, rules: Rules, spread: float = 0.0) -> float:
    """Seconds to wait before the next request to a host whose last one ended at `previous` (same clock as `now`)."""
    if previous is None:
        return 0.0
    return max(0.0, previous + rules.gap * (1 + rules.jitter * spread) - now)


def spread_of(url: str, salt: str = "") -> float:
    """A share from 0 to 1 that is the same for the same feed, so that schedules survive restarts."""
    return int.from_bytes(hashlib.sha256(f"{salt}\0{url}".encode("utf-8", "replace")).digest()[:4], "big") / 2**32


def in_words(wait: timedelta) -> str:
    """A duration as people say it, rounded up: "45 s", "12 min", "2 h", "3 days"."""
    seconds = max(0, -(-wait // timedelta(seconds=1)))
    for size, unit in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= size * (2 if unit == "days" else 1):
            whole, rest = divmod(seconds, size)
            if unit == "h" and rest >= 60 and whole < 10:
                return f"{whole} h {rest // 60} min"
            return f"{whole + (rest >= size / 2)} {unit}"
    return f"{seconds} s"


def _not_skipped(at: datetime, pace: Pace) -> datetime:
    """The first moment from `at` on in an hour and a day that the publisher does not leave out."""
    if len(pace.skip_hours) >= 24 or len(pace.skip_days) >= 7:
        return at  # nothing would be left
    for _ in range(24 * 8):
        if at.astimezone(UTC).hour not in pace.skip_hours and at.astimezone(UTC).weekday() not in pace.skip_days:
            return at
        at = at.replace(minute=0, second=0, microsecond=0) + _HOUR
    return at


def _http_date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
