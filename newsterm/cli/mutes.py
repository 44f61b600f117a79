"""Commands about what is muted: mute, unmute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out, say
from newsterm.cli.rules import list_rules
from newsterm.errors import NotFound, UsageError
from newsterm.model import clean_line
from newsterm.model.rule import MUTE, Muted

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World
    from newsterm.library import Library


def mute(args: argparse.Namespace, world: World) -> int:
    """Mute something, or list what is muted."""
    if args.what is None:
        with world.library_to_read() as library:
            nothing = 'Nothing is muted; `newsterm mute word "WORDS"` mutes something.'
            list_rules(library, library.mutes(), args.format, nothing=nothing)
        return 0
    value = " ".join(args.value)
    if not value:
        raise UsageError(f"Say which {args.what} is to be muted.")
    with world.library() as library:
        name = None
        if args.what == Muted.FEED:
            feed = library.feed(value)
            value, name = feed.url, feed.title
        rule = library.mute_rule(Muted(args.what), value, name=name, lasting=args.lasting)
        action = library.mute(rule, past=args.past)
    out(action.label if action else "nothing to change")
    if action and not args.past:
        say("It hides what arrives from now on; --past hides what is there as well.")
    return 0


def unmute(args: argparse.Namespace, world: World) -> int:
    """Mute something no more."""
    with world.library() as library:
        names = [_named(library, name) for name in args.name]
        rules = [library.rule(name) for name in names]
        if args.past:
            ids = [key for rule in rules for key in library.listing(f"is:hidden ({rule.query})").ids()]
            shown = library.set_hidden(ids, hidden=False)
            if shown:
                out(shown.label)
        action = library.remove_rules(*names)
    out(action.label if action else "nothing to change")
    return 0


def _named(library: Library, name: str) -> str:
    """The mute of that name, with or without what all of their names begin with. NotFound where there is none."""
    wanted = clean_line(name)
    for mute in library.mutes():
        if wanted in {mute.name, mute.name.removeprefix(MUTE)}:
            return mute.name
    raise NotFound(f'"{wanted}" is not muted; `newsterm mute` lists what is.')
