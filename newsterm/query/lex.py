"""Text to tokens: where words, phrases, patterns, fields and operators begin and end.

Lexing never fails: a quotation mark or slash that is not closed makes a token that says so, for the parser to judge.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from newsterm.model.text import clean_line
from newsterm.query.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator


class TokenKind(Enum):
    """What a token is."""

    OPEN = "("
    CLOSE = ")"
    AND = "and"
    OR = "or"
    NOT = "not"
    STAR = "*"
    WORD = "word"
    PHRASE = "phrase"
    PATTERN = "pattern"
    FIELD = "field"
    NEAR = "~"


class Token(NamedTuple):
    """One piece of a query."""

    kind: TokenKind
    start: int
    """Where it begins in the query; counts characters from 0."""
    end: int
    text: str = ""
    """The word, phrase, pattern or name without its marks, the value of a field; escapes are undone."""
    field: str = ""
    """The field's name as written, without the colon."""
    value_start: int = 0
    """Where the value of a field begins."""
    quoted: bool = False
    """Whether the value of a field stands in quotation marks."""
    pattern: bool = False
    """Whether the value of a field stands between slashes."""
    near: bool = False
    """Whether a ~ stands before the value of a field, for a name that is spelled nearly so."""
    plain: bool = True
    """Whether nothing was escaped, so that operators and ranges mean themselves."""
    closed: bool = True
    """Whether the closing quotation mark or slash is there."""


_FIELD = re.compile(r"([A-Za-z]+):")
_BARE = re.compile(r'(?:\\.|[^\s()"\\]|\\$)+', re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.|\\$)*)("?)', re.DOTALL)
_SLASHED = re.compile(r"/((?:[^/\\]|\\.|\\$)*)(/?)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_QUOTE_ESCAPE = re.compile(r'\\(["\\])')
_OPERATORS = {kind.value: kind for kind in (TokenKind.AND, TokenKind.OR, TokenKind.NOT, TokenKind.STAR)}


def lex(query: str) -> Iterator[Token]:
    """The tokens of a query in order. Outside quotation marks a backslash takes any character's meaning away."""
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        token = _token(query, at)
        yield token
        at = token.end


def _token(query: str, at: int) -> Token:
    char = query[at]
    following = query[at + 1 : at + 2]
    if char in "()":
        return Token(TokenKind(char), at, at + 1)
    if char == "-" and following and not following.isspace():
        return Token(TokenKind.NOT, at, at + 1)
    if char == '"':
        text, end, closed = _quoted(query, at)
        return Token(TokenKind.PHRASE, at, end, text=text, closed=closed)
    if char == "/":
        return _pattern(query, at)
    if char == "~" and following and not following.isspace() and following not in "()":
        return _value(query, at, at + 1)._replace(kind=TokenKind.NEAR)
    if field := _FIELD.match(query, at):
        return _field(query, field)
    return _word(query, at)


def _quoted(query: str, at: int) -> tuple[str, int, bool]:
    found = _QUOTED.match(query, at)
    assert found is not None  # noqa: S101 - the caller saw the quotation mark
    return clean_line(_QUOTE_ESCAPE.sub(r"\1", found[1])), found.end(), bool(found[2])


def _pattern(query: str, at: int) -> Token:
    found = _SLASHED.match(query, at)
    assert found is not None  # noqa: S101 - the caller saw the slash
    return Token(TokenKind.PATTERN, at, found.end(), text=found[1], closed=bool(found[2]))


def _field(query: str, field: re.Match[str]) -> Token:
    at = field.end()
    start, name = field.start(), field[1]
    known = FIELDS.get(name.lower())
    if known is not None and known.patterns and query[at : at + 1] == "/":
        found = _pattern(query, at)
        return found._replace(kind=TokenKind.FIELD, start=start, field=name, value_start=at, pattern=True)
    near = known is not None and known.near is not None and query[at : at + 1] == "~"
    return _value(query, start, at + near)._replace(field=name, near=near)


def _value(query: str, start: int, at: int) -> Token:
    """What stands at a place as the value of a field."""
    if query[at : at + 1] == '"':
        text, end, closed = _quoted(query, at)
        return Token(TokenKind.FIELD, start, end, text, value_start=at, quoted=True, closed=closed)
    bare = _BARE.match(query, at)
    if bare is None:
        return Token(TokenKind.FIELD, start, at, value_start=at)
    text = clean_line(_ESCAPE.sub(r"\1", bare[0]))
    return Token(TokenKind.FIELD, start, bare.end(), text, value_start=at, plain="\\" not in bare[0])


def _word(query: str, at: int) -> Token:
    found = _BARE.match(query, at)
    assert found is not None  # noqa: S101 - every other first character has a token of its own
    raw = found[0]
    plain = "\\" not in raw
    if plain and raw.lower() in _OPERATORS:
        return Token(_OPERATORS[raw.lower()], at, found.end())
    return Token(TokenKind.WORD, at, found.end(), text=clean_line(_ESCAPE.sub(r"\1", raw)), plain=plain)
