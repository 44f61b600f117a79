"""Help: every command in a line, its keys spelled as a voice says them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from newsterm.simple.commands import ALIASES, COMMANDS, HELP, SILENT
from newsterm.ui.key_table import key_table, shown_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.ui.keymap import Keymap

_SIGNS = {
    "]": "right bracket", "[": "left bracket", ".": "dot", "/": "slash", ";": "semicolon", ",": "comma", "+": "plus",
    "-": "minus", "|": "bar", ":": "colon", "?": "question mark", "!": "exclamation mark", "*": "star", "#": "number",
}  # fmt: skip
_PLACES = (
    ("outside FEED", "in an article"),
    ("FEED", "the list"),
    ("ARTICLE", "the article"),
    ("CLAIMS", "the claims"),
)
BEGINNING = (
    "A number opens the item of that number; in an article it tags the item by the slot of that digit.",
    "An empty line goes on: the next page of the list, or the next part of the article.",
    "n goes to the next unread item, claims says who says what, claim 3 goes to the third claim.",
    "s stars, r marks read, u unread, +check tags, -check takes the tag away, z undoes.",
    "/port shows what has to do with a port, F lists views, feeds and tags, R asks the feeds.",
    "q goes back, and then leaves. Ctrl-C breaks off what is being said.",
)
"""What one has to know first; with keys as newsterm ships them."""


def help_lines(keymap: Keymap, words: str) -> list[str]:
    """The commands that have all of the words in their line; without words how to begin, and all of them."""
    wanted = words.casefold().split()
    lines = [line for line in _lines(keymap) if all(word in line.casefold() for word in wanted)]
    if not wanted:
        return [*_beginning(keymap), *lines]
    return lines or [f'No command has to do with "{words}".']


def _beginning(keymap: Keymap) -> tuple[str, ...]:
    """What to know first, where the keys are still those that it names."""
    usual = {
        "n": "next-unread",
        "s": "star",
        "r": "read",
        "u": "unread",
        "+": "add-tag",
        "-": "remove-tag",
        "z": "undo",
    }
    usual |= {"/": "filter", "F": "switcher", "R": "refresh", "q": "back"}
    kept = dict(keymap.pairs())
    return BEGINNING if all(kept.get(key) == action for key, action in usual.items()) else BEGINNING[:2]


def _lines(keymap: Keymap) -> Iterator[str]:
    rows = {row.id: row for row in key_table(keymap, keymap.actions)}
    typed: dict[str, list[str]] = {}
    for key, name in keymap.pairs():
        typed.setdefault(name, []).append(key)
    for action in keymap.actions:
        row = rows.get("slot-1..9" if action.digit == 1 else action.id)
        if action.id in SILENT or (action.digit or 0) > 1:
            continue
        if action.digit == 1:
            text = _in_words(row.help if row else action.help)
            yield f"slot-1 to slot-9: {text} In an article the digit alone does it."
            continue
        keys = [_spelled(key) for key in typed.get(action.id, ()) if len(key) == 1 or key.startswith("ctrl+")]
        named = f", {', '.join(keys)}" if keys else ""
        yield f"{action.id}{named}: {HELP.get(action.id) or _in_words(action.help)}{_also(action.id)}"
    for command in COMMANDS.values():
        yield f"{command.id}: {command.help}{_also(command.id)}"


def _also(name: str) -> str:
    words = [word for word, meant in ALIASES.items() if meant == name]
    return f" Also: {', '.join(words)}." if words else ""


def _spelled(key: str) -> str:
    """A key with the name of its sign: many voices leave signs out."""
    shown = shown_key(key)
    if len(shown) > 1 or shown.isalnum():
        return shown if not shown.isupper() or len(shown) > 1 else f"capital {shown}"
    return f"{shown} ({_SIGNS.get(shown) or unicodedata.name(shown, 'sign').lower()})"


def _in_words(text: str) -> str:
    for pane, words in _PLACES:
        text = text.replace(pane, words)
    return text
