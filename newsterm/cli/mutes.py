"""Commands about what is muted: mute, unmute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out, say
from newsterm.cli.rules import list_rules
from newsterm.errors import NotFound, UsageError
from newsterm.hints import did_you_mean
from newsterm.model import clean_line
from newsterm.model.rule import MUTE, Muted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence

    from newsterm.cli.world import World
    from newsterm.model import Rule


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
        known = {name: mute.name for mute in reversed(library.mutes()) for name in _called(mute)}
        names = [_named(known, name) for name in _whole(args.name, known)]
        rules = [library.rule(name) for name in names]
        if args.past:
            ids = [key for rule in rules for key in library.listing(f"is:hidden ({rule.query})").ids()]
            shown = library.set_hidden(ids, hidden=False)
            if shown:
                out(shown.label)
        action = library.remove_rules(*names)
    out(action.label if action else "nothing to change")
    return 0


def _called(mute: Rule) -> tuple[str, ...]:
    """What a mute may be called: as it is listed, without what all begin with, or by what is muted alone."""
    short = mute.name.removeprefix(MUTE)
    return (mute.name, short, short.partition(" ")[2])


def _whole(words: Sequence[str], known: Iterable[str]) -> Sequence[str]:
    """The names among the words: all of them may be one, as in `unmute author "Lena Brandt"`."""
    together = clean_line(" ".join(words))
    return [together] if together in known else words


def _named(known: Mapping[str, str], name: str) -> str:
    """The mute that is called so. NotFound where there is none."""
    wanted = clean_line(name)
    if wanted not in known:
        raise NotFound(f'"{wanted}" is not muted; `newsterm mute` lists what is.{did_you_mean(wanted, known)}')
    return known[wanted]
