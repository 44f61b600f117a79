"""Arguments of the commands about views, rules and mutes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from newsterm.cli.grammar.shared import Command, formats, positive

if TYPE_CHECKING:
    from datetime import timedelta


def _span(word: str) -> timedelta:
    """A length of time."""
    from newsterm.query.days import Unreadable, read_span  # noqa: PLC0415 - few commands take one

    try:
        return read_span(word)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _views(views: argparse.ArgumentParser) -> None:
    formats(views, "json", "jsonl")
    what = views.add_subparsers(dest="what", metavar="save|rename|move|remove", title="changing them")
    save = what.add_parser("save", help="keep a query under a name, or change what has it", allow_abbrev=False)
    save.add_argument("name", metavar="NAME")
    save.add_argument("query", nargs="*", metavar="QUERY", help="needed where the view is not there yet")
    save.add_argument("--colour", metavar="C", help='how its name is shown: tomato, #ff6347; "" for none')
    save.add_argument("--key", metavar="K", help='the key that shows it: f1 to f12, alt+1 to alt+9; "" for none')
    rename = what.add_parser("rename", help="give a view another name", allow_abbrev=False)
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new", metavar="NEW")
    _movable(what.add_parser("move", help="put a view at a place in the order", allow_abbrev=False))
    remove = what.add_parser("remove", help="forget a view (newsterm undo brings it back)", allow_abbrev=False)
    remove.add_argument("name", metavar="NAME")


def _movable(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("place", type=positive, metavar="N", help="1 is the first")


def _rules(rules: argparse.ArgumentParser) -> None:
    formats(rules, "json", "jsonl")
    what = rules.add_subparsers(dest="what", metavar="add|edit|move|on|off|remove|run|log", title="using them")
    add = what.add_parser("add", help="keep a rule", allow_abbrev=False)
    add.add_argument("name", metavar="NAME")
    add.add_argument("query", nargs="+", metavar="QUERY", help="which items it is for")
    _deeds(add, "store_true")
    add.add_argument("--before", metavar="NAME", help="put it before this rule, not last")
    edit = what.add_parser("edit", help="change what is given of a rule", allow_abbrev=False)
    edit.add_argument("name", metavar="NAME")
    edit.add_argument("query", nargs="*", metavar="QUERY", help="another query")
    _deeds(edit, argparse.BooleanOptionalAction)
    _movable(what.add_parser("move", help="put a rule at a place in the order", allow_abbrev=False))
    for name, text in (
        ("on", "let rules apply again"),
        ("off", "let rules do nothing for a while"),
        ("remove", "forget rules (newsterm undo brings them back)"),
    ):
        some = what.add_parser(name, help=text, allow_abbrev=False)
        some.add_argument("name", nargs="+", metavar="NAME")
    run = what.add_parser(
        "run", help="apply rules to the items there are, all that are on or these", allow_abbrev=False
    )
    run.add_argument("name", nargs="*", metavar="NAME")
    run.add_argument("--query", metavar="Q", default="", help="only to items that satisfy this query")
    run.add_argument("--dry-run", action="store_true", help="only show what it would do")
    formats(run, "json", "jsonl")
    log = what.add_parser("log", help="what rules did to what arrived, latest first", allow_abbrev=False)
    log.add_argument("--limit", type=positive, metavar="N", default=50)
    formats(log, "json", "jsonl")


def _deeds(parser: argparse.ArgumentParser, switch: type[argparse.Action] | str) -> None:
    """What a rule can do."""
    parser.add_argument("--tag", action="append", metavar="T", help="add this tag; may be repeated")
    parser.add_argument("--untag", action="append", metavar="T", help="take this tag away; may be repeated")
    for name, text in (
        ("star", "star the item"),
        ("read", "mark it read"),
        ("hide", "hide it"),
        ("notify", "tell of it when it arrives"),
        ("stop", "let later rules not see it"),
    ):
        parser.add_argument(f"--{name}", action=switch, default=None, help=text)
    parser.add_argument("--pipe", metavar="COMMAND", help="give it to this command of the settings, as JSON")
    parser.add_argument("--for", dest="lasting", type=_span, metavar="SPAN", help="apply only so long, such as 30d")


def _mute(mute: argparse.ArgumentParser) -> None:
    mute.add_argument("what", nargs="?", choices=("feed", "author", "word"), metavar="feed|author|word")
    mute.add_argument("value", nargs="*", metavar="WHICH", help="a feed, the name of an author, words in this order")
    mute.add_argument("--for", dest="lasting", type=_span, metavar="SPAN", help="only so long, such as 30d")
    mute.add_argument("--past", action="store_true", help="hide what is there already as well")
    formats(mute, "json", "jsonl")


def _unmute(unmute: argparse.ArgumentParser) -> None:
    unmute.add_argument("name", nargs="+", metavar="NAME", help="as newsterm mute lists it")
    unmute.add_argument("--past", action="store_true", help="show again what it finds hidden")


COMMANDS = {
    "views": Command("list saved views with their counts; save, order and remove them", _views, "views:views"),
    "rules": Command("list rules; add, order, run them; see what they did", _rules, "rules:rules"),
    "mute": Command("hide what comes of a feed, of an author, with words; list what is muted", _mute, "mutes:mute"),
    "unmute": Command("hide such things no more", _unmute, "mutes:unmute"),
}
