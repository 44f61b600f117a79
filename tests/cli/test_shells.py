"""Completions in the shells themselves; skipped where a shell is not installed."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import newsterm
from newsterm.cli.manual import SCRIPTS
from newsterm.library import Library
from newsterm.model import Subscription

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.shells import Shell

HOSTILE = "$(touch x) \"a\" 'b' `touch y` !d"
SHARE = Path(newsterm.__file__).parent / "share" / "completions"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the cache of two feeds."""
    folder = tmp_path_factory.mktemp("shells")
    (folder / "data").mkdir()
    titles = {"a": "Harbour Post", "b": HOSTILE}
    with Library.open(folder / "data" / "newsterm.db") as library:
        library.subscribe(
            Subscription(url=f"https://{host}.example/x.xml", title=title, added=datetime(2026, 11, 20, tzinfo=UTC))
            for host, title in titles.items()
        )
    return folder


@pytest.fixture(scope="module")
def opened(folder: Path) -> Iterator[Callable[[str], Shell]]:
    from tests.cli.shells import Shell

    shells: dict[str, Shell] = {}

    def open_(name: str) -> Shell:
        if shutil.which(name) is None:
            pytest.skip(f"no {name} here")
        if name not in shells:
            shells[name] = Shell(name, SHARE / SCRIPTS[name], folder, folder / "nothing")
        return shells[name]

    yield open_
    for shell in shells.values():
        shell.close()


@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_tab_completes_commands_feeds_and_queries(opened: Callable[[str], Shell], name: str) -> None:
    shell = opened(name)
    assert shell.completed("newsterm und") == "newsterm undo "
    assert shell.completed("newsterm --data data remove Har") == "newsterm --data data remove Harbour\\ Post "
    assert shell.completed("newsterm list --sort=ol") == "newsterm list --sort=oldest "
    assert shell.completed("newsterm --da") == "newsterm --data "
    assert shell.completed("newsterm --data da") == "newsterm --data data/"


@pytest.mark.parametrize("name", ["bash", "zsh"])
@pytest.mark.parametrize("begun", ["\\$", '"\\$', "'$"])
def test_a_hostile_title_is_one_word_and_is_never_run(
    opened: Callable[[str], Shell], folder: Path, name: str, begun: str
) -> None:
    said = opened(name).words(f"newsterm --data data remove {begun}")
    assert said == ["--data", "data", "remove", HOSTILE]
    assert not (folder / "x").exists()
    assert not (folder / "y").exists()


@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_a_value_with_spaces_reaches_the_query_in_quotation_marks(opened: Callable[[str], Shell], name: str) -> None:
    assert opened(name).words("newsterm --data data list feed:har")[-1] == 'feed:"Harbour Post"'
    assert opened(name).words('newsterm --data data list "feed:Har')[-1] == 'feed:"Harbour Post"'


@pytest.mark.parametrize(("name", "told"), [("bash", "(ask paused feeds again)"), ("zsh", "-- ask paused feeds again")])
def test_a_list_of_words_tells_what_they_mean(opened: Callable[[str], Shell], name: str, told: str) -> None:
    assert told in opened(name).listed("newsterm re")


def test_fish_gets_words_with_what_they_mean(folder: Path) -> None:
    fish = shutil.which("fish")
    if fish is None:
        pytest.skip("no fish here")
    from tests.cli.shells import environment

    lines = ["newsterm und", "newsterm --data data remove \\$", "newsterm --data data list feed:Har"]
    script = f"source {SHARE / SCRIPTS['fish']}; for line in $argv; complete -C $line; end"
    ran = subprocess.run(
        [fish, "-N", "-c", script, *lines],
        capture_output=True,
        text=True,
        env=environment(folder, folder / "nothing"),
        cwd=folder,
        check=True,
    )
    assert ran.stdout.splitlines() == [
        "undo\ttake back the last action",
        f"{HOSTILE}\thttps://b.example/x.xml",
        "feed:Harbour\\ Post",
    ]
    assert not (folder / "x").exists()
