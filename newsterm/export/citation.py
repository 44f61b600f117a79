"""Claims as one quotes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.model.address import refusal

if TYPE_CHECKING:
    from newsterm.model import Claim, Item


def citation(claim: Claim, item: Item) -> str:
    """The claim as one quotes it: what is said, by whom, where it was read."""
    source = claim.resolved or claim.source_text or "no source given"
    via = [name for name in claim.chain[1:-1] if name]
    who = f"{source}, via {', '.join(via)}" if via else source
    day = f", {item.entry.published:%Y-%m-%d}" if item.entry.published else ""
    link = f" <{item.entry.link}>" if item.entry.link and refusal(item.entry.link) is None else ""
    return f"“{claim.text}” — {who} ({item.feed_title}: {item.title}{day}){link}"
