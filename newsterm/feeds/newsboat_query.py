"""newsboat's filter expressions said in newsterm's query language, where it can say the same."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from newsterm.errors import QueryError
from newsterm.feeds.newsboat_filter import Comparison, Denied, read_filter
from newsterm.feeds.posix import exactly, literal, python_regex
from newsterm.model import clean_line
from newsterm.query.days import Unreadable, read_days
from newsterm.query.parse import parse
from newsterm.query.pattern import finder
from newsterm.query.render import render
from newsterm.query.tree import (
    EVERYTHING,
    Age,
    And,
    Dated,
    FeedHas,
    FeedPart,
    Flag,
    Has,
    InFeed,
    Is,
    LinkHas,
    Not,
    Op,
    Or,
    Part,
    Pattern,
    Tagged,
    TextField,
    Tree,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsterm.feeds.newsboat_filter import Expression

_NOTHING = Not(EVERYTHING)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"(?:(?:([0-9]{2}) )?([a-z]{3}) )?([0-9]{4})", re.IGNORECASE | re.ASCII)
_ANY_ADDRESS = frozenset({".", ".+", "http", "^http", "https?", "^https?", "https?://", "^https?://", "://"})
_MOST_DAYS = 99_999
_UNKNOWN = frozenset(
    "guid enclosure_type articleindex description feedlink feeddate feedindex unread_count total_count"
    " latest_article_age".split()
)
"""What newsboat knows of articles and feeds and newsterm's queries can't ask for."""


class _Unsayable(ValueError):
    """Why a comparison can't be said, as the end of a sentence that begins with it."""


def translate(expression: str) -> str:
    """The query that finds what the filter expression finds; ValueError, words that name the part, where none does.

    A flag is the tag that the import of `cache.db` makes of it; `flags # "a"` holds for an item that has others, too,
    as whoever writes it means it.
    """
    query = render(_tree(read_filter(expression))) or "*"
    try:
        parse(query, today=date.min)  # a pattern may be one that newsterm does not look for
    except QueryError as error:
        raise ValueError(f"newsterm can't ask it: {error}") from error
    return query


def _tree(expression: Expression) -> Tree:
    match expression:
        case Comparison():
            return _leaf(expression)
        case Denied(part=part):
            return Not(_tree(part))
    parts = tuple(map(_tree, expression.parts))
    return And(parts) if expression.every else Or(parts)


def _leaf(comparison: Comparison) -> Tree:
    try:
        return _ATTRIBUTES.get(comparison.attribute, _unknown)(comparison)
    except _Unsayable as why:
        raise ValueError(f"{comparison.text} {why}") from why
    except ValueError as why:
        raise ValueError(f"{comparison.text} can't be said: {why}") from why


def _unknown(comparison: Comparison) -> Tree:
    name = comparison.attribute
    whose = "newsterm's queries have no word for" if name in _UNKNOWN else "newsboat does not know either"
    raise _Unsayable(f"asks for {name}, which {whose}")


def _otherwise(comparison: Comparison) -> _Unsayable:
    return _Unsayable(f"compares {comparison.attribute} in a way that newsterm's queries can't")


# -- texts -----------------------------------------------------------------------------------------------------------


def _found(comparison: Comparison) -> str:
    """The regular expression that finds what the comparison of a text finds; empty where it is any text."""
    value = comparison.value
    match comparison.operator:
        case "=~":
            return python_regex(value)
        case "=":
            return f"^{exactly(value)}$"
        case "#" if value and " " not in value:  # what has a space is none of the words between spaces
            return f"(^| ){exactly(value)}( |$)"
    raise _otherwise(comparison)


def _title(comparison: Comparison) -> Tree:
    regex = _found(comparison)
    return Pattern(regex, TextField.TITLE) if regex else EVERYTHING


def _author(comparison: Comparison) -> Tree:
    if not comparison.value:
        raise _otherwise(comparison)  # who has no author has nothing that a pattern could be found in
    return Pattern(_found(comparison), TextField.AUTHOR)


def _content(comparison: Comparison) -> Tree:
    value = comparison.value
    if comparison.operator != "=~" or not value:
        raise _otherwise(comparison)
    if re.search(r"(?<!\\)[<>]|&[a-z#]", value):
        raise _Unsayable("looks into the HTML of an article; newsterm's queries look at its text")
    regex = python_regex(value)
    # POSIX has no lines: there, a dot is any character.
    return Pattern(f"(?s:{regex})" if "." in regex else regex, TextField.TEXT)


def _link(comparison: Comparison) -> Tree:
    text = _literal(comparison)
    return LinkHas(text) if text else LinkHas(_some(comparison), pattern=True)


def _feed(part: FeedPart) -> Callable[[Comparison], Tree]:
    def leaf(comparison: Comparison) -> Tree:
        if part is FeedPart.URL and comparison.operator in {"=", "#"} and "://" in comparison.value:
            return InFeed(comparison.value)
        text = _literal(comparison)
        return FeedHas(part, text) if text else FeedHas(part, _some(comparison), pattern=True)

    return leaf


