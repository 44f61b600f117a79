"""What stands above a story."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone

from msgspec.structs import replace

from newsterm.model import Reading
from newsterm.ui.render.masthead import masthead

from .readings import PUBLISHED, P, article, block, harbour, item


def words(reading: Reading, zone: timezone = UTC) -> list[str]:
    return [piece.inlay.shown.replace("\xa0", " ") for piece in masthead(reading, zone)]


def test_title_outlet_byline_date_link_and_note() -> None:
    assert words(harbour()) == [
        "Ministers weigh port reopening as talks resume",
        "Harbour Post · Lena Brandt · Tue 11 Mar 2025, 14:20",
        "https://harbour.example/2025/03/port-reopening",
        "the page wants a login; this is the feed's text",
    ]


def test_times_are_told_in_the_reader_s_zone() -> None:
    assert "Wed 12 Mar 2025, 00:20" in words(harbour(), timezone(timedelta(hours=10)))[1]


def test_a_later_version_is_told_and_on_the_same_day_by_its_hour_alone() -> None:
    story = replace(article(block(P, "x")), published=PUBLISHED, modified=PUBLISHED + timedelta(hours=2))
    reading = Reading(item=item(), article=story)
    assert words(reading)[1].endswith("Tue 11 Mar 2025, 14:20, updated 16:20")
    later = replace(reading, article=replace(story, modified=PUBLISHED + timedelta(days=2)))
    assert words(later)[1].endswith("updated Thu 13 Mar 2025, 14:20")


def test_without_a_date_it_is_told_when_it_was_first_seen() -> None:
    assert words(Reading(item=item(published=None), article=None))[1].endswith("seen Tue 11 Mar 2025, 14:20")


def test_what_is_missing_leaves_no_gap_and_nothing_is_said_twice() -> None:
    bare = Reading(item=item(title=None, link=None, authors=("Harbour Post",)), article=None)
    assert words(bare) == ["(no title)", "Harbour Post · Tue 11 Mar 2025, 14:20"]


def test_a_password_in_the_link_is_not_shown() -> None:
    assert "secret" not in " ".join(words(Reading(item=item(link="https://me:secret@a.example/x"), article=None)))
