"""Dates as feeds write them: strict forms first, further forms explicitly, never a part filled in from today."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from newsterm.feeds.months import month_of, weekday_of
from newsterm.feeds.zones import zone_of

MAX_DATE = 100
"""Characters; what is longer is prose."""

_RFC3339 = re.compile(
    r"""(?x)^ (\d{4}) - (\d\d) - (\d\d)
        (?: [Tt_\ ]+ (\d\d) : (\d\d) (?: : (\d\d) (?: [.,] (\d{1,9}) )? )? \s* (Z | z | [+-]\d\d:?\d\d)? Z? )? $""",
    re.ASCII,
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RFC822 = re.compile(
    rf"""(?x)^ (?: (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \ )? (\d\d?) \ ({"|".join(_MONTHS)}) \ (\d{{4}})
        \ (\d\d) : (\d\d) (?: : (\d\d) )? \ (?: GMT | UTC | ([+-]) (\d\d) ([0-5]\d) ) $""",
    re.ASCII,
)
_TIME = re.compile(
    r"(?<![\d:.+-])(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap]\.?m\b\.?)?(?![\d:])", re.ASCII | re.IGNORECASE
)
_OFFSET = re.compile(
    r"(?<=[\dmM.])Z?\s*(?:(?:GMT|UTC?|Z)\s*)?([+-])(\d{1,2}):?(\d\d)?Z?(?:\s*\(.*\))?$", re.ASCII | re.IGNORECASE
)
_YEAR_LAST = re.compile(r"(\s[+-]\d\d:?\d\d)(\s\d{4})$", re.ASCII)  # "Sun Jul 15 01:16:00 +0000 2012"
_YMD = re.compile(r"^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$", re.ASCII)
_NUMBERS = re.compile(r"^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d\d)$", re.ASCII)
_CJK = re.compile(r"^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_ORDINAL = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?$", re.ASCII | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+\.?|\d+\w*\.?|[^\s\w]+", re.UNICODE)
# Deviations that are only a matter of writing, and what is read instead.
_WRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), instead)
    for pattern, instead in (
        (r"[;,]$|\[[\w/+-]+\]$", ""),  # "...+02:00[Europe/Berlin]" (RFC 9557)
        (r"(\s[+-]\d\d:?\d\d) [A-Z]{2,5}$", r"\1"),  # "2026-11-24 10:00:00 +0000 UTC", as Go prints it
        (r"^(\d{4})(\d\d)(\d\d)(?=T|$)", r"\1-\2-\3"),  # ISO 8601 without its dashes and colons
        (r"T(\d\d)(\d\d)(\d\d)?(?=Z|[+-]|$)", r"T\1:\2:\g<3>"),
        (r"^(\d{4}-\d{1,2}-\d{1,2})T(?=\d)", r"\1 "),
        (r"(?<=\d:\d\d):(?=\D|$)", ""),
        (r"(?<=\d)h(?=\d\d\b)", ":"),  # "10h30"
        (r"-feira\b", ""),  # "quinta-feira"
        (r"(?<=[:\d]):(\d)(?=:|\s|$)", r":0\1"),  # "9:5:3"
        (r"\s(?:at|à|um|alle|ore)(?=\s\d{1,2}:)", ""),
    )
)
_KOREA, _CHINA = timezone(timedelta(hours=9)), timezone(timedelta(hours=8))

_NOISE = frozenset({"at", "de", "of", "um", "uhr", "à", "alle", "ore", "h", ",", "-", "–", "|", "·"})


def parse_date(text: str) -> datetime | None:
    """The instant that a date string means, in UTC; None where it means none.

    RFC 3339 / W3C-DTF and RFC 822 / 2822 are read as those say; then common deviations: names of months in seven
    languages, zones by name, am / pm, numeric dates (told apart by the weekday where it is given, else month first
    with slashes and day first with dots, dashes and spaces), Unix time. What has no zone is UTC.
    """
    text = " ".join(text.split())
    if not text or len(text) > MAX_DATE:
        return None
    try:
        return _rfc3339(text) or _rfc822(text) or _unix(text) or _cjk(text) or _other(_tidied(text))
    except (ValueError, OverflowError):  # 30 February, 25:00, years beyond 9999 or, in UTC, before 1
        return None


def _rfc3339(text: str) -> datetime | None:
    found = _RFC3339.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second, _, zone = found.groups()
    clock, extra = _clock(int(hour or 0), int(minute or 0), int(second or 0))
    sign = -1 if zone and zone[0] == "-" else 1
    offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) if zone and len(zone) > 1 else timedelta()
    return _instant(date(int(year), int(month), int(day)), clock, offset) + extra


def _rfc822(text: str) -> datetime | None:
    """As RFC 2822, 3.3 wants it, which most feeds do."""
    found = _RFC822.match(text)
    if not found:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    clock, extra = _clock(int(hour), int(minute), int(second or 0))
    offset = timedelta(hours=int(hours), minutes=int(minutes)) if sign else timedelta()
    return (
        _instant(date(int(year), _MONTHS.index(month) + 1, int(day)), clock, -offset if sign == "-" else offset) + extra
    )


def _unix(text: str) -> datetime | None:
    """Seconds since 1970 in 9 or 10 digits, milliseconds in 12 or 13; fractions of a second don't count."""
    text = re.sub(r"^(\d{9,10})\.\d{1,9}$", r"\1", text)
    if not re.fullmatch(r"\d{9,10}|\d{12,13}", text, re.ASCII):
        return None
    return datetime.fromtimestamp(int(text[:10] if len(text) in {10, 13} else text[:9]), UTC)


def _cjk(text: str) -> datetime | None:
    found = _CJK.match(text)
    if not found:
        return None
    zone = _KOREA if "년" in text else _CHINA
    timed = _TIME.search(text, found.end())
    clock, extra = _clock(int(timed[1]), int(timed[2]), int(timed[3] or 0)) if timed else (time(), timedelta())
    day = date(int(found[1]), int(found[2]), int(found[3]))
    return datetime.combine(day, clock, zone).astimezone(UTC) + extra


def _tidied(text: str) -> str:
    for pattern, instead in _WRITTEN:
        text = pattern.sub(instead, text)
    return text


def _other(text: str) -> datetime | None:
    """Everything with a day, a month and a year in some order, a time, a zone."""
    rest = _YEAR_LAST.sub(r"\2\1", text)
    offset: timedelta | None = None
    found = _OFFSET.search(rest) if ":" in rest else None
    if found:
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0)) * (-1 if found[1] == "-" else 1)
        rest = rest[: found.start()]
    clock, extra, rest, zone = _cut_time(rest)
    day, zone = _day(rest, zone)
    if day is None:
        return None
    if offset is None:
        named = zone_of(zone, datetime.combine(day, clock)) if zone else timedelta()
        if named is None:
            return None
        offset = named
    return _instant(day, clock, offset) + extra


