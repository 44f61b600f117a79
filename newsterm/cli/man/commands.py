"""What the manual says of commands: each with its form and its arguments, as the grammar has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.completion.walk import about, arguments, choices, commands, exclusive, subcommands
from newsterm.cli.man.roff import bold, italic, paragraphs, subsection, tagged

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


def command_lines(parser: argparse.ArgumentParser) -> Iterator[str]:
    """A subsection for each command and each of its own commands."""
    for name, inner, text in commands(parser):
        yield from _command(inner, name, text)


def _command(parser: argparse.ArgumentParser, name: str, text: str) -> Iterator[str]:
    yield from subsection(name)
    yield form(parser)
    yield from paragraphs(f"{text[:1].upper()}{text[1:]}.")
    yield from tagged(_described(parser))
    for below, inner, told in commands(parser):
        yield from _command(inner, f"{name} {below}", told)


def form(parser: argparse.ArgumentParser) -> str:
    """How a command is written: its name, its options, its other arguments."""
    words = [bold(parser.prog)]
    told: set[str] = set()
    group = {name: [a.option_strings[0] for a in actions] for actions in exclusive(parser) for name in _names(actions)}
    for action in arguments(parser):
        if not action.option_strings:
            words.append(_repeated(action))
        elif not told.intersection(action.option_strings):
            names = group.get(action.option_strings[0], [action.option_strings[0]])
            told.update(names)
            value = f" {italic(placeholder(action))}" if action.nargs != 0 else ""
            words.append(f"[{'|'.join(map(bold, names))}{value}]")
    if subcommands(parser) is not None:
        words.append(f"[{italic('COMMAND')} ...]")
    return " ".join(words)


def option_rows(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Each option with its help."""
    for action in arguments(parser):
        if action.option_strings:
            yield _tag(action), about(action)


def placeholder(action: argparse.Action) -> str:
    """What stands for the value of an argument."""
    if isinstance(action.metavar, str):
        return action.metavar
    offered = "|".join(offer.value for offer in choices(action))
    return offered or action.dest.upper()


def _names(actions: list[argparse.Action]) -> list[str]:
    return [name for action in actions for name in action.option_strings]


def _repeated(action: argparse.Action) -> str:
    word = italic(placeholder(action))
    match action.nargs:
        case "?":
            return f"[{word}]"
        case "*":
            return f"[{word} ...]"
        case "+":
            return f"{word} ..."
    return word


def _described(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """The arguments of which there is something to say."""
    for action in arguments(parser):
        text = about(action)
        if text or action.option_strings:
            yield _tag(action), text


def _tag(action: argparse.Action) -> str:
    if not action.option_strings:
        return italic(placeholder(action))
    names = ", ".join(map(bold, action.option_strings))
    return names if action.nargs == 0 else f"{names} {italic(placeholder(action))}"
