"""The library of three feeds that the interface is tested over."""

from __future__ import annotations

from tests.ui.shell.conftest import library, path

__all__ = ["library", "path"]
