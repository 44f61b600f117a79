"""Commands of the settings: what they are given, that no text of a feed's becomes more than text, what follows."""

from __future__ import annotations

import json
import re
import shutil
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.commands import Given, NoAnswer, argv_of, claim_given, environment, follow_up, item_given, run
from newsterm.errors import SettingsError, UsageError
from newsterm.library import Library
from newsterm.settings import Command, read_settings
from newsterm.ui.keymap import Keymap
from tests.cli.published import fits
from tests.cli.stories import NOW, ONE, POST, TWO, bring, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsterm.settings import Settings


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    fill(tmp_path / "newsterm.db")
    with Library.open(tmp_path / "newsterm.db", clock=lambda: NOW) as opened:
        yield opened


def python(code: str, *words: str) -> tuple[str, ...]:
    return (sys.executable, "-S", "-E", "-c", code, *words)


def settings(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    return read_settings(file, required=True)


def given_of(**variables: str) -> Given:
    return Given(text="", variables=variables)


# -- what they are given -------------------------------------------------------------------------------------------


def test_a_command_gets_the_item_as_json_and_in_its_environment(library: Library) -> None:
    code = (
        "import json, os, sys; item = json.load(sys.stdin);"
        "print(json.dumps([item, sys.argv[1:], {k: v for k, v in os.environ.items() if k.startswith('NEWSTERM_')}]))"
    )
    command = Command(run=python(code, "<{title}>", "{url}", "--id={id}", "{feed}", "{nothing}"))
    record, argv, told = json.loads(run(library, command, [ONE]).text)
    assert fits("reading", record)
    assert argv == ["<One>", "https://news.example/one", f"--id={ONE}", "Harbour Post", "{nothing}"]
    assert told == {
        "NEWSTERM_ID": ONE,
        "NEWSTERM_ITEM": ONE,
        "NEWSTERM_LINK": "https://news.example/one",
        "NEWSTERM_TITLE": "One",
        "NEWSTERM_FEED": "Harbour Post",
        "NEWSTERM_AUTHORS": "Lena Brandt",
        "NEWSTERM_TAGS": "",
        "NEWSTERM_MARKDOWN": "[One](<https://news.example/one>)",
        "NEWSTERM_DATA": str(library.folder),
    }


def test_a_command_for_claims_gets_the_claim_and_its_source(library: Library) -> None:
    item, marked = library.claims("kind:unnamed")[0]
    made = claim_given(item, marked)
    assert fits("claim", json.loads(made.text))
    assert (made.variables["CLAIM"], made.variables["SOURCE"]) == ("Grain will cost more", "an official")
    assert (made.variables["ID"], made.variables["ITEM"]) == (marked.claim.id, TWO)


def test_a_command_for_items_gets_all_of_them_at_once_a_line_each(library: Library) -> None:
    code = "import os, sys; print(os.environ['NEWSTERM_COUNT'], len(sys.stdin.readlines()))"
    assert run(library, Command(run=python(code), on="items"), [ONE, TWO]).text == "2 2\n"


HOSTILE = st.text(st.characters(codec="utf-8") | st.sampled_from("{}-$`;\0\n\x1b"), max_size=40)


@given(HOSTILE, HOSTILE)
def test_no_title_becomes_more_than_a_part_of_its_word_or_an_option(title: str, feed: str) -> None:
    made = given_of(TITLE=title, FEED=feed, LINK="https://a.example/")
    argv = argv_of(["x", "{title}", "--", "{feed}{title}", "-t{title}", "{url}"], made)
    assert len(argv) == 6
    assert not argv[1].startswith("-")
    assert not argv[3].startswith("-")
    assert not any(ord(c) < 32 or ord(c) == 127 for word in argv for c in word)


def test_a_title_that_looks_like_a_place_is_left_as_it_is() -> None:
    made = given_of(TITLE="{url} {id}", LINK="https://a.example/", ID="secret")
    assert argv_of(["x", "{title}"], made) == ["x", "{url} {id}"]


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "file:///etc/passwd", "-rf"])
def test_a_link_that_is_none_is_given_to_no_command(link: str) -> None:
    with pytest.raises(NoAnswer):
        argv_of(["x", "{url}"], given_of(LINK=link))


