"""Kinds of setting: what each accepts, in words and in TOML, and the value that it becomes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from newsterm.hints import did_you_mean
from newsterm.model.text import clean_line, is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping


class Refused(Exception):
    """A value that a setting does not accept: what is wrong, and the keys that lead to it."""

    def __init__(self, problem: str, at: tuple[str, ...] = ()) -> None:
        super().__init__(problem)
        self.problem = problem
        self.at = at

    def below(self, name: str) -> Refused:
        """The same, seen from the table that holds it."""
        return type(self)(self.problem, (name, *self.at))

    def below_all(self, path: tuple[str, ...]) -> Refused:
        """The same, seen from the top, where `path` leads to the table that holds it."""
        return type(self)(self.problem, (*path, *self.at))


class Unknown(Refused):
    """A key that is no setting; `problem` lists the keys that are, separated by spaces."""


class Sentence(Refused):
    """What is wrong, as a whole sentence that names the key."""


class Kind(Protocol):
    """One kind of value."""

    @property
    def words(self) -> str:
        """What is expected, in words."""

    @property
    def example(self) -> str:
        """A value that is accepted, as TOML."""

    def read(self, value: object) -> Any:
        """The value in newsterm's own type; raises Refused."""


def shown(value: object) -> str:
    """A value from the file, short and safe to print."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            text = clean_line(value)
            return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'
        case dict():
            return "a table"
        case list():
            return "a list"
        case _:
            text = clean_line(str(value))
            return f"{text[:20]}…" if len(text) > 24 else text


def wrong(kind: Kind, value: object) -> Refused:
    """The value is not of the kind."""
    return Refused(f"is {shown(value)}; expected {kind.words}")


class Whole(NamedTuple):
    """A whole number between two bounds, both included."""

    low: int
    high: int
    unit: str = ""
    like: int | None = None
    """A sensible number, where the smallest is none."""

    @property
    def words(self) -> str:
        """What is expected."""
        return f"a whole number from {self.low} to {self.high}" + (f" ({self.unit})" if self.unit else "")

    @property
    def example(self) -> str:
        """A sensible number."""
        return str(self.low if self.like is None else self.like)

    def read(self, value: object) -> int:
        """The number."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            raise wrong(self, value)
        return value


class Number(NamedTuple):
    """A finite number between two bounds, both included."""

    low: float
    high: float
    unit: str = ""

    @property
    def words(self) -> str:
        """What is expected."""
        return f"a number from {self.low:g} to {self.high:g}" + (f" ({self.unit})" if self.unit else "")

    @property
    def example(self) -> str:
        """The smallest number."""
        return str(self.low)

    def read(self, value: object) -> float:
        """The number."""
        if isinstance(value, bool) or not isinstance(value, (int, float)) or math.isnan(value):
            raise wrong(self, value)
        if not self.low <= value <= self.high:
            raise wrong(self, value)
        return float(value)


class YesNo:
    """True or false."""

    words = "true or false"
    example = "true"

    def read(self, value: object) -> bool:
        """The truth."""
        if not isinstance(value, bool):
            raise wrong(self, value)
        return value


class Choice(NamedTuple):
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is expected."""
        return "one of " + ", ".join(self.options)

    @property
    def example(self) -> str:
        """The first of them."""
        return f'"{self.options[0]}"'

    def read(self, value: object) -> str:
        """The word."""
        if value not in self.options:
            hint = did_you_mean(value, self.options) if isinstance(value, str) else ""
            raise Refused(f"{wrong(self, value).problem}.{hint}")
        return str(value)


class Line(NamedTuple):
    """A line of text without control characters."""

    words: str = "a line of text"
    example: str = '"text"'
    longest: int = 500

    def read(self, value: object) -> str:
        """The text."""
        if not isinstance(value, str) or clean_line(value) != value or is_blank(value) or len(value) > self.longest:
            raise wrong(self, value)
        return value


class ListOf(NamedTuple):
    """A list, each element of one kind."""

    each: Kind
    words: str
    example: str
    shortest: int = 0

    def read(self, value: object) -> tuple[Any, ...]:
        """The elements."""
        if not isinstance(value, list) or len(value) < self.shortest:
            raise wrong(self, value)
        try:
            return tuple(self.each.read(element) for element in value)
        except Refused as refused:
            raise Refused(f"{refused.problem} in its list") from refused


class Told(NamedTuple):
    """What a setting accepts and what it means; stands in its annotation."""

    kind: Kind
    meaning: str = ""


class Section(NamedTuple):
    """A table with fixed keys: the fields of a class, each annotated with what is told of it."""

    values: type[Any]
    words: str = "a table"
    example: str = "{}"
    together: tuple[str, ...] = ()
    """Keys of which all or none are given."""
    secret: bool = False
    """Whether what stands in its place may not be repeated."""

    def keys(self) -> Mapping[str, Told]:
        """What is told of each key."""
        annotated = self.values.__annotations__.items()
        return {name: hint.__metadata__[0] for name, hint in annotated if hasattr(hint, "__metadata__")}

    def read(self, value: object) -> Any:
        """The class's value, its defaults where the table is silent."""
        if not isinstance(value, dict):
            raise Refused(f"is no table; expected {self.words}") if self.secret else wrong(self, value)
        if 0 < len(value.keys() & set(self.together)) < len(self.together):
            raise Refused(f"is not whole; expected {' and '.join(self.together)}")
        keys = self.keys()
        read = {}
        for name, raw in value.items():
            if name not in keys:
                raise Unknown(" ".join(keys), (name,))
            read[name] = read_below(keys[name].kind, name, raw)
        return self.values(**read)


class TableOf(NamedTuple):
    """A table whose keys are the user's, each value of one kind."""

    placeholder: str
    """What stands for the key in a description: `NAME`."""
    names: Kind
    each: Kind
    words: str = "a table"
    example: str = "{}"

    def read(self, value: object) -> Mapping[Any, Any]:
        """The entries."""
        if not isinstance(value, dict):
            raise wrong(self, value)
        return {read_below(self.names, name, name): read_below(self.each, name, raw) for name, raw in value.items()}


def read_below(kind: Kind, name: str, value: object) -> Any:
    """The value under a key; what is refused there names the key."""
    try:
        return kind.read(value)
    except Refused as refused:
        raise refused.below(name) from refused
