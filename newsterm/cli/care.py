"""Commands that look after things: doctor, paths, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.output import columns, out, out_json, out_jsonl, out_listing, say, telling

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World


def doctor(args: argparse.Namespace, world: World) -> int:
    """Check the cache, and mend it if asked to."""
    from newsterm.claims import ENGINE, EXTRACTOR  # noqa: PLC0415 - only this command asks what finds claims

    opened = world.library(set_aside=True) if args.repair or args.compact else world.library_to_read()
    with opened as library, telling() as tell:
        if args.repair:
            library.repair(tell=tell)
        if args.compact:
            library.compact(tell=tell)
        report = library.check(tell=tell)
    if args.format == "json":
        out_json({**report.record(), "claims_engine": EXTRACTOR})
    else:
        found_by = f"{EXTRACTOR}, the model" if ENGINE == "neural" else f"{EXTRACTOR}: word lists, no onnxruntime here"
        out(columns([*report.lines(), ("claims by", found_by)]))
    for problem in report.problems:
        say(f"newsterm: {problem}")
    return 1 if report.problems else 0


def paths(args: argparse.Namespace, world: World) -> int:
    """Where things are kept."""
    places = {
        "data": world.paths.data,
        "cache": world.paths.store,
        "settings": world.paths.config,
        "images": world.paths.images,
        "log": world.paths.log,
    }
    if args.format == "json":
        out_json({name: str(path) for name, path in places.items()})
    elif args.format == "jsonl":
        out_jsonl([{name: str(path) for name, path in places.items()}])
    else:
        out(columns([(name, str(path)) for name, path in places.items()]))
    return 0


def keys(args: argparse.Namespace, world: World) -> int:
    """Every action with its keys."""
    from newsterm.ui.key_table import key_table, markdown_table  # noqa: PLC0415 - textual is slow to import
    from newsterm.ui.keymap import Keymap  # noqa: PLC0415

    keymap = Keymap.from_settings(world.settings)
    if args.format == "markdown":
        out(markdown_table(keymap))
        return 0
    rows = key_table(keymap, keymap.actions)
    records = ({"action": r.id, "keys": list(r.keys), "title": r.title, "help": r.help} for r in rows)
    out_listing(args.format, records, ((" ".join(r.keys), r.title, r.help) for r in rows))
    return 0