def test_variables_are_lines_of_a_length_that_systems_take() -> None:
    told = environment(given_of(TITLE="a\0b\n" + "x" * 100_000), Path("/data"))
    assert told["NEWSTERM_TITLE"].startswith("ab x")
    assert len(told["NEWSTERM_TITLE"]) <= 4000


# -- how they end --------------------------------------------------------------------------------------------------


def test_a_failure_is_told_by_the_first_line_of_its_errors_and_ends_the_run(library: Library) -> None:
    code = (
        "import os, sys; bad = os.environ['NEWSTERM_TITLE'] == 'Two'; print('ran');sys.exit('no\\nmore' if bad else 0)"
    )
    outcome = run(library, Command(run=python(code)), [ONE, TWO, ONE])
    assert outcome.problem == f"{Path(sys.executable).name} ended with 1: no"
    assert (outcome.text, outcome.done) == ("ran\n", (ONE,))


def test_what_takes_too_long_or_is_not_there_is_told(library: Library) -> None:
    slow = run(library, Command(run=python("import time; time.sleep(9)"), seconds=1), [ONE])  # type: ignore[arg-type]
    assert slow.problem is not None
    assert "took longer than 1 seconds" in slow.problem
    missing = run(library, Command(run=("no-such-command-anywhere",)), [ONE])
    assert "could not be started" in (missing.problem or "")


def test_what_is_wanted_then_is_done_and_can_be_undone(library: Library) -> None:
    command = Command(run=("true",), then=("read", "star", "tag:sent"))
    assert [action.label for action in follow_up(library, command, [ONE])] == [
        "marked 1 item read", "starred 1 item", 'tagged 1 item "sent"',
    ]  # fmt: skip
    state = library.item(ONE).state
    assert (state.read, state.starred, state.tags) == (True, True, ("sent",))
    library.undo()
    assert library.item(ONE).state.tags == ()
    claim = library.claims()[0][1].claim.id
    (tagged,) = follow_up(library, Command(run=("true",), on="claim", then=("read", "tag:sent")), [claim])
    assert tagged.label == 'tagged 1 claim "sent"'


# -- settings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[commands.jot]\nrun = ["x"]\nkey = "s"', 'line 1: commands.jot: "s" is the key of "star" (Star)'),
        ('[commands.a]\nkey = "f5"\n[commands.b]\nkey = "f5"', '"f5" is the key of'),
        ('[commands.star]\nrun = ["x"]', 'commands.star: "star" is what newsterm itself can do (Star)'),
        ('[commands.bookmark]\nrun = ["x"]\nkey = "f5"', "its key is set as keys.bookmark"),
        ('[commands."a b"]\nrun = ["x"]', "a name of letters, digits and -"),
        ('[commands.a]\nthen = ["tag:"]', "in its list"),
        ('[commands.a]\nkey = "ctrl+i"', "in a terminal ctrl+i is tab"),
        ('[commands.a]\nrun = "rm -rf"', "a list of words"),
    ],
)
def test_a_wrong_command_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Keymap.from_settings(settings(tmp_path, text))
    assert said in str(refused.value)


def test_a_key_of_newsterms_is_the_commands_once_that_has_another(tmp_path: Path) -> None:
    keymap = Keymap.from_settings(settings(tmp_path, '[commands.jot]\nrun=["x"]\nkey = "s"\n[keys]\nstar = "f7"'))
    assert (keymap.of("jot"), keymap.of("star")) == (("s",), ("f7",))
    assert dict(keymap.pairs())["s"] == "jot"


# -- what the README shows -----------------------------------------------------------------------------------------


