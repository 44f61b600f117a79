"""A disk that refuses: each command says what is the matter, ends with 2, and leaves what is there as it is."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and limits")
WITHOUT_ROOT = "--bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search".split()
"""Takes from root (in containers, and in CI) the power to write where permissions forbid it."""


def opml(path: Path, feeds: int) -> Path:
    outlines = "".join(f'<outline type="rss" xmlUrl="http://h{n}.example/{"x" * 80}"/>' for n in range(feeds))
    path.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return opml(tmp_path / "one.opml", 1)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    return opml(tmp_path / "many.opml", 2000)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def newsterm(data: Path) -> Command:
    def run(*words: object, before: str = "") -> subprocess.CompletedProcess[str]:
        command = shlex.join([sys.executable, "-m", "newsterm", "--data", str(data), *map(str, words)])
        return subprocess.run(["sh", "-c", f"{before} {command}"], capture_output=True, text=True, check=False)

    return run


def refused(ran: subprocess.CompletedProcess[str], word: str) -> bool:
    """Whether it ended with 2 and one sentence with this word, and no traceback."""
    lines = ran.stderr.splitlines()
    return ran.returncode == 2 and len(lines) == 1 and lines[0].startswith("newsterm: ") and word in lines[0]


def unprivileged() -> str:
    if os.geteuid():
        return ""
    if shutil.which("setpriv") is None:
        pytest.skip("root writes everywhere")
    return shlex.join(["setpriv", *WITHOUT_ROOT])


def test_a_folder_that_can_not_be_written_is_read_and_says_so(
    newsterm: Command, data: Path, one: Path, many: Path
) -> None:
    newsterm("import", one)
    data.chmod(0o555)
    try:
        before = unprivileged()
        assert "h0.example" in newsterm("feeds", before=before).stdout
        assert newsterm("doctor", before=before).returncode == 0
        for words in (("import", many), ("poll",), ("undo",), ("star", "x")):
            assert refused(newsterm(*words, before=before), "writ"), words
        assert {p.name for p in data.iterdir()} == {"newsterm.db"}
    finally:
        data.chmod(0o755)


def test_a_cache_can_not_begin_where_nothing_can_be_written(newsterm: Command, data: Path, one: Path) -> None:
    data.mkdir(mode=0o555)
    try:
        assert refused(newsterm("import", one, before=unprivileged()), "can't be")
        assert list(data.iterdir()) == []
    finally:
        data.chmod(0o755)


@pytest.mark.parametrize("words", [("list",), ("import",), ("poll",), ("doctor",), ("doctor", "--repair")])
def test_a_folder_in_the_place_of_the_cache_is_named(
    newsterm: Command, data: Path, one: Path, words: tuple[str, ...]
) -> None:
    (data / "newsterm.db").mkdir(parents=True)
    assert refused(newsterm(*words, *([one] if words == ("import",) else [])), "is a folder")


def test_a_link_that_leads_nowhere_is_named(newsterm: Command, data: Path, one: Path) -> None:
    data.mkdir()
    (data / "newsterm.db").symlink_to(data / "nowhere" / "cache.db")
    for words in (("list",), ("import", one), ("poll",)):
        assert refused(newsterm(*words), "missing")


def test_a_disk_that_is_full_from_the_beginning_leaves_nothing_behind(newsterm: Command, data: Path, one: Path) -> None:
    assert refused(newsterm("import", one, before="ulimit -f 128;"), "full")
    assert list(data.iterdir()) == []


def test_a_disk_that_fills_takes_nothing_away(newsterm: Command, many: Path, one: Path) -> None:
    newsterm("import", one)
    before = newsterm("feeds").stdout
    assert refused(newsterm("import", many, before="ulimit -f 800;"), "full")
    assert newsterm("feeds", before="ulimit -f 128;").stdout == before
    assert newsterm("doctor").returncode == 0
    assert newsterm("import", many).returncode == 0


def test_a_home_that_is_not_there_is_an_error_in_words(tmp_path: Path, one: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        environ = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "NEWSTERM_"))}
        environ |= {"HOME": str(tmp_path / "nowhere")}
        command = f"{unprivileged()} {shlex.join([sys.executable, '-m', 'newsterm', 'import', str(one)])}"
        ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, env=environ)
        assert refused(ran, "nowhere")
    finally:
        tmp_path.chmod(0o755)
