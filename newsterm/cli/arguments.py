"""The command line's grammar: every command with its arguments and help, and nothing of what they do."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import newsterm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DESCRIPTION = "Read the news in a terminal and see, for every statement, who says so. No command: open the reader."

_SIMPLE = "open the reader line by line, without boxes: for screen readers, braille, dumb terminals and slow lines"


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The command line as values; `command` is None for the reader. Exits with 2 where it can't be read."""
    before, words = _take_tag_words(list(argv))
    place = _command_place(before)
    parser = build_parser(None if place is None else before[place])
    args = parser.parse_args(before)
    if args.simple and args.command not in {None, "demo"}:
        parser.error(f"--simple is for the reader and its demo; {args.command} has no other form")
    if args.command == "tag":
        args.add, args.remove = words
    return args


def _take_tag_words(argv: list[str]) -> tuple[list[str], tuple[tuple[str, ...], tuple[str, ...]]]:
    """Take `+tag` and `-tag` out of a `tag` command, since argparse reads `-tag` as options."""
    place = _command_place(argv)
    if place is None or argv[place] != "tag":
        return argv, ((), ())
    kept, add, remove = argv[: place + 1], [], []
    rest = iter(argv[place + 1 :])
    for word in rest:
        if word in {"--query", "--data", "--config"}:
            kept += [word, next(rest, "")]
        elif word.startswith("+") and len(word) > 1:
            add.append(word[1:])
        elif word.startswith("-") and not word.startswith("--") and word != "-h" and len(word) > 1:
            remove.append(word[1:])
        else:
            kept.append(word)
    return kept, (tuple(add), tuple(remove))


def _command_place(argv: list[str]) -> int | None:
    """Where the command stands, after the options that come before it."""
    i = 0
    while i < len(argv):
        if argv[i] in {"--data", "--config"}:
            i += 2
        elif argv[i].startswith("-"):
            i += 1
        else:
            return i
    return None


