"""What a settings file may say, and what is said of one that is wrong."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from newsterm.errors import SettingsError
from newsterm.model import clean_line
from newsterm.settings import Header, KeyChoice, Secret, Settings, describe, example_toml, read_settings
from newsterm.settings.colours import as_colour, colour_names
from newsterm.settings.describe import as_toml
from newsterm.settings.keys import UnusableKey, key_name
from newsterm.settings.kinds import Choice, Kind, Line, Number, Whole, YesNo
from newsterm.settings.lines import find_line
from newsterm.settings.requests import FeedAddress, HeaderName, Headers, HostName, SecretKind, SourceName
from newsterm.settings.special import ARGV, Colour, KeyList, SlotTag, TagName
from newsterm.settings.values import THEMES


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(file: Path, text: str) -> Settings:
    file.write_text(text, encoding="utf-8")
    return read_settings(file, required=True)


def complaint(file: Path, text: str | bytes) -> str:
    """What is said of the file, without its path; a single line."""
    if isinstance(text, bytes):
        file.write_bytes(text)
    else:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(file, required=True)
    message = str(caught.value)
    assert message.startswith(str(file))
    assert message.isprintable()
    assert message.endswith((".", "?"))
    return message.removeprefix(str(file)).lstrip(", :")


def test_without_a_file_everything_has_its_default(file: Path) -> None:
    assert read_settings(None, required=False) == read_settings(file, required=False) == Settings()


def test_a_file_that_was_named_has_to_exist(file: Path) -> None:
    with pytest.raises(SettingsError, match="there is no such settings file"):
        read_settings(file, required=True)


def test_an_empty_file_changes_nothing(file: Path) -> None:
    assert read(file, "") == Settings()


def test_a_file_says_what_it_says_and_leaves_the_rest_alone(file: Path) -> None:
    settings = read(file, "[poll]\ninterval = 30\n[poll.limits]\ndeadline = 20\n[interface]\ntheme = 'nord'\n")
    assert settings.poll.interval == 30
    assert settings.poll.limits.deadline == 20
    assert settings.interface.theme == "nord"
    assert settings.poll.concurrency == Settings().poll.concurrency
    assert settings.interface.width == 80


def test_the_slots_are_those_of_the_interface_unless_the_file_says_otherwise(file: Path) -> None:
    defaults = Settings().slots
    assert defaults.items == {1: "read-later", 2: "important", 3: "follow-up", 4: "archive"}
    assert list(defaults.claims.values()) == [
        "check", "doubt", "confirmed", "quotable", "statistic", "promise", "denial", "contradicts", "later",
    ]  # fmt: skip
    slots = read(file, '[slots.items]\n1 = "print"\n2 = ""\n9 = "zuletzt"\n').slots
    assert slots.items == {1: "print", 3: "follow-up", 4: "archive", 9: "zuletzt"}
    assert slots.claims == defaults.claims


def test_tags_feeds_and_commands_are_read(file: Path) -> None:
    settings = read(
        file,
        """
        [tags.check]
        colour = "Tomato"
        [open]
        browser = ["firefox", "--new-tab", "{url}"]
        [poll]
        allow_private = ["Printer.local", "[::1]"]
        [feeds."https://example.org/feed.xml"]
        interval = 240
        full_text = true
        headers = { X-Reader = "me", Authorization = { command = ["pass", "show", "news"] } }
        """,
    )
    assert settings.tags["check"].colour == "tomato"
    assert settings.open.browser == ("firefox", "--new-tab", "{url}")
    assert settings.poll.allow_private == ("printer.local", "::1")
    feed = settings.feeds["https://example.org/feed.xml"]
    assert (feed.interval, feed.full_text, feed.user_agent) == (240, True, None)
    assert feed.headers == {
        "X-Reader": Header(text="me"),
        "Authorization": Header(secret=Secret(command=("pass", "show", "news"))),
    }


def test_keys_come_with_their_place_for_errors_that_are_found_later(file: Path) -> None:
    settings = read(file, '[keys]\npreset = "newsboat"\n\nquit = "q"\n"next.unread" = ["n", "ctrl+N"]\nstar = []\n')
    assert settings.preset == "newsboat"
    assert settings.keys == {
        "quit": KeyChoice(keys=("q",), where=f"{file}, line 4"),
        "next.unread": KeyChoice(keys=("n", "ctrl+n"), where=f"{file}, line 5"),
        "star": KeyChoice(keys=(), where=f"{file}, line 6"),
    }


def test_a_dotted_action_needs_no_quotes(file: Path) -> None:
    settings = read(file, '[keys]\nnext.unread = "n"\n[keys.claim]\nnext = "]"\n')
    assert settings.keys["next.unread"].where.endswith("line 2")
    assert settings.keys["claim.next"] == KeyChoice(keys=("]",), where=f"{file}, line 4")


def test_a_byte_order_mark_is_no_setting(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf[poll]\r\ninterval = 20\r\n")
    assert read_settings(file, required=True).poll.interval == 20


WRONG = [
    ("[poll]\ninterval = 'soon'", 'line 2: poll.interval is "soon"; expected a whole number from 15 to 43200'),
    ("[poll]\n\ninterval = 14", "line 3: poll.interval is 14; expected a whole number from 15 to 43200 (minutes)."),
    ("[poll]\ninterval = -5", "line 2: poll.interval is -5; expected"),
    ("[poll]\ninterval = true", "line 2: poll.interval is true; expected a whole number"),
    ("poll.interval = 60.5", "line 1: poll.interval is 60.5; expected a whole number"),
    ("poll = { interval = 1 }", "line 1: poll.interval is 1; expected a whole number"),
    ("[poll]\nper_host_gap = nan", "line 2: poll.per_host_gap is nan; expected a number from 0 to 3600 (seconds)."),
    ("[poll]\nper_host_gap = inf", "line 2: poll.per_host_gap is inf; expected"),
    ("[poll]\nper_host_gap = '1'", 'line 2: poll.per_host_gap is "1"; expected'),
    ("[poll]\ninterval = 99999999999999999999999999", "line 2: poll.interval is 99999999999999999999…; expected"),
    ("[poll]\nwhile_open = 1", "line 2: poll.while_open is 1; expected true or false."),
    ("[poll]\nallow_private = 'a.local'", 'line 2: poll.allow_private is "a.local"; expected a list of hosts'),
    ("[poll]\nallow_private = ['http://a/']", 'line 2: poll.allow_private is "http://a/"; expected a host'),
    ("[poll.limits]\nentries = 0", "line 2: poll.limits.entries is 0; expected"),
    ("[poll]\ninterval = { minutes = 60 }", "line 2: poll.interval is a table; expected a whole number"),
    ("poll = 3", "line 1: poll is 3; expected a table."),
    ("[interface]\ntheme = 'nope'", 'line 2: interface.theme is "nope"; expected one of newsterm-dark, '),
    ("[interface]\ntheme = 1979-05-27", "line 2: interface.theme is 1979-05-27; expected one of"),
    ("[interface]\nwidht = 70", 'line 2: there is no setting "interface.widht". Did you mean "width"?'),
    ("width = 70", 'line 1: there is no setting "width". Did you mean "interface.width"?'),
    ("refresh_every = 5", 'line 1: there is no setting "refresh_every". Known here: poll, interface, images, claims, '),
    ("[open]\nxyzzy = 5", 'line 2: there is no setting "open.xyzzy". Known there: browser, player, clipboard.'),
    ("a = 1\na = 2\n", "line 2, column 6: not TOML: this key is written for the second time."),
    ("a = 1\na = 2", "line 2, the last: not TOML: this key is written for the second time."),
    ("x = = 5", "line 1, column 5: not TOML: invalid value; a text stands in quotation marks."),
    ("[poll]\n[open]\n[poll]\n", "line 3, column 6: not TOML: [poll] is written for the second time, or in another"),
    ("a = { b = 1 }\n[a.c]\n", "line 2, column 5: not TOML: [a.c] is written for the second time"),
    ("[poll]\n".encode("utf-16"), "line 1: not UTF-8; save the file in that encoding."),
    ("[interface]\ntheme = 'nrod'", 'tokyo-night. Did you mean "nord"?'),
    ("interval = 30", 'line 1: there is no setting "interval". Did you mean "poll.interval"?'),
    ("x = '", "not TOML: "),
    ("x = [", "not TOML: "),
    ("x = 1" + "0" * 5000, "not TOML: "),
    ("x = " + "[" * 5000, "not TOML that can be read: nested too deeply."),
    (b"x = 1\ny = '\xff'", "line 2: not UTF-8; save the file in that encoding."),
    (b"#" * (1024 * 1024 + 1), "this is no settings file: it is larger than 1 MiB."),
    ("[keys]\nquit = 'q'\nnext = 'q'", 'line 3: keys.next is "q", the key of "quit" already; choose another.'),
    ("[keys]\nquit = 'ctrl+banana'", 'line 2: keys.quit is "ctrl+banana": there is no key "banana"; expected a key'),
    ("[keys]\nquit = 'entre'", 'Did you mean "enter"?'),
    ("[keys]\nquit = 'ctrl+m'", "in a terminal ctrl+m is enter"),
    ("[keys]\na = 'q'\n[keys.claim]\nnext = 'q'", "line 4: keys.claim.next is"),
    ("[keys]\n'a.b' = 'q'\na.b = 'x'", "line 2: keys.a.b is written twice"),
    ("[feeds.'http://me:word@a.example/" + "x" * 200 + "']\nb = 1", 'there is no setting "feeds.http://…@a.example/xxx'),
    ("[keys]\nquit = 7", "line 2: keys.quit is 7; expected a key"),
    ("[keys]\nquit = ''", 'line 2: keys.quit is ""; expected a key'),
    ('[keys]\nquit = "\\u001b"', 'line 2: keys.quit is "": a control character is no key'),
    ("[keys]\npreset = 'vim'", 'line 2: keys.preset is "vim"; expected one of newsterm, newsboat.'),
    ("keys = 'vim'", 'line 1: keys is "vim"; expected a table from an action to its keys.'),
    ("[slots.items]\n0 = 'x'", "line 2: slots.items.0 is no slot; expected a digit from 1 to 9."),
    ("[slots.items]\n1 = '+x'", 'line 2: slots.items.1 is "+x"; expected a tag'),
    ("[slots.claims]\n3 = 3", "line 2: slots.claims.3 is 3; expected a tag"),
    ("[slots]\nclaims = ['a']", "line 2: slots.claims is a list; expected a table from a digit"),
    ("[tags.check]\ncolour = 'tomatoe'", 'expected a colour: #rrggbb, a CSS name such as tomato, or a terminal\'s own'),
    ("[tags.check]\ncolour = 'tomatoe'", 'Did you mean "tomato"?'),
    ("[tags.check]\ncolor = 'red'", 'line 2: there is no setting "tags.check.color". Did you mean "colour"?'),
    ("[tags.'-x']\ncolour = 'red'", 'line 1: tags.-x is "-x"; expected a tag'),
    ("[open]\nbrowser = 'firefox'", 'line 2: open.browser is "firefox"; expected a list of words'),
    ("[open]\nbrowser = []", "line 2: open.browser is a list; expected a list of words"),
    ("[open]\nbrowser = ['']", 'line 2: open.browser is ""; expected a word of a command in its list.'),
    ("[[feeds]]\nurl = 'http://a.example/'", "line 1: feeds is a list; expected a table. Feeds are subscribed to with"),
    ("[feeds.'htp:/x']", "line 1: feeds.htp:/x is no address; expected the address of a feed"),
    ("[feeds.'http://[::1/']", "is no address; expected"),
    ("[feeds.'http://a b/']", "is no address; expected"),
    ("[feeds.'http://me:word@a.example/']\ninterval = 1", "line 2: feeds.http://…@a.example/.interval is 1; expected"),
    ("[feeds.'http://a.example/']\nheaders = 3", "expected a table from the name of a header"),
    ("[feeds.'http://a.example/'.headers]\nHost = 'b'", "line 2: feeds.http://a.example/.headers.Host can't be set;"),
    ("[feeds.'http://a.example/'.headers]\nUser-Agent = 'b'", "has a setting of its own: user_agent."),
    ("[feeds.'http://a.example/'.headers]\nX = { file = 'b' }", "names no place where a secret is kept"),
    ("[feeds.'http://a.example/'.headers]\nX = \"\"\"a\nb\"\"\"", "X is not accepted; expected a line of text."),
    ('theme = "\\u001b[31m"', 'line 1: there is no setting "theme". Did you mean "interface.theme"?'),
    ('"\\u001b[31m" = 1', 'line 1: there is no setting "[31m".'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_a_wrong_file_is_refused_with_its_line_its_key_and_what_was_expected(
    file: Path, text: str | bytes, expected: str
) -> None:
    assert expected in complaint(file, text)


def test_lines_are_those_of_an_editor(file: Path) -> None:
    assert complaint(file, "# \u2028 \u0085\r\n[poll]\r\ninterval = 1\r\n").startswith("line 3: poll.interval")
    assert complaint(file, "x = '''\n\"\\q\" = 1\n'''").startswith("line 1: there is no setting")


def test_what_is_no_key_of_the_text_has_no_line() -> None:
    assert find_line("[poll]", ("interface", "theme")) is None


@pytest.mark.parametrize("header", ["Authorization", "cookie", "X-Api-Key", "Private-Token"])
def test_a_secret_in_the_file_is_refused_and_not_repeated(file: Path, header: str) -> None:
    said = complaint(file, f"[feeds.'http://a.example/'.headers]\n{header} = 'swordfish'")
    assert "is a secret" in said
    assert "command" in said
    assert "swordfish" not in said


def test_a_folder_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="the settings can't be read"):
        read_settings(tmp_path, required=False)


def test_a_path_no_system_has_is_refused_in_words() -> None:
    with pytest.raises(SettingsError, match="the settings can't be read: embedded null"):
        read_settings(Path("a\0b"), required=False)


@given(st.text(max_size=80) | st.from_regex(r'(\[[a-z.]{1,8}\]\n)?[a-z."]{1,8} = ["\'\[{0-9a-z]{1,6}', fullmatch=True))
def test_whatever_a_file_holds_it_is_read_or_refused_in_one_clean_line(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    said = ""
    try:
        read_settings(file, required=True)
    except SettingsError as error:
        said = str(error)
    assert clean_line(said) == said


def test_the_example_file_changes_nothing(file: Path) -> None:
    assert read(file, example_toml()) == Settings()


def test_every_line_of_the_example_file_can_be_used(file: Path) -> None:
    settings = read(file, re.sub(r"^#(?! )", "", example_toml(), flags=re.MULTILINE))
    assert settings.tags["check"].colour == "tomato"
    assert settings.retention.days == 90
    assert settings.poll == Settings().poll
    assert settings.slots == Settings().slots


@pytest.mark.parametrize(
    "kind", [Whole(3, 5), Whole(1, 9, like=4), Number(0.5, 2), Choice(("a", "b")), YesNo(), Line(), Colour(), KeyList(),
             TagName(), FeedAddress(), HostName(), HeaderName(), SlotTag(), ARGV, Headers(),
             SecretKind(), SourceName()],
)  # fmt: skip
def test_a_kind_of_setting_accepts_its_own_example(kind: Kind) -> None:
    kind.read(tomllib.loads(f"x = {kind.example}")["x"])


def test_every_setting_is_described_with_its_default() -> None:
    described = {d.key: d for d in describe()}
    assert described["poll.interval"].default == "60"
    assert described["interface.theme"].default == '"newsterm-dark"'
    assert described["open.browser"].default == ""
    assert described["slots.claims.1"].default == '"check"'
    assert {"keys.preset", "keys.ACTION", "tags.NAME.colour", 'feeds."URL".headers'} <= described.keys()
    assert {key.partition(".")[0] for key in described} == set(Settings.__struct_fields__) - {"preset"}
    assert all(d.meaning and d.type and d.example for d in described.values())


def test_the_described_defaults_are_the_defaults(file: Path) -> None:
    lines = [f"{d.key} = {d.default}" for d in describe() if d.default and "NAME" not in d.key]
    assert read(file, "\n".join(lines)) == Settings()


@given(st.text(max_size=20))
def test_any_text_survives_being_written_as_toml(text: str) -> None:
    printable = "".join(c for c in text if c.isprintable())
    assert tomllib.loads(f"x = {as_toml(printable)}") == {"x": printable}


def test_every_theme_of_the_toolkit_can_be_set() -> None:
    assert set(BUILTIN_THEMES) | {"newsterm-dark", "newsterm-light"} == set(THEMES)


def test_every_colour_that_can_be_set_can_be_drawn() -> None:
    for colour in [*colour_names(), "#a0B1c2", "ansi_bright_red", " Tomato "]:
        accepted = as_colour(colour)
        assert accepted is not None
        Color.parse(accepted)


@pytest.mark.parametrize("colour", ["", "#fff", "#12345g", "rgb(1,2,3)", "ansi_pink", "[red]"])
def test_what_is_no_colour_is_none(colour: str) -> None:
    assert as_colour(colour) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("q", "q"), ("Q", "Q"), ("é", "é"), ("+", "+"), ("#", "#"), (" ", "space"), ("Space", "space"),
        ("esc", "escape"), ("Return", "enter"), ("F5", "f5"), ("pgdn", "pagedown"), ("ctrl+D", "ctrl+d"),
        ("shift+tab", "shift+tab"), ("shift+alt+left", "alt+shift+left"), ("alt++", "alt++"),
        ("CTRL+home", "ctrl+home"),
    ],
)  # fmt: skip
def test_a_key_has_one_spelling(written: str, name: str) -> None:
    assert key_name(written) == name
    assert key_name(name) == name


@pytest.mark.parametrize(
    "written",
    ["\x1b", "ctrl+i", "ctrl+z", "ctrl+1", "shift+a", "hyper+a", "ctrl+ctrl+a", "f13", "banana", "ctrl+", "gg",
     "\u202e"],
)  # fmt: skip
def test_what_a_terminal_does_not_send_is_no_key(written: str) -> None:
    with pytest.raises(UnusableKey):
        key_name(written)


def test_starting_without_a_file_imports_nothing_that_only_files_or_errors_need() -> None:
    code = (
        "import sys, newsterm.paths, newsterm.query, newsterm.settings as s; s.read_settings(None, required=False);"
        "print({'tomllib', 'platformdirs', 'difflib', 'textual'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


@pytest.mark.parametrize(
    "text",
    [
        "login = 'me:hunter2'",
        "login = { user = 'me', password = 'hunter2' }",
        "login = { user = 'me' }",
        "headers = 'Authorization: Bearer hunter2'",
        "headers = { X-Token = 'hunter2' }",
        "headers = { X-Token = { env = ' hunter2' } }",
        "headers = { X-Token = { keyring = 'hunter2' } }",
    ],
)
def test_what_may_be_a_secret_is_refused_without_being_repeated(file: Path, text: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(file, f"[feeds.'http://a.example/']\n{text}\n")
    assert "hunter2" not in str(refused.value)
    assert "line 2" in str(refused.value)
