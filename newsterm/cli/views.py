"""Commands about saved views: views, and what changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import out, out_listing, say, scanning
from newsterm.errors import QueryError, UsageError
from newsterm.export.plain import view_cells
from newsterm.export.records import view_record

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from newsterm.cli.world import World
    from newsterm.library import Library
    from newsterm.model import Action, SavedView, ViewCounts


def views(args: argparse.Namespace, world: World) -> int:
    """List the views, or change one."""
    match args.what:
        case "save":
            return _save(args, world)
        case "rename":
            return _changed(world, lambda library: library.rename_view(args.name, args.new))
        case "move":
            return _changed(world, lambda library: library.move_view(args.name, args.place))
        case "remove":
            return _remove(args, world)
    with world.library_to_read() as library, scanning(library):
        counted = [(view, *_counted(library, view)) for view in library.views()]
    records, rows = (view_record(*row) for row in counted), (view_cells(*row) for row in counted)
    if not out_listing(args.format, records, rows):
        say("No views yet; `newsterm views save NAME QUERY` keeps one.")
    return 0


def _counted(library: Library, view: SavedView) -> tuple[ViewCounts | None, str | None]:
    """How much a view has, or why its query can't be read."""
    try:
        return library.view_counts(view), None
    except QueryError as error:  # of a language that later changed, say
        return None, str(error)


def _save(args: argparse.Namespace, world: World) -> int:
    """Keep a query under a name, and give it the colour and the key that are named."""
    from newsterm.ui.keymap import Keymap  # noqa: PLC0415 - a list of views needs none of these
    from newsterm.ui.view_keys import view_key  # noqa: PLC0415
    from newsterm.ui.views import colour_named  # noqa: PLC0415

    colour = colour_named(args.colour) if args.colour else args.colour
    if not args.query and args.colour is None and args.key is None:
        raise UsageError("Say what the view asks: newsterm views save NAME QUERY.")
    key = view_key(args.key, Keymap.from_settings(world.settings)) if args.key else args.key
    query = " ".join(args.query) if args.query else None
    return _changed(world, lambda library: library.shape_view(args.name, query, colour=colour, key=key))


def _changed(world: World, change: Callable[[Library], Action | None]) -> int:
    with world.library() as library:
        action = change(library)
    out(action.label if action else "nothing to change")
    return 0


def _remove(args: argparse.Namespace, world: World) -> int:
    with world.library() as library:
        action = library.remove_view(args.name)
    out(f"{action.label}; `newsterm undo` brings it back" if action else "nothing to change")
    return 0
