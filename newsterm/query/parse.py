"""A query's text to its tree.

query = both { "or" both }        both = one { ["and"] one }
one   = ("not" | "-") one | "(" query ")" | "*" | word | "phrase" | /pattern/ | ~name | field:value | day..day
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsterm.errors import QueryError
from newsterm.hints import nearest
from newsterm.model.text import clean_line
from newsterm.query.days import Unreadable
from newsterm.query.fields import FIELDS, Field, Value, read_near, read_range, read_words
from newsterm.query.lex import Token, TokenKind, lex
from newsterm.query.normal import normalise, unescape_slashes
from newsterm.query.pattern import check
from newsterm.query.tree import EVERYTHING, And, NameField, Not, Or, Pattern, Tree

if TYPE_CHECKING:
    from datetime import date

_DEEPEST = 60
_LOOKS_LIKE_DAYS = re.compile(r"\.\.\d{4}|\d{4}(-\d\d?){0,2}\.\.", re.ASCII)
_OTHERWISE = {
    "http": "link", "https": "link", "url": "link", "site": "feed", "outlet": "feed", "publication": "feed",
    "by": "author", "byline": "author", "writer": "author", "from": "source", "who": "source", "speaker": "source",
    "says": "said", "claim": "said", "subject": "title", "headline": "title", "body": "text", "content": "text",
    "label": "tag", "category": "tag", "type": "kind", "language": "lang", "after": "since", "before": "on",
    "until": "on", "date": "on", "day": "on", "older": "age", "newer": "age",
}  # fmt: skip
"""What others call a field."""
_NO_NAMES = frozenset({"title", "text", "said", "cue"})
_NO_PATTERNS = frozenset({"feed", "source", "via", "said", "cue"})
_ENDS = frozenset({TokenKind.CLOSE, TokenKind.OR, TokenKind.AND})


def parse(text: str, *, today: date) -> Tree:
    """The tree, in normal form; an empty query is EVERYTHING. `today` is what `monday` and `3d` count from.

    Raises QueryError: where, what was expected, and what was probably meant.
    """
    tree, error = parse_leniently(text, today=today)
    if error is not None:
        raise error
    return tree


def parse_leniently(text: str, *, today: date) -> tuple[Tree, QueryError | None]:
    """The meaning of whatever can be read, and the first thing that can't: for queries that are still being typed."""
    parser = _Parser(text, today)
    parts = [parser.query(0)]
    while (token := parser.token) is not None:
        parser.complain("there is no ( to this ); expected one before it, or none of both", token.start)
        parser.advance()
        parts.append(parser.query(0))
    tree = And(tuple(part for part in parts if part is not None))
    return normalise(tree), min(parser.errors, key=lambda error: error.position, default=None)


