"""Commands about tags as such: which are in use; renaming and removing one everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out, out_listing, say
from newsterm.errors import UsageError
from newsterm.export.records import tag_record
from newsterm.model import Target, clean_line, counted

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World
    from newsterm.library import Library


def tags(args: argparse.Namespace, world: World) -> int:
    """List the tags, or change one everywhere."""
    match args.what:
        case "rename":
            return _retag(world, args.tag, _name(args.name))
        case "remove":
            return _retag(world, args.tag, None)
    with world.library_to_read() as library:
        rows = _counted(library)
    some = out_listing(
        args.format,
        (tag_record(*row) for row in rows),
        ((tag, counted(items, "item"), counted(claims, "claim")) for tag, items, claims in rows),
    )
    if not some:
        say("Nothing is tagged; `newsterm tag ID +check` tags an item or a claim.")
    return 0


def _counted(library: Library) -> list[tuple[str, int, int]]:
    """Each tag with how many items and claims have it, the most used first."""
    items, claims = dict(library.tags(Target.ENTRY)), dict(library.tags(Target.CLAIM))
    rows = [(tag, items.get(tag, 0), claims.get(tag, 0)) for tag in {*items, *claims}]
    return sorted(rows, key=lambda row: (-row[1] - row[2], row[0]))


def _name(word: str) -> str:
    name = clean_line(word)
    if not name:
        raise UsageError("The new name has no visible character.")
    return name


def _retag(world: World, tag: str, instead: str | None) -> int:
    with world.library() as library:
        action = library.retag(tag, instead)
    out(f"{action.label}; `newsterm undo` takes it back" if action else "nothing to change")
    return 0
