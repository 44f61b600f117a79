"""The fields of the query language, once: how each reads its value, what it means, what completes it."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - a named tuple's field
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newsterm.hints import did_you_mean
from newsterm.model.claim import Act, Kind, QuoteType
from newsterm.query.days import DAY_WORDS, Unreadable, read_days, read_span
from newsterm.query.near import LEAST, words_of_names
from newsterm.query.tree import (
    Acts,
    Age,
    Count,
    Counted,
    CueHas,
    Dated,
    FeedHas,
    FeedPart,
    Flag,
    Has,
    Hedged,
    InFeed,
    InFolder,
    InLanguage,
    Is,
    LinkHas,
    NameField,
    Near,
    NoteHas,
    Op,
    Part,
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
    from collections.abc import Callable, Iterable

_E = TypeVar("_E", bound=StrEnum)


class Value(NamedTuple):
    """What stands behind a field's colon."""

    text: str
    quoted: bool
    today: date
    pattern: bool = False
    """Whether the text is a regular expression, which stood between slashes."""


class Field(NamedTuple):
    """One field."""

    name: str
    takes: str
    """What it takes, in words."""
    meaning: str
    example: str
    """A query that uses it."""
    read: Callable[[Value], Tree]
    """The leaf; raises Unreadable."""
    choices: tuple[str, ...] = ()
    """Values that complete it always."""
    names: str | None = None
    """Which of the library's names complete it: "feed", "tag" ..."""
    patterns: bool = False
    """Whether it takes a /pattern/ as well."""
    near: NameField | None = None
    """Whose names it finds where ~ stands before the value."""


# How kinds of source are called; the first name of each is the one that is written.
KIND_NAMES: dict[Kind, tuple[str, ...]] = {
    Kind.NAMED_PERSON: ("named",),
    Kind.UNNAMED_PERSON: ("unnamed", "anonymous"),
    Kind.ORGANISATION: ("organisation", "organization", "org"),
    Kind.OUTLET: ("outlet",),
    Kind.DOCUMENT: ("document", "doc"),
    Kind.GROUP: ("group",),
    Kind.SELF: ("self",),
    Kind.NONE: ("none",),
    Kind.OWN: ("own",),
}
KINDS = {name: kind for kind, names in KIND_NAMES.items() for name in (*names, kind.value)}
_KIND_WORDS = tuple(names[0] for names in KIND_NAMES.values())
_COMPARED = re.compile(r"(<=|>=|<|>|=)?(.*)", re.DOTALL)


def _words(value: Value, *, field: TextField) -> Tree:
    if value.pattern:
        return Pattern(value.text, field)
    return read_words(value.text, field=field, phrase=value.quoted)


def read_words(text: str, *, field: TextField = TextField.ANY, phrase: bool = False) -> Words:
    """Words to look for. Raises Unreadable where there is no letter or digit to find."""
    if not any(c.isalnum() for c in text):
        raise Unreadable(f'"{text}" holds no word to look for; expected letters or digits.')
    return Words(text, field=field, phrase=phrase)


def read_near(text: str, field: NameField) -> Near:
    """A name that may be spelled otherwise. Raises Unreadable where there is too little of it."""
    if not any(len(word) >= LEAST for word in words_of_names(text)):
        raise Unreadable(f'"~{text}" is too short to be nearly right; expected a name with {LEAST} letters or more.')
    return Near(text, field)


def _named(value: Value, *, leaf: Callable[[str], Tree]) -> Tree:
    return leaf(value.text)


def _link(value: Value) -> Tree:
    return LinkHas(value.text, value.pattern)


def _of_feed(value: Value, *, part: FeedPart) -> Tree:
    return FeedHas(part, value.text, value.pattern)


def _one_of(value: Value, *, options: type[_E], leaf: Callable[[_E], Tree]) -> Tree:
    known = tuple(option.value for option in options)
    folded = value.text.lower()
    if folded not in known:
        raise _not_among(value.text, known)
    return leaf(options(folded))


def _not_among(text: str, known: Iterable[str]) -> Unreadable:
    known = tuple(known)
    return Unreadable(f'"{text}" is not known there; expected one of {", ".join(known)}.{did_you_mean(text, known)}')


def _age(value: Value) -> Tree:
    op, span = _compared(value.text, Op.LE)
    return Age(op, read_span(span))


def _count(value: Value, *, what: Counted) -> Tree:
    op, number = _compared(value.text, Op.EQ)
    if not re.fullmatch(r"\d{1,9}", number, re.ASCII):
        raise Unreadable(f'"{value.text}" is no number; expected one such as 3, >5 or <=2.')
    return Count(what, op, int(number))


def _compared(text: str, default: Op) -> tuple[Op, str]:
    found = _COMPARED.fullmatch(text)
    sign, rest = found.groups() if found else (None, text)
    return (Op(sign) if sign else default), rest.strip()


def _since(value: Value) -> Tree:
    return Dated(read_days(value.text, value.today)[0], None)


def _on(value: Value) -> Tree:
    return read_range(value.text, value.today) or Dated(*read_days(value.text, value.today))


