"""Arguments of the commands that set newsterm up: its settings, the completions of shells, its manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.grammar.shared import Command, formats, nothing

if TYPE_CHECKING:
    import argparse


def _config(config: argparse.ArgumentParser) -> None:
    what = config.add_subparsers(dest="what", metavar="WHAT", title="more than showing them")

    def add(name: str, about: str) -> argparse.ArgumentParser:
        return what.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.", allow_abbrev=False)

    list_ = add("list", "list every setting with its value, where that is from, and its meaning")
    list_.add_argument("--changed", action="store_true", help="only what the settings file sets")
    formats(list_, "json", "jsonl")
    get = add("get", "print the value of a setting")
    get.add_argument("key", metavar="KEY", help="a setting, dotted: poll.interval")
    formats(get, "json")
    set_ = add("set", "change a setting in the file; what else stands there stays as it is")
    set_.add_argument("key", metavar="KEY", help="a setting, dotted: poll.interval")
    set_.add_argument("value", nargs="+", metavar="VALUE", help="as TOML, or just the text; several words are a list")
    unset = add("unset", "take a setting out of the file, so that it has its default again")
    unset.add_argument("key", metavar="KEY", help="a setting, dotted: poll.interval")
    check = add("check", "tell everything that is wrong in the settings file")
    check.add_argument("file", nargs="?", metavar="FILE", help="another file than the one in use")
    formats(check, "json", "jsonl")
    add("edit", "open the settings file in your editor, and check it afterwards")
    add("path", "print where the settings file is, or would be")
    systemd = add("systemd", "print the units with which systemd polls while no reader is open")
    systemd.add_argument("--write", metavar="DIR", help="write the two files into this folder")
    add("cron", "print the line with which cron polls while no reader is open")


def _completions(completions: argparse.ArgumentParser) -> None:
    completions.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="bash|zsh|fish")


COMMANDS = {
    "config": Command(
        "show the settings as a commented file; get, set and check them", _config, "config:config", needs_settings=False
    ),
    "completions": Command(
        "print what has a shell complete newsterm's commands by Tab", _completions, "manual:completions",
        needs_settings=False,
    ),
    "man": Command("print the manual page: newsterm man | man -l -", nothing, "manual:man", needs_settings=False),
}  # fmt: skip
