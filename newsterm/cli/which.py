"""Which items and claims a command names: by ids, by what stands on standard input, or by a query."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from newsterm.cli.output import scanning
from newsterm.errors import NotFound, UsageError
from newsterm.model import Target, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsterm.library import Library

STDIN = "-"


def targets(library: Library, ids: Sequence[str], query: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of items and of claims. NotFound for one that is not there, UsageError where none is named."""
    if bool(ids) == (query is not None):
        raise UsageError("Name ids or a --query, one of the two; - reads ids from standard input.")
    if query is not None:
        with scanning(library):
            return library.listing(query).ids(), ()
    named = tuple(dict.fromkeys(given_ids(ids)))
    items = tuple(i for i in named if "." not in i)
    claims = tuple(i for i in named if "." in i)
    for missing in (*library.missing(Target.ENTRY, items), *library.missing(Target.CLAIM, claims)):
        raise NotFound(f'There is no item or claim "{clean_line(missing)}"; nothing was done.')
    return items, claims


def given_ids(words: Sequence[str]) -> Iterator[str]:
    """The ids that are named, in the place of `-` those on standard input."""
    for word in words:
        if word == STDIN:
            yield from _read_ids()
        else:
            yield word


def _read_ids() -> Iterator[str]:
    """The first word of each line, or the `id` of a JSON object on it: what newsterm prints can be given back."""
    for number, line in enumerate(sys.stdin, 1):
        text = line.strip()
        if text.startswith("{"):
            yield _id_of(text, number)
        elif text:
            yield text.split()[0]


def _id_of(text: str, number: int) -> str:
    try:
        found = json.loads(text)["id"]
    except (ValueError, KeyError, RecursionError) as error:
        raise UsageError(f"Line {number} of standard input is no JSON object with an id.") from error
    if not isinstance(found, str):
        raise UsageError(f"Line {number} of standard input has an id that is no text.")
    return found
