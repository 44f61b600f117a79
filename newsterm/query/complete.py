"""What a query that is being typed may go on with: names of fields and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsterm.query.fields import FIELDS, Field
from newsterm.query.lex import Token, TokenKind, lex
from newsterm.query.near import LEAST, is_near, words_of_names
from newsterm.query.render import quote, quote_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MOST = 50


def complete(text: str, cursor: int, *, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What may replace the text from `token_start` to the cursor, the likeliest first.

    `names` are the library's own, by what they name: "feed", "folder", "feedtag", "tag", "author", "lang", "source",
    "via", "cue".
    """
    head = text[:cursor]
    typed = head[token_start(text, cursor) :]
    if typed.startswith("~"):
        return _near(typed, [field for field in FIELDS.values() if field.near], names)
    name, colon, value = typed.partition(":")
    if not colon:
        return tuple(f"{field}:" for field in FIELDS if field.startswith(typed.lower())) if _is_free(head) else ()
    field = FIELDS.get(name.lower())
    if field is None:
        return ()
    if field.near and value.startswith("~"):
        return _near(value, [field], names)
    values = _matching(value.removeprefix('"').casefold(), _values(field, names))
    return tuple(whole for whole in (f"{field.name}:{v}" for v in values) if whole != typed)


def token_start(text: str, cursor: int) -> int:
    """Where the piece that the cursor stands at the end of begins: what a completion replaces."""
    last = _last(text[:cursor])
    if last is None or last.kind in {TokenKind.OPEN, TokenKind.CLOSE, TokenKind.PHRASE, TokenKind.PATTERN}:
        return cursor
    return cursor if text[last.start : last.end] == "-" else last.start


def _last(head: str) -> Token | None:
    """The token that ends at the cursor."""
    tokens = list(lex(head))
    return tokens[-1] if tokens and tokens[-1].end == len(head) else None


def _is_free(head: str) -> bool:
    """Whether a field may begin or go on here: not in a phrase, a pattern or a word that can't be a field's name."""
    last = _last(head)
    if last is None or last.kind in {TokenKind.NOT, TokenKind.OPEN, TokenKind.AND, TokenKind.OR}:
        return True
    return last.kind is TokenKind.WORD and last.plain and (last.text.isalpha() or last.text == "-")


def _values(field: Field, names: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
    """Pairs of a value and how it is written."""
    yield from ((choice, choice) for choice in field.choices)
    if field.names:
        write = quote_source if field.name == "source" else quote
        yield from ((name, write(name)) for name in names.get(field.names, ()))


def _near(typed: str, fields: Iterable[Field], names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The fields with those of their names that are spelled nearly as what is typed behind the ~, or begin so."""
    name = typed[1:].removeprefix('"')
    long_enough = any(len(word) >= LEAST for word in words_of_names(name))
    found = [
        f"{field.name}:{written}"
        for field in fields
        for value, written in _values(field, names)
        if value not in field.choices
        and (value.casefold().startswith(name.casefold()) or (long_enough and is_near(value, name)))
    ]
    return tuple(dict.fromkeys(found))[:_MOST]


def _matching(typed: str, values: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Those that begin with what is typed, then those that hold it."""
    begins, holds = [], []
    for value, written in values:
        folded = value.casefold()
        if folded.startswith(typed):
            begins.append(written)
        elif typed in folded:
            holds.append(written)
    return tuple(dict.fromkeys([*begins, *holds]))[:_MOST]
