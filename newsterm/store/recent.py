"""Names in the latest entries: what is likely to be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsterm.store.cache import Cache

# The + takes away the id's affinity, since the column `entry` has none: SQLite looks into its index then.
_LATEST = "(SELECT +id AS id FROM entries WHERE shown = 1 ORDER BY sort_time DESC, id DESC LIMIT 200) AS latest"
_ENTRIES = f"FROM {_LATEST} CROSS JOIN entries ON entries.id = latest.id"
_CLAIMS = f"FROM {_LATEST} CROSS JOIN claims ON claims.entry = latest.id WHERE claims.live AND NOT claims.rejected"
_NAMES = {
    "author": f"SELECT value {_ENTRIES}, json_each(entries.doc, '$.authors')",
    "lang": f"SELECT lang AS value {_ENTRIES}",
    "source": f"SELECT json_extract(claims.doc, '$.resolved') AS value {_CLAIMS}",
    "via": f"SELECT json_extract(claims.doc, '$.chain[1]') AS value {_CLAIMS} "
    "AND json_array_length(claims.doc, '$.chain') > 2",
    "cue": f"SELECT json_extract(claims.doc, '$.cue_text') AS value {_CLAIMS}",
}
_MOST = 300


def names(cache: Cache) -> Mapping[str, tuple[str, ...]]:
    """Authors, languages, sources, those between a source and its outlet, and cues; the commonest of each first."""
    return {field: _commonest(cache, select) for field, select in _NAMES.items()}


def _commonest(cache: Cache, select: str) -> tuple[str, ...]:
    sql = (
        f"SELECT value FROM ({select}) WHERE typeof(value) = 'text' "  # noqa: S608 - ours
        f"GROUP BY value ORDER BY count(*) DESC, value LIMIT {_MOST}"
    )
    return tuple(name for (name,) in cache.rows.rows(sql))
