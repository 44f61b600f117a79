"""When it was said: the time expression beside a claim, and the date it means on the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.model import Span

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_NUMBERS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1}

_BEFORE_MONTHS = re.compile(
    r"\b(?:in|of|an?|the|since|early|late|mid|by|until|through|early-|late-|mid-)[  -]$", re.IGNORECASE
)
_YEAR = 365
_SOON = 60
"""Days in which a date without a year is taken to come rather than to be nearly a year old."""
_MARKS = 20
"""Spaces and marks of quotation that are skipped before a word to find the one before it."""
_SEASON_ENDS = {"winter": 2, "spring": 5, "summer": 8, "fall": 11, "autumn": 11}

_DAY = "|".join(d.capitalize() for d in _DAYS)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_YYYY = "(?:19|20)[0-9][0-9]"
_EXPRESSIONS = re.compile(
    rf"(?P<full>\b(?P<month>{_MONTH})[  ](?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\b(?:,?[  ](?P<year>{_YYYY}))?)"
    rf"|(?P<dmy>\b(?P<day2>[0-3]?[0-9])[  ](?P<month2>{_MONTH})(?:[  ](?P<year2>{_YYYY}))?)"
    rf"|(?P<iso>\b(?P<y>{_YYYY})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])\b)"
    rf"|(?P<my>\b(?:(?P<lastmonth>last|this)[  ])?(?P<month3>{_MONTH})(?:,?[  ](?:of[  ])?(?P<year3>{_YYYY}))?)"
    rf"|(?P<weekday>\b(?:(?P<which>last|this|next|on|late|early|On|Last|Late|Early)[  ])?(?P<dayname>{_DAY})\b"
    r"(?:[  ](?:morning|afternoon|evening|night))?)"
    r"|(?P<near>\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]his (?:morning|afternoon|evening)|[Ll]ast night"
    r"|[Ee]arlier today)\b)"
    r"|(?P<span>\b(?:(?:[Ee]arlier|[Ll]ater?) )?(?P<rel>[Ll]ast|[Tt]his|[Oo]ver the(?= weekend))"
    r"[  ](?P<unit>weekend|week|month|year|summer|spring|fall|autumn|winter)\b)"
    r"|(?P<ago>(?<![\w-])(?P<count>[0-9]{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)"
    r"[  ](?P<agounit>day|week|month|year)s?[  ](?:ago|earlier)\b)"
    rf"|(?P<in>\b[Ii]n (?P<inyear>{_YYYY})\b)"
)


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Whether "may" or "march" begins a sentence rather than names a month."""
    bare = match["month3"] in ("May", "March") and not (match["year3"] or match["lastmonth"])
    return bare and not _BEFORE_MONTHS.search(text, max(0, match.start() - 8), match.start())


def expressions(text: str, span: Span, published: date | None = None) -> Iterator[re.Match[str]]:
    """The time expressions in a span of the text, but those of what is to come: "next week", a date soon after."""
    for match in _EXPRESSIONS.finditer(text, span.start, span.end):
        if match["which"] and match["which"].lower() == "next":
            continue
        if match["my"] and _is_verb(text, match):
            continue
        if match["near"] and match["near"][0].isupper() and _is_name(text, match.start(), span):
            continue
        if published is not None and _is_to_come(match, published):
            continue
        yield match


def _is_name(text: str, at: int, span: Span) -> bool:
    """Whether a capital inside a sentence makes "Today" the name of a programme or a paper."""
    before = text[max(span.start, at - _MARKS) : at].rstrip(" “\"'‘([—–-")
    return bool(before) and before[-1] not in ".:!?"


def _is_to_come(match: re.Match[str], published: date) -> bool:
    """Whether a day without a year comes soon after the day of publication."""
    name, day, year = (
        (match["month2"], match["day2"], match["year2"])
        if match["dmy"]
        else (match["month"], match["day"], match["year"])
    )
    if name is None or year is not None:
        return False
    past = _month_day(name, int(day), None, published)
    return past is not None and (published - date.fromisoformat(past)).days > _YEAR - _SOON


