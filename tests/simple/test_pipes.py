"""The real thing over pipes and a terminal: what comes out, how it ends, and what is never imported."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsterm.cli import main
from newsterm.library import Library
from newsterm.ui.places import LeftOff
from tests.ui.shell.world import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable

NEWSTERM = [sys.executable, "-m", "newsterm"]


@pytest.fixture
def environ(path: Path) -> dict[str, str]:
    config = path.parent / "config.toml"
    config.write_text("[poll]\nwhile_open = false\n")
    return {**os.environ, "NEWSTERM_DATA": str(path.parent), "NEWSTERM_CONFIG": str(config), "LC_ALL": "C.UTF-8"}


def simple(environ: dict[str, str], typed: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*NEWSTERM, *(words or ["--simple"])],
        input=typed, env=environ, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def test_commands_from_a_pipe_are_answered_into_a_pipe(environ: dict[str, str]) -> None:
    done = simple(environ, "1\nclaims\nq\nQ\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "list: " not in done.stdout
    assert "Claim 1: an official familiar with the plan, unnamed source" in done.stdout


def test_the_end_of_the_input_leaves_and_the_place_is_kept(environ: dict[str, str], path: Path) -> None:
    done = simple({**environ, "LC_ALL": "C"}, "feed post\n1\n")
    assert done.returncode == 0
    assert done.stdout.isascii()
    with Library.open(path) as library:
        assert LeftOff.of(library).opened == FIRST
    assert "Open: Ministers weigh port reopening" in simple(environ, "").stdout


def test_a_setting_does_the_same_and_columns_break_lines(environ: dict[str, str]) -> None:
    config = Path(environ["NEWSTERM_CONFIG"])
    config.write_text("[interface]\nsimple = true\n")
    done = subprocess.run(
        NEWSTERM, input="1\n", env={**environ, "COLUMNS": "40"}, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 40


def test_a_reader_that_has_heard_enough_ends_it_quietly(environ: dict[str, str]) -> None:
    process = subprocess.Popen(
        [*NEWSTERM, "--simple"], env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdin
    process.stdout.close()
    process.stdin.write(b"1\nclaims\n" * 200)
    process.stdin.close()
    assert process.wait(30) == 0
    assert process.stderr
    assert process.stderr.read() == b""
    process.stderr.close()


def test_textual_is_never_imported(environ: dict[str, str]) -> None:
    code = (
        "import sys; from newsterm.cli import main; status = main(['--simple']); "
        "sys.exit(bool(status or [name for name in sys.modules if name.partition('.')[0] == 'textual']))"
    )
    typed = "1\nclaims\n]\n+x\nz\n|cat\nv\nF\nfeeds\nhelp\nlinks\nq\nq\n"
    done = subprocess.run(
        [sys.executable, "-c", code], input=typed, env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def ended(child: int) -> int:
    """How a process ended; one that does not is killed."""
    for _ in range(1000):
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return status
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_terminal_gets_a_prompt_and_no_sequences(environ: dict[str, str], path: Path) -> None:
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(sys.executable, [*NEWSTERM, "--simple"], {**environ, "TERM": "dumb", "COLUMNS": "70", "LINES": "12"})
    heard = b""

    def until(words: bytes, again: Callable[[], None] | None = None) -> None:
        """Listen until these words come; every second of silence `again` does once more what brings them."""
        nonlocal heard
        end = time.monotonic() + 30
        while words not in heard and time.monotonic() < end:
            if select.select([terminal], [], [], 1.0)[0]:
                heard += os.read(terminal, 4096)
            elif again is not None:
                again()
        assert words in heard

    until(b"list: ")
    os.write(terminal, b"1\n")
    until(b"article: ")
    heard = b""
    os.kill(child, signal.SIGINT)
    until(b"Q leaves.", lambda: os.kill(child, signal.SIGINT))  # readline hears no signal just before it waits
    os.write(terminal, b"hel\t\n")
    until(b"an empty line goes on.")
    os.close(terminal)  # the terminal hangs up
    status = ended(child)
    assert os.waitstatus_to_exitcode(status) == 0
    assert b"\x1b" not in heard
    with Library.open(path) as library:
        assert library.memo("simple.history") == ["1", "help"]


def test_simple_is_for_the_reader_alone(environ: dict[str, str]) -> None:
    done = simple(environ, "", "--simple", "list")
    assert done.returncode == 2
    assert "--simple is for the reader and its demo" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="terminals have no names there")
@pytest.mark.parametrize(
    ("term", "named"), [("dumb", 'this one is "dumb"'), ("", "TERM names none"), ("unknown", 'this one is "unknown"')]
)
@pytest.mark.parametrize("command", [[], ["demo"]])
def test_where_the_cursor_can_not_be_moved_the_full_screen_says_what_works(
    term: str, named: str, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert main(command) == 2
    said = capsys.readouterr().err
    assert f"needs a terminal that can move its cursor, and {named}; `newsterm --simple` reads" in said


def test_without_a_terminal_the_full_screen_says_what_works(environ: dict[str, str]) -> None:
    done = subprocess.run(
        NEWSTERM, env={**environ, "TERM": "xterm"}, input="", capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "The full screen needs a terminal; `newsterm --simple` reads line by line here" in done.stderr
