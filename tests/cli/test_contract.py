"""The command line's contract: what scripts may depend on."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import newsterm as package
from tests.cli.published import fits
from tests.newsserver import Answer, rss

if TYPE_CHECKING:
    from tests.cli.conftest import Newsterm
    from tests.newsserver import NewsServer

SAID = "The port will reopen in March, Transport Minister Ana Sorel said on Monday."
PAGE = b"""<html><head><title>Harbour Post</title>
<link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml"></head>
<body><p>Hello.</p></body></html>"""


def test_the_version_is_the_packages(newsterm: Newsterm) -> None:
    ran = newsterm("--version")
    assert (ran.status, ran.out.strip()) == (0, f"newsterm {package.__version__}")


def test_help_names_every_command(newsterm: Newsterm) -> None:
    from newsterm.cli.grammar import COMMANDS

    ran = newsterm("--help")
    assert ran.status == 0
    assert all(name in ran.out for name in COMMANDS)


def test_an_unknown_command_is_a_usage_error(newsterm: Newsterm) -> None:
    assert newsterm("frobnicate").status == 2


def test_a_fresh_cache_says_what_to_do_next(newsterm: Newsterm) -> None:
    assert "newsterm add" in newsterm("feeds").err
    assert "newsterm add" in newsterm("list").err
    assert newsterm("list", "--json").json == []


def test_adding_a_feed_costs_one_request_and_brings_its_entries(newsterm: Newsterm, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One", "Two"))
    ran = newsterm("add", url, "--folder", "World/Ports", "--tag", "daily")
    assert ran.status == 0, ran.err
    assert "Harbour Post" in ran.out
    assert len(server.requests) == 1
    (feed,) = newsterm("feeds", "--json").json
    assert (feed["title"], feed["folder"], feed["tags"], feed["entries"], feed["status"]) == (
        "Harbour Post", "World/Ports", ["daily"], 2, "ok",
    )  # fmt: skip
    assert [e["title"] for e in newsterm("list", "--json").json] == ["Two", "One"]


def test_adding_a_page_follows_the_feed_it_names(newsterm: Newsterm, server: NewsServer) -> None:
    page = server.serve("/", Answer(200, PAGE, {"Content-Type": "text/html"}))
    url = server.serve("/feed.xml", rss("One"))
    assert newsterm("add", page).status == 0
    assert [f["url"] for f in newsterm("feeds", "--json").json] == [url]


def test_a_page_with_several_feeds_offers_them(newsterm: Newsterm, server: NewsServer) -> None:
    both = PAGE.replace(b"</head>", b'<link rel="alternate" type="application/atom+xml" href="/b.xml"></head>')
    page = server.serve("/", Answer(200, both, {"Content-Type": "text/html"}))
    ran = newsterm("add", page)
    assert ran.status == 1
    assert f"{server.url}/feed.xml" in ran.out
    assert f"{server.url}/b.xml" in ran.out


def test_a_page_without_a_feed_says_so(newsterm: Newsterm, server: NewsServer) -> None:
    page = server.serve("/", Answer(200, b"<html><body>Hi</body></html>", {"Content-Type": "text/html"}))
    ran = newsterm("add", page)
    assert ran.status == 1
    assert "names no feed" in ran.err
    assert newsterm("feeds", "--json").json == []


def test_adding_twice_follows_once(newsterm: Newsterm, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One"))
    newsterm("add", url)
    assert "already followed" in newsterm("add", url).out
    assert len(newsterm("feeds", "--json").json) == 1


def test_no_fetch_only_records(newsterm: Newsterm, server: NewsServer) -> None:
    assert newsterm("add", f"{server.url}/feed.xml", "--no-fetch").status == 0
    assert not server.requests
    assert newsterm("feeds", "--json").json[0]["status"] == "new"


def test_a_feed_that_is_paused_is_asked_only_by_its_name(newsterm: Newsterm, server: NewsServer) -> None:
    url = server.serve("/feed.xml", rss("One"))
    newsterm("add", "--no-fetch", url)
    assert newsterm("pause", url).out == f'paused "{url.partition("://")[2]}"\n'
    assert newsterm("pause", url).out == "nothing to change\n"
    assert newsterm("feeds").out.split()[0] == newsterm("feeds").out.split()[-1] == "paused"
    feed = newsterm("feeds", "--json").json[0]
    assert (feed["paused"], feed["next_poll"], feed["why"], feed["polls"]) == (True, None, "paused", [])
    for words in ((), ("--all",)):
        newsterm("poll", *words)
    assert not server.requests
    newsterm("poll", url)
    assert len(server.requests) == 1
    assert newsterm("feeds", "--json").json[0]["polls"][0]["new"] == 1
    newsterm("undo")
    assert newsterm("feeds", "--json").json[0]["paused"] is False


def test_feeds_are_paused_and_resumed_together_or_not_at_all(newsterm: Newsterm, server: NewsServer) -> None:
    a, b = f"{server.url}/a.xml", f"{server.url}/b.xml"
    newsterm("add", "--no-fetch", a, b)
    assert newsterm("pause", a, "Nowhere").status == 1
    assert newsterm("feeds", "--json").json[0]["paused"] is False
    assert newsterm("pause", a, b).out == "paused 2 feeds\n"
    assert newsterm("resume", b, a).out == "resumed 2 feeds\n"


def test_no_command_runs_that_the_settings_do_not_name(newsterm: Newsterm) -> None:
    ran = newsterm("add", "exec:rm -rf /", "--no-fetch")
    assert ran.status == 2
    assert "The settings have no command" in ran.err


def test_a_poll_reports_feed_by_feed(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm(
        "add", "--no-fetch", server.serve("/good.xml", rss("One", text=SAID)), server.serve("/bad.xml", Answer(500))
    )
    ran = newsterm("poll", "--json")
    assert ran.status == 1
    outcomes = {f["feed"].rpartition("/")[2]: f["outcome"] for f in ran.json["feeds"]}
    assert outcomes == {"good.xml": "new", "bad.xml": "failed"}
    assert (ran.json["new"], ran.json["failed"]) == (1, 1)
    assert "500" in ran.err


def test_a_second_poll_asks_nothing(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("One")))
    newsterm("poll")
    assert len(server.requests) == 1


def test_naming_a_feed_asks_it_conditionally(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("One"), Answer(304)))
    ran = newsterm("poll", "Harbour Post", "--json")
    assert ran.json["feeds"][0]["outcome"] == "unchanged"
    assert server.requests[1].headers["if-none-match"] == 'W/"1Not"'


def test_poll_prepares_claims_and_fetch_only_does_not(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", "--no-fetch", server.serve("/feed.xml", rss("One", text=SAID)))
    newsterm("poll", "--fetch-only")
    assert newsterm("claims", "--json").json == []
    newsterm("poll")
    (claim,) = newsterm("claims", "--json").json
    assert claim["resolved"] == "Transport Minister Ana Sorel"
    assert claim["kind"] == "named-person"
    assert claim["when"]["date"] == "2026-11-23"


def test_feeds_in_a_file_are_followed_first(newsterm: Newsterm, server: NewsServer, tmp_path: Path) -> None:
    listed = tmp_path / "urls"
    listed.write_text(
        f"# mine\n\n{server.serve('/a.xml', rss('A', name='A'))}\n{server.serve('/b.xml', rss('B', name='B'))}\n"
    )
    assert newsterm("poll", "--feeds", str(listed)).status == 0
    assert {f["title"] for f in newsterm("feeds", "--json").json} == {"A", "B"}


def test_a_feed_list_that_is_not_there_is_a_usage_error(newsterm: Newsterm) -> None:
    assert newsterm("poll", "--feeds", "/nowhere/at/all").status == 2


def test_tags_are_toggled_by_hand_written_words(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("One", "Two")))
    two, one = (e["id"] for e in newsterm("list", "--json").json)
    assert newsterm("tag", one, two, "+check", "+later").status == 0
    assert newsterm("tag", one, "-later").status == 0
    tags = {e["id"]: e["tags"] for e in newsterm("list", "--json").json}
    assert tags == {one: ["check"], two: ["check", "later"]}
    assert [e["id"] for e in newsterm("list", "tag:later", "--json").json] == [two]
    assert newsterm("tag", "--query", "is:tagged", "-check").status == 0
    assert newsterm("undo").status == 0
    assert len(newsterm("list", "tag:check", "--json").json) == 2
    assert newsterm("redo").status == 0
    assert newsterm("list", "tag:check", "--json").json == []


def test_claims_are_tagged_like_items(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("One", text=SAID)))
    newsterm("poll")
    (claim,) = newsterm("claims", "--json").json
    newsterm("tag", claim["id"], "+check")
    assert newsterm("claims", "--json").json[0]["tags"] == ["check"]
    assert newsterm("read", claim["id"]).status == 2


def test_claims_go_out_as_csv_that_no_spreadsheet_runs(newsterm: Newsterm, server: NewsServer) -> None:
    import csv

    newsterm("add", server.serve("/feed.xml", rss("=1+1", text=SAID)))
    newsterm("poll")
    (row,) = csv.DictReader(newsterm("claims", "--csv").out.splitlines())
    assert row["title"] == "'=1+1"
    assert (row["resolved"], row["when"]) == ("Transport Minister Ana Sorel", "2026-11-23")


def test_claims_go_out_as_markdown_with_their_citation(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("*One*", text=SAID)))
    newsterm("poll")
    printed = newsterm("claims", "--markdown").out
    assert printed.startswith("> The port will reopen in March")
    assert "“\\*One\\*”, Harbour Post" in printed


def test_an_id_that_nothing_has_marks_nothing(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("One")))
    (entry,) = newsterm("list", "--json").json
    ran = newsterm("tag", entry["id"], "zzzzzzzzzz", "+check")
    assert ran.status == 1
    assert newsterm("list", "--json").json[0]["tags"] == []


def test_read_and_star_and_their_opposites(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("One")))
    (entry,) = newsterm("list", "--json").json
    for command, field, value in (
        ("read", "read", True), ("unread", "read", False), ("star", "starred", True), ("unstar", "starred", False),
    ):  # fmt: skip
        assert newsterm(command, entry["id"]).status == 0
        assert newsterm("list", "--json").json[0][field] is value
    assert newsterm("read", entry["id"], entry["id"]).status == 0


def test_nothing_to_undo_says_so(newsterm: Newsterm) -> None:
    assert newsterm("undo").status == 1
    assert newsterm("redo").status == 1


def test_removing_hides_and_undo_brings_back(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("One")))
    assert newsterm("remove", "harbour post").status == 0
    assert newsterm("list", "--json").json == []
    newsterm("undo")
    assert len(newsterm("list", "--json").json) == 1


def test_renaming_shows_the_users_title_and_back(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("One")))
    assert newsterm("rename", "Harbour Post", "Port [news]").status == 0
    assert newsterm("list", "--json").json[0]["feed_title"] == "Port [news]"
    assert newsterm("rename", "Port [news]", "").status == 0
    assert newsterm("feeds", "--json").json[0]["title"] == "Harbour Post"


def test_a_feed_that_is_not_there_is_named_in_the_error(newsterm: Newsterm) -> None:
    ran = newsterm("remove", "Nothing")
    assert ran.status == 1
    assert '"Nothing"' in ran.err


def test_show_gives_the_article_in_each_form(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("One", text=SAID)))
    newsterm("poll")
    (entry,) = newsterm("list", "--json").json
    shown = newsterm("show", entry["id"], "--json").json
    assert shown["article"]["text"] == SAID
    assert [c["quote"]["exact"] for c in shown["claims"]] == ["The port will reopen in March"]
    assert "Ana Sorel (named person)" in newsterm("show", entry["id"]).out
    assert newsterm("show", entry["id"], "--markdown").out.startswith("# One")
    assert "claims" not in newsterm("show", entry["id"], "--text").out
    assert newsterm("show", "nosuchid").status == 1


def test_list_leaves_bodies_out_unless_full(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("One", text=SAID)))
    assert "summary" not in newsterm("list", "--json").json[0]
    assert SAID in newsterm("list", "--full", "--json").json[0]["summary"]
    lines = newsterm("list", "--jsonl").out.splitlines()
    assert [json.loads(line)["title"] for line in lines] == ["One"]


def test_list_sorts_and_limits(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("Beta", "Alpha", "Gamma")))
    assert [e["title"] for e in newsterm("list", "--sort", "title", "--limit", "2", "--json").json] == ["Alpha", "Beta"]
    assert [e["title"] for e in newsterm("list", "--sort", "oldest", "--json").json] == ["Beta", "Alpha", "Gamma"]
    assert newsterm("list", "--limit", "0").status == 2


def test_a_query_that_cannot_be_read_is_a_usage_error(newsterm: Newsterm) -> None:
    ran = newsterm("list", "(open")
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1


def test_extract_gives_offsets_into_the_text_as_given(newsterm: Newsterm, stdin) -> None:
    text = "🐦 Before.\n\n“We will not pay,” Sorel said.\n"
    stdin(json.dumps({"id": 7, "text": text, "outlet": "Harbour Post"}) + "\n")
    ran = newsterm("extract", "--jsonl", "--text")
    answer = json.loads(ran.out)
    assert (answer["id"], answer["text"]) == (7, text)
    (claim,) = answer["claims"]
    start, end = claim["content"][0]
    assert "We will not pay" in text[start:end]
    assert claim["chain"][-1] == "Harbour Post"
    assert all(text[b["start"] : b["end"]] == b["text"] for b in answer["blocks"])


def test_a_bad_line_costs_only_itself(newsterm: Newsterm, stdin) -> None:
    stdin(
        '{"id":"a","text":"Fine."}\nnot json\n{"id":"c","text":3}\n[1]\n{"id":"e","text":"Fine.","published":"soon"}\n'
    )
    ran = newsterm("extract", "--jsonl")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 1
    assert [a["id"] for a in answers] == ["a", 2, "c", 4, "e"]
    assert ["error" in a for a in answers] == [False, True, True, True, True]


def test_extract_reads_a_page(newsterm: Newsterm, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    words = ("ferries", "freight", "grain", "customs", "dredging", "pilots")
    told = (f"Paragraph {n} goes on about {w}, what {w} cost and who pays for {w}." for n, w in enumerate(words))
    body = f"<p>{SAID}</p>" + "".join(f"<p>{paragraph}</p>" for paragraph in told)
    page.write_text(f"<html><head><title>Port</title></head><body><article><h1>Port</h1>{body}</article></body></html>")
    record = newsterm("extract", str(page), "--json", "--url", "http://news.example/port").json
    assert fits("extract", record)
    assert "Paragraph 5" in record["text"]
    assert record["claims"]
    assert "claims" in newsterm("extract", str(page)).out
    assert newsterm("extract", str(tmp_path / "nothing")).status == 2


def test_inspect_shows_what_a_feed_says(newsterm: Newsterm, tmp_path: Path, stdin) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_bytes(rss("One", "Two").body)
    shown = newsterm("inspect", str(feed), "--base", "http://news.example/", "--json").json
    assert fits("inspect", shown)
    assert shown["feed"]["title"] == "Harbour Post"
    assert [e["id"] for e in shown["entries"]] == ["One", "Two"]
    assert "2 entries" in newsterm("inspect", str(feed)).out
    stdin(json.dumps({"id": "x", "file": str(feed), "base": "http://news.example/"}) + '\n{"id": "y"}\n')
    ran = newsterm("inspect", "--jsonl")
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert (first["id"], len(first["entries"]), ran.status) == ("x", 2, 1)
    assert "error" in second


def test_inspect_finds_the_feeds_of_a_page(newsterm: Newsterm, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE)
    found = newsterm("inspect", str(page), "--discover", "--base", "http://news.example/", "--json").json
    assert fits("candidate", found[0])
    assert found == [{"url": "http://news.example/feed.xml", "title": "News", "type": "application/rss+xml"}]


def test_opml_goes_out_and_comes_in(newsterm: Newsterm, tmp_path: Path) -> None:
    newsterm("add", "--no-fetch", "--folder", "World", "--tag", "daily", "http://news.example/feed.xml")
    exported = tmp_path / "out.opml"
    exported.write_text(newsterm("export", "opml").out)
    newsterm.data = tmp_path / "other"
    assert newsterm("import", str(exported)).status == 0
    (feed,) = newsterm("feeds", "--json").json
    assert (feed["url"], feed["folder"], feed["tags"]) == ("http://news.example/feed.xml", "World", ["daily"])


def test_newsboats_urls_come_in_without_its_commands(newsterm: Newsterm, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text('http://news.example/a.xml "daily" "~Mine"\nexec:/bin/true\n')
    ran = newsterm("import", str(urls))
    assert ran.status == 1
    (feed,) = newsterm("feeds", "--json").json
    assert (feed["title"], feed["tags"]) == ("Mine", ["daily"])


def test_the_cache_goes_out_as_tinydb_and_comes_back(newsterm: Newsterm, server: NewsServer, tmp_path: Path) -> None:
    from tinydb import TinyDB

    newsterm("add", server.serve("/feed.xml", rss("One", text=SAID)))
    newsterm("poll")
    newsterm("star", newsterm("list", "--json").json[0]["id"])
    before = newsterm("list", "--full", "--json").out
    exported = tmp_path / "cache.json"
    assert newsterm("export", "--tinydb", str(exported)).status == 0
    with TinyDB(exported) as plain:
        assert len(plain.table("entries")) == 1
    newsterm.data = tmp_path / "other"
    assert newsterm("import", str(exported)).status == 0
    assert newsterm("list", "--full", "--json").out == before
    assert len(newsterm("list", "sorel", "--json").json) == 1
    assert newsterm("import", str(exported)).status == 1


def test_doctor_finds_a_whole_cache_whole(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", server.serve("/feed.xml", rss("One", text=SAID)))
    report = newsterm("doctor", "--json").json
    assert report["ok"]
    assert report["documents"]["entries"] == 1
    assert newsterm("doctor", "--repair", "--compact").status == 0


def test_a_cache_of_an_earlier_newsterm_comes_forward_with_the_first_command(newsterm: Newsterm) -> None:
    newsterm.data.mkdir()
    with closing(sqlite3.connect(newsterm.data / "newsterm.db")) as made:
        made.executescript(Path(__file__).parent.parent.joinpath("store", "schema1.sql").read_text("utf-8"))
    ran = newsterm("list", "--json")
    assert (ran.status, len(ran.json)) == (0, 3)
    assert "kept as" in ran.err
    assert newsterm("doctor").err == ""
    assert {source["name"] for source in newsterm("sources", "--json").json}


def test_a_damaged_cache_is_left_alone_by_what_only_reads(newsterm: Newsterm) -> None:
    newsterm.data.mkdir()
    cache = newsterm.data / "newsterm.db"
    cache.write_bytes(b"this is no database at all" * 100)
    ran = newsterm("list")
    assert ran.status == 2
    assert "damaged" in ran.err
    assert cache.read_bytes().startswith(b"this is no")
    assert newsterm("doctor", "--repair").status == 0
    assert [p.read_bytes()[:7] for p in newsterm.data.glob("*damaged*")] == [b"this is"]
    assert newsterm("list", "--json").json == []


def test_paths_config_and_keys_answer(newsterm: Newsterm) -> None:
    places = newsterm("paths", "--json").json
    assert places["data"] == str(newsterm.data)
    assert "[poll]" in newsterm("config").out
    assert any(row["keys"] for row in newsterm("keys", "--json").json)
    assert "|" in newsterm("keys", "--markdown").out


def test_a_wrong_setting_stops_with_file_and_key(newsterm: Newsterm) -> None:
    newsterm.config.write_text("[poll]\nintervall = 5\n")
    ran = newsterm("list")
    assert ran.status == 2
    assert str(newsterm.config) in ran.err
    assert "intervall" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_the_reader_needs_a_terminal(newsterm: Newsterm) -> None:
    ran = newsterm()
    assert ran.status == 2
    assert "terminal" in ran.err


def test_nothing_printed_commands_the_terminal(newsterm: Newsterm, server: NewsServer) -> None:
    evil = "&#27;]52;c;aGk=&#7;Title &#155;31m&#8238;x"
    newsterm("add", server.serve("/feed.xml", rss(evil, name=evil, text=evil)))
    newsterm("poll", "--all")
    (entry,) = newsterm("list", "--json").json
    printed = [newsterm(*w) for w in (("list",), ("feeds",), ("show", entry["id"]), ("list", "--full", "--json"))]
    for ran in printed:
        assert not any(ord(c) < 32 and c not in "\n\t" for c in ran.out + ran.err)
        assert not any(0x7F <= ord(c) < 0xA0 or "\u202a" <= c <= "\u202e" for c in ran.out + ran.err)


def test_credentials_in_addresses_are_never_shown(newsterm: Newsterm, server: NewsServer) -> None:
    server.serve("/feed.xml", Answer(500))
    secret = server.url.replace("://", "://ana:hunter2@") + "/feed.xml"
    newsterm("add", "--no-fetch", secret)
    for words in (("poll",), ("feeds",), ("feeds", "--json"), ("poll", "--all", "--json")):
        ran = newsterm(*words)
        assert "hunter2" not in ran.out + ran.err


def test_an_address_that_can_not_be_asked_is_a_usage_error_before_anything_is_done(
    newsterm: Newsterm, server: NewsServer
) -> None:
    ran = newsterm("add", server.serve("/feed.xml", rss("One")), "ftp://news.example/feed")
    assert ran.status == 2
    assert "ftp://news.example/feed" in ran.err
    assert not server.requests


def test_a_preview_picture_is_no_file_that_comes_with_an_entry(newsterm: Newsterm, server: NewsServer) -> None:
    feed = rss("One", "Two")
    for title, kind in ((b"One", b"image/jpeg"), (b"Two", b"audio/mpeg")):
        file = b"<enclosure url='http://news.example/" + title + b"' type='" + kind + b"'/>"
        feed.body = feed.body.replace(b"<title>" + title, file + b"<title>" + title)
    newsterm("add", server.serve("/feed.xml", feed))
    assert [e["title"] for e in newsterm("list", "has:enclosure", "--json").json] == ["Two"]
