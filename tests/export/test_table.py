"""CSV: what RFC 4180 says, read back the same, and no cell that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import given

from newsterm.export.files import FORMATS
from newsterm.export.table import ITEM_COLUMNS, cell

from .world import ABOUT, HOSTILE, TEXTS, highlighted, usual


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


def test_items_have_their_notes_and_claims_say_which_are_highlights() -> None:
    (row,) = rows("".join(FORMATS["csv"].writer(claims=False)([highlighted()], ABOUT)))
    assert (row["hidden"], row["note"]) == ("1", HOSTILE)
    made = rows("".join(FORMATS["csv"].writer()([highlighted()], ABOUT)))
    assert [row["own"] for row in made] == ["yes", "", "yes", "yes", "", "yes"]
    assert [row["note"] for row in made] == [HOSTILE, "ask <them>", "", "", "", "where is it?"]


def test_text_tells_of_highlights_and_of_what_is_gone() -> None:
    made = "".join(FORMATS["text"].writer()([highlighted()], ABOUT))
    assert f"\n\nNote: {HOSTILE}\n\n" in made
    assert "\n\n3 claims, 3 highlights\n" in made
    assert "    - your highlight · no longer in the text\n    note: where is it?\n" in made


@given(TEXTS)
def test_no_cell_begins_a_formula_wherever_a_spreadsheet_splits(text: str) -> None:
    made = cell(text)
    assert not re.match(r"\s*[=+\-@]|[\t\r]", made)
    assert all(not re.match(r"\s*\"?\s*[=+\-@]", part) for part in re.split("[;\t\n]", made))
    assert made.replace("'", "") == text.replace("'", "")
