"""Arguments of the commands about feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.grammar.shared import Command, formats

if TYPE_CHECKING:
    import argparse


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
    formats(feeds, "json", "jsonl")


def _poll(poll: argparse.ArgumentParser) -> None:
    poll.add_argument("feed", nargs="*", metavar="FEED", help="ask these feeds, due or not, paused or not")
    poll.add_argument("--feeds", dest="feeds_file", metavar="FILE", help="subscribe to the URLs in this file first")
    poll.add_argument("--all", action="store_true", help="ask all feeds that are not paused, due or not")
    poll.add_argument("--fetch-only", action="store_true", help="leave articles and claims to the next round")
    poll.add_argument("--wait", action="store_true", help="wait while another poll runs")
    poll.add_argument("--verbose", action="store_true", help="a line for each feed as its turn ends")
    formats(poll, "json", "jsonl")


def _inspect(inspect: argparse.ArgumentParser) -> None:
    inspect.add_argument("source", nargs="?", metavar="FILE|URL", help="- for standard input")
    inspect.add_argument("--discover", action="store_true", help="show the feeds that a page offers")
    inspect.add_argument("--base", metavar="URL", help="the address that relative links are resolved against")
    inspect.add_argument("--content-type", metavar="T", help="the HTTP header of that name")
    formats(inspect, "json", "jsonl")


COMMANDS = {
    "add": Command("subscribe to feeds; a page is searched for its feed", _add, "feeds:add"),
    "remove": Command("stop following a feed (newsterm undo brings it back)", _remove, "feeds:remove"),
    "rename": Command("give a feed a title of your own", _rename, "feeds:rename"),
    "pause": Command("ask feeds no more; their items stay", _some_feeds, "feeds:pause"),
    "resume": Command("ask paused feeds again", _some_feeds, "feeds:resume"),
    "feeds": Command("list the feeds, each with its state", _feeds, "feeds:list_feeds"),
    "poll": Command("fetch what is due, store it, prepare articles and claims", _poll, "poll:poll"),
    "inspect": Command("show what newsterm makes of a feed", _inspect, "inspect:inspect"),
}
