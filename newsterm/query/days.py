"""Days as people write them in a query: 2026-11-20, 2026-11, monday, yesterday, 3d."""

from __future__ import annotations

import re
from datetime import date, timedelta

from newsterm.hints import did_you_mean

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STATED = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_SPAN = re.compile(r"(\d{1,6})([a-z]+)", re.ASCII)
UNITS = {
    "s": timedelta(seconds=1), "min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1),
    "w": timedelta(weeks=1), "y": timedelta(days=365),
}  # fmt: skip
DAY_WORDS = ("today", "yesterday", *_WEEKDAYS)


class Unreadable(ValueError):
    """A value that can't be read; the text is a sentence for the user."""


def read_days(text: str, today: date) -> tuple[date, date]:
    """First and last day of what is written: a day, a month, a year, a weekday (its latest), or a time ago.

    Raises Unreadable.
    """
    word = text.lower()
    if word in {"today", "yesterday"}:
        day = today - timedelta(days=word == "yesterday")
        return day, day
    for number, name in enumerate(_WEEKDAYS):
        if word in {name, name[:3]}:
            day = today - timedelta(days=(today.weekday() - number) % 7)
            return day, day
    if stated := _STATED.fullmatch(word):
        return _stated_days(text, *stated.groups())
    if _SPAN.fullmatch(word):
        day = _back(today, read_span(word))
        return day, day
    raise Unreadable(
        f'"{text}" is no day; expected 2026-11-20, 2026-11, today, yesterday, monday, or 3d for three days ago.'
        + did_you_mean(word, DAY_WORDS)
    )


def read_span(text: str) -> timedelta:
    """A length of time: `90min`, `3h`, `2d`, `1w`, `1y`. Raises Unreadable."""
    found = _SPAN.fullmatch(text.lower())
    if found is None or found[2] not in UNITS:
        raise Unreadable(f'"{text}" is no length of time; expected a number and {", ".join(UNITS)}, such as 3d.')
    return int(found[1]) * UNITS[found[2]]


def show_span(span: timedelta) -> str:
    """The span as `read_span` takes it, in the largest unit that is exact to the second."""
    seconds = int(span.total_seconds())
    for name, unit in reversed(UNITS.items()):
        count, rest = divmod(seconds, int(unit.total_seconds()))
        if not rest and count:
            return f"{count}{name}"
    return "0d"


def _stated_days(text: str, year: str, month: str | None, day: str | None) -> tuple[date, date]:
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            return first, first
        if month:
            follows = date(first.year + first.month // 12, first.month % 12 + 1, 1)
            return first, follows - timedelta(days=1)
        return first, date(first.year, 12, 31)
    except ValueError as error:
        raise Unreadable(f'"{text}" is in no calendar.') from error


def _back(today: date, span: timedelta) -> date:
    try:
        return today - span
    except OverflowError:
        return date.min
