"""On which line of a TOML text a key stands."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*(\[\[?.+\]\]?)\s*(#.*)?$")
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
# A key is bare, quoted, or both with dots between, and a value follows.
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")


def find_line(text: str, key: tuple[str, ...]) -> int | None:
    """The line, from 1, where the key or the nearest table around it is written; None where none is.

    Lines inside multi-line strings and arrays are not told apart from others: an exact key found first wins.
    """
    places = key_lines(text)
    for length in range(len(key), 0, -1):
        if key[:length] in places:
            return places[key[:length]]
    return None


def key_lines(text: str) -> dict[tuple[str, ...], int]:
    """The line of each key and table header, the first where it is written more than once."""
    places: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _path(f"{header[1]}\n") or table
            path = table
        elif found := _KEY.match(line):
            path = (*table, *_path(f"{found[1]} = 0\n"))
        else:
            continue
        for length in range(1, len(path) + 1):
            places.setdefault(path[:length], number)
    return places


def _path(line: str) -> tuple[str, ...]:
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
