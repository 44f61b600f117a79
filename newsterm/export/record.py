"""What all JSON records have in common; see `newsterm.export.records`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

Record = dict[str, Any]


def as_record(shape: object) -> Record:
    """A record whose members the type checker has seen, for whoever takes any."""
    return cast("Record", shape)


def time_text(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC, to the second: 2026-11-23T23:55:03Z."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
