"""Arguments of the commands that change marks."""

from __future__ import annotations

from newsterm.cli.grammar.shared import Command, nothing, which

COMMANDS = {
    "tag": Command("add and take away tags of items and claims: newsterm tag ID... +check -later", which, "marks:tag"),
    "read": Command("mark items read", which, "marks:read"),
    "unread": Command("mark items unread", which, "marks:unread"),
    "star": Command("star items", which, "marks:star"),
    "unstar": Command("take the star from items", which, "marks:unstar"),
    "hide": Command("hide items: they are in no list unless is:hidden asks for them", which, "marks:hide"),
    "unhide": Command("show hidden items again", which, "marks:unhide"),
    "undo": Command("take back the last action", nothing, "marks:undo"),
    "redo": Command("do the last undone action again", nothing, "marks:redo"),
}
