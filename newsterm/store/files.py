"""Files beside the cache: names that are free, and files that appear when they are whole."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def free_name(path: Path, ending: str, more: str = "") -> Path:
    """The path with this ending and `more` behind it, or, where that is taken, with -2, -3 ... between the two."""
    free, nth = path.with_name(f"{path.name}{ending}{more}"), 1
    while free.exists() or free.is_symlink():
        nth += 1
        free = path.with_name(f"{path.name}{ending}-{nth}{more}")
    return free


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path to write to, whose file takes the name `path` at the end; if anything raises, it is gone. OSError."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        yield fresh
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
