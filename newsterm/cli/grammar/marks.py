"""Arguments of the commands that change marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.grammar.shared import Command, entry, formats, nothing, positive, which

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


def _highlight(highlight: argparse.ArgumentParser) -> None:
    entry(highlight)
    highlight.add_argument("words", metavar="WORDS", help="the words as they stand in its text")
    highlight.add_argument("--note", metavar="N", help="what you have to say of them")
    highlight.add_argument("--tag", action="append", default=[], metavar="T", help="a tag; may be repeated")
    highlight.add_argument("--source", metavar="NAME", help="who says it: then it counts as a claim")
    highlight.add_argument("--kind", metavar="K", help="what the source is: named (the usual), unnamed, document ...")
    highlight.add_argument("--nth", type=positive, metavar="N", help="which of the places that have these words")
    highlight.add_argument("--prefix", default="", metavar="WORDS", help="what stands right before them")


def _note(note: argparse.ArgumentParser) -> None:
    note.add_argument("id", metavar="ID", help="of an item or a claim")
    note.add_argument("text", nargs="*", metavar="TEXT", help='the note; without it the note is shown, "" removes it')


COMMANDS = {
    "tag": Command("add and take away tags of items and claims: newsterm tag ID... +check -later", which, "marks:tag"),
    "tags": Command("list tags in use; rename or remove one everywhere", _tags, "tags:tags"),
    "highlight": Command("keep words of an entry's text, with tags and a note", _highlight, "highlights:highlight"),
    "note": Command("show, write or take away the note on an item or a claim", _note, "highlights:note"),
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
