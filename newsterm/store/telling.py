"""Telling how far long work is."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[str], None]
"""Is given a few words about what is being done, again and again while it takes long."""


def quiet(_: str) -> None:
    """Tell nobody."""
