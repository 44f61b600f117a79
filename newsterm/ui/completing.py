"""What a line that is being typed may go on with: a pure function of its text, one for each thing that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from newsterm.model import Target
from newsterm.query.complete import complete, token_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsterm.library import Library
    from newsterm.model import Reading

_MOST = 50


class Completion(Struct, frozen=True):
    """What may stand from `start` on in place of what does, the likeliest first."""

    start: int
    names: tuple[str, ...] = ()

    def lines(self, text: str) -> tuple[str, ...]:
        """The line as each of the names makes it."""
        return tuple(text[: self.start] + name for name in self.names)


Completer = Callable[[str], Completion]


def of_names(text: str, *, names: Iterable[str]) -> Completion:
    """One of the names: those that begin so, then those with a word that does, then those that hold it."""
    typed = text.casefold()
    return Completion(0, tuple(_ranked(typed, names)[:_MOST]))


def _ranked(typed: str, names: Iterable[str]) -> list[str]:
    ranks: tuple[list[str], ...] = ([], [], [])
    for name in names:
        folded = name.casefold()
        if folded == typed:
            continue
        if folded.startswith(typed):
            ranks[0].append(name)
        elif any(word.startswith(typed) for word in folded.replace("-", " ").split()):
            ranks[1].append(name)
        elif typed in folded:
            ranks[2].append(name)
    return [name for rank in ranks for name in rank]


def of_list(text: str, *, names: Iterable[str]) -> Completion:
    """The last of several names between commas, without those that stand there already."""
    start = text.rfind(",") + 1
    start += len(text[start:]) - len(text[start:].lstrip())
    given = {name.strip().casefold() for name in text[:start].split(",")}
    left = [name for name in names if name.casefold() not in given]
    return Completion(start, of_names(text[start:], names=left).names)


def of_tags_in(text: str, *, names: Iterable[str]) -> Completion:
    """The tag at the end of a line in which tags stand as `+check`; nothing else is completed."""
    start = text.rfind(" ") + 1
    if text[start : start + 1] != "+":
        return Completion(len(text))
    return Completion(start + 1, of_names(text[start + 1 :], names=[name for name in names if " " not in name]).names)


def of_query(text: str, *, names: Mapping[str, Sequence[str]]) -> Completion:
    """The end of a query; `names` are the library's, as `newsterm.query.complete` takes them."""
    return Completion(token_start(text, len(text)), complete(text, len(text), names=names))


def query_names(
    library: Library, reading: Reading | None, tagged: Sequence[Target] = (Target.ENTRY, Target.CLAIM)
) -> Mapping[str, Sequence[str]]:
    """The names that a query may hold, by the field that takes them: those of the open claims, then the library's.

    Tags are those of items, of claims, or of both.
    """
    feeds = library.feed_counts()
    folders = sorted({feed.folder for feed in feeds if feed.folder})
    tags = dict.fromkeys(name for target in tagged for name, _ in library.tags(target))
    claims = [marked.claim for marked in reading.claims] if reading is not None else []
    recent = library.recent_names()
    sources = dict.fromkeys([*(claim.resolved or claim.source_text for claim in claims), *recent["source"]])
    via = dict.fromkeys([*(name for claim in claims for name in claim.chain[1:-1]), *recent["via"]])
    cues = dict.fromkeys([*(claim.cue_text for claim in claims), *recent["cue"]])
    return {
        "feed": [feed.title for feed in feeds],
        "folder": folders,
        "feedtag": [name for name, _ in library.tags(Target.FEED)],
        "tag": list(tags),
        "author": recent["author"],
        "lang": recent["lang"],
        "source": [name for name in sources if name],
        "via": [name for name in via if name],
        "cue": [cue for cue in cues if cue],
    }


def within(start: int, completer: Completer, text: str) -> Completion:
    """What a completer says of the text behind `start`."""
    found = completer(text[start:])
    return Completion(start + found.start, found.names)


def of(names: Iterable[str]) -> Completer:
    """A completer that offers these names."""
    return partial(of_names, names=tuple(names))
