"""Rows, cells, times, tags and windows of lines: pure functions, exact to the cell."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.model import Entry, EntryState, Item, Kind, Target
from newsterm.ui.render.cells import cut, fit, fit_right, width
from newsterm.ui.render.rows import columns, row_parts, tall_row_parts
from newsterm.ui.render.tags import TagStyles, chips, marks
from newsterm.ui.render.times import AGE_CELLS, age, clock_time, day_title
from newsterm.ui.widgets.rows_window import Grouping, line_of, lines_from, top_for
from newsterm.ui.widgets.status_line import strip_parts

NOW = datetime(2025, 3, 12, 9, 30, tzinfo=UTC)
STYLES = TagStyles(item_slots={1: "read-later", 2: "important"}, colours={"important": "tomato"})


def item(**fields: object) -> Item:
    values: dict[str, object] = {
        "id": "aaaaaaaaaa",
        "entry": Entry(guid="g", title="Ministers weigh port reopening as talks resume"),
        "state": EntryState(tags=("important", "grain")),
        "feed": "https://post.example/feed",
        "feeds": ("https://post.example/feed",),
        "feed_title": "Harbour Post",
        "first_seen": NOW,
        "sort_time": NOW - timedelta(hours=2),
        "claims": 3,
        "kinds": ((Kind.NAMED_PERSON, 2), (Kind.NONE, 1)),
    }
    return Item(**(values | fields))  # type: ignore[arg-type]


TITLES = (
    "Ministers weigh port reopening",
    "政府は港の再開を準備していると関係者が語った",
    "re\u0301ouverture du port e\u0301voque\u0301e",
    "👩\u200d👩\u200d👧 a family 👍🏽 ❤\ufe0f and 🇫🇷",
    "עברית: הנמל ייפתח",
    "[/] [bold] $x {y} \\[",
    "",
)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("cells", [8, 20, 29, 34, 46, 63, 64, 100, 200])
def test_a_row_takes_exactly_the_cells_there_are(title: str, cells: int) -> None:
    parts = row_parts(item(entry=Entry(guid="g", title=title)), columns(cells), now=NOW, marked=False, styles=STYLES)
    assert sum(width(text) for text, _ in parts) == cells


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("cells", [3, 8, 20, 24, 34, 46, 64, 200])
def test_both_lines_of_a_tall_row_take_exactly_the_cells_there_are(title: str, cells: int) -> None:
    tall = item(entry=Entry(guid="g", title=title))
    for parts in tall_row_parts(tall, cells, now=NOW, marked=False, styles=STYLES):
        assert sum(width(text) for text, _ in parts) == cells


def test_a_tall_row_has_the_title_above_and_outlet_tags_claims_and_sourcing_below() -> None:
    above, below = tall_row_parts(item(), 44, now=NOW, marked=False, styles=STYLES)
    assert "".join(text for text, _ in above) == "●  Ministers weigh port reopening as ta…  2h"
    assert "".join(text for text, _ in below) == "   Harbour Post     ▪important +1 3      ●●○"


def test_a_wide_row_shows_outlet_tags_sourcing_and_age() -> None:
    text = "".join(text for text, _ in row_parts(item(), columns(100), now=NOW, marked=False, styles=STYLES))
    assert text.startswith("●  Harbour Post")
    assert "▪important ▪grain" in text
    assert text.endswith("●●○  2h")


def test_a_narrow_row_shows_tags_as_the_digits_that_toggle_them() -> None:
    parts = row_parts(item(), columns(36), now=NOW, marked=False, styles=STYLES)
    assert ("2", "tomato") in parts
    assert any(text == "▪" for text, _ in parts)


def test_a_marked_starred_read_row_says_so_without_colour() -> None:
    read = item(state=EntryState(read=True, starred=True))
    text = "".join(text for text, _ in row_parts(read, columns(60), now=NOW, marked=True, styles=STYLES))
    assert text.startswith("✓★ ")


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), st.integers(0, 20))
def test_fitting_gives_exactly_the_cells_and_cutting_never_splits_a_letter(text: str, cells: int) -> None:
    assert width(fit(text, cells)) == cells
    assert width(fit_right(text, cells)) == cells
    kept = cut(text, cells)
    assert width(kept) <= cells
    if kept.endswith("…") and kept[:-1] and text.startswith(kept[:-1]):
        following = text[len(kept) - 1]
        assert unicodedata.category(following) not in {"Mn", "Me"} or kept[:-1] != kept[:-1].rstrip()


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(seconds=-90), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=59), "59m"),
        (timedelta(hours=23), "23h"),
        (timedelta(days=13), "13d"),
        (timedelta(days=20), "2w"),
        (timedelta(days=363), "51w"),
        (timedelta(days=800), "2y"),
    ],
)
def test_ages_fit_their_column(ago: timedelta, shown: str) -> None:
    assert age(NOW - ago, NOW) == shown
    assert len(shown) <= AGE_CELLS


def test_days_are_told_in_the_readers_zone() -> None:
    late = datetime(2025, 3, 11, 23, 30, tzinfo=UTC)
    assert day_title(late, NOW, UTC) == "Yesterday"
    assert day_title(late, NOW, timezone(timedelta(hours=1))) == "Today"
    assert day_title(NOW - timedelta(days=3), NOW, UTC) == "Sunday"
    assert day_title(NOW - timedelta(days=20), NOW, UTC) == "Thu 20 Feb"
    assert day_title(NOW - timedelta(days=400), NOW, UTC) == "Tue 6 Feb 2024"


def test_a_time_names_its_day_where_that_is_another() -> None:
    assert clock_time(NOW + timedelta(hours=2), NOW, UTC) == "11:30"
    assert clock_time(NOW + timedelta(days=1), NOW, UTC) == "Thu 09:30"
    assert clock_time(NOW + timedelta(days=30), NOW, UTC) == "11 Apr 09:30"


def test_chips_that_have_no_room_are_counted() -> None:
    assert [text for text, _ in chips(["check", "doubt", "later"], STYLES, 40)] == ["▪check", " ▪doubt", " ▪later"]
    assert "".join(text for text, _ in chips(["check", "doubt", "later"], STYLES, 12)) == "▪check +2"
    assert marks(["important", "x", "y"], STYLES, Target.ENTRY, 2)[0] == ("2", "tomato")


def test_a_tag_keeps_its_colour_and_settings_win() -> None:
    assert STYLES.style("important") == "tomato"
    assert STYLES.style("grain") == STYLES.style("grain")
    assert STYLES.style("grain").startswith(".tag--")


@pytest.mark.parametrize("cells", [19, 40, 80, 200])
def test_the_slot_strip_is_never_wider_than_its_room(cells: int) -> None:
    claims = TagStyles(claim_slots=dict(enumerate("check doubt confirmed quotable statistic promise".split(), 1)))
    assert sum(width(text) for text, _ in strip_parts(Target.CLAIM, claims, cells)) <= cells


# -- windows of lines ----------------------------------------------------------------------------------------------

DAYS = st.lists(st.integers(0, 3), min_size=1, max_size=60).map(sorted)


@settings(max_examples=80)
@given(DAYS, st.integers(4, 20), st.data(), st.booleans(), st.sampled_from((1, 2)))
def test_a_window_shows_the_wanted_row_below_its_day(
    days: list[int], height: int, data: st.DataObject, roomy: bool, tall: int
) -> None:
    row = data.draw(st.integers(0, len(days) - 1))
    at_line = data.draw(st.integers(1, height - 1))
    grouping = Grouping(lambda i: f"day {days[i]}", lines=tall, roomy=roomy)
    lines = lines_from(top_for(row, at_line, grouping), len(days), height, grouping)
    y = line_of(row, lines)
    assert y is not None
    assert y <= at_line
    assert lines[0].heading is not None
    above = next(line.heading for line in reversed(lines[:y]) if line.heading is not None)
    assert above == f"day {days[row]}"


@given(DAYS, st.integers(1, 30))
def test_a_window_is_never_higher_than_the_pane_and_its_rows_follow_one_another(days: list[int], height: int) -> None:
    lines = lines_from(0, len(days), height, Grouping(lambda i: str(days[i])))
    rows = [line.row for line in lines if line.row is not None]
    assert len(lines) <= height
    assert rows == list(range(len(rows)))


def test_without_days_every_line_is_a_row() -> None:
    assert [line.row for line in lines_from(2, 10, 3, Grouping(None))] == [2, 3, 4]
    assert top_for(9, 2, Grouping(None)) == 7
