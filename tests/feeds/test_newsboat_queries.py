"""newsboat's filter language said in newsterm's: the same articles are found, or a word says why not."""

from __future__ import annotations

import re
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsterm.feeds.newsboat_filter import Comparison, Denied, Joined, read_filter
from newsterm.feeds.newsboat_query import translate
from newsterm.feeds.posix import literal, python_regex
from newsterm.model import (
    Enclosure,
    Entry,
    EntryUpdate,
    FeedStatus,
    FeedUpdate,
    FetchState,
    Subscription,
    TagEdit,
    Target,
)
from newsterm.query.parse import parse
from newsterm.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.feeds.newsboat_filter import Expression

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "query"),
    [
        ('unread = "yes"', "is:unread"),
        ('unread == "no"', "is:read"),
        ('unread != "yes"', "-is:unread"),
        ('unread =~ "^y"', "is:unread"),
        ('unread = "yes" or unread = "no"', "is:unread or is:read"),
        ('tags # "news"', "feedtag:news"),
        ('tags !# "two words"', '-feedtag:"two words"'),
        ('tags =~ "news|tech"', "feedtag:/news|tech/"),
        ('rssurl = "https://a.example/feed"', "feed:https://a.example/feed"),
        ('rssurl =~ "a.example/x"', r"feedurl:/a.example\/x/"),
        (r'rssurl =~ "a\.example"', "feedurl:a.example"),
        ('feedtitle =~ "Post"', "feedtitle:Post"),
        ('feedtitle = "The Post (UK)"', r"feedtitle:/^(?-i:The Post \(UK\))$/"),
        ('title =~ "linux"', "title:/linux/"),
        ('title !~ "a/b"', r"-title:/a\/b/"),
        ('title = "a.b"', r"title:/^(?-i:a\.b)$/"),
        ('title # "live"', "title:/(^| )(?-i:live)( |$)/"),
        ('title =~ ""', "*"),
        ('author =~ "Frank"', "author:/Frank/"),
        ('content =~ "rate cut"', "text:/rate cut/"),
        ('content =~ "rate.*cut"', "text:/(?s:rate.*cut)/"),
        ('link =~ "example"', "link:example"),
        (r'link =~ "^https://(www\.)?example"', r"link:/^https:\/\/(www\.)?example/"),
        ('link = "https://a.example/1"', r"link:/^(?-i:https:\/\/a\.example\/1)$/"),
        ("age < 3", "age:<3d"),
        ("age <= 3", "age:<4d"),
        ("age > 3", "age:>=4d"),
        ("age >= 7", "age:>=1w"),
        ("age = 1", "age:>=1d age:<2d"),
        ("age != 1", "not (age:>=1d age:<2d)"),
        ("age between 0:7", "age:<8d"),
        ("age between 7:2", "age:>=2d age:<8d"),
        ('age < "3"', "age:<3d"),
        ("age >= 0", "*"),
        ("age < 0", "-*"),
        ('flags # "a"', "tag:flag-a"),
        ('flags =~ "a"', "tag:flag-a or tag:flag-A"),
        ('flags =~ "[ab]"', "tag:flag-a or tag:flag-A or tag:flag-b or tag:flag-B"),
        ('enclosure_url != ""', "has:enclosure"),
        ('enclosure_url = ""', "-has:enclosure"),
        ('enclosure_url =~ "."', "has:enclosure"),
        ('date =~ "2026"', "2026-01-01..2026-12-31"),
        ('date =~ "Nov 2026"', "2026-11-01..2026-11-30"),
        ('date =~ "24 nov 2026"', "on:2026-11-24"),
        ('age<3and(unread="yes")', "age:<3d is:unread"),
        ("age < 3 && !(age < 1) || age = 9", "age:<3d (-age:<1d or age:>=9d age:<10d)"),
        ("not age < 3", "-age:<3d"),
        ("age < 1 and age < 2 or age < 3", "age:<1d (age:<2d or age:<3d)"),
        ("age < 1 or age < 2 and age < 3", "age:<1d or age:<2d age:<3d"),
        ("(age < 1 and age < 2) or age < 3", "age:<1d age:<2d or age:<3d"),
    ],
)
def test_a_filter_expression_is_said_in_the_query_language(expression: str, query: str) -> None:
    text = " ".join(translate(expression).replace("1w1d", "8d").split())
    assert text == query


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("unread_count > 0", "unread_count > 0 asks for unread_count, which newsterm's queries have no word for"),
        ('age < 3 and enclosure_type =~ "a"', 'enclosure_type =~ "a" asks for enclosure_type'),
        ('titel =~ "a"', 'titel =~ "a" asks for titel, which newsboat does not know either'),
        ('unread = "true"', "holds for no article"),
        ('title < "a"', "compares title in a way"),
        ("unread > 0", "compares unread"),
        ('author = ""', "compares author"),
        ('content = "a"', "compares content"),
        ('content =~ "<img"', "HTML"),
        ('link # ""', "compares link"),
        ('title # "two words"', "compares title"),
        ('feedtitle =~ ""', "compares feedtitle"),
        ('tags =~ "^a"', "compares tags"),
        ('tags = "a"', "compares tags"),
        ('flags != ""', "compares flags"),
        ('flags =~ "ab"', "compares flags"),
        ('enclosure_url =~ "mp3$"', "compares enclosure_url"),
        ("age =~ 3", "compares age"),
        ("age between 3", "compares age"),
        ("age < 3:4", "compares age"),
        ('age < "three"', "compares age"),
        ("age < 999999", "more days"),
        ('date > "2026-11-01"', "since: and on:"),
        ('date =~ "Foo 2026"', "since: and on:"),
        ('date =~ "4 Nov 2026"', "since: and on:"),
        ('date =~ "31 Feb 2026"', "in no calendar"),
        (r'title =~ "\d"', r"can't be said: \d means nothing"),
        ('title =~ "(?i)a"', "means nothing"),
        ('title =~ "a{"', "means nothing"),
        ('title =~ "a+?"', "repeats"),
        ('title =~ "(a"', "is no regular expression"),
        ('title =~ "[a"', "a set of characters"),
        ('title =~ "[[:alpha:]]"', "a class of characters"),
        ("", "at its end"),
        ("title", 'at what begins with "title"'),
        ("age < 3 and", 'at what begins with "and"'),
        ("age < 3 andage < 4", 'at what begins with "andage'),
        ("(age < 3", "at its end"),
        ("age < 3)", 'at what begins with ")"'),
        ("(" * 99 + "age < 3" + ")" * 99, "nested too deeply"),
        (" and age < 1 or ".join(["age < 3"] * 99), "nested too deeply"),
        ("age < 3 or " * 999 + "age < 3", "too long"),
    ],
)
def test_what_can_not_be_said_is_refused_with_the_part_that_can_not(expression: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        translate(expression)


def test_a_long_chain_of_one_kind_is_no_deep_nesting() -> None:
    assert translate(" or ".join(["age < 3"] * 500)).count(" or ") == 499


@pytest.mark.parametrize(
    ("posix", "python"),
    [
        (r"\<port\>", r"\bport\b"),
        (r"\<(a|b)\> \<c?\w\>", r"\b(?=\w)(a|b)\b(?<=\w) \b(?=\w)c?\w\b(?<=\w)"),
        (r"\`a\'", r"\Aa\Z"),
        (r"a\/b\"c\.", r"a/b\"c\."),
        ("[[:digit:][:space:]a-f]", r"[0-9\sa-f]"),
        (r"[\.]", r"[\\.]"),
        ("[]a]", r"[\]a]"),
        ("[^]a]", r"[^\]a]"),
        ("[[a]", r"[\[a]"),
        ("a{,3}b{2}c{1,}", "a{0,3}b{2}c{1,}"),
        (r"(a|b)\1", r"(a|b)\1"),
    ],
)
def test_posix_expressions_are_said_as_python_says_them(posix: str, python: str) -> None:
    assert python_regex(posix).replace('"', r"\"") == python


@pytest.mark.parametrize(("posix", "text"), [("a b", "a b"), (r"a\.b", "a.b"), ("a.b", None), (r"\w", None), ("", "")])
def test_a_pattern_without_signs_is_a_text(posix: str, text: str | None) -> None:
    assert literal(posix) == text


# -- against newsboat's own rules --------------------------------------------------------------------------------------

FEEDS = (("https://post.example/feed", "The Post", "news daily "), ("https://coast.example/live", "Coast", "weekly "))
ARTICLES = [
    {"title": title, "author": author, "content": content, "link": f"https://{n}.example/{title[:3]}", "age": str(age),
     "unread": unread, "flags": flags, "enclosure_url": file, "rssurl": url, "feedtitle": name, "tags": tags,
     "date": f"{NOW - timedelta(days=age):%a, %d %b %Y %T +0000}"}
    for n, (title, author, content, age, unread, flags, file) in enumerate([
        ("Live: port", "Ana Sorel", "grain rose", 0, "yes", "", ""),
        ("Port closed", "", "Live updates", 1, "no", "a", "https://f.example/a.mp3"),
        ("A report on grain", "B. Li", "port and Sorel", 3, "yes", "A", ""),
        ("Ferry", "Sorel", "", 8, "no", "b", "https://f.example/b.mp3"),
        ("Live", "", "Grain", 31, "yes", "", ""),
    ])
    for url, name, tags in FEEDS
]  # fmt: skip
"""What newsboat's attributes of ten articles are, as texts."""


def holds(expression: Expression, article: dict[str, str]) -> bool:
    """newsboat's matcher."""
    match expression:
        case Denied(part=part):
            return not holds(part, article)
        case Joined(every=every, parts=parts):
            return (all if every else any)(holds(part, article) for part in parts)
    there, value = article[expression.attribute], expression.value
    match expression.operator:
        case "=":
            return there == value
        case "=~":
            return re.search(value, there, re.IGNORECASE) is not None
        case "#":
            return value in filter(None, there.split(" "))
        case "between":
            low, high = sorted(map(int, value.split(":")))
            return low <= int(there) <= high
    one, other = int(there), int(value)
    return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}[expression.operator]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "cache.db"), now=NOW) as opened:
        opened.subscribe([Subscription(url=u, title=t, tags=tuple(tags.split()), added=NOW) for u, t, tags in FEEDS])
        for url, _, _ in FEEDS:
            mine = [(str(n), a) for n, a in enumerate(ARTICLES) if a["rssurl"] == url]
            updates = tuple(EntryUpdate(entry=as_entry(n, a), digest=n, text_digest=n, new=True) for n, a in mine)
            opened.apply(FeedUpdate(url=url, state=FetchState(status=FeedStatus.OK), entries=updates), now=NOW)
            ids = opened.ids_of(url, [n for n, _ in mine])
            for n, article in mine:
                mark(opened, ids[n], "read", article["unread"] == "no")
                mark(opened, ids[n], "tags", TagEdit(add=tuple(f"flag-{f}" for f in article["flags"])).apply)
        yield opened


