"""Arguments of the commands that take in, hand out and look after things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.grammar.shared import Command, formats, positive

if TYPE_CHECKING:
    import argparse


def _import(import_: argparse.ArgumentParser) -> None:
    import_.add_argument("file", metavar="FILE", help="- for standard input")
    import_.add_argument("--follow", action="store_true", help="follow the feeds that the items of JSON lines are of")


EXPORTS = (
    "opml", "views", "rules", "jsonl", "json", "csv", "markdown", "text", "html", "atom", "annotations", "schema.org",
)  # fmt: skip


def _export(export: argparse.ArgumentParser) -> None:
    export.add_argument("what", nargs="?", choices=EXPORTS, metavar="FORMAT", help=", ".join(EXPORTS))
    export.add_argument("query", nargs="*", metavar="QUERY", help="only what it finds")
    export.add_argument("--view", metavar="NAME", help="what a saved view shows")
    export.add_argument("--output", metavar="FILE", help="write this file instead of standard output")
    export.add_argument("--force", action="store_true", help="write over a file that is there")
    which = export.add_mutually_exclusive_group()
    which.add_argument("--claims", action="store_true", default=None, help="claims; in atom, behind each text")
    which.add_argument("--items", dest="claims", action="store_false", default=None, help="items")
    export.add_argument("--limit", type=positive, metavar="N", help="so many items, or claims, at most")
    export.add_argument("--url", metavar="URL", help="where an Atom feed will be found")
    export.add_argument("--tinydb", metavar="FILE", help="write a file that plain TinyDB opens")


def _doctor(doctor: argparse.ArgumentParser) -> None:
    doctor.add_argument("--repair", action="store_true", help="set a damaged cache aside; rebuild the search index")
    doctor.add_argument("--compact", action="store_true", help="give unused space back")
    formats(doctor, "json")


def _paths(paths: argparse.ArgumentParser) -> None:
    formats(paths, "json", "jsonl")


def _keys(keys: argparse.ArgumentParser) -> None:
    formats(keys, "json", "jsonl", "markdown")


def _schema(schema: argparse.ArgumentParser) -> None:
    schema.add_argument("name", nargs="?", metavar="NAME", help="a record; without one they are listed")
    formats(schema, "json", "jsonl")


COMMANDS = {
    "import": Command(
        "take in OPML, newsboat's urls or cache.db, TinyDB JSON, or JSON lines of export",
        _import,
        "exchange:import_file",
    ),
    "export": Command(
        "write feeds, views, rules, items or claims for other programs, or the whole cache", _export, "export:export"
    ),
    "doctor": Command("check the cache", _doctor, "care:doctor"),
    "paths": Command("show where things are kept", _paths, "care:paths"),
    "schema": Command("show what the JSON that newsterm prints is made of", _schema, "schema:schema"),
    "keys": Command("show the keys", _keys, "care:keys"),
}