def _some(comparison: Comparison) -> str:
    regex = _found(comparison)
    if not regex:
        raise _otherwise(comparison)
    return regex


def _literal(comparison: Comparison) -> str | None:
    """The text that has to be contained, where that is all that is asked."""
    text = literal(comparison.value) if comparison.operator == "=~" else None
    return text if text and clean_line(text) == text else None


# -- marks -----------------------------------------------------------------------------------------------------------


def _unread(comparison: Comparison) -> Tree:
    """Of `yes` and `no`, those that the comparison holds for."""
    match comparison.operator:
        case "=" | "#":
            holds = [comparison.value == word for word in ("yes", "no")]
        case "=~":
            try:
                holds = [*map(finder(python_regex(comparison.value)), ("yes", "no"))]
            except QueryError as error:
                raise ValueError(str(error)) from error
        case _:
            raise _otherwise(comparison)
    if not any(holds):
        raise _Unsayable("holds for no article: unread is yes or no")
    return EVERYTHING if all(holds) else Is(Flag.UNREAD if holds[0] else Flag.READ)


def _flags(comparison: Comparison) -> Tree:
    """A flag is told from its capital, except by a pattern."""
    value = comparison.value
    if comparison.operator in {"=", "#"} and re.fullmatch("[A-Za-z]", value):
        return Tagged(f"flag-{value}")
    if comparison.operator == "=~" and re.fullmatch(r"[A-Za-z](\|[A-Za-z])*|\[[A-Za-z]+\]", value):
        letters = dict.fromkeys(filter(str.isalpha, value.lower()))
        return Or(tuple(Tagged(f"flag-{flag}") for letter in letters for flag in (letter, letter.upper())))
    raise _otherwise(comparison)


def _tags(comparison: Comparison) -> Tree:
    value = clean_line(comparison.value)
    if comparison.operator == "#" and value:
        return FeedHas(FeedPart.TAG, value)
    # Across all tags in a row newsboat looks, we at one after the other: the same where no space or edge matters.
    if comparison.operator == "=~" and re.fullmatch(r"[\w|()/-]+", value):
        return FeedHas(FeedPart.TAG, python_regex(value), pattern=True)
    raise _otherwise(comparison)


def _enclosure(comparison: Comparison) -> Tree:
    match comparison.operator, comparison.value:
        case "=", "":
            return Not(Has(Part.ENCLOSURE))
        case "=~", value if value in _ANY_ADDRESS:
            return Has(Part.ENCLOSURE)
    raise _otherwise(comparison)


# -- times -----------------------------------------------------------------------------------------------------------


def _age(comparison: Comparison) -> Tree:
    """newsboat counts whole days that are over: an article of 3 days is between 3 and 4 days old."""
    numbers = [int(n) for n in re.findall(r"-?[0-9]+", comparison.value)]
    whole = re.fullmatch(r"-?[0-9]{1,9}(:-?[0-9]{1,9})?", comparison.value)
    if not whole or len(numbers) != 1 + (comparison.operator == "between"):
        raise _otherwise(comparison)
    match comparison.operator:
        case "<":
            return _younger(numbers[0])
        case "<=":
            return _younger(numbers[0] + 1)
        case ">":
            return _older(numbers[0] + 1)
        case ">=":
            return _older(numbers[0])
        case "=" | "between":
            return And((_older(min(numbers)), _younger(max(numbers) + 1)))
    raise _otherwise(comparison)


def _younger(days: int) -> Tree:
    return Age(Op.LT, _span(days)) if days > 0 else _NOTHING


def _older(days: int) -> Tree:
    return Age(Op.GE, _span(days)) if days > 0 else EVERYTHING


def _span(days: int) -> timedelta:
    if days > _MOST_DAYS:
        raise _Unsayable("is about more days than anything is old")
    return timedelta(days=days)


def _date(comparison: Comparison) -> Tree:
    """newsboat has the date as a text, `Tue, 24 Nov 2026 09:00:00 +0100`, in which days, months, years can be found."""
    found = _DAY.fullmatch(comparison.value) if comparison.operator == "=~" else None
    month = found[2].lower() if found and found[2] else None
    if found is None or (month and month not in _MONTHS):
        raise _Unsayable("compares the date in a way that newsterm's queries can't; they have since: and on:")
    parts = [found[3], f"{_MONTHS.index(month) + 1:02}" if month else None, found[1]]
    try:
        return Dated(*read_days("-".join(filter(None, parts)), date.min))
    except Unreadable as error:
        raise ValueError(str(error)) from error


_ATTRIBUTES: dict[str, Callable[[Comparison], Tree]] = {
    "title": _title,
    "author": _author,
    "content": _content,
    "link": _link,
    "feedtitle": _feed(FeedPart.TITLE),
    "rssurl": _feed(FeedPart.URL),
    "tags": _tags,
    "unread": _unread,
    "flags": _flags,
    "enclosure_url": _enclosure,
    "age": _age,
    "date": _date,
}
