"""What quality is measured with where it is at hand: data and tools beside the checkout, never part of it."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SHARED = Path(__file__).parents[2] / "shared"


@cache
def tool(name: str) -> ModuleType:
    """A measuring tool as a module."""
    place = SHARED / "tools"
    spec = importlib.util.spec_from_file_location(f"measure_{name}", place / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(place))
        spec.loader.exec_module(module)
    return module
