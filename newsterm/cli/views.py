"""Commands about saved views: views, views save, views remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import columns, out, out_json, say, scanning
from newsterm.errors import QueryError
from newsterm.export.plain import view_cells
from newsterm.export.records import view_record

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World
    from newsterm.library import Library
    from newsterm.model import SavedView


def views(args: argparse.Namespace, world: World) -> int:
    """List the views, save one or remove one."""
    match args.what:
        case "save":
            return _save(args, world)
        case "remove":
            return _remove(args, world)
    with world.library_to_read() as library, scanning(library):
        counted = [(view, *_counted(library, view)) for view in library.views()]
    if args.format == "json":
        out_json([view_record(*row) for row in counted])
    elif counted:
        out(columns([view_cells(*row) for row in counted]))
    else:
        say("No views yet; `newsterm views save NAME QUERY` keeps one.")
    return 0


def _counted(library: Library, view: SavedView) -> tuple[tuple[int, int] | None, str | None]:
    """Unread and all items of a view, or why its query can't be read."""
    try:
        return library.tally(view.query), None
    except QueryError as error:  # of a language that later changed, say
        return None, str(error)


def _save(args: argparse.Namespace, world: World) -> int:
    with world.library() as library:
        action = library.save_view(args.name, " ".join(args.query))
    out(action.label if action else "nothing to change")
    return 0


def _remove(args: argparse.Namespace, world: World) -> int:
    with world.library() as library:
        action = library.remove_view(args.name)
    out(f"{action.label}; `newsterm undo` brings it back" if action else "nothing to change")
    return 0
