"""`newsterm highlight` and `newsterm note`: words of an article kept by their words, and notes on items and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.marks import names_of
from newsterm.cli.output import out, say
from newsterm.errors import NotFound, UsageError
from newsterm.hints import did_you_mean
from newsterm.model import Kind, Target, clean_line

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World


def highlight(args: argparse.Namespace, world: World) -> int:
    """Keep words of an item's text; prints the id of the highlight."""
    kind = _kind(args.kind, args.source)
    with world.library() as library:
        place = library.place_of_words(args.entry, args.words, nth=args.nth, prefix=args.prefix)
        action = library.highlight(
            args.entry, place, note=args.note, tags=names_of(args.tag), source=args.source, kind=kind
        )
    out(f"{action.changes[0].id}  {action.label}")
    return 0


def _kind(word: str | None, source: str | None) -> Kind:
    """What the source is; a named person where nothing is said."""
    from newsterm.query.fields import KIND_NAMES, KINDS  # noqa: PLC0415 - notes are set without the query language

    if word is None:
        return Kind.NAMED_PERSON
    if source is None:
        raise UsageError("--kind says what the --source is; name one.")
    known = [names[0] for kind, names in KIND_NAMES.items() if kind is not Kind.OWN]
    kind = KINDS.get(word.lower())
    if kind is None or kind is Kind.OWN:
        raise UsageError(f'"{word}" is no kind of source; {", ".join(known)} are.{did_you_mean(word, known)}')
    return kind


def note(args: argparse.Namespace, world: World) -> int:
    """Show a note, or set it; an empty text takes it away."""
    target = Target.CLAIM if "." in args.id else Target.ENTRY
    with world.library() if args.text else world.library_to_read() as library:
        if library.missing(target, [args.id]):
            raise NotFound(f'There is no item or claim "{clean_line(args.id)}"; list and claims show the ids.')
        if args.text:
            action = library.set_note(target, [args.id], " ".join(args.text))
            out(action.label if action else "nothing to change")
            return 0
        written = library.note(target, args.id)
    if written is None:
        say("There is no note on it.")
    else:
        out(written)
    return 0
