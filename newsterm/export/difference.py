"""How a story changed, as plain text with the marks of wdiff: [-taken out-] and {+put in+}."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from newsterm.export.plain import local_time
from newsterm.model import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsterm.model import Difference, Item, Passage, Version

_MARKS = {Edit.SAME: ("", ""), Edit.REMOVED: ("[-", "-]"), Edit.ADDED: ("{+", "+}")}


def difference_text(item: Item, versions: Sequence[Version], difference: Difference) -> str:
    """A heading, then the passages that changed; those that stayed are counted."""
    before, after = versions.index(difference.before) + 1, versions.index(difference.after) + 1
    heading = f"Version {before} → {after} of {len(versions)} · {difference.words}"
    until = difference.before.until
    if until is not None and after == before + 1:
        heading += f" · changed {local_time(until)}"
    return "\n\n".join([f"{item.title}\n{item.feed_title} · {heading}", *_lines(difference.passages)])


def _lines(passages: Sequence[Passage]) -> Iterator[str]:
    for changed, group in groupby(passages, key=lambda passage: passage.is_changed):
        members = [passage for passage in group if changed or not passage.heading]
        if changed:
            yield from map(_marked, members)
        elif members:
            yield "· 1 paragraph as before ·" if len(members) == 1 else f"· {len(members)} paragraphs as before ·"


def _marked(passage: Passage) -> str:
    return "".join(f"{_MARKS[edit][0]}{text}{_MARKS[edit][1]}" for edit, text in passage.stretches)
