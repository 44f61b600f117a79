"""Paths that are typed: completed by what is there."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from newsterm.ui.completing import Completion

_MOST = 200
"""Files that are offered."""


def complete_path(text: str) -> Completion:
    """What is in the folder of the path so far and begins like its last part; folders end with a slash."""
    start = max(text.rfind(os.sep), text.rfind("/")) + 1
    begun = text[start:]
    try:
        folder = Path(text[:start] or ".").expanduser()
        fitting = (child for child in folder.iterdir() if _fits(child.name, begun))
        return Completion(start, tuple(sorted(map(_named, islice(fitting, _MOST)))))
    except (OSError, RuntimeError, ValueError):
        return Completion(start)


def complete_file(text: str) -> Completion:
    """The same for a file to be written: what is there, then the name with each ending that can be written."""
    from newsterm.export.files import KNOWN_ENDINGS  # noqa: PLC0415 - few export anything

    found = complete_path(text)
    stem, dot, ending = text[found.start :].rpartition(".")
    if not dot:
        stem, ending = ending, ""
    named = (f"{stem}{known}" for known in KNOWN_ENDINGS if stem and known.startswith(f".{ending}"))
    return Completion(found.start, tuple(dict.fromkeys([*found.names, *named])))


def _fits(name: str, begun: str) -> bool:
    """Whether a name begins so; hidden files only where a point was typed."""
    return name.startswith(begun) and (begun.startswith(".") or not name.startswith("."))


def _named(path: Path) -> str:
    return f"{path.name}/" if path.is_dir() else path.name
