"""Mutes and rules as they are typed: what a line wishes for, and the words that ask and answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsterm.errors import UsageError
from newsterm.model import Rule, clean_line
from newsterm.model.rule import Muted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from newsterm.library import Library
    from newsterm.model import Item

RECENT = "age:<30d"
"""What a rule is tried on before it is kept."""
DEEDS = "tag NAME, untag NAME, star, read, hide, notify, pipe COMMAND, stop; commas separate several"
"""What a rule can do, as it is typed."""


class MuteWish(Struct, frozen=True, kw_only=True):
    """What is to be muted."""

    what: Muted
    value: str
    name: str
    """What it is called."""
    lasting: timedelta | None = None

    @property
    def told(self) -> str:
        """What it is, in words."""
        return f'the {self.what} "{self.name}"' if self.what is not Muted.WORD else f'"{self.name}"'


def mutable(item: Item) -> Iterator[MuteWish]:
    """What can be muted of an item: its feed, its authors."""
    yield MuteWish(what=Muted.FEED, value=item.feed, name=item.feed_title)
    for author in item.entry.authors:
        if any(sign.isalnum() for sign in author):
            yield MuteWish(what=Muted.AUTHOR, value=author, name=clean_line(author))


def mute_wish(text: str, item: Item | None, library: Library) -> MuteWish:
    """The wish of a typed line: `author`, `feed` (those of the item), `word cup final`, each `for 30d` or for ever.

    UsageError where it can't be read, NotFound for a feed that is none.
    """
    words, lasting = for_how_long(text)
    first, _, rest = words.partition(" ")
    rest = clean_line(rest)
    if first not in set(Muted):
        raise UsageError(f'"{first}" can\'t be muted; feed, author or word and what it is can.')
    what = Muted(first)
    if what is Muted.WORD:
        if not rest:
            raise UsageError("Say which word is to be muted: word and the word.")
        return MuteWish(what=what, value=rest, name=rest, lasting=lasting)
    if rest and what is Muted.FEED:
        feed = library.feed(rest)
        return MuteWish(what=what, value=feed.url, name=feed.title, lasting=lasting)
    if rest:
        return MuteWish(what=what, value=rest, name=rest, lasting=lasting)
    own = next((wish for wish in mutable(item) if wish.what is what), None) if item else None
    if own is None:
        raise UsageError(f"There is no {what} here; name one after it.")
    return replace(own, lasting=lasting)


def for_how_long(text: str) -> tuple[str, timedelta | None]:
    """The line without `for 30d` at its end, and that."""
    from newsterm.query.days import Unreadable, read_span  # noqa: PLC0415 - few mute anything

    words = text.split()
    if len(words) > 2 and words[-2] == "for":
        try:
            return " ".join(words[:-2]), read_span(words[-1])
        except Unreadable:
            pass
    return " ".join(words), None


def mute_rule(library: Library, wish: MuteWish) -> Rule:
    """The rule that mutes it."""
    return library.mute_rule(wish.what, wish.value, name=wish.name, lasting=wish.lasting)


def past_question(wish: MuteWish, number: int) -> str:
    """What is asked before something is muted of which there are items."""
    things = "the item that is" if number == 1 else f"the {number:,} items that are"
    return f"Mute {wish.told} from now on, and hide {things} there as well?"


def with_deeds(rule: Rule, text: str) -> Rule:
    """The rule with what a typed line has it do. UsageError for what can't be read."""
    for part in filter(None, map(clean_line, text.split(","))):
        verb, _, name = part.partition(" ")
        name = name.strip()
        match verb.casefold(), name:
            case "tag", str() if name:
                rule = replace(rule, add=(*rule.add, name))
            case "untag", str() if name:
                rule = replace(rule, remove=(*rule.remove, name))
            case "pipe", str() if name:
                rule = replace(rule, pipe=name)
            case ("star" | "read" | "hide" | "notify" | "stop") as switch, "":
                rule = replace(rule, **{switch: True})
            case _:
                raise UsageError(f'"{part}" is nothing that a rule does; there are {DEEDS}.')
    return rule


def rule_question(rule: Rule, recent: int) -> str:
    """What is asked before a rule is kept."""
    things = "1 item" if recent == 1 else f"{recent:,} items"
    meant = f"{rule.shown_query} → {', '.join(rule.does)}"
    return f'Keep the rule "{rule.name}" ({meant})? It finds {things} of the last 30 days.'
