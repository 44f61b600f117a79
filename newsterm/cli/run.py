"""`newsterm run`: items or claims given to a command of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm import commands
from newsterm.cli.output import out_pieces, say
from newsterm.cli.which import targets
from newsterm.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World
    from newsterm.library import Library
    from newsterm.settings import Command


def run(args: argparse.Namespace, world: World) -> int:
    """Run the command on each, or on all at once; it was asked for, so it is not asked for again."""
    command = commands.command_of(world.settings, args.name)
    with world.library() if command.then else world.library_to_read() as library:
        ids = _ids(args, library, command)
        if not ids:
            say("Nothing is found that it could be given.")
            return 0
        outcome = commands.run(library, command, ids)
        out_pieces([outcome.text])
        for action in commands.follow_up(library, command, outcome.done):
            say(action.label)
    if outcome.problem:
        say(f"newsterm: {args.name}: {outcome.problem}")
    return 1 if outcome.problem else 0


def _ids(args: argparse.Namespace, library: Library, command: Command) -> tuple[str, ...]:
    """What is named, as the kind of thing that the command is for."""
    if command.on == "claim" and args.query is not None and not args.id:
        return tuple(marked.claim.id for piece in library.claim_pieces(args.query) for _, marked in piece)
    items, claims = targets(library, args.id, args.query)
    wanted, other = (claims, items) if command.on == "claim" else (items, claims)
    if other:
        raise UsageError(f'"{other[0]}" is {"an item" if other is items else "a claim"}; {args.name} is for the other.')
    return wanted
