"""A settings file that newsterm changes: it means what it should, and keeps its layout."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.errors import SettingsError
from newsterm.settings.change import _filled, changed_raw, changed_text, value_of
from newsterm.settings.check import refusals
from newsterm.settings.describe import describe
from newsterm.settings.listed import listed
from newsterm.settings.named import named
from newsterm.settings.read import load

URL = "https://a.example/feed.xml"
LAYOUTS = (
    "",
    "# nothing yet\n",
    "poll.interval = 30\n",
    "poll = { interval = 30 }\n",
    "[poll]\ninterval = 30 # often\n\n[poll.limits]\nentries = 5\n",
    "[poll.limits]\nentries = 5\n[interface]\n",
    "[interface]\ntheme = 'nord'\n\n# last words",
    f"[feeds]\n'{URL}' = {{ interval = 20 }}\n",
    f'[feeds."{URL}"]\ninterval = 20\n[feeds."{URL}".login]\nuser = "a"\npassword = {{ env = "B" }}\n',
    f'feeds."{URL}".interval = 20\n[poll]\n#interval = 60\n# a comment\n',
    "[open]\nplayer = [\n  'mpv', # a player\n  '--fs',\n]\n[tags]\ncheck.colour = 'red'\n",
    "[keys]\nquit = 'f9'\n[slots]\nitems = { 1 = 'x' }\n",
)
CHANGES: tuple[tuple[str, Any], ...] = (
    ("poll.interval", 45),
    ("poll.limits.entries", 7),
    ("interface.theme", "gruvbox"),
    ("open.player", ["vlc"]),
    (f"feeds.{URL}.interval", 90),
    (f"feeds.{URL}.filter", ["tidy", "-xml"]),
    (f"feeds.{URL}.login", {"user": "a", "password": {"env": "B"}}),
    ("tags.check.colour", "tomato"),
    ("tags.to read.colour", "blue"),
    ("slots.items.2", "y"),
    ("keys.quit", "f8"),
)


@given(
    st.sampled_from(LAYOUTS),
    st.lists(st.sampled_from(CHANGES).flatmap(lambda c: st.sampled_from([c, (c[0], None)])), max_size=4),
)
def test_whatever_the_layout_a_change_means_itself_and_keeps_every_comment(
    text: str, changes: list[tuple[str, Any]]
) -> None:
    raw = tomllib.loads(text)
    for key, value in changes:
        comments = [line for line in text.splitlines() if line.startswith("# ")]
        path = named(key).path
        raw = changed_raw(raw, path, value)
        text = changed_text(text, path, value, raw)
        assert _filled(tomllib.loads(text)) == _filled(raw)
        assert [line for line in text.splitlines() if line.startswith("# ")] == comments


@pytest.mark.parametrize(
    ("text", "key", "generic"),
    [
        ("poll.interval", "poll.interval", "poll.interval"),
        (f"feeds.{URL}.interval", f'feeds."{URL}".interval', 'feeds."URL".interval'),
        (f'feeds."{URL}".login.user', f'feeds."{URL}".login.user', 'feeds."URL".login.user'),
        (f"feeds.'{URL}'", f'feeds."{URL}"', 'feeds."URL"'),
        (f"feeds.{URL}", f'feeds."{URL}"', 'feeds."URL"'),
        ("tags.to read.colour", 'tags."to read".colour', "tags.NAME.colour"),
        ("keys.next-unread", "keys.next-unread", "keys.ACTION"),
        ("slots.claims.9", "slots.claims.9", "slots.claims.9"),
    ],
)
def test_a_setting_is_named_with_quotation_marks_or_without(text: str, key: str, generic: str) -> None:
    assert (named(text).key, named(text).generic) == (key, generic)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"feeds.{URL}.intervall", 'Did you mean "interval"?'),
        ("poll.limits.entris", 'there is no setting "poll.limits.entris". Did you mean "entries"?'),
        ("poll.interval.x", "poll.interval.x has no settings below it."),
        ("feeds.ftp://a/", "feeds.ftp://a/ is no address"),
        (f"feeds.{URL}.headers.Host", "headers.Host can't be set"),
        ("nothing", 'there is no setting "nothing".'),
    ],
)
def test_what_is_no_setting_is_told_with_what_is_near(text: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        named(text)
    assert said in str(caught.value)


def test_words_are_toml_where_the_setting_takes_that_and_else_text() -> None:
    assert value_of(named("poll.interval"), ["30"]) == 30
    assert value_of(named("slots.items.1"), ["30"]) == "30"
    assert value_of(named("slots.items.1"), ['"a b"']) == "a b"
    assert value_of(named("open.player"), ["mpv"]) == ["mpv"]
    assert value_of(named("open.player"), ["mpv", "--fs"]) == ["mpv", "--fs"]
    assert value_of(named("poll.allow_private"), ["[]"]) == []


@given(st.text(max_size=60) | st.sampled_from([f"{layout}\nx.y = 1\n" for layout in LAYOUTS]))
def test_a_check_ends_whatever_the_file_says(text: str) -> None:
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    found, _ = refusals(raw)
    assert len({refused.at for refused in found}) == len(found)


def test_every_level_of_the_file_is_checked_at_once() -> None:
    raw = tomllib.loads(
        f"""
        colour = 1
        [poll]
        interval = "x"
        limits = 3
        [slots.items]
        0 = "x"
        1 = "+x"
        [keys]
        a.b = "ctrl+m"
        quit = 7
        preset = "vim"
        [tags.-x]
        colour = "red"
        [feeds."{URL}"]
        interval = 1
        text = "both"
        login = {{ user = "me" }}
        headers = {{ Host = "x", Cookie = "y", X = "z" }}
        [feeds.nowhere]
        """
    )
    found, settings = refusals(raw)
    assert sorted(".".join(refused.at) for refused in found) == sorted(
        [
            "colour", "poll.interval", "poll.limits", "slots.items.0", "slots.items.1", "keys.a.b", "keys.quit",
            "keys.preset", "tags.-x", f"feeds.{URL}.interval", f"feeds.{URL}.text", f"feeds.{URL}.login",
            f"feeds.{URL}.headers.Host", f"feeds.{URL}.headers.Cookie", "feeds.nowhere",
        ]
    )  # fmt: skip
    assert settings.feeds[URL].headers["X"].text == "z"


def test_every_setting_is_listed_once_with_its_default_and_those_of_a_file_with_their_line(tmp_path: Path) -> None:
    fixed = [d.key for d in describe() if not {'"URL"', "NAME", "ACTION"} & set(d.key.split("."))]
    assert [row.key for row in listed(None)] == fixed
    assert {row.where for row in listed(None)} == {"default"}
    path = tmp_path / "config.toml"
    text = "[tags.check]\ncolour = 'red'\n[keys]\npreset = 'newsboat'\nquit = 'f9'\n['feeds']\n'URL'.interval = 20\n"
    path.write_text(text.replace("URL", URL))
    rows = {row.key: row for row in listed(load(path, required=True)) if row.is_set}
    assert [(key, row.shown, row.where, row.default) for key, row in rows.items()] == [
        ("keys.preset", '"newsboat"', "line 4", "newsterm"),
        ("keys.quit", '"f9"', "line 5", None),
        ("tags.check.colour", '"red"', "line 2", None),
        (f'feeds."{URL}".interval', "20", "line 7", None),
    ]


def test_the_library_that_keeps_layouts_is_imported_only_for_a_change() -> None:
    import subprocess
    import sys

    code = "import sys, newsterm.cli.config, newsterm.settings; print('tomlkit' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert ran.stdout.strip() == "False"
