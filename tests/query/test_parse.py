"""What a query means, and what is said of one that can't be read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.errors import QueryError
from newsterm.model import Act, Kind, QuoteType, clean_line
from newsterm.query.normal import normalise
from newsterm.query.parse import parse, parse_leniently
from newsterm.query.tree import (
    EVERYTHING,
    Acts,
    Age,
    And,
    Count,
    Counted,
    CueHas,
    Dated,
    FeedHas,
    FeedPart,
    Flag,
    Has,
    Hedged,
    InFeed,
    InFolder,
    InLanguage,
    Is,
    LinkHas,
    Not,
    NoteHas,
    Op,
    Or,
    Part,
    Pattern,
    Quoted,
    SaidBy,
    SourceKind,
    Tagged,
    TextField,
    Tree,
    Via,
    Words,
)

from .strategies import PIECES

TUESDAY = date(2026, 11, 24)
A, B, C = Words("a"), Words("b"), Words("c")


def mean(query: str) -> Tree:
    return parse(query, today=TUESDAY)


def both(*parts: Tree) -> And:
    return And(parts)


def either(*parts: Tree) -> Or:
    return Or(parts)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", EVERYTHING),
        ("  \n ", EVERYTHING),
        ("*", EVERYTHING),
        ("port", Words("port")),
        ("10:30", Words("10:30")),
        ("don't", Words("don't")),
        ("a..b", Words("a..b")),
        ('"the  port"', Words("the port", phrase=True)),
        (r'"the \"old\" port \d"', Words(r'the "old" port \d', phrase=True)),
        (r"a\ b", both(A, B)),
        (r"\-a", Words("-a")),
        (r"\or", Words("or")),
        (r"tag\:a", Words("tag:a")),
        (r"a\\", Words("a\\")),
        ("a\\", Words("a\\")),
    ],
)
def test_words_and_phrases_are_looked_for_anywhere(query: str, tree: Tree) -> None:
    assert mean(query) == tree


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a b", both(A, B)),
        ("a and b AND c", both(A, B, C)),
        ("a or b c", either(A, both(B, C))),
        ("(a or b) c", both(either(A, B), C)),
        ("(a)(b)", both(A, B)),
        ("a OR (b or c)", either(A, B, C)),
        ("not a b", both(Not(A), B)),
        ("not (a b)", Not(both(A, B))),
        ("-a -(b or c)", both(Not(A), Not(either(B, C)))),
        ("--a", A),
        ("not not not a", Not(A)),
        ("a * b", both(A, B)),
        ("a or *", EVERYTHING),
        ("-* or a", A),
        ("a -*", Not(EVERYTHING)),
        ("a-b", Words("a-b")),
    ],
)
def test_not_binds_before_and_and_and_before_or(query: str, tree: Tree) -> None:
    assert mean(query) == tree


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("title:port", Words("port", field=TextField.TITLE)),
        ('text:"rate cut"', Words("rate cut", field=TextField.TEXT, phrase=True)),
        ("Author:Brandt", Words("Brandt", field=TextField.AUTHOR)),
        ("said:sanctions", Words("sanctions", field=TextField.SAID)),
        ('feed:"Harbour Post"', InFeed("Harbour Post")),
        ("feed:https://example.org/a?b=c", InFeed("https://example.org/a?b=c")),
        ("folder:world/asia", InFolder("world/asia")),
        ("tag:read-later", Tagged("read-later")),
        (r"tag:to\ read", Tagged("to read")),
        ("is:unread", Is(Flag.UNREAD)),
        ("has:Claims", Has(Part.CLAIMS)),
        ("lang:de", InLanguage("de")),
        ("link:example.org", LinkHas("example.org")),
        ("age:<3d", Age(Op.LT, timedelta(days=3))),
        ("age:>=90min", Age(Op.GE, timedelta(minutes=90))),
        ("age:2w", Age(Op.LE, timedelta(weeks=2))),
        ('source:"Ana Sorel"', SaidBy("Ana Sorel")),
        ("source:sorel", SaidBy("sorel")),
        ("source:unnamed", SourceKind(Kind.UNNAMED_PERSON)),
        ('source:"unnamed"', SaidBy("unnamed")),
        ("kind:document", SourceKind(Kind.DOCUMENT)),
        ("kind:organization", SourceKind(Kind.ORGANISATION)),
        ("kind:org", SourceKind(Kind.ORGANISATION)),
        ("kind:named-person", SourceKind(Kind.NAMED_PERSON)),
        ("via:Northwire", Via("Northwire")),
        ("cue:reportedly", CueHas("reportedly")),
        ('note:"ask her"', NoteHas("ask her")),
        ("hedge:yes", Hedged(True)),
        ("hedge:no", Hedged(False)),
        ("quote:direct", Quoted(QuoteType.DIRECT)),
        ("act:denies", Acts(Act.DENIES)),
        ("claims:>5", Count(Counted.CLAIMS, Op.GT, 5)),
        ("named:0", Count(Counted.NAMED, Op.EQ, 0)),
        ("unnamed:<=2", Count(Counted.UNNAMED, Op.LE, 2)),
        ("/por(t|ts)/", Pattern("por(t|ts)")),
        (r"/a\/b \d/", Pattern(r"a/b \d")),
        ("/[[a]/", Pattern("[[a]")),
        ("title:/por(t|ts) /", Pattern("por(t|ts) ", TextField.TITLE)),
        (r"text:/a\/b/", Pattern("a/b", TextField.TEXT)),
        ("author:/^li$/", Pattern("^li$", TextField.AUTHOR)),
        (r"title:\/a/", Words("/a/", field=TextField.TITLE)),
        ('link:"/2026/"', LinkHas("/2026/")),
        (r"link:/\/20\d+\//", LinkHas(r"/20\d+/", pattern=True)),
        ("feedtitle:post", FeedHas(FeedPart.TITLE, "post")),
        ("feedtitle:/^the /", FeedHas(FeedPart.TITLE, "^the ", pattern=True)),
        ("feedurl:example.org/world", FeedHas(FeedPart.URL, "example.org/world")),
        ('feedurl:"/world/"', FeedHas(FeedPart.URL, "/world/")),
        ('feedtag:"two words"', FeedHas(FeedPart.TAG, "two words")),
    ],
)
def test_a_field_asks_one_thing(query: str, tree: Tree) -> None:
    assert mean(query) == tree


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_source_can_be_asked_for(kind: Kind) -> None:
    assert mean(f"kind:{kind}") == mean(f"source:{kind}") == SourceKind(kind)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("on:2026-11-20", "2026-11-20", "2026-11-20"),
        ("on:2026-2", "2026-02-01", "2026-02-28"),
        ("on:2026-12", "2026-12-01", "2026-12-31"),
        ("on:2026", "2026-01-01", "2026-12-31"),
        ("on:today", "2026-11-24", "2026-11-24"),
        ("on:Yesterday", "2026-11-23", "2026-11-23"),
        ("on:tue", "2026-11-24", "2026-11-24"),
        ("on:wednesday", "2026-11-18", "2026-11-18"),
        ("since:monday", "2026-11-23", None),
        ("since:2w", "2026-11-10", None),
        ("since:2026-11", "2026-11-01", None),
        ("since:9999y", "0001-01-01", None),
        ("2026-11-01..2026-11-20", "2026-11-01", "2026-11-20"),
        ("2026-10..2026-11", "2026-10-01", "2026-11-30"),
        ("2026-11-01..", "2026-11-01", None),
        ("..yesterday", None, "2026-11-23"),
        ("on:monday..today", "2026-11-23", "2026-11-24"),
    ],
)
def test_days_are_absolute_once_a_query_is_read(query: str, first: str | None, last: str | None) -> None:
    assert mean(query) == Dated(first and day(first), last and day(last))


WRONG = [
    ("a flag:b", 2, 'At character 3: there is no field "flag:"; what is meant as words stands in quotation marks.'),
    ("titel:a", 0, 'Did you mean "title:"?'),
    ("https://example.org", 0, 'Did you mean "link:"?'),
    ("tag:", 4, "tag: expects a tag after it, such as tag:read-later."),
    ('tag:""', 4, "tag: expects a tag after it"),
    ("tag:\x07", 4, "tag: expects a tag after it"),
    ("is:unred", 3, 'expected one of read, unread, starred, tagged, own, hidden, new. Did you mean "unread"?'),
    ("kind:documnet", 5, 'Did you mean "document"?'),
    ("hedge:maybe", 6, '"maybe" is not known there; expected one of yes, no.'),
    ("age:<3", 4, "expected a number and s, min, h, d, w, y, such as 3d."),
    ("age:3 d", 4, '"3" is no length of time'),
    ("claims:many", 7, '"many" is no number; expected one such as 3, >5 or <=2.'),
    ("claims:-1", 7, "is no number"),
    ("since:yesterdya", 6, 'or 3d for three days ago. Did you mean "yesterday"?'),
    ("on:2026-02-30", 3, '"2026-02-30" is in no calendar.'),
    ("on:3q", 3, '"3q" is no length of time'),
    ("2026-11-20..2026-11-01", 0, "ends before it begins; expected the earlier day first."),
    ("x 2026-11-20..tody", 2, '"tody" is no day'),
    ("a or", 2, "or stands between two things, and one is missing."),
    ("or a", 0, "or stands between two things, and one is missing."),
    ("a or or b", 2, "or stands between two things, and one is missing."),
    ("(a or ) b", 3, "or stands between two things"),
    ("and a", 0, "and stands between two things, and one is missing."),
    ("a and", 2, "and stands between two things, and one is missing."),
    ("a and and b", 2, "and stands between two things"),
    ("a not", 2, "not stands before a thing, and none follows."),
    ("a (b", 2, "this ( is not closed; expected a ) after it."),
    (
        "before:2026-11-01",
        0,
        'there is no field "before:"; what is meant as words stands in quotation marks. Did you mean "on:"?',
    ),
    ("source:~ab", 8, '"~ab" is too short to be nearly right; expected a name with 3 letters or more.'),
    ("source:~", 8, "source: expects a name or kind after it"),
    ("title:~port", 6, "title: takes no ~, which stands before names; expected author:~, feed:~, source:~, via:~ or"),
    ("said:/tolls/", 5, "said: takes no /pattern/; title, text, author, feedtitle, feedurl, feedtag, link do."),
    ("a ~b", 3, "is too short to be nearly right"),
    ("a) b", 1, "there is no ( to this ); expected one before it, or none of both."),
    ("a ()", 2, "nothing stands between ( and )."),
    ('a "b c', 2, 'this quotation mark is not closed; expected a " at its end.'),
    ('a tag:"b c', 6, 'this quotation mark is not closed; expected a " at its end.'),
    ('""', 0, "holds no word to look for; expected letters or digits."),
    ("a - b", 2, '"-" holds no word to look for'),
    ("title:&", 6, '"&" holds no word to look for'),
    ("/abc", 0, "this pattern is not closed; expected a / at its end."),
    ("a title:/abc", 8, "this pattern is not closed; expected a / at its end."),
    ("feedtag://", 8, "this pattern is empty; expected something between the slashes."),
    ("//", 0, "this pattern is empty; expected something between the slashes."),
    ("/a(b/", 0, "this pattern is no regular expression: missing ), unterminated subpattern at position 1."),
    ("/a{99999999999999999999}/", 0, "this pattern is no regular expression"),
    ("(" * 500 + "a", 61, "the query is nested more than 60 deep."),
    ("-" * 500 + "a", 61, "the query is nested more than 60 deep."),
]


@pytest.mark.parametrize(("query", "position", "said"), WRONG)
def test_an_error_says_where_what_was_expected_and_what_was_probably_meant(
    query: str, position: int, said: str
) -> None:
    with pytest.raises(QueryError) as caught:
        mean(query)
    assert caught.value.position == position
    assert str(caught.value).startswith(f"At character {position + 1}: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a tag:", A),
        ("a is:unr", A),
        ("a or", A),
        ("a and", A),
        ("(a or b) -", both(either(A, B))),
        ("a (b", both(A, B)),
        ("a) b) c", both(A, B, C)),
        ('a "b c', both(A, Words("b c", phrase=True))),
        ('a feed:"Harbour P', both(A, InFeed("Harbour P"))),
        ("a /b(", A),
        ("a or flag:x", A),
        ("a -flag:x", A),
        ("flag:x", EVERYTHING),
        ("(", EVERYTHING),
    ],
)
def test_a_query_that_is_being_typed_means_what_can_be_read_of_it(query: str, tree: Tree) -> None:
    meaning, error = parse_leniently(query, today=TUESDAY)
    assert meaning == normalise(tree)
    assert error is not None


def test_a_query_without_errors_means_the_same_leniently() -> None:
    assert parse_leniently("a or b", today=TUESDAY) == (either(A, B), None)


@given(st.text(max_size=30) | st.lists(PIECES, max_size=12).map("".join) | st.lists(PIECES, max_size=12).map(" ".join))
def test_whatever_is_typed_has_a_meaning_or_an_error_that_can_be_shown(query: str) -> None:
    tree, error = parse_leniently(query, today=TUESDAY)
    assert normalise(tree) == tree
    if error is not None:
        assert 0 <= error.position <= len(query)
        assert clean_line(str(error)) == str(error)


def test_a_very_long_query_is_read_too() -> None:
    assert mean("a " * 20_000) == And((A,) * 20_000)
    _, error = parse_leniently(")" * 20_000, today=TUESDAY)
    assert error is not None
