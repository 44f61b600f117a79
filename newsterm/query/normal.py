"""The normal form of a tree: what parsing gives, and equal for trees that are written alike."""

from __future__ import annotations

import re
from datetime import timedelta

from newsterm.query.tree import EVERYTHING, Age, And, Dated, FeedHas, Leaf, LinkHas, Not, Or, Pattern, Tree, Words

NOTHING = Not(EVERYTHING)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def normalise(tree: Tree) -> Tree:
    """The same meaning without nested or single-part And and Or, double Not, or words that stand together.

    Ages are whole seconds; in a pattern a slash needs no backslash. Idempotent.
    """
    match tree:
        case And() | Or():
            return _joined(type(tree), tree.parts)
        case Not():
            part = normalise(tree.part)
            return part.part if isinstance(part, Not) else Not(part)
        case Words():
            return _words(tree)
        case _:
            return _leaf(tree)


def _leaf(leaf: Leaf) -> Tree:
    match leaf:
        case Age():
            return Age(leaf.op, timedelta(seconds=int(leaf.age.total_seconds())))
        case Dated(first=None, last=None):
            return EVERYTHING
        case Pattern():
            return Pattern(unescape_slashes(leaf.regex), leaf.field)
        case FeedHas(pattern=True):
            return FeedHas(leaf.part, unescape_slashes(leaf.value), pattern=True)
        case LinkHas(pattern=True):
            return LinkHas(unescape_slashes(leaf.value), pattern=True)
        case _:
            return leaf


def unescape_slashes(regex: str) -> str:
    """The pattern with `/` for every `\\/`."""
    return _ESCAPED.sub(lambda found: "/" if found[1] == "/" else found[0], regex)


def _joined(kind: type[And | Or], parts: tuple[Tree, ...]) -> Tree:
    neutral, decisive = (EVERYTHING, NOTHING) if kind is And else (NOTHING, EVERYTHING)
    flat: list[Tree] = []
    for part in map(normalise, parts):
        if part == decisive:
            return decisive
        if part != neutral:
            flat.extend(part.parts if isinstance(part, kind) else [part])
    if not flat:
        return neutral
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _words(words: Words) -> Tree:
    split = words.text.split()
    if not words.phrase and len(split) != 1:
        return _joined(And, tuple(Words(word, field=words.field) for word in split))
    return Words(" ".join(split), field=words.field, phrase=words.phrase) if split else EVERYTHING
