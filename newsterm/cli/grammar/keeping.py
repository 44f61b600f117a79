"""Arguments of the commands that take in, hand out and look after things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.grammar.shared import Command, formats

if TYPE_CHECKING:
    import argparse


def _import(import_: argparse.ArgumentParser) -> None:
    import_.add_argument("file", metavar="FILE")


def _export(export: argparse.ArgumentParser) -> None:
    export.add_argument("what", nargs="?", choices=("opml", "jsonl"), metavar="opml|jsonl")
    export.add_argument("--tinydb", metavar="FILE", help="write a file that plain TinyDB opens")


def _doctor(doctor: argparse.ArgumentParser) -> None:
    doctor.add_argument("--repair", action="store_true", help="set a damaged cache aside; rebuild the search index")
    doctor.add_argument("--compact", action="store_true", help="give unused space back")
    formats(doctor, "json")


def _paths(paths: argparse.ArgumentParser) -> None:
    formats(paths, "json", "jsonl")


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
    formats(keys, "json", "jsonl", "markdown")


def _schema(schema: argparse.ArgumentParser) -> None:
    schema.add_argument("name", nargs="?", metavar="NAME", help="a record; without one they are listed")
    formats(schema, "json", "jsonl")


COMMANDS = {
    "import": Command("take in OPML, newsboat's urls or cache.db, or TinyDB JSON", _import, "exchange:import_file"),
    "export": Command("write feeds or the whole cache for other programs", _export, "exchange:export"),
    "doctor": Command("check the cache", _doctor, "care:doctor"),
    "paths": Command("show where things are kept", _paths, "care:paths"),
    "config": Command("show the settings as a commented file, or what polls by itself", _config, "care:config"),
    "schema": Command("show what the JSON that newsterm prints is made of", _schema, "schema:schema"),
    "keys": Command("show the keys", _keys, "care:keys"),
}
