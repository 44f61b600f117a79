"""`newsterm import`: what other readers, or another newsterm, have kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.arranged import checked_rule, checked_view
from newsterm.cli.files import open_input
from newsterm.cli.output import out, say, telling
from newsterm.errors import QueryError, UsageError
from newsterm.export.lines import is_line
from newsterm.library import Library, utc_now
from newsterm.model import SavedView, counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from io import BufferedReader

    from newsterm.cli.world import World
    from newsterm.model.rule import Rule


def import_file(args: argparse.Namespace, world: World) -> int:
    """Take in OPML, newsboat's urls or cache.db, a TinyDB file, or JSON lines of `newsterm export`."""
    with open_input(args.file) as file:
        if args.file.endswith(".jsonl") or is_line(file.peek(64)):
            return _import_lines(file, world, follow=args.follow)
        data = file.read()
    if args.follow:
        raise UsageError("--follow goes with JSON lines; the feeds of a list are followed anyway.")
    if data.startswith(b"SQLite format 3\0"):
        return _import_newsboat(Path(args.file), world)
    if data.lstrip()[:1] == b"{":
        with world.library() as library, telling() as tell:
            count = library.import_tinydb(data, tell=tell)
        out(f"{count} documents taken in")
        return 0
    if data.lstrip()[:1] == b"[":
        raise UsageError(
            f"{args.file} is a JSON array, of which nothing is taken in; `newsterm export jsonl` comes back."
        )
    return _import_list(data, world)


def _import_lines(file: BufferedReader, world: World, *, follow: bool) -> int:
    from newsterm.poller.copies import take_in_lines  # noqa: PLC0415 - lxml is slow to import

    with telling() as tell, world.store() as store:
        done = take_in_lines(store, file, follow=follow, clock=utc_now, tell=tell)
        kept, refused = _arrange(Library(store, clock=utc_now), done.arranged, world) if done.arranged else ("", [])
    refused = [*done.refused, *refused]
    for sentence in refused:
        say(sentence)
    out(
        f"items added: {done.items}; there already: {done.there}; items and claims marked: {done.marked}; "
        f"{kept}refused: {len(refused)}"
    )
    if done.unseen:
        say(
            f"{counted(done.unseen, 'feed')} of theirs you don't follow, and so you don't see what only they carry: "
            "import the OPML file of these feeds, or this one again with --follow."
        )
    return 1 if refused else 0


def _arrange(library: Library, lines: Sequence[tuple[int, SavedView | Rule]], world: World) -> tuple[str, list[str]]:
    """Keep views and rules whose names are free; how many were added, in words, and a sentence for each refused one."""
    from newsterm.ui.keymap import Keymap  # noqa: PLC0415 - an import of items needs none of these
    from newsterm.ui.view_keys import view_key  # noqa: PLC0415
    from newsterm.ui.views import colour_named  # noqa: PLC0415

    keymap = Keymap.from_settings(world.settings)
    views: list[SavedView] = []
    rules: list[Rule] = []
    refused: list[str] = []
    for number, thing in lines:
        try:
            library.tree(thing.query)
            if isinstance(thing, SavedView):
                key = view_key(thing.key, keymap) if thing.key else None
                views.append(checked_view(replace(thing, colour=colour_named(thing.colour or ""), key=key)))
            else:
                rules.append(checked_rule(thing))
        except (QueryError, UsageError) as error:
            refused.append(f"line {number}: {error}")
    kept = library.take_in_views(views), library.take_in_rules(rules)
    added = [len({change.id for change in action.changes}) if action else 0 for action in kept]
    return f"views added: {added[0]}; rules added: {added[1]}; ", refused


def _import_list(data: bytes, world: World) -> int:
    from newsterm.feeds.lists import read_list  # noqa: PLC0415 - lxml is slow to import
    from newsterm.poller.lists import take_in_list  # noqa: PLC0415

    found = read_list(data)
    with world.library() as library:
        taken = take_in_list(library, found, utc_now())
    for problem in taken.problems:
        say(problem)
    out(taken.words)
    return 1 if taken.refused else 0


def _import_newsboat(path: Path, world: World) -> int:
    from newsterm.poller.newsboat import take_in  # noqa: PLC0415 - lxml is slow to import

    with telling() as tell, world.store() as store:
        done = take_in(store, path, clock=utc_now, tell=tell)
    for refused in done.refused:
        say(refused)
    out(
        f"feeds added: {done.feeds}; items added: {done.items}; marked read: {done.read}; "
        f"hidden: {done.hidden}; tagged for a flag: {done.flagged}; refused: {len(done.refused)}"
    )
    return 1 if done.refused else 0
