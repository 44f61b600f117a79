"""Commands that mark: tag, read, unread, star, unstar, undo, redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out, say, scanning
from newsterm.errors import NotFound, UsageError
from newsterm.model import TagEdit, Target, clean_line

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World
    from newsterm.library import Library
    from newsterm.model import Action


def tag(args: argparse.Namespace, world: World) -> int:
    """Add and take away tags of items and claims."""
    edit = TagEdit(add=_names(args.add), remove=_names(args.remove))
    if not edit.add and not edit.remove:
        raise UsageError("No tag is named; write +check to add a tag and -check to take it away.")
    with world.library() as library:
        items, claims = _targets(args, library)
        for target, ids in ((Target.ENTRY, items), (Target.CLAIM, claims)):
            if ids:
                _tell(library.edit_tags(target, ids, edit))
    return 0


def read(args: argparse.Namespace, world: World) -> int:
    """Mark items read."""
    return _read(args, world, read=True)


def unread(args: argparse.Namespace, world: World) -> int:
    """Mark items unread."""
    return _read(args, world, read=False)


def star(args: argparse.Namespace, world: World) -> int:
    """Star items."""
    return _star(args, world, starred=True)


def unstar(args: argparse.Namespace, world: World) -> int:
    """Take the star from items."""
    return _star(args, world, starred=False)


def undo(_: argparse.Namespace, world: World) -> int:
    """Take back the last action."""
    with world.library() as library:
        action = library.undo()
    return _moved(action, "undone", "There is nothing to undo.")


def redo(_: argparse.Namespace, world: World) -> int:
    """Do the last undone action again."""
    with world.library() as library:
        action = library.redo()
    return _moved(action, "done again", "There is nothing to do again.")


def _moved(action: Action | None, verb: str, nothing: str) -> int:
    if action is None:
        say(nothing)
        return 1
    out(f"{verb}: {action.label}")
    return 0


def _names(words: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(clean_line(word) for word in words)
    if not all(names):
        raise UsageError("A tag's name has no visible character; write a word after + or -.")
    return names


def _read(args: argparse.Namespace, world: World, *, read: bool) -> int:
    with world.library() as library:
        _tell(library.set_read(_items(args, library), read))
    return 0


def _star(args: argparse.Namespace, world: World, *, starred: bool) -> int:
    with world.library() as library:
        _tell(library.set_starred(_items(args, library), starred))
    return 0


def _items(args: argparse.Namespace, library: Library) -> tuple[str, ...]:
    items, claims = _targets(args, library)
    if claims:
        raise UsageError(f'"{clean_line(claims[0])}" is a claim; only items can be marked so.')
    return items


def _targets(args: argparse.Namespace, library: Library) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of items and of claims that the command names; NotFound for one that is not there."""
    if bool(args.id) == (args.query is not None):
        raise UsageError("Name ids or a --query, one of the two.")
    if args.query is not None:
        with scanning(library):
            return library.listing(args.query).ids(), ()
    items = tuple(i for i in args.id if "." not in i)
    claims = tuple(i for i in args.id if "." in i)
    for missing in (*library.missing(Target.ENTRY, items), *library.missing(Target.CLAIM, claims)):
        raise NotFound(f'There is no item or claim "{clean_line(missing)}"; nothing was marked.')
    return items, claims


def _tell(action: Action | None) -> None:
    out(action.label if action else "nothing to change")
