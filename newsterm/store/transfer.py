"""The whole cache as the JSON of a plain TinyDB file, out and in, one document at a time."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, NoReturn

from tinydb.table import Document

from newsterm.errors import ParseError, StoreError, StoreUnavailable
from newsterm.store import codec, indexing, traits
from newsterm.store.feeds import feed_from, host_waits
from newsterm.store.files import whole_file
from newsterm.store.items import item_from
from newsterm.store.rules import all_rules, applications, notes
from newsterm.store.schema import SCHEMAS
from newsterm.store.views import all_views

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsterm.store.cache import Cache
    from newsterm.store.telling import Tell

_BATCH = 500
_KEPT = ("feeds", "entries", "views", "rules", "actions")
"""Tables that hold what a user would miss, or could have undone; the others are made of these, or of the moment."""
_SPACE = re.compile(r"[ \t\r\n]*")


def export_tinydb(cache: Cache, path: Path, *, tell: Tell) -> int:
    """Write all documents of one moment as TinyDB's own JSON; how many. The file appears when it is whole."""
    try:
        with whole_file(path) as fresh, fresh.open("w", encoding="utf-8") as file, cache.rows.snapshot():
            count = 0
            for text, number in _written(cache):
                file.write(text)
                count += number
                if number and count % 1000 == 0:
                    tell(f"{count:,} documents written")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreUnavailable(f"{path} can't be written: {error.strerror}.", path=path) from error
    return count


def _written(cache: Cache) -> Iterator[tuple[str, int]]:
    """The pieces of the file, each with how many documents it holds."""
    lead = "{"
    for schema in SCHEMAS:
        yield f'{lead}"{schema.name}": {{', 0
        lead = ""
        for document in cache.documents(schema.name).stream():
            yield f'{lead}"{document.doc_id}": {json.dumps(document)}', 1
            lead = ",\n"
        yield "}", 0
        lead = ",\n"
    yield "}", 0


def import_tinydb(cache: Cache, data: bytes, *, tell: Tell) -> int:
    """Fill an empty cache with the documents of such a file; how many. ParseError, and nothing is kept, for others."""
    if any(len(cache.documents(name)) for name in _KEPT):
        raise ParseError("This cache is not empty; take a TinyDB file in with a fresh --data folder.")
    try:
        text = data.decode("utf-8")
        with cache.transaction():
            count = _take_in(cache, text, tell)
            for statement in traits.RENEWING:  # an earlier newsterm's file lacks them
                cache.rows.run(statement)
            tell("making the full-text index")
            _read_everything(cache)
            indexing.rebuild(cache, tell=tell)
    except RecursionError as error:
        raise ParseError("This is no TinyDB file: it is nested too deeply.") from error
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise ParseError(f"This file's documents are not newsterm's ({type(error).__name__}: {error}).") from error
    return count


def _take_in(cache: Cache, text: str, tell: Tell) -> int:
    known, seen, count = {s.name for s in SCHEMAS}, set[str](), 0
    for table, some in groupby(documents_in(text), key=lambda found: found[0]):
        if table not in known:
            raise ParseError("This JSON is no cache that `newsterm export --tinydb` wrote.")
        seen.add(table)
        cache.documents(table).truncate()
        documents = (Document(fields, number) for _, number, fields in some if number is not None)
        while batch := list(islice(documents, _BATCH)):
            _insert(cache, table, batch)
            count += len(batch)
            tell(f"{count:,} documents taken in")
    if "entries" not in seen:
        raise ParseError("This JSON is no cache that `newsterm export --tinydb` wrote.")
    return count


def _insert(cache: Cache, table: str, batch: list[Document]) -> None:
    """Add documents; ParseError where two have what only one may have."""
    try:
        cache.documents(table).insert_multiple(batch)
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.IntegrityError):
            raise
        (schema,) = (s for s in SCHEMAS if s.name == table)
        own = " or ".join(" and ".join(index.columns) for index in schema.indexes if index.unique)
        raise ParseError(f'This file can\'t be taken in: two of its "{table}" have the same {own}.') from error


def documents_in(text: str) -> Iterator[tuple[str, int | None, dict[str, Any]]]:
    """Table, id and fields of each document of a TinyDB file; a table's name with id None before its documents.

    Only one document at a time is held as values. ParseError where the text is no such file.
    """
    reader, seen = _Reader(text), set[str]()
    for table in reader.members():
        if table in seen:
            raise ParseError(f"This is no TinyDB file: it has two tables {table[:40]!r}.")
        seen.add(table)
        yield table, None, {}
        for key in reader.members():
            fields = reader.value()
            if not isinstance(fields, dict) or not key.isdecimal():
                raise ParseError(f'This is no TinyDB file: in {table[:40]!r}, "{key[:40]}" is no document.')
            yield table, int(key), fields
    reader.end()


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


class _Reader:
    """A place in a JSON text: objects are gone through member by member, other values decoded."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._decode = json.JSONDecoder(parse_constant=_no_constant).raw_decode

    def _next(self) -> str:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _take(self, sign: str) -> None:
        if self._next() != sign:
            raise ParseError(f"This is no TinyDB file: {sign!r} is missing at character {self._at:,}.")
        self._at += 1

    def members(self) -> Iterator[str]:
        """The keys of the object that begins here; the value of each has to be read before the next is asked for."""
        self._take("{")
        if self._next() != "}":
            while True:
                key = self.value()
                if not isinstance(key, str):
                    raise ParseError(f"This is no TinyDB file: a name is missing at character {self._at:,}.")
                self._take(":")
                yield key
                if self._next() != ",":
                    break
                self._at += 1
        self._take("}")

    def value(self) -> Any:
        """The value that begins here."""
        self._next()
        try:
            found, self._at = self._decode(self._text, self._at)
        except ValueError as error:
            raise ParseError(f"This is no TinyDB file: {error}.") from error
        return found

    def end(self) -> None:
        """Nothing may follow."""
        if self._next():
            raise ParseError(f"This is no TinyDB file: something follows its end at character {self._at:,}.")


def _read_everything(cache: Cache) -> None:
    """Make values of all documents, so that those that can't be read are refused before they are kept."""
    labels = cache.labels()
    for doc in cache.feeds.stream():
        feed_from(doc, 0, 0)
    for doc in cache.entries.stream():
        item_from(doc, labels, cache.bodies.get(doc_id=doc.doc_id))
    for doc in cache.articles.stream():
        codec.article_from(doc)
    for doc in cache.claims.stream():
        codec.marked_from(doc, str(doc["entry"]))
    for doc in cache.actions.stream():
        codec.action_from(doc)
    host_waits(cache)
    all_views(cache)
    all_rules(cache)
    notes(cache, None)
    applications(cache)
