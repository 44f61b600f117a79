"""`newsterm export` and what comes back by `newsterm import`: stdout or a file, whole or a query's part."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from newsterm.cli import main
from newsterm.cli.grammar.keeping import EXPORTS
from newsterm.export.files import FORMATS
from tests.newsserver import Answer, NewsServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import Newsterm

FEED = """<rss version="2.0"><channel><title>Quay</title><link>https://quay.example/</link>
<item><guid>1</guid><title>Ferry &lt;b&gt; *late*</title><link>https://quay.example/1</link>
<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate><description>
&lt;p&gt;“The engine is old,” Mayor Ida Kern said on Monday.&lt;/p&gt;
&lt;p&gt;The union denied that its members were on strike.&lt;/p&gt;</description></item>
<item><guid>2</guid><title>Bridge</title><pubDate>Sun, 22 Nov 2026 08:00:00 GMT</pubDate><description>
The bridge will close in May, engineer Tom Rask said.</description></item></channel></rss>"""


@pytest.fixture(scope="module")
def quay() -> Iterator[NewsServer]:
    with NewsServer() as running:
        yield running


@pytest.fixture(scope="module")
def polled(quay: NewsServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the feed's items, claims found."""
    data = tmp_path_factory.mktemp("polled") / "data"
    feed = Answer(200, FEED.encode(), {"Content-Type": "application/rss+xml"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsterm.cli.poll.give_way", lambda **_: None)
        main(["--data", str(data), "add", quay.serve("/feed.xml", feed, feed, feed)])
        main(["--data", str(data), "poll"])
    return data


@pytest.fixture
def followed(newsterm: Newsterm, polled: Path) -> Newsterm:
    shutil.copytree(polled, newsterm.data)
    return newsterm


def test_the_command_line_knows_every_format() -> None:
    assert ("opml", "views", "rules", *sorted(FORMATS, key=EXPORTS.index)) == EXPORTS


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_goes_to_stdout_and_to_a_file_the_same(followed: Newsterm, tmp_path: Path, name: str) -> None:
    file = tmp_path / "out"
    followed("views", "save", "Old", "title:bridge")
    followed("rules", "add", "ports", "title:port", "--hide")
    printed = followed("export", name)
    written = followed("export", name, "--output", str(file))
    assert (printed.status, written.status, written.out) == (0, 0, "")
    assert printed.out
    if name in {"views", "rules", "csv", "jsonl", "json", "markdown", "text"}:  # the others tell when they were made
        assert file.read_bytes().decode() == printed.out


def test_a_query_a_view_and_a_limit_confine_what_goes_out(followed: Newsterm) -> None:
    followed("views", "save", "Old", "title:bridge or title:harbour")
    titles = [
        [json.loads(line)["title"] for line in followed("export", "jsonl", *words).out.splitlines()]
        for words in (("title:bridge",), ("--view", "Old"), ("--view", "Old", "ferry"), ("--limit", "1"))
    ]
    assert titles == [["Bridge"], ["Bridge"], [], ["Ferry *late*"]]
    assert followed("export", "json", "--view", "New").err == (
        'newsterm: There is no view "New"; `newsterm views` lists them.\n'
    )


def test_a_query_about_claims_lets_only_those_claims_out(followed: Newsterm) -> None:
    rows = csv.DictReader(io.StringIO(followed("export", "csv", "act:denies").out))
    assert [row["cue_text"] for row in rows] == ["denied"]
    said = json.loads(followed("export", "json", "--claims", "--limit", "2").out)
    assert len(said) == 2
    assert len(list(csv.DictReader(io.StringIO(followed("export", "csv", "--items").out)))) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Say what to export: opml, "),
        (("opml", "port"), "opml lists all feeds"),
        (("annotations", "--items"), "annotations is a form for claims alone."),
        (("html", "--claims"), "html is a form for items alone."),
        (("json", "--force"), "--force is about the file of --output."),
        (("json", "--output", "."), ". is a folder; name a file in it."),
        (("json", "claims:"), "claims: expects"),
    ],
)
def test_what_can_not_be_exported_says_why(newsterm: Newsterm, words: tuple[str, ...], told: str) -> None:
    ran = newsterm("export", *words)
    assert ran.status == 2
    assert told in ran.err


def test_a_file_that_is_there_stays_unless_it_is_forced(followed: Newsterm, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine")
    ran = followed("export", "markdown", "--output", str(file))
    assert (ran.status, file.read_text()) == (2, "mine")
    assert "--force writes over it" in ran.err
    assert followed("export", "markdown", "--output", str(file), "--force").status == 0
    assert file.read_text().startswith("# Ferry \\*late\\*\n")
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".part")] == []


def test_claims_go_out_as_linked_data(followed: Newsterm) -> None:
    assert followed("claims", "act:denies", "--jsonld").json["total"] == 1
    (claim,) = followed("claims", "act:denies", "--schema-org").json["@graph"]
    assert claim["text"] == "its members were on strike"


