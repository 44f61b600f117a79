"""Readings as a file of the kind that its name tells: pieces of text, one after the other, so that any number fits."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from newsterm.errors import UsageError
from newsterm.export.markdown import reading_markdown
from newsterm.export.plain import reading_text
from newsterm.export.records import reading_record
from newsterm.export.table import csv_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from newsterm.model import Reading

RULE = "\n" + "-" * 72 + "\n\n"
"""What stands between two readings in plain text."""


def _markdown(readings: Iterable[Reading]) -> Iterator[str]:
    rule = "\n---\n\n"
    for nth, reading in enumerate(readings):
        yield f"{rule if nth else ''}{reading_markdown(reading)}\n"


def _text(readings: Iterable[Reading]) -> Iterator[str]:
    for nth, reading in enumerate(readings):
        yield f"{RULE if nth else ''}{reading_text(reading, claims=True)}\n"


def _json(readings: Iterable[Reading]) -> Iterator[str]:
    lead = "["
    for reading in readings:
        yield f"{lead}\n{json.dumps(reading_record(reading), ensure_ascii=False)}"
        lead = ","
    yield "[" if lead == "[" else ""
    yield "\n]\n"


def _json_lines(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        yield f"{json.dumps(reading_record(reading), ensure_ascii=False)}\n"


def _csv(readings: Iterable[Reading]) -> Iterator[str]:
    return csv_lines((reading.item, marked) for reading in readings for marked in reading.claims)


FORMATS: Mapping[str, Callable[[Iterable[Reading]], Iterator[str]]] = {
    ".md": _markdown,
    ".txt": _text,
    ".json": _json,
    ".jsonl": _json_lines,
    ".csv": _csv,
}
"""By the end of the file's name; CSV has a row a claim, the others whole items."""


def format_of(name: str) -> Callable[[Iterable[Reading]], Iterator[str]]:
    """What writes a file of this name. UsageError where its ending tells no format."""
    ending = PurePath(name).suffix.casefold()
    if ending not in FORMATS:
        told = f'"{ending}" is no format that can be written' if ending else "The file's name tells no format"
        raise UsageError(f"{told}; it may end in {', '.join(FORMATS)}.")
    return FORMATS[ending]