class _Parser:
    """Recursive descent that leaves out what it can't read and remembers why; None stands for what is left out."""

    def __init__(self, text: str, today: date) -> None:
        self.tokens = list(lex(text))
        self.today = today
        self.at = 0
        self.errors: list[QueryError] = []
        self.given_up = False

    @property
    def token(self) -> Token | None:
        """The token that comes next."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def advance(self) -> Token:
        """Take the token that comes next."""
        self.at += 1
        return self.tokens[self.at - 1]

    def complain(self, sentence: str, position: int) -> None:
        """Remember an error, unless it only follows from having given up."""
        if self.given_up:
            return
        ending = "" if sentence.endswith((".", "?")) else "."
        message = f"At character {position + 1}: {clean_line(sentence)}{ending}"
        self.errors.append(QueryError(message, position=position))

    def at_end(self) -> bool:
        """Whether no operand follows."""
        return self.token is None or self.token.kind in _ENDS

    def query(self, depth: int) -> Tree | None:
        """Parts joined by `or`."""
        begin = self.at
        parts = [self.both(depth)]
        while self.token is not None and self.token.kind is TokenKind.OR:
            lacking = self.at == begin
            operator = self.advance()
            begin = self.at
            parts.append(self.both(depth))
            if lacking or self.at == begin:
                self.complain("or stands between two things, and one is missing", operator.start)
        kept = tuple(part for part in parts if part is not None)
        return Or(kept) if kept else None

    def both(self, depth: int) -> Tree | None:
        """Parts joined by `and`, or by standing beside each other."""
        begin = self.at
        parts = []
        while self.token is not None and self.token.kind not in {TokenKind.CLOSE, TokenKind.OR}:
            if self.token.kind is TokenKind.AND:
                lacking = self.at == begin
                operator = self.advance()
                if lacking or self.at_end():
                    self.complain("and stands between two things, and one is missing", operator.start)
            else:
                parts.append(self.one(depth))
        kept = tuple(part for part in parts if part is not None)
        return And(kept) if kept else None

    def one(self, depth: int) -> Tree | None:
        """One part, with what denies it."""
        token = self.advance()
        if depth > _DEEPEST:
            self.complain(f"the query is nested more than {_DEEPEST} deep", token.start)
            self.at = len(self.tokens)
            self.given_up = True
            return None
        match token.kind:
            case TokenKind.NOT:
                return self.denied(token, depth)
            case TokenKind.OPEN:
                return self.group(token, depth)
            case _:
                return self.leaf(token)

    def denied(self, token: Token, depth: int) -> Tree | None:
        """What follows a `not`."""
        if self.at_end():
            self.complain("not stands before a thing, and none follows", token.start)
            return None
        part = self.one(depth + 1)
        return None if part is None else Not(part)

    def group(self, token: Token, depth: int) -> Tree | None:
        """What stands in parentheses."""
        begin = self.at
        part = self.query(depth + 1)
        if self.at == begin:
            self.complain("nothing stands between ( and )", token.start)
        if self.token is not None:  # only a closing parenthesis ends a query inside one
            self.advance()
        else:
            self.complain("this ( is not closed; expected a ) after it", token.start)
        return part

    def leaf(self, token: Token) -> Tree | None:
        """The meaning of a token by itself."""
        if token.kind is TokenKind.FIELD and token.field.lower() not in FIELDS:
            self.complain(_no_such_field(token.field), token.start)
            return None
        place = token.value_start or token.start
        if not token.closed and token.kind is not TokenKind.PATTERN and not token.pattern:
            self.complain('this quotation mark is not closed; expected a " at its end', place)
        try:
            return _leaf(token, self.today)
        except Unreadable as unreadable:
            self.complain(str(unreadable), place)
            return None


def _no_such_field(name: str) -> str:
    near = _OTHERWISE.get(name.lower()) or nearest(name, FIELDS)
    hint = f' Did you mean "{near}:"?' if near else ""
    return f'there is no field "{name}:"; what is meant as words stands in quotation marks.{hint}'


def _leaf(token: Token, today: date) -> Tree:
    """Raises Unreadable."""
    match token.kind:
        case TokenKind.STAR:
            return EVERYTHING
        case TokenKind.PHRASE:
            return read_words(token.text, phrase=True)
        case TokenKind.PATTERN:
            return Pattern(_regex(token))
        case TokenKind.NEAR:
            return read_near(token.text, NameField.ANY)
        case TokenKind.FIELD:
            return _field(token, today)
        case _:
            return _word(token, today)


def _word(token: Token, today: date) -> Tree:
    if token.plain and ".." in token.text:
        try:
            days = read_range(token.text, today)
        except Unreadable:
            if _LOOKS_LIKE_DAYS.search(token.text):
                raise
            days = None
        if days is not None:
            return days
    return read_words(token.text)


def _field(token: Token, today: date) -> Tree:
    field = FIELDS[token.field.lower()]
    if token.pattern:
        return field.read(Value(_regex(token), quoted=False, today=today, pattern=True))
    if not token.text:
        raise Unreadable(f"{field.name}: expects {field.takes} after it, such as {field.example}.")
    if token.near and field.near is not None:
        return read_near(token.text, field.near)
    if token.plain and not token.quoted:
        _check_form(field, token.text)
    return field.read(Value(token.text, token.quoted, today))


def _check_form(field: Field, text: str) -> None:
    """Raise Unreadable where the value is written as a pattern or a name nearly so, and the field takes none."""
    if text.startswith("~") and field.name in _NO_NAMES:
        those = ", ".join(f"{name}:~" for name, one in FIELDS.items() if one.near)
        raise Unreadable(f"{field.name}: takes no ~, which stands before names; expected {those} or ~ alone.")
    if len(text) > 2 and text[0] == text[-1] == "/" and field.name in _NO_PATTERNS:
        those = ", ".join(name for name, one in FIELDS.items() if one.patterns)
        raise Unreadable(f"{field.name}: takes no /pattern/; {those} do. What has slashes stands in quotation marks.")


def _regex(token: Token) -> str:
    """The regular expression of a pattern. Raises Unreadable."""
    if not token.closed:
        raise Unreadable("this pattern is not closed; expected a / at its end.")
    regex = unescape_slashes(token.text)
    if not regex:
        raise Unreadable("this pattern is empty; expected something between the slashes.")
    check(regex)
    return regex
