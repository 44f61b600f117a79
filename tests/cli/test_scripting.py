"""What scripts build on: listings that stream, ids that come back, schemas that hold, pipes that end."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from newsterm.export.schemas import SCHEMAS
from newsterm.export.snippet import snippet
from newsterm.library import Library
from newsterm.store import claim_rows
from newsterm.store.stems import meaning
from tests.newsserver import rss

from .forking import run_script
from .published import fits
from .stories import ONE, TWO

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.newsserver import NewsServer

    from .conftest import Newsterm

posix = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")


# -- schemas -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ("item", ["list"]),
        ("item-full", ["list", "--full"]),
        ("hit", ["search", "port"]),
        ("claim", ["claims"]),
        ("claim", ["sources", "ana"]),
        ("source", ["sources"]),
        ("tag", ["tags"]),
        ("feed", ["feeds"]),
        ("view", ["views"]),
        ("enclosure", ["play", ONE, "--list"]),
        ("reading", ["show", ONE, TWO]),
        ("key", ["keys"]),
        ("rule", ["rules"]),
        ("deed", ["rules", "run", "--dry-run"]),
        ("setting", ["config", "list"]),
        ("schema", ["schema"]),
    ],
)
def test_a_listing_is_an_array_or_lines_of_records_that_fit_their_schema(
    read: Newsterm, schema: str, words: list[str]
) -> None:
    read("tag", ONE, "+check")
    read("views", "save", "Ports", "port")
    read("rules", "add", "Ports", "port", "--star")
    array = read(*words, "--json").json
    assert array == [json.loads(line) for line in read(*words, "--jsonl").out.splitlines()]
    assert array
    assert all(fits(schema, record) for record in array)


def test_single_documents_fit_their_schema(read: Newsterm) -> None:
    assert fits("paths", read("paths", "--json").json)
    assert fits("doctor", read("doctor", "--json").json)
    assert fits("diff", read("diff", ONE, "--json").json)
    assert fits("reading", read("show", ONE, "--json").json)
    assert fits("poll", read("poll", "--json", "--fetch-only").json)
    claim = read("claims", "--json").json[0]["id"]
    with Library.open(read.data / "newsterm.db") as library:
        library.reject([claim])
    (rejected,) = read("claims", "--rejected", "--json").json
    assert fits("claim-rejected", rejected)


def test_what_a_round_brings_is_told_as_it_comes(newsterm: Newsterm, server: NewsServer) -> None:
    newsterm("add", "--no-fetch", server.serve("/feed.xml", rss("One")))
    events = [json.loads(line) for line in newsterm("poll", "--jsonl").out.splitlines()]
    assert [event["event"] for event in events] == ["started", "feed", "ended", "prepared"]
    assert all(fits(f"poll-{event['event']}", event) for event in events)


def test_a_round_goes_on_when_nobody_reads_what_it_brings(
    newsterm: Newsterm, server: NewsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: str) -> int:
        raise BrokenPipeError

    newsterm("add", "--no-fetch", server.serve("/feed.xml", rss("One")))
    with monkeypatch.context() as patched:
        patched.setattr(sys.stdout, "write", gone)
        assert newsterm("poll", "--jsonl", "--fetch-only").status == 0
    assert len(newsterm("list", "--json").json) == 1


def test_what_is_exported_to_be_taken_back_fits_its_schema(read: Newsterm) -> None:
    lines = read("export", "jsonl").out.splitlines()
    assert lines
    schema = Draft202012Validator(SCHEMAS["copy"].schema())  # a line tells more than is taken in: not held strictly
    assert all(schema.is_valid(json.loads(line)) for line in lines)
    assert not schema.is_valid({})


@pytest.mark.parametrize("name", [name for name in SCHEMAS if name != "copy"])
def test_every_schema_is_one_and_tells_what_its_members_are(newsterm: Newsterm, name: str) -> None:
    schema = newsterm("schema", name).json
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:newsterm:{name}:1"
    assert schema["description"]
    assert set(schema["required"]) == set(schema["properties"])


def test_a_schema_that_is_not_there_is_named(newsterm: Newsterm) -> None:
    ran = newsterm("schema", "itm")
    assert (ran.status, 'Did you mean "item"' in ran.err) == (1, True)


# -- listings and pipes --------------------------------------------------------------------------------------------


def test_claims_come_piece_by_piece_as_they_come_at_once(read: Newsterm, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(read.data / "newsterm.db") as library:
        whole = [marked.claim.id for _, marked in library.claims()]
        for size in (1, 2, 3):
            monkeypatch.setattr(claim_rows, "_FIRST", size)
            monkeypatch.setattr(claim_rows, "_FURTHER", size)
            for query in ("", "said:will", "kind:named"):
                pieces = list(library.claim_pieces(query))
                assert all(len(piece) <= size for piece in pieces)
                found = [marked.claim.id for piece in pieces for _, marked in piece]
                assert found == [marked.claim.id for _, marked in library.claims(query)]
            assert [m.claim.id for piece in library.claim_pieces("", limit=2) for _, m in piece] == whole[:2]
    assert len(whole) == len(set(whole)) == 3


def test_the_first_items_are_told_before_the_last_are_looked_up(read: Newsterm) -> None:
    from newsterm.cli.entries import _items
    from newsterm.library import Sort

    with Library.open(read.data / "newsterm.db") as library:
        items = _items(library, "", sort=Sort.NEWEST, limit=None)
        assert next(items).id == ONE
        library.close()  # what has been looked up is there all the same
        assert next(items).id == TWO


@posix
@pytest.mark.parametrize(
    ("command", "problem"),
    [("list --jsonl >/dev/full", "No space left on device"), ("claims --csv >&-", "Bad file descriptor")],
)
def test_an_output_that_can_not_be_written_is_an_error_in_words(read: Newsterm, command: str, problem: str) -> None:
    run = f"{shlex.quote(sys.executable)} -m newsterm --data {shlex.quote(str(read.data))} {command}"
    ran = subprocess.run(["sh", "-c", run], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, f"newsterm: The output can't be written: {problem}.\n")


@posix
def test_a_reader_that_goes_and_errors_that_nobody_hears_end_nothing_loudly(read: Newsterm) -> None:
    command = f"{shlex.quote(sys.executable)} -m newsterm --data {shlex.quote(str(read.data))}"
    script = f"( {command} list --json; echo $? >&2 ) | true\n{command} list nothing 2>&-; echo $?"
    ran = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert (ran.stderr, ran.stdout) == ("0\n", "0\n")


def test_ids_come_back_from_what_was_printed(read: Newsterm, stdin: Callable[[str], None]) -> None:
    for printed in (read("list").out, read("list", "--jsonl").out, f"{ONE}\n\n{TWO}\n"):
        stdin(printed)
        assert read("star", "-").out == "starred 2 items\n"
        read("undo")
    stdin(read("claims", "--jsonl").out)
    assert read("tag", "-", ONE, "+x").out == 'tagged 1 item "x"\ntagged 3 claims "x"\n'
    stdin(read("list", "--jsonl").out)
    assert [shown["id"] for shown in read("show", "-", "--json").json] == [ONE, TWO]


@pytest.mark.parametrize("line", ["{", '{"id": 3}', '{"name": "x"}', "nothing"])
def test_a_line_without_an_id_marks_nothing(read: Newsterm, stdin: Callable[[str], None], line: str) -> None:
    stdin(f"{ONE}\n{line}\n")
    ran = read("star", "-")
    assert ran.status in {1, 2}
    assert len(ran.err.splitlines()) == 1
    assert read("list", "is:starred", "--json").json == []


def test_a_query_that_finds_nothing_is_no_error(read: Newsterm) -> None:
    assert read("star", "--query", "title:nowhere").out == "nothing to change\n"
    assert read("star").status == 2


# -- tags, sources, search -----------------------------------------------------------------------------------------


def test_a_tag_is_renamed_and_removed_everywhere_as_one_action(read: Newsterm) -> None:
    claim = read("claims", "--json").json[0]["id"]
    read("tag", ONE, TWO, claim, "+chek")
    read("tag", TWO, "+check")
    assert "2 items" in read("tags").out
    ran = read("tags", "rename", "chek", "check")
    assert "on 2 items and 1 claim" in ran.out
    assert read("tags", "--json").json == [{"tag": "check", "items": 2, "claims": 1}]
    read("undo")
    tags = {e["id"]: e["tags"] for e in read("list", "--json").json}
    assert tags == {ONE: ["chek"], TWO: ["chek", "check"]}
    read("tags", "remove", "chek")
    assert read("tags", "--json").json == [{"tag": "check", "items": 1, "claims": 0}]
    read("undo")
    assert len(read("claims", "tag:chek", "--json").json) == 1
    assert read("tags", "remove", "nowhere").status == 1


def test_who_is_quoted_is_told_with_how_often_and_where(read: Newsterm) -> None:
    first, second = read("sources", "--json").json
    assert (first["name"], first["claims"], first["items"], first["outlets"]) == ("Ana Sorel", 2, 2, 2)
    assert first["kinds"] == [{"kind": "named-person", "claims": 2}]
    assert (first["first"], first["last"]) == ("2026-11-24T07:00:00Z", "2026-11-24T08:00:00Z")
    assert (second["name"], second["claims"]) == ("an official", 1)
    assert [row["name"] for row in read("sources", "--limit", "1", "--json").json] == ["Ana Sorel"]
    assert read("sources").out.startswith("2 claims  2 outlets  2026-11-24  named person")


def test_what_a_source_said_is_told_newest_first(read: Newsterm) -> None:
    assert [row["entry"] for row in read("sources", "sor", "--json").json] == [ONE, TWO]
    assert [row["entry"] for row in read("sources", "ANA", "SOREL", "--json").json] == [ONE, TWO]
    assert "Grain will cost more" in read("sources", "an official").out
    ran = read("sources", "nobody")
    assert (ran.status, "nobody" in ran.err) == (1, True)


def test_rejected_claims_and_removed_feeds_quote_nobody(read: Newsterm) -> None:
    with Library.open(read.data / "newsterm.db") as library:
        library.reject([next(m.claim.id for i, m in library.claims() if i.id == ONE)])
    assert {row["claims"] for row in read("sources", "--json").json} == {1}
    read("remove", "Daily Ledger")
    assert read("sources", "--json").json == []


def test_the_best_matches_come_first_with_the_place_of_the_words(read: Newsterm) -> None:
    hits = read("search", "grain", "--json").json
    assert [hit["id"] for hit in hits] == [TWO]
    ((start, end),) = hits[0]["places"]
    assert hits[0]["snippet"][start:end] == "Grain"
    both = read("search", "sorel or two", "--json").json
    assert [hit["id"] for hit in both] == [TWO, ONE]
    assert both[0]["score"] > both[1]["score"]
    assert [hit["id"] for hit in read("search", "sorel", "feed:post.example", "--json").json] == [ONE]
    assert "1 of 2 items" in read("search", "sorel", "--limit", "1").err
    assert read("search", "is:unread").status == 2
    assert read("search", "zebra").out == ""


WORDS = st.lists(st.sampled_from(["Port", "pört", "ferry", "a", "reopening", "x" * 200, "—"]), max_size=120)


@given(WORDS, st.lists(st.sampled_from(["port", "ferr", "reopen"]), min_size=1, max_size=3))
def test_a_snippet_is_a_stretch_of_the_text_with_the_words_where_it_says(text: list[str], words: list[str]) -> None:
    line = " ".join(text)
    wanted = [meaning(word) for word in words]
    found = snippet("\n".join(text), wanted)
    bare = found.snippet.removeprefix("…").removesuffix("…")
    assert bare in line
    assert len(bare) <= 160
    for start, end in found.places:
        assert any(test(found.snippet[start:end]) for test in wanted)
    if any(test(part) for part in text for test in wanted if len(part) < 100):
        assert found.places


# -- the README's examples -------------------------------------------------------------------------------------------


@posix
@pytest.mark.skipif(shutil.which("jq") is None, reason="the examples use jq")
def test_the_examples_of_the_readme_do_what_they_say(read: Newsterm, tmp_path: Path) -> None:
    text = Path(__file__).parent.parent.parent.joinpath("README.md").read_text("utf-8")
    block = re.search(r"<!-- scripting -->\n```sh\n(.*?)```", text, re.DOTALL)
    assert block
    script = block[1].replace("kind:document", "kind:named")
    ran = run_script(script, tmp_path, "--data", str(read.data), "--config", str(read.config))
    assert ran.returncode == 0, ran.stderr
    assert "starred 2 items" in ran.stdout
    assert 'tagged 1 claim "check"' in ran.stdout
    assert 'renamed the tag "check" "to-check"' in ran.stdout
    assert tmp_path.joinpath("two.md").read_text().count("\n---\n") == 1


def test_bytes_that_are_no_text_name_nothing(read: Newsterm, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = read("show", "ab\udcff")
    assert (ran.status, ran.err) == (2, 'newsterm: "ab" is no text in UTF-8; nothing is called so.\n')
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a\xff\n"), encoding="utf-8"))
    assert read("star", "-").err == 'newsterm: There is no item or claim "a\ufffd"; nothing was done.\n'


def test_a_query_that_finds_nothing_to_tag_says_so(read: Newsterm) -> None:
    assert read("tag", "--query", "title:nothing", "+check").out == "nothing to change\n"


def test_a_query_may_have_hundreds_of_parts_and_be_deep(read: Newsterm) -> None:
    words = [f"w{n}" for n in range(500)]
    assert len(read("list", "--json", " or ".join([*words, "title:one"])).json) == 1
    assert read("claims", "--json", " ".join(f"-{word}" for word in words)).status == 0
    deep = "title:one"
    for word in words[:25]:
        deep = f"not ({deep} or {word})"
    found = read("list", "--json", deep)
    assert (found.status, len(found.json)) == (0, 1)
