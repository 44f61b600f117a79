"""The command line as values."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import newsterm
from newsterm.cli.grammar import COMMANDS
from newsterm.cli.grammar.shared import SIMPLE
from newsterm.hints import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DESCRIPTION = "Read the news in a terminal and see, for every statement, who says so. No command: open the reader."


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The command line as values; `command` is None for the reader. Exits with 2 where it can't be read."""
    before, words = _take_tag_words(list(argv))
    place = _command_place(before)
    parser = build_parser(_needed(before, place))
    args, unknown = parser.parse_known_args(before)
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}; words that begin with - stand after --")
    if args.simple and args.command not in {None, "demo"}:
        parser.error(f"--simple is for the reader and its demo; {args.command} has no other form")
    if args.command == "tag":
        args.add, args.remove = words
    return args


def _needed(argv: list[str], place: int | None) -> Iterable[str]:
    """The commands of which anything has to be known to read these words: the reader needs none."""
    if place is None:
        return () if {"-h", "--help"}.isdisjoint(argv) else COMMANDS
    return [argv[place]] if argv[place] in COMMANDS else COMMANDS


def _take_tag_words(argv: list[str]) -> tuple[list[str], tuple[tuple[str, ...], tuple[str, ...]]]:
    """Take `+tag` and `-tag` out of a `tag` command, since argparse reads `-tag` as options."""
    place = _command_place(argv)
    if place is None or argv[place] != "tag":
        return argv, ((), ())
    kept, add, remove = argv[: place + 1], [], []
    rest = iter(argv[place + 1 :])
    for word in rest:
        if word in {"--query", "--data", "--config"}:
            kept += [word, next(rest, "")]
        elif word.startswith("+") and len(word) > 1:
            add.append(word[1:])
        elif word.startswith("-") and not word.startswith("--") and word != "-h" and len(word) > 1:
            remove.append(word[1:])
        else:
            kept.append(word)
    return kept, (tuple(add), tuple(remove))


def _command_place(argv: list[str]) -> int | None:
    """Where the command stands, after the options that come before it."""
    i = 0
    while i < len(argv):
        if argv[i] in {"--data", "--config"}:
            i += 2
        elif argv[i].startswith("-"):
            i += 1
        else:
            return i
    return None


class _Parser(argparse.ArgumentParser):
    """Takes words before and after options, and says for one that it does not take which was probably meant."""

    _apart = False
    """Whether options and words are being told apart, which asks for what follows once of each."""

    def parse_known_args(  # type: ignore[override]  # of its overloads the one that is asked for
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As `argparse` does it, which takes an empty list for words that may be left out and stand after an option.

        It forgets `--` where it tells the two apart.
        """
        if self._apart or self._subparsers is not None or not args or "--" in args:
            return super().parse_known_args(args, namespace)
        self._apart = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._apart = False

    def _check_value(self, action: argparse.Action, value: object) -> None:
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            hint = did_you_mean(str(value), map(str, action.choices or ()))
            raise argparse.ArgumentError(action, f"{error.message}{hint}") from error


def build_parser(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """The whole grammar, or that of some commands: making all of it takes 12 ms."""
    parser = _Parser(prog="newsterm", description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument("--data", metavar="DIR", help="the folder where newsterm keeps everything")
    parser.add_argument("--config", metavar="FILE", help="the settings file")
    parser.add_argument("--simple", action="store_true", help=SIMPLE)
    parser.add_argument("--version", action="version", version=f"newsterm {newsterm.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name in names:
        known = COMMANDS[name]
        about = known.help[0].upper() + known.help[1:] + "."
        known.fill(commands.add_parser(name, help=known.help, description=about, allow_abbrev=False))
    for one in (parser, *commands.choices.values()):
        vars(one)["color"] = False  # from Python 3.14 on help is coloured, with FORCE_COLOR in pipes as well
    return parser
