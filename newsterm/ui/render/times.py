"""Times as rows show them: ages in three cells, days as headings, local times; zone and moment are arguments."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

AGE_CELLS = 3
_UNITS = {"m": "minute", "h": "hour", "d": "day", "w": "week", "y": "year"}


def age(moment: datetime, now: datetime) -> str:
    """How long ago, in at most three cells: `now`, `5m`, `3h`, `2d`, `7w`, `3y`."""
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return "now"
    for unit, length, limit in (
        ("m", 60, 3600),
        ("h", 3600, 86400),
        ("d", 86400, 14 * 86400),
        ("w", 604800, 364 * 86400),
    ):
        if seconds < limit:
            return f"{int(seconds // length)}{unit}"
    return f"{int(seconds // (365.25 * 86400)) or 1}y"


def ago(moment: datetime, now: datetime) -> str:
    """The same in words: `just now`, `1 minute ago`, `3 hours ago`."""
    short = age(moment, now)
    if short == "now":
        return "just now"
    number, unit = short[:-1], _UNITS[short[-1]]
    return f"{number} {unit}{'' if number == '1' else 's'} ago"


def day_title(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """The day a row stands under: Today, Yesterday, a weekday of this week, else a date."""
    day, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    match (today - day).days:
        case 0:
            return "Today"
        case 1:
            return "Yesterday"
        case days if 1 < days < 7:
            return f"{day:%A}"
    # %e and %-d are not everywhere.
    return f"{day:%a} {day.day} {day:%b}" if day.year == today.year else f"{day:%a} {day.day} {day:%b %Y}"


def clock_time(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """`14:05`, with the weekday where that is another day, with the date where it is beyond a week."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    if abs(local.date() - today) < timedelta(days=7):
        return f"{local:%a %H:%M}"
    return f"{local.day} {local:%b %H:%M}"
