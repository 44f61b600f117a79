"""Claims as CSV: one row each, cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from newsterm.export.records import claim_row_record
from newsterm.model import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsterm.model import Item, MarkedClaim

COLUMNS = (
    "id", "entry", "text", "source_text", "resolved", "kind", "role", "chain", "cue_text", "when", "quote_type", "act",
    "confidence", "tags", "title", "link", "feed_title", "published", "own", "note",
)  # fmt: skip
# What makes a spreadsheet run a cell instead of showing it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def claims_csv(rows: Iterable[tuple[Item, MarkedClaim]]) -> str:
    """A header and a row a claim (RFC 4180); lists are joined by ` > ` (chain) or `, ` (tags)."""
    return "".join(csv_lines(rows))


def csv_lines(rows: Iterable[tuple[Item, MarkedClaim]]) -> Iterator[str]:
    """The same line by line."""
    yield _line(COLUMNS)
    for item, marked in rows:
        record = claim_row_record(item, marked)
        record["chain"] = " > ".join(filter(None, record["chain"]))
        record["tags"] = ", ".join(record["tags"])
        record["own"] = "yes" if record["own"] else None
        record["when"] = (record["when"] or {}).get("date") or (record["when"] or {}).get("text")
        yield _line([cell(record[name]) for name in COLUMNS])


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


def cell(value: object) -> str:
    """The value as text; with `'` before what would be a formula."""
    text = "" if value is None else clean_text(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
