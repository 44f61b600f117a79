"""The grammar walked along the words of a command line, to the place where one is being typed."""

# argparse tells nobody what arguments it has but through the members that begin with an underscore.
# ruff: noqa: SLF001

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Offer(Struct, frozen=True):
    """A word that may stand here."""

    value: str
    about: str = ""
    """What it means, in a line."""


class Place(Struct, kw_only=True):
    """Where in the grammar a command line has got to."""

    parser: argparse.ArgumentParser
    path: tuple[str, ...] = ()
    """The command and its subcommand."""
    given: dict[str, list[str]] = field(default_factory=dict)
    """The words that each argument has got so far, by its name in the values (`dest`)."""
    seen: set[str] = field(default_factory=set)
    """Every option that stands there already, in each of its spellings."""
    waits: argparse.Action | None = None
    """The option whose value comes next."""
    at: int = 0
    """Which of the parser's positional arguments comes next."""
    literal: bool = False
    """Whether options are over, after `--`."""

    def argument(self) -> argparse.Action | None:
        """What the next word is for, unless it begins an option."""
        if self.waits is not None:
            return self.waits
        there = _positionals(self.parser)
        return there[self.at] if self.at < len(there) else None

    def option(self, name: str) -> argparse.Action | None:
        """The option of this name."""
        return None if self.literal else self.parser._option_string_actions.get(name)

    def takes_value(self, name: str) -> bool:
        """Whether there is an option of this name that a value follows."""
        option = self.option(name)
        return option is not None and option.nargs != 0

    def options(self) -> Iterator[Offer]:
        """The options that may still be given, by their long names."""
        excluded = {
            name
            for group in exclusive(self.parser)
            for action in group
            for name in action.option_strings
            if any(self.seen.intersection(other.option_strings) for other in group)
        }
        for action in self.parser._actions:
            names = action.option_strings
            repeated = isinstance(action, argparse._AppendAction)
            if names and not excluded.intersection(names) and (repeated or not self.seen.intersection(names)):
                yield from (Offer(name, _about(action, name)) for name in names if name.startswith("--"))


def walk(parser: argparse.ArgumentParser, words: Iterable[str]) -> Place | None:
    """The place behind these words, which begin after the program's name; None where a command is not known."""
    place = Place(parser=parser)
    for word in words:
        if not _step(place, word):
            return None
    return place


def _step(place: Place, word: str) -> bool:
    """Go past a word; whether the grammar goes on behind it."""
    if place.waits is not None:
        _give(place, place.waits, word)
        place.waits = None
    elif word == "--" and not place.literal:
        place.literal = True
    elif word.startswith("-") and len(word) > 1 and not place.literal:
        name, equals, value = word.partition("=")
        action = place.option(name)
        if action is not None:
            place.seen.update(action.option_strings)
            if equals:
                _give(place, action, value)
            elif action.nargs != 0:
                place.waits = action
    else:
        return _positional(place, word)
    return True


def _positional(place: Place, word: str) -> bool:
    action = place.argument()
    if isinstance(action, argparse._SubParsersAction):
        inner = action.choices.get(word)
        if inner is None:
            return False
        place.parser, place.path, place.at, place.literal = inner, (*place.path, word), 0, False
    elif action is not None:
        _give(place, action, word)
        place.at += action.nargs in {None, "?"}
    return True


def _give(place: Place, action: argparse.Action, word: str) -> None:
    place.given.setdefault(action.dest, []).append(word)


def _positionals(parser: argparse.ArgumentParser) -> Sequence[argparse.Action]:
    return parser._get_positional_actions()


def choices(action: argparse.Action) -> list[Offer]:
    """The words that an argument is one of; empty where it may be any."""
    if isinstance(action, argparse._SubParsersAction):
        return [Offer(inner.dest, inner.help or "") for inner in action._choices_actions]
    return [Offer(str(choice)) for choice in action.choices or ()]


def about(action: argparse.Action) -> str:
    """The help of an argument, as argparse shows it."""
    return (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")


def _about(action: argparse.Action, name: str) -> str:
    """The help of an option under one of its names."""
    negated = isinstance(action, argparse.BooleanOptionalAction) and name.startswith("--no-")
    return f"not: {about(action)}" if negated else about(action)


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Each command of a parser with its own parser and its help, in the order of help."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {offer.value: offer.about for offer in choices(action)}
            yield from ((name, inner, told.get(name, "")) for name, inner in action.choices.items())


def arguments(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """The arguments of a parser, positional ones first, without its commands and without help."""
    rest = (a for a in parser._actions if a.option_strings and not isinstance(a, argparse._HelpAction))
    return [*(a for a in _positionals(parser) if not isinstance(a, argparse._SubParsersAction)), *rest]


def exclusive(parser: argparse.ArgumentParser) -> list[list[argparse.Action]]:
    """The groups of options of which only one may be given."""
    return [list(group._group_actions) for group in parser._mutually_exclusive_groups]


def subcommands(parser: argparse.ArgumentParser) -> argparse.Action | None:
    """The argument that names a command; None where a parser has no commands."""
    return next((a for a in parser._actions if isinstance(a, argparse._SubParsersAction)), None)
