"""CSV: what RFC 4180 says, read back the same, and no cell that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import given

from newsterm.export.files import FORMATS
from newsterm.export.table import ITEM_COLUMNS, cell

from .world import ABOUT, HOSTILE, TEXTS, usual


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_items_are_rows_with_all_that_a_list_shows() -> None:
    made = "".join(FORMATS["csv"].writer(claims=False)([usual(title=HOSTILE, tags=("a", "b"))], ABOUT))
    (row,) = rows(made)
    assert tuple(row) == ITEM_COLUMNS
    assert (row["title"], row["tags"], row["starred"]) == (HOSTILE, "a, b", "1")
    assert made.endswith("\r\n")


def test_claims_are_rows_unless_items_are_asked_for() -> None:
    made = "".join(FORMATS["csv"].writer()([usual()], ABOUT))
    assert [row["text"] for row in rows(made)] == ["the port was safe", "nothing"]


@given(TEXTS)
def test_no_cell_begins_a_formula_wherever_a_spreadsheet_splits(text: str) -> None:
    made = cell(text)
    assert not re.match(r"\s*[=+\-@]|[\t\r]", made)
    assert all(not re.match(r"\s*\"?\s*[=+\-@]", part) for part in re.split("[;\t\n]", made))
    assert made.replace("'", "") == text.replace("'", "")
