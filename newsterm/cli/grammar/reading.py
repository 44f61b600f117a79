"""Arguments of the commands that show entries and claims."""

from __future__ import annotations

import argparse

from newsterm.cli.grammar.shared import IDS, SIMPLE, Command, entry, formats, limit, positive


def _demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("--simple", action="store_true", default=argparse.SUPPRESS, help=SIMPLE)
    demo.add_argument("--keep", metavar="DIR", help="keep the sample's cache in this folder instead of a temporary one")


def _list(list_: argparse.ArgumentParser) -> None:
    list_.add_argument("query", nargs="*", metavar="QUERY")
    limit(list_)
    list_.add_argument("--sort", choices=("newest", "oldest", "title", "feed", "claims"), default="newest")
    list_.add_argument("--full", action="store_true", help="with summary and content")
    formats(list_, "json", "jsonl")


def _show(show: argparse.ArgumentParser) -> None:
    show.add_argument("entry", nargs="+", metavar="ENTRY", help=IDS)
    formats(show, "json", "jsonl", "markdown", "text")


def _diff(diff: argparse.ArgumentParser) -> None:
    entry(diff)
    diff.add_argument("--first", action="store_true", help="from the first version to the last, not the last change")
    formats(diff, "json")


def _play(play: argparse.ArgumentParser) -> None:
    entry(play)
    play.add_argument("--nth", type=positive, metavar="N", help="which of its files, where it has several")
    play.add_argument("--list", dest="only_list", action="store_true", help="only show its files")
    formats(play, "json", "jsonl")


def _claims(claims: argparse.ArgumentParser) -> None:
    claims.add_argument("query", nargs="*", metavar="QUERY")
    limit(claims)
    claims.add_argument("--rejected", action="store_true", help="those that were rejected; in JSON to learn from")
    claims.add_argument("--own", action="store_true", help="what you highlighted yourself alone")
    claims.add_argument("--rebuild", action="store_true", help="find them again, in all items or those that match")
    formats(claims, "json", "jsonl", "csv", "markdown", "jsonld", "schema-org")


def _search(search: argparse.ArgumentParser) -> None:
    search.add_argument("query", nargs="+", metavar="WORDS", help="words, and whatever else the query language has")
    limit(search, usual=20)
    formats(search, "json", "jsonl")


def _sources(sources: argparse.ArgumentParser) -> None:
    sources.add_argument("name", nargs="*", metavar="NAME", help="show what this source said, newest first")
    limit(sources)
    formats(sources, "json", "jsonl")


def _watch(watch: argparse.ArgumentParser) -> None:
    watch.add_argument("query", nargs="*", metavar="QUERY", help="only what this query finds")
    watch.add_argument("--since", metavar="ID|WHEN", help="begin after this item, or at a day or time")
    watch.add_argument("--claims", action="store_true", help="claims as they are found, instead of items as they come")
    watch.add_argument("--poll", action="store_true", help="fetch what is due meanwhile, as the reader does")
    formats(watch, "jsonl")


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


COMMANDS = {
    "demo": Command("open the reader over bundled sample feeds, without the network", _demo, "reader:demo"),
    "list": Command("list entries, newest first", _list, "entries:list_entries"),
    "show": Command("show an entry: its article and its claims", _show, "entries:show"),
    "diff": Command("show how a story changed last, or since it was first read", _diff, "diff:diff"),
    "play": Command("hand an entry's sound, video or document to the player in the settings", _play, "play:play"),
    "claims": Command("list claims: who says what", _claims, "claims:claims"),
    "search": Command("find items by their words, best matches first", _search, "search:search"),
    "sources": Command("list who is quoted, or show what one of them said", _sources, "sources:sources"),
    "watch": Command("print items as they arrive, or claims as they are found", _watch, "watch:watch"),
    "extract": Command("show an article and its claims", _extract, "extract:extract"),
}
