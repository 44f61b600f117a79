from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.demo.days import PLACEHOLDER, WEEKDAYS, fill, moment
from newsterm.demo.stories import EDITIONS, Story, load

NOW = datetime(2026, 3, 11, 1, 0, tzinfo=UTC)  # a Wednesday
PUBLISHED = NOW - timedelta(hours=2)  # a Tuesday


def filled(text: str) -> str:
    return fill(text, published=PUBLISHED, now=NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on {weekday:0}", "on Tuesday"),
        ("on {weekday}", "on Tuesday"),
        ("on {weekday:-1}", "on Monday"),
        ("on {weekday:-1h}", "on Wednesday"),
        ("on {weekday:-25h}", "on Tuesday"),
        ("am {wochentag:-1}", "am Montag"),
        ("{jour:+1}", "mercredi"),
        ("{youbi:-2}の朝刊", "日曜日の朝刊"),
        ("{date:-7}", "March 3"),
        ("in {adate:-30} interview", "in a Feb. 8 interview"),
        ("in {adate:-155} interview", "in an Oct. 6 interview"),
        ("{shortdate:0} {month:-60} {year:-365}", "March 10 January 2025"),
    ],
)
def test_a_placeholder_becomes_the_day_in_words(text: str, expected: str) -> None:
    assert filled(text) == expected


@pytest.mark.parametrize("text", ["{share(line):.0%}", "{weekday:x}", "{weekdays}", "{}"])
def test_other_braces_stay(text: str) -> None:
    assert filled(text) == text


@settings(max_examples=60)
@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)), st.integers(-6, 6))
def test_a_weekday_word_names_the_day_that_many_days_from_the_story(day: datetime, distance: int) -> None:
    published = day.replace(tzinfo=UTC)
    said = fill(f"{{weekday:{distance}}}", published=published, now=published)
    assert said == f"{published + timedelta(days=distance):%A}"


def placeholders(story: Story) -> list[str]:
    texts = [
        text
        for edition in EDITIONS
        for version in [story.version(edition)]
        for text in (version.title or "", version.summary or "", *(line for p in version.parts for line in p.lines))
    ]
    return [match[0] for text in texts for match in PLACEHOLDER.finditer(text)]


@pytest.mark.parametrize("story", load(), ids=lambda story: story.key)
def test_weekdays_in_stories_lie_within_a_week_and_events_before_the_story(story: Story) -> None:
    published = NOW + story.at
    for text in placeholders(story):
        match = PLACEHOLDER.fullmatch(text)
        assert match is not None
        day = moment(match, published=published, now=NOW)
        if match["word"] in WEEKDAYS:
            assert abs(day - published) < timedelta(days=7), text
        if match["unit"]:
            assert day <= published, text
