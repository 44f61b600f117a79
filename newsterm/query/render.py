"""A tree to the text that parses to it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from newsterm.query.days import Unreadable, show_span
from newsterm.query.fields import KIND_NAMES, KINDS, read_range
from newsterm.query.normal import normalise
from newsterm.query.tree import (
    Acts,
    Age,
    And,
    Count,
    CueHas,
    Dated,
    FeedHas,
    FirstSeen,
    Has,
    Hedged,
    InFeed,
    InFolder,
    InLanguage,
    Is,
    Leaf,
    LinkHas,
    NameField,
    Near,
    Not,
    NoteHas,
    Op,
    Or,
    Pattern,
    Quoted,
    SaidBy,
    SourceKind,
    Tagged,
    TextField,
    Tree,
    Via,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_BARE_VALUE = re.compile(r'[^\s()"\\]+')
_SPECIAL = re.compile(r'([\s()"\\])')
_SLASH = re.compile(r"\\.|/", re.DOTALL)
_FIELD_LIKE = re.compile(r"([A-Za-z]+):")


def render(tree: Tree) -> str:
    """The query's text: `parse` makes the tree's normal form of it. EVERYTHING is empty text."""
    normal = normalise(tree)
    if normal == And(()):
        return ""
    return _render(normal)


def quote(value: str) -> str:
    """A field's value as it is written after the colon: in quotation marks only where it has to be."""
    if _BARE_VALUE.fullmatch(value) and not value.startswith(("/", "~")):
        return value
    return _in_marks(value)


def quote_source(name: str) -> str:
    """The same for the name of a source, which is no kind of source only because it stands in quotation marks."""
    return _in_marks(name) if name.lower() in KINDS else quote(name)


def _in_marks(text: str) -> str:
    escaped = re.sub(r'(["\\])', r"\\\1", text)
    return f'"{escaped}"'


def _render(tree: Tree) -> str:
    match tree:
        case And(()):
            return "*"
        case And():
            return " ".join(f"({_render(p)})" if isinstance(p, Or) else _render(p) for p in tree.parts)
        case Or():
            return " or ".join(_render(p) for p in tree.parts)
        case Not():
            inner = _render(tree.part)
            return f"not ({inner})" if isinstance(tree.part, Or | And) and tree.part.parts else f"-{inner}"
        case _:
            return _leaf(tree)


def _leaf(leaf: Leaf) -> str:
    renderer: Callable[..., str] = _LEAVES[type(leaf)]
    return renderer(leaf)


def _words(words: Words) -> str:
    field = "" if words.field is TextField.ANY else f"{words.field}:"
    if words.phrase:
        return field + _in_marks(words.text)
    escaped = _SPECIAL.sub(r"\\\1", words.text)
    if not field:
        return _bare(escaped)
    return f"{field}\\{escaped}" if escaped[0] in "/~" else field + escaped


def _bare(word: str) -> str:
    """A word without a field, its first character escaped where it would mean something else."""
    if word[0] in "-/~" or word.lower() in {"and", "or", "not", "*"}:
        return f"\\{word}"
    if field := _FIELD_LIKE.match(word):
        return f"{field[1]}\\:{word[field.end() :]}"
    try:
        means_days = ".." in word and read_range(word, date.min) is not None
    except Unreadable:
        means_days = True  # or nearly, which would be an error
    return word.replace("..", ".\\.", 1) if means_days else word


def _pattern(pattern: Pattern) -> str:
    return ("" if pattern.field is TextField.ANY else f"{pattern.field}:") + _between_slashes(pattern.regex)


def _feed_has(leaf: FeedHas) -> str:
    return f"{leaf.part}:{_between_slashes(leaf.value) if leaf.pattern else quote(leaf.value)}"


def _between_slashes(regex: str) -> str:
    escaped = _SLASH.sub(lambda found: "\\/" if found[0] == "/" else found[0], regex)
    return f"/{escaped}/"


def _near(near: Near) -> str:
    field = "" if near.field is NameField.ANY else f"{near.field}:"
    return f"{field}~{quote(near.name)}"


def _dated(dated: Dated) -> str:
    first, last = dated.first, dated.last
    if last is None:
        return f"since:{first}"
    return f"on:{first}" if first == last else f"{first or ''}..{last}"


def _count(count: Count) -> str:
    return f"{count.what}:{'' if count.op is Op.EQ else count.op}{count.number}"


def _said_by(source: SaidBy) -> str:
    return f"source:{quote_source(source.name)}"


_LEAVES: dict[type, Callable[..., str]] = {
    Words: _words,
    Pattern: _pattern,
    InFeed: lambda leaf: f"feed:{quote(leaf.value)}",
    FeedHas: _feed_has,
    InFolder: lambda leaf: f"folder:{quote(leaf.value)}",
    Tagged: lambda leaf: f"tag:{quote(leaf.name)}",
    Is: lambda leaf: f"is:{leaf.flag}",
    FirstSeen: lambda _: "is:new",
    Has: lambda leaf: f"has:{leaf.part}",
    Age: lambda leaf: f"age:{leaf.op}{show_span(leaf.age)}",
    Dated: _dated,
    InLanguage: lambda leaf: f"lang:{quote(leaf.value)}",
    LinkHas: lambda leaf: f"link:{_between_slashes(leaf.value) if leaf.pattern else quote(leaf.value)}",
    Count: _count,
    Near: _near,
    SaidBy: _said_by,
    SourceKind: lambda leaf: f"kind:{KIND_NAMES[leaf.kind][0]}",
    Via: lambda leaf: f"via:{quote(leaf.name)}",
    NoteHas: lambda leaf: f"note:{quote(leaf.value)}",
    CueHas: lambda leaf: f"cue:{quote(leaf.value)}",
    Hedged: lambda leaf: f"hedge:{'yes' if leaf.hedged else 'no'}",
    Quoted: lambda leaf: f"quote:{leaf.quote_type}",
    Acts: lambda leaf: f"act:{leaf.act}",
}