def _cut_time(text: str) -> tuple[time, timedelta, str, str | None]:
    """The time of day, what it is over by, the text without it, and the zone's name that follows it."""
    found = _TIME.search(text)
    if not found:
        return time(), timedelta(), text, None
    hour = int(found[1])
    if found[4]:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if found[4][0] in "pP" else 0)
    clock, extra = _clock(hour, int(found[2]), int(found[3] or 0))
    before, after = text[: found.start()].strip(" ,-|"), text[found.end() :].strip(" ,-|")
    # "Sun Jan  4 16:29:06 EST 2004": the year may stand behind the zone.
    year = re.search(r"(?:^|\s)(\d{4})$", after, re.ASCII)
    if year and len(after.split()) <= 2:
        before, after = f"{before} {year[1]}", after[: year.start()].strip()
    if re.search(r"\d", after):  # the date stands behind the time
        return clock, extra, f"{before} {after}".strip(), None
    return clock, extra, before, after or None


def _clock(hour: int, minute: int, second: int) -> tuple[time, timedelta]:
    """A time of day; 24:00 is the next day's midnight and a leap second (RFC 3339, 5.7) the second before it."""
    if hour == 24 and minute == 0 and second == 0:
        return time(), timedelta(days=1)
    return time(hour, minute, 59 if second == 60 else second), timedelta()


def _day(text: str, zone: str | None) -> tuple[date | None, str | None]:
    """The date in what is left without time and offset, and the zone's name where it stands there."""
    words = [w for w in _WORD.findall(text.replace(",", " ")) if w.casefold() not in _NOISE]
    weekday = weekday_of(words[0]) if len(words) > 1 else None
    if weekday is not None and month_of(words[0]) and not any(map(month_of, words[1:])) and not _is_numeric(words[1:]):
        weekday = None  # "mar." is Tuesday in French and Spanish, March elsewhere
    if weekday is not None:
        text = text[text.index(words[0]) + len(words[0]) :].strip(" ,.-|")
        words = words[1:]
    if (numeric := _numeric(re.sub(r"\s-$", "", text).strip(" ,|"), weekday)) is not None:
        return numeric, zone
    if zone is None and len(words) > 1 and re.fullmatch(r"[A-Z]{2,5}", words[-1]) and month_of(words[-1]) is None:
        zone = words.pop()
    return _named(words), zone


def _is_numeric(words: list[str]) -> bool:
    return sum(word.isdigit() for word in words) >= 3


def _numeric(text: str, weekday: int | None) -> date | None:
    if found := _YMD.match(text):
        return date(int(found[1]), int(found[3]), int(found[4] or 1))
    if re.fullmatch(r"(?:19|20)\d\d", text, re.ASCII):  # W3C-DTF: a year alone is its first day
        return date(int(text), 1, 1)
    found = _NUMBERS.match(text)
    if not found:
        return None
    first, mark, second, year = int(found[1]), found[2], int(found[3]), _year(found[4])
    month_first, day_first = _maybe(year, first, second), _maybe(year, second, first)
    if weekday is not None and month_first and day_first and month_first.weekday() != day_first.weekday():
        if month_first.weekday() == weekday:
            return month_first
        if day_first.weekday() == weekday:
            return day_first
    return (month_first or day_first) if mark == "/" else (day_first or month_first)


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named(words: list[str]) -> date | None:
    """A month by name with a year and, mostly, a day; anything else among the words makes it no date."""
    month = day = year = None
    for word in words:
        if month is None and (found := month_of(word)) is not None:
            month = found
        elif year is None and (
            re.fullmatch(r"\d{4}", word, re.ASCII) or (day is not None and re.fullmatch(r"\d\d", word, re.ASCII))
        ):
            year = _year(word)
        elif day is None and (numbered := _ORDINAL.match(word)):
            day = int(numbered[1])
        elif word not in {"-", "/", "."} and weekday_of(word) is None:
            return None
    if month is None or year is None:
        return None
    return date(year, month, 1 if day is None else day)


def _year(digits: str) -> int:
    """Two digits as RFC 2822, 4.3 says: 00 to 49 are this century, 50 to 99 the last."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year


def _instant(day: date, clock: time, offset: timedelta) -> datetime:
    if abs(offset) >= timedelta(days=1):
        raise ValueError(offset)
    return datetime.combine(day, clock, UTC) - offset