def resolve(words: str, published: date | None) -> str | None:
    """The date that a time expression means: YYYY-MM-DD, YYYY-MM or YYYY; None where it can't be known.

    What could be many days is the latest one not after the day of publication.
    """
    match = _EXPRESSIONS.search(words)
    if match is None:
        return None
    if match["iso"]:
        return _iso(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["full"]:
        return _month_day(match["month"], int(match["day"]), match["year"], published)
    if match["dmy"]:
        return _month_day(match["month2"], int(match["day2"]), match["year2"], published)
    if match["in"]:
        return str(match["inyear"])
    if match["my"] and match["year3"]:
        return f"{match['year3']}-{_month(match['month3']):02}"
    if published is None:
        return None
    return _relative(match, published)


def _relative(match: re.Match[str], published: date) -> str | None:
    if match["my"]:
        month = _month(match["month3"])
        year = published.year if month <= published.month else published.year - 1
        if match["lastmonth"] == "last" and month == published.month:
            year -= 1
        return _dated(year, month)
    if match["weekday"]:
        back = (published.weekday() - _DAYS.index(match["dayname"].lower())) % 7
        if match["which"] and match["which"].lower() == "last" and back == 0:
            back = 7
        return _back(published, back)
    if match["near"]:
        low = match["near"].lower()
        return _back(published, 1 if low in ("yesterday", "last night") else 0)
    if match["ago"]:
        return _ago(match["count"].lower(), match["agounit"], published)
    return _span(match["rel"].lower(), match["unit"], published)


def _span(rel: str, unit: str, published: date) -> str | None:
    last = rel == "last"
    if unit == "weekend":
        return _weekend(rel, published)
    if unit == "week":
        there = published - timedelta(days=7 if last else 0) if published.toordinal() > 7 else published
        return f"{there.year:04}-{there.month:02}"
    if unit == "month":
        year, month = (published.year, published.month - 1) if last else (published.year, published.month)
        return _dated(year - 1, 12) if month == 0 else _dated(year, month)
    if unit == "year":
        return _dated(published.year - (1 if last else 0))
    # The last season is the latest that is over; a winter counts by the year in which it ends.
    over = _SEASON_ENDS[unit] < published.month
    begun = unit == "winter" and published.month == 12 and not last
    return _dated(published.year + begun - (1 if last and not over else 0))


def _weekend(rel: str, published: date) -> str | None:
    """The Saturday of a weekend; what is called this one on a weekday is still to come."""
    since = (published.weekday() - 5) % 7
    if rel == "this" and since > 1:
        return None
    return _back(published, since + (7 if rel == "last" and since < 2 else 0))


def _ago(count: str, unit: str, published: date) -> str | None:
    number = _NUMBERS.get(count) or (int(count) if count.isdigit() else 0)
    if unit == "day":
        return _back(published, number)
    if unit == "week":
        return _back(published, 7 * number)
    months = published.year * 12 + published.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return _dated(year) if unit == "year" else _dated(year, month + 1)


def _dated(year: int, month: int | None = None) -> str | None:
    """A year, or a month of it; None before time began."""
    if year < 1:
        return None
    return f"{year:04}" if month is None else f"{year:04}-{month:02}"


def _back(published: date, days: int) -> str | None:
    return (published - timedelta(days=days)).isoformat() if published.toordinal() > days else None


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


_LEAP = 9
"""Years among which there is a 29th of February; eight lie between two of them at most."""


def _month_day(name: str, day: int, year: str | None, published: date | None) -> str | None:
    month = _month(name)
    if year is not None:
        return _iso(int(year), month, day)
    if published is None:
        return None
    years = range(published.year, max(0, published.year - _LEAP), -1)
    dates = (_iso(year, month, day) for year in years)
    return next((found for found in dates if found is not None and found <= published.isoformat()), None)


def _iso(year: int, month: int, day: int) -> str | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12) or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"