def _readme_commands() -> tuple[str, list[str]]:
    text = Path(__file__).parent.parent.joinpath("README.md").read_text("utf-8")
    found = re.search(r"<!-- commands -->\n```toml\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1], re.findall(r"^# (run = .*)$", found[1], re.MULTILINE)


def test_the_commands_of_the_readme_can_be_used(tmp_path: Path) -> None:
    text, others = _readme_commands()
    keymap = Keymap.from_settings(settings(tmp_path, text))
    assert {action.id for action in keymap.own} == {"mail", "who"}
    for line in others:
        read = settings(tmp_path, f"[commands.bookmark]\n{line}")
        assert read.commands["bookmark"].run


class Sent(BaseHTTPRequestHandler):
    """Keeps what it is sent."""

    seen: ClassVar[list[tuple[str, str | None, bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path, self.headers["Authorization"], body))
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.mark.skipif(not (shutil.which("jq") and shutil.which("curl")), reason="the examples use jq and curl")
def test_the_bookmarks_of_the_readme_reach_their_service(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".config").mkdir()
    for name, line in (("readeck.header", "Authorization: Bearer a"), ("linkding.header", "Authorization: Token b")):
        (tmp_path / ".config" / name).write_text(line)
    (tmp_path / ".config" / "instapaper.curl").write_text('user = "ana:secret"')
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(Sent, "seen", [])
    _, others = _readme_commands()
    with ThreadingHTTPServer(("127.0.0.1", 0), Sent) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        for line in others:
            if "shiori" in line:
                continue
            here = re.sub(r"https://[a-z.]+(?=/api)", f"http://127.0.0.1:{server.server_port}", line)
            command = settings(tmp_path, f"[commands.bookmark]\n{here}").commands["bookmark"]
            assert run(library, command, [ONE]).problem is None
        server.shutdown()
    readeck, linkding, instapaper = Sent.seen
    assert (readeck[0], readeck[1]) == ("/api/bookmarks", "Bearer a")
    assert json.loads(readeck[2]) == {"url": "https://news.example/one", "title": "One"}
    assert (linkding[1], json.loads(linkding[2])["tag_names"]) == ("Token b", [])
    assert (instapaper[0], instapaper[2]) == ("/api/add", b"url=https%3A%2F%2Fnews.example%2Fone&title=One")
    assert (tmp_path / "notes.md").read_text() == "- [One](<https://news.example/one>)\n"
    assert (tmp_path / "reading.org").read_text() == "** TODO [[https://news.example/one][One]]\n"


# -- from the command line -----------------------------------------------------------------------------------------


def test_run_gives_what_is_named_or_found_to_the_command(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from newsterm.cli import main

    code = "import os; print(os.environ.get('NEWSTERM_SOURCE') or os.environ['NEWSTERM_TITLE'])"
    argv = json.dumps(list(python(code)))
    config = tmp_path / "config.toml"
    config.write_text(
        f'[commands.title]\nrun = {argv}\nthen = ["tag:told"]\n[commands.who]\nrun = {argv}\non = "claim"\n'
        '[commands.no]\nrun = ["sh", "-c", "exit 4"]'
    )

    def newsterm(*words: str) -> tuple[int, str, str]:
        status = main(["--data", str(library.folder), "--config", str(config), *words])
        return status, *capsys.readouterr()

    status, told, said = newsterm("run", "title", ONE, TWO)
    assert (status, told, said) == (0, "One\nTwo\n", 'tagged 2 items "told"\n')
    assert newsterm("run", "who", "--query", "kind:unnamed")[:2] == (0, "an official\n")
    assert newsterm("run", "no", ONE)[::2] == (1, "newsterm: no: sh ended with 4.\n")
    assert newsterm("run", "who", ONE)[0] == 2
    assert newsterm("run", "tittle", ONE)[0] == 2
    assert newsterm("run", "title", "--query", "title:nowhere")[0] == 0


def test_a_command_without_a_program_says_what_to_set(tmp_path: Path) -> None:
    from newsterm.commands import command_of

    with pytest.raises(UsageError, match=r"commands\.a\.run is not set"):
        command_of(settings(tmp_path, '[commands.a]\nkey = "f5"'), "a")


def test_items_that_come_from_a_feed_with_markup_are_links_that_stay_one(library: Library) -> None:
    from newsterm.store import Store

    with Store.open(library.folder / "newsterm.db", now=NOW) as store:
        bring(store, POST, "Harbour Post", "](x) <b>")
    (found,) = library.listing('title:"b"').rows(0, 1)
    made = item_given(library.reading(found.id)).variables["MARKDOWN"]
    assert made == r"[\](x) \<b\>](<https://news.example/](x) %3Cb%3E>)"
