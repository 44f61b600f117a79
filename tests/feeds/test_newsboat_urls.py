"""newsboat's urls file: feeds with tags and titles, query feeds as views, and nothing that runs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.errors import ParseError
from newsterm.feeds.lists import read_list
from newsterm.feeds.newsboat import read_urls
from newsterm.feeds.outline import Outline
from newsterm.model import SavedView
from newsterm.query.parse import parse


def feed(line: str) -> Outline:
    (found,) = read_urls(line).outlines
    return found


def view(line: str) -> SavedView:
    (found,) = read_urls(line).views
    return found


def refused(line: str) -> str:
    got = read_urls(line)
    assert (got.outlines, got.views) == ((), ())
    (sentence,) = got.refused
    return sentence


def test_a_urls_file_of_newsboat() -> None:
    got = read_urls(
        "# my feeds\n\n"
        'https://a.example/feed news "two words" "~The A" "!"\n'
        "  https://b.example/feed  \r\n"
        'https://c.example/feed "~say \\"c\\""\n'
        '"query:Unread:unread = \\"yes\\""\n'
        '"exec:fetch.sh" tag\n'
        "filter:cat:https://d.example/feed\n"
        "file:///var/log/events.xml"
    )
    assert got.outlines == (
        Outline(url="https://a.example/feed", title="The A", tags=("news", "two words")),
        Outline(url="https://b.example/feed"),
        Outline(url="https://c.example/feed", title='say "c"'),
    )
    assert got.views == (SavedView(name="Unread", query="is:unread"),)
    assert ["command" in got.refused[0], "command" in got.refused[1], "no http" in got.refused[2]] == [True] * 3


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("https://a.example/ one\ttwo", ("one", "two")),
        ("https://a.example/ one # two three", ("one",)),
        ("https://a.example/ c# one", ("c#", "one")),
        ('https://a.example/ "#one"', ("#one",)),
        ("https://a.example/ #one", ()),
        ('https://a.example/ "two words""three"', ("two words", "three")),
        (r'https://a.example/ "say \"one\"" "back\\slash"', ('say "one"', "back\\slash")),
        ('https://a.example/ "never closed', ("never closed",)),
        ('https://a.example/ mid"dle', ('mid"dle',)),
        ('https://a.example/ "" " " one one', ("one",)),
        ('https://a.example/ "!hidden here" ! one', ("one",)),
        ('"https://a.example/" one', ("one",)),
    ],
)
def test_tags_are_told_apart_as_newsboat_does(line: str, tags: tuple[str, ...]) -> None:
    assert feed(line) == Outline(url="https://a.example/", tags=tags)


def test_the_first_title_counts_and_a_feed_comes_once() -> None:
    got = read_urls('https://a.example/ "~One" "~Two"\nhttps://a.example/ other')
    assert got.outlines == (Outline(url="https://a.example/", title="One"),)


@pytest.mark.parametrize(
    ("line", "name", "query"),
    [
        (r'"query:Today:age = 0"', "Today", "age:<1d"),
        (r'"query:This week:age between 0:7 and unread = \"yes\""', "This week", "age:<8d is:unread"),
        ('query:All:age>=0 news "~Everything"', "Everything", "*"),
        (r'"query:Clock:title =~ \"10:30\""', "Clock", "title:/10:30/"),
        (r'"query:Two  lines:title =~ \"a\nb\"" "!"', "Two lines", "title:/a b/"),
        (r'"query:Dots:title =~ \"U\\.S\\.\""', "Dots", r"title:/U\.S\./"),
    ],
)
def test_a_query_feed_becomes_a_view(line: str, name: str, query: str) -> None:
    found = view(line)
    assert (found.name, " ".join(found.query.split())) == (name, query)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            r'"query:Podcasts:enclosure_type =~ \"audio\""',
            'The view "Podcasts" was not saved: enclosure_type =~ "audio" asks for enclosure_type, which newsterm',
        ),
        ("query:Full", '"query:Full" is no query feed; expected "query:NAME:EXPRESSION".'),
        ('"query::age < 3"', "is no query feed"),
        ('"query:Empty:"', "The view \"Empty\" was not saved: newsboat's filter language can't be read at its end."),
    ],
)
def test_a_query_that_can_not_be_asked_is_refused_by_its_name_and_the_part(line: str, words: str) -> None:
    assert words in refused(line)


def test_of_two_views_of_a_name_the_second_is_refused_unless_it_is_the_same() -> None:
    got = read_urls('"query:New:age < 1"\n"query:New:age = 0"\n"query:New:age < 2"')
    assert [v.query for v in got.views] == ["age:<1d"]
    assert got.refused == ('Another view is called "New" as well; only the first of them was saved.',)


def test_a_list_of_views_alone_is_a_list() -> None:
    assert read_list(b'"query:New:age < 1"').views == (SavedView(name="New", query="age:<1d"),)
    with pytest.raises(ParseError):
        read_list(b"# nothing\n\n")


@given(st.text(st.sampled_from('query:"\\ \t#~!()=<>&|andor/.[]{}*+?a1é\n'), max_size=60))
def test_any_text_is_read_and_what_is_saved_can_be_asked(text: str) -> None:
    for found in read_urls(f"{text}\nquery:{text}").views:
        parse(found.query, today=date(2026, 11, 24))
