"""Where things are kept."""

import sys
from pathlib import Path

import pytest

from newsterm.errors import SettingsError
from newsterm.paths import Paths, find_paths

linux = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="XDG directories are Linux's")


def test_the_command_line_comes_before_the_environment(tmp_path: Path) -> None:
    paths = find_paths(
        str(tmp_path / "a"), str(tmp_path / "a.toml"), {"NEWSTERM_DATA": "/env", "NEWSTERM_CONFIG": "/env.toml"}
    )
    assert (paths.data, paths.config) == (tmp_path / "a", tmp_path / "a.toml")


def test_the_environment_comes_before_the_system(tmp_path: Path) -> None:
    paths = find_paths(None, None, {"NEWSTERM_DATA": str(tmp_path), "NEWSTERM_CONFIG": str(tmp_path / "c.toml")})
    assert paths == Paths(data=tmp_path, config=tmp_path / "c.toml", config_named=True)


@linux
def test_without_either_the_xdg_directories_are_used() -> None:
    paths = find_paths(None, None, {"HOME": "/home/a", "XDG_DATA_HOME": "/x/data", "XDG_CONFIG_HOME": "/x/config"})
    assert paths == Paths(data=Path("/x/data/newsterm"), config=Path("/x/config/newsterm/config.toml"))


@linux
@pytest.mark.parametrize("stated", ["", "relative/path"])
def test_an_empty_or_relative_xdg_directory_is_ignored(stated: str) -> None:
    paths = find_paths("", "", {"HOME": "/home/a", "XDG_DATA_HOME": stated, "XDG_CONFIG_HOME": stated})
    assert paths.data == Path("/home/a/.local/share/newsterm")
    assert paths.config == Path("/home/a/.config/newsterm/config.toml")
    assert not paths.config_named


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_have_directories_of_their_own(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    paths = find_paths(None, None, {})
    assert paths.data.name == "newsterm"
    assert paths.config.name == "config.toml"


def test_a_relative_place_is_seen_from_where_newsterm_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_paths("here", None, {"HOME": "/home/a"}).data == tmp_path / "here"


def test_a_tilde_is_the_home_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert find_paths(None, None, {"NEWSTERM_DATA": "~/news", "HOME": str(tmp_path)}).data == tmp_path / "news"


def test_the_home_of_somebody_unknown_is_refused_in_words() -> None:
    with pytest.raises(SettingsError, match="~nobody-of-that-name/x"):
        find_paths("~nobody-of-that-name/x", None, {})


@linux
def test_without_a_home_directory_the_user_is_asked_for_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", no_home)
    with pytest.raises(SettingsError, match="--data"):
        find_paths(None, None, {})


def test_everything_newsterm_keeps_lies_in_one_directory() -> None:
    paths = Paths(data=Path("/d"), config=Path("/c.toml"))
    assert (paths.store, paths.lock, paths.log) == (
        Path("/d/newsterm.db"),
        Path("/d/poller.lock"),
        Path("/d/newsterm.log"),
    )
