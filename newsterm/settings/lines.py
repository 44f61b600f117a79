"""On which line of a TOML text a key stands."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HEADER = re.compile(r"\s*(\[\[?.+\]\]?)\s*(#.*)?$")
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
# A key is bare, quoted, or both with dots between, and a value follows.
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")


def find_line(text: str, key: tuple[str, ...]) -> int | None:
    """The line, from 1, where the key or the nearest table around it is written; None where none is.

    Lines inside multi-line strings and arrays are not told apart from others: an exact key found first wins.
    """
    places = key_lines(text)
    return next((places[dotted] for dotted in _upwards(key) if dotted in places), None)


def key_lines(text: str) -> dict[str, int]:
    """The line of each key and table, dotted, the first where it is written more than once."""
    places: dict[str, int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = key_path(f"{header[1]}\n") or table
            path = table
        elif found := _KEY.match(line):
            path = (*table, *key_path(f"{found[1]} = 0\n"))
        else:
            continue
        for dotted in _upwards(path):
            places.setdefault(dotted, number)
    return places


def dotted(path: tuple[str, ...]) -> str:
    """Keys as TOML writes them, with dots between."""
    return ".".join(part if _BARE.fullmatch(part) else json.dumps(part, ensure_ascii=False) for part in path)


def _upwards(path: tuple[str, ...]) -> Iterator[str]:
    """The key, then the table around it, and so on."""
    for length in range(len(path), 0, -1):
        yield ".".join(path[:length])


def key_path(line: str) -> tuple[str, ...]:
    """The keys that lead to the one value of a line; empty where the line is not TOML by itself."""
    import tomllib  # noqa: PLC0415 - only a file that exists should cost its import

    try:
        value: object = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ()
    path = []
    while isinstance(value, (dict, list)) and value:
        if isinstance(value, dict):
            path.append(next(iter(value)))
            value = value[path[-1]]
        else:
            value = value[0]
    return tuple(path)
