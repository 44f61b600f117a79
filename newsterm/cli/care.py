"""Commands that look after things: doctor, paths, config, keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsterm.cli.output import columns, out, out_json, out_jsonl, out_listing, say, telling
from newsterm.errors import UsageError

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


def config(args: argparse.Namespace, world: World) -> int:
    """Every setting with its meaning, as a settings file to start from; or what polls with no reader open."""
    if args.write and args.what != "systemd":
        raise UsageError("--write goes with systemd: newsterm config systemd --write ~/.config/systemd/user")
    if args.what is not None:
        return _polls_by_itself(args, world)
    from newsterm.settings import example_toml  # noqa: PLC0415 - only this command writes the table out

    say(f"# to change settings, save this as {world.paths.config}")
    out(example_toml())
    return 0


def _polls_by_itself(args: argparse.Namespace, world: World) -> int:
    from newsterm.cli import units  # noqa: PLC0415 - only this command needs them

    if args.what == "cron":
        out(units.cron(world))
        say("# add the line with `crontab -e`")
        return 0
    files = units.systemd(world)
    if args.write:
        for path in units.write(files, Path(args.write).expanduser()):
            out(str(path))
    else:
        out("\n".join(f"# {name}\n{text}" for name, text in files.items()))
        say("# newsterm config systemd --write ~/.config/systemd/user writes both files")
    say(f"# then: systemctl --user daemon-reload && systemctl --user enable --now {units.TIMER}")
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
