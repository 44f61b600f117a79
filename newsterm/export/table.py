"""Claims and items as CSV (RFC 4180): one row each, cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from newsterm.export.claim_records import claim_row_record
from newsterm.export.records import item_record
from newsterm.model import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsterm.model import Item, MarkedClaim

COLUMNS = (
    "id", "entry", "text", "source_text", "resolved", "kind", "role", "chain", "cue_text", "when", "quote_type", "act",
    "confidence", "tags", "title", "link", "feed_title", "published", "own", "note",
)  # fmt: skip
ITEM_COLUMNS = (
    "id", "title", "link", "feed", "feed_title", "published", "updated", "first_seen", "authors", "categories",
    "language", "read", "starred", "tags", "claims", "hidden", "note",
)  # fmt: skip
# What makes a spreadsheet run a cell instead of showing it, in either width.
_SIGNS = "=+\\-@＝＋－＠"
_FORMULA = re.compile(rf"[\t\r]|\s*[{_SIGNS}]")
# Where a spreadsheet splits at semicolons or tabs, whatever RFC 4180 says, a cell may begin in the midst of a text.
_INSIDE = re.compile(rf"([;\t\n]\s*\"?\s*)(?=[{_SIGNS}])")


def csv_lines(rows: Iterable[tuple[Item, MarkedClaim]]) -> Iterator[str]:
    """A header and a row a claim (RFC 4180), line by line; lists are joined by ` > ` (chain) or `, ` (tags)."""
    yield _line(COLUMNS)
    for item, marked in rows:
        record = claim_row_record(item, marked)
        record["chain"] = " > ".join(filter(None, record["chain"]))
        record["tags"] = ", ".join(record["tags"])
        record["own"] = "yes" if record["own"] else None
        record["when"] = (record["when"] or {}).get("date") or (record["when"] or {}).get("text")
        yield _line([cell(record[name]) for name in COLUMNS])


def items_csv(items: Iterable[Item]) -> Iterator[str]:
    """A header and a row an item, line by line; lists are joined by `, `, flags are 1 or 0."""
    yield _line(ITEM_COLUMNS)
    for item in items:
        record = item_record(item, full=False)
        for name in ("authors", "categories", "tags"):
            record[name] = ", ".join(record[name])
        for name in ("read", "starred", "hidden"):
            record[name] = int(record[name])
        record["note"] = record["own_note"]
        yield _line([cell(record[name]) for name in ITEM_COLUMNS])


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()


def cell(value: object) -> str:
    """The value as text, with `'` before what would be a formula."""
    text = "" if value is None else clean_text(str(value))
    text = _INSIDE.sub(r"\1'", text)
    return f"'{text}" if _FORMULA.match(text) else text