def build_parser(command: str | None = None) -> argparse.ArgumentParser:
    """The whole grammar, or that of a command alone: making all of it takes 6 ms."""
    parser = argparse.ArgumentParser(prog="newsterm", description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument("--data", metavar="DIR", help="the folder where newsterm keeps everything")
    parser.add_argument("--config", metavar="FILE", help="the settings file")
    parser.add_argument("--simple", action="store_true", help=_SIMPLE)
    parser.add_argument("--version", action="version", version=f"newsterm {newsterm.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name in [command] if command and command in _COMMANDS else list(_COMMANDS):
        help_, fill = _COMMANDS[name]
        inside = commands.add_parser(
            name, help=help_, description=help_[0].upper() + help_[1:] + ".", allow_abbrev=False
        )
        fill(inside)
    return parser


def _formats(parser: argparse.ArgumentParser, *names: str) -> None:
    group = parser.add_mutually_exclusive_group()
    for name in names:
        group.add_argument(f"--{name}", dest="format", action="store_const", const=name, help=f"print {name}")


def _nothing(_: argparse.ArgumentParser) -> None:
    """A command without arguments."""


def _demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("--simple", action="store_true", default=argparse.SUPPRESS, help=_SIMPLE)
    demo.add_argument("--keep", metavar="DIR", help="keep the sample's cache in this folder instead of a temporary one")


def _add(add: argparse.ArgumentParser) -> None:
    add.add_argument("url", nargs="+", metavar="URL", help="an address, or exec:NAME for a command in the settings")
    add.add_argument("--tag", action="append", default=[], metavar="T", help="a tag of the feed; may be repeated")
    add.add_argument("--folder", metavar="F", help="file it here; / nests")
    add.add_argument("--no-fetch", action="store_true", help="only record the address")


def _remove(remove: argparse.ArgumentParser) -> None:
    remove.add_argument("feed", metavar="FEED", help="a URL, or a title that only one feed has")


def _rename(rename: argparse.ArgumentParser) -> None:
    rename.add_argument("feed", metavar="FEED")
    rename.add_argument("title", metavar="TITLE", help="an empty one shows the feed's own title again")


def _some_feeds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("feed", nargs="+", metavar="FEED", help="URLs, or titles that only one feed has")


def _feeds(feeds: argparse.ArgumentParser) -> None:
    _formats(feeds, "json", "jsonl")


def _poll(poll: argparse.ArgumentParser) -> None:
    poll.add_argument("feed", nargs="*", metavar="FEED", help="ask these feeds, due or not, paused or not")
    poll.add_argument("--feeds", dest="feeds_file", metavar="FILE", help="subscribe to the URLs in this file first")
    poll.add_argument("--all", action="store_true", help="ask all feeds that are not paused, due or not")
    poll.add_argument("--fetch-only", action="store_true", help="leave articles and claims to the next round")
    poll.add_argument("--wait", action="store_true", help="wait while another poll runs")
    poll.add_argument("--verbose", action="store_true", help="a line for each feed as its turn ends")
    _formats(poll, "json")


def _list(list_: argparse.ArgumentParser) -> None:
    list_.add_argument("query", nargs="*", metavar="QUERY")
    list_.add_argument("--limit", type=_positive, metavar="N")
    list_.add_argument("--sort", choices=("newest", "oldest", "title", "feed"), default="newest")
    list_.add_argument("--full", action="store_true", help="with summary and content")
    _formats(list_, "json", "jsonl")


def _show(show: argparse.ArgumentParser) -> None:
    _entry(show)
    _formats(show, "json", "markdown", "text")


def _entry(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entry", metavar="ENTRY", help="an id of newsterm list")


def _diff(diff: argparse.ArgumentParser) -> None:
    _entry(diff)
    diff.add_argument("--first", action="store_true", help="from the first version to the last, not the last change")
    _formats(diff, "json")


def _play(play: argparse.ArgumentParser) -> None:
    _entry(play)
    play.add_argument("--nth", type=_positive, metavar="N", help="which of its files, where it has several")
    play.add_argument("--list", dest="only_list", action="store_true", help="only show its files")


def _claims(claims: argparse.ArgumentParser) -> None:
    claims.add_argument("query", nargs="*", metavar="QUERY")
    claims.add_argument("--limit", type=_positive, metavar="N")
    claims.add_argument("--rejected", action="store_true", help="those that were rejected; in JSON to learn from")
    claims.add_argument("--rebuild", action="store_true", help="find them again, in all items or those that match")
    _formats(claims, "json", "jsonl", "csv", "markdown")


def _which(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="*", metavar="ID")
    parser.add_argument("--query", metavar="Q", help="all items that satisfy this query")


def _views(views: argparse.ArgumentParser) -> None:
    _formats(views, "json")
    what = views.add_subparsers(dest="what", metavar="save|remove", title="changing them")
    save = what.add_parser("save", help="keep a query under a name", allow_abbrev=False)
    save.add_argument("name", metavar="NAME")
    save.add_argument("query", nargs="+", metavar="QUERY")
    remove = what.add_parser("remove", help="forget a view (newsterm undo brings it back)", allow_abbrev=False)
    remove.add_argument("name", metavar="NAME")


def _inspect(inspect: argparse.ArgumentParser) -> None:
    inspect.add_argument("source", nargs="?", metavar="FILE|URL", help="- for standard input")
    inspect.add_argument("--discover", action="store_true", help="show the feeds that a page offers")
    inspect.add_argument("--base", metavar="URL", help="the address that relative links are resolved against")
    inspect.add_argument("--content-type", metavar="T", help="the HTTP header of that name")
    _formats(inspect, "json", "jsonl")


def _extract(extract: argparse.ArgumentParser) -> None:
    extract.add_argument("source", nargs="?", metavar="FILE|URL|-")
    extract.add_argument("--url", metavar="URL", help="the article's address")
    extract.add_argument("--published", metavar="DATE", help="dates such as Tuesday are counted from here")
    extract.add_argument("--outlet", metavar="NAME", help="who published it")
    extract.add_argument("--own-voice", action="store_true", help="also statements in the outlet's own voice")
    extract.add_argument("--jsonl", action="store_true", help="articles as lines in, results as lines out")
    extract.add_argument("--json", action="store_true", help="print json")
    kind = extract.add_mutually_exclusive_group()
    kind.add_argument("--html", dest="input", action="store_const", const="html", help="the input is a page")
    kind.add_argument("--text", dest="input", action="store_const", const="text", help="the input is plain text")


def _import(import_: argparse.ArgumentParser) -> None:
    import_.add_argument("file", metavar="FILE")


def _export(export: argparse.ArgumentParser) -> None:
    export.add_argument("what", nargs="?", choices=("opml", "jsonl"), metavar="opml|jsonl")
    export.add_argument("--tinydb", metavar="FILE", help="write a file that plain TinyDB opens")


def _doctor(doctor: argparse.ArgumentParser) -> None:
    doctor.add_argument("--repair", action="store_true", help="set a damaged cache aside; rebuild the search index")
    doctor.add_argument("--compact", action="store_true", help="give unused space back")
    _formats(doctor, "json")


def _paths(paths: argparse.ArgumentParser) -> None:
    _formats(paths, "json")


def _config(config: argparse.ArgumentParser) -> None:
    config.add_argument(
        "what",
        nargs="?",
        choices=("systemd", "cron"),
        metavar="systemd|cron",
        help="what polls while no reader is open",
    )
    config.add_argument("--write", metavar="DIR", help="write systemd's two files into this folder")


def _keys(keys: argparse.ArgumentParser) -> None:
    _formats(keys, "json", "markdown")


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "demo": ("open the reader over bundled sample feeds, without the network", _demo),
    "add": ("subscribe to feeds; a page is searched for its feed", _add),
    "remove": ("stop following a feed (newsterm undo brings it back)", _remove),
    "rename": ("give a feed a title of your own", _rename),
    "pause": ("ask feeds no more; their items stay", _some_feeds),
    "resume": ("ask paused feeds again", _some_feeds),
    "feeds": ("list the feeds, each with its state", _feeds),
    "poll": ("fetch what is due, store it, prepare articles and claims", _poll),
    "list": ("list entries, newest first", _list),
    "views": ("list saved views with their counts; save and remove them", _views),
    "show": ("show an entry: its article and its claims", _show),
    "diff": ("show how a story changed last, or since it was first read", _diff),
    "play": ("hand an entry's sound, video or document to the player in the settings", _play),
    "claims": ("list claims: who says what", _claims),
    "tag": ("add and take away tags of items and claims: newsterm tag ID... +check -later", _which),
    "read": ("mark items read", _which),
    "unread": ("mark items unread", _which),
    "star": ("star items", _which),
    "unstar": ("take the star from items", _which),
    "undo": ("take back the last action", _nothing),
    "redo": ("do the last undone action again", _nothing),
    "inspect": ("show what newsterm makes of a feed", _inspect),
    "extract": ("show an article and its claims", _extract),
    "import": ("take in OPML, newsboat's urls or cache.db, or TinyDB JSON", _import),
    "export": ("write feeds or the whole cache for other programs", _export),
    "doctor": ("check the cache", _doctor),
    "paths": ("show where things are kept", _paths),
    "config": ("show the settings there are as a commented file, or what polls by itself", _config),
    "keys": ("show the keys", _keys),
}


def _positive(word: str) -> int:
    try:
        number = int(word)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no whole number above 0")
    return number
