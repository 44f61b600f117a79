"""Rules whose query can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from newsterm.model import Rule


def unreadable(rules: Iterable[Rule], now: datetime) -> Iterator[tuple[str, str]]:
    """The rules that would apply but for their query, by name, each with what is wrong with it."""
    from newsterm.query.parse import parse  # noqa: PLC0415 - few have rules

    for rule in rules:
        if rule.applies(now):
            try:
                parse(rule.query, today=now.astimezone().date())
            except QueryError as error:
                yield rule.name, str(error)