def test_what_went_out_comes_back_with_its_marks(followed: Newsterm, tmp_path: Path, quay: NewsServer) -> None:
    entry, claim = (followed(what, "--json").json[0]["id"] for what in ("list", "claims"))
    followed("star", entry)
    followed("tag", claim, "+check")
    lines, feeds = tmp_path / "items.jsonl", tmp_path / "feeds.opml"
    followed("export", "jsonl", "--output", str(lines))
    followed("export", "opml", "--output", str(feeds))
    followed.data = tmp_path / "other"
    ran = followed("import", str(lines))
    assert (ran.status, ran.out) == (0, "items added: 2; there already: 0; items and claims marked: 2; refused: 0\n")
    assert "1 feed of theirs you don't follow" in ran.err
    assert followed("list", "--json").json == []
    assert followed("import", str(feeds)).status == 0
    assert followed("export", "jsonl").out == lines.read_text()
    assert followed("undo").out == "undone: took in the marks of 2 items and claims\n"
    asked = len(quay.requests)
    assert "2 changed" not in followed("poll", "--all").out
    assert len(quay.requests) > asked


def test_a_bad_line_is_told_with_its_number_and_the_rest_comes_in(followed: Newsterm, tmp_path: Path) -> None:
    lines = tmp_path / "items.jsonl"
    lines.write_text("junk\n" + followed("export", "jsonl").out)
    followed.data = tmp_path / "other"
    ran = followed("import", str(lines), "--follow")
    assert (ran.status, ran.out) == (1, "items added: 2; there already: 0; items and claims marked: 0; refused: 1\n")
    assert ran.err.startswith("line 1: It is no item that can be read: ")
    assert len(followed("list", "--json").json) == 2


def test_only_lines_have_feeds_to_follow(newsterm: Newsterm, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text("<opml version='2.0'><body/></opml>")
    ran = newsterm("import", str(file), "--follow")
    assert (ran.status, ran.err) == (
        2, "newsterm: --follow goes with JSON lines; the feeds of a list are followed anyway.\n",
    )  # fmt: skip


def test_what_is_hidden_goes_along_where_everything_does(followed: Newsterm) -> None:
    (bridge,) = (json.loads(line)["id"] for line in followed("export", "jsonl", "title:bridge").out.splitlines())
    followed("hide", bridge)
    told = [json.loads(line)["hidden"] for line in followed("export", "jsonl").out.splitlines()]
    assert told == [True, False]
    assert followed("export", "jsonl", "title:bridge").out == ""
    assert "Bridge" not in followed("export", "json").out


def test_views_and_rules_go_to_another_cache_and_are_taken_back(followed: Newsterm, tmp_path: Path) -> None:
    followed("views", "save", "Old", "title:bridge", "--colour", "tomato", "--key", "f5")
    followed("views", "save", "Here", "title:ferry")
    followed("rules", "add", "ports", "title:port or feed:https://a:b@x.example/", "--hide")
    followed("rules", "add", "ferries", "title:ferry", "--tag", "boat", "--for", "30d")
    lines = followed("export", "views").out + followed("export", "rules").out + followed("export", "jsonl").out
    file = tmp_path / "all.jsonl"
    file.write_text(lines)
    assert "a:b@" not in lines
    shutil.rmtree(followed.data)
    other = followed
    other("views", "save", "Here", "title:quay")
    ran = other("import", str(file), "--follow")
    assert ran.out == (
        "items added: 2; there already: 0; items and claims marked: 0; views added: 1; rules added: 1; refused: 1\n"
    )
    assert 'line 3: "ports" asks for an address with a password' in ran.err
    assert [(v["name"], v["query"], v["colour"], v["key"]) for v in json.loads(other("views", "--json").out)] == [
        ("Here", "title:quay", None, None), ("Old", "title:bridge", "tomato", "f5"),
    ]  # fmt: skip
    assert other("export", "rules").out == lines.splitlines(keepends=True)[3]
    assert [other("undo").out for _ in range(2)] == ["undone: took in 1 rule\n", "undone: took in 1 view\n"]
    assert other("export", "rules").out == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"view": {"name": "x"}}, "missing required field `query`"),
        ({"view": {"name": "x", "query": "title:"}}, "title: expects"),
        ({"view": {"name": "\u202e", "query": "a"}}, "no visible character"),
        ({"view": {"name": "x", "query": "a", "colour": "[red]"}}, "is no colour"),
        ({"view": {"name": "x", "query": "a", "key": "q"}}, "can't be the key of a view"),
        ({"rule": {"name": "x", "query": "a"}}, "does nothing"),
        ({"rule": {"name": "x", "query": "a", "pipe": ["rm"]}}, "Expected `str | null`"),
        ({"rule": {"name": "x", "query": "a", "hide": True, "until": "2027-01-01T00:00:00"}}, "timezone"),
        ({"rule": None}, "no view or rule"),
    ],
)
def test_a_view_or_a_rule_that_can_not_be_one_costs_its_line(
    newsterm: Newsterm, tmp_path: Path, line: dict[str, object], words: str
) -> None:
    good = {"newsterm": 1, "rule": {"name": "ports", "query": "title:port", "hide": True}}
    file = tmp_path / "x.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in ({"newsterm": 1} | line, good)))
    ran = newsterm("import", str(file))
    assert (ran.status, "views added: 0; rules added: 1; refused: 1" in ran.out) == (1, True)
    assert words in ran.err
    assert ran.err.startswith("line 1: ")


def test_an_array_is_told_from_the_lines_that_come_back(read: Newsterm, tmp_path: Path) -> None:
    array = tmp_path / "items.json"
    array.write_text(read("export", "json").out)
    refused = read("import", str(array))
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert "`newsterm export jsonl` comes back" in refused.err
