"""Arguments of the commands that change marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.cli.grammar.shared import Command, entry, nothing, positive, which

if TYPE_CHECKING:
    import argparse


def _highlight(highlight: argparse.ArgumentParser) -> None:
    entry(highlight)
    highlight.add_argument("words", metavar="WORDS", help="the words as they stand in its text")
    highlight.add_argument("--note", metavar="N", help="what you have to say of them")
    highlight.add_argument("--tag", action="append", default=[], metavar="T", help="a tag; may be repeated")
    highlight.add_argument("--source", metavar="NAME", help="who says it: then it counts as a claim")
    highlight.add_argument("--kind", metavar="K", help="what the source is: named (the usual), unnamed, document ...")
    highlight.add_argument("--nth", type=positive, metavar="K", help="which of the places that have these words")
    highlight.add_argument("--prefix", default="", metavar="WORDS", help="what stands right before them")


def _note(note: argparse.ArgumentParser) -> None:
    note.add_argument("id", metavar="ID", help="of an item or a claim")
    note.add_argument("text", nargs="*", metavar="TEXT", help='the note; without it the note is shown, "" removes it')


COMMANDS = {
    "tag": Command("add and take away tags of items and claims: newsterm tag ID... +check -later", which, "marks:tag"),
    "highlight": Command("keep words of an entry's text, with tags and a note", _highlight, "highlights:highlight"),
    "note": Command("show, write or take away the note on an item or a claim", _note, "highlights:note"),
    "read": Command("mark items read", which, "marks:read"),
    "unread": Command("mark items unread", which, "marks:unread"),
    "star": Command("star items", which, "marks:star"),
    "unstar": Command("take the star from items", which, "marks:unstar"),
    "undo": Command("take back the last action", nothing, "marks:undo"),
    "redo": Command("do the last undone action again", nothing, "marks:redo"),
}
