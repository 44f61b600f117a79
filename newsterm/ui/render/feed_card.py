"""Everything known of a feed as lines: how it is doing and what to do, where it comes from, what its polls brought."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.model.address import mask_credentials
from newsterm.ui.following import Followed, Health
from newsterm.ui.render.cells import fit, one_line
from newsterm.ui.render.feed_rows import HEALTH_LOOKS, health_mark, polls_time, polls_words
from newsterm.ui.render.flow import Bit, TextLine, flow
from newsterm.ui.render.spark import sparkline
from newsterm.ui.render.times import clock_time, day_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime, tzinfo

CARD_CLASSES = frozenset(
    {"feed--title", "feed--label", *(look.style for look in HEALTH_LOOKS.values()), "line--accent", "line--bad"}
)
"""For the COMPONENT_CLASSES of a widget that shows a card."""
CARD_CSS = """
    .feed--title { text-style: bold; }
    .feed--label, .row--quiet { color: $text-muted; }
    .line--bad { color: $text-error; }
    .line--accent { color: $text-accent; }
    .row--star { color: $text-warning; }
    .row--mark { color: $text-success; }
    &:ansi .feed--label, &:ansi .row--quiet { text-style: dim; }
"""
"""Rules to nest in the DEFAULT_CSS of a widget that shows a card."""

_LABEL = 9
_BAD, _QUIET = ("line--bad",), ("row--quiet",)

# What a person can do about an error, by what the error says; the first that fits.
_REMEDIES: tuple[tuple[str, str], ...] = (
    (r"answers (401|403)", "If it needs a login, the settings take one for this address."),
    (r"answers (404|410)", "Its site ({browse}) may name another address; {add-feed} adds that."),
    (r"answers (429|503)|left alone", "Its host asks for patience; newsterm asks again when it may."),
    (r"answers 5\d\d", "The fault is at the other end; newsterm goes on asking, ever more rarely."),
    (r"not a feed|as a feed", "Its site ({browse}) may name the feed's address now; {add-feed} adds that."),
    (r"command|secret|environment|keyring", "What the settings say of it needs a look: `newsterm paths` has them."),
    (r"certificate|secure connection", "The publisher has to mend that; newsterm goes on asking."),
    ("", "Where the connection works, its site ({browse}) tells whether it is still there; {refresh} asks now."),
)  # fmt: skip


def remedy(row: Followed, keys: Mapping[str, str]) -> str | None:
    """What can be done about a feed that brings nothing; None where nothing need be done. `keys` by action."""
    match row.health:
        case Health.PAUSED:
            return f"{keys['pause-feed']} asks it again."
        case Health.SILENT:
            return f"Its site ({keys['browse']}) tells whether it has gone elsewhere."
        case Health.GONE:
            return f"It is not asked any more; {keys['remove-feed']} removes it with its items, undo brings both back."
        case Health.FAILING:
            said = row.feed.state.error or ""
            words = next(words for pattern, words in _REMEDIES if re.search(pattern, said))
            return re.sub(r"\{([\w-]+)\}", lambda found: keys[found[1]], words)
    return None


def feed_card(
    row: Followed,
    width: int,
    *,
    now: datetime,
    zone: tzinfo | None = None,
    keys: Mapping[str, str],
    ascii_only: bool = False,
) -> list[TextLine]:
    """The card in lines of at most `width` cells: first what matters most, since not all may have room."""
    lines = flow([Bit(one_line(row.feed.title), ("feed--title",))], width, most=2)
    lines += _health(row, width, keys, ascii_only=ascii_only)
    for label, text in facts(row, now, zone):
        lines += _labelled(label, text, width)
    if row.activity is not None:
        lines += _days(row.activity.daily, width, ascii_only=ascii_only)
    polls = row.feed.state.polls
    if polls:
        lines += flow([Bit("last polls", ("feed--label",))], width, most=1)
    for some, (when, words) in zip(reversed(polls), polls_lines(row, now, zone), strict=True):
        said = Bit(one_line(words), _BAD if some.error else ())
        lines += flow([Bit(f"{when}  ", _QUIET), said], width, most=2)
    return lines


def _health(row: Followed, width: int, keys: Mapping[str, str], *, ascii_only: bool) -> Iterator[TextLine]:
    state, style = row.feed.state, (HEALTH_LOOKS[row.health].style,)
    mark = f"{health_mark(row.health, ascii_only=ascii_only)} {row.health}"
    often = f", {state.failures} times in a row" if state.failures > 1 else ""
    yield from flow([Bit(f"{mark}{often}" if row.health is Health.FAILING else mark, style)], width)
    if state.error:
        yield from flow([Bit(one_line(state.error), _BAD)], width)
    if said := remedy(row, keys):
        yield from flow([Bit(said)], width)


def facts(row: Followed, now: datetime, zone: tzinfo | None) -> Iterator[tuple[str, str]]:
    """When the feed is asked, what it has, and where it comes from: labels and words."""
    yield from _schedule(row, now, zone)
    yield from _facts(row, now, zone)


def polls_lines(row: Followed, now: datetime, zone: tzinfo | None) -> Iterator[tuple[str, str]]:
    """What the last polls brought, the latest first: when, and words."""
    for some in reversed(row.feed.state.polls):
        often = f", {some.times} times" if some.times > 1 else ""
        yield f"{polls_time(some, now, zone)}{often}", polls_words(some)


def _schedule(row: Followed, now: datetime, zone: tzinfo | None) -> Iterator[tuple[str, str]]:
    state = row.feed.state
    if row.health is not Health.GONE and not row.feed.subscription.paused:
        yield "next", row.following.words(lambda at: clock_time(at, now, zone))
    yield "asked", clock_time(state.checked, now, zone) if state.checked else "not yet"
    if state.moved_to:
        yield "moves to", mask_credentials(state.moved_to)


def _facts(row: Followed, now: datetime, zone: tzinfo | None) -> Iterator[tuple[str, str]]:
    feed, latest = row.feed, row.activity and row.activity.latest
    dated = f", latest {day_title(latest, now, zone)}" if latest else ""
    yield "items", f"{feed.unread:,} unread of {feed.entries:,}{dated}"
    yield "address", mask_credentials(feed.url)
    if feed.info.link:
        yield "site", mask_credentials(feed.info.link)
    filed = [row.folder, *(f"#{tag}" for tag in feed.subscription.tags)]
    if any(filed):
        yield "filed", "  ".join(filter(None, filed))
    if feed.info.language:
        yield "language", feed.info.language
    yield "followed", f"since {day_title(feed.subscription.added, now, zone)}"
    if feed.info.description:
        yield "about", feed.info.description


def _labelled(label: str, text: str, width: int) -> Iterator[TextLine]:
    """A label and what it is of, in up to three lines that begin in one column."""
    indent = min(_LABEL, width // 3)
    for nth, line in enumerate(flow([Bit(one_line(text))], max(1, width - indent), most=3)):
        yield (Bit(fit("" if nth else label, indent), ("feed--label",)), *line)


def _days(daily: tuple[int, ...], width: int, *, ascii_only: bool) -> Iterator[TextLine]:
    """The items of the last days as bars, and in words."""
    total, indent = sum(daily), min(_LABEL, width // 3)
    if not total:
        yield from _labelled("a day", f"none in {len(daily)} days", width)
        return
    bars = sparkline(daily, max(1, width - indent), ascii_only=ascii_only)
    yield (Bit(fit("a day", indent), ("feed--label",)), Bit(bars, ("line--accent",)))
    yield from _labelled("", f"{total:,} in {len(daily)} days, at most {max(daily):,} on one", width)
