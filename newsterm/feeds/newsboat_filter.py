"""newsboat's filter expressions as values, read the way newsboat reads them."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

_DEEPEST = 50
_LONGEST = 10_000
_COMPARISON = re.compile(
    r"(?P<attribute>[A-Za-z0-9_.-]+)[ \t]*(?P<operator>=~|==|=|!~|!=|!#|<=|>=|<|>|#|between)[ \t]*"
    r'(?P<value>"(?:[^"\\]|\\.)*"|-?[0-9]+:-?[0-9]+|-?[0-9]+)',
    re.DOTALL,
)
_SPACE = re.compile(r"[ \t]*")
_JOINED = re.compile(r"(and|or)(?=[ \t]*\(|[ \t])|&&|\|\|")
_DENIED = re.compile(r"not(?=[ \t]*\(|[ \t]+[A-Za-z])|!")


class Comparison(Struct, frozen=True, kw_only=True):
    """An attribute of an article or its feed, compared with a value."""

    attribute: str
    operator: str
    """`=`, `=~`, `#`, `<`, `<=`, `>`, `>=` or `between`; a negated one stands in `Denied`."""
    value: str
    """Without its quotation marks; backslashes stay, as in newsboat."""
    text: str
    """The comparison as it is written."""


class Denied(Struct, frozen=True):
    """The part does not hold."""

    part: Expression


class Joined(Struct, frozen=True):
    """All parts hold, or one of them at least."""

    every: bool
    parts: tuple[Expression, ...]


Expression = Comparison | Denied | Joined


def read_filter(text: str) -> Expression:
    """The expression; ValueError with words for the user where newsboat would refuse it, too.

    `and` and `or` bind alike and to the right: `a and b or c` is `a and (b or c)`.
    """
    if len(text) > _LONGEST:
        raise ValueError("it is too long")
    reader = _Reader(text)
    found = reader.expression(0)
    if reader.at < len(text):
        raise reader.lost()
    return found


class _Reader:
    """A place in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.skip()

    def skip(self) -> None:
        """Go past white space."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands here, with the space after it, if the pattern matches."""
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
            self.skip()
        return found

    def lost(self) -> ValueError:
        """What is said where nothing can follow."""
        rest = self.text[self.at : self.at + 60]
        where = f'what begins with "{rest}"' if rest else "its end"
        return ValueError(f"newsboat's filter language can't be read at {where}")

    def expression(self, depth: int) -> Expression:
        """Parts joined by `and` and `or`, the last two first."""
        parts, every = [self.part(depth)], []
        while found := self.take(_JOINED):
            every.append(found[0] in {"and", "&&"})
            parts.append(self.part(depth))
        if depth + sum(one != other for one, other in pairwise(every)) > _DEEPEST:
            raise ValueError("it is nested too deeply")
        last = parts.pop()
        while parts:
            part, both = parts.pop(), every.pop()
            rest = last.parts if isinstance(last, Joined) and last.every is both else (last,)
            last = Joined(both, (part, *rest))
        return last

    def part(self, depth: int) -> Expression:
        """A comparison, or an expression in parentheses."""
        if depth > _DEEPEST:
            raise ValueError("it is nested too deeply")
        if self.take(_DENIED):
            return Denied(self.part(depth + 1))
        if self.text[self.at : self.at + 1] == "(":
            self.at += 1
            self.skip()
            inside = self.expression(depth + 1)
            if self.text[self.at : self.at + 1] != ")":
                raise self.lost()
            self.at += 1
            self.skip()
            return inside
        found = self.take(_COMPARISON)
        if found is None:
            raise self.lost()
        return _comparison(found)


def _comparison(found: re.Match[str]) -> Expression:
    operator, value = found["operator"], found["value"]
    plain = {"!=": "=", "!~": "=~", "!#": "#", "==": "="}.get(operator, operator)
    made = Comparison(
        attribute=found["attribute"],
        operator=plain,
        value=value[1:-1] if value.startswith('"') else value,
        text=found[0],
    )
    return Denied(made) if operator.startswith("!") else made