def as_entry(number: str, article: dict[str, str]) -> Entry:
    file = article["enclosure_url"]
    return Entry(
        guid=number,
        title=article["title"],
        link=article["link"],
        authors=tuple(filter(None, [article["author"]])),
        summary=article["content"],
        published=NOW - timedelta(days=int(article["age"]), hours=1),
        enclosures=(Enclosure(url=file),) if file else (),
    )


def mark(store: Store, item: str, field: str, after: object) -> None:
    store.edit(Target.ENTRY, [item], field, after, label=lambda _: "mark", at=NOW)  # type: ignore[arg-type]


WORDS = st.sampled_from(["live", "Port", "grain", "sorel", "A", "o", "^l", "t$", "p.rt", "r(t|e)", "[ag]r", "news"])
LEAVES = st.one_of(
    st.builds(
        "{} {} \"{}\"".format,
        st.sampled_from(["title", "author", "content", "feedtitle", "rssurl", "link"]),
        st.sampled_from(["=~", "!~"]),
        WORDS,
    ),
    st.builds('{} {} "{}"'.format, st.sampled_from(["title", "feedtitle"]), st.sampled_from(["=", "!=", "#", "!#"]),
              st.sampled_from(["Live", "Ferry", "port", "Post", "Coast"])),
    st.builds("age {} {}".format, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), st.integers(-1, 40)),
    st.builds("age between {}:{}".format, st.integers(-1, 40), st.integers(-1, 40)),
    st.builds('unread {} "{}"'.format, st.sampled_from(["=", "!="]), st.sampled_from(["yes", "no"])),
    st.builds('flags {} "{}"'.format, st.sampled_from(["#", "!#", "=~", "!~"]), st.sampled_from("abA")),
    st.builds('tags {} "{}"'.format, st.sampled_from(["#", "!#", "=~", "!~"]), st.sampled_from(["news", "week", "ly"])),
    st.builds('enclosure_url {}'.format, st.sampled_from(['=~ "."', '!~ "."', '= ""', '!= ""'])),
    st.builds('date {} "{}"'.format, st.sampled_from(["=~", "!~"]),
              st.sampled_from(["2026", "Nov 2026", "24 Nov 2026"]))
)  # fmt: skip
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds("{} {} {}".format, parts, st.sampled_from(["and", "or"]), parts),
        parts.map("( {} )".format),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, database=None)
@given(EXPRESSIONS)
def test_a_view_finds_what_newsboats_query_feed_finds(store: Store, expression: str) -> None:
    wanted = [n for n, article in enumerate(ARTICLES) if holds(read_filter(expression), article)]
    listing = store.listing(parse(translate(expression), today=date(2026, 11, 24)), now=NOW)
    assert sorted(int(item.entry.guid) for item in listing.rows(0, 99)) == wanted


@pytest.mark.parametrize(
    "expression",
    [
        'title =~ "a{20000}"',
        'content =~ "([ab]c|b){200000}"',
        'unread =~ "a{20000}"',
        'title = "{}"'.format("." * 9_980),
    ],
)
def test_a_pattern_that_newsterm_does_not_look_for_is_refused_before_anything_is_taken_in(expression: str) -> None:
    with pytest.raises(ValueError, match=r"too often|longer than"):
        translate(expression)


def test_comparisons_keep_how_they_were_written() -> None:
    assert read_filter(' title=~"a\\"b" ') == Comparison(
        attribute="title", operator="=~", value='a\\"b', text='title=~"a\\"b"'
    )
