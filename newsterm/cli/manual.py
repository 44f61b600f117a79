"""Commands that hand out what a system installs beside newsterm: completions of shells, the manual page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import newsterm
from newsterm.cli.output import out, say

if TYPE_CHECKING:
    import argparse

    from newsterm.cli.world import World

SCRIPTS = {"bash": "newsterm.bash", "zsh": "_newsterm", "fish": "newsterm.fish"}
_TURNED_ON = {
    "bash": "source <(newsterm completions bash)  # in ~/.bashrc",
    "zsh": "source <(newsterm completions zsh)  # in ~/.zshrc, after compinit",
    "fish": "newsterm completions fish > ~/.config/fish/completions/newsterm.fish",
}


def completions(args: argparse.Namespace, _: World) -> int:
    """The script that has a shell complete newsterm's commands."""
    path = Path(newsterm.__file__).parent / "share" / "completions" / SCRIPTS[args.shell]
    out(path.read_text("utf-8").rstrip("\n"))
    if sys.stdout.isatty():  # else a shell that starts reads it, and a person would see the words every time
        say(f"# turned on by: {_TURNED_ON[args.shell]}")
    return 0


def man(_: argparse.Namespace, __: World) -> int:
    """The manual page, as roff source."""
    from newsterm.cli.man import page  # noqa: PLC0415 - all of the grammar, the keys and the settings

    out(page().rstrip("\n"))
    return 0
