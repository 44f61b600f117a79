"""The clipboard: what the terminal is sent, and who copies where it is not the terminal."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import warnings
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm import clipboard

if TYPE_CHECKING:
    from pathlib import Path


@given(st.text(max_size=200))
def test_a_terminal_is_sent_the_text_and_nothing_that_commands_it(text: str) -> None:
    made = clipboard.sequence(text, {})
    assert made.startswith("\x1b]52;c;")
    assert made.endswith("\x07")
    content = b64decode(made[7:-1], validate=True).decode("utf-8")
    assert not any(ord(c) < 32 and c not in "\n\t" for c in content)
    assert made[7:-1].isascii()


def test_a_text_that_no_terminal_takes_is_refused_in_words() -> None:
    clipboard.sequence("x" * 74_994, {})
    with pytest.raises(clipboard.NotCopied, match="too long for a terminal's clipboard"):
        clipboard.sequence("x" * 74_995, {})


def test_inside_screen_the_sequence_goes_to_the_terminal_around() -> None:
    made = clipboard.sequence("hello" * 40, {"TERM": "screen-256color"})
    pieces = made.removeprefix("\x1bP").removesuffix("\x1b\\").split("\x1b\\\x1bP")
    assert "".join(pieces) == clipboard.sequence("hello" * 40, {})
    assert len(pieces) > 1


def test_tmux_copies_inside_tmux_unless_the_terminal_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    inside = {"TMUX": "/tmp/tmux-1/default,1,0"}
    command = clipboard.command_for("auto", inside)
    assert command is not None
    assert command[:2] == ("tmux", "load-buffer")
    assert clipboard.command_for("osc52", inside) is None
    assert clipboard.command_for("auto", {}) is None
    assert clipboard.command_for(("wl-copy",), inside) == ("wl-copy",)


def test_a_command_gets_the_text_and_its_failure_is_told(tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    clipboard.give("one\x1b[31m\ntwo", ("sh", "-c", f"cat > {shlex.quote(str(copied))}"))
    assert copied.read_text() == "one[31m\ntwo"
    with pytest.raises(clipboard.NotCopied, match="ended with 3"):
        clipboard.give("x", ("sh", "-c", "exit 3"))
    with pytest.raises(clipboard.NotCopied, match="could not be started"):
        clipboard.give("x", ("no-such-command-anywhere",))


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
def test_copy_asks_the_terminal_and_prints_no_data(tmp_path: Path) -> None:
    import pty

    from tests.cli.stories import ONE, fill

    fill(tmp_path / "newsterm.db")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: the child becomes newsterm
        child, terminal = pty.fork()
    if not child:
        os.environ.pop("TMUX", None)
        os.environ["TERM"] = "xterm"
        words = ["-m", "newsterm", "--data", str(tmp_path), "copy", ONE, "--markdown"]
        os.execv(sys.executable, [sys.executable, *words])
    told = b""
    try:
        while some := os.read(terminal, 4096):
            told += some
    except OSError:  # the terminal's other end is closed
        pass
    os.close(terminal)
    assert os.waitpid(child, 0)[1] == 0
    sequence, _, said = told.partition(b"\x07")
    assert b64decode(sequence.removeprefix(b"\x1b]52;c;")) == b"[One](<https://news.example/one>)"
    assert said.startswith(b"copied: ")


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux")
def test_inside_tmux_what_is_copied_is_tmuxs_buffer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    socket = str(tmp_path / "t")

    def tmux(*words: str) -> str:
        command = ["tmux", "-S", socket, "-f", "/dev/null", *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    tmux("new-session", "-d", "cat")
    try:
        monkeypatch.setenv("TMUX", tmux("display-message", "-p", "#{socket_path},#{pid},0").strip())
        clipboard.copy(
            "https://news.example/one", "auto", dict(os.environ), lambda _: pytest.fail("nothing is written")
        )
        assert tmux("show-buffer") == "https://news.example/one"
    finally:
        tmux("kill-server")
