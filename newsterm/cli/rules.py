"""Commands about rules: what they are, what they would do, what they did."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsterm.cli.output import out, out_listing, say
from newsterm.errors import UsageError
from newsterm.export.plain import local_time, rule_cells
from newsterm.export.rules import deed_record, rule_note_record, rule_record
from newsterm.model import Applications, Rule, clean_line, counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from newsterm.cli.world import World
    from newsterm.library import Library
    from newsterm.model import Action, Item, RuleNote, Ruling


def rules(args: argparse.Namespace, world: World) -> int:
    """List the rules, or do something with them."""
    match args.what:
        case "run":
            return _run(args, world)
        case "log":
            return _log(args, world)
        case "add" | "edit":
            status = _changed(world, lambda library: _save(args, library))
            _look_for_command(world, args.pipe)
            return status
        case "move":
            return _changed(world, lambda library: library.move_rule(args.name, args.place))
        case "on" | "off":
            return _changed(world, lambda library: library.turn_rules(*args.name, on=args.what == "on"))
        case "remove":
            return _changed(world, lambda library: library.remove_rules(*args.name))
    with world.library_to_read() as library:
        list_rules(library, library.rules(), args.format)
    return 0


def list_rules(library: Library, some: Sequence[Rule], form: str | None, *, nothing: str = "") -> None:
    """Print rules as a table or as JSON."""
    applied = library.applications()
    rows = [(rule, applied.get(rule.name, Applications()), library.rule_problem(rule)) for rule in some]
    if not out_listing(form, (rule_record(*row) for row in rows), [rule_cells(*row) for row in rows]):
        say(nothing or "No rules yet; `newsterm rules add NAME QUERY --tag T` keeps one.")


def _changed(world: World, change: Callable[[Library], Action | None]) -> int:
    with world.library() as library:
        action = change(library)
    out(action.label if action else "nothing to change")
    return 0


def _save(args: argparse.Namespace, library: Library) -> Action | None:
    """Keep a rule, a new one or one that is changed."""
    adds = args.what == "add"
    if adds and any(rule.name == clean_line(args.name) for rule in library.rules()):
        raise UsageError(f'There is a rule "{clean_line(args.name)}" already; `newsterm rules edit` changes it.')
    rule = Rule(name=args.name, query="") if adds else library.rule(args.name)
    if args.query:
        rule = replace(rule, query=" ".join(args.query))
    given = {
        "add": _names(args.tag),
        "remove": _names(args.untag),
        "pipe": args.pipe,
        **{name: getattr(args, name) for name in ("star", "read", "hide", "notify", "stop")},
        "until": args.lasting and datetime.now(UTC) + args.lasting,
    }
    rule = replace(rule, **{name: value for name, value in given.items() if value is not None})
    rule = replace(rule, pipe=rule.pipe or None)  # --pipe "" takes it away
    return library.save_rule(rule, before=args.before if adds else None)


def _look_for_command(world: World, name: str | None) -> None:
    """Say where the settings lack the command that a rule pipes to: they may get it later."""
    from newsterm.commands import command_of  # noqa: PLC0415 - few rules pipe

    if name:
        try:
            command_of(world.settings, name)
        except UsageError as error:
            say(str(error))


def _names(words: list[str] | None) -> tuple[str, ...] | None:
    """Tags; one empty word is none at all."""
    return None if words is None else tuple(filter(None, map(clean_line, words)))


def _run(args: argparse.Namespace, world: World) -> int:
    """Apply rules to what there is, or show what that would do."""
    with world.library_to_read() if args.dry_run else world.library() as library:
        known = library.rules()
        now = datetime.now(UTC)
        chosen = [library.rule(name) for name in args.name] or [rule for rule in known if rule.applies(now)]
        order = [rule.name for rule in known]
        chosen.sort(key=lambda rule: order.index(rule.name))
        problems = [(rule.name, library.rule_problem(rule)) for rule in chosen]
        ruling = library.ruling(chosen, args.query)
        action = None if args.dry_run else library.carry_out(ruling)
        shown = _show(library, ruling, args)
        failed = [] if args.dry_run else _piped(library, world, chosen, ruling)
    for name, problem in (*problems, *failed):
        if problem:
            say(f'The rule "{name}" did nothing: {problem}' if (name, problem) in problems else f'"{name}": {problem}')
    if not shown:
        out(action.label if action else "nothing to change")
    return 1 if failed or any(problem for _, problem in problems) else 0


def _show(library: Library, ruling: Ruling, args: argparse.Namespace) -> bool:
    """Print what each rule does to each item, where that is asked for; whether it was."""
    if args.format is None and not args.dry_run:
        return False
    deeds = [deed for deed in ruling.deeds if deed.did]
    items = {item.id: item for item in library.items([deed.entry for deed in deeds])}
    there = [(deed, items[deed.entry]) for deed in deeds if deed.entry in items]
    cells = ((deed.rule, deed.entry, ", ".join(deed.did), item.title) for deed, item in there)
    out_listing(args.format, (deed_record(deed, item) for deed, item in there), cells)
    if args.dry_run:
        say(f"{ruling.label}, in {counted(len({deed.entry for deed in deeds}), 'item')}; nothing was changed.")
    return True


def _piped(library: Library, world: World, chosen: Sequence[Rule], ruling: Ruling) -> list[tuple[str, str]]:
    """Give commands what their rules met; what went wrong, by rule."""
    from newsterm.poller.errands import pipe_problem  # noqa: PLC0415 - few rules pipe

    failed = []
    for rule in chosen:
        items = library.items([deed.entry for deed in ruling.deeds if deed.rule == rule.name])
        if rule.pipe and items:
            problem = asyncio.run(pipe_problem(world.settings, rule.pipe, items, world.paths.store.parent))
            if problem:
                failed.append((rule.name, problem))
    return failed


def _log(args: argparse.Namespace, world: World) -> int:
    """What rules did by themselves."""
    with world.library_to_read() as library:
        notes = library.rule_notes(args.limit)
        items = {item.id: item for item in library.items([note.entry for note in notes if note.entry])}
    cells = (_note_cells(note, items.get(note.entry or "")) for note in notes)
    if not out_listing(args.format, (rule_note_record(note, items.get(note.entry or "")) for note in notes), cells):
        say("No rule has applied to anything yet.")
    return 0


def _note_cells(note: RuleNote, item: Item | None) -> tuple[str, ...]:
    did = note.problem or ", ".join(note.did) or "met"
    return (local_time(note.at), note.rule or "", note.entry or "", did, item.title if item else "")
