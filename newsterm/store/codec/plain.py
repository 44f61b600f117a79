"""What all documents have in common: times as numbers, nothing written for what is empty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from newsterm.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

Document = dict[str, Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
"""The unit of times and spans of time."""


def time_to(time: datetime | None) -> int | None:
    """Microseconds since 1970; exact."""
    return None if time is None else (time - _EPOCH) // MICROSECOND


def time_from(number: int | None) -> datetime | None:
    """The time, in UTC."""
    return None if number is None else _EPOCH + timedelta(microseconds=number)


def moment(number: int) -> datetime:
    """The time of a number that is there."""
    return _EPOCH + timedelta(microseconds=number)


def kept(**fields: Any) -> Document:
    """A document without what is None, false or an empty list; an empty text is a text."""
    return {k: v for k, v in fields.items() if v is not None and v is not False and v not in ([], {})}


def spans_to(spans: Iterable[Span]) -> list[list[int]]:
    """Ranges of a text as pairs."""
    return [list(s) for s in spans]


def spans_from(spans: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    """The ranges of such pairs."""
    return tuple(Span(*s) for s in spans)
