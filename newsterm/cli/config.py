"""The command config: the settings shown, looked up, changed and checked, and what polls with no reader open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.cli.output import out, out_json, out_listing, say
from newsterm.model import clean_line, counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from newsterm.cli.world import World
    from newsterm.settings.check import Problem
    from newsterm.settings.named import Named
    from newsterm.settings.read import SettingsFile

# What reads, changes and describes settings is imported where it is needed: nothing else of newsterm needs it.


def config(args: argparse.Namespace, world: World) -> int:
    """Every setting with its meaning, as a settings file to start from; or one of the things below it."""
    match args.what:
        case "list":
            return _list(args, world)
        case "get":
            return _get(args, world)
        case "set" | "unset":
            return _change(args, world)
        case "check":
            return _check(args, world)
        case "edit":
            from newsterm.cli.editing import edit  # noqa: PLC0415

            return edit(world)
        case "path":
            out(str(world.paths.config))
            return 0
        case "systemd" | "cron":
            return _polls_by_itself(args, world)
    from newsterm.settings import example_toml  # noqa: PLC0415

    say(f"# `newsterm config edit` makes this {world.paths.config} and opens it")
    out(example_toml())
    return 0


def _file(world: World) -> SettingsFile | None:
    """The settings file, whatever is wrong in it but that it is no TOML; None where there is none."""
    from newsterm.settings.read import load  # noqa: PLC0415

    return load(world.paths.config, required=False)


def _sound_file(world: World) -> SettingsFile | None:
    """The settings file; SettingsError, as every command has it, where something in it is wrong."""
    from newsterm.settings import read_settings  # noqa: PLC0415

    read_settings(world.paths.config, required=False)
    return _file(world)


def _list(args: argparse.Namespace, world: World) -> int:
    from newsterm.settings.listed import listed  # noqa: PLC0415

    rows = [row for row in listed(_sound_file(world)) if row.is_set or not args.changed]
    cells = ((row.key, row.shown, row.where, row.meaning) for row in rows)
    if not out_listing(args.format, (row.record() for row in rows), cells):
        say("Every setting has its default.")
    return 0


def _get(args: argparse.Namespace, world: World) -> int:
    from newsterm.settings.listed import one  # noqa: PLC0415
    from newsterm.settings.named import named  # noqa: PLC0415

    wanted = named(args.key)
    file = _sound_file(world)
    if wanted.is_table:
        return _get_table(args, file, wanted)
    row = one(file, wanted)
    if wanted.generic == "keys.ACTION":
        row = replace(row, value=_keys_of(wanted, world))
    if args.format == "json":
        out_json(row.value)
        return 0
    if row.value is None:
        say(f"{wanted.shown} is not set.")
        return 1
    out(row.value if isinstance(row.value, str) else row.shown)
    return 0


def _keys_of(wanted: Named, world: World) -> list[str]:
    """The keys of an action, whoever gave them to it."""
    from newsterm.settings import KeyChoice, Settings, read_settings  # noqa: PLC0415
    from newsterm.ui.keymap import Keymap  # noqa: PLC0415

    action = wanted.path[1]
    Keymap.from_settings(Settings(keys={action: KeyChoice(keys=())}))  # refuses a name that is no action
    return list(Keymap.from_settings(read_settings(world.paths.config, required=False)).of(action))


def _get_table(args: argparse.Namespace, file: SettingsFile | None, wanted: Named) -> int:
    from newsterm.settings.listed import listed  # noqa: PLC0415

    rows = [row for row in listed(file) if row.path[: len(wanted.path)] == wanted.path]
    if args.format == "json":
        out_json({row.key: row.value for row in rows})
    elif rows:
        out("\n".join(f"{row.key} = {row.shown}" for row in rows if row.value is not None))
    else:
        say(f"{wanted.shown} has nothing that is set.")
    return 0 if rows or args.format == "json" else 1


def _change(args: argparse.Namespace, world: World) -> int:
    from newsterm.settings.change import changed_raw, changed_text, value_of, write  # noqa: PLC0415
    from newsterm.settings.listed import one  # noqa: PLC0415
    from newsterm.settings.named import named, value_at  # noqa: PLC0415
    from newsterm.ui.keymap import wrong_key  # noqa: PLC0415

    wanted, file, path = named(args.key), _file(world), world.paths.config
    raw, text = (file.raw, file.text) if file else ({}, "")
    value = None if args.what == "unset" else value_of(wanted, args.value)
    if value_at(raw, wanted.path) == value and type(value_at(raw, wanted.path)) is type(value):
        out(f"{wanted.shown} is {'not set' if value is None else 'so already'}: nothing to change")
        return 0
    meant = changed_raw(raw, wanted.path, value, wrong_key)
    write(file, path, changed_text(text, wanted.path, value, meant))
    if wanted.is_table or wanted.generic == "keys.ACTION":
        out(f"{wanted.shown} is {'not set any more' if value is None else 'set'}")
        return 0
    now = one(_file(world), wanted).shown
    out(f"{wanted.shown} = {now}" if value is not None else f"{wanted.shown} has its default again: {now}")
    return 0


def _check(args: argparse.Namespace, world: World) -> int:
    path = Path(args.file).expanduser() if args.file else world.paths.config
    found = check(path, required=bool(args.file) or world.paths.config_named)
    problems = ({"file": str(path), "line": p.line, "key": p.shown, "problem": p.text} for p in found)
    out_listing(args.format, problems, ())
    tell(path, found)
    if not found and args.format is None:
        out(f"{path}: nothing is wrong." if path.exists() else f"{path}: there is no file; everything has its default.")
    return 2 if found else 0


def check(path: Path, *, required: bool) -> tuple[Problem, ...]:
    """Everything that is wrong in a settings file; SettingsError where it can't be read or is no TOML."""
    from newsterm.settings.check import problems  # noqa: PLC0415
    from newsterm.settings.read import load  # noqa: PLC0415
    from newsterm.ui.keymap import wrong_key  # noqa: PLC0415

    file = load(path, required=required)
    if file is None:
        return ()
    return problems(file, wrong_key)


def tell(path: Path, found: Sequence[Problem]) -> None:
    """Say what is wrong, a line each, as compilers do."""
    name = clean_line(str(path))
    for problem in found:
        say(f"newsterm: {name}{f', line {problem.line}' if problem.line else ''}: {problem.text}")
    if found:
        say(f"newsterm: {counted(len(found), 'problem')} in {name}.")


def _polls_by_itself(args: argparse.Namespace, world: World) -> int:
    from newsterm.cli import units  # noqa: PLC0415

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
