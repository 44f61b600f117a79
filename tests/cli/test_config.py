"""The settings from the command line: looked up, changed, checked, edited."""

from __future__ import annotations

import io
import json
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from newsterm.cli.editing import editor
from newsterm.errors import UsageError
from newsterm.settings import describe, read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Newsterm

FILE = """\
# mine
[poll]
interval = 30   # often

[feeds."https://ana:hunter2@a.example/f.xml"]
login = { user = "ana", password = { command = ["pass", "hunter2"] } }
headers = { X-Reader = "hunter2" }
"""


def test_every_setting_is_listed_with_where_it_is_from(newsterm: Newsterm) -> None:
    newsterm.config.write_text(FILE)
    rows = {row["key"]: row for row in newsterm("config", "list", "--json").json}
    assert rows["poll.interval"] | {"meaning": "", "type": ""} == {
        "key": "poll.interval", "value": 30, "default": 60, "set": True, "line": 3, "meaning": "", "type": "",
    }  # fmt: skip
    assert (rows["open.browser"]["value"], rows["open.browser"]["line"]) == (None, None)
    fixed = {d.key for d in describe() if '"URL"' not in d.key and "NAME" not in d.key and "ACTION" not in d.key}
    assert fixed <= rows.keys()
    assert newsterm("config", "list", "--changed").out.splitlines()[0].split()[:4] == [
        "poll.interval", "30", "line", "3",
    ]  # fmt: skip


def test_nothing_that_may_be_a_secret_is_shown(newsterm: Newsterm) -> None:
    newsterm.config.write_text(FILE)
    feed = "feeds.https://ana:hunter2@a.example/f.xml"
    asked = (
        ("list",), ("list", "--json"), ("get", f"{feed}.login.password"), ("get", f"{feed}.headers"), ("get", feed),
        ("get", f"{feed}.headers.X-Reader", "--json"), ("set", f"{feed}.interval", "20"), ("unset", f"{feed}.interval"),
        ("get", f"{feed}.interval"), ("set", f"{feed}.login.password", "hunter2"), ("set", f"{feed}.intervall", "3"),
        ("set", feed, "3"),
    )  # fmt: skip
    for words in asked:
        ran = newsterm("config", *words)
        assert ran.out + ran.err
        assert "hunter2" not in ran.out + ran.err, words


