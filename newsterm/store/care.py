"""Looking after the cache: is it whole, how large is it, and all of it in a file that plain TinyDB opens."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsterm.errors import ParseError, StoreUnavailable
from newsterm.store import codec, indexing
from newsterm.store.feeds import feed_from, host_waits
from newsterm.store.items import item_from
from newsterm.store.schema import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsterm.store.cache import Cache

_ORPHANS = {
    "bodies": "SELECT count(*) FROM bodies WHERE id NOT IN (SELECT id FROM entries)",
    "articles": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT id FROM entries)",
    "claims": "SELECT count(*) FROM claims WHERE entry NOT IN (SELECT id FROM entries)",
    "sightings": "SELECT count(*) FROM sightings WHERE entry NOT IN (SELECT id FROM entries)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found."""

    path: Path
    size: int
    """Bytes on disk, the write-ahead log included."""
    schema: int
    counts: tuple[tuple[str, int], ...]
    """Documents of each table."""
    problems: tuple[str, ...]
    """Sentences; none where all is well."""

    def record(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "cache": str(self.path),
            "bytes": self.size,
            "schema": self.schema,
            "documents": dict(self.counts),
            "problems": list(self.problems),
            "ok": not self.problems,
        }

    def lines(self) -> Iterator[tuple[str, str]]:
        """The report as pairs of a name and words."""
        yield "cache", str(self.path)
        yield "size", f"{self.size / 2**20:.1f} MiB"
        yield "schema", str(self.schema)
        for name, count in self.counts:
            yield name, str(count)
        yield "state", "; ".join(self.problems) or "whole"


def check(cache: Cache) -> Report:
    """Read everything once and report."""
    rows = cache.rows
    problems = [f"SQLite finds: {line}" for (line,) in rows.rows("PRAGMA integrity_check(20)") if line != "ok"]
    for name, sql in _ORPHANS.items():
        ((count,),) = rows.rows(sql)
        if count:
            problems.append(f"{count} {name} belong to no entry; `newsterm doctor --repair` takes them away")
    return Report(
        path=rows.path,
        size=sum(p.stat().st_size for p in _files(rows.path) if p.exists()),
        schema=rows.rows("PRAGMA user_version")[0][0],
        counts=tuple((s.name, len(cache.documents(s.name))) for s in SCHEMAS),
        problems=tuple(problems),
    )


def _files(path: Path) -> Iterator[Path]:
    yield path
    yield path.with_name(path.name + "-wal")


def repair(cache: Cache) -> None:
    """Take away what belongs to no entry, and make the full-text index anew."""
    with cache.transaction():
        for name, column in (("bodies", "id"), ("articles", "id"), ("claims", "entry"), ("sightings", "entry")):
            sql = f"SELECT id FROM {name} WHERE {column} NOT IN (SELECT id FROM entries)"  # noqa: S608 - names of ours
            cache.documents(name).remove(doc_ids=[n for (n,) in cache.rows.rows(sql)])
        indexing.rebuild(cache)


def compact(cache: Cache) -> None:
    """Give unused space back to the disk."""
    cache.rows.run("VACUUM")
    cache.rows.rows("PRAGMA wal_checkpoint(TRUNCATE)")


def export_tinydb(cache: Cache, path: Path) -> int:
    """Write all documents as TinyDB's own JSON; how many. The file appears when it is whole."""
    tables = {s.name: {str(d.doc_id): dict(d) for d in cache.documents(s.name)} for s in SCHEMAS}
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        fresh.write_text(json.dumps(tables), "utf-8")
        fresh.replace(path)
    except OSError as error:
        raise StoreUnavailable(f"{path} can't be written: {error.strerror}.", path=path) from error
    finally:
        fresh.unlink(missing_ok=True)
    return sum(map(len, tables.values()))


def import_tinydb(cache: Cache, data: bytes) -> int:
    """Replace an empty cache by the documents of such a file; how many. ParseError where it is none."""
    if len(cache.feeds) or len(cache.entries):
        raise ParseError("This cache is not empty; take a TinyDB file in with a fresh --data folder.")
    try:
        tables = json.loads(data)
        known = {s.name for s in SCHEMAS}
        whole = isinstance(tables, dict) and "entries" in tables and known >= tables.keys()
    except (ValueError, RecursionError) as error:
        raise ParseError(f"This is no TinyDB file: {error}.") from error
    if not whole:
        raise ParseError("This JSON is no cache that `newsterm export --tinydb` wrote.")
    try:
        with cache.transaction():
            for name, documents in tables.items():
                cache.rows.replace(name, documents)
            _read_everything(cache)
            indexing.rebuild(cache)
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise ParseError(f"This file's documents are not newsterm's ({type(error).__name__}).") from error
    return sum(map(len, tables.values()))


def _read_everything(cache: Cache) -> None:
    """Make values of all documents, so that those that can't be read are refused before they are kept."""
    labels = cache.labels()
    for doc in cache.feeds:
        feed_from(doc, 0, 0)
    for doc in cache.entries:
        item_from(doc, labels, cache.bodies.get(doc_id=doc.doc_id))
    for doc in cache.articles:
        codec.article_from(doc)
    for doc in cache.claims:
        codec.marked_from(doc, str(doc["entry"]))
    for doc in cache.actions:
        codec.action_from(doc)
    host_waits(cache)
