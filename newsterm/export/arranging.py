"""Saved views and rules as JSON lines that newsterm takes in again, each by itself: they stand among items as well.

A line is `{"newsterm": 1, "view": {...}}` or `{"newsterm": 1, "rule": {...}}`. A rule has no command, only the name of
one in the settings.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from newsterm.errors import ParseError
from newsterm.export.lines import in_utc
from newsterm.export.whole import FORM
from newsterm.model import SavedView, clean_line
from newsterm.model.address import MASKED, mask_credentials
from newsterm.model.rule import Rule  # noqa: TC001 - msgspec looks it up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BEGINS = re.compile(rb'\s*\{\s*"newsterm"\s*:\s*\d+\s*,\s*"(view|rule)"\s*:')


class _View(msgspec.Struct):
    name: str
    query: str
    colour: str | None = None
    key: str | None = None


class _Line(msgspec.Struct):
    newsterm: int
    view: _View | None = None
    rule: Rule | None = None


_line = msgspec.json.Decoder(_Line)


def views_lines(views: Iterable[SavedView]) -> Iterator[str]:
    """The views in their order, without when they were visited."""
    for view in views:
        record = {"name": view.name, "query": mask_credentials(view.query), "colour": view.colour, "key": view.key}
        yield json.dumps({"newsterm": FORM, "view": record}) + "\n"


def rules_lines(rules: Iterable[Rule]) -> Iterator[str]:
    """The rules in their order; what one does not do is left out."""
    for rule in rules:
        record = msgspec.to_builtins(replace(rule, query=rule.shown_query))
        yield json.dumps({"newsterm": FORM, "rule": record}) + "\n"


def is_arranged(line: bytes) -> bool:
    """Whether a line is one of a view or a rule."""
    return _BEGINS.match(line) is not None


def read_arranged(line: bytes) -> SavedView | Rule:
    """The view or the rule of a line, name and query not yet looked at. ParseError, in words, for any other line."""
    try:
        found = _line.decode(line)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ParseError(f"It is no view or rule that can be read: {clean_line(str(error))[:200]}.") from error
    thing = found.view or found.rule
    if found.newsterm != FORM or thing is None:
        raise ParseError("It is no view or rule of a form that this newsterm reads.")
    if MASKED in thing.query:
        raise ParseError(f'"{clean_line(thing.name)}" asks for an address with a password, which is in no such file.')
    if isinstance(thing, _View):
        return SavedView(name=thing.name, query=thing.query, colour=thing.colour, key=thing.key)
    add, remove = (tuple(filter(None, map(clean_line, names))) for names in (thing.add, thing.remove))
    until = None if thing.until is None else in_utc(thing.until)
    return replace(thing, add=add, remove=remove, pipe=clean_line(thing.pipe or "") or None, until=until)
