"""Days in words: what a story's placeholders for weekdays and dates mean at the moment it is served."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

WEEKDAYS = {
    "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "wochentag": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "jour": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "youbi": ("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"),
}
"""Weekday names by the placeholder that asks for them, Monday first."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")

PLACEHOLDER = re.compile(
    r"\{(?P<word>weekday|wochentag|jour|youbi|date|shortdate|adate|month|year)(?::(?P<amount>[+-]?\d+)(?P<unit>h?))?\}"
)
"""`{weekday:-1}` counts days from the story's own date, `{weekday:-7h}` hours from the moment of serving."""


def fill(text: str, *, published: datetime, now: datetime) -> str:
    """The text with every placeholder in words.

    Stories of one event that appear hours apart name its day with the hours form: they agree on it even when midnight
    lies between them.
    """
    return PLACEHOLDER.sub(lambda match: _word(match["word"], moment(match, published=published, now=now)), text)


def moment(placeholder: re.Match[str], *, published: datetime, now: datetime) -> datetime:
    """The moment that a placeholder speaks of."""
    amount = int(placeholder["amount"] or 0)
    return now + timedelta(hours=amount) if placeholder["unit"] else published + timedelta(days=amount)


def _word(word: str, day: datetime) -> str:
    if word in WEEKDAYS:
        return WEEKDAYS[word][day.weekday()]
    short = f"{_SHORT_MONTHS[day.month - 1]} {day.day}"
    forms = {
        "date": f"{MONTHS[day.month - 1]} {day.day}",
        "shortdate": short,
        "adate": f"an {short}" if short[0] in "AO" else f"a {short}",
        "month": MONTHS[day.month - 1],
        "year": str(day.year),
    }
    return forms[word]
