"""Which panes are visible at which width: a pure decision, so that every size can be tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.ui.action import EVERYWHERE, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

THREE = 100
"""Columns from which all three panes stand side by side."""
TWO = 70

# Shares of the width: FEED needs a title, ARTICLE a readable line, CLAIMS a sentence.
_SHARES = {Where.FEED: 38, Where.ARTICLE: 48, Where.CLAIMS: 34}


def visible_panes(columns: int, focused: Where, *, maximised: bool = False) -> Mapping[Where, int]:
    """The panes on the screen, each with its share of the width; the focused one is always among them."""
    if maximised or columns < TWO:
        return {focused: 1}
    if columns >= THREE:
        return {pane: _SHARES[pane] for pane in EVERYWHERE}
    beside = {Where.FEED: Where.ARTICLE, Where.ARTICLE: Where.FEED, Where.CLAIMS: Where.ARTICLE}[focused]
    return {pane: _SHARES[pane] for pane in EVERYWHERE if pane in {focused, beside}}
