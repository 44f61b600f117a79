"""Arguments of the commands that change marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.grammar.shared import Command, formats, nothing, which

if TYPE_CHECKING:
    import argparse


def _tags(tags: argparse.ArgumentParser) -> None:
    formats(tags, "json", "jsonl")
    what = tags.add_subparsers(dest="what", metavar="rename|remove", title="changing them everywhere")
    rename = what.add_parser("rename", help="give another name to a tag of items and claims", allow_abbrev=False)
    rename.add_argument("tag", metavar="TAG")
    rename.add_argument("name", metavar="NEW")
    remove = what.add_parser("remove", help="take a tag from all items and claims", allow_abbrev=False)
    remove.add_argument("tag", metavar="TAG")


def _run(run: argparse.ArgumentParser) -> None:
    run.add_argument("name", metavar="NAME", help="a command of the settings")
    which(run)


def _copy(copy: argparse.ArgumentParser) -> None:
    copy.add_argument("id", metavar="ID", help="an id of newsterm list or claims")
    form = copy.add_mutually_exclusive_group()
    for name, text in (
        ("link", "the address, as usual for an item"),
        ("markdown", "a link or a list item in Markdown"),
        ("citation", "with source, outlet and day, as usual for a claim"),
    ):
        form.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=text)


COMMANDS = {
    "tag": Command("add and take away tags of items and claims: newsterm tag ID... +check -later", which, "marks:tag"),
    "tags": Command("list tags in use; rename or remove one everywhere", _tags, "tags:tags"),
    "read": Command("mark items read", which, "marks:read"),
    "unread": Command("mark items unread", which, "marks:unread"),
    "star": Command("star items", which, "marks:star"),
    "unstar": Command("take the star from items", which, "marks:unstar"),
    "hide": Command("hide items: they are in no list unless is:hidden asks for them", which, "marks:hide"),
    "unhide": Command("show hidden items again", which, "marks:unhide"),
    "run": Command("give items or claims to a command of the settings", _run, "run:run"),
    "copy": Command("put an item's or a claim's address or citation on the clipboard", _copy, "copy:copy"),
    "undo": Command("take back the last action", nothing, "marks:undo"),
    "redo": Command("do the last undone action again", nothing, "marks:redo"),
}