def read_range(text: str, today: date) -> Dated | None:
    """`A..B`, `A..` or `..B` as days; None where the text has no such form. Raises Unreadable."""
    first, dots, last = text.partition("..")
    if not dots or not (first or last):
        return None
    start = read_days(first, today)[0] if first else None
    end = read_days(last, today)[1] if last else None
    if start and end and start > end:
        raise Unreadable(f'"{text}" ends before it begins; expected the earlier day first.')
    return Dated(start, end)


def _source(value: Value) -> Tree:
    kind = None if value.quoted else KINDS.get(value.text.lower())
    return SourceKind(kind) if kind else SaidBy(value.text)


def _kind(value: Value) -> Tree:
    kind = KINDS.get(value.text.lower())
    if kind is None:
        raise _not_among(value.text, _KIND_WORDS)
    return SourceKind(kind)


def _hedge(value: Value) -> Tree:
    if value.text.lower() not in {"yes", "no"}:
        raise _not_among(value.text, ("yes", "no"))
    return Hedged(value.text.lower() == "yes")


def _values(options: Iterable[StrEnum]) -> tuple[str, ...]:
    return tuple(option.value for option in options)


def _text_field(name: TextField, meaning: str, example: str, names: str | None = None) -> Field:
    read, patterns = partial(_words, field=name), name is not TextField.SAID
    near = NameField.AUTHOR if name is TextField.AUTHOR else None
    return Field(name.value, "words", meaning, example, read, names=names, patterns=patterns, near=near)


def _feed_field(part: FeedPart, takes: str, meaning: str, example: str, names: str | None = None) -> Field:
    return Field(part.value, takes, meaning, example, partial(_of_feed, part=part), names=names, patterns=True)


def _count_field(what: Counted, meaning: str, example: str) -> Field:
    return Field(what.value, "a number", meaning, example, partial(_count, what=what), (">0", "0"))


_ALL = (
    _text_field(TextField.TITLE, "the title has it", "title:budget"),
    _text_field(TextField.TEXT, "the text has it", 'text:"rate cut"'),
    _text_field(TextField.AUTHOR, "an author is called so", "author:brandt", "author"),
    Field("feed", "a name", "a feed's title, host or address", 'feed:"Harbour Post"', partial(_named, leaf=InFeed),
          names="feed", near=NameField.FEED),
    Field("folder", "a name", "its feed is filed there or below", "folder:world/asia", partial(_named, leaf=InFolder),
          names="folder"),
    _feed_field(FeedPart.TITLE, "a piece", "its feed's title has it", "feedtitle:post"),
    _feed_field(FeedPart.URL, "a piece", "its feed's address has it", "feedurl:example.org/world"),
    _feed_field(FeedPart.TAG, "a tag", "its feed is tagged so", "feedtag:daily", "feedtag"),
    Field("tag", "a tag", "it is tagged so", "tag:read-later", partial(_named, leaf=Tagged), names="tag"),
    Field("note", "a piece", "your note on it has it", "note:\"ask her\"", partial(_named, leaf=NoteHas)),
    Field("is", "a mark", "it is marked so", "is:unread", partial(_one_of, options=Flag, leaf=Is), _values(Flag)),
    Field("has", "a thing", "there is at least one", "has:enclosure", partial(_one_of, options=Part, leaf=Has),
          _values(Part)),
    Field("lang", "a code", "its language begins so", "lang:de", partial(_named, leaf=InLanguage), names="lang"),
    Field("link", "a piece", "its address has it", "link:example.org", _link, patterns=True),
    Field("age", "a length", "it is at most so old, or compared by <, >", "age:<3d", _age, ("<1d", "<3d", "<1w")),
    Field("since", "a day", "it is of that day or later", "since:monday", _since, DAY_WORDS),
    Field("on", "a day", "it is of that day, month, year or span", "on:2026-11-01..2026-11-20", _on, DAY_WORDS),
    Field("source", "a name or kind", "somebody called so is the source of a claim", 'source:"Ana Sorel"', _source,
          _KIND_WORDS, "source", near=NameField.SOURCE),
    Field("kind", "a kind", "a claim rests on this kind of source", "kind:document", _kind, _KIND_WORDS),
    Field("via", "a name", "a claim came through them", "via:northwire", partial(_named, leaf=Via), names="via",
          near=NameField.VIA),
    _text_field(TextField.SAID, "a claim says it", "said:sanctions"),
    Field("cue", "a piece", "the words that attribute a claim have it", "cue:reportedly", partial(_named, leaf=CueHas),
          names="cue"),
    Field("hedge", "yes or no", "a claim is hedged, or is not", "hedge:yes", _hedge, ("yes", "no")),
    Field("quote", "a type", "a claim is quoted so", "quote:direct", partial(_one_of, options=QuoteType, leaf=Quoted),
          _values(QuoteType)),
    Field("act", "an act", "a claim asserts, denies, asks, plans, believes, declines", "act:denies",
          partial(_one_of, options=Act, leaf=Acts), _values(Act)),
    _count_field(Counted.CLAIMS, "it has so many claims", "claims:>5"),
    _count_field(Counted.NAMED, "so many claims rest on named sources", "named:0"),
    _count_field(Counted.UNNAMED, "so many claims rest on unnamed sources", "unnamed:>=2"),
)  # fmt: skip
FIELDS = {field.name: field for field in _ALL}
