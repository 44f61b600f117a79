"""Readings as a file of a kind: pieces of text, one after the other, so that any number fits."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newsterm.errors import UsageError
from newsterm.export.annotations import annotation_collection
from newsterm.export.atom import atom, atom_with_claims
from newsterm.export.claim_records import claim_row_record
from newsterm.export.markdown import claims_markdown, readings_markdown
from newsterm.export.page import page
from newsterm.export.plain import RULE, claim_lines, reading_text
from newsterm.export.records import reading_record
from newsterm.export.schemaorg import schema_org
from newsterm.export.table import csv_lines, items_csv
from newsterm.export.whole import copy_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from newsterm.export.about import About
    from newsterm.model import Copy, Item, MarkedClaim, Reading

    Writer = Callable[[Iterable[Any], About], Iterator[str]]


class Format(Struct, frozen=True, kw_only=True):
    """A kind of file, and what writes it."""

    name: str
    """What the command line calls it."""
    endings: tuple[str, ...] = ()
    items: Writer | None = None
    """Writes items with all that belongs to them."""
    claims: Writer | None = None
    """Writes claims alone, of readings that hold only those that are meant."""
    claims_first: bool = False
    """Whether claims are what is written where nobody says which."""
    claims_alone: bool = True
    """Whether `claims` leaves items out of which there is no claim."""
    copies: bool = False
    """Whether `items` takes copies in the place of readings."""

    def writer(self, claims: bool | None = None) -> Writer:
        """What writes claims, items, or whichever is usual. UsageError where the kind of file has no such form."""
        wanted = self.claims_first if claims is None else claims
        found = self.claims if wanted else self.items
        if found is None:
            raise UsageError(f"{self.name} is a form for {'items' if wanted else 'claims'} alone.")
        return found

    def is_of_claims(self, claims: bool | None = None) -> bool:
        """Whether `writer` writes claims alone."""
        return self.claims_alone and (self.claims_first if claims is None else claims)


def _rows(readings: Iterable[Reading]) -> Iterator[tuple[Item, MarkedClaim]]:
    return ((reading.item, marked) for reading in readings for marked in reading.claims)


def _text(readings: Iterable[Reading], _: About) -> Iterator[str]:
    for nth, reading in enumerate(readings):
        yield f"{RULE if nth else ''}{reading_text(reading, claims=True)}\n"


def _claims_text(readings: Iterable[Reading], _: About) -> Iterator[str]:
    for item, marked in _rows(readings):
        yield "".join(f"{line}\n" for line in claim_lines(marked, item))


def _array(records: Iterable[Any]) -> Iterator[str]:
    lead = "["
    for record in records:
        yield f"{lead}\n{json.dumps(record, ensure_ascii=False)}"
        lead = ","
    yield "[" if lead == "[" else ""
    yield "\n]\n"


def _lines(records: Iterable[Any]) -> Iterator[str]:
    return (f"{json.dumps(record)}\n" for record in records)


def _json(readings: Iterable[Reading], _: About) -> Iterator[str]:
    return _array(map(reading_record, readings))


def _claims_json(readings: Iterable[Reading], _: About) -> Iterator[str]:
    return _array(claim_row_record(item, marked) for item, marked in _rows(readings))


def _json_lines(copies: Iterable[Copy], _: About) -> Iterator[str]:
    return _lines(map(copy_record, copies))


def _claims_json_lines(readings: Iterable[Reading], _: About) -> Iterator[str]:
    return _lines(claim_row_record(item, marked) for item, marked in _rows(readings))


def _markdown(readings: Iterable[Reading], _: About) -> Iterator[str]:
    return readings_markdown(readings)


def _claims_markdown(readings: Iterable[Reading], _: About) -> Iterator[str]:
    for nth, row in enumerate(_rows(readings)):
        yield ("\n" if nth else "") + claims_markdown([row]) + "\n"


def _csv(readings: Iterable[Reading], _: About) -> Iterator[str]:
    return items_csv(reading.item for reading in readings)


def _claims_csv(readings: Iterable[Reading], _: About) -> Iterator[str]:
    return csv_lines(_rows(readings))


FORMATS: Mapping[str, Format] = {
    known.name: known
    for known in (
        Format(name="markdown", endings=(".md",), items=_markdown, claims=_claims_markdown),
        Format(name="text", endings=(".txt",), items=_text, claims=_claims_text),
        Format(name="html", endings=(".html",), items=page),
        Format(name="json", endings=(".json",), items=_json, claims=_claims_json),
        Format(name="jsonl", endings=(".jsonl",), items=_json_lines, claims=_claims_json_lines, copies=True),
        Format(name="csv", endings=(".csv",), items=_csv, claims=_claims_csv, claims_first=True),
        Format(name="atom", endings=(".atom", ".xml"), items=atom, claims=atom_with_claims, claims_alone=False),
        Format(name="annotations", endings=(".jsonld",), claims=annotation_collection, claims_first=True),
        Format(name="schema.org", claims=schema_org, claims_first=True),
    )
}
"""By name; `opml` is of feeds, not of what was read, and stands beside them."""

ENDINGS: Mapping[str, Format] = {ending: known for known in FORMATS.values() for ending in known.endings}
"""By the end of a file's name."""
OPML = ".opml"
KNOWN_ENDINGS = (*ENDINGS, OPML)
"""How the name of a file that can be written may end."""


def format_of(name: str) -> Format:
    """What writes a file of this name. UsageError where its ending tells no format."""
    ending = PurePath(name).suffix.casefold()
    if ending not in ENDINGS:
        told = f'"{ending}" is no format that can be written' if ending else "The file's name tells no format"
        raise UsageError(f"{told}; it may end in {', '.join(KNOWN_ENDINGS)}.")
    return ENDINGS[ending]
