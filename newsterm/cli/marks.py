"""Commands that mark: tag, read, unread, star, unstar, hide, unhide, undo, redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out, say
from newsterm.cli.which import targets
from newsterm.errors import UsageError
from newsterm.model import TagEdit, Target, clean_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from newsterm.cli.world import World
    from newsterm.library import Library
    from newsterm.model import Action


def tag(args: argparse.Namespace, world: World) -> int:
    """Add and take away tags of items and claims."""
    edit = TagEdit(add=names_of(args.add), remove=names_of(args.remove))
    if not edit.add and not edit.remove:
        raise UsageError("No tag is named; write +check to add a tag and -check to take it away.")
    with world.library() as library:
        items, claims = targets(library, args.id, args.query)
        if not items and not claims:
            _tell(None)
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


def hide(args: argparse.Namespace, world: World) -> int:
    """Hide items."""
    return _hide(args, world, hidden=True)


def unhide(args: argparse.Namespace, world: World) -> int:
    """Show hidden items again."""
    return _hide(args, world, hidden=False)


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


def names_of(words: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept. UsageError for one without a visible character."""
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


def _hide(args: argparse.Namespace, world: World, *, hidden: bool) -> int:
    with world.library() as library:
        if args.query is not None and not hidden:
            args.query = f"is:hidden ({args.query or '*'})"
        _tell(library.set_hidden(_items(args, library), hidden))
    return 0


def _items(args: argparse.Namespace, library: Library) -> tuple[str, ...]:
    items, claims = targets(library, args.id, args.query)
    if claims:
        raise UsageError(f'"{clean_line(claims[0])}" is a claim; only items can be marked so.')
    return items


def _tell(action: Action | None) -> None:
    out(action.label if action else "nothing to change")