def test_a_value_is_printed_for_scripts(newsterm: Newsterm) -> None:
    newsterm.config.write_text('[open]\nplayer = ["mpv", "--no-video"]\n')
    assert newsterm("config", "get", "interface.theme").out == "newsterm-dark\n"
    assert newsterm("config", "get", "poll.while_open").out == "true\n"
    assert newsterm("config", "get", "open.player").out == '["mpv", "--no-video"]\n'
    assert newsterm("config", "get", "open.player", "--json").json == ["mpv", "--no-video"]
    assert newsterm("config", "get", "keys.quit", "--json").json == ["Q"]
    unset = newsterm("config", "get", "retention.days")
    assert (unset.status, unset.out, unset.err) == (1, "", "retention.days is not set.\n")
    assert newsterm("config", "get", "claims").out == "claims.sure = 0.35\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("poll.intervall", "30"), 'there is no setting "poll.intervall". Did you mean "interval"?'),
        (("interval", "30"), 'there is no setting "interval". Did you mean "poll.interval"?'),
        (("poll.interval", "5"), "poll.interval is 5; expected a whole number from 15 to 43200 (minutes)."),
        (("poll.interval", "soon"), 'poll.interval is "soon"; expected a whole number'),
        (("interface.theme", "nrod"), 'Did you mean "nord"?'),
        (("poll", "30"), "poll is a table of settings; name one of them: interval, while_open"),
        (("keys.qiut", "x"), 'there is no action "qiut". Did you mean "quit"?'),
        (("keys.quit", "R"), '"R" is the key of "refresh"'),
        (("keys.quit", "ctrl+m"), "in a terminal ctrl+m is enter"),
        (("feeds.htp://a/.interval", "30"), "is no address"),
        (("feeds.https://a.example/f.login.user", "me"), "is not whole; expected user and password"),
        (("slots.items.0", "x"), "slots.items.0 is no slot"),
    ],
)
def test_what_the_file_may_not_say_is_refused_in_its_words_and_nothing_is_written(
    newsterm: Newsterm, words: tuple[str, str], said: str
) -> None:
    before = newsterm.config.read_bytes()
    ran = newsterm("config", "set", *words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert newsterm.config.read_bytes() == before


def test_a_setting_is_changed_and_all_else_stays(newsterm: Newsterm) -> None:
    newsterm.config.write_text(FILE)
    assert newsterm("config", "set", "poll.interval", "45").out == "poll.interval = 45\n"
    assert newsterm.config.read_text() == FILE.replace("30", "45")
    assert "so already" in newsterm("config", "set", "poll.interval", "45").out
    assert newsterm("config", "set", "open.browser", "firefox", "{url}").out == 'open.browser = ["firefox", "{url}"]\n'
    newsterm("config", "set", "keys.quit", "f9")
    assert newsterm("config", "unset", "poll.interval").out == "poll.interval has its default again: 60\n"
    text = newsterm.config.read_text()
    assert text.startswith("# mine\n[poll]\n")
    assert text.endswith('[open]\nbrowser = ["firefox", "{url}"]\n\n[keys]\nquit = "f9"\n')
    assert "not set: nothing to change" in newsterm("config", "unset", "poll.interval").out


def test_the_first_setting_makes_the_file_with_its_folder(newsterm: Newsterm, tmp_path: Path) -> None:
    newsterm.config = tmp_path / "new" / "config.toml"
    assert newsterm("config", "set", "interface.theme", "nord").status == 0
    assert newsterm.config.read_text() == '[interface]\ntheme = "nord"\n'
    assert stat.S_IMODE(newsterm.config.stat().st_mode) == 0o600


def test_a_link_stays_a_link_and_permissions_stay(newsterm: Newsterm, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    newsterm.config.unlink()
    newsterm.config.symlink_to(real)
    real.write_bytes(b"\xef\xbb\xbf[poll]\r\ninterval = 30\r\n")
    real.chmod(0o640)
    assert newsterm("config", "set", "poll.while_open", "false").status == 0
    assert newsterm.config.is_symlink()
    assert real.read_bytes() == b"\xef\xbb\xbf[poll]\r\ninterval = 30\r\nwhile_open = false\r\n"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_line_of_the_example_is_filled_in_where_it_stands(newsterm: Newsterm) -> None:
    example = newsterm("config").out
    newsterm.config.write_text(example)
    newsterm("config", "set", "images.megabytes", "7")
    assert newsterm.config.read_text() == example.replace("#megabytes = 100", "megabytes = 7")


def test_what_is_wrong_elsewhere_does_not_keep_a_setting_from_being_mended(newsterm: Newsterm) -> None:
    newsterm.config.write_text("[poll]\ninterval = 1\nwhile_opn = true\n")
    assert newsterm("list").status == 2
    assert newsterm("config", "get", "poll.interval").status == 2
    assert newsterm("config", "set", "poll.interval", "30").status == 0
    newsterm.config.write_text("[poll\n")
    assert "line 1, column 6: not TOML" in newsterm("config", "set", "poll.interval", "30").err


def test_a_check_tells_all_that_is_wrong(newsterm: Newsterm, tmp_path: Path) -> None:
    assert newsterm("config", "check").status == 0
    newsterm.config.write_text(
        "[poll]\ninterval = 1\n[interface]\nthem = 'nord'\nwidth = 'x'\n[keys]\nqiut = 'x'\nquit = 'R'\nstar = 'R'\n"
    )
    ran = newsterm("config", "check")
    assert ran.status == 2
    assert [line.partition("config.toml, ")[2].partition(":")[0] for line in ran.err.splitlines()] == [
        "line 2", "line 4", "line 5", "line 7", "line 8", "line 9", "",
    ]  # fmt: skip
    assert ran.err.splitlines()[-1].startswith("newsterm: 6 problems in ")
    found = newsterm("config", "check", "--json").json
    assert found[1] == {
        "file": str(newsterm.config),
        "line": 4,
        "key": "interface.them",
        "problem": 'there is no setting "interface.them". Did you mean "theme"?',
    }
    other = newsterm("config", "check", str(tmp_path / "other.toml"))
    assert (other.status, "there is no such settings file" in other.err) == (2, True)


def test_the_path_is_told_whatever_is_in_the_file(newsterm: Newsterm) -> None:
    newsterm.config.write_text("[poll\n")
    assert newsterm("config", "path").out == f"{newsterm.config}\n"
    assert newsterm("config").status == 0


def test_an_editor_gets_an_example_and_is_checked_afterwards(
    newsterm: Newsterm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsterm.config = tmp_path / "new" / "config.toml"
    script = tmp_path / "my editor.py"
    script.write_text("import sys; open(sys.argv[1], 'a').write('x = 1\\n')")
    monkeypatch.setenv("VISUAL", f"{sys.executable} '{script}'")
    ran = newsterm("config", "edit")
    assert ran.status == 2
    assert 'there is no setting "' in ran.err
    assert newsterm.config.read_text().endswith("x = 1\n")
    newsterm.config.write_text("")
    script.write_text("")
    assert newsterm("config", "edit").out.endswith("nothing is wrong.\n")
    monkeypatch.setenv("VISUAL", str(tmp_path / "missing"))
    assert "can't be run: No such file" in newsterm("config", "edit").err


@pytest.mark.parametrize(("answer", "status"), [("\n", 0), ("y\n", 0), ("n\n", 2), ("", 2)])
def test_at_a_terminal_a_wrong_file_can_be_edited_again(
    newsterm: Newsterm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, status: int
) -> None:
    newsterm.config.unlink()
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys; p = pathlib.Path(sys.argv[1]); p.write_text('' if p.read_text() == 'x' else 'x')"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    monkeypatch.setattr("newsterm.cli.editing.at_a_terminal", lambda: True)
    ran = newsterm("config", "edit")
    assert (ran.status, "Edit it again? [Y/n]" in ran.err) == (status, True)


def test_the_editor_is_what_the_user_says_or_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert editor({"EDITOR": "vim", "VISUAL": "code --wait"}) == ["code", "--wait"]
    assert editor({"EDITOR": "vim", "VISUAL": ""}) == ["vim"]
    monkeypatch.setattr("shutil.which", lambda name: name if name == "nano" else None)
    assert editor({}) == ["nano"]
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(UsageError, match="VISUAL or EDITOR"):
        editor({})
    with pytest.raises(UsageError, match="can't be read as a command"):
        editor({"EDITOR": "vim '"})


def test_what_is_set_is_what_is_read(newsterm: Newsterm) -> None:
    newsterm("config", "set", "feeds.https://a.example/f.xml.headers", '{ X-Reader = "me" }')
    login = '{ user = "ana", password = { env = "WORD" } }'
    assert newsterm("config", "set", "feeds.https://a.example/f.xml.login", login).status == 0
    newsterm("config", "set", "slots.items.5", "2026")
    newsterm("config", "set", "slots.items.1", "")
    settings = read_settings(newsterm.config, required=True)
    feed = settings.feeds["https://a.example/f.xml"]
    assert (feed.headers["X-Reader"].text, feed.login.user) == ("me", "ana")
    assert (settings.slots.items[5], settings.slots.items.get(1)) == ("2026", None)
    assert json.loads(newsterm("config", "get", "slots.items.5", "--json").out) == "2026"
