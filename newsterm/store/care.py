"""Looking after the cache: is it whole, how large is it, and what can be mended."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newsterm.errors import StoreError
from newsterm.store import feeds, indexing, readings, search, traits
from newsterm.store.reader import batches
from newsterm.store.schema import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsterm.store.cache import Cache
    from newsterm.store.telling import Tell

_OF_ENTRIES = {"bodies": "id", "articles": "id", "revisions": "entry", "claims": "entry", "sightings": "entry"}
"""Tables whose documents belong to an entry, and the column that names it."""
_COUNTED = (
    "SELECT id FROM entries WHERE claims <> (SELECT count(*) FROM claims WHERE claims.entry = +entries.id AND"  # noqa: S608
    f" claims.live AND NOT claims.rejected AND claims.kind IS NOT 'own') OR ifnull(traits, 0) <> {traits.COUNTED}"
)
"""Entries that count their claims wrongly. The + takes away the id's affinity, since the column `entry` has none: only
then does SQLite look into its index."""

_CLAIMS_TO_FIND = (
    f"SELECT (entry << {search.CLAIM_SHIFT}) + id FROM claims WHERE live AND NOT rejected "  # noqa: S608 - ours
    "AND entry IN (SELECT id FROM entries)"
)
"""Rows of the full-text index of claims."""


class Report(Struct, frozen=True, kw_only=True):
    """What a check found."""

    path: Path
    size: int
    """Bytes on disk, the write-ahead log included."""
    unused: int
    """Bytes of the file that hold nothing."""
    schema: int
    counts: tuple[tuple[str, int], ...]
    """Documents of each table."""
    sizes: tuple[tuple[str, int], ...]
    """Bytes of each table with its indexes, the largest first; empty where SQLite was built without telling."""
    problems: tuple[str, ...]
    """Sentences; none where all is well."""

    def record(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "cache": str(self.path),
            "bytes": self.size,
            "unused": self.unused,
            "schema": self.schema,
            "documents": dict(self.counts),
            "sizes": dict(self.sizes),
            "problems": list(self.problems),
            "ok": not self.problems,
        }

    def lines(self) -> Iterator[tuple[str, ...]]:
        """The report as rows of a name and words."""
        yield "cache", str(self.path)
        yield "size", f"{_mebibytes(self.size)}, {_mebibytes(self.unused)} of it unused"
        yield "schema", str(self.schema)
        sizes = dict(self.sizes)
        for name, count in self.counts:
            yield name, f"{count:,}" + (f", {_mebibytes(sizes[name])}" if sizes.get(name) else "")
        if "search" in sizes:
            yield "full text", _mebibytes(sizes["search"])
        yield "state", "; ".join(self.problems) or "whole"


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:.1f} MiB"


def check(cache: Cache, *, tell: Tell) -> Report:
    """Read everything once, as it is at one moment, and report."""
    rows = cache.rows
    size = sum(p.stat().st_size for p in _files(rows.path) if p.exists())
    with rows.snapshot():
        tell(f"reading all {_mebibytes(size)}")
        problems = [f"SQLite finds: {line}" for (line,) in rows.rows("PRAGMA integrity_check(20)") if line != "ok"]
        if not problems:  # else more questions would only stumble
            problems += _loose_ends(cache, tell)
        return Report(
            path=rows.path,
            size=size,
            unused=rows.rows("PRAGMA freelist_count")[0][0] * rows.rows("PRAGMA page_size")[0][0],
            schema=rows.rows("PRAGMA user_version")[0][0],
            counts=tuple((s.name, len(cache.documents(s.name))) for s in SCHEMAS),
            sizes=_sizes(cache),
            problems=tuple(problems),
        )


def _loose_ends(cache: Cache, tell: Tell) -> Iterator[str]:
    """What the tables do not say alike, in sentences."""
    for name in _OF_ENTRIES:
        tell(f"looking at {name}")
        if count := len(_orphans(cache, name)):
            yield f"{count} {name} belong to no entry; `newsterm doctor --repair` takes them away"
    tell("looking at counts and the full-text index")
    if count := len(cache.rows.rows(_COUNTED)):
        yield f"{count} entries count their claims wrongly; `newsterm doctor --repair` counts them anew"
    ours, theirs = "SELECT id FROM entries", "SELECT rowid FROM search"
    if cache.rows.rows(f"{ours} EXCEPT {theirs} LIMIT 1") or cache.rows.rows(f"{theirs} EXCEPT {ours} LIMIT 1"):
        yield "the full-text index is not of these entries; `newsterm doctor --repair` makes it anew"
    ours, theirs = _CLAIMS_TO_FIND, "SELECT rowid FROM search_said"
    if cache.rows.rows(f"{ours} EXCEPT {theirs} LIMIT 1") or cache.rows.rows(f"{theirs} EXCEPT {ours} LIMIT 1"):
        yield "the full-text index is not of these claims; `newsterm doctor --repair` makes it anew"
    for schema in SCHEMAS:
        for column in schema.lists:
            link = schema.link_table(column)
            differ = f"SELECT (SELECT total({column}) FROM {schema.name}) - (SELECT count(*) FROM {link})"  # noqa: S608
            if cache.rows.rows(differ)[0][0]:
                it = f"the index of {column} of {schema.name} is not of these {schema.name}"
                yield f"{it}; `newsterm doctor --repair` makes it anew"


def _orphans(cache: Cache, name: str) -> list[int]:
    """Ids of the documents of a table whose entry is gone."""
    of = _OF_ENTRIES[name]  # a sighting of what retention dropped names none
    sql = f"SELECT id FROM {name} WHERE {of} IS NOT NULL AND {of} NOT IN (SELECT id FROM entries)"  # noqa: S608 - ours
    return [number for (number,) in cache.rows.rows(sql)]


def _sizes(cache: Cache) -> tuple[tuple[str, int], ...]:
    """Bytes of each table with its indexes, and of the full-text index."""
    names = sorted([*(s.name for s in SCHEMAS), "search"], key=len, reverse=True)
    found = dict.fromkeys(names, 0)
    try:
        rows = cache.rows.rows("SELECT name, sum(pgsize) FROM dbstat GROUP BY name")
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.OperationalError):
            raise
        return ()  # built without dbstat
    for name, size in rows:
        owner = next((n for n in names if name == n or name.startswith(f"{n}_")), None)
        if owner is not None:
            found[owner] += size
    return tuple(sorted(found.items(), key=lambda pair: -pair[1]))


def _files(path: Path) -> Iterator[Path]:
    yield path
    yield path.with_name(path.name + "-wal")


def repair(cache: Cache, *, tell: Tell) -> None:
    """Take away what belongs to no entry, count anew, and make the indexes anew; all of it or nothing."""
    with cache.transaction():
        loose = False
        for name in _OF_ENTRIES:
            tell(f"taking away what is loose in {name}")
            for some in batches(_orphans(cache, name)):
                cache.documents(name).remove(doc_ids=some)
                loose = True
        if loose:
            feeds.read_anew(cache)
        tell("making the indexes anew")
        cache.rows.run("REINDEX")
        for schema in SCHEMAS:
            for column in schema.lists:
                cache.documents(schema.name).relink(column)
        for (number,) in cache.rows.rows(_COUNTED):
            entry = cache.entries.get(doc_id=number)
            readings.recount(cache, number, entry)
            cache.entries.save([entry])
        indexing.rebuild(cache, tell=tell)


def compact(cache: Cache, *, tell: Tell) -> None:
    """Give unused space back to the disk."""
    tell("merging the full-text index")
    with cache.transaction():
        search.optimize(cache.rows)
    tell("writing the file anew")
    cache.rows.run("VACUUM")
    cache.rows.rows("PRAGMA wal_checkpoint(TRUNCATE)")
